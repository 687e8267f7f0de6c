"""SPARQL 1.1 Service Description: what the endpoint says of itself. https://www.w3.org/TR/sparql11-service-description/"""

from __future__ import annotations

from collections.abc import Iterator

from detente.api.errors import NotAcceptable
from detente.api.formats import GRAPH_TYPES, content_type, graph_form
from detente.api.negotiation import choose
from detente.api.queries import Answer
from detente.ontology.namespaces import PREFIXES
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
RESULT_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
GRAPH_FORMATS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
TYPE = NamedNode(PREFIXES["rdf"] + "type")


def describe(endpoint: str, accept: str | None) -> Answer:
    """The description of the endpoint at that URL, in the form that the client likes best.

    Raises :class:`NotAcceptable`.
    """
    media_type = choose(accept, GRAPH_TYPES)
    if media_type is None:
        raise NotAcceptable(f"the service description can be given as {', '.join(GRAPH_TYPES)}; a query needs ?query=")
    written = serialize(_triples(endpoint), format=_writer(media_type), prefixes={"sd": SD, "formats": FORMATS})
    assert written is not None
    return Answer(content_type(media_type), written)


def _writer(media_type: str) -> RdfFormat:
    return graph_form(media_type).writer


def _triples(endpoint: str) -> Iterator[Triple]:
    service, dataset, graph = NamedNode(endpoint), BlankNode("dataset"), BlankNode("graph")
    yield Triple(service, TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    for language in ("SPARQL10Query", "SPARQL11Query", "SPARQL11Update"):
        yield Triple(service, _sd("supportedLanguage"), _sd(language))
    for name in (*RESULT_FORMATS, *GRAPH_FORMATS):
        yield Triple(service, _sd("resultFormat"), NamedNode(FORMATS + name))
    for name in GRAPH_FORMATS:
        yield Triple(service, _sd("inputFormat"), NamedNode(FORMATS + name))
    yield Triple(service, _sd("feature"), _sd("EmptyGraphs"))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), graph)
    yield Triple(graph, TYPE, _sd("Graph"))


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
