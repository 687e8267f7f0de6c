"""For those who watch over the server, and those who look many things up at once."""

from __future__ import annotations

from detente.api import models
from detente.api.dependencies import Graph, Served
from detente.api.metrics import MEDIA_TYPE
from detente.api.responses import BAD
from detente.graph.errors import AmbiguousName, NotFound
from detente.graph.library import ClaimGraph
from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

router = APIRouter()
MOST = 500
COUNTERS = {"description": "Counters for Prometheus", "content": {"text/plain": {"schema": {"type": "string"}}}}


class Names(BaseModel):
    """Names to be looked up."""

    actors: list[str] = Field(
        min_length=1, max_length=MOST, examples=[["Moscow", "taliban"]], description="Ids or names"
    )


class Found(BaseModel):
    """What one name means."""

    name: str = Field(examples=["taliban"])
    actor: models.Actor | None = Field(description="null where no actor, or more than one, bears the name")
    candidates: list[str] = Field(examples=[["taliban"]], description="Ids of all actors that it may mean")


@router.post("/v1/lookup", tags=["actors"], responses=BAD)
def look_up(graph: Graph, names: Names) -> list[Found]:
    """Which actors many names mean, in the order of the names."""
    return [find(graph, name) for name in names.actors]


def find(graph: ClaimGraph, name: str) -> Found:
    """What one name means."""
    try:
        actor = graph.actor(name)
    except AmbiguousName as error:
        return Found(name=name, actor=None, candidates=list(error.candidates))
    except NotFound:  # one unknown name is no reason to withhold the others
        return Found(name=name, actor=None, candidates=[])
    return Found(name=name, actor=models.Actor.model_validate(actor), candidates=[actor.id])


@router.get(
    "/metrics",
    tags=["health"],
    response_class=Response,
    responses={200: COUNTERS},
)
def metrics(graph: Graph, service: Served) -> Response:
    """What the server counts, for Prometheus."""
    stats = graph.stats()
    for what in ("documents", "origins", "claims", "ties", "actors"):
        service.metrics.holds.labels(what).set(getattr(stats, what))
    service.metrics.revision.set(graph.revision)
    return Response(service.metrics.text(), headers={"content-type": MEDIA_TYPE})
