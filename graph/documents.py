"""Documents ↔ statements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import MappingProxyType

from detente.extract.model import Document
from detente.graph import terms
from detente.graph.quads import TYPE
from detente.graph.terms import Properties, Statement, det
from detente.ontology.namespaces import PREFIXES

TEXT = terms.iri(PREFIXES["nif"] + "isString")
TITLE, ISSUED, DATE, PUBLISHER, IDENTIFIER = (
    terms.iri(PREFIXES["dcterms"] + name) for name in ("title", "issued", "date", "publisher", "identifier")
)
BRIEF = tuple(predicate[1:-1] for predicate in (TITLE, ISSUED, DATE, PUBLISHER))
"""The predicates to read where only title, date and publisher are wanted."""


def document_statements(document: Document) -> Iterator[Statement]:
    """A document with its text."""
    node = terms.document(document.key)
    yield node, TYPE, det("Document"), ""
    yield node, TEXT, terms.text(document.text), ""
    if document.title:
        yield node, TITLE, terms.text(document.title), ""
    if document.date:
        yield node, ISSUED if terms.is_day(document.date) else DATE, terms.moment(document.date), ""
    if document.source:
        yield node, PUBLISHER, terms.text(document.source), ""
    if document.id:
        yield node, IDENTIFIER, terms.text(document.id), ""
    if document.metadata:
        packed = json.dumps(dict(document.metadata), ensure_ascii=False, sort_keys=True, default=str)
        yield node, det("metadata"), terms.text(packed), ""


def read_document(properties: Properties) -> Document:
    """The document with these properties."""

    def find(*predicates: str) -> str:
        return next((terms.value(properties[p[1:-1]][0]) for p in predicates if p[1:-1] in properties), "")

    metadata = find(det("metadata"))
    return Document(
        text=find(TEXT),
        title=find(TITLE),
        date=find(ISSUED, DATE) or None,
        source=find(PUBLISHER) or None,
        id=find(IDENTIFIER),
        metadata=MappingProxyType(json.loads(metadata) if metadata else {}),
    )
