"""To whom a noun belongs: by adjective, compound, possessor or "of", or by the place where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.reach import NEAR
from detente.extract.reading import Argument, Sentence
from detente.extract.tree import Tree

if TYPE_CHECKING:
    from detente.extract.nominals import Nominals

_ATTRIBUTES = frozenset({"amod", "compound", "nmod", "nn", "npadvmod", "nummod", "advmod", "dep", "quantmod"})
_SEATED = frozenset(
    "officials authorities government governments leaders leadership minister ministers courts court police "
    "regime administration junta rulers ruler lawmakers parliament diplomats embassy ambassador envoy "
    "ministry ministries premier legislature senate congress "
    "prosecutors prosecutor judge magistrate magistrates attorney commanders troops forces army military generals "
    "judges investigators detectives tribunal spies politicians rulership cabinet elements parties factions "
    "sides".split()
)
_ELSEWHERE = frozenset(
    "relief aid hospital medical health rescue humanitarian western diplomatic union opposition rebel church industry "
    "company school university morgue".split()
)
"""Of officials who sit in a country without acting for it."""
_OWNED = frozenset("flagged linked owned registered operated crewed drafted authored penned tabled".split())
"""Participles that say whose a thing is: "a British-flagged tanker", "a US-drafted resolution"."""


class Owners:
    """Finds the actors that nouns belong to."""

    def __init__(self, nominals: Nominals) -> None:
        self._nominals = nominals

    def of(self, s: Sentence, token: int, how: str, depth: int) -> list[Argument]:
        tree = s.tree
        found: list[Argument] = []
        for kid in tree.kids[token]:
            dep = tree.deps[kid]
            if dep in _ATTRIBUTES:
                found += self._attribute(s, kid, token, how)
            elif dep == "poss" and not _met_by(tree, kid, token):
                found += self._possessor(s, kid, token, how)
            elif (dep == "prep" and tree.lower[kid] == "of") or (
                dep == "prep"
                and how == "people"
                and tree.lower[kid]
                in ({"from", "in", "for", "to"} if is_seated(tree, token) else {"from", "for", "to"})
            ):
                done_by = tree.deps[token] == "pobj" and tree.lower[tree.heads[token]] == "by"
                done_by = done_by or tree.lower[token] in {"side", "sides", "part", "parts", "half", "halves"}
                again = [k for k in tree.children(kid, "conj") if tree.lower[k] == tree.lower[kid]]
                for inner in (t for k in (kid, *again) for t in tree.children(k, "pobj")):
                    if (tree.lower[kid] == "of" and not (done_by and found)) or not found:
                        found += [
                            _widened(self._nominals, s, a, token, how)
                            for a in self._inner(s, inner, depth, seated=tree.lower[kid] == "in")
                        ]
        return found

    def _inner(self, s: Sentence, token: int, depth: int, *, seated: bool = False) -> list[Argument]:
        found: list[Argument] = []
        for part in s.tree.conjuncts_after(token):
            named = s.named[part]
            if named is not None:
                found.append(self._nominals.argument(s, part, part, named.actor, "name"))
            elif seated and part in s.places:  # "prosecutors in Istanbul"
                found.append(self._nominals.argument(s, part, part, s.places[part].actor, "place"))
            else:
                deeper = self._nominals.resolve_one(s, part, NEAR, depth + 1)
                if not deeper and depth < 2:
                    deeper = [a for t in s.tree.prepositions(part, {"of"}) for a in self._inner(s, t, depth + 1)]
                found += deeper
        return found

    def _attribute(self, s: Sentence, kid: int, token: int, how: str) -> list[Argument]:
        found = []
        for part in s.tree.conjuncts_after(kid):
            named = s.named[part]
            if named is not None:
                found.append(self._nominals.argument(s, part, token, named.actor, how))
            elif s.tree.lower[part] == "led" and part >= 2 and (leader := s.named[part - 2]) is not None:
                found.append(self._nominals.argument(s, part - 2, token, leader.actor, how))
            else:
                for inner in s.tree.children(part, "compound", "amod", "nmod", "npadvmod"):
                    owned = s.tree.deps[part] not in {"amod", "advmod"} or s.tree.lower[part] in _OWNED
                    if (deep := s.named[inner]) is not None and owned:
                        found.append(self._nominals.argument(s, inner, token, deep.actor, how))
        return found

    def _possessor(self, s: Sentence, kid: int, token: int, how: str) -> list[Argument]:
        found: list[Argument] = []
        for part in s.tree.conjuncts_after(kid):
            if part in s.references:
                taken = s.references[part]
                found += (
                    [Argument(a.actor, token, s.mention_span(part, token), "reference", a.principal) for a in taken]
                    if how == "people" and part < token
                    else taken
                )
            elif (named := s.named[part]) is not None:
                found.append(self._nominals.argument(s, part, token if how == "people" else part, named.actor, how))
            else:
                found += [
                    _widened(self._nominals, s, a, token, how) for a in self._nominals.resolve_one(s, part, NEAR, 1)
                ]
        return found

    def places(self, s: Sentence, token: int) -> list[Argument]:
        found: list[Argument] = []
        for inner in s.tree.prepositions(token, {"in", "at", "near", "inside", "of", "across"}):
            for part in s.tree.conjuncts_after(inner):
                named = s.named[part] or s.places.get(part)
                if named is not None and named.actor.kind in {"State", "Territory"}:
                    found.append(self._nominals.argument(s, part, part, self._nominals.land(named.actor), "place"))
                else:
                    found += list(self._nominals.resolve_one(s, part, frozenset({"place", "owner"}), 2))
        for part in s.tree.children(token, "appos", "compound"):
            named = s.places.get(part) or (s.named[part] if s.tree.deps[part] == "appos" else None)
            if named is not None and named.actor.kind in {"State", "Territory"}:
                found.append(self._nominals.argument(s, part, part, self._nominals.land(named.actor), "place"))
            elif s.tree.deps[part] == "appos" and named is None:
                found += self.places(s, part)[:1]
        return found


def is_seated(tree: Tree, token: int) -> bool:
    """Whether who sits in a country acts for it: "officials in Kabul", but not "relief officials in Kabul"."""
    beside = tree.children(token, "amod", "compound", "nmod")
    return tree.lower[token] in _SEATED and not any(tree.lower[k] in _ELSEWHERE for k in beside)


def _met_by(tree: Tree, possessor: int, noun: int) -> bool:
    """Whether a possessor says whom a counterpart meets, not for whom he acts: "his counterparts from Chad"."""
    if not tree.lower[noun].startswith("counterpart") or tree.tags[possessor] != "PRP$":
        return False
    return any(tree.lower[k] in {"from", "in"} for k in tree.children(noun, "prep"))


def _widened(nominals: Nominals, s: Sentence, inner: Argument, token: int, how: str) -> Argument:
    if how != "people":
        return (
            inner if inner.how == "reference" else Argument(inner.actor, inner.token, inner.span, how, inner.principal)
        )
    first, last = sorted((inner.token, token))
    return Argument(inner.actor, token, s.mention_span(first, last), how, inner.principal)
