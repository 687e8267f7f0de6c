"""Claims: searched for, and the pairs of actors that most of them speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Annotated, Literal

from detente.api import models
from detente.api.claim_search import ClaimSearch, keys_in
from detente.api.dependencies import Graph, Limit, Served
from detente.api.disconnects import while_connected
from detente.api.paging import At, Page, cut
from detente.api.queries import Query as Sparql
from detente.api.responses import AMBIGUOUS, BAD, GONE, MISSING, STOPPED
from detente.api.streaming import AT_ONCE, STREAMED, wants_lines, written
from detente.graph.library import ClaimGraph
from detente.ontology.namespaces import CLAIM
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

router = APIRouter(prefix="/v1", tags=["claims"])
TSV = "text/tab-separated-values"
Name = Annotated[str | None, Query(max_length=200, examples=["russia"])]
WHO = "An actor, or the words for who says so"
Date = Annotated[str | None, Query(max_length=10, examples=["2024"], description="A year, month or day")]
Modality = Annotated[Literal["actual", "planned", "possible"] | None, Query(examples=["actual"])]
Confidence = Annotated[float | None, Query(ge=0, le=1, examples=[0.5], description="At least this")]
Source = Annotated[str | None, Query(max_length=300, examples=["A newspaper"], description="Publisher")]
Claimant = Annotated[str | None, Query(max_length=200, examples=["experts"], description=WHO)]


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


async def narrowed(
    modality: Modality = None,
    negated: Annotated[bool | None, Query(examples=[False])] = None,
    held_since: Date = None,
    held_until: Date = None,
    published_since: Date = None,
    published_until: Date = None,
    confidence: Confidence = None,
    source: Source = None,
    claimant: Claimant = None,
) -> ClaimSearch:
    """What a request asks of claims, whomever they are of."""
    return ClaimSearch(
        modality=modality,
        negated=negated,
        held_since=held_since,
        held_until=held_until,
        published_since=published_since,
        published_until=published_until,
        confidence=confidence,
        source=source,
        claimant=claimant,
    )


Narrowed = Annotated[ClaimSearch, Depends(narrowed)]


async def search(
    claims: Narrowed,
    actor: Name = None,
    other: Annotated[Name, Query(alias="with")] = None,
    relation: Annotated[str | None, Query(alias="type", examples=["accuse"])] = None,
    polarity: Annotated[str | None, Query(examples=["-"], description="+ (as %2B), 0 or -")] = None,
    family: Annotated[Literal["event", "tie"] | None, Query(examples=["event"])] = None,
) -> ClaimSearch:
    """The claims that a request asks for."""
    return replace(claims, actor=actor, other=other, relation=relation, polarity=polarity, family=family)


@router.get(
    "/claims",
    response_model=ClaimPage,
    responses=STREAMED | BAD | MISSING | AMBIGUOUS | GONE | STOPPED,
)
async def find_claims(
    request: Request,
    response: Response,
    service: Served,
    wanted: Annotated[ClaimSearch, Depends(search)],
    at: At,
    limit: Limit = 50,
) -> ClaimPage | StreamingResponse:
    """Claims by actors, relation, status, time held, time published, confidence, source and claimant; newest first.

    All of them as NDJSON where the client likes that.
    """
    whole = wants_lines(request)
    query = wanted.query(service.graph) if whole else wanted.query(service.graph, limit + 1, at.offset)
    answer = await while_connected(request, service.answer(Sparql(query, TSV)))
    found = keys_in(answer, CLAIM)
    if whole:
        lots = (read(service.graph, lot) for lot in iter(lambda: list(islice(found, AT_ONCE)), []))
        return written(lots, is_cut=answer.cut)
    keys = list(found)
    items = read(service.graph, cut(keys, limit))
    return ClaimPage(items=items, next=at.following(request, response, keys, limit))


def read(graph: ClaimGraph, keys: Sequence[str]) -> list[models.Claim]:
    """The claims of these keys."""
    return [models.Claim.model_validate(claim) for claim in graph.claims(keys)]


@router.get("/pairs", tags=["relations"], responses=BAD)
def top_pairs(graph: Graph, limit: Limit = 50) -> Dyads:
    """The pairs of actors that most claims speak of."""
    return Dyads(items=[Dyad.model_validate(dyad) for dyad in graph.top_pairs(limit)])
