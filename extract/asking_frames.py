"""Frames of verbs that want another to act."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.classes import RECIPROCAL
from detente.extract.cue_words import entries_at, is_thing
from detente.extract.lexicon import Entry
from detente.extract.reach import NEAR, SOURCE, TARGET
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import Sides
from detente.extract.tools import Family
from detente.extract.verb_forms import is_infinitive, is_passive, is_subjunctive

_ENVOYS = frozenset(
    "ambassador ambassadors diplomat diplomats envoy envoys consul consuls attache attaches attaché attachés".split()
)
_ENDS = frozenset("end halt stop cessation suspension conclusion lifting".split())
_SHARED = frozenset("truce ceasefire cease-fire talks dialogue negotiations peace reconciliation de-escalation".split())
"""What two are called on to keep or hold together."""
_NOTES = frozenset("letter letters note message memorandum telegram telephone-call call petition".split())
_TURNING = ("writ", "wrote", "appeal", "turn", "flew", "fly", "travel", "went", "go", "rush", "sen")
"""Beginnings of verbs whose "to" leads to the one who is asked for something."""
_NEEDS_A_DEED = tuple(
    "turn look reach tell told order instruct direct call want push press invit advis encourag".split()
)
"""Beginnings of verbs that ask something of somebody only where what is to be done stands with them."""

_ASKED_OF = frozenset({("on",), ("upon",)})
"""Behind which several may be asked one after the other: "called on Oman to talk, and on Chad to stop"."""
_UNDERGONE = frozenset({"release", "extradition", "handover", "return"})
"""Deeds whose owner is not the one to do them: "called for Navalny's release"."""


class AskingFrames(Family):
    """``control``, ``demand`` and ``clause``."""

    def control(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree = s.tree
        source = self._clauses.source(s, verb, NEAR)
        if not source or self._sent_home(s, verb) != (entry.cue.id == "sanction.order-leave"):
            return
        things = self._lexicon.things.get(entry.cue.id)
        if things and not self._uses(s, verb, things):
            return
        yield Sides(source, self._as_wished(s, verb), "control-as")
        tokens: list[int] = []
        if entry.after:
            tokens += [t for t in tree.prepositions(verb, frozenset(entry.after)) if tree.deps[t] == "pobj"]
            tokens += self._wanted_doers(s, verb) if "for" in entry.after else []
        elif is_passive(tree, verb):
            tokens += self._clauses.target_tokens(tree, verb)
        else:
            inner = tree.children(verb, "ccomp", "xcomp")
            tokens += [t for t in tree.children(verb, "dobj", "dative") if tree.lower[t] not in RECIPROCAL]
            willed = [
                v
                for v in inner
                if (things or is_infinitive(tree, v)) and not (is_passive(tree, v) and self._befalls(s, v))
            ]
            undone = [(v, t) for v in willed for t in tree.children(v, "nsubj", "nsubjpass")]
            tokens += [
                t for v, t in undone if not (tree.lower[t] == "it" and is_passive(tree, v))
            ]  # "want it to be kept"
        wanted = any(is_infinitive(s.tree, v) for v in tree.children(verb, "xcomp", "ccomp", "advcl") if v > verb)
        contested = tree.lower[verb].startswith("challeng")  # "challenged Kiir for the chairmanship"
        wanted = wanted or any(
            tree.lower[k] in {"for", "against"} and not contested for k in tree.children(verb, "prep")
        )
        wanted = wanted or (tree.lower[verb].startswith("invit") and any(True for _ in tree.prepositions(verb, {"to"})))
        if not wanted and tree.lower[verb].startswith(_NEEDS_A_DEED):
            return
        found = False
        for token in tokens:
            target = self._nominals.resolve(s, token, TARGET if things else NEAR)
            if not target and (named := s.named[token]) is not None and entry.after == ("to",):  # "turned to Moscow"
                target = [self._nominals.argument(s, token, token, named.actor, "name")]
            if target:
                yield Sides(source, target, "control", 1.0 if wanted else 0.6)
                found = True
            if found and entry.after not in _ASKED_OF:
                return
        if found:
            return
        if "for" in entry.after or not entry.after:
            for token in tokens:
                yield Sides(source, self._deed(s, token, not entry.after), "control-deed", 0.9)
        yield Sides(source, self._addressed(s, verb), "control-addressed", 0.85)

    @staticmethod
    def _sent_home(s: Sentence, verb: int) -> bool:
        """Whether envoys are told to leave: "ordered the Swedish ambassador to leave"."""
        tree = s.tree
        inner = [v for v in tree.children(verb, "ccomp", "xcomp") if tree.lower[v] in {"leave", "depart"}]
        told = [*tree.children(verb, "dobj", "dative"), *(t for v in inner for t in tree.children(v, "nsubj"))]
        told += tree.children(verb, "nsubjpass")
        return bool(inner) and any(tree.lower[t] in _ENVOYS for t in told)

    @staticmethod
    def _uses(s: Sentence, verb: int, things: frozenset[str]) -> bool:
        """Whether what another is to do is done with one of ``things``: "let the rebels use its airfields"."""
        inner = (v for v in s.tree.children(verb, "ccomp", "xcomp") if s.tree.lower[v].startswith("us"))
        return any(is_thing(s, t, things) for v in inner for t in s.tree.children(v, "dobj"))

    def _addressed(self, s: Sentence, verb: int) -> list[Argument]:
        """To whom one writes or goes who asks for something: "In a letter to Oslo, Chad asked for help", "flew to Oslo
        to ask for help".
        """
        tree = s.tree
        notes = [t for t in tree.prepositions(verb, {"in"}) if tree.lower[t] in _NOTES]
        head = tree.heads[verb]
        asking = tree.deps[verb] in {"advcl", "xcomp"} and tree.lower[head].startswith(_TURNING)
        places = [*notes, head] if asking else notes
        if tree.deps[verb] == "advcl" and tree.lower[head].startswith("visit") and is_infinitive(tree, verb):
            return [a for t in tree.children(head, "dobj") for a in self._targets.target(s, t, "consult")]
        return [
            a for at in places for t in tree.prepositions(at, {"to"}) for a in self._targets.target(s, t, "consult")
        ]

    def _deed(self, s: Sentence, noun: int, urged: bool) -> list[Argument]:
        """Whose deed is asked for: "called for Israeli restraint", "urged restraint from Israel"."""
        if ended := self._ended(s, noun):
            return ended
        if s.tree.lower[noun] not in self._lexicon.nouns["asked"] or s.tree.lower[noun] in _UNDERGONE:
            return []
        behind = s.tree.prepositions(noun, {"from", "by"}) if urged else ()
        return self._nominals.owners(s, noun) or [a for t in behind for a in self._nominals.resolve(s, t, NEAR)]

    def _ended(self, s: Sentence, noun: int) -> list[Argument]:
        """Who is to end what they do, or to do it together: "called for an end to Israeli raids", "for a truce between
        Oman and Chad".
        """
        tree = s.tree
        acts = [noun] if tree.lower[noun] in _SHARED else []
        if tree.lower[noun] in _ENDS:
            acts = list(tree.prepositions(noun, {"to", "of", "in"}))
        between = [t for act in acts for t in tree.prepositions(act, {"between"})]
        if not between and tree.lower[noun] in _ENDS:
            return [a for act in acts for a in self._doers.of(s, act)]
        return [a for t in between for a in self._nominals.resolve(s, t, NEAR)]

    def demand(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree = s.tree
        source = self._clauses.source(s, verb, NEAR)
        if not source:
            return
        if things := self._lexicon.things.get(entry.cue.id):
            if not self._asks(s, verb, things):
                return
            if not self._names_body(s, verb):  # "Mexico demanded an explanation": of its opponent of the day
                captors = self._captors(s, verb)
                opposed = captors or (self._memory.opponent(source) if entry.cue.understood else [])
                yield Sides(source, opposed, "demand-opponent", 0.85)
                return
        yield Sides(source, self._as_wished(s, verb), "demand-as")
        for token in (*tree.children(verb, "dobj"), *tree.prepositions(verb, {"for", *entry.after})):
            yield Sides(source, self._told_to_end(s, token), "demand-end", 0.85)
            if tree.lower[token] in self._lexicon.events or tree.lower[token] in self._lexicon.nouns["asked"]:
                doers = self._doers.of(s, token) or self._doers.undergoers(s, token) or self._nominals.owners(s, token)
                held = tree.lower[token] in _UNDERGONE and any(a.actor.kind == "Person" for a in doers)
                yield Sides(source, ([] if held else doers) or self._holders(s, token), "demand-noun", 0.9)
        for token in self._wanted_doers(s, verb):
            yield Sides(source, self._nominals.resolve(s, token, NEAR), "demand-for")
        for clause in tree.children(verb, "ccomp"):
            marked = any(tree.lower[k] == "that" for k in tree.children(clause, "mark"))
            bare = marked and tree.tags[clause] in {"VB", "VBP"} and tree.child(clause, "aux") is None
            bare = bare or (marked and any(tree.words[k] == "be" for k in tree.children(clause, "auxpass")))
            bare = bare and (not tree.lower[verb].startswith("insist") or is_subjunctive(tree, clause))
            bare = bare and not any(tree.tags[k] == "MD" for k in tree.children(clause, "aux"))
            plain = tree.tags[clause] == "VB" and not any(tree.tags[k] == "MD" for k in tree.children(clause, "aux"))
            if plain or bare or (marked and self._should(s, clause)):
                doer = self._clauses.subject_token(tree, clause)
                if is_passive(tree, clause):
                    yield Sides(source, self._clauses.agent(s, clause) or self._at_it(s, doer), "demand")
                    yield Sides(source, self._above(s, verb, doer), "demand-above", 0.8)
                if not (is_passive(tree, clause) and self._befalls(s, clause)):
                    yield Sides(source, self._nominals.resolve(s, doer, NEAR), "demand")
        yield Sides(source, self._addressed(s, verb), "demand-addressed", 0.85)

    def _told_to_end(self, s: Sentence, end: int) -> list[Argument]:
        """Who does what is to end: "an end to the Israeli raids"."""
        if s.tree.lower[end] not in {"end", "halt"}:
            return []
        for act in s.tree.prepositions(end, {"to", "of"}):
            listed = entries_at(self._lexicon, s, act, "event")
            if listed and listed[0].cue.relation == "assault":
                return self._doers.of(s, act)
        return []

    @staticmethod
    def _asks(s: Sentence, verb: int, things: frozenset[str]) -> bool:
        """Whether one of ``things`` is asked for."""
        asked = (*s.tree.children(verb, "dobj"), *s.tree.prepositions(verb, {"for", "on"}))
        return any(s.tree.lower[t] in things for t in asked)

    @staticmethod
    def _names_body(s: Sentence, verb: int) -> bool:
        """Whether an actor is named behind a verb, other than a person, who may be what is asked for."""
        behind = (s.named[t] for t in s.tree.subtree(verb) if t > verb)
        return any(named is not None and named.actor.kind != "Person" for named in behind)

    def _as_wished(self, s: Sentence, verb: int) -> list[Argument]:
        """Who does what was asked for: "Chad will withdraw, as demanded by Oslo", "as Oslo had requested"."""
        tree = s.tree
        marked = any(tree.lower[k] == "as" for k in tree.children(verb, "mark", "advmod"))
        whole = tree.child(verb, "dobj", "ccomp", "xcomp", "prep") is None and tree.deps[verb] == "advcl"
        return self._clauses.source(s, tree.heads[verb], NEAR) if marked and whole else []

    def _above(self, s: Sentence, verb: int, undergoer: int | None) -> list[Argument]:
        """Who does what is to be stopped, in the clause above: "voted although Oslo asked that the vote be dropped"."""
        tree = s.tree
        if undergoer is None or tree.deps[verb] not in {"advcl", "relcl"} or self._at_it(s, undergoer):
            return []
        if tree.lower[undergoer] in self._lexicon.nouns["people"] or self._nominals.resolve(s, undergoer, NEAR):
            return []
        clause = next((h for h in tree.ancestors(verb) if tree.tags[h][:1] == "V"), None)
        return self._clauses.source(s, clause, NEAR) if clause is not None else []

    def _befalls(self, s: Sentence, clause: int) -> bool:
        """Whether others are to do to the subject what is wanted: "demanded that Chad be held responsible"."""
        if s.tree.lower[clause] in {"freed", "released", "extradited", "punished", "held", "isolated", "brought"}:
            return True
        cues = (e.cue for e in entries_at(self._lexicon, s, clause) if e.cue.pos == "verb")
        return any(cue.relation in {"accuse", "sanction", "coerce"} and not cue.things for cue in cues)

    def _holders(self, s: Sentence, noun: int) -> list[Argument]:
        """Who holds what is to be given up: "demanded the release of the men held by Oslo", "whom Oslo has jailed"."""
        held = [k for t in s.tree.prepositions(noun, {"of"}) for k in s.tree.children(t, "acl", "relcl")]
        by = [a for k in held if s.tree.tags[k] == "VBN" for a in self._clauses.agent(s, k)]
        whom = (k for k in held if any(s.tree.lower[t] in {"whom", "who"} for t in s.tree.children(k, "dobj")))
        return by or [a for k in whom for a in self._clauses.subject(s, k, NEAR)]

    def _captors(self, s: Sentence, verb: int) -> list[Argument]:
        """Who seized those whose release is demanded, as told before."""
        freed = [t for t in s.tree.children(verb, "dobj") if s.tree.lower[t] == "release"]
        freed += [t for t in s.tree.prepositions(verb, {"for"}) if s.tree.lower[t] == "release"]
        if not freed:
            return []
        self._memory.note_speakers(self._clauses.source(s, verb, NEAR))
        if held := [a for t in freed for a in self._nominals.owners(s, t)]:
            return self._memory.captor(held)
        return self._memory.last_captor()

    def _at_it(self, s: Sentence, noun: int | None) -> list[Argument]:
        """Who does what is to be stopped: "demanded that the operation be broken off"."""
        acts = self._lexicon.nouns["acts"] | self._lexicon.events
        if noun is None or s.tree.lower[noun] not in acts:
            return []
        self._memory.note_speakers([])
        return self._doers.of(s, noun) or self._memory.last_actor()

    def clause(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        source = self._clauses.source(s, verb, NEAR)
        for told in s.tree.children(verb, "ccomp"):
            yield Sides(source, self._clauses.source(s, told, SOURCE) if source else [], "clause")

    @staticmethod
    def _wanted_doers(s: Sentence, verb: int) -> list[int]:
        """Who is to do it in "called for Ukraine to withdraw"."""
        tree = s.tree
        clauses = tree.children(verb, "advcl", "xcomp", "ccomp")
        marked = [c for c in clauses if any(tree.lower[k] == "for" for k in tree.children(c, "mark"))]
        return [t for c in marked for t in tree.children(c, "nsubj")]

    @staticmethod
    def _should(s: Sentence, clause: int) -> bool:
        return any(s.tree.lower[k] in {"must", "should", "ought"} for k in s.tree.children(clause, "aux"))
