"""The frame of nouns that stand for something between two: "talks with Iran", "the U.S.-ROK alliance"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.classes import COPULAS
from detente.extract.doers import governor, measured, stands_before
from detente.extract.lexicon import Entry
from detente.extract.reach import NEAR, TARGET
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import VISITED, Sides
from detente.extract.tools import Family
from detente.extract.tree import Tree
from detente.extract.verb_forms import is_passive

_ENTANGLED = frozenset(
    "locked embroiled engaged involved caught mired entangled bogged united joined gathered gather convened assembled "
    "arrived sat met".split()
)
_JOINTS = frozenset({"-", "–", "/"})
_VISITS = ("visit", "trip", "tour", "stop")
_SHARED = frozenset({"joint", "common", "combined", "bilateral", "trilateral", "naval", "military"})
_UNITING = frozenset("involving linking including uniting joining binding grouping gathering pairing".split())
"""Participles whose object are those between whom something is: "talks involving Iran and Turkey"."""
_BINDING = ("bind", "bound", "commit", "unit", "oblig", "involv", "link", "bring", "brought", "gather", "group")
"""Beginnings of verbs whose subject is something mutual and whose object those who share it."""
_OCCASIONS = frozenset({"during", "after", "following", "at", "in", "before", "through", "via", "on", "amid"})
"""What leads to the talks at which somebody says something: "during talks with Oslo, Rome urged restraint"."""
_FAILING = frozenset("collapsed failed stalled foundered broke ended collapse fail".split())
"""What talks do before who held them acts: "declared martial law after talks with the rebels collapsed"."""
_FORCEFUL = frozenset({"assault", "coerce", "mobilize", "retreat"})
_ALL_OF = frozenset({"agree", "alliedWith", "partnerOf", "cooperate"})
_FRIENDLY = frozenset({"partnerOf", "alliedWith", "cooperate"})
_THANKING = ("thank", "commend", "prais", "applaud")
_STANDING = frozenset({"stand", "stands", "stood", "work", "works", "worked"})
_REVIEWING = ("discuss", "review", "assess", "examin", "touch")
_OWN = frozenset({"its", "his", "her", "their", "your"})
_TOWARDS = frozenset({"with", "to"})


class MutualFrames(Family):
    """``mutual``."""

    def mutual(self, s: Sentence, noun: int, entry: Entry) -> Iterator[Sides]:
        relation = entry.cue.relation
        if s.tree.lower[max(noun - 2, 0) : noun + 1] == ["line", "of", "contact"]:
            return  # a front
        if (thanking := _thanking(s.tree, noun)) is not None:
            if relation in _FRIENDLY:
                thanked = [a for t in s.tree.children(thanking, "dobj") for a in self._nominals.resolve(s, t, NEAR)]
                yield Sides(self._clauses.source(s, thanking, NEAR), thanked, "mutual-thanked", 0.9)
            return
        words = _TOWARDS if relation in _ALL_OF else _TOWARDS | {"against"}
        found = False
        for sides in self.between(s, noun, "mutual", strict=False, words=words, shared=relation == "cooperate"):
            found = True
            if relation == "consult" and sides.name == "mutual-subject" and _talked_of(s.tree, noun):
                continue  # "reviewed the negotiations with Oman": others may hold them
            yield sides
        if not found and (far := self._widely(s, noun, relation, entry.before[:1] == ("in",))) is not None:
            yield far

    def _widely(self, s: Sentence, noun: int, relation: str, together: bool) -> Sides | None:
        """The two sides of something mutual where they stand further off; whether it says how an act is done."""
        tree = s.tree
        if relation in _ALL_OF:
            whole = [a for t in tree.prepositions(noun, {"of"}) for a in self._nominals.resolve(s, t, NEAR)]
            named = self._clauses.subject(s, tree.heads[noun], NEAR) if tree.deps[noun] == "attr" else []
            if len(whole) > 1 and not any(a.actor.kind == "Organisation" for a in named):  # whose members they are
                return Sides(whole, [], "mutual-of-between", 0.9)
        other = [a for t in tree.prepositions(noun, {"with"}) for a in self._nominals.resolve(s, t, NEAR)]
        bound = self._bound(s, noun)
        if bound and (other or len(bound) > 1):
            return Sides(bound, other, "mutual-bound" if other else "mutual-bound-joint", 0.9)
        if not other and tree.lower[noun].startswith(_VISITS):  # "On a visit to Oman, Mr Xi said"
            other = [a for t in tree.prepositions(noun, {"to"}) for a in self._nominals.resolve(s, t, VISITED)]
        if not other or self._nominals.owners(s, noun):
            return None
        verb = tree.heads[noun]
        there = tree.lower[verb] in COPULAS and tree.child(verb, "expl") is not None
        if relation == "consult" and there and tree.deps[noun] == "attr" and (voice := s.voices.get(verb)):
            return Sides([voice], other, "mutual-voice", 0.85)  # "There was a call with Oslo today"
        if together and (doers := self._acting_together(s, noun)):
            return Sides(doers, other, "mutual-together", 0.95)
        if relation in {"agree", "consult", "enemyOf"} and (guests := self._on_occasion(s, noun, relation)):
            return Sides(guests, other, "mutual-occasion", 0.9)
        if speaker := self.teller(s, noun):
            return Sides(speaker, other, "mutual-teller", 0.85)
        return None

    def _acting_together(self, s: Sentence, noun: int) -> list[Argument]:
        """Who does what is done "in partnership with" another."""
        tree = s.tree
        verb = next((v for v in tree.ancestors(noun) if tree.tags[v][:1] == "V"), None)
        if verb is None or tree.lower[verb] in COPULAS | _STANDING:
            return []
        return self._clauses.agent(s, verb) if is_passive(tree, verb) else self._clauses.subject(s, verb, NEAR)

    def _bound(self, s: Sentence, noun: int) -> list[Argument]:
        """Whom something mutual brings together or gives something: "the pact binds Oslo and Riga"."""
        tree, verb = s.tree, s.tree.heads[noun]
        if tree.deps[noun] != "nsubj" or tree.tags[verb][:1] != "V":
            return []
        kinds: tuple[str, ...] = ("dobj", "dative") if tree.lower[verb].startswith(_BINDING) else ()
        if tree.lower[verb].startswith(("giv", "gave", "grant", "offer", "provid")):
            kinds = ("dative",)
        bound = [a for t in tree.children(verb, *kinds) for a in self._nominals.resolve(s, t, NEAR)] if kinds else []
        if not bound and tree.lower[verb].startswith(("allow", "permit", "requir", "oblig", "commit", "entitl")):
            doers = (t for c in tree.children(verb, "ccomp", "xcomp") for t in tree.children(c, "nsubj"))
            bound = [a for t in doers for a in self._nominals.resolve(s, t, NEAR)]
        return bound

    def _on_occasion(self, s: Sentence, noun: int, relation: str) -> list[Argument]:
        """Who says or does something at the talks, or in the war: "after a call with Oman, Chad's leader left for
        Rome", "after two decades of war with Oman, the rebels disarmed", "freed them after an accord with Oman".
        """
        tree = s.tree
        failing = tree.heads[noun]
        if tree.deps[noun] == "nsubj" and tree.deps[failing] == "advcl" and tree.lower[failing] in _FAILING:
            return self._clauses.subject(s, tree.heads[failing], NEAR) if relation == "consult" else []
        noun = measured(tree, noun)
        preposition = tree.heads[noun]
        verb = tree.heads[preposition]
        if tree.deps[noun] != "pobj" or tree.lower[preposition] not in _OCCASIONS or tree.tags[verb][:1] != "V":
            return []
        if relation == "enemyOf":
            return self._clauses.subject(s, verb, NEAR)
        cues = (e.cue for e in self._lexicon.entries.get(tree.lower[verb], ()) if e.cue.pos == "verb")
        if is_passive(tree, verb) or any(c.relation in _FORCEFUL and not c.things for c in cues):
            return []
        found = self._clauses.subject(s, verb, NEAR)
        if found or tree.deps[verb] != "ccomp" or tree.lower[tree.heads[verb]] not in self._lexicon.verbs["say"]:
            return found
        return self._clauses.subject(s, tree.heads[verb], NEAR)  # "said ties were good after a call with Oman"

    def teller(self, s: Sentence, noun: int) -> list[Argument]:
        """Who tells of talks with another: "talks with Oman have failed, Chad said"."""
        tree = s.tree
        here = tree.conjuncts(noun)[0]
        verb = tree.heads[here]
        if tree.deps[here] not in {"nsubj", "nsubjpass"} or tree.deps[verb] != "ccomp" or tree.child(noun, "poss"):
            return []
        said = tree.heads[verb]
        return self._clauses.subject(s, said, NEAR) if tree.lower[said] in self._lexicon.verbs["say"] else []

    def between(
        self, s: Sentence, noun: int, name: str, *, strict: bool, words: frozenset[str] = _TOWARDS, shared: bool = False
    ) -> Iterator[Sides]:
        """The two sides of something mutual.

        Args:
            s: the sentence.
            noun: the token of the noun.
            name: how the sides' names begin.
            strict: whether the subject's being several is not enough: "they signed a pact", but not "their ties".
            words: the prepositions that lead to the other side.
            shared: whether those whose joint work it is stand behind "of" or "by".
        """
        tree = s.tree
        both: list[Argument] = []
        made = [k for k in tree.children(noun, "acl") if tree.tags[k] == "VBN"]
        made += _scenes(s, noun)
        for token in (t for place in (noun, *made) for t in tree.prepositions(place, {"between", "among", "amongst"})):
            both += self._nominals.resolve(s, token, NEAR)
        if not both and ("against" in words or name == "bond"):
            both = [a for t in tree.prepositions(noun, {"of"}) for a in self._nominals.resolve(s, t, NEAR)]
            both = both if len(both) > 1 else []
        for clause in (k for k in tree.children(noun, "acl") if tree.lower[k] in _UNITING):
            both += [a for t in tree.children(clause, "dobj") for a in self._nominals.resolve(s, t, NEAR)]
        if shared and not both and any(tree.lower[k] in _SHARED for k in tree.children(noun, "amod", "compound")):
            for token in tree.prepositions(noun, {"of", "by", "from"}):
                both += self._nominals.resolve(s, token, NEAR)
            both = both if len(both) > 1 else []
        verb = governor(tree, noun)
        if not both and tree.deps[noun] == "conj":  # "relations, friendship and trade between Oman and Chad"
            after = (t for t in tree.prepositions(tree.conjuncts(noun)[0], {"between"}) if t > noun)
            both = [a for t in after for a in self._nominals.resolve(s, t, NEAR)]
        hit = self._stricken(s, noun)
        if hit and not both:
            foes = [a for token in tree.prepositions(noun, {"with"}) for a in self._nominals.resolve(s, token, NEAR)]
            if foes:
                yield Sides(foes, hit, name + "-stricken")
                yield Sides(hit, foes, name + "-stricken")
                return
        if not both and (place := verb if verb is not None else _happening(tree, noun)) is not None:
            for token in tree.prepositions(place, {"between"}):
                both += self._nominals.resolve(s, token, NEAR)
        if len(both) > 1:
            first = self._one_and_its_own(s, noun)
            rest = [a for a in both if first is not None and a.actor.id != first]
            one = [a for a in both if a.actor.id == first]
            yield Sides(one, rest, name + "-between") if one and rest else Sides(both, [], name + "-between")
            return
        owners = [a for a in self._nominals.owners(s, noun) if stands_before(a, s, noun)]
        other: list[Argument] = []
        reach = VISITED if tree.lower[noun].startswith(_VISITS) else NEAR
        for token in tree.prepositions(noun, words):
            if tree.deps[token] == "pobj":
                other += self._nominals.resolve(s, token, reach)
        hyphenated = self._hyphenated(s, noun)
        if len(hyphenated) > 1:
            yield Sides(hyphenated, [], name + "-hyphen")
            return
        subject: list[Argument] = []
        entangled = verb is not None and tree.lower[verb] in _ENTANGLED
        if verb is not None and (other or strict or entangled or self._empty(tree.lower[verb])):
            subject = self._clauses.subject(s, verb, NEAR) if entangled else self._clauses.source(s, verb, NEAR)
        if verb is None and not owners:
            subject = self._being_in(s, noun)
            if other and not subject and "against" in words:
                subject = self._touched(s, noun)
        if verb is not None and not other and (subject or owners):
            for token in tree.prepositions(verb, {"with"}):
                if tree.deps[token] == "pobj":
                    other += self._nominals.resolve(s, token, NEAR)
        kids = {tree.lower[k] for k in tree.kids[noun]}
        joint = bool(kids & {"bilateral", "mutual", "our", "their"}) and not self._others_own(s, noun)
        if joint and not other and len(owners) < 2 and len(self._both()) == 2:
            yield Sides(self._both(), [], name + "-joint", 0.9)
            return
        if owners and other:
            yield Sides(owners, other, name + "-owner")
        elif other and subject:
            yield Sides(subject, other, name + "-subject")
        elif len(owners) > 2 and tree.lower[noun] in {"solidarity", "friendship"}:
            return  # "Oman, Chad and Peru have made their solidarity clear": with somebody else
        elif len(owners) > 1:
            yield Sides(owners, [], name + "-owners", 0.9)
        elif owners and subject and not _same(owners, subject) and verb is not None:
            yield Sides(subject, owners, name + "-subject-owner", 0.7)
        elif len(subject) > 2 and verb is not None and tree.lower[verb].startswith("end"):
            return  # "Oman, Chad and Peru signed a deal ending the fighting": one of them may have brokered it
        elif len(subject) > 1 and not strict:
            yield Sides(subject, [], name + "-joint")
        elif both and owners:
            yield Sides(owners, both, name + "-owner")

    def _others_own(self, s: Sentence, noun: int) -> bool:
        """Whether "their" means several unnamed who do it: "the reservists went on with their exercise"."""
        if not any(s.tree.lower[k] == "their" for k in s.tree.children(noun, "poss")):
            return False
        verb = next((v for v in s.tree.ancestors(noun) if s.tree.tags[v][:1] == "V"), None)
        doers = self._clauses.subject_token(s.tree, verb) if verb is not None else None
        return doers is not None and s.tree.tags[doers] == "NNS" and not self._nominals.resolve(s, doers, NEAR)

    @staticmethod
    def _one_and_its_own(s: Sentence, noun: int) -> str | None:
        """The first of two sides where the others are its own: "between Qatar and its neighbours Oman and Kuwait"."""
        tree = s.tree
        for token in tree.prepositions(noun, {"between"}):
            named, parts = s.named[token], tree.conjuncts_after(token)
            if (
                named is not None
                and len(parts) > 1
                and tree.lower[parts[0] + 1 : parts[0] + 3]
                in (["and", "its"], ["and", "their"], ["and", "his"], ["and", "her"])
            ):
                return named.actor.id
        return None

    def _being_in(self, s: Sentence, noun: int) -> list[Argument]:
        """Who is in it without a verb: "Chad, at odds with Libya, …"."""
        tree, preposition = s.tree, s.tree.heads[noun]
        head = tree.heads[preposition]
        if tree.deps[noun] != "pobj" or tree.lower[preposition] not in {"at", "in"}:
            return []
        if tree.words[preposition - 2 : preposition][1:] == [","] and tree.tags[head][:1] == "V":
            head = preposition - 2  # "Chad, at odds with Libya, sent …": the parser hangs it on the verb
        if s.named[head] is None:
            return []
        return self._nominals.resolve(s, tree.conjuncts(head)[0], NEAR)

    def _touched(self, s: Sentence, noun: int) -> list[Argument]:
        """Whom it moves to something: "tensions with Turkey have pushed Greece to rearm"."""
        tree, verb = s.tree, s.tree.heads[noun]
        if tree.deps[noun] != "nsubj" or tree.tags[verb][:1] != "V":
            return []
        return [a for token in tree.children(verb, "dobj") for a in self._nominals.resolve(s, token, NEAR)]

    def _empty(self, verb: str) -> bool:
        return verb in COPULAS or verb in self._lexicon.verbs["light"]

    def _stricken(self, s: Sentence, noun: int) -> list[Argument]:
        """Who came to harm in it: "Five Saudi soldiers were killed in clashes with the Houthis"."""
        tree = s.tree
        head = tree.heads[noun]
        verb = tree.heads[head]
        if tree.deps[noun] != "pobj" or tree.lower[head] not in {"in", "following", "after", "during", "amid"}:
            return []
        struck = self._clauses.target_tokens(tree, verb) if is_passive(tree, verb) else []
        return [a for token in struck for a in self._nominals.resolve(s, token, TARGET)]

    def _hyphenated(self, s: Sentence, noun: int) -> list[Argument]:
        """The actors that a hyphen joins before the noun: "Russian-Indian relations", "the U.S.-ROK alliance"."""
        words, named = s.tree.words, s.named
        for token in range(noun - 1, max(noun - 6, 1), -1):
            if s.tree.tags[token][:1] == "V" and s.tree.tags[token] not in {"VBN", "VBG"}:
                return []
            right, left = named[token], named[token - 2]
            if right is not None and left is not None and words[token - 1] in _JOINTS:
                before = named[token - 4] if token >= 4 and words[token - 3] in _JOINTS else None
                row = ((token - 4, before), (token - 2, left), (token, right))
                return [self._nominals.argument(s, t, t, n.actor, "name") for t, n in row if n is not None]
        return []


def _thanking(tree: Tree, noun: int) -> int | None:
    """The verb of thanks for what somebody shows: "thanked Oman for its partnership", "for their understanding"."""
    preposition = tree.heads[noun]
    verb = tree.heads[preposition]
    owner = tree.child(noun, "poss")
    if tree.deps[noun] != "pobj" or tree.lower[preposition] != "for" or owner is None:
        return None
    thanks = tree.lower[owner] in _OWN and tree.lower[verb].startswith(_THANKING)
    return verb if thanks else None


def _scenes(s: Sentence, noun: int) -> list[int]:
    """The named places that the parser hangs those on who meet there: "a meeting at the White House between"."""
    return [t for t in s.tree.prepositions(noun, {"at", "in", "on", "near"}) if s.named[t] or t in s.places]


def _happening(tree: Tree, noun: int) -> int | None:
    """The verb that something takes place by: "a rift has opened between"."""
    first = tree.conjuncts(noun)[0]
    verb = tree.heads[first]
    return verb if tree.deps[first] == "nsubj" and tree.tags[verb][:1] == "V" else None


def _same(one: list[Argument], other: list[Argument]) -> bool:
    return {a.actor.id for a in one} == {a.actor.id for a in other}


def _talked_of(tree: Tree, noun: int) -> bool:
    """Whether talks are but what others talk about."""
    return tree.deps[noun] == "dobj" and tree.lower[tree.heads[noun]].startswith(_REVIEWING)
