"""Frames of words that say how a bond stands or changes: "ties between Russia and India have warmed"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.doers import governor
from detente.extract.lexicon import Entry
from detente.extract.mutual_frames import MutualFrames
from detente.extract.reach import NEAR
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import Sides
from detente.extract.tools import Family, Tools

_STATES = frozenset({"state", "condition", "level", "character", "nature", "quality", "spirit"})
"""Of which a bond's quality is told: "the excellent state of their relations"."""

_DEALINGS = frozenset({"contact", "contacts", "coordination", "consultation", "consultations"})
"""What those who have it close by do with one another, rather than how they stand."""


class BondFrames(Family):
    """``change`` and ``quality``."""

    def __init__(self, tools: Tools, mutual: MutualFrames) -> None:
        super().__init__(tools)
        self._mutual = mutual

    def change(self, s: Sentence, word: int, entry: Entry) -> Iterator[Sides]:
        tree = s.tree
        if entry.cue.pos == "verb":
            bonds = tree.children(word, "dobj", "nsubjpass", "nsubj")
            if not tree.children(word, "prt", "prep", "advmod"):
                bonds += self._clauses.target_tokens(tree, word)
            if (inherited := self._clauses.subject_token(tree, word)) is not None and not tree.children(word, "dobj"):
                bonds.append(inherited)
        else:
            bonds = [
                *tree.prepositions(word, {"of", "in", "to", "between", "on", "over"}),
                *tree.children(word, "compound"),
            ]
            if tree.deps[word] == "dobj":  # "casts a shadow over ties between"
                bonds += tree.prepositions(tree.heads[word], {"on", "over", "to"})
        for bond in dict.fromkeys(p for b in bonds for p in tree.conjuncts_after(b)):
            if tree.lower[bond] not in self._lexicon.bonds:
                continue
            yield from self._bond_sides(s, bond, word, entry)

    def _bond_sides(self, s: Sentence, bond: int, word: int, entry: Entry) -> Iterator[Sides]:
        sides = list(self._mutual.between(s, bond, "bond", strict=True))
        tree = s.tree
        if not sides:
            one = self._clauses.source(s, word, NEAR) if entry.cue.pos == "verb" else self._doers.source(s, word, True)
            if not one and entry.cue.pos == "noun" and (verb := governor(tree, word)) is not None:
                wanting = self._clauses.source(s, verb, NEAR)
                one = wanting if len(wanting) > 1 else []
            other: list[Argument] = list(self._nominals.owners(s, bond))
            for place in (bond, word):
                for token in tree.prepositions(place, {"with", "to", "between"}):
                    if tree.deps[token] == "pobj":
                        other += self._nominals.resolve(s, token, NEAR)
            if one and other:
                sides = [Sides(one, other, "bond-subject")]
            elif len(other) > 1:
                sides = [Sides(other, [], "bond-joint")]
            elif len(one) > 1:
                sides = [Sides(one, [], "bond-joint")]
            elif other and (speaker := self._mutual.teller(s, bond)):
                sides = [Sides(speaker, other, "bond-teller", 0.85)]
        yield from sides

    def quality(self, s: Sentence, word: int, entry: Entry) -> Iterator[Sides]:
        tree = s.tree
        head, dep = tree.heads[word], tree.deps[word]
        if dep == "conj":
            first = tree.conjuncts(word)[0]
            head, dep = tree.heads[first], tree.deps[first]
        bond: int | None = None
        if dep == "amod" and tree.lower[head] in self._lexicon.bonds:
            bond = head
        elif dep == "amod" and tree.lower[head] in _STATES:
            bond = next((t for t in tree.prepositions(head, {"of"}) if tree.lower[t] in self._lexicon.bonds), None)
        elif dep in {"acomp", "oprd", "attr"}:
            subject = self._clauses.subject_token(tree, head)
            if subject is not None and tree.lower[subject] in self._lexicon.bonds:
                bond = subject
        if bond is None or tree.lower[bond] in _DEALINGS:
            return
        sides = list(self._mutual.between(s, bond, "bond", strict=False))
        if not sides and (verb := governor(s.tree, bond)) is not None:
            one = self._clauses.source(s, verb, NEAR)
            other = self._nominals.owners(s, bond)
            if one and other:
                sides = [Sides(one, other, "bond-subject")]
        yield from sides
