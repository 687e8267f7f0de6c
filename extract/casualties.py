"""Whose people an attack killed or seized, told apart from the attack: "Two Danes are among the dead"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.classes import COPULAS, GROUPS
from detente.extract.reading import Argument, Sentence
from detente.extract.tools import Family

_LOST = frozenset("dead killed victims wounded injured casualties fatalities hostages captives slain".split())
_COUNTING = ("includ", "compris", "number")


class Casualties(Family):
    """Finds them, and the group whose attack was told last."""

    def found(self, s: Sentence) -> Iterator[tuple[int, list[Argument], list[Argument]]]:
        """The words for all whom it befell, each with the attackers and those whose people are among them."""
        for token, told in self._counted(s):
            struck = [a for t in told for a in self._targets.target(s, t, "assault") if a.actor.kind == "State"]
            self._memory.note_speakers(struck)
            yield token, [a for a in self._memory.last_doer("assault") if a.actor.kind in GROUPS], struck

    @staticmethod
    def _counted(s: Sentence) -> Iterator[tuple[int, list[int]]]:
        """The words for all, each with the heads of the phrases that name some."""
        tree = s.tree
        for token, lower in enumerate(tree.lower):
            head = tree.heads[token]
            if lower not in _LOST:
                continue
            if tree.lower[head] == "among" and tree.lower[tree.heads[head]] in COPULAS:
                yield token, tree.children(tree.heads[head], "nsubj") or tree.children(tree.heads[head], "attr")
            elif tree.deps[token] == "nsubj" and tree.lower[head].startswith(_COUNTING):
                yield token, tree.children(head, "dobj")
