"""Who does what an event noun says: "an Israeli air strike", "the withdrawal of Serbian forces"."""

from __future__ import annotations

from detente.extract.classes import COPULAS
from detente.extract.clauses import Clauses
from detente.extract.cue_words import entries_at
from detente.extract.lexicon import Lexicon
from detente.extract.nominals import Nominals
from detente.extract.reach import NEAR, SOURCE
from detente.extract.reading import Argument, Sentence
from detente.extract.tree import Tree

_COMING = frozenset("come came comes coming pour poured rain rained arrive arrived".split())
_BUNDLES = frozenset(
    "war wars series wave waves round rounds spate string flurry dozens hundreds scores number campaign barrage set "
    "package "
    "warrant warrants order orders act acts rash raft volley day days week weeks month months year years decade "
    "decades hour hours century half-century quarter-century night thousands".split()
)
"""Nouns whose verb does what they consist of: "launched a wave of strikes", "ended four decades of war"."""


BROKERED = frozenset({"brokered", "mediated", "negotiated", "sponsored", "facilitated"})
"""Participles whose "by" leads to who brings others together."""
LAID_ON = frozenset({"blamed", "pinned", "attributed", "traced", "ascribed"})
"""Participles whose "on" or "to" leads to who did it: "a cyberattack blamed on Chad"."""


class Doers:
    """Finds the doers of event nouns in their noun phrases."""

    def __init__(self, nominals: Nominals, clauses: Clauses, lexicon: Lexicon) -> None:
        self._nominals = nominals
        self._clauses = clauses
        self._lexicon = lexicon

    def of(self, s: Sentence, noun: int) -> list[Argument]:
        """Who does what an event noun says, from the noun phrase alone."""
        listed = entries_at(self._lexicon, s, noun, "event")
        if not listed:
            return []
        return self.source(s, noun, "of" in listed[0].cue.prepositions)

    def source(self, s: Sentence, noun: int, of_is_target: bool, *, from_is_target: bool = False) -> list[Argument]:
        """The same for any noun; ``of_is_target`` says that "of" leads to the target, not to the doer, and
        ``from_is_target`` that "from" does: "a withdrawal from Panama".
        """
        tree = s.tree
        found = [a for a in self._nominals.owners(s, noun) if stands_before(a, s, noun)]
        if not found and (whole := measured(tree, noun)) != noun:  # "Russia's war of aggression"
            found = [a for a in self._nominals.owners(s, whole) if stands_before(a, s, whole)]
        if not found:
            for token in tree.prepositions(noun, {"by"}):
                found += self._nominals.resolve(s, token, SOURCE)
        if not found:
            for participle in tree.children(noun, "acl"):
                if tree.tags[participle] == "VBN" and tree.lower[participle] not in BROKERED:
                    found += self._clauses.agent(s, participle)
                if tree.lower[participle] in LAID_ON:
                    tokens = tree.prepositions(participle, {"on", "to", "upon"})
                    found += [a for token in tokens for a in self._nominals.resolve(s, token, NEAR)]
        if not found:
            leading = {"from", "of"} - ({"of"} if of_is_target else set()) - ({"from"} if from_is_target else set())
            wanted = tree.prepositions(noun, {"for"}) if "from" in leading else ()
            further = [t for want in wanted if s.named[want] is None for t in tree.prepositions(want, {"from"})]
            for token in (*tree.prepositions(noun, leading), *further):  # "appeals for restraint from Oslo"
                found += self._nominals.resolve(s, token, NEAR)
        return found or self._claimed_by(s, noun) or self._come_from(s, noun)

    def _claimed_by(self, s: Sentence, noun: int) -> list[Argument]:
        """Who claims it in a clause of its own: "the attack, for which ISIL has claimed responsibility"."""
        tree = s.tree
        for clause in tree.children(noun, "relcl"):
            claimed = tree.children(clause, "dobj") if tree.lower[clause].startswith("claim") else []
            if any(tree.lower[t] in {"responsibility", "credit", "which"} for t in claimed):
                return self._clauses.source(s, clause, NEAR)
        return []

    def _come_from(self, s: Sentence, noun: int) -> list[Argument]:
        """From whom it comes by its verb: "there was criticism of Oslo from Chad", "condolences came from Peru"."""
        tree, verb = s.tree, s.tree.heads[noun]
        empty = tree.lower[verb] in COPULAS and tree.deps[noun] in {"attr", "nsubj"}
        if any(e.cue.relation == "assault" for e in entries_at(self._lexicon, s, noun)):
            return []  # where an attack came from is but a place
        if not empty and (tree.lower[verb] not in _COMING or tree.deps[noun] != "nsubj"):
            return []
        return [a for token in tree.prepositions(verb, {"from"}) for a in self._nominals.resolve(s, token, NEAR)]

    def subject(self, s: Sentence, verb: int) -> list[Argument]:
        """Who does what a verb says."""
        return self._clauses.source(s, verb, SOURCE)

    def by(self, s: Sentence, noun: int) -> list[Argument]:
        """Who a by-phrase says did it: "the raid by Russian troops"."""
        return [a for token in s.tree.prepositions(noun, {"by"}) for a in self._nominals.resolve(s, token, SOURCE)]

    def far_by(self, s: Sentence, noun: int) -> list[Argument]:
        """The same where the tree hangs the by-phrase further in: "the recognition of Kosovo as a state by Chad"."""
        tree, inner = s.tree, list(s.tree.children(noun, "prep"))
        while inner:
            preposition = inner.pop(0)
            for token in tree.children(preposition, "pobj"):
                near = s.named[token] is None or tree.lower[preposition] == "of"
                if near and (found := self.by(s, token)):
                    return found
                inner += tree.children(token, "prep")
        return []

    def undergoers(self, s: Sentence, noun: int) -> list[Argument]:
        """Who is to do it, behind "of": "the withdrawal of Serbian forces"."""
        tokens = s.tree.prepositions(noun, {"of", "by", "from"})
        return [a for token in tokens for a in self._nominals.resolve(s, token, NEAR)]


def stands_before(argument: Argument, s: Sentence, noun: int) -> bool:
    """Whether the words that stand for the actor begin before ``noun``."""
    return argument.span.start < s.tree.starts[noun]


def measured(tree: Tree, noun: int) -> int:
    """What counts something, for the thing itself: "decades" in "after two decades of war"; else the noun."""
    head = tree.heads[noun]
    counted = tree.deps[noun] == "pobj" and tree.lower[head] == "of" and tree.lower[tree.heads[head]] in _BUNDLES
    return tree.heads[head] if counted else noun


def governor(tree: Tree, noun: int) -> int | None:
    """The empty verb whose object (or subject, in the passive) the noun is."""
    first = noun
    while tree.deps[first] == "conj" and not tree.tags[tree.heads[first]].startswith("V"):
        first = tree.heads[first]
    head = tree.heads[first]
    if tree.deps[first] in {"dobj", "nsubjpass", "attr"} and tree.tags[head][:1] == "V":
        return head
    if tree.deps[first] == "pobj" and tree.lower[head] in {"of", "for"} and tree.lower[tree.heads[head]] in _BUNDLES:
        return governor(tree, tree.heads[head])
    if tree.deps[first] == "pobj" and tree.lower[head] in {"in", "with", "to", "for", "on", "out", "at", "under"}:
        verb = tree.heads[head]
        held = tree.child(verb, "dobj")
        if tree.lower[head] == "for" and held is not None and tree.lower[held] in _BUNDLES:
            return governor(tree, held)
        if tree.tags[verb][:1] == "V" and (held is None or tree.lower[held] == "part"):
            return verb
    return None
