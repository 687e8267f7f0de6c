"""Lists of names that a parser breaks: "with Russia, as well as China", "Canada, Brazil and Chile"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from detente.extract.names import Nature
from detente.extract.reading import Named
from detente.extract.tree import Tree

_BETWEEN = frozenset(
    {",", "and", "or", "&", "as", "well", "plus", "along", "with", "together", "the", "both", "then", "also"}
)
"""What may stand between the names of one list."""
_OPENING = 6
"""How far in a phrase that opens a sentence may name its place."""
_LOOSE = frozenset({"appos", "conj", "nsubj", "npadvmod", "dep", "compound", "nmod", "dobj", "pobj", "ROOT", "amod"})
"""Relations by which a parser ties a name of a list to the sentence."""


def lists(tree: Tree, named: list[Named | None]) -> Iterator[list[int]]:
    """Names of three or more in a row, with commas between them and "and" or "or" before the last."""
    token = 0
    while token < len(tree):
        names = [token] if plain(named[token]) and not _is_fronted_place(tree, named, token) else []
        closed = False
        while names and not closed:
            following, closed = _next_name(tree, named, names[-1])
            if following is None:
                break
            names.append(following)
        fronted = len(names) == 2 and names[0] > 1 and _is_fronted_place(tree, named, names[0] - 2)
        if closed and (len(names) > 2 or fronted):
            yield names
        token = (names[-1] if len(names) > 1 else token) + 1


def _is_fronted_place(tree: Tree, named: list[Named | None], token: int) -> bool:
    """Whether a sentence opens with where it happens: "In Oslo, Chad, Mali and Niger signed …"."""
    here = named[token]
    if here is None or here.nature not in {Nature.CAPITAL, Nature.PLACE, Nature.SEAT} or token > _OPENING:
        return False
    opens = tree.tags[0] == "IN" and tree.lower[0] in {"in", "at", "after", "during", "following"}
    return opens and tree.lower[token - 1] in {"in", "at", "of"} and tree.lower[token + 1 : token + 2] == [","]


def open_with_list(tree: Tree, named: list[Named | None], names: list[int], heads: list[int], deps: list[str]) -> None:
    """Make a list behind a fronted place, which the parser took for more places, the subject of its verb, in place."""
    place, verb = names[0] - 2, names[-1] + 1
    if place < 1 or verb >= len(tree) or not _is_fronted_place(tree, named, place) or tree.tags[verb][:1] != "V":
        return
    heads[names[0]], deps[names[0]] = verb, "nsubj"
    for before, name in itertools.pairwise(names):
        heads[name], deps[name] = before, "conj"


def _next_name(tree: Tree, named: list[Named | None], token: int) -> tuple[int | None, bool]:
    """The name behind the comma or "and" that follows ``token``, and whether it closes the list."""
    here, closed = token + 1, False
    if here < len(tree) and tree.lower[here] == ",":
        here += 1
    elif here < len(tree) and tree.lower[here] not in {"and", "or"}:
        return None, False
    if here < len(tree) and tree.lower[here] in {"and", "or"}:
        here, closed = here + 1, True
    if here < len(tree) and tree.lower[here] == "the":
        here += 1
    if here < len(tree) and plain(named[here]):
        return here, closed
    return None, False


def plain(here: Named | None) -> bool:
    return here is not None and here.nature is not Nature.ADJECTIVE


def chain(names: list[int], heads: list[int], deps: list[str]) -> None:
    """Make the first name bear what binds the list to the rest, and each other a conjunct of the one before."""
    inside = set(names)
    outward = next((n for n in names if heads[n] not in inside and deps[n] in _LOOSE), None)
    if outward is None or any(deps[n] not in _LOOSE for n in names):
        return
    head, dep = heads[outward], deps[outward]
    above = head
    while above not in inside and heads[above] != above:
        above = heads[above]
    if above in inside:
        return  # what the list would hang on hangs on the list
    if outward != names[0] and heads[names[0]] in inside:
        heads[names[0]], deps[names[0]] = (names[0] if head == outward else head), dep
    for before, name in itertools.pairwise(names):
        spare = deps[name] == "nsubj" and dep == "pobj" and _has_subject_before(names[0], heads[name], heads, deps)
        if heads[name] in inside or deps[name] in {"appos", "conj"} or spare:
            heads[name], deps[name] = before, "conj"


def _has_subject_before(token: int, verb: int, heads: list[int], deps: list[str]) -> bool:
    """Whether a verb has a subject before ``token``: "talks between Oslo, Riga and Kyiv have begun"."""
    return any(heads[k] == verb and deps[k] in {"nsubj", "nsubjpass"} for k in range(token))


def listed_apposition(tree: Tree, named: list[Named | None], token: int) -> bool:
    """Whether what stands beside a name is the second of a list: "the UK, the wider coalition and the government"."""
    here, head = named[token], named[tree.heads[token]]
    if tree.deps[token] != "appos" or here is None or head is None or here.nature is Nature.ADJECTIVE:
        return False
    if (here.actor.kind == "Person") != (head.actor.kind == "Person") or tree.child(token, "cc") is None:
        return False
    return here.actor.id != head.actor.id and any(
        named[k] is not None or tree.tags[k].startswith("NNP") for k in tree.children(token, "conj")
    )


def left_neighbour(tree: Tree, named: list[Named | None], token: int) -> int | None:
    """The name that the name at ``token`` is listed behind, where the tree lists it behind a common noun instead."""
    here = named[token]
    if (
        here is None
        or here.nature is Nature.ADJECTIVE
        or tree.deps[token] != "conj"
        or named[tree.heads[token]] is not None
    ):
        return None
    head = tree.heads[token]
    for left in range(token - 1, head, -1):
        other = named[left]
        if other is not None:
            same = (other.actor.kind == "Person") == (
                here.actor.kind == "Person"
            ) and other.nature is not Nature.ADJECTIVE
            return left if same and head in tree.ancestors(left) else None
        if tree.lower[left] not in _BETWEEN:
            return None
    return None


def beside_titled(tree: Tree, named: list[Named | None], token: int) -> int | None:
    """The person whom another is listed with, rather than with his office: "A, head of the army, and B, its chief"."""
    office = tree.heads[token]
    person = tree.heads[office]
    if tree.deps[token] != "conj" or tree.deps[office] != "appos" or named[office] is not None:
        return None
    return person if _is_person(named[token]) and _is_person(named[person]) and person < office < token else None


def own_verb(tree: Tree, named: list[Named | None], token: int) -> int | None:
    """The finite verb right behind a name that was taken for part of a list: "backs the Houthis and Iran leads …", or
    behind a noun with a name before it: "blew up a pipeline and the Colombian army bombed its camps".
    """
    owned = tree.tags[token][:1] == "N" and any(named[k] is not None for k in tree.children(token, "amod", "poss"))
    if not (plain(named[token]) or owned) or tree.deps[token] != "conj" or token + 1 >= len(tree):
        return None
    verb = token + 1
    if (
        tree.tags[verb] in {"VBZ", "VBD", "VBP"}
        and tree.deps[verb] in {"conj", "ccomp", "ROOT", "dep"}
        and tree.child(verb, "nsubj", "nsubjpass") is None
    ):
        listed = [k for k in tree.conjuncts(token) if k != token]
        own_subject = any(tree.deps[k] in {"nsubj", "nsubjpass"} for k in listed)
        return None if own_subject or tree.heads[token] == verb else verb
    return None


def fresh_subject(tree: Tree, named: list[Named | None], token: int) -> int | None:
    """The first of two subjects that was taken for part of the list before it: "by A and B, C and D agreed"."""
    first = token - 2
    if not plain(named[token]) or first < 3 or tree.lower[token - 1] != "and":
        return None
    before = tree.heads[first]
    if not plain(named[first]) or tree.deps[first] != "conj":
        return None
    closed = tree.deps[before] == "conj" and "and" in tree.lower[tree.heads[before] : before]
    return first if tree.lower[first - 1] == "," and closed else None


def parted_list(tree: Tree, named: list[Named | None], token: int) -> bool:
    """Whether an adjective was listed in the place of the name behind it: "Hamas and the rival Fatah clashed"."""
    if tree.deps[token] != "conj" or tree.tags[token] != "JJ" or token + 1 >= len(tree) or named[token] is not None:
        return False
    first, name = tree.heads[token], token + 1
    both = tree.deps[first] == tree.deps[name] == "nsubj" and tree.heads[first] == tree.heads[name]
    return both and plain(named[first]) and plain(named[name])


def titled_pair(tree: Tree, named: list[Named | None], last: int) -> int | None:
    """The person listed before ``last`` who was taken for part of his name: "President A and Prime Minister B met"."""
    if not _is_person(named[last]):
        return None
    titles = last - 1
    while titles > 0 and tree.tags[titles] == "NNP" and named[titles] is None:
        titles -= 1
    first = titles - 1
    if titles == last - 1 or first < 0 or tree.lower[titles] != "and" or not _is_person(named[first]):
        return None
    return first if tree.heads[first] == last and tree.deps[first] in {"nmod", "compound", "amod"} else None


def hang_pair(tree: Tree, first: int, last: int, heads: list[int], deps: list[str]) -> None:
    """Make ``first`` bear what binds ``last`` to the sentence, and ``last`` with its titles the second of the list."""
    heads[first], deps[first] = (first if heads[last] == last else heads[last]), deps[last]
    heads[last], deps[last] = first, "conj"
    for title in range(first + 2, last):
        heads[title], deps[title] = last, "compound"
    heads[first + 1], deps[first + 1] = first, "cc"


def _is_person(here: Named | None) -> bool:
    return here is not None and here.actor.kind == "Person" and here.nature is not Nature.ADJECTIVE


def cut_lists(tree: Tree, named: list[Named | None]) -> Iterator[tuple[int, int, list[int]]]:
    """A noun, its verb and the list between, whose last name was taken for the subject: "A note by Oman, Chad and Peru
    says …".
    """
    for names in lists(tree, named):
        first, last = names[0], names[-1]
        noun, verb = tree.heads[tree.heads[first]], tree.heads[last]
        cut = tree.deps[first] == "pobj" and tree.deps[last] == "nsubj" and tree.heads[verb] == noun == tree.root
        if cut and last == verb - 1 and noun < first and tree.tags[noun][:1] == "N" and tree.deps[verb] == "conj":
            yield noun, verb, names
