"""Phrases that take up actors by set words of their own: "the two", "the latter", "both Koreas", "the enemy"."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from detente.extract.classes import GROUPS, STATES
from detente.extract.epithets import listed_before
from detente.extract.office_words import plural_heads
from detente.extract.reading import Argument, Sentence
from detente.extract.salience import as_reference, of_kind

if TYPE_CHECKING:
    from detente.extract.discourse import Discourse

_HALVES = MappingProxyType({"north": "north-korea", "south": "south-korea"})
_NAMESAKES = MappingProxyType(
    {"koreas": ("north-korea", "south-korea"), "sudans": ("sudan", "south-sudan")}
    | {"congos": ("democratic-republic-of-the-congo", "republic-of-the-congo")}
)
"""States that share a name: "both Koreas"."""
_RULING = frozenset({"government", "regime", "pro-government", "pro-regime"})
_GOVERNED = frozenset("forces troops soldiers aircraft helicopters warplanes jets side positions artillery".split())
"""What is the state's that "government" stands beside: "government troops"."""
_SIDES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})

_SHARERS = frozenset({"side", "country", "party", "government", "army"})
"""What each of two is called: "each side accused the other"."""


class SetPhrases:
    """Tells whom they take up."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse

    def read(self, s: Sentence, token: int, lower: str) -> list[Argument] | None:
        """Whom the set word at ``token`` takes up; None where it is no such word."""
        counted = self._counted(s, token, lower)
        return counted if counted is not None else self._named(s, token, lower)

    def _counted(self, s: Sentence, token: int, lower: str) -> list[Argument] | None:
        """ "Both", "the two", "the three", "the latter"."""
        tree = s.tree
        definite = tree.lower[token - 1] == "the"
        if lower in _SHARERS and tree.lower[token - 1] == "each":
            lower = "each"
        if (lower in {"both", "two", "each"} and tree.deps[token] in _SIDES) or (lower in {"pair", "duo"} and definite):
            if lower == "each" or tree.deps[token] in {"dobj", "pobj"}:
                return self._listed_here(s, token) or self._discourse.pairs.latest(s.number, 1)
            return self._discourse.two_here(s, token) or self._discourse.pairs.people()
        if lower in {"three", "four"} and definite and tree.deps[token] in _SIDES:
            return self._discourse.several
        if lower in {"former", "latter"} and definite and tree.deps[token] not in {"amod", "compound"}:
            pair = listed_before(s, token, self._discourse) or self._discourse.pairs.latest(s.number, 1)
            return pair[lower == "latter" :][:1]
        return self._discourse.pairs.people() if lower == "heads" and plural_heads(tree, token) else None

    def _named(self, s: Sentence, token: int, lower: str) -> list[Argument] | None:
        """ "Allies" and "the Administration" of who issues the text, "the North", "the mainland", "the enemy"."""
        tree = s.tree
        if tree.words[token] == "Allies" and not tree.children(token, "amod", "poss", "compound"):
            return self._issuer()  # as an alliance calls its members
        if tree.words[token] == "Administration" and (issuer := self._discourse.turns.issuer) is not None:
            alone = all(tree.deps[k] in {"det", "case"} for k in tree.kids[token] if k < token)
            return [self._discourse.plain(issuer)] if alone else []
        if lower in _HALVES and tree.words[token][0].isupper() and tree.lower[token - 1] == "the":
            return self._half(s, token, lower)
        if lower == "enemy" or (token and tree.lower[token - 1] == "enemy" and tree.heads[token - 1] == token):
            return self._enemy(s, token)
        if lower in _NAMESAKES or lower == "mainland":
            return self._by_part(s, token, lower)
        return (self._ruling(s, token) or None) if lower in _GOVERNED else None

    def _issuer(self) -> list[Argument]:
        """The organisation that issued the text, as those in it speak for it."""
        issuer = self._discourse.turns.issuer
        return [self._discourse.plain(issuer)] if issuer is not None and issuer.kind == "Organisation" else []

    def _ruling(self, s: Sentence, token: int) -> list[Argument]:
        """Whose "government forces" are: the state whose rebels the sentence names, or the one last spoken of."""
        tree = s.tree
        beside = {tree.lower[k] for k in tree.children(token, "compound", "amod", "nmod")}
        if beside.isdisjoint(_RULING) or any(s.named[k] is not None for k in tree.subtree(token)):
            return []
        cast = self._discourse.cast
        fought = [n.actor for n in s.named if n is not None and n.actor.kind in GROUPS]
        for country in (actor.country for actor in fought):
            if country is not None and cast.get(country).kind in STATES:
                return [as_reference(s, token, self._discourse.plain(cast.get(country)))]
        return self._discourse.last(s, token, of_kind(STATES))

    def _by_part(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        """ "Both Koreas", "the two Sudans"; "the mainland" where the text has named Taiwan."""
        tree, cast = s.tree, self._discourse.cast
        if lower in _NAMESAKES:
            return [self._discourse.plain(cast.get(state)) for state in _NAMESAKES[lower]]
        placed = tree.children(token, "prep", "appos", "amod", "compound") or tree.deps[token] in {"amod", "compound"}
        if placed or tree.lower[token - 1] != "the" or "taiwan" not in cast.met:
            return []
        return [self._discourse.plain(cast.get("china"))]

    def _half(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        """ "The North", once one of the Koreas has been named."""
        recent = {r.argument.actor.id for r in self._discourse.recent}
        recent |= {n.actor.id for n in s.named[:token] if n is not None}
        southern = lower == "south" and "south-sudan" in recent and recent.isdisjoint(_HALVES.values())
        if southern and s.tree.deps[token] not in {"amod", "compound", "nmod"}:
            return [self._discourse.plain(self._discourse.cast.get("south-sudan"))]
        if recent.isdisjoint(_HALVES.values()) or s.tree.deps[token] in {"amod", "compound", "nmod"}:
            return []
        return [self._discourse.plain(self._discourse.cast.get(_HALVES[lower]))]

    def _enemy(self, s: Sentence, token: int) -> list[Argument]:
        """Whom "the enemy" and "enemy fighters" are to those whom the sentence has named so far."""
        tree = s.tree
        definite = any(tree.lower[k] == "the" for k in tree.kids[token])
        if tree.lower[token] == "enemy" and (tree.deps[token] in {"compound", "amod", "attr"} or not definite):
            return []
        if tree.children(token, "prep", "poss", "appos"):
            return []
        named = [self._discourse.of_name(s, t, n) for t in range(token) if (n := s.named[t])]
        return self._discourse.foe(named + [a for t in range(token) for a in s.references.get(t, ())])

    def _listed_here(self, s: Sentence, token: int) -> list[Argument]:
        """The two that the subject before ``token`` names together: "Mali and Niger fought, each blaming the other"."""
        for subject in range(token):
            if s.tree.deps[subject] in {"nsubj", "nsubjpass"}:
                listed = [t for t in s.tree.conjuncts_after(subject) if t < token and s.named[t] is not None]
                if len(listed) == 2:
                    return [self._discourse.of_name(s, t, n) for t in listed if (n := s.named[t]) is not None]
        return []
