"""The SPARQL endpoint."""

from __future__ import annotations

from detente.api.dependencies import Options, Served
from detente.api.description import describe
from detente.api.disconnects import while_connected
from detente.api.formats import GRAPH_TYPES, RESULT_TYPES
from detente.api.protocol import FORM, QUERY, read_query
from detente.api.responses import BAD, documented, sent
from fastapi import APIRouter, Request
from fastapi.responses import Response

router = APIRouter(tags=["sparql"])

STRING = {"schema": {"type": "string"}}
ANY: dict[str, object] = {"schema": {}}
RESPONSES = {
    200: {
        "description": "The results; the header Detente-Cut says that a limit cut them short",
        "content": {name: ANY if "json" in name else STRING for name in (*RESULT_TYPES, *GRAPH_TYPES)},
    },
    **BAD,
    **documented(406, "None of the forms that the client takes fits the query"),
    **documented(503, "The query was stopped at a limit, or too many wait"),
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
    "required": False,
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


async def _answer(request: Request, service: Served, options: Options) -> Response:
    query = await read_query(request, options.max_body)
    return sent(await while_connected(request, service.answer(query)))


@router.get(
    "/sparql",
    response_class=Response,
    responses=RESPONSES,
    openapi_extra={"parameters": [QUERY_PARAMETER, *GRAPHS]},
)
async def query_by_get(request: Request, service: Served, options: Options) -> Response:
    """A SPARQL 1.1 query in the URL; without any parameter, the description of the service.

    The project's prefixes need no declaring. `SERVICE` is refused.
    """
    if not request.url.query:
        return sent(describe(str(request.url), request.headers.get("accept")))
    return await _answer(request, service, options)


@router.post(
    "/sparql",
    response_class=Response,
    responses=RESPONSES | documented(413, "The body is too long") | documented(415, "The body is of another type"),
    openapi_extra={"parameters": GRAPHS, "requestBody": BODY},
)
async def query_by_post(request: Request, service: Served, options: Options) -> Response:
    """A SPARQL 1.1 query in the body, as a form or as it stands."""
    return await _answer(request, service, options)
