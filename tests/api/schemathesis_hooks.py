"""How schemathesis sends bodies of the types that it doesn't know: as text."""

from __future__ import annotations

from typing import Any

import schemathesis


@schemathesis.serializer(
    "application/sparql-query",
    "application/sparql-update",
    "application/x-ndjson",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "text/turtle",
    "text/n3",
)
def as_text(_: Any, value: Any) -> bytes:
    """The text itself."""
    return str(value).encode("utf-8", "replace")
