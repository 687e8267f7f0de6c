"""Who does what a verb tells where neither its subject nor a by-phrase says so."""

from __future__ import annotations

from detente.extract.cue_words import entries_at
from detente.extract.homeland import fought_at_home, held_at_home, kept_in, seized_at_home
from detente.extract.lexicon import Entry
from detente.extract.reach import NEAR, SOURCE, VICTIM
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import VISITED
from detente.extract.tools import Family
from detente.extract.verb_forms import is_passive

_HARMFUL = frozenset("mine mines landmine landmines bomb bombs device devices ied explosive explosives".split())
"""What was laid for others to hit."""
_POINTING = frozenset({"the", "this", "these", "that", "those"})
_OUTLAWED = frozenset("banned outlawed proscribed prohibited".split())
"""What a state does to a group in its own country: "a movement banned in Russia"."""
_ARRESTED = ("arrest", "detain", "jail", "imprison", "sentence", "convict", "intern", "put", "place", "taken")
"""Beginnings of participles that tell what only a state does in its country."""
_TRIED = ("charg", "indict", "investigat", "prosecut", "put", "place")
"""The same where the law only suspects somebody: "charged with spying in China"."""


class VerbDoers(Family):
    """Finds the doers of a verb by the act, the place or the preposition that it is told with."""

    def otherwise(self, s: Sentence, verb: int, entry: Entry, passive: bool) -> list[Argument]:
        """Who does it where neither subject nor by-phrase says so: by the act, the place or the preposition."""
        relation, source = entry.cue.relation, list[Argument]()
        if passive and relation in {"assault", "coerce"}:
            source = self.through_event(s, verb) or self._of_both(s, verb)
        if not source and relation in {"assault", "coerce"}:
            source = self._recalled_doer(s, verb)
        if not source and relation == "coerce":
            source = seized_at_home(s, verb, self._nominals, self._clauses)
        if not source and relation in {"assault", "coerce"}:
            source = fought_at_home(s, verb, self._nominals, self._clauses)
        if source or not passive:
            return source
        if entry.cue.swap and (found := self._behind(s, verb, {"to", "into"})):
            return found
        if relation == "coerce" and s.tree.lower[verb] not in _OUTLAWED:
            return self._keepers(s, verb)
        if relation == "accuse":
            return kept_in(s, verb, self._nominals) if s.tree.lower[verb].startswith(_TRIED) else []
        if relation == "protest":  # "was summoned to the Dutch foreign ministry", "the ambassador to Oslo was summoned"
            hosts = [t for k in self._clauses.target_tokens(s.tree, verb) for t in s.tree.prepositions(k, {"to", "in"})]
            here = [a for t in hosts for a in self._nominals.resolve(s, t, VISITED)]
            return self._behind(s, verb, {"to", "into"}) or here
        if relation in {"sanction", "coerce"} and s.tree.lower[verb] in _OUTLAWED:
            states = [a for a in self._behind(s, verb, {"in"}) if a.actor.kind in {"State", "Organisation"}]
            listed = [t for t in s.tree.prepositions(verb, {"as"}) if not states]  # "banned as terrorists in Peru"
            behind = [p for t in listed for p in s.tree.prepositions(t, {"in"})]
            return states or [a for t in behind for a in self._nominals.resolve(s, t, VICTIM)]
        if relation == "sanction":
            return [a for a in self._behind(s, verb, {"from"}) if a.actor.kind in {"Organisation", "Bloc"}]
        return []

    def calling_for(self, s: Sentence, verb: int) -> list[Argument]:
        """Who wants somebody blamed: "called for Chad to be held accountable", "said that Chad must be punished"."""
        tree, head = s.tree, s.tree.heads[verb]
        if tree.deps[verb] not in {"advcl", "ccomp", "xcomp", "acl"}:
            return []
        needed = any(tree.lower[k] in {"must", "should", "ought"} for k in tree.children(verb, "aux"))
        said = needed and tree.lower[head] in self._lexicon.verbs["say"]
        if not said and not any(e.cue.relation == "request" for e in self._lexicon.entries.get(tree.lower[head], ())):
            return []
        return self._clauses.source(s, head, NEAR) if tree.tags[head][:1] == "V" else self._nominals.owners(s, head)

    def through_event(self, s: Sentence, verb: int) -> list[Argument]:
        """Who did it: "killed in an Israeli air strike", "wounded in clashes with Yemeni forces"."""
        if s.tree.deps[verb] == "relcl" and (found := self._doers.of(s, s.tree.heads[verb])):
            return found
        for token in s.tree.prepositions(verb, {"in", "by", "during", "following", "after", "from", "when"}):
            for part in s.tree.conjuncts_after(token):
                if found := self._doers.of(s, part) or self._opponents(s, part):
                    return found
        return self._meanwhile(s, verb)

    def _of_both(self, s: Sentence, verb: int) -> list[Argument]:
        """Who did two things, told behind the second: "four are killed and sixty are wounded in a Chadian raid"."""
        second = [k for c in s.tree.children(verb, "conj") for k in (c, *s.tree.children(c, "acl"))]
        for other in second:
            harm = any(e.cue.relation == "assault" for e in entries_at(self._lexicon, s, other))
            if harm and s.tree.tags[other] in {"VBN", "VBD"} and s.tree.child(other, "dobj") is None:
                return self._clauses.agent(s, other, SOURCE) or self.through_event(s, other)
        return []

    def _meanwhile(self, s: Sentence, verb: int) -> list[Argument]:
        """Who did it by a clause of time: "were killed when a Houthi missile hit a depot"."""
        tree = s.tree
        for clause in tree.children(verb, "advcl"):
            timed = any(tree.lower[k] in {"when", "as", "after"} for k in tree.children(clause, "mark", "advmod"))
            told = any(e.cue.relation == "assault" and not e.cue.swap for e in entries_at(self._lexicon, s, clause))
            if not timed:
                continue
            hit = [*tree.children(clause, "dobj"), *tree.prepositions(clause, {"over", "on", "by"})]
            if layers := [a for t in hit if tree.lower[t] in _HARMFUL for a in self._nominals.resolve(s, t, SOURCE)]:
                return layers  # "when their car hit a mine laid by the FARC"
            if told and not is_passive(tree, clause):
                return self._clauses.source(s, clause, SOURCE)
        return []

    def _recalled_doer(self, s: Sentence, verb: int) -> list[Argument]:
        """Who did "the attack" of an earlier sentence: "the attack killed three Oromo", "died in the raid"."""
        tree = s.tree
        acts: list[int | None] = [self._clauses.subject_token(tree, verb)]
        if is_passive(tree, verb):
            acts = [t for t in tree.prepositions(verb, {"in", "by", "during", "from"}) if tree.deps[t] == "pobj"]
        for act in acts:
            if act is None or not any(tree.lower[k] in _POINTING for k in tree.children(act, "det")):
                continue
            if any(e.cue.relation == "assault" for e in entries_at(self._lexicon, s, act, "event")):
                struck = (
                    a for t in self._clauses.target_tokens(tree, verb) for a in self._targets.target(s, t, "assault")
                )
                self._memory.note_speakers(list(struck))
                return self._memory.last_doer("assault")
        return []

    def _keepers(self, s: Sentence, verb: int) -> list[Argument]:
        """In whose country somebody is held or tried: "two were detained in China", "at a hotel in Beijing"."""
        if not s.tree.lower[verb].startswith(_ARRESTED):
            return []
        return kept_in(s, verb, self._nominals) or held_at_home(s, verb, self._nominals, self._clauses)

    def _behind(self, s: Sentence, verb: int, words: set[str]) -> list[Argument]:
        return [a for token in s.tree.prepositions(verb, words) for a in self._nominals.resolve(s, token, NEAR)]

    def _opponents(self, s: Sentence, noun: int) -> list[Argument]:
        if not any(e.cue.frame == "mutual" for e in self._lexicon.entries.get(s.tree.lower[noun], ())):
            return []
        return [a for token in s.tree.prepositions(noun, {"with"}) for a in self._nominals.resolve(s, token, NEAR)]
