"""Mending what a small parser gets wrong most often, where the actors' names show it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from detente.extract.names import Nature
from detente.extract.reading import Named
from detente.extract.tree import Tree
from detente.extract.verb_repair import mend_phrases, mend_verbs

_BETWEEN = frozenset(
    {",", "and", "or", "&", "as", "well", "plus", "along", "with", "together", "the", "both", "then", "also"}
)
_ACTIVE = frozenset({"VBD", "VBZ", "VBP", "VB"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_GROUPS = frozenset("group movement militia party organisation organization faction outfit alliance".split())
_MEANS = frozenset("telephone phone letter email video text post force name surprise sea air land road".split())
"""What something is done by without being its author: "told him by telephone"."""
_INTRANSITIVE = frozenset("landed arrived came went flew sailed marched died met agreed fell rose".split())
_LOOSE = frozenset({"appos", "conj", "nsubj", "npadvmod", "dep", "compound", "nmod", "dobj", "pobj", "ROOT", "amod"})


def repaired(tree: Tree, named: list[Named | None]) -> Tree:
    """``tree`` with listed names hung on one another: "with Russia, as well as China", "Canada, Brazil and Chile"."""
    heads, deps = list(tree.heads), list(tree.deps)
    for names in _lists(tree, named):
        _chain(names, heads, deps)
    for token in range(len(tree)):
        if deps[token] in {"nsubj", "nsubjpass"} and deps[heads[token]] in {"aux", "auxpass"}:
            heads[token] = heads[heads[token]]
        if _listed_apposition(tree, named, token):
            deps[token] = "conj"
        if _named_officers(tree, named, token):
            deps[token] = "appos"
        if (noun := _named_apart(tree, named, token)) is not None:
            heads[token], deps[token] = noun, "appos"
        left = _left_neighbour(tree, named, token)
        if left is not None and deps[token] == "conj" and heads[token] == tree.heads[token]:
            heads[token] = left
        if (verb := _own_verb(tree, named, token)) is not None and deps[token] == "conj":
            heads[token], deps[token] = verb, "nsubj"
        if deps[token] == "nsubj" and (first := _fresh_subject(tree, named, token)) is not None:
            heads[first], deps[first] = heads[token], "nsubj"
            heads[token], deps[token] = first, "conj"
        if _parted_list(tree, named, token):
            heads[token + 1], deps[token + 1] = tree.heads[token], "conj"
            heads[token], deps[token] = token + 1, "amod"
        if (noun := _told_by(tree, token)) is not None:
            heads[token] = noun
        if (role := _borne_by(tree, named, token)) is not None:
            heads[token] = role
        if (year := _year_before(tree, named, token)) is not None:
            heads[year], deps[year] = heads[token], "pobj"
            heads[token], deps[token] = heads[heads[year]], "nsubj"
        if _finite_modifier(tree, named, token):
            _make_clause(tree, token, heads, deps)
    tags = list(_missing_verb(tree, named, heads, deps) or _main_verb(tree, named, heads, deps))
    mend_verbs(tree, named, heads, deps, tags)
    mend_phrases(tree, named, heads, deps)
    for name, noun in _set_beside(tree, named):
        heads[name], deps[name] = heads[noun], deps[noun]
        heads[noun], deps[noun] = name, "appos"
    for noun, verb, names in _cut_lists(tree, named):
        heads[noun], deps[noun], heads[verb], deps[verb] = verb, "nsubj", verb, "ROOT"
        for before, name in itertools.pairwise(names):
            heads[name], deps[name] = before, "conj"
    for first, second in _split_subjects(tree, named):
        heads[first], deps[first] = second, "compound"
    if (heads == tree.heads and deps == tree.deps) or _goes_round(heads):
        return tree
    return Tree(tree.words, tree.lower, tags, deps, heads, tree.starts, tree.ends)


def _goes_round(heads: list[int]) -> bool:
    """Whether some word hangs below itself, as when two repairs of one sentence do not go together."""
    sound: set[int] = set()
    for token in range(len(heads)):
        path: set[int] = set()
        while token not in sound and heads[token] != token:
            if token in path:
                return True
            path.add(token)
            token = heads[token]
        sound |= path
    return False


def _named_officers(tree: Tree, named: list[Named | None], token: int) -> bool:
    """Whether a person listed behind a plural says who is meant: "its two leaders, Issa Kabir and Ali Dost"."""
    here, head = named[token], tree.heads[token]
    if here is None or here.actor.kind != "Person" or tree.deps[token] != "conj" or named[head] is not None:
        return False
    return (
        tree.tags[head] == "NNS"
        and tree.lower[head + 1 : token] == [","]
        and any(tree.deps[k] == "poss" or tree.tags[k] in {"CD", "PRP$"} for k in tree.kids[head])
    )


def _named_apart(tree: Tree, named: list[Named | None], token: int) -> int | None:
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


def _listed_apposition(tree: Tree, named: list[Named | None], token: int) -> bool:
    """Whether what stands beside a name is the second of a list: "the UK, the wider coalition and the government"."""
    here, head = named[token], named[tree.heads[token]]
    if tree.deps[token] != "appos" or here is None or head is None or here.nature is Nature.ADJECTIVE:
        return False
    if (here.actor.kind == "Person") != (head.actor.kind == "Person") or tree.child(token, "cc") is None:
        return False
    return here.actor.id != head.actor.id and any(
        named[k] is not None or tree.tags[k].startswith("NNP") for k in tree.children(token, "conj")
    )


def _borne_by(tree: Tree, named: list[Named | None], token: int) -> int | None:
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
    is_office = tree.tags[office] == "NN" and tree.lower[preposition] in {"of", "at", "for"}
    return office if is_body and is_office else None


def _finite_modifier(tree: Tree, named: list[Named | None], token: int) -> bool:
    """Whether a past tense was taken for an adjective: "After Russia annexed Crimea"."""
    if tree.tags[token] != "VBD" or tree.deps[token] != "amod" or tree.heads[token] < token or token < 2:
        return False
    behind_preposition = tree.deps[token - 1] == "pobj" and tree.heads[token - 1] == token - 2
    return _plain(named[token - 1]) and behind_preposition


def _year_before(tree: Tree, named: list[Named | None], token: int) -> int | None:
    """The year that was read as counting the subject behind it: "In 1974 Turkey invaded Cyprus"."""
    year, preposition = token - 1, tree.heads[token]
    if tree.deps[token] != "pobj" or not _plain(named[token]) or preposition != token - 2:
        return None
    if tree.heads[year] != token or tree.tags[year] != "CD" or len(tree.words[year]) != 4:
        return None
    verb = tree.heads[preposition]
    return year if verb > token and tree.child(verb, "nsubj", "nsubjpass") is None else None


def _make_clause(tree: Tree, verb: int, heads: list[int], deps: list[str]) -> None:
    """Make the name before ``verb`` its subject, the noun behind it its object, and the preposition its conjunction."""
    marker, subject, noun = verb - 2, verb - 1, tree.heads[verb]
    heads[verb], deps[verb] = tree.heads[marker], "advcl"
    heads[subject], deps[subject] = verb, "nsubj"
    heads[noun], deps[noun] = verb, "dobj"
    for kid in tree.children(marker, "pcomp"):
        heads[kid], deps[kid] = verb, "advcl"
    heads[marker], deps[marker] = verb, "mark"


def _told_by(tree: Tree, token: int) -> int | None:
    """The noun that a by-phrase belongs to where the tree hangs it on an active verb: "rejected the plea by Norway"."""
    verb = tree.heads[token]
    if tree.lower[token] != "by" or tree.deps[token] not in {"agent", "prep"} or tree.tags[verb] not in _ACTIVE:
        return None
    noun = tree.child(verb, "dobj")
    if noun is None or noun != token - 1 or tree.child(verb, "auxpass", "nsubjpass") is not None:
        return None
    doers = [k for k in tree.children(token, "pobj") if tree.lower[k] not in _MEANS]
    return noun if any(tree.tags[k][:1] == "N" for k in doers) else None


def _missing_verb(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> list[str] | None:
    """The tags with the plural behind a name read as the verb, in a sentence that has none: "Tehran thanks Oman"."""
    if any(tag in _FINITE for tag in tree.tags):
        return None
    for verb in range(1, len(tree) - 1):
        if tree.tags[verb] != "NNS" or named[verb] is not None or not _plain(named[verb - 1]):
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
        heads[first], deps[first] = verb, "nsubj"
        heads[verb], deps[verb] = verb, "ROOT"
        return [*tree.tags[:verb], "VBZ", *tree.tags[verb + 1 :]]
    return None


def _main_verb(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> list[str]:
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
    return tree.tags[verb] == "VBD" and tree.heads[verb] == verb - 1 and _plain(named[verb - 1])


def _lists(tree: Tree, named: list[Named | None]) -> Iterator[list[int]]:
    """Names of three or more in a row, with commas between them and "and" or "or" before the last."""
    token = 0
    while token < len(tree):
        names = [token] if _plain(named[token]) else []
        closed = False
        while names and not closed:
            following, closed = _next_name(tree, named, names[-1])
            if following is None:
                break
            names.append(following)
        if closed and len(names) > 2:
            yield names
        token = (names[-1] if len(names) > 1 else token) + 1


def _plain(here: Named | None) -> bool:
    return here is not None and here.nature is not Nature.ADJECTIVE


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
    if here < len(tree) and _plain(named[here]):
        return here, closed
    return None, False


def _chain(names: list[int], heads: list[int], deps: list[str]) -> None:
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


def _set_beside(tree: Tree, named: list[Named | None]) -> Iterator[tuple[int, int]]:
    """An opening name and the noun set beside it that was taken for the subject: "Tonga, a founding member, left"."""
    if len(tree) < 4 or not _plain(named[0]) or tree.lower[1] != "," or tree.lower[2] not in {"a", "an", "the"}:
        return
    noun = tree.heads[2]
    if noun == tree.heads[0] or tree.deps[noun] not in {"nsubj", "nsubjpass"} or tree.heads[noun] != tree.heads[0]:
        return
    if noun < tree.heads[0] and tree.deps[0] in {"advmod", "npadvmod", "dep", "nsubj"}:
        yield 0, noun


def _cut_lists(tree: Tree, named: list[Named | None]) -> Iterator[tuple[int, int, list[int]]]:
    """A noun, its verb and the list between, whose last name was taken for the subject: "A note by Oman, Chad and Peru
    says …".
    """
    for names in _lists(tree, named):
        first, last = names[0], names[-1]
        noun, verb = tree.heads[tree.heads[first]], tree.heads[last]
        cut = tree.deps[first] == "pobj" and tree.deps[last] == "nsubj" and tree.heads[verb] == noun == tree.root
        if cut and last == verb - 1 and noun < first and tree.tags[noun][:1] == "N" and tree.deps[verb] == "conj":
            yield noun, verb, names


def _split_subjects(tree: Tree, named: list[Named | None]) -> Iterator[tuple[int, int]]:
    """A common noun and the name behind it, both taken for the subject: "the rebel PKK issued …"."""
    for first in range(len(tree) - 1):
        second = first + 1
        both = tree.deps[first] == tree.deps[second] == "nsubj" and tree.heads[first] == tree.heads[second]
        if both and named[first] is None and _plain(named[second]):
            yield first, second


def _own_verb(tree: Tree, named: list[Named | None], token: int) -> int | None:
    """The finite verb right behind a name that was taken for part of a list: "backs the Houthis and Iran leads …"."""
    if not _plain(named[token]) or tree.deps[token] != "conj" or token + 1 >= len(tree):
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


def _parted_list(tree: Tree, named: list[Named | None], token: int) -> bool:
    """Whether an adjective was listed in the place of the name behind it: "Hamas and the rival Fatah clashed"."""
    if tree.deps[token] != "conj" or tree.tags[token] != "JJ" or token + 1 >= len(tree) or named[token] is not None:
        return False
    first, name = tree.heads[token], token + 1
    both = tree.deps[first] == tree.deps[name] == "nsubj" and tree.heads[first] == tree.heads[name]
    return both and _plain(named[first]) and _plain(named[name])


def _fresh_subject(tree: Tree, named: list[Named | None], token: int) -> int | None:
    """The first of two subjects that was taken for part of the list before it: "by A and B, C and D agreed"."""
    first = token - 2
    if not _plain(named[token]) or first < 3 or tree.lower[token - 1] != "and":
        return None
    before = tree.heads[first]
    if not _plain(named[first]) or tree.deps[first] != "conj":
        return None
    closed = tree.deps[before] == "conj" and "and" in tree.lower[tree.heads[before] : before]
    return first if tree.lower[first - 1] == "," and closed else None


def _left_neighbour(tree: Tree, named: list[Named | None], token: int) -> int | None:
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
