"""The facade: a graph of claims that can be added to, taken from, asked and handed out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Literal, Self

from detente.extract.model import Extraction
from detente.graph.views import ActorView, ClaimView, DocumentView, PairView, Standing, Stats, TieView

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

Grain = Literal["tie", "claim"]
Progress = Callable[[int], None]
"""Called with the number of extractions written so far."""


class ClaimGraph:
    """Claims, their documents, and the ties rolled up from them. Made by :func:`open_graph`; closes as a context manager."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        raise NotImplementedError

    # writing

    def add(self, extraction: Extraction) -> bool:
        """Write one document with its claims and bring their ties up to date, as one transaction; ``False`` if it was there."""
        raise NotImplementedError

    def add_many(self, extractions: Iterable[Extraction], progress: Progress | None = None) -> int:
        """The same for many, faster; each document is whole or absent. Returns how many were new."""
        raise NotImplementedError

    def remove(self, document: str) -> int:
        """Take out the document of that key (or IRI, or input id) with its claims, and update ties. Returns the number of claims. Raises ``NotFound``."""
        raise NotImplementedError

    def rebuild_ties(self) -> int:
        """Derive all origins and ties afresh from documents and claims. Returns the number of ties."""
        raise NotImplementedError

    # asking

    def find_actors(self, text: str, limit: int | None = 20) -> list[ActorView]:
        """Actors whose names match ``text`` (any case, any accents), best first."""
        raise NotImplementedError

    def actor(self, name: str) -> ActorView:
        """The actor with that id, IRI or name. Raises ``NotFound`` or ``AmbiguousName``."""
        raise NotImplementedError

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

        ``since`` and ``until`` (ISO days, inclusive) keep the ties that have a date in that period.
        """
        raise NotImplementedError

    def pair(self, a: str, b: str, *, limit: int | None = 50) -> PairView:
        """Ties and claims between two actors, in both directions; at most ``limit`` claims, newest first."""
        raise NotImplementedError

    def claim(self, key: str) -> ClaimView:
        """The claim of that key or IRI. Raises ``NotFound``."""
        raise NotImplementedError

    def claims_of(self, tie: str, *, limit: int | None = None, offset: int = 0) -> list[ClaimView]:
        """The claims that a tie (key or IRI) rests on, newest first. Raises ``NotFound``."""
        raise NotImplementedError

    def document(self, key: str) -> DocumentView:
        """The document of that key, IRI or input id, with its text. Raises ``NotFound``."""
        raise NotImplementedError

    def claims_in(self, document: str) -> list[ClaimView]:
        """The claims of a document (key, IRI or input id), in text order. Raises ``NotFound``."""
        raise NotImplementedError

    def documents(self, limit: int | None = 100, offset: int = 0) -> list[DocumentView]:
        """Documents without their texts, newest first."""
        raise NotImplementedError

    def stats(self) -> Stats:
        raise NotImplementedError

    def query(
        self,
        sparql: str,
        *,
        base_iri: str | None = None,
        default_graphs: Iterable[str] | None = None,
        named_graphs: Iterable[str] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The engine's answer to a SPARQL query; the project's prefixes need no declaring. Raises ``BadQuery``."""
        raise NotImplementedError

    # handing out

    def as_rdflib(self) -> rdflib.Dataset:
        """The live store as an rdflib dataset."""
        raise NotImplementedError

    def write_graphml(self, stream: IO[bytes], grain: Grain = "tie") -> int:
        """Stream the graph as GraphML, an edge per tie or per claim. Returns the number of edges."""
        raise NotImplementedError


def open_graph(location: str | Path | None = None, *, read_only: bool = False) -> ClaimGraph:
    """Open a store: ``None`` for the default place, ``":memory:"``, a folder, or (later) an http(s) URL of a SPARQL server."""
    raise NotImplementedError
