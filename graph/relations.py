"""Ties of actors, heaviest first, found by rank and filtered without a query engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from detente.graph import keys, terms
from detente.graph.quads import TYPE
from detente.graph.ranks import RANK, lots
from detente.graph.store import Store
from detente.graph.tally import Tally
from detente.graph.terms import Term
from detente.graph.ties import TALLY, TieKey, read_tally
from detente.graph.views import ActorRef, DyadView, Standing, TieView
from detente.ontology.namespaces import DET, TIE
from detente.ontology.relations import load_relations
from pyoxigraph import NamedNode

FEW = 150
"""Up to so many ties it is faster to read all of an actor than to go down the ranks."""
ROWS = 5000
"""As many as every server gives in one answer."""
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
        for lot in self._lots(actor, wanted):
            for key, tally in sorted(lot, key=_weight):
                if wanted.of_type(key[1]) and wanted.counted(tally):
                    yield key, tally

    def _lots(self, actor: str, wanted: Wanted) -> Iterator[list[_Found]]:
        """An actor's ties in lots, a heavier one before a lighter one."""
        if wanted.other:
            yield self._tallied(_keys(actor, wanted.other))
            return
        party = NamedNode(terms.actor(actor)[1:-1])
        few = self._found("party", [party], FEW)
        yield from (few,) if len(few) < FEW else self._steps(actor, party)

    def _steps(self, actor: str, party: NamedNode) -> Iterator[list[_Found]]:
        ranked: set[TieKey] = set()
        for ranks in lots(actor):
            lot = self._found("rank", ranks, ROWS)
            if len(lot) == ROWS:
                lot = self._tallied(keys.tie_key(iri) for iri, _ in self._store.find(RANK[1:-1], ranks))
            ranked.update(key for key, _ in lot)
            yield lot
        ties = (keys.tie_key(iri) for iri, _ in self._store.scan(DET + "party", party))
        yield self._tallied(tie for tie in ties if tie not in ranked)

    def _found(self, predicate: str, values: Sequence[Term], limit: int) -> list[_Found]:
        """So many of the ties that have one of these values."""
        any_of = " ".join(map(terms.write, values))
        about = f"VALUES ?value {{ {any_of} }} ?tie <{DET}{predicate}> ?value ; <{TALLY}> ?tally"
        rows = self._store.select(f"SELECT ?tie ?tally {{ {about} }} LIMIT {limit}")
        return [(keys.tie_key(terms.value(tie)), Tally.unpack(terms.value(tally))) for tie, tally in rows]

    def _tallied(self, ties: Iterable[TieKey]) -> list[_Found]:
        """Those of the ties that exist, heaviest first."""
        nodes = {keys.tie(*tie)[1:-1]: tie for tie in ties}
        described = self._store.describe(nodes, (TALLY,))
        found = [(nodes[iri], read_tally(properties)) for iri, properties in described.items()]
        return sorted(found, key=_weight)

    def _view(self, key: TieKey, tally: Tally) -> TieView:
        subject, relation, object = key
        kind = load_relations()[relation]
        return TieView(
            key=keys.tie(*key)[1:-1].removeprefix(TIE),
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
        ranked: set[str] = set()
        for ranks in lots(""):
            lot = [iri for iri, _ in self._store.find(RANK[1:-1], ranks)]
            ranked.update(lot)
            yield from self._counted(lot)
        dyads = (iri for iri, _ in self._store.scan(TYPE[1:-1], NamedNode(DET + "Dyad")))
        yield from self._counted(iri for iri in dyads if iri not in ranked)

    def _counted(self, dyads: Iterable[str]) -> Iterator[DyadView]:
        held = self._store.describe(dyads, (_CLAIMS,)).items()
        counted = [(int(terms.value(properties[_CLAIMS][0])), keys.dyad_key(iri)) for iri, properties in held]
        for claims, (a, b) in sorted(counted, key=lambda each: (-each[0], each[1])):
            yield DyadView(self._ref(a), self._ref(b), claims)


def _weight(found: _Found) -> tuple[int, int, TieKey]:
    """The heaviest first."""
    key, tally = found
    return -tally.weight, -tally.claims, key


def _keys(a: str, b: str) -> list[TieKey]:
    """The keys of all ties that there can be between two actors."""
    if a == b:
        return []
    least, most = sorted((a, b))
    undirected = [(least, name, most) for name, kind in load_relations().items() if not kind.directed]
    directed = [name for name, kind in load_relations().items() if kind.directed]
    return [*undirected, *((a, name, b) for name in directed), *((b, name, a) for name in directed)]
