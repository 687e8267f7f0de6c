"""What an act prompts others to do against whoever did it: "shelled a village, prompting Bangkok to protest"."""

from __future__ import annotations

from detente.extract.clauses import Clauses
from detente.extract.reach import SOURCE
from detente.extract.reading import Argument, Sentence

_PROMPTING = frozenset("prompting leading provoking spurring causing pushing driving".split())
ANSWERS = frozenset({"sanction", "protest", "threaten", "coolingTiesWith", "mobilize", "reject", "accuse"})
"""How others answer an act."""


def provokers(s: Sentence, verb: int, clauses: Clauses) -> list[Argument]:
    """Who did what prompts the act of the infinitive ``verb``; nobody where no clause says so."""
    tree, here = s.tree, verb
    while tree.deps[here] == "conj" and tree.heads[here] < here:
        here = tree.heads[here]
    prompting = tree.heads[here]
    below = tree.deps[here] in {"xcomp", "ccomp"} and tree.tags[here] == "VB"
    if not below or tree.lower[prompting] not in _PROMPTING or tree.deps[prompting] not in {"advcl", "conj", "dep"}:
        return []
    return clauses.source(s, prompting, SOURCE)
