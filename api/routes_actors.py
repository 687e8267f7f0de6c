"""Actors: found by name, looked up, and asked for their ties."""

from __future__ import annotations

from typing import Annotated

from detente.api import models
from detente.api.dependencies import ActorName, Filters, Graph, Limit
from detente.api.paging import At, Page, cut
from detente.api.responses import AMBIGUOUS, BAD, GONE, MISSING
from detente.api.streaming import STREAMED, lines, wants_lines
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

router = APIRouter(prefix="/v1/actors", tags=["actors"])


class ActorPage(Page):
    """Actors whose names match, best first."""

    items: list[models.Actor]


class TiePage(Page):
    """An actor's ties, those with most independent origins first."""

    items: list[models.Tie]


@router.get("", responses=BAD)
def find_actors(
    graph: Graph, q: Annotated[str, Query(min_length=1, max_length=200, examples=["Taliban"])], limit: Limit = 20
) -> ActorPage:
    """Actors whose names match `q`, in any case and with or without accents."""
    return ActorPage(items=[models.Actor.model_validate(actor) for actor in graph.find_actors(q, limit)])


@router.get("/{actor}", responses=BAD | MISSING | AMBIGUOUS)
def actor(graph: Graph, actor: ActorName) -> models.Actor:
    """One actor."""
    return models.Actor.model_validate(graph.actor(actor))


@router.get("/{actor}/relations", response_model=TiePage, responses=STREAMED | BAD | MISSING | AMBIGUOUS | GONE)
def relations(
    graph: Graph,
    request: Request,
    response: Response,
    actor: ActorName,
    filters: Filters,
    at: At,
    limit: Limit = 100,
) -> TiePage | StreamingResponse:
    """The ties of an actor, in either direction; all of them as NDJSON where the client likes that."""

    def read(limit: int, offset: int) -> list[models.Tie]:
        return [models.Tie.model_validate(tie) for tie in filters.ties(graph, actor, limit, offset)]

    if wants_lines(request):
        return lines(read)
    found = read(limit + 1, at.offset)
    return TiePage(items=list(cut(found, limit)), next=at.following(request, response, found, limit))
