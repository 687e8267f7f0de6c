"""What a small parser leaves apart: "the premier and I", "to Oman and to Chad, as well as to Mali"."""

from __future__ import annotations

from detente.extract.classes import INVITATIONS
from detente.extract.reading import Named
from detente.extract.tree import Tree

_LOYAL = frozenset({"loyal", "allied", "faithful", "opposed", "hostile"})
_PREDICATES = frozenset({"attr", "oprd"})


def mend_coordination(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> None:
    """Hang words on what they are coordinated with, or behind the preposition that they follow."""
    for token in range(1, len(tree)):
        if _speaker_beside(tree, token, heads, deps):
            heads[token], deps[token] = _first_subject(tree, token, heads, deps), "conj"
        elif (first := _first_preposition(tree, token)) is not None or (first := _asked_too(tree, token)) is not None:
            heads[token], deps[token] = first, "conj"
        elif _agreed_to(tree, token):
            to = token - 1
            heads[to], deps[to], heads[token], deps[token] = tree.heads[token], "prep", to, "pobj"
        elif tree.lower[token] == "of" and tree.deps[token] == "prep" and _beside_listed(tree, token):
            heads[token] = token - 1
        elif tree.lower[token] in _LOYAL and tree.deps[token] == "amod" and tree.tags[token - 1] == "NNS":
            heads[token] = token - 1  # "clashes between Houthis and troops loyal to the president"
        elif (predicate := _next_predicate(tree, token)) is not None:
            heads[token], deps[token] = predicate, "conj"
        elif (verb := _verb_before(tree, token)) is not None:
            heads[token] = verb

        elif (guest := _guest(tree, named, token)) is not None:
            heads[guest], deps[guest] = token, "nsubj"
        elif named[token] is not None and (preposition := _cut_phrase(tree, token)) is not None:
            heads[token], deps[token] = preposition, "pobj"


def _speaker_beside(tree: Tree, token: int, heads: list[int], deps: list[str]) -> bool:
    """Whether "I" is one of two subjects: "The prime minister and I have met"."""
    spoken = tree.lower[token] in {"i", "we"} and tree.lower[token - 1] == "and" and deps[token] == "nsubj"
    return spoken and _first_subject(tree, token, heads, deps) != token


def _beside_listed(tree: Tree, of: int) -> bool:
    """Whether "of" was hung on the name before the noun that it follows: "the ELN and dissidents of the FARC"."""
    noun = of - 1
    listed = tree.deps[noun] == "conj" and tree.tags[noun] in {"NNS", "NN"} and tree.heads[noun] == tree.heads[of]
    return listed and tree.tags[tree.heads[of]][:3] == "NNP"


def _first_subject(tree: Tree, token: int, heads: list[int], deps: list[str]) -> int:
    """The subject before ``token`` that its verb has as well; else ``token``."""
    verb = heads[token]
    return next((k for k in range(token) if heads[k] == verb and deps[k] == "nsubj"), token)


def _first_preposition(tree: Tree, token: int) -> int | None:
    """The preposition that is said again behind "as well as": "to Oman and to Chad, as well as to Mali"."""
    conjunction = tree.heads[token]
    if tree.deps[token] == "conj" and tree.deps[conjunction] == "pobj" and tree.tags[token] == "IN":
        first = tree.heads[conjunction]  # "the efforts of Oman and of Chad"
        return first if tree.lower[first] == tree.lower[token] else None
    if tree.deps[token] != "prep" or tree.deps[conjunction] != "cc" or tree.lower[token - 1] != "as":
        return None
    first = tree.heads[conjunction]
    while tree.deps[first] == "conj" and tree.lower[tree.heads[first]] == tree.lower[token]:
        first = tree.heads[first]
    return first if tree.lower[first] == tree.lower[token] else None


def _asked_too(tree: Tree, token: int) -> int | None:
    """The preposition that leads to who else is asked: "called on Oman to talk, and on Chad to stop"."""
    word = tree.lower[token]
    if word not in {"on", "upon"} or tree.lower[token - 1] != "and" or tree.deps[token] not in {"prep", "conj"}:
        return None
    for verb in list(tree.ancestors(token))[:3]:
        if tree.lower[verb].startswith("call"):
            return next((k for k in tree.children(verb, "prep") if k < token and tree.lower[k] == word), None)
    return None


def _agreed_to(tree: Tree, token: int) -> bool:
    """Whether a noun behind "to" was taken for an infinitive: "agreed to talks with Oman"."""
    if tree.tags[token] not in {"NN", "NNS"} or tree.deps[token] != "xcomp" or tree.lower[token - 1] != "to":
        return False
    return tree.tags[tree.heads[token]][:1] == "V" and tree.heads[token - 1] == token


def _next_predicate(tree: Tree, token: int) -> int | None:
    """What a subject is besides "one of" several: "is one of our closest partners, a democracy and a member of it"."""
    several = tree.heads[token]
    if tree.deps[token] != "appos" or tree.tags[several] != "NNS" or tree.tags[token] != "NN":
        return None
    if not any(tree.lower[k] in {"a", "an"} for k in tree.children(token, "det")) or tree.deps[several] != "pobj":
        return None
    one = tree.heads[tree.heads[several]]
    return one if tree.lower[one] == "one" and tree.deps[one] in _PREDICATES else None


def _verb_before(tree: Tree, token: int) -> int | None:
    """The verb that another goes on from, hung on a word between: "accused Chad of fraud and recalled its envoy"."""
    between = tree.heads[token]
    unlike = tree.tags[between][:1] == "N" or tree.tags[between] == "VBG"
    goes_on = tree.deps[token] == "conj" and tree.tags[token] in {"VBD", "VBZ"} and unlike
    if (
        not goes_on
        or tree.lower[token - 1] not in {"and", "but"}
        or tree.child(token, "nsubj", "nsubjpass") is not None
    ):
        return None
    finite = (v for v in tree.ancestors(between) if tree.tags[v] == tree.tags[token] and v < between)
    return next((v for v in finite if tree.child(v, "nsubj") is not None), None)


def _guest(tree: Tree, named: list[Named | None], verb: int) -> int | None:
    """Who comes at another's invitation, where the tree hangs both on it: "At the invitation of A, Prime Minister of
    Oman, B, Prime Minister of Chad, visited …".
    """
    finite = tree.deps[verb] == "ROOT" and tree.tags[verb] in {"VBD", "VBZ", "VBP"}
    if not finite or tree.child(verb, "nsubj", "nsubjpass", "expl") is not None:
        return None
    opening = tree.lower[:3]
    if opening[:1] != ["at"] or not INVITATIONS & set(opening):
        return None
    people = [t for t in range(3, verb) if (here := named[t]) is not None and here.actor.kind == "Person"]
    return people[-1] if len(people) > 1 else None


def _cut_phrase(tree: Tree, token: int) -> int | None:
    """The preposition before a name that the parser takes for part of a verb: "raids by the army violate …"."""
    verb, before = tree.heads[token], token - 1
    if tree.deps[token] not in {"compound", "nmod"} or tree.tags[verb][:1] != "V" or verb != token + 1:
        return None
    if before > 0 and tree.lower[before] == "the":
        before -= 1
    lone = tree.deps[before] == "prep" and tree.child(before, "pobj") is None
    return before if lone else None
