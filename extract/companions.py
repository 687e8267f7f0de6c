"""With whom a subject does something: "Oman, along with Chad, has …", "together with Oman, Chad sent …"."""

from __future__ import annotations

from detente.extract.tree import Tree

_WITH = frozenset({"along", "alongside", "together", "jointly"})


def companions(tree: Tree, verb: int) -> list[int]:
    """The heads of the phrases that name them, on whichever of the words the parser hangs these."""
    subject = tree.child(verb, "nsubj")
    found = _behind_with(tree, verb, subject)
    if subject is None:
        return found
    found += tree.prepositions(subject, {"alongside"})  # "Peru alongside Chile"
    joined = [k for k in tree.children(subject, "acl") if tree.lower[k] == "joined" and k < verb]
    return found + [t for k in joined for t in tree.prepositions(k, {"by"})]


def along_with(tree: Tree, noun: int) -> list[int]:
    """The heads of those named behind a noun as sharing it: "is one of its groups, along with the Front"."""
    shared = (["along", "with"], ["together", "with"])
    withs = [t for t in range(noun + 1, len(tree)) if tree.lower[t - 1 : t + 1] in shared]
    return [k for t in withs[:1] for k in tree.children(t, "pobj")]


def _behind_with(tree: Tree, verb: int, subject: int | None) -> list[int]:
    """Those behind "together with" anywhere, or "along with" right behind the subject."""
    beside = [k for k in tree.children(verb, "advmod", "prep") if tree.lower[k] in {"together", "jointly"}]
    places = [verb] if subject is None else [verb, subject]
    if subject is not None and tree.lower[subject + 1 : subject + 2] == [","]:
        between = [k for p in places for k in tree.children(p, "prep", "advmod") if subject < k < verb]
        beside += [k for k in between if tree.lower[k] in _WITH and k not in beside]
    joint = [t for k in beside for t in tree.prepositions(k, {"with"}) if tree.deps[t] == "pobj"]
    prepositions = [k for p in places for k in tree.children(p, "prep")]
    hung = [k for k in prepositions if tree.lower[max(k - 1, 0) : k + 1] == ["together", "with"]]
    return joint + [t for k in hung for t in tree.children(k, "pobj")]
