"""Ties of actors, heaviest first, found by rank and filtered without a query engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from detente.graph import terms
from detente.graph.ranks import descending, few
from detente.graph.store import Store
from detente.graph.tally import Tally
from detente.graph.ties import TALLY, TieKey, read_tally
from detente.graph.views import ActorRef, DyadView, Standing, TieView
from detente.ontology.namespaces import DET, TIE
from detente.ontology.relations import load_relations

FEW = 150
"""Up to so many ties it is faster to read all of an actor than to go down the ranks."""
_CLAIMS = DET + "claimCount"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which ties to give; ``None`` lets all pass."""

    relation: str | None = None
    polarity: str | None = None
    other: str | None = None
    since: str | None = None
    until: str | None = None
    standing: Standing | None = None
    family: str | None = None

    def of_type(self, relation: str) -> bool:
        kind = load_relations()[relation]
        polar = self.polarity in (None, "", kind.polarity)
        return polar and self.relation in (None, relation) and self.family in (None, kind.family)

    def counted(self, tally: Tally) -> bool:
        if self.standing not in (None, tally.standing):
            return False
        after = not self.since or bool(tally.last and tally.last >= self.since)
        return after and (not self.until or bool(tally.first and tally.first <= self.until))


_Found = tuple[TieKey, Tally]


class Relations:
    """Reads the ties of a store.

    Args:
        store: where they are.
        ref: gives an actor in passing, by id.
    """

    def __init__(self, store: Store, ref: Callable[[str], ActorRef]) -> None:
        self._store = store
        self._ref = ref

    def of(self, actor: str, wanted: Wanted, limit: int | None, offset: int) -> list[TieView]:
        """Ties of an actor (id), those with most origins first, then with most claims, then by key."""
        end = None if limit is None else offset + limit
        return [self._view(*found) for found in islice(self._ranked(actor, wanted), offset, end)]

    def between(self, a: str, b: str) -> list[TieView]:
        """The ties between two actors (ids), in both directions, in the same order."""
        return [self._view(*found) for found in self._tallied(_keys(a, b))]

    def _ranked(self, actor: str, wanted: Wanted) -> Iterator[_Found]:
        for keys in self._steps(actor, wanted):
            tallied = self._tallied([key for key in keys if wanted.of_type(key[1])])
            yield from (found for found in tallied if wanted.counted(found[1]))

    def _steps(self, actor: str, wanted: Wanted) -> Iterator[list[TieKey]]:
        """The keys of an actor's ties in lots, a heavier one before a lighter one."""
        if wanted.other:
            yield _keys(actor, wanted.other)
        elif (all_of_them := few(self._store, actor, FEW)) is not None:
            yield list(map(terms.tie_key, all_of_them))
        else:
            for lot in descending(self._store, actor):
                yield list(map(terms.tie_key, lot))

    def _tallied(self, keys: Iterable[TieKey]) -> list[_Found]:
        """Those of the ties that exist, heaviest first."""
        nodes = {terms.tie(*key)[1:-1]: key for key in keys}
        described = self._store.describe(nodes, (TALLY,))
        found = [(nodes[iri], read_tally(properties)) for iri, properties in described.items()]
        return sorted(found, key=lambda each: (-each[1].weight, -each[1].claims, each[0]))

    def _view(self, key: TieKey, tally: Tally) -> TieView:
        subject, relation, object = key
        kind = load_relations()[relation]
        return TieView(
            key=terms.tie(*key)[1:-1].removeprefix(TIE),
            subject=self._ref(subject),
            relation=relation,
            object=self._ref(object),
            polarity=kind.polarity,
            score=kind.score,
            standing=tally.standing,
            reason=tally.reason,
            claim_count=tally.claims,
            origin_count=tally.weight,
            first_date=tally.first,
            last_date=tally.last,
        )

    def top_dyads(self, limit: int) -> list[DyadView]:
        """The pairs of actors that most claims speak of, then by ids."""
        return list(islice(self._dyads(), limit))

    def _dyads(self) -> Iterator[DyadView]:
        for lot in descending(self._store, ""):
            held = self._store.describe(lot, (_CLAIMS,)).items()
            counted = [(int(terms.value(properties[_CLAIMS][0])), terms.dyad_key(iri)) for iri, properties in held]
            for claims, (a, b) in sorted(counted, key=lambda each: (-each[0], each[1])):
                yield DyadView(self._ref(a), self._ref(b), claims)


def _keys(a: str, b: str) -> list[TieKey]:
    """The keys of all ties that there can be between two actors."""
    if a == b:
        return []
    least, most = sorted((a, b))
    undirected = [(least, name, most) for name, kind in load_relations().items() if not kind.directed]
    directed = [name for name, kind in load_relations().items() if kind.directed]
    return [*undirected, *((a, name, b) for name in directed), *((b, name, a) for name in directed)]
