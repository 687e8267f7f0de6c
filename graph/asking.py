"""All that can be asked of a graph, whether or not it may be written to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.graph.errors import NotFound
from detente.graph.lookup import Lookup
from detente.graph.names import Names
from detente.graph.reading import Reading
from detente.graph.relations import Relations, Wanted
from detente.graph.store import Dataset, Store
from detente.graph.terms import local_name
from detente.graph.views import (
    ActorView,
    ClaimView,
    DocumentView,
    DyadView,
    PairView,
    Standing,
    Stats,
    TieView,
)
from detente.ontology.namespaces import ACTOR, CLAIM, TIE
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

MANY = 100
"""Claims of a pair from which on it is faster to go back by months than to read the dates of all."""
_KEY = re.compile(r"[A-Za-z0-9_~.%-]+")


class Asking:
    """The questions of a :class:`.library.ClaimGraph`.

    Args:
        store: what is asked.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lookup = Lookup(store)
        self._relations = Relations(store, self._lookup.ref)
        self._reading = Reading(store, self._lookup.ref)
        self._names: Names | None = None

    def find_actors(self, text: str, limit: int | None = 20) -> list[ActorView]:
        """Actors whose names match ``text`` (any case, any accents), best first."""
        return self._lookup.actors(self._index().search(text, limit))

    def actor(self, name: str) -> ActorView:
        """The actor with that id, IRI or name. Raises ``NotFound`` or ``AmbiguousName``."""
        for actor in self._lookup.actors([self._actor_id(name)]):
            return actor
        raise NotFound("actor", name)

    def _index(self) -> Names:
        if self._names is None:
            self._names = Names.read(self.store)
        return self._names

    def _actor_id(self, name: str) -> str:
        id = local_name(name, ACTOR)
        return id if id and self._lookup.has_actor(id) else self._index().resolve(name)

    def relations(
        self,
        actor: str,
        *,
        relation: str | None = None,
        polarity: str | None = None,
        other: str | None = None,
        since: str | None = None,
        until: str | None = None,
        standing: Standing | None = None,
        family: str | None = None,
        limit: int | None = 100,
        offset: int = 0,
    ) -> list[TieView]:
        """The ties of an actor (id, IRI or name), those with most independent origins first; ``limit=None`` gives all.

        ``since`` and ``until`` (ISO days, inclusive) keep the ties whose first to last date reaches into that period.
        """
        wanted = Wanted(relation, polarity, self._actor_id(other) if other else None, since, until, standing, family)
        return self._relations.of(self._actor_id(actor), wanted, limit, offset)

    def pair(self, a: str, b: str, *, limit: int | None = 20) -> PairView:
        """Ties and claims between two actors, in both directions; at most ``limit`` claims, newest first."""
        one, other = self._actor_id(a), self._actor_id(b)
        ties = self._relations.between(one, other)
        claims, count = self._claims_between(one, other, ties, limit)
        return PairView(self._lookup.ref(one), self._lookup.ref(other), tuple(ties), tuple(claims), count)

    def _claims_between(
        self, one: str, other: str, ties: list[TieView], limit: int | None
    ) -> tuple[list[ClaimView], int]:
        """The newest claims of a pair's ties, and how many there are."""
        count = sum(tie.claim_count for tie in ties)
        if limit is None or count <= MANY:
            return self._reading.claims_on((tie.iri for tie in ties), limit)
        return self._reading.claims_between((min(one, other), max(one, other)), ties, limit), count

    def top_pairs(self, limit: int = 50) -> list[DyadView]:
        """The pairs of actors that most claims speak of, the most first."""
        return self._relations.top_dyads(limit)

    def claim(self, key: str) -> ClaimView:
        """The claim of that key or IRI. Raises ``NotFound``."""
        found = self._reading.claims([_iri(key, CLAIM)])
        if not found:
            raise NotFound("claim", key)
        return found[0]

    def claims(self, keys: Iterable[str]) -> list[ClaimView]:
        """Those claims of these keys or IRIs that there are, in their order."""
        return self._reading.claims([_iri(key, CLAIM) for key in keys])

    def claims_of(self, tie: str, *, limit: int | None = None, offset: int = 0) -> list[ClaimView]:
        """The claims that a tie (key or IRI) rests on, newest first. Raises ``NotFound``."""
        claims, count = self._reading.claims_on([_iri(tie, TIE)], limit, offset)
        if not count:
            raise NotFound("tie", tie)
        return claims

    def document(self, key: str) -> DocumentView:
        """The document of that key, IRI or input id, with its text. Raises ``NotFound``."""
        return self._reading.document(self._document_key(key))

    def claims_in(self, document: str) -> list[ClaimView]:
        """The claims of a document (key, IRI or input id), in text order. Raises ``NotFound``."""
        return self._reading.claims_in(self._document_key(document))

    def _document_key(self, name: str) -> str:
        key = self._reading.document_key(name)
        if key is None:
            raise NotFound("document", name)
        return key

    def documents(self, limit: int | None = 100, offset: int = 0) -> list[DocumentView]:
        """Documents without their texts, newest first."""
        return self._reading.documents(limit, offset)

    def stats(self) -> Stats:
        """What the graph holds."""
        return self._lookup.stats()

    def query(
        self,
        sparql: str,
        *,
        base_iri: str | None = None,
        default_graphs: Iterable[str] | None = None,
        named_graphs: Iterable[str] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The engine's answer to a SPARQL query; the project's prefixes need no declaring. Raises ``BadQuery``."""
        default = None if default_graphs is None else tuple(default_graphs)
        named = None if named_graphs is None else tuple(named_graphs)
        return self.store.query(sparql, Dataset(default, named), base_iri)


def _iri(name: str, namespace: str) -> str:
    """The IRI of a claim, tie or document given by key or IRI; one that nothing has where it can't be any's."""
    key = name.removeprefix(namespace)
    return namespace + key if _KEY.fullmatch(key) else namespace
