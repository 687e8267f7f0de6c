"""The facade: a graph of claims that can be added to, taken from, asked and handed out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from detente.extract.model import Extraction
from detente.graph.changes import ChangeView, read_changes, read_revision
from detente.graph.errors import NotFound
from detente.graph.graphml import Grain, write_graphml
from detente.graph.location import open_store
from detente.graph.lookup import Lookup
from detente.graph.names import Names
from detente.graph.reading import Reading
from detente.graph.relations import Relations, Wanted
from detente.graph.store import Dataset, Store
from detente.graph.terms import local_name
from detente.graph.views import ActorView, ClaimView, DocumentView, DyadView, PairView, Standing, Stats, TieView
from detente.graph.writer import Writer
from detente.ontology.catalogue import Catalogue, load_catalogue
from detente.ontology.namespaces import ACTOR, CLAIM, TIE
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

if TYPE_CHECKING:
    import rdflib

Progress = Callable[[int], None]
"""Called with the number of extractions read so far."""
_KEY = re.compile(r"[A-Za-z0-9_~.%-]+")


class ClaimGraph:
    """Claims, their documents, and the ties rolled up from them. Made by :func:`open_graph`; a context manager.

    Args:
        store: where it is kept; closed with the graph.
        catalogue: the actors to know from the start; those of the package by default.
    """

    def __init__(self, store: Store, catalogue: Catalogue | None = None) -> None:
        self.store = store
        self._lookup = Lookup(store)
        self._relations = Relations(store, self._lookup.ref)
        self._reading = Reading(store, self._lookup.ref)
        self._names: Names | None = None
        self._writer = None if store.read_only else Writer(store, catalogue or load_catalogue())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store. Closing twice does nothing."""
        self.store.close()

    # writing

    def add(self, extraction: Extraction) -> bool:
        """Write a document with its claims and bring their ties up to date, in one go; ``False`` if it was there.

        Raises ``BadExtraction``, ``ReadOnly`` or ``StoreError``, and leaves the store as it was.
        """
        new = self._write().add(extraction)
        if new:
            self._wrote(names=bool(extraction.minted))
        return new

    def add_many(self, extractions: Iterable[Extraction], progress: Progress | None = None) -> int:
        """The same for many, faster; each document is whole or absent. Returns how many were new."""
        new, names = 0, False

        def noting() -> Iterator[Extraction]:
            nonlocal names
            for extraction in extractions:
                names = names or bool(extraction.minted)
                yield extraction

        for read, new in self._write().add_many(noting()):  # noqa: B007 - the last is returned
            if progress:
                progress(read)
        if new:
            self._wrote(names=names)
        return new

    def _wrote(self, *, names: bool) -> None:
        """Forget what a write has made untrue; ``names``: whether actors came or went."""
        if names:
            self._names = None
            self._lookup.forget()
        self.store.flush()

    def remove(self, document: str) -> int:
        """Take out a document (key, IRI or input id) with its claims, and update ties. Returns the number of claims.

        Raises ``NotFound``.
        """
        removed = self._write().remove(self._document_key(document))
        self._wrote(names=True)
        return removed

    def rebuild_ties(self) -> int:
        """Derive all origins and ties afresh from documents and claims. Returns the number of ties."""
        return self._write().rebuild()

    def update(self, sparql: str, *, base_iri: str | None = None) -> None:
        """Carry out a SPARQL update, as one transaction; it may change anything, and the ties don't follow.

        Raises ``BadQuery``, and leaves the store as it was.
        """
        self._write().update(sparql, base_iri)
        self._wrote(names=True)

    def _write(self) -> Writer:
        self.store.writing()
        assert self._writer is not None
        return self._writer

    # asking

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
        limit: int | None = 100,
        offset: int = 0,
    ) -> list[TieView]:
        """The ties of an actor (id, IRI or name), those with most independent origins first; ``limit=None`` gives all.

        ``since`` and ``until`` (ISO days, inclusive) keep the ties whose first to last date reaches into that period.
        """
        wanted = Wanted(relation, polarity, self._actor_id(other) if other else None, since, until, standing)
        return self._relations.of(self._actor_id(actor), wanted, limit, offset)

    def pair(self, a: str, b: str, *, limit: int | None = 20) -> PairView:
        """Ties and claims between two actors, in both directions; at most ``limit`` claims, newest first."""
        one, other = self._actor_id(a), self._actor_id(b)
        ties = self._relations.between(one, other)
        claims = self._reading.claims_on(tie.iri for tie in ties)
        shown = self._reading.claims(claims[:limit])
        return PairView(self._lookup.ref(one), self._lookup.ref(other), tuple(ties), tuple(shown), len(claims))

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
        claims = self._reading.claims_on([_iri(tie, TIE)])
        if not claims:
            raise NotFound("tie", tie)
        return self._reading.claims(claims[offset:][:limit])

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

    @property
    def revision(self) -> int:
        """How many changes the store has seen, since it was made: documents in and out, updates."""
        return self._writer.log.revision if self._writer else read_revision(self.store)

    def changes(self, since: int = 0, limit: int | None = 100) -> list[ChangeView]:
        """The changes after revision ``since``, in their order."""
        last = self.revision
        until = last if limit is None else min(last, since + limit)
        return list(read_changes(self.store, max(since, 0), until))

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

    # handing out

    def as_rdflib(self) -> rdflib.Dataset:
        """The live store as an rdflib dataset. Don't write to it; that would go past the ties."""
        return self.store.as_rdflib()

    def write_graphml(self, stream: IO[bytes], grain: Grain = "tie") -> int:
        """Stream the graph as GraphML, an edge per tie or per claim. Returns the number of edges."""
        return write_graphml(self.store, stream, grain)


def open_graph(
    location: str | Path | None = None, *, read_only: bool = False, catalogue: Catalogue | None = None
) -> ClaimGraph:
    """Open a store: ``None`` for the default place, ``":memory:"``, a folder (made where there is none), or a URL.

    An http(s) URL is that of a SPARQL 1.1 server (see :meth:`.Endpoints.of`); credentials come from the environment.

    Raises ``StoreLocked`` where another process writes to it, ``StoreUnreachable`` where a server does not answer,
    and ``StoreError`` where it can't be opened.
    """
    return ClaimGraph(open_store(location, read_only=read_only), catalogue)


def _iri(name: str, namespace: str) -> str:
    """The IRI of a claim, tie or document given by key or IRI; one that nothing has where it can't be any's."""
    key = name.removeprefix(namespace)
    return namespace + key if _KEY.fullmatch(key) else namespace
