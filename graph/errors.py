"""What can go wrong in the graph, as a branch of the tree in ``detente.ontology.errors``.

::

    DetenteError
    └── GraphError               anything about the store or what is in it
        ├── NotFound             no such actor, document, claim or tie
        ├── AmbiguousName        a name that several actors bear; carries the candidates
        ├── BadExtraction        claims that can't be kept: of another document, of a type or actor that nobody knows
        ├── BadQuery             SPARQL that can't be parsed or evaluated as sent; carries the engine's words
        ├── ReadOnly             a write to a store that was opened for reading
        └── StoreError           the store itself can't be opened, reached, read or written
            ├── StoreLocked      another process has it open for writing
            ├── StoreUnreachable a remote store does not answer
            └── QueryTooLong     a remote store has not answered a query within the time it was given
"""

from __future__ import annotations

from detente.ontology.errors import DetenteError


class GraphError(DetenteError):
    """The root of what ``detente.graph`` raises on purpose."""


class NotFound(GraphError):
    """Nothing in the graph goes by that name."""

    def __init__(self, what: str, name: str, hint: str = "") -> None:
        super().__init__(f"no {what} {name!r} in the graph" + (f"; {hint}" if hint else ""))
        self.what = what
        self.name = name


class AmbiguousName(GraphError):
    """Several actors bear the name; :attr:`candidates` lists their ids."""

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        shown = ", ".join(candidates[:10]) + (", …" if len(candidates) > 10 else "")
        super().__init__(f"{name!r} can mean several actors: {shown}; give one of these ids")
        self.name = name
        self.candidates = candidates


class BadExtraction(GraphError):
    """What an extractor made of a document contradicts itself or the ontology."""

    def __init__(self, document: str, problem: str) -> None:
        super().__init__(f"the claims of document {document} can't be kept: {problem}")


class BadQuery(GraphError):
    """The engine refuses the query as it stands."""


class ReadOnly(GraphError):
    """The store was opened for reading only."""

    def __init__(self, action: str = "write to it") -> None:
        super().__init__(f"the store was opened read-only, so it can't {action}; open it without read_only")


class StoreError(GraphError):
    """The store can't be opened, read or written."""


class StoreLocked(StoreError):
    """Another process holds the store's lock."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"the store at {location} is open in another process, and only one may write; "
            "stop that process (`detente serve`, perhaps), or ask it over HTTP, or use another --store"
        )
        self.location = location


class StoreUnreachable(StoreError):
    """A remote store does not answer, or answers that it can't."""


class QueryTooLong(StoreError):
    """A remote store was given so much time for a query, and has not answered it, or only in part."""
