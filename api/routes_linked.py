"""Linked Data: what a thing's IRI leads to. ``/id/…`` names it, ``/data/…`` has what is said of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal
from urllib.parse import quote

from detente.api.dependencies import Graph
from detente.api.errors import NotAcceptable
from detente.api.formats import content_type
from detente.api.iri import absolute_iri
from detente.api.negotiation import choose
from detente.api.responses import documented
from detente.graph.errors import NotFound
from detente.graph.library import ClaimGraph
from detente.ontology.namespaces import ACTOR, CLAIM, DOCUMENT, ORIGIN, PREFIXES, TIE
from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

router = APIRouter(tags=["linked data"])
Kind = Annotated[Literal["actor", "claim", "document", "tie", "origin"], Path(examples=["actor"])]
SPACES = MappingProxyType({"actor": ACTOR, "claim": CLAIM, "document": DOCUMENT, "tie": TIE, "origin": ORIGIN})
FORMS = MappingProxyType(
    {
        "text/turtle": ("ttl", RdfFormat.TURTLE),
        "application/ld+json": ("jsonld", RdfFormat.JSON_LD),
        "application/n-quads": ("nq", RdfFormat.N_QUADS),
        "application/trig": ("trig", RdfFormat.TRIG),
        "application/n-triples": ("nt", RdfFormat.N_TRIPLES),
    }
)
BY_SUFFIX = MappingProxyType({suffix: (media_type, form) for media_type, (suffix, form) in FORMS.items()})
PAGE = ("text/html", "application/xhtml+xml")
Key = Annotated[str, Path(max_length=500, pattern=r"^[^\s<>\"{}|^`\\]+$", examples=["taliban"])]
STRINGS = {form: {"schema": {} if "json" in form else {"type": "string"}} for form in FORMS}
ABSENT = documented(404, "Nothing in the graph goes by that name") | documented(400, "That can't be a name")
SEE: dict[int | str, dict[str, object]] = {303: {"description": "Where it is described, by Accept"}}


@router.get(
    "/id/{kind}/{key}",
    status_code=303,
    response_class=RedirectResponse,
    responses={**SEE, **ABSENT, **documented(406, "None of the forms that the client takes")},
)
def identify(request: Request, graph: Graph, kind: Kind, key: Key) -> RedirectResponse:
    """A thing itself: leads to a page about it, or to what is said of it as JSON-LD, Turtle or N-Quads, by Accept."""
    require(graph, absolute_iri(SPACES[kind] + key), kind, key)
    media_type = choose(request.headers.get("accept"), (*FORMS, *PAGE))
    if media_type is None:
        raise NotAcceptable(f"it is described as {', '.join((*FORMS, *PAGE))}")
    safe = quote(key, safe="")
    place = f"/?{kind}={safe}" if media_type in PAGE else f"/data/{kind}/{safe}.{FORMS[media_type][0]}"
    return RedirectResponse(place, 303, headers={"vary": "accept"})


@router.get(
    "/data/{kind}/{key}.{suffix}",
    response_class=Response,
    responses={
        200: {"description": "What is said of it", "content": STRINGS},
        **ABSENT,
    },
)
def describe(
    graph: Graph,
    kind: Kind,
    key: Key,
    suffix: Annotated[Literal["ttl", "jsonld", "nq", "trig", "nt"], Path(examples=["ttl"])],
) -> Response:
    """What the graph says of a thing; of a claim also, where the form has named graphs, what it states."""
    media_type, form = BY_SUFFIX[suffix]
    iri = absolute_iri(SPACES[kind] + key)
    require(graph, iri, kind, key)
    quads = [quad for quad in quads_of(graph, iri) if form.supports_datasets or quad.graph_name == DefaultGraph()]
    body = serialize(quads, format=form, prefixes=dict(PREFIXES) if form != RdfFormat.JSON_LD else None)
    return Response(body, media_type=None, headers={"content-type": content_type(media_type)})


def require(graph: ClaimGraph, iri: str, kind: str, key: str) -> None:
    """Raise ``NotFound`` where the graph says nothing of it."""
    if not graph.store.describe([iri]):
        raise NotFound(kind, key)


def quads_of(graph: ClaimGraph, iri: str) -> list[Quad]:
    """What is said of a thing in the default graph, and all in the graph of its name."""
    node = NamedNode(iri)
    said = graph.store.select("SELECT ?p ?o { $node ?p ?o }", {"node": node})
    inside = graph.store.select("SELECT ?s ?p ?o { GRAPH $node { ?s ?p ?o } }", {"node": node})
    quads = [Quad(node, p, o, DefaultGraph()) for p, o in said]  # type: ignore[arg-type]
    return quads + [Quad(s, p, o, node) for s, p, o in inside]  # type: ignore[arg-type]
