"""The documents that the claims come from."""

from __future__ import annotations

from detente.api import models
from detente.api.dependencies import DocumentKey, Graph, Limit
from detente.api.paging import At, Page, cut
from detente.api.responses import BAD, GONE, MISSING
from detente.api.streaming import STREAMED, lines, wants_lines
from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

router = APIRouter(prefix="/v1/documents", tags=["documents"])


class DocumentPage(Page):
    """Documents, newest first."""

    items: list[models.DocumentSummary]


@router.get("", response_model=DocumentPage, responses=STREAMED | BAD | GONE)
def documents(
    graph: Graph, request: Request, response: Response, at: At, limit: Limit = 100
) -> DocumentPage | StreamingResponse:
    """All documents, newest first, without their texts; the whole list as NDJSON where the client likes that."""

    def read(limit: int, offset: int) -> list[models.DocumentSummary]:
        return [models.DocumentSummary.model_validate(document) for document in graph.documents(limit, offset)]

    if wants_lines(request):
        return lines(read)
    found = read(limit + 1, at.offset)
    return DocumentPage(items=list(cut(found, limit)), next=at.following(request, response, found, limit))


@router.get("/{key}", responses=BAD | MISSING)
def document(graph: Graph, key: DocumentKey) -> models.Document:
    """One document with its text, by its key or the input's own id."""
    return models.Document.model_validate(graph.document(key))


@router.get("/{key}/claims", responses=BAD | MISSING)
def claims_in(graph: Graph, key: DocumentKey) -> list[models.Claim]:
    """The claims of a document, in text order."""
    return [models.Claim.model_validate(claim) for claim in graph.claims_in(key)]
