"""The documents that the claims come from."""

from __future__ import annotations

from detente.api import models
from detente.api.dependencies import Graph, Limit, Offset
from detente.api.paging import Page, cut, next_page
from detente.api.responses import BAD, MISSING
from fastapi import APIRouter, Request, Response

router = APIRouter(prefix="/v1/documents", tags=["documents"])


class DocumentPage(Page):
    """Documents, newest first."""

    items: list[models.DocumentSummary]


@router.get("", responses=BAD)
def documents(
    graph: Graph, request: Request, response: Response, limit: Limit = 100, offset: Offset = 0
) -> DocumentPage:
    """All documents, newest first, without their texts."""
    found = graph.documents(limit + 1, offset)
    items = [models.DocumentSummary.model_validate(document) for document in cut(found, limit)]
    return DocumentPage(items=items, next=next_page(request, response, found, limit, offset))


@router.get("/{key}", responses=BAD | MISSING)
def document(graph: Graph, key: str) -> models.Document:
    """One document with its text, by its key or the input's own id."""
    return models.Document.model_validate(graph.document(key))


@router.get("/{key}/claims", responses=BAD | MISSING)
def claims_in(graph: Graph, key: str) -> list[models.Claim]:
    """The claims of a document, in text order."""
    return [models.Claim.model_validate(claim) for claim in graph.claims_in(key)]
