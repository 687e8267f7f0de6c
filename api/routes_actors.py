"""Actors: found by name, looked up, and asked for their ties."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from detente.api import models
from detente.api.claim_search import ClaimSearch, keys_in
from detente.api.dependencies import ActorName, Filters, Graph, Limit, Served
from detente.api.disconnects import while_connected
from detente.api.paging import At, Page, cut
from detente.api.queries import Query as Sparql
from detente.api.responses import AMBIGUOUS, BAD, GONE, MISSING, STOPPED
from detente.api.routes_claims import TSV, Claimant, Confidence, Modality, Source
from detente.api.streaming import STREAMED, lines, wants_lines
from detente.ontology.namespaces import TIE
from fastapi import APIRouter, Depends, Query, Request, Response
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


async def resting_on(
    request: Request,
    service: Served,
    actor: ActorName,
    modality: Modality = None,
    confidence: Confidence = None,
    source: Source = None,
    claimant: Claimant = None,
) -> Collection[str] | None:
    """The keys of the actor's ties that rest on a claim of that sort; ``None`` where no sort is asked for."""
    wanted = ClaimSearch(modality=modality, confidence=confidence, source=source, claimant=claimant)
    if wanted == ClaimSearch():
        return None
    query = Sparql(wanted.ties(service.graph, actor), TSV)
    return frozenset(keys_in(await while_connected(request, service.answer(query)), TIE))


@router.get(
    "/{actor}/relations", response_model=TiePage, responses=STREAMED | BAD | MISSING | AMBIGUOUS | GONE | STOPPED
)
def relations(
    graph: Graph,
    resting: Annotated[Collection[str] | None, Depends(resting_on)],
    request: Request,
    response: Response,
    actor: ActorName,
    filters: Filters,
    at: At,
    limit: Limit = 100,
) -> TiePage | StreamingResponse:
    """The ties of an actor, in either direction; all of them as NDJSON where the client likes that.

    `modality`, `confidence`, `source` and `claimant` ask for ties that rest on a claim of that sort.
    """
    chosen = None
    if resting is not None:
        chosen = [tie for tie in filters.ties(graph, actor, None) if tie.key in resting]

    def read(limit: int, offset: int) -> list[models.Tie]:
        ties = filters.ties(graph, actor, limit, offset) if chosen is None else chosen[offset : offset + limit]
        return [models.Tie.model_validate(tie) for tie in ties]

    if wants_lines(request):
        return lines(read)
    found = read(limit + 1, at.offset)
    return TiePage(items=list(cut(found, limit)), next=at.following(request, response, found, limit))
