"""Claims: searched for, and the pairs of actors that most of them speak of."""

from __future__ import annotations

from typing import Annotated, Literal

from detente.api import models
from detente.api.claim_search import ClaimSearch, keys_in
from detente.api.dependencies import Graph, Limit, Served
from detente.api.disconnects import while_connected
from detente.api.paging import At, Page, cut
from detente.api.queries import Query as Sparql
from detente.api.responses import AMBIGUOUS, BAD, GONE, MISSING, documented
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field

router = APIRouter(prefix="/v1", tags=["claims"])
JSON = "application/sparql-results+json"
Name = Annotated[str | None, Query(max_length=200, examples=["russia"])]
Date = Annotated[str | None, Query(max_length=10, examples=["2024"], description="A year, month or day")]


class ClaimPage(Page):
    """Claims, newest first."""

    items: list[models.Claim]


class Dyad(models.Model):
    """Two actors and how many claims speak of both."""

    a: models.ActorRef
    b: models.ActorRef
    claim_count: int = Field(ge=0, examples=[12])


class Dyads(BaseModel):
    """Pairs of actors, those that most claims speak of first."""

    items: list[Dyad]


async def search(
    actor: Name = None,
    other: Annotated[Name, Query(alias="with")] = None,
    relation: Annotated[str | None, Query(alias="type", examples=["accuse"])] = None,
    polarity: Annotated[str | None, Query(examples=["-"], description="+ (as %2B), 0 or -")] = None,
    family: Annotated[Literal["event", "tie"] | None, Query()] = None,
    modality: Annotated[Literal["actual", "planned", "possible"] | None, Query()] = None,
    negated: bool | None = None,
    held_since: Date = None,
    held_until: Date = None,
    published_since: Date = None,
    published_until: Date = None,
    confidence: Annotated[float | None, Query(ge=0, le=1, examples=[0.5], description="At least this")] = None,
    source: Annotated[str | None, Query(max_length=300, examples=["A newspaper"], description="Publisher")] = None,
    claimant: Annotated[str | None, Query(max_length=200, description="An actor, or the words for who says so")] = None,
) -> ClaimSearch:
    """The claims that a request asks for."""
    return ClaimSearch(
        actor,
        other,
        relation,
        polarity,
        family,
        modality,
        negated,
        held_since,
        held_until,
        published_since,
        published_until,
        confidence,
        source,
        claimant,
    )


@router.get(
    "/claims",
    responses=BAD | MISSING | AMBIGUOUS | GONE | documented(503, "The search was stopped at a limit, or too many wait"),
)
async def find_claims(
    request: Request,
    response: Response,
    service: Served,
    wanted: Annotated[ClaimSearch, Depends(search)],
    at: At,
    limit: Limit = 50,
) -> ClaimPage:
    """Claims by actors, relation, status, time held, time published, confidence, source and claimant; newest first."""
    query = wanted.query(service.graph, limit + 1, at.offset)
    answer = await while_connected(request, service.answer(Sparql(query, JSON)))
    keys = keys_in(answer.whole())
    items = [models.Claim.model_validate(claim) for claim in service.graph.claims(cut(keys, limit))]
    return ClaimPage(items=items, next=at.following(request, response, keys, limit))


@router.get("/pairs", tags=["relations"], responses=BAD)
def top_pairs(graph: Graph, limit: Limit = 50) -> Dyads:
    """The pairs of actors that most claims speak of."""
    return Dyads(items=[Dyad.model_validate(dyad) for dyad in graph.top_pairs(limit)])
