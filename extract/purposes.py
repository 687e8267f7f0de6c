"""Infinitives whose verb brings them about, and those that the parser takes for purposes."""

from __future__ import annotations

from detente.extract.moods import infinitive
from detente.extract.tree import Tree

DECIDED = frozenset({"sanction", "coolingTiesWith", "recognizes", "protest"})
"""Whoever decides on these has done them: "voted to impose sanctions"."""


def settles(word: str, relation: str) -> bool:
    """Whether the verb ``word`` does the act of ``relation`` it leads to: "signed accords to normalise ties"."""
    if relation == "warmingTiesWith":
        return word.startswith("sign")
    if relation == "coerce" and word.startswith("vot"):
        return True  # "voted to strip the president of his immunity"
    return relation in DECIDED and word.startswith(("decid", "vot", "opt"))


def listed(tree: Tree, here: int, head: int) -> bool:
    """Whether an infinitive is one more that the verb above governs: "to cut ties, to close the border"."""
    to = here - 1
    while to > head and not (tree.lower[to] == "to" and tree.deps[to] == "aux"):
        to -= 1
    return infinitive(tree, head) and to - 1 > head and tree.words[to - 1] == ","
