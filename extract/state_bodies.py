"""Whose "the government", "the army" and "the state" are, by who acts for, commands or fights them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.names import Nature
from detente.extract.reading import Argument, Sentence
from detente.extract.salience import as_reference

if TYPE_CHECKING:
    from detente.extract.discourse import Discourse

_ORDERING = ("order", "direct", "instruct", "command", "authori", "deploy")
_TROOPS = frozenset("troops soldiers forces police commandos warplanes jets helicopters tanks".split())


def served(s: Sentence, token: int, discourse: Discourse) -> list[Argument]:
    """Whose forces the sentence has told of: "Chadian soldiers killed rebels near Sudan, the government said"."""
    tree = s.tree
    for before in range(token):
        named, men = s.named[before], tree.heads[before]
        state = named is not None and named.actor.kind == "State" and tree.deps[before] == "amod"
        if state and named is not None and tree.lower[men] in _TROOPS and tree.deps[men] == "nsubj":
            return [as_reference(s, token, discourse.of_name(s, before, named))]
    return []


def seated(s: Sentence, token: int, discourse: Discourse) -> list[Argument]:
    """Whose government sits where it is said to: "the government in Stockholm"."""
    seat = token + 2
    if s.tree.lower[token + 1 : seat] != ["in"] or seat >= len(s.tree):
        return []
    named = s.named[seat]
    capital = named is not None and named.nature is Nature.CAPITAL
    return [as_reference(s, token, discourse.of_name(s, seat, named))] if named and capital else []


def commanded(s: Sentence, token: int, discourse: Discourse) -> list[Argument]:
    """For whose state an army acts that a person orders somewhere: "Mr Biden directed the military to strike"."""
    tree, verb = s.tree, s.tree.heads[token]
    orderer = tree.child(verb, "nsubj")
    if tree.deps[token] != "dobj" or not tree.lower[verb].startswith(_ORDERING) or orderer is None:
        return []
    named = s.named[orderer]
    if named is None or named.actor.kind != "Person":
        return []
    body = discourse.body(discourse.of_name(s, orderer, named))
    return [as_reference(s, token, body)] if body.actor.kind == "State" else []


def rebelled(s: Sentence, token: int, discourse: Discourse) -> list[Argument]:
    """Whose state it is that a group at home there fights: "the rebels have fought the state since 1964"."""
    tree, cast = s.tree, discourse.cast
    verb = tree.heads[tree.heads[token]] if tree.deps[token] == "pobj" else tree.heads[token]
    if tree.deps[token] not in {"dobj", "pobj"} or not tree.lower[verb].startswith(
        ("fight", "fought", "battl", "attack")
    ):
        return []
    doer = tree.child(verb, "nsubj")
    if doer is not None and tree.lower[doer] in {"who", "which", "that"}:
        doer = tree.heads[verb]
    named = s.named[doer] if doer is not None else None
    met = s.references.get(doer, []) if doer is not None else []
    actor = named.actor if named is not None else met[0].actor if len(met) == 1 else None
    if actor is None or actor.kind != "ArmedGroup" or actor.country not in cast.met:
        return []
    return [as_reference(s, token, discourse.plain(cast.get(actor.country)))]
