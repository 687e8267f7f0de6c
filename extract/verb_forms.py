"""What form a verb stands in: passive, infinitive, conditional."""

from __future__ import annotations

from detente.extract.tree import Tree

_IFS = frozenset({"if", "unless", "should", "until"})
_ONLY_TRANSITIVE = frozenset(
    "killed arrested wounded injured detained jailed sentenced kidnapped abducted deported assassinated captured freed "
    "beheaded imprisoned".split()
)
"""Past tenses that want an object: without one they are participles, as in headlines: "Chad general killed in raid"."""


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb's surface subject undergoes the act."""
    if tree.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    if tree.child(verb, "agent") is not None and tree.tags[verb] in {"VBN", "VBD"} and tree.child(verb, "dobj") is None:
        return True
    if tree.lower[verb] in _ONLY_TRANSITIVE and tree.tags[verb] in {"VBD", "VBN"}:
        return tree.child(verb, "dobj", "aux", "ccomp", "dative") is None and tree.child(verb, "nsubj") is not None
    if tree.tags[verb] != "VBN" or tree.child(verb, "aux", "nsubj") is not None:
        return False
    if tree.deps[verb] in {"acl", "advcl", "amod"}:
        return tree.child(verb, "dobj") is None
    return tree.deps[verb] == "conj" and is_passive(tree, tree.heads[verb])


def is_subjunctive(tree: Tree, clause: int) -> bool:
    """Whether a plain form follows one name alone, and so says what should be: "insists that Oslo leave"."""
    doers = tree.children(clause, "nsubj")
    alone = all(tree.tags[t] == "NNP" and tree.child(t, "det") is None for t in doers)
    single = alone and all(len(tree.conjuncts_after(t)) == 1 for t in doers)
    return bool(doers) and single and tree.tags[clause] in {"VB", "VBP"} and tree.child(clause, "aux") is None


def is_infinitive(tree: Tree, verb: int) -> bool:
    """Whether the verb stands behind "to"."""
    return any(tree.lower[k] == "to" for k in tree.children(verb, "aux"))


def is_condition(tree: Tree, clause: int) -> bool:
    """Whether a clause says on what something depends: "if Chad shuts the border", "unless it withdraws"."""
    return any(tree.lower[k] in _IFS for k in tree.children(clause, "mark", "advmod", "aux"))


def is_told(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what was or is done: a finite one, or a participle beside one; not "what he calls a lie"."""
    whats = any(tree.lower[k] == "what" for k in tree.kids[verb])
    subject, helper = tree.child(verb, "nsubj"), tree.child(verb, "aux")
    plain = tree.tags[verb] == "VB" and subject is not None and helper is None
    told = (plain or tree.tags[verb] in {"VBD", "VBZ", "VBP", "VBN", "VBG"}) and tree.deps[verb] not in {
        "pcomp",
        "amod",
        "relcl",
    }
    return told and not whats
