"""SPARQL 1.1 Graph Store HTTP Protocol over a store. https://www.w3.org/TR/sparql11-http-rdf-update/"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from typing import Literal

from detente.api.errors import BadRequest, NoSuchGraph, UnknownBody
from detente.graph.library import ClaimGraph
from detente.graph.store import Store
from pyoxigraph import RdfFormat, parse, serialize

Change = Literal["put", "post"]
BODIES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "text/n3": RdfFormat.N3,
}
"""Media types of a graph that may be sent."""


@dataclass(frozen=True, slots=True)
class Target:
    """A graph that a request is about."""

    iri: str | None
    """``None`` is the default graph."""

    @property
    def reference(self) -> str:
        """As it is written in an update."""
        return f"GRAPH <{self.iri}>" if self.iri else "DEFAULT"

    def data(self, triples: str) -> str:
        """``triples`` as they stand in ``INSERT DATA``."""
        return f"INSERT DATA {{ GRAPH <{self.iri}> {{ {triples} }} }}" if self.iri else f"INSERT DATA {{ {triples} }}"


def exists(store: Store, target: Target) -> bool:
    """Whether the store has that graph; the default graph is always there."""
    return target.iri is None or bool(store.query(f"ASK {{ GRAPH <{target.iri}> {{}} }}"))


def require(store: Store, target: Target) -> None:
    """Raise :class:`NoSuchGraph` where the store hasn't got it."""
    if not exists(store, target):
        raise NoSuchGraph(f"there is no graph <{target.iri}>")


def change(graph: ClaimGraph, target: Target, triples: str, how: Change) -> bool:
    """Put a graph in place of what was there, or add to it, as one transaction; whether the graph is new.

    ``triples`` are N-Triples.
    """
    new = not exists(graph.store, target)
    first = f"DROP SILENT {target.reference} ;\n" if how == "put" else ""
    create = f"CREATE SILENT {target.reference} ;\n" if target.iri else ""
    graph.update(f"{first}{create}{target.data(triples)}")
    return new


def delete(graph: ClaimGraph, target: Target) -> None:
    """Delete a graph; raises :class:`NoSuchGraph`."""
    require(graph.store, target)
    graph.update(f"DROP SILENT {target.reference}")


def new_target(base: str) -> Target:
    """A graph under ``base`` that nobody has named yet."""
    return Target(f"{base.rstrip('/')}/{secrets.token_hex(12)}")


def as_triples(body: bytes, media_type: str, base: str) -> str:
    """The body of a request as N-Triples; raises :class:`UnknownBody` and :class:`BadRequest`."""
    form = BODIES.get(media_type)
    if form is None:
        kinds = ", ".join(BODIES)
        raise UnknownBody(f"a graph is sent as {kinds}, not as {media_type or 'a body without Content-Type'}")
    try:
        triples = (quad.triple for quad in parse(body, form, base_iri=base, rename_blank_nodes=True))
        written = serialize(triples, format=RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError) as error:
        raise BadRequest(f"the graph is malformed: {error}") from None
    assert written is not None
    return written.decode()


def construct(target: Target) -> str:
    """A query for all that is in the graph."""
    where = f"GRAPH <{target.iri}> {{ ?s ?p ?o }}" if target.iri else "?s ?p ?o"
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}"


def parts(body: bytes, content_type: str) -> Iterator[tuple[str, bytes]]:
    """The media type and content of each file in a ``multipart/form-data`` body; raises :class:`BadRequest`."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    if not message.is_multipart():
        raise BadRequest("the multipart body is malformed")
    for part in message.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield part.get_content_type(), content
