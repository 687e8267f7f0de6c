"""Second verbs that a parser hangs too low: "invited him to act and asked the EU", "said it was a lie, and pledged"."""

from __future__ import annotations

from detente.extract.classes import COPULAS
from detente.extract.reading import Named
from detente.extract.tree import Tree

_PAST, _PRESENT = "VBD", "VBZ"
_ASKED = frozenset("called calls urged urges asked asks appealed appeals demanded demands vowed vows".split())


def raise_second_verbs(tree: Tree, heads: list[int], deps: list[str]) -> None:
    """Hang, in place, each verb behind "and" on the verb before it whose form it shares."""
    for verb in range(2, len(tree)):
        if deps[verb] != "conj" or heads[verb] != tree.heads[verb] or tree.tags[verb] not in {_PAST, _PRESENT}:
            continue
        bare = tree.child(verb, "nsubj", "nsubjpass", "aux", "auxpass", "expl", "mark") is None
        if bare and (main := _like_it(tree, verb)) is not None:
            heads[verb] = main


def _like_it(tree: Tree, verb: int) -> int | None:
    """The verb further up that ``verb`` goes on with."""
    first = tree.heads[verb]
    if tree.tags[first][:1] != "V" or verb < first:
        return None
    above = next(
        (
            v
            for v in tree.ancestors(first)
            if tree.tags[v] == tree.tags[verb] and tree.child(v, "nsubj") is not None and v < first
        ),
        None,
    )
    if above is None or tree.child(above, "aux", "auxpass", "conj") is not None:
        return None
    if tree.tags[first] in {"VB", "VBG"} and tree.child(first, "nsubj", "nsubjpass") is None:
        return above  # "invited him to act … and asked"
    return above if _is_told(tree, first, above) and _turns(tree, first, verb) else None


def _is_told(tree: Tree, verb: int, above: int) -> bool:
    """Whether a clause with a subject of its own is what the verb above says."""
    return (
        tree.heads[verb] == above and tree.deps[verb] == "ccomp" and tree.child(verb, "nsubj", "nsubjpass") is not None
    )


def _turns(tree: Tree, verb: int, second: int) -> bool:
    """Whether the second verb's tense is not the first one's, and a comma parts the two; or whether one asks after a
    judgement.
    """
    if tree.lower[verb] in COPULAS and tree.lower[second] in _ASKED:
        return True  # "said that Oman was a threat and called on Chad to act"
    helped = tree.child(verb, "aux", "auxpass") is not None or tree.tags[verb] != tree.tags[second]
    return helped and "," in tree.lower[verb:second] and tree.lower[second - 1] == "and"


def lead_behind_clause(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> None:
    """Make, in place, the verb behind a relative clause the main one where a parser hung it on the name: "Oman, which
    lies on the strait, called on them to talk".
    """
    name = tree.root
    if named[name] is None or tree.tags[name][:3] != "NNP":
        return
    aside = tree.child(name, "relcl")
    verb = next((k for k in tree.children(name, "acl") if tree.tags[k] in {_PAST, _PRESENT, "VBN"}), None)
    if aside is None or verb is None or verb < aside or tree.lower[verb - 1] != ",":
        return
    heads[verb], deps[verb], heads[name], deps[name] = verb, "ROOT", verb, "nsubj"
    for kid in tree.kids[name]:
        if kid > verb:
            heads[kid] = verb
