"""The forms that answers to SPARQL come in: media types, short names, and the engine's writer for each."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class ResultForm:
    """A form for solutions and truth values (SELECT, ASK)."""

    name: str
    """What the command line calls it."""
    media_type: str
    writer: QueryResultsFormat


@dataclass(frozen=True, slots=True)
class GraphForm:
    """A form for triples or quads (CONSTRUCT, DESCRIBE, graph store)."""

    name: str
    media_type: str
    writer: RdfFormat


RESULT_FORMS = (
    ResultForm("json", "application/sparql-results+json", QueryResultsFormat.JSON),
    ResultForm("xml", "application/sparql-results+xml", QueryResultsFormat.XML),
    ResultForm("csv", "text/csv", QueryResultsFormat.CSV),
    ResultForm("tsv", "text/tab-separated-values", QueryResultsFormat.TSV),
    ResultForm("json", "application/json", QueryResultsFormat.JSON),
    ResultForm("xml", "application/xml", QueryResultsFormat.XML),
    ResultForm("xml", "text/xml", QueryResultsFormat.XML),
)
"""Best first; the last three are wider names of the first two."""

GRAPH_FORMS = (
    GraphForm("ttl", "text/turtle", RdfFormat.TURTLE),
    GraphForm("nt", "application/n-triples", RdfFormat.N_TRIPLES),
    GraphForm("jsonld", "application/ld+json", RdfFormat.JSON_LD),
    GraphForm("rdf", "application/rdf+xml", RdfFormat.RDF_XML),
    GraphForm("nq", "application/n-quads", RdfFormat.N_QUADS),
    GraphForm("trig", "application/trig", RdfFormat.TRIG),
    GraphForm("nt", "text/plain", RdfFormat.N_TRIPLES),
    GraphForm("jsonld", "application/json", RdfFormat.JSON_LD),
    GraphForm("rdf", "application/xml", RdfFormat.RDF_XML),
)

RESULT_TYPES = tuple(form.media_type for form in RESULT_FORMS)
GRAPH_TYPES = tuple(form.media_type for form in GRAPH_FORMS)
_RESULT_FORMS = MappingProxyType({key: form for form in reversed(RESULT_FORMS) for key in (form.media_type, form.name)})
_GRAPH_FORMS = MappingProxyType({key: form for form in reversed(GRAPH_FORMS) for key in (form.media_type, form.name)})
TEXT_TYPES = frozenset({"text/csv", "text/tab-separated-values", "text/turtle", "text/plain", "text/xml"})


def result_form(key: str) -> ResultForm:
    """The form of that media type or short name; raises ``KeyError``."""
    return _RESULT_FORMS[key]


def graph_form(key: str) -> GraphForm:
    """The form of that media type or short name; raises ``KeyError``."""
    return _GRAPH_FORMS[key]


def content_type(media_type: str) -> str:
    """The ``Content-Type`` to send: text forms say that they are UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type in TEXT_TYPES else media_type
