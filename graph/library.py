"""The facade: a graph of claims that can be added to, taken from, asked and handed out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from detente.extract.model import Extraction
from detente.graph.asking import Asking
from detente.graph.changes import ChangeView, read_changes, read_revision
from detente.graph.graphml import Grain, write_graphml
from detente.graph.layout import check
from detente.graph.location import open_store
from detente.graph.store import Store
from detente.graph.writer import Writer
from detente.ontology.catalogue import Catalogue, load_catalogue

if TYPE_CHECKING:
    import rdflib

MANY = 10_000
"""Documents, added at once, after which the store is put in order where they are a quarter of what it holds: a look-up
in a million claims then takes half the time.
"""
Progress = Callable[[int], None]
"""Called with the number of extractions read so far."""


class ClaimGraph(Asking):
    """Claims, their documents, and the ties rolled up from them. Made by :func:`open_graph`; a context manager.

    Args:
        store: where it is kept; closed with the graph.
        catalogue: the actors to know from the start; those of the package by default.

    Raises:
        StoreError: what it holds was laid out by another version.
    """

    def __init__(self, store: Store, catalogue: Catalogue | None = None) -> None:
        super().__init__(store)
        check(store)
        self._writer = None if store.read_only else Writer(store, catalogue or load_catalogue())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store. Closing twice does nothing."""
        try:
            if self._writer:
                self._writer.log.keep()
        finally:
            self.store.close()

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
        if new >= MANY and new * 4 >= self.stats().documents:
            with self.store.writing():
                self.store.tidy()
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

    @property
    def revision(self) -> int:
        """How many changes the store has seen, since it was made: documents in and out, updates."""
        return self._writer.log.revision if self._writer else read_revision(self.store)

    def changes(self, since: int = 0, limit: int | None = 100) -> list[ChangeView]:
        """The changes after revision ``since``, in their order."""
        last = self.revision
        until = last if limit is None else min(last, since + limit)
        log = self._writer.log if self._writer else None
        read = log.changes if log else partial(read_changes, self.store)
        return list(read(max(since, 0), until))

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
    store = open_store(location, read_only=read_only)
    try:
        return ClaimGraph(store, catalogue)
    except BaseException:
        store.close()
        raise
