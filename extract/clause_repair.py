"""Clauses that a parser takes for one another, or whose verb it takes for a noun: "the group Israel blames for it"."""

from __future__ import annotations

from detente.extract.list_repair import plain
from detente.extract.reading import Named
from detente.extract.tree import Tree
from detente.extract.verb_repair import READ_AS_NOUNS

_FIGHTING = frozenset(
    "militants rebels insurgents fighters gunmen separatists guerrillas jihadists militiamen troops soldiers forces "
    "jets warplanes drones police commandos marines paratroopers".split()
)
"""Plurals that a parser takes for verbs behind a name: "PKK militants attack a convoy"."""


def mend_clauses(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> None:
    """Give, in place, each clause its own verb, subject and place in the sentence."""
    for name in range(2, len(tree)):
        if _tells_of(tree, named, name):
            heads[name], deps[name] = name + 1, "nsubj"
        if (clause := _cut_in(tree, named, name)) is not None:
            _take_out(tree, name, *clause, heads, deps)
        if name < len(tree) - 1 and _does_together(tree, named, name):
            _share_verb(tree, name, heads, deps)
    for verb in range(len(tree)):
        if deps[verb] == "ccomp" and ";" in tree.lower[verb : heads[verb]]:
            deps[verb] = "dep"  # told beside the main clause, not by its verb


def _tells_of(tree: Tree, named: list[Named | None], name: int) -> bool:
    """Whether a name was set beside the noun that its own clause tells of: "the group Israel blames for the raid"."""
    noun, verb = name - 1, name + 1
    beside = plain(named[name]) and tree.deps[name] == "appos" and tree.heads[name] == noun and named[noun] is None
    if not beside or verb >= len(tree) or tree.deps[verb] != "relcl" or tree.heads[verb] != noun:
        return False
    return tree.tags[verb] in {"VBZ", "VBD", "VBP"} and tree.child(verb, "nsubj", "nsubjpass", "auxpass") is None


def _cut_in(tree: Tree, named: list[Named | None], name: int) -> tuple[int, int] | None:
    """Subject and verb of the main clause that another was taken for: "Ansaru, the group Chad blames for it, fled"."""
    noun, verb = name - 1, name + 1
    if not plain(named[name]) or tree.deps[name] != "appos" or tree.heads[name] != noun or verb != tree.root:
        return None
    comma = next((k for k in range(noun - 1, 0, -1) if tree.lower[k] == ","), 0)
    first = comma - 1
    if first < 0 or not plain(named[first]) or named[noun] is not None or tree.heads[first] != verb:
        return None
    later = [k for k in tree.children(verb, "dep", "conj", "ccomp") if tree.tags[k] in {"VBD", "VBZ", "VBP", "VBN"}]
    if not later or "," not in tree.lower[verb : later[0]] or tree.child(later[0], "nsubj", "nsubjpass") is not None:
        return None
    return first, later[0]


def _take_out(tree: Tree, name: int, first: int, main: int, heads: list[int], deps: list[str]) -> None:
    """Make the clause of ``name`` one about the noun before it, and ``main`` the verb of ``first``."""
    noun, verb = name - 1, name + 1
    heads[verb], deps[verb], heads[name], deps[name] = noun, "relcl", verb, "nsubj"
    heads[main], deps[main], heads[first], deps[first] = main, "ROOT", main, "nsubj"
    heads[noun], deps[noun] = first, "appos"
    for mark in tree.children(verb, "punct"):
        heads[mark] = main


def _does_together(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether a noun with an object, listed behind a name, is the verb: "Syria and the SDF exchange detainees"."""
    first, name = tree.heads[verb], verb - 1
    listed = (
        tree.deps[verb] == "conj" and first == tree.root and tree.tags[verb] == "NN" and tree.tags[first][:1] == "N"
    )
    beside = tree.heads[name] == verb and tree.deps[name] == "compound" and plain(named[name])
    return listed and beside and tree.child(verb, "dobj") is not None and tree.child(first, "cc") is not None


def _share_verb(tree: Tree, verb: int, heads: list[int], deps: list[str]) -> None:
    """Make the noun the verb of the two listed before it."""
    first, name = tree.heads[verb], verb - 1
    for kid in tree.kids[verb]:
        if kid < name:
            heads[kid] = name
    for kid in tree.kids[first]:
        if kid > verb:
            heads[kid] = verb
    heads[first], deps[first], heads[verb], deps[verb] = verb, "nsubj", verb, "ROOT"
    heads[name], deps[name] = first, "conj"


def retagged(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make of "militants" in "PKK militants attack a convoy" the subject, in place, where it was taken for the verb."""
    for noun in range(1, len(tree) - 1):
        name, verb = noun - 1, noun + 1
        if name == tree.root and named[name] is not None and _is_verb(tree, noun):
            _give_verb(tree, name, heads, deps, tags)
        if tree.lower[noun] not in _FIGHTING or tags[noun][:1] != "V" or named[name] is None:
            continue
        if tags[verb][:1] != "V" or heads[name] != noun or heads[verb] != noun:
            continue
        tags[noun], tags[verb] = "NNS", "VBP" if tags[verb] == "VB" else tags[verb]
        heads[verb], deps[verb] = (verb if heads[noun] == noun else heads[noun]), deps[noun]
        for kid in tree.kids[noun]:
            if kid > verb:
                heads[kid] = verb
        heads[noun], deps[noun], heads[name], deps[name] = verb, "nsubj", noun, "compound"


def _is_verb(tree: Tree, noun: int) -> bool:
    """Whether a plural behind a name that was taken for the verb is the verb: "Trump demands Iran's surrender"."""
    root = noun - 1
    read_as_noun = tree.tags[noun] == "NNS" and tree.heads[noun] == root and tree.deps[noun] in {"dobj", "nsubj"}
    other = [k for k in tree.children(root, "dobj", "ccomp", "xcomp", "conj") if k > noun]
    return (
        read_as_noun and tree.lower[noun] in READ_AS_NOUNS and bool(other) and tree.child(root, "nsubj") in {None, noun}
    )


def _give_verb(tree: Tree, name: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make the plural behind the name the verb of all that was hung on the name."""
    verb = name + 1
    for kid in tree.kids[name]:
        if kid != verb and kid > name:
            heads[kid] = verb
    heads[verb], deps[verb], heads[name], deps[name] = verb, "ROOT", verb, "nsubj"
    tags[name], tags[verb] = "NNP", "VBZ"
