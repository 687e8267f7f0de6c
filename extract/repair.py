"""Mending what a small parser gets wrong most often, where the actors' names show it: the order of the repairs."""

from __future__ import annotations

import itertools

from detente.extract.apposition_repair import (
    borne_by,
    held_beside,
    named_apart,
    named_officers,
    set_beside,
    split_subjects,
    told_by,
    year_before,
)
from detente.extract.clause_repair import mend_clauses, retagged
from detente.extract.coordination_repair import mend_coordination
from detente.extract.list_repair import (
    beside_titled,
    chain,
    cut_lists,
    fresh_subject,
    hang_pair,
    left_neighbour,
    listed_apposition,
    lists,
    open_with_list,
    own_verb,
    parted_list,
    titled_pair,
)
from detente.extract.phrase_repair import mend_compounds
from detente.extract.predicate_repair import (
    finite_modifier,
    lost_verbs,
    main_verb,
    make_clause,
    met_in_place,
    missing_verb,
    plain_verb,
    stray_subject,
    told_clause,
)
from detente.extract.reading import Named
from detente.extract.second_verbs import lead_behind_clause, raise_second_verbs
from detente.extract.tree import Tree
from detente.extract.verb_repair import mend_phrases, mend_verbs


def repaired(tree: Tree, named: list[Named | None]) -> Tree:
    """``tree`` with listed names hung on one another: "with Russia, as well as China", "Canada, Brazil and Chile"."""
    heads, deps = list(tree.heads), list(tree.deps)
    mend_compounds(tree, named, heads, deps)
    mend_clauses(tree, named, heads, deps)
    for names in lists(tree, named):
        chain(names, heads, deps)
        open_with_list(tree, named, names, heads, deps)
    for token in range(len(tree)):
        _mend_token(tree, named, token, heads, deps)
    read_anew = missing_verb(tree, named, heads, deps) or plain_verb(tree, named, heads, deps)
    tags = list(read_anew or main_verb(tree, named, heads, deps))
    if not read_anew:
        lost_verbs(tree, named, heads, deps, tags)
    retagged(tree, named, heads, deps, tags)
    mend_verbs(tree, named, heads, deps, tags)
    mend_phrases(tree, named, heads, deps)
    mend_coordination(tree, named, heads, deps)
    raise_second_verbs(tree, heads, deps)
    lead_behind_clause(tree, named, heads, deps)
    for name, noun in set_beside(tree, named):
        if deps[noun] == "appos":
            continue  # mended before
        heads[name], deps[name] = heads[noun], deps[noun]
        heads[noun], deps[noun] = name, "appos"
    for noun, verb, names in cut_lists(tree, named):
        heads[noun], deps[noun], heads[verb], deps[verb] = verb, "nsubj", verb, "ROOT"
        for before, name in itertools.pairwise(names):
            heads[name], deps[name] = before, "conj"
    for first, second in split_subjects(tree, named):
        heads[first], deps[first] = second, "compound"
    if (heads == tree.heads and deps == tree.deps) or _goes_round(heads):
        return tree
    return Tree(tree.words, tree.lower, tags, deps, heads, tree.starts, tree.ends)


def _mend_token(tree: Tree, named: list[Named | None], token: int, heads: list[int], deps: list[str]) -> None:
    """Hang one word where the names around show that it belongs."""
    if deps[token] in {"nsubj", "nsubjpass"} and deps[heads[token]] in {"aux", "auxpass"}:
        heads[token] = heads[heads[token]]
    if (verb := met_in_place(tree, token)) is not None:
        heads[token] = verb
    if (verb := told_clause(tree, token)) is not None:
        heads[token] = verb
    if stray_subject(tree, named, token):
        deps[token] = "nsubj"
    if listed_apposition(tree, named, token):
        deps[token] = "conj"
    if named_officers(tree, named, token):
        deps[token] = "appos"
    if (noun := named_apart(tree, named, token)) is not None:
        heads[token], deps[token] = noun, "appos"
    if (person := beside_titled(tree, named, token)) is not None:
        heads[token] = person
    left = left_neighbour(tree, named, token)
    if left is not None and deps[token] == "conj" and heads[token] == tree.heads[token]:
        heads[token] = left
    verb = own_verb(tree, named, token) if deps[token] == "conj" else None
    if verb is not None and not any(heads[k] == verb and deps[k] == "nsubj" for k in range(token)):
        heads[token], deps[token] = verb, "nsubj"
    if deps[token] == "nsubj" and (first := fresh_subject(tree, named, token)) is not None:
        heads[first], deps[first] = heads[token], "nsubj"
        heads[token], deps[token] = first, "conj"
    if (person := titled_pair(tree, named, token)) is not None:
        hang_pair(tree, person, token, heads, deps)
    if parted_list(tree, named, token):
        heads[token + 1], deps[token + 1] = tree.heads[token], "conj"
        heads[token], deps[token] = token + 1, "amod"
    if (name := held_beside(tree, named, token)) is not None:
        for kid in tree.children(token, "prep", "punct"):
            heads[kid] = tree.heads[token]
        heads[token], deps[token] = name, "appos"
    if (noun := told_by(tree, token)) is not None:
        heads[token] = noun
    if (role := borne_by(tree, named, token)) is not None:
        for clause in tree.children(heads[token], "relcl"):
            if clause > token and any(tree.lower[k] == "who" for k in tree.kids[clause]):
                heads[clause] = role
        heads[token] = role
    if (year := year_before(tree, named, token)) is not None:
        heads[year], deps[year] = heads[token], "pobj"
        heads[token], deps[token] = heads[heads[year]], "nsubj"
    if finite_modifier(tree, named, token):
        make_clause(tree, token, heads, deps)


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
