"""Mending what a small parser gets wrong most often, where the actors' names show it."""

from __future__ import annotations

from .names import Nature
from .reading import Named
from .tree import Tree

_BETWEEN = frozenset({",", "and", "or", "&", "as", "well", "plus", "along", "with", "together", "the", "both", "then", "also"})


def repaired(tree: Tree, named: list[Named | None]) -> Tree:
    """``tree`` with names that follow a name in a list attached to it: "ties with Russia, as well as China"."""
    moved = {t: left for t in range(len(tree)) if (left := _left_neighbour(tree, named, t)) is not None}
    if not moved:
        return tree
    heads = [moved.get(t, head) for t, head in enumerate(tree.heads)]
    deps = ["conj" if t in moved else dep for t, dep in enumerate(tree.deps)]
    return Tree(tree.words, tree.lower, tree.tags, deps, heads, tree.starts, tree.ends)


def _left_neighbour(tree: Tree, named: list[Named | None], token: int) -> int | None:
    """The name that the name at ``token`` is listed behind, where the tree has it listed behind a common noun instead."""
    here = named[token]
    if here is None or here.nature is Nature.ADJECTIVE or tree.deps[token] != "conj" or named[tree.heads[token]] is not None:
        return None
    head = tree.heads[token]
    for left in range(token - 1, head, -1):
        other = named[left]
        if other is not None:
            same = (other.actor.kind == "Person") == (here.actor.kind == "Person") and other.nature is not Nature.ADJECTIVE
            return left if same and _under(tree, left, head) else None
        if tree.lower[left] not in _BETWEEN:
            return None
    return None


def _under(tree: Tree, token: int, head: int) -> bool:
    return head in tree.ancestors(token)
