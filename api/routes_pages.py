"""What people and machines that watch over the server look at: the start page, the documentation, the health."""

from __future__ import annotations

from pathlib import Path

from detente.api.dependencies import Graph
from fastapi import APIRouter
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

STATIC = Path(__file__).with_name("static")
router = APIRouter()


class Health(BaseModel):
    """That the server answers, and what its graph holds."""

    status: str = Field(examples=["ok"])
    documents: int = Field(ge=0, examples=[12])
    claims: int = Field(ge=0, examples=[140])
    ties: int = Field(ge=0, examples=[96])


@router.get("/", include_in_schema=False)
def start() -> FileResponse:
    """The start page."""
    return FileResponse(STATIC / "index.html")


@router.get("/docs", include_in_schema=False)
def docs() -> FileResponse:
    """The REST interface, to read and to try; needs nothing from elsewhere."""
    return FileResponse(STATIC / "docs.html")


@router.get("/healthz", tags=["health"])
def healthz(graph: Graph) -> Health:
    """Whether the server can read its graph."""
    stats = graph.stats()
    return Health(status="ok", documents=stats.documents, claims=stats.claims, ties=stats.ties)
