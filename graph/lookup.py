"""Actors and ties, answered by point look-ups and from ties, without grouping claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from detente.graph import terms
from detente.graph.knowledge import LABEL, read_actor
from detente.graph.quads import TYPE
from detente.graph.store import Store
from detente.graph.terms import Properties, Term
from detente.graph.ties import TALLY, Tally, TieKey, read_tally
from detente.graph.views import STANDINGS, ActorRef, ActorView, Stats, TieView
from detente.ontology.namespaces import ACTOR, DET, TIE
from detente.ontology.relations import load_relations
from pyoxigraph import NamedNode

_RANKED = """
SELECT ?tie WHERE {{
  ?tie det:party $actor ; det:originCount ?weight ; det:claimCount ?claims .
  {filters}
}} ORDER BY DESC(?weight) DESC(?claims) ?tie {slice}
"""
_FILTERS = {
    "relation": "?tie det:relation $relation .",
    "polarity": "?tie det:polarity $polarity .",
    "other": "?tie det:party $other .",
    "standing": "?tie det:standing $standing .",
    "since": "?tie det:lastDate ?last . FILTER(?last >= $since)",
    "until": "?tie det:firstDate ?first . FILTER(?first <= $until)",
}


class Lookup:
    """Reads one store. Actors' labels are kept in memory; :meth:`forget` drops them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ref = lru_cache(maxsize=1 << 14)(self._read_ref)

    def forget(self) -> None:
        self._ref.cache_clear()

    # actors

    def ref(self, id: str) -> ActorRef:
        """An actor in passing; one that the graph does not describe goes by its id."""
        return self._ref(id)

    def _read_ref(self, id: str) -> ActorRef:
        iri = terms.actor(id)[1:-1]
        properties = self._store.describe([iri], (LABEL[1:-1], TYPE[1:-1])).get(iri)
        actor = read_actor(id, properties or {})
        return ActorRef(id, actor.label, actor.kind)

    def has_actor(self, id: str) -> bool:
        iri = terms.actor(id)[1:-1]
        return bool(self._store.describe([iri], (TYPE[1:-1],)))

    def actors(self, ids: Iterable[str]) -> list[ActorView]:
        """The actors with these ids, in that order."""
        nodes = {terms.actor(id)[1:-1]: id for id in ids}
        described = self._store.describe(nodes)
        return [self._actor(id, described[iri]) for iri, id in nodes.items() if iri in described]

    def _actor(self, id: str, properties: Properties) -> ActorView:
        actor = read_actor(id, properties)
        principal, parent, country = (
            self.ref(link) if link else None for link in (actor.principal, actor.parent, actor.country)
        )
        return ActorView(
            id,
            actor.label,
            actor.kind,
            names=tuple(dict.fromkeys((*actor.names, *actor.seats))),
            iso2=actor.iso2,
            iso3=actor.iso3,
            wikidata=actor.wikidata,
            since=actor.since,
            until=actor.until,
            principal=principal,
            parent=parent,
            country=country,
            minted=actor.minted,
        )

    # ties

    def ranked(self, actor: str, wanted: dict[str, Term], limit: int | None, offset: int) -> list[TieView]:
        """Ties of an actor (id) that pass the filters, heaviest first."""
        filters = "\n  ".join(_FILTERS[name] for name in wanted)
        slice = (f"LIMIT {limit:d} " if limit is not None else "") + (f"OFFSET {offset:d}" if offset else "")
        sparql = _RANKED.format(filters=filters, slice=slice)
        rows = self._store.select(sparql, {**wanted, "actor": node(ACTOR, actor)})
        return self.ties(terms.tie_key(terms.value(tie)) for (tie,) in rows)

    def ties(self, keys: Iterable[TieKey]) -> list[TieView]:
        """The ties with these keys, in that order, without those that don't exist."""
        nodes = {terms.tie(*key)[1:-1]: key for key in keys}
        described = self._store.describe(nodes, (TALLY,))
        return [self._tie(iri, key, described[iri]) for iri, key in nodes.items() if iri in described]

    def _tie(self, iri: str, key: TieKey, properties: Properties) -> TieView:
        subject, relation, object = key
        kind, tally = load_relations()[relation], read_tally(properties)
        return TieView(
            key=iri.removeprefix(TIE),
            subject=self.ref(subject),
            relation=relation,
            object=self.ref(object),
            polarity=kind.polarity,
            score=kind.score,
            standing=tally.standing,
            reason=tally.reason,
            claim_count=tally.claims,
            origin_count=tally.weight,
            first_date=tally.first,
            last_date=tally.last,
        )

    def between(self, a: str, b: str) -> list[TieView]:
        """The ties between two actors (ids), in both directions, heaviest first."""
        keys = [key for relation in load_relations() for key in ((a, relation, b), (b, relation, a))]
        return sorted(self.ties(keys), key=lambda tie: (-tie.origin_count, -tie.claim_count, tie.key))

    def stats(self) -> Stats:
        """Counts of all that there is."""
        standings: Counter[str] = Counter()
        ties = 0
        for _, packed in self._store.scan(TALLY):
            standings[Tally.unpack(terms.value(packed)).standing] += 1
            ties += 1
        documents, origins, claims, actors = (self._count(kind) for kind in ("Document", "Origin", "Claim", "Actor"))
        minted = sum(1 for _ in self._store.scan(DET + "minted"))
        return Stats(documents, origins, claims, ties, actors, minted, {name: standings[name] for name in STANDINGS})

    def _count(self, kind: str) -> int:
        rows = self._store.select(
            "SELECT (COUNT(?node) AS ?n) WHERE { ?node a $kind }", {"kind": NamedNode(DET + kind)}
        )
        return next(int(terms.value(row[0])) for row in rows)


def node(namespace: str, name: str) -> NamedNode:
    """The IRI of a local name that may hold anything."""
    return NamedNode(terms.local(namespace, name)[1:-1])
