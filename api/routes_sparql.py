"""The SPARQL endpoint."""

from __future__ import annotations

import tempfile

from detente.api.dependencies import Graph, Options
from detente.api.evaluate import evaluate
from detente.api.formats import GRAPH_TYPES, RESULT_TYPES
from detente.api.protocol import FORM, QUERY, read_query
from detente.api.responses import BAD, documented
from detente.api.routes_export import chunks_of
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

router = APIRouter(tags=["sparql"])

STRING = {"schema": {"type": "string"}}
RESPONSES = {
    200: {"description": "The results", "content": dict.fromkeys(dict.fromkeys((*RESULT_TYPES, *GRAPH_TYPES)), STRING)},
    **BAD,
    **documented(406, "None of the forms that the client takes fits the query"),
}
EXAMPLE = "SELECT ?who { ?who det:enemyOf actor:taliban }"
GRAPHS = [
    {
        "name": f"{kind}-graph-uri",
        "in": "query",
        "schema": {"type": "array", "items": {"type": "string", "format": "uri"}},
    }
    for kind in ("default", "named")
]
QUERY_PARAMETER = {
    "name": "query",
    "in": "query",
    "required": True,
    "schema": {"type": "string", "examples": [EXAMPLE]},
}
FORM_SCHEMA = {
    "type": "object",
    "required": ["query"],
    "properties": {"query": {"type": "string", "examples": [EXAMPLE]}},
}
BODY = {
    "required": True,
    "content": {FORM: {"schema": FORM_SCHEMA}, QUERY: {"schema": {"type": "string", "examples": [EXAMPLE]}}},
}


async def _answer(request: Request, graph: Graph, options: Options) -> StreamingResponse:
    query = await read_query(request, options.max_body)
    # Written out first, so that a fault on the way is an error answer and never a truncated 200.
    spool = tempfile.SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115 - closed when it was sent
    answer = await run_in_threadpool(evaluate, query, graph, spool)
    headers = {"content-length": str(spool.tell()), "content-type": answer.content_type, "vary": "accept"}
    return StreamingResponse(chunks_of(spool), headers=headers)


@router.get(
    "/sparql",
    response_class=StreamingResponse,
    responses=RESPONSES,
    openapi_extra={"parameters": [QUERY_PARAMETER, *GRAPHS]},
)
async def query_by_get(request: Request, graph: Graph, options: Options) -> StreamingResponse:
    """A SPARQL 1.1 query in the URL. The project's prefixes need no declaring. `SERVICE` is refused."""
    return await _answer(request, graph, options)


@router.post(
    "/sparql",
    response_class=StreamingResponse,
    responses=RESPONSES | documented(413, "The body is too long") | documented(415, "The body is of another type"),
    openapi_extra={"parameters": GRAPHS, "requestBody": BODY},
)
async def query_by_post(request: Request, graph: Graph, options: Options) -> StreamingResponse:
    """A SPARQL 1.1 query in the body, as a form or as it stands."""
    return await _answer(request, graph, options)
