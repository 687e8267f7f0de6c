"""The graph store: whole graphs by HTTP, named in the URL's query or by the URL itself."""

from __future__ import annotations

from typing import Annotated

from detente.api import graph_store
from detente.api.access import Writer
from detente.api.dependencies import Served
from detente.api.disconnects import while_connected
from detente.api.errors import BadRequest
from detente.api.formats import GRAPH_TYPES
from detente.api.graph_store import BODIES, Change, Target
from detente.api.iri import absolute_iri
from detente.api.protocol import body_type, read_body, url_pairs
from detente.api.queries import Query
from detente.api.responses import BAD, KEYED, Responses, documented, sent
from detente.api.service import Service
from fastapi import APIRouter, Depends, Request, Response

router = APIRouter(prefix="/graphs", tags=["graph store"])
STRING = {"schema": {"type": "string"}}
IRI = {"type": "string", "format": "uri", "examples": ["https://example.org/graph/notes"]}
EMPTY = {"type": "string", "examples": [""]}
WHICH = [
    {"name": "graph", "in": "query", "schema": IRI, "description": "IRI of a graph"},
    {"name": "default", "in": "query", "schema": EMPTY, "description": "The default graph"},
]
PATH = [
    {
        "name": "path",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "examples": ["notes"]},
        "description": "The rest of its IRI",
    },
]
BODY = {"required": True, "content": dict.fromkeys((*BODIES, "multipart/form-data"), STRING)}
GRAPH: Responses = {
    200: {"description": "The graph", "content": {name: STRING if "json" not in name else {} for name in GRAPH_TYPES}}
}
CHANGED: Responses = {201: {"description": "A new graph"}, 204: {"description": "The graph was there"}}
REFUSED = documented(413, "The body is too long") | documented(415, "The body is of another type")
ABSENT = documented(404, "There is no such graph")


def target_of(request: Request) -> Target | None:
    """The graph that a request names; ``None`` for the graph store itself. Raises :class:`BadRequest`."""
    pairs = url_pairs(request)
    graphs = [value for name, value in pairs if name == "graph"]
    default = any(name == "default" for name, _ in pairs)
    direct = bool(request.path_params.get("path"))
    if len(graphs) + default + direct > 1:
        raise BadRequest("the graph is named more than once")
    if direct:
        graphs = [f"{request.url.scheme}://{request.url.netloc}{request.scope['raw_path'].decode('latin-1')}"]
    return Target(absolute_iri(graphs[0])) if graphs else Target(None) if default else None


async def named_target(request: Request) -> Target:
    """The graph that a request names; raises :class:`BadRequest` where it names none."""
    target = target_of(request)
    if target is None:
        raise BadRequest("which graph? Say ?default or ?graph=IRI, or put its name into the path")
    return target


Named = Annotated[Target, Depends(named_target)]


async def _triples(request: Request, service: Service, base: str) -> str:
    body = await read_body(request, service.settings.max_upload)
    kind = body_type(request)
    if kind != "multipart/form-data":
        return graph_store.as_triples(body, kind, base)
    files = graph_store.parts(body, request.headers["content-type"])
    return "".join(graph_store.as_triples(content, media_type, base) for media_type, content in files)


async def _change(request: Request, service: Service, target: Target, how: Change) -> Response:
    triples = await _triples(request, service, target.iri or str(request.url.replace(query="")))

    new = await service.write(lambda graph: graph_store.change(graph, target, triples, how))
    return Response(status_code=201 if new else 204)


async def read(request: Request, service: Served, target: Named) -> Response:
    """A graph, in the form that the client likes best."""
    graph_store.require(service.graph.store, target)
    query = Query(graph_store.construct(target), request.headers.get("accept"))
    return sent(await while_connected(request, service.answer(query)))


async def put(request: Request, service: Served, target: Named, _: Writer) -> Response:
    """Put a graph in place of what was there."""
    return await _change(request, service, target, "put")


async def post(request: Request, service: Served, _: Writer) -> Response:
    """Add to a graph; posted to the graph store itself, it becomes a new graph, whose name `Location` says."""
    target = target_of(request)
    if target is not None:
        return await _change(request, service, target, "post")
    new = graph_store.new_target(str(request.url.replace(query="")))
    await _change(request, service, new, "post")
    return Response(status_code=201, headers={"location": new.iri or ""})


async def delete(service: Served, target: Named, _: Writer) -> Response:
    """Delete a graph."""
    await service.write(lambda graph: graph_store.delete(graph, target))
    return Response(status_code=204)


for path, parameters in (("", WHICH), ("/{path:path}", PATH)):
    extra = {"parameters": parameters}
    with_body = {"parameters": parameters, "requestBody": BODY}
    suffix = "_direct" if path else ""
    for method, name in (("GET", "read"), ("HEAD", "look")):
        router.add_api_route(
            path,
            read,
            methods=[method],
            response_class=Response,
            responses={**GRAPH, **BAD, **ABSENT, **documented(406, "None of the forms that the client takes")},
            openapi_extra=extra,
            name=f"{name}{suffix}",
        )
    for method, endpoint in (("PUT", put), ("POST", post)):
        router.add_api_route(
            path,
            endpoint,
            methods=[method],
            response_class=Response,
            responses={**CHANGED, **BAD, **KEYED, **ABSENT, **REFUSED},
            openapi_extra=with_body,
            name=f"{method.lower()}{suffix}",
        )
    router.add_api_route(
        path,
        delete,
        methods=["DELETE"],
        status_code=204,
        response_class=Response,
        responses={**BAD, **KEYED, **ABSENT},
        openapi_extra=extra,
        name=f"delete{suffix}",
    )
