"""Pairs of actors: the ties and the claims between them, with the words that say so."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from detente.api import models
from detente.api.dependencies import ActorName, ClaimKey, Graph, Limit, Served
from detente.api.disconnects import while_connected
from detente.api.pair_search import PairSearch, rows_in
from detente.api.queries import Query as Sparql
from detente.api.responses import AMBIGUOUS, BAD, MISSING, STOPPED
from detente.api.routes_claims import TSV, Narrowed
from detente.graph.views import Standing
from detente.ontology.relations import load_relations
from fastapi import APIRouter, Depends, Query, Request

router = APIRouter(prefix="/v1", tags=["relations"])
Type = Annotated[
    str | None,
    Query(
        alias="type", description="Relation type", json_schema_extra={"enum": [*load_relations()]}, examples=["accuse"]
    ),
]


async def wanted(
    a: ActorName,
    b: ActorName,
    claims: Narrowed,
    relation: Type = None,
    polarity: Annotated[
        str | None, Query(description="+ (as %2B), 0 or -; or positive, neutral, negative", examples=["-"])
    ] = None,
    family: Annotated[Literal["event", "tie"] | None, Query(description="Of relations", examples=["event"])] = None,
    standing: Annotated[Standing | None, Query(description="Of the ties", examples=["affirmed"])] = None,
) -> PairSearch:
    """What a request asks of a pair."""
    return PairSearch(a, b, relation, polarity, family, standing, claims)


@router.get("/relations/{a}/{b}", responses=BAD | MISSING | AMBIGUOUS | STOPPED)
async def pair(
    request: Request, service: Served, search: Annotated[PairSearch, Depends(wanted)], limit: Limit = 50
) -> models.Pair:
    """All ties between two actors and their newest claims, in both directions.

    `type`, `polarity`, `family` and `standing` ask for ties; the others for claims of that sort, and for the ties that
    rest on one.
    """
    graph, rows = service.graph, list[tuple[str, str]]()
    if search.is_open:
        whole = await asyncio.to_thread(graph.pair, search.a, search.b, limit=limit)
        return models.Pair.model_validate(whole)
    ties = await asyncio.to_thread(search.ties, graph)
    if query := search.query(graph, ties):
        rows = rows_in(await while_connected(request, service.answer(Sparql(query, TSV))))
    return models.Pair.model_validate(await asyncio.to_thread(search.found, graph, ties, rows, limit))


@router.get("/claims/{key}", tags=["claims"], responses=BAD | MISSING)
def claim(graph: Graph, key: ClaimKey) -> models.Claim:
    """One claim: its quote, its place in the document, its status, its claimant."""
    return models.Claim.model_validate(graph.claim(key))
