"""The SPARQL endpoint."""

from __future__ import annotations

from typing import Any

from detente.api.dependencies import service_of
from detente.api.description import describe
from detente.api.disconnects import while_connected
from detente.api.formats import GRAPH_TYPES, RESULT_TYPES
from detente.api.lending import ASK
from detente.api.problems import MEDIA_TYPE, from_detente
from detente.api.protocol import FORM, QUERY, read_query
from detente.api.responses import sent
from detente.ontology.errors import DetenteError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

STRING = {"schema": {"type": "string"}}
ANY: dict[str, object] = {"schema": {}}
PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
PROBLEMS = {
    400: "The query is malformed, or refused",
    406: "None of the forms that the client takes fits the query",
    413: "The body is too long",
    415: "The body is of another type",
    503: "The query was stopped at a limit, or too many wait",
}
ANSWERS: dict[int, dict[str, Any]] = {
    200: {
        "description": "The results; the header Detente-Cut says that a limit cut them short",
        "content": {name: ANY if "json" in name else STRING for name in (*RESULT_TYPES, *GRAPH_TYPES)},
    },
    **{status: {"description": words, "content": PROBLEM} for status, words in PROBLEMS.items()},
}
EXAMPLE = "SELECT ?who { ?who det:enemyOf actor:taliban }"
NOTES = "https://example.org/graph/notes"
GRAPHS = [
    {
        "name": f"{kind}-graph-uri",
        "in": "query",
        "schema": {"type": "array", "items": {"type": "string", "format": "uri"}, "examples": [[NOTES]]},
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


class SparqlEndpoint:
    """The endpoint as a bare ASGI application: the framework's handling would cost a short query as much as itself."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["route"] = route  # as the framework does for its own: what is counted is counted by it
        request = Request(scope, receive)
        try:
            response = await answer(request)
        except DetenteError as error:
            response = await from_detente(request, error)
        await response(scope, receive, send)


async def answer(request: Request) -> Response:
    """The answer to a query; to a GET without any parameter, the description of the service."""
    if request.method not in METHODS:
        raise HTTPException(405, "a query is asked by GET or POST", {"allow": ", ".join(METHODS)})
    if request.method != "POST" and not request.scope["query_string"]:
        return sent(describe(str(request.url), request.headers.get("accept")))
    service = service_of(request)
    query = await read_query(request, service.settings.max_body)
    if ask := request.scope.get("state", {}).get(ASK):
        return sent(await while_connected(request, ask()))
    known = service.remembered(query)
    return sent(known if known is not None else await while_connected(request, service.answer(query)))


METHODS = ("GET", "HEAD", "POST")
route = Route("/sparql", SparqlEndpoint())


def operation(name: str, summary: str, description: str, **more: object) -> dict[str, Any]:
    """An OpenAPI operation of the endpoint."""
    responses = {str(status): described for status, described in ANSWERS.items()}
    about = {"tags": ["sparql"], "summary": summary, "description": description, "operationId": name}
    return {**about, **more, "responses": responses}


PATH_ITEM = {
    "get": operation(
        "query_by_get",
        "Query By Get",
        "A SPARQL 1.1 query in the URL; without any parameter, the description of the service. "
        "The project's prefixes need no declaring. `SERVICE` is refused.",
        parameters=[QUERY_PARAMETER, *GRAPHS],
    ),
    "post": operation(
        "query_by_post",
        "Query By Post",
        "A SPARQL 1.1 query in the body, as a form or as it stands.",
        parameters=GRAPHS,
        requestBody=BODY,
    ),
}
"""What the OpenAPI document says of the endpoint."""
