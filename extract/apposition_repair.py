"""Nouns and names side by side: officers and their names, a year before a subject, a noun and its author."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.list_repair import plain
from detente.extract.reading import Named
from detente.extract.tree import Tree

_OWN = frozenset({"its", "his", "her", "their"})
_ACTIVE = frozenset({"VBD", "VBZ", "VBP", "VB"})
_GROUPS = frozenset("group movement militia party organisation organization faction outfit alliance".split())
_MEANS = frozenset("telephone phone letter email video text post force name surprise sea air land road".split())
"""What something is done by without being its author: "told him by telephone"."""


_POSTED = frozenset("ambassador envoy representative delegate negotiator consul affaires attache attaché judge".split())
"""Who is sent to a body or sits in a place: "its ambassador to the UN, Ali Tamim"."""


def named_officers(tree: Tree, named: list[Named | None], token: int) -> bool:
    """Whether a person listed behind a plural says who is meant: "its two leaders, Issa Kabir and Ali Dost"."""
    here, head = named[token], tree.heads[token]
    if here is None or here.actor.kind != "Person" or tree.deps[token] != "conj" or named[head] is not None:
        return False
    return (
        tree.tags[head] == "NNS"
        and tree.lower[head + 1 : token] == [","]
        and any(tree.deps[k] == "poss" or tree.tags[k] in {"CD", "PRP$"} for k in tree.kids[head])
    )


def named_apart(tree: Tree, named: list[Named | None], token: int) -> int | None:
    """The officers whom a list of persons names behind their states: "the ministers of Oman and Chad, Ali and Issa"."""
    here, first = named[token], tree.heads[token]
    if here is None or here.actor.kind != "Person" or tree.deps[token] != "conj" or tree.lower[token - 1] != ",":
        return None
    while tree.deps[first] == "conj":
        first = tree.heads[first]
    owner = named[first]
    if owner is None or owner.actor.kind == "Person" or tree.deps[first] != "pobj" or tree.lower[first - 1] == "by":
        return None
    listed = [t for t in tree.conjuncts(first) if t < token]
    noun = tree.heads[tree.heads[first]]
    joined = any(tree.lower[t - 1] == "and" or tree.lower[t - 2] == "and" for t in listed[1:])
    return noun if joined and tree.tags[noun] == "NNS" and tree.lower[tree.heads[first]] == "of" else None


def borne_by(tree: Tree, named: list[Named | None], token: int) -> int | None:
    """The office that a person apposed to a body holds: "the manager of the state airline, Ali Tamim"."""
    here, body = named[token], tree.heads[token]
    if here is None or here.actor.kind != "Person" or tree.deps[token] != "appos" or tree.deps[body] != "pobj":
        return None
    preposition = tree.heads[body]
    office = tree.heads[preposition]
    bearer = named[body]
    is_body = tree.tags[body].startswith("NNP") and (bearer is None or bearer.actor.kind != "Person")
    group = (
        tree.tags[body] == "NN" and tree.lower[body] in _GROUPS and any(tree.lower[k] == "the" for k in tree.kids[body])
    )
    is_body = is_body or group
    posted = tree.lower[office] in _POSTED and tree.lower[preposition] in {"to", "in"}
    is_office = tree.tags[office] == "NN" and (posted or tree.lower[preposition] in {"of", "at", "for"})
    return office if is_body and is_office else None


def set_beside(tree: Tree, named: list[Named | None]) -> Iterator[tuple[int, int]]:
    """An opening name and the noun set beside it that was taken for the subject: "Tonga, a founding member, left"."""
    if len(tree) < 4 or not plain(named[0]) or tree.lower[1] != "," or tree.lower[2] not in {"a", "an", "the"}:
        return
    noun = tree.heads[2]
    if noun == tree.heads[0] or tree.deps[noun] not in {"nsubj", "nsubjpass"} or tree.heads[noun] != tree.heads[0]:
        return
    if noun < tree.heads[0] and tree.deps[0] in {"advmod", "npadvmod", "dep", "nsubj"}:
        yield 0, noun


def held_beside(tree: Tree, named: list[Named | None], noun: int) -> int | None:
    """The name that a noun is set beside where both were taken for objects: "accused Oman, its oldest ally, of"."""
    verb, owner = tree.heads[noun], tree.child(noun, "poss")
    if tree.deps[noun] != "dobj" or named[noun] is not None or owner is None or tree.lower[owner] not in _OWN:
        return None
    comma = min(tree.subtree(noun)) - 1
    while comma > verb and tree.lower[comma] != ",":
        comma -= 1
    name = comma - 1
    beside = tree.lower[comma : comma + 2] == [",", tree.lower[owner]] and tree.lower[noun + 1 : noun + 2] == [","]
    return name if beside and name > verb and plain(named[name]) and tree.deps[name] in {"dobj", "pobj"} else None


def split_subjects(tree: Tree, named: list[Named | None]) -> Iterator[tuple[int, int]]:
    """A common noun and the name behind it, both taken for the subject: "the rebel PKK issued …"."""
    for first in range(len(tree) - 1):
        second = first + 1
        both = tree.deps[first] == tree.deps[second] == "nsubj" and tree.heads[first] == tree.heads[second]
        if both and named[first] is None and plain(named[second]):
            yield first, second


def told_by(tree: Tree, token: int) -> int | None:
    """The noun that a by-phrase belongs to where the tree hangs it on an active verb: "rejected the plea by Norway"."""
    verb = tree.heads[token]
    if tree.lower[token] != "by" or tree.deps[token] not in {"agent", "prep"} or tree.tags[verb] not in _ACTIVE:
        return None
    noun = tree.child(verb, "dobj")
    if noun is None or noun != token - 1 or tree.child(verb, "auxpass", "nsubjpass") is not None:
        return None
    doers = [k for k in tree.children(token, "pobj") if tree.lower[k] not in _MEANS]
    return noun if any(tree.tags[k][:1] == "N" for k in doers) else None


def year_before(tree: Tree, named: list[Named | None], token: int) -> int | None:
    """The year that was read as counting the subject behind it: "In 1974 Turkey invaded Cyprus"."""
    year, preposition = token - 1, tree.heads[token]
    if tree.deps[token] != "pobj" or not plain(named[token]) or preposition != token - 2:
        return None
    if tree.heads[year] != token or tree.tags[year] != "CD" or len(tree.words[year]) != 4:
        return None
    verb = tree.heads[preposition]
    return year if verb > token and tree.child(verb, "nsubj", "nsubjpass") is None else None
