"""Documents sent and deleted, by those who have a key of scope ``write``."""

from __future__ import annotations

from detente.api.access import Writer
from detente.api.dependencies import DocumentKey, Served
from detente.api.errors import BadRequest, UnknownBody
from detente.api.models import DOCUMENT_KEY
from detente.api.protocol import body_type, decode_text, read_body
from detente.api.responses import BAD, KEYED, MISSING, documented
from detente.extract.intake import read_lines
from detente.extract.model import Document, Extraction
from detente.graph.library import ClaimGraph
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

router = APIRouter(prefix="/v1/documents", tags=["documents"])
JSON, LINES = "application/json", "application/x-ndjson"
MOST = 500
"""Documents in one request."""
ONE = {
    "type": "object",
    "required": ["text"],
    "properties": {
        "text": {"type": "string", "minLength": 1, "examples": ["Russia accused Ukraine of shelling the town."]},
        "id": {"type": "string", "examples": ["brief-12"]},
        "title": {"type": "string", "examples": ["Shelling along the front"]},
        "date": {"type": "string", "format": "date", "examples": ["2024-03-26"]},
        "source": {"type": "string", "examples": ["A newspaper"]},
    },
}
BODY = {"required": True, "content": {JSON: {"schema": ONE}, LINES: {"schema": {"type": "string"}}}}


class Kept(BaseModel):
    """What became of one document."""

    key: str = Field(examples=[DOCUMENT_KEY])
    id: str = Field(examples=["brief-12"], description="The input's own id")
    new: bool = Field(examples=[True], description="Whether the graph didn't have it")
    claims: int = Field(ge=0, examples=[7], description="How many claims it makes")


class Receipt(BaseModel):
    """What became of the documents, in the order they came."""

    documents: list[Kept]


@router.post(
    "",
    status_code=201,
    responses=BAD | KEYED | documented(413, "Too much at once") | documented(415, "The body is of another type"),
    openapi_extra={"requestBody": BODY},
)
async def send(request: Request, service: Served, _: Writer) -> Receipt:
    """Read one document (JSON) or up to 500 (a JSON object a line) and keep what they claim; each whole or not."""
    documents = parse(await read_body(request, service.settings.max_upload), body_type(request))
    extractions = await service.reader.read(documents)

    def keep(graph: ClaimGraph) -> list[Kept]:
        return [kept(graph, extraction) for extraction in extractions]

    return Receipt(documents=await service.write(keep))


def parse(body: bytes, media_type: str) -> list[Document]:
    """The documents of a body; raises :class:`UnknownBody`, :class:`BadRequest` and ``InputError``."""
    if media_type not in (JSON, LINES):
        raise UnknownBody(f"documents are sent as {JSON} or {LINES}")
    text = decode_text(body)
    lines = [text.replace("\n", " ").replace("\r", " ")] if media_type == JSON else text.split("\n")
    documents = list(read_lines(lines, "line" if media_type == LINES else "document"))
    if not 1 <= len(documents) <= MOST:
        raise BadRequest(f"between 1 and {MOST} documents at once, not {len(documents)}")
    return documents


def kept(graph: ClaimGraph, extraction: Extraction) -> Kept:
    """Write what was read; what became of it."""
    new = graph.add(extraction)
    return Kept(key=extraction.document.key, id=extraction.document.id, new=new, claims=len(extraction.claims))


@router.delete("/{key}", status_code=204, response_class=Response, responses=BAD | KEYED | MISSING)
async def delete(service: Served, key: DocumentKey, _: Writer) -> Response:
    """Take a document and its claims out of the graph; their ties follow."""
    await service.write(lambda graph: graph.remove(key))
    return Response(status_code=204)
