"""SPARQL 1.1 Update, for those who have a key of scope ``write``."""

from __future__ import annotations

import asyncio

from detente.api.access import Writer
from detente.api.dependencies import Served
from detente.api.guard import refuse_service_and_load
from detente.api.protocol import FORM, UPDATE, read_update
from detente.api.queries import Update
from detente.api.responses import BAD, KEYED, documented
from detente.api.service import Service
from detente.api.silent import without_silent_loads
from detente.api.using import with_dataset
from detente.ontology.namespaces import PREFIXES
from fastapi import APIRouter, Request, Response

router = APIRouter(tags=["sparql"])
EXAMPLE = 'INSERT DATA { <http://example.org/note> rdfs:comment "checked" }'
FORM_SCHEMA = {
    "type": "object",
    "required": ["update"],
    "properties": {"update": {"type": "string", "examples": [EXAMPLE]}},
}
BODY = {
    "required": True,
    "content": {FORM: {"schema": FORM_SCHEMA}, UPDATE: {"schema": {"type": "string", "examples": [EXAMPLE]}}},
}
NOTES = "https://example.org/graph/notes"
GRAPHS = [
    {
        "name": f"using-{kind}graph-uri",
        "in": "query",
        "schema": {"type": "array", "items": {"type": "string", "format": "uri"}, "examples": [[NOTES]]},
    }
    for kind in ("", "named-")
]


@router.post(
    "/sparql/update",
    status_code=204,
    response_class=Response,
    responses=BAD
    | KEYED
    | documented(413, "The body is too long")
    | documented(415, "The body is of another type")
    | documented(503, "The update was stopped at a limit; nothing has changed"),
    openapi_extra={"parameters": GRAPHS, "requestBody": BODY},
)
async def update(request: Request, service: Served, _: Writer) -> Response:
    """A SPARQL 1.1 update, as a form or as it stands; one transaction. `LOAD` and `SERVICE` are refused.

    It may change anything, also what the graph holds of documents and claims: the ties are not derived anew.
    """
    await carry_out(service, await read_update(request, service.settings.max_upload))
    return Response(status_code=204)


async def carry_out(service: Service, update: Update) -> None:
    """Do what ``update`` says.

    Raises ``BadQuery``, :class:`ReachesOut`, :class:`BadRequest`, and :class:`Unavailable` where it takes too much.
    """
    text = with_dataset(without_silent_loads(update.text), update.default_graphs, update.named_graphs)
    await asyncio.to_thread(refuse_service_and_load, text, base=update.base, prefixes=PREFIXES)
    await service.update(text, update.base)
