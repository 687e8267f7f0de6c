"""Claims as JSON records, one a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.ontology.actor import Actor
from detente.ontology.catalogue import Catalogue

from .model import Claim, Extraction, Mention


def claim_record(claim: Claim, extraction: Extraction, catalogue: Catalogue) -> dict[str, Any]:
    """A claim as a JSON-ready record: actors with label, mention, aliases and principal; evidence with its offsets."""
    minted = {actor.id: actor for actor in extraction.minted}

    def actor(actor_id: str) -> Actor:
        return minted.get(actor_id) or catalogue.actors[actor_id]

    def side(mention: Mention) -> dict[str, Any]:
        return _actor_record(actor(mention.actor), mention.text, actor(mention.principal) if mention.principal else None) | {
            "start": mention.span.start,
            "end": mention.span.end,
        }

    claimant: Mapping[str, Any] | None = None
    if claim.claimant is not None:
        said_by = claim.claimant
        if said_by.actor is None:
            claimant = {"label": said_by.text, "mention": said_by.text, "aliases": [], "principal": None}
        else:
            claimant = _actor_record(actor(said_by.actor), said_by.text, actor(said_by.principal) if said_by.principal else None)
    period = claim.period
    return {
        "document": extraction.document.id or extraction.document.key,
        "id": claim.key,
        "subject": side(claim.subject),
        "relation": claim.relation,
        "object": side(claim.object),
        "negated": claim.negated,
        "modality": claim.modality,
        "attributed_to": claimant,
        "evidence": {"text": claim.quote, "start": claim.span.start, "end": claim.span.end},
        "period": None if period is None else {"start": period.start, "end": period.end, "precision": period.precision, "text": period.text},
        "confidence": claim.confidence,
        "cue": claim.cue,
        "rule": claim.rule,
        "extractor": claim.extractor,
        "version": claim.version,
    }


def _actor_record(actor: Actor, mention: str, principal: Actor | None) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": actor.id,
        "label": actor.label,
        "kind": actor.kind,
        "mention": mention,
        "aliases": [*actor.names, *actor.seats],
        "principal": None,
    }
    if principal is not None and principal.id != actor.id:
        record["principal"] = {"id": principal.id, "label": principal.label, "aliases": [*principal.names, *principal.seats]}
    return record
