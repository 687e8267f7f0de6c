"""Verbs taken for nouns, participles or adjectives: "Tehran thanks Oman", "After Russia annexed Crimea"."""

from __future__ import annotations

from detente.extract.list_repair import plain
from detente.extract.reading import Named
from detente.extract.tree import Tree

_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_INTRANSITIVE = frozenset("landed arrived came went flew sailed marched died met agreed fell rose".split())


def missing_verb(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> list[str] | None:
    """The tags with the plural behind a name read as the verb, in a sentence that has none: "Tehran thanks Oman"."""
    if any(tag in _FINITE for tag in tree.tags):
        return None
    for verb in range(1, len(tree) - 1):
        if tree.tags[verb] != "NNS" or named[verb] is not None or not plain(named[verb - 1]):
            continue
        if tree.tags[verb + 1] in {"IN", "TO", "CC"} and tree.lower[verb + 1] != "with":
            continue
        first = verb - 1
        behind = [k for k in range(verb + 1, len(tree)) if heads[k] <= verb or k == tree.root]
        for kid in behind:
            heads[kid] = verb
            deps[kid] = "dobj" if tree.tags[kid][:1] == "N" and kid == behind[0] else deps[kid]
        for here in (tree.root, *range(first)):
            if heads[here] in {verb, tree.root, first} and here not in behind:
                heads[here] = verb
        if deps[first] != "pobj":  # else it belongs to the subject: "the raid on Chad kills four"
            heads[first], deps[first] = verb, "nsubj"
        heads[verb], deps[verb] = verb, "ROOT"
        return [*tree.tags[:verb], "VBZ", *tree.tags[verb + 1 :]]
    return None


def main_verb(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> list[str]:
    """ "The two officials condemned the war": a participle with an object of its own below a bare noun is the verb."""
    noun = tree.root
    if tree.tags[noun][:1] != "N" or tree.child(noun, "cop", "nsubj") is not None:
        return tree.tags
    below = [k for k in range(noun + 1, len(tree)) if tree.deps[k] == "acl" and noun in tree.ancestors(k)]
    for verb in below:
        if (
            (tree.tags[verb] == "VBD" or tree.heads[verb] == noun)
            and tree.tags[verb] in {"VBN", "VBD"}
            and (tree.child(verb, "dobj") is not None or _behind_author(tree, named, verb) or _intransitive(tree, verb))
            and tree.child(verb, "agent", "aux", "auxpass", "nsubj", "mark") is None
        ):
            heads[noun], deps[noun], heads[verb], deps[verb] = verb, "nsubj", verb, "ROOT"
            for kid in tree.children(noun, "punct"):
                heads[kid] = verb
            return [*tree.tags[:verb], "VBD", *tree.tags[verb + 1 :]]
    return tree.tags


def _intransitive(tree: Tree, verb: int) -> bool:
    """Whether a past tense is that of a verb that makes no participle of a noun: "Doctors with masks landed"."""
    return tree.tags[verb] == "VBD" and tree.lower[verb] in _INTRANSITIVE


def _behind_author(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether a past tense stands behind the name of whose words the subject is: "a letter by Oman called on"."""
    return tree.tags[verb] == "VBD" and tree.heads[verb] == verb - 1 and plain(named[verb - 1])


def finite_modifier(tree: Tree, named: list[Named | None], token: int) -> bool:
    """Whether a past tense was taken for an adjective: "After Russia annexed Crimea"."""
    if tree.tags[token] != "VBD" or tree.deps[token] != "amod" or tree.heads[token] < token or token < 2:
        return False
    behind_preposition = tree.deps[token - 1] == "pobj" and tree.heads[token - 1] == token - 2
    return plain(named[token - 1]) and behind_preposition


def make_clause(tree: Tree, verb: int, heads: list[int], deps: list[str]) -> None:
    """Make the name before ``verb`` its subject, the noun behind it its object, and the preposition its conjunction."""
    marker, subject, noun = verb - 2, verb - 1, tree.heads[verb]
    heads[verb], deps[verb] = tree.heads[marker], "advcl"
    heads[subject], deps[subject] = verb, "nsubj"
    heads[noun], deps[noun] = verb, "dobj"
    for kid in tree.children(marker, "pcomp"):
        heads[kid], deps[kid] = verb, "advcl"
    heads[marker], deps[marker] = verb, "mark"
