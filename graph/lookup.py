"""Actors, by point look-ups."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from detente.graph import terms
from detente.graph.books import COUNTED, read_counts
from detente.graph.knowledge import LABEL, SHOWN, read_actor
from detente.graph.quads import TYPE
from detente.graph.store import Store
from detente.graph.terms import Properties
from detente.graph.views import STANDINGS, ActorRef, ActorView, Stats
from detente.ontology.namespaces import DET
from pyoxigraph import NamedNode


class Lookup:
    """Reads one store. Actors' labels and their number are kept in memory; :meth:`forget` drops them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._actors: int | None = None
        self._ref = lru_cache(maxsize=1 << 14)(self._read_ref)

    def forget(self) -> None:
        self._ref.cache_clear()
        self._actors = None

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
        described = self._store.describe(nodes, SHOWN)
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

    def stats(self) -> Stats:
        """Counts of all that there is."""
        counts = read_counts(self._store)
        standings: dict[str, int] = {name: counts.get(name, 0) for name in STANDINGS}
        documents, origins, claims, minted = (counts.get(name, 0) for name in COUNTED[:4])
        if self._actors is None:
            self._actors = sum(1 for _ in self._store.scan(TYPE[1:-1], NamedNode(DET + "Actor")))
        actors = self._actors
        return Stats(documents, origins, claims, sum(standings.values()), actors, minted, standings)


def node(namespace: str, name: str) -> NamedNode:
    """The IRI of a local name that may hold anything."""
    return NamedNode(terms.local(namespace, name)[1:-1])
