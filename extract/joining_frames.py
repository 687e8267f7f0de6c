"""The frame of verbs that set two others by or against each other: "pits Croatia against Serbia"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.classes import RECIPROCAL
from detente.extract.lexicon import Entry
from detente.extract.reach import NEAR
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import Sides
from detente.extract.tools import Family
from detente.extract.verb_forms import is_passive


class JoiningFrames(Family):
    """``joining``."""

    def joining(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree, words = s.tree, frozenset(entry.cue.prepositions)
        passive = is_passive(tree, verb)
        objects = [t for t in self._clauses.target_tokens(tree, verb) if tree.lower[t] not in RECIPROCAL]
        one = [a for token in objects for a in self._nominals.resolve(s, token, NEAR)]
        places = [verb, *tree.children(verb, "prt", "advmod", "acomp", "oprd", "xcomp"), *objects]
        other: list[Argument] = []
        for place in places:
            for token in tree.prepositions(place, words):
                if tree.deps[token] == "pobj":
                    other += self._nominals.resolve(s, token, NEAR)
        if not one and not passive and any(tree.lower[t] in RECIPROCAL for t in tree.children(verb, "dobj")):
            one = self._clauses.source(s, verb, NEAR)
        if one and other:
            yield Sides(one, other, "joining")
