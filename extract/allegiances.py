"""To whom men without a name of their own belong: "fighters loyal to Khalifa Haftar"."""

from __future__ import annotations

from detente.extract.reading import Sentence
from detente.extract.tree import Tree

_BOUND = frozenset("associated linked affiliated loyal allied connected belonging tied".split())
_HELD = frozenset("thought believed said known reported suspected presumed alleged understood claiming".split())
"""What others think of them: "gunmen believed to belong to the group", "suspected of belonging to it"."""
_BELONG = frozenset({"belong", "belonging", "belonged"})
_MEMBERS = frozenset({"member", "members", "part"})


def liege_tokens(s: Sentence, noun: int) -> list[int]:
    """The heads of whom the men at ``noun`` are told to belong to: "men believed to be members of the group"."""
    tree = s.tree
    for kid in tree.children(noun, "acl", "amod", "relcl"):
        if tree.lower[kid] in _BOUND:
            return list(tree.prepositions(kid, {"with", "to"}))
        if tree.lower[kid] in _HELD and (found := _supposed(tree, kid)):
            return found
    return []


def _supposed(tree: Tree, verb: int) -> list[int]:
    """The same below a verb of belief: "thought to belong to", "suspected of belonging to", "said to be from"."""
    below = [c for k in (verb, *tree.children(verb, "prep")) for c in tree.children(k, "xcomp", "pcomp", "advcl")]
    for clause in below:
        if tree.lower[clause] in _BELONG:
            return list(tree.prepositions(clause, {"to"}))
        if tree.lower[clause] == "be":
            members = [t for t in tree.children(clause, "attr") if tree.lower[t] in _MEMBERS]
            return [t for place in (*members, clause) for t in tree.prepositions(place, {"of", "from"})]
    return []
