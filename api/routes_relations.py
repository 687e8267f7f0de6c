"""Pairs of actors: the ties and the claims between them, with the words that say so."""

from __future__ import annotations

from detente.api import models
from detente.api.dependencies import ActorName, ClaimKey, Graph, Limit
from detente.api.responses import AMBIGUOUS, BAD, MISSING
from fastapi import APIRouter

router = APIRouter(prefix="/v1", tags=["relations"])


@router.get("/relations/{a}/{b}", responses=BAD | MISSING | AMBIGUOUS)
def pair(graph: Graph, a: ActorName, b: ActorName, limit: Limit = 50) -> models.Pair:
    """All ties between two actors and their newest claims, in both directions."""
    return models.Pair.model_validate(graph.pair(a, b, limit=limit))


@router.get("/claims/{key}", tags=["claims"], responses=BAD | MISSING)
def claim(graph: Graph, key: ClaimKey) -> models.Claim:
    """One claim: its quote, its place in the document, its status, its claimant."""
    return models.Claim.model_validate(graph.claim(key))
