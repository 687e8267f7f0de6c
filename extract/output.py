"""Claims as JSON records, one a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.extract.model import Claim, Claimant, Extraction, Mention, Period, Span
from detente.ontology.actor import Actor
from detente.ontology.catalogue import Catalogue


def claim_record(claim: Claim, extraction: Extraction, catalogue: Catalogue) -> dict[str, Any]:
    """A claim as a JSON-ready record: actors with label, mention, aliases and principal; evidence with its offsets.

    The mention is how the text calls the actor there, and null where one word takes up several: "they", "both sides" or
    "the two leaders" is no name of either. ``words`` are those that stand there in any case.
    """
    actors = _Actors({actor.id: actor for actor in extraction.minted}, catalogue, _shared(extraction))
    return {
        "document": extraction.document.id or extraction.document.key,
        "id": claim.key,
        "subject": actors.side(claim.subject),
        "relation": claim.relation,
        "object": actors.side(claim.object),
        "negated": claim.negated,
        "modality": claim.modality,
        "attributed_to": actors.claimant(claim.claimant) if claim.claimant else None,
        "evidence": {"text": claim.quote, "start": claim.span.start, "end": claim.span.end},
        "period": _period(claim.period) if claim.period else None,
        "confidence": claim.confidence,
        "cue": claim.cue,
        "rule": claim.rule,
        "extractor": claim.extractor,
        "version": claim.version,
    }


@dataclass(frozen=True, slots=True)
class _Actors:
    """Actors by id: those of the document first, then the catalogue's."""

    minted: Mapping[str, Actor]
    catalogue: Catalogue
    shared: frozenset[Span]
    """Where a word stands that takes up several."""

    def side(self, mention: Mention) -> dict[str, Any]:
        called = None if mention.span in self.shared else mention.text
        record = self._record(mention.actor, called, mention.principal)
        return record | {"words": mention.text, "start": mention.span.start, "end": mention.span.end}

    def claimant(self, claimant: Claimant) -> dict[str, Any]:
        if claimant.actor is None:
            return {"label": claimant.text, "mention": claimant.text, "aliases": [], "principal": None}
        return self._record(claimant.actor, claimant.text, claimant.principal)

    def _record(self, actor_id: str, mention: str | None, principal_id: str | None) -> dict[str, Any]:
        actor = self._get(actor_id)
        principal = self._get(principal_id) if principal_id and principal_id != actor_id else None
        return {
            "id": actor.id,
            "label": actor.label,
            "kind": actor.kind,
            "mention": mention,
            "aliases": _aliases(actor),
            "principal": principal and {"id": principal.id, "label": principal.label, "aliases": _aliases(principal)},
        }

    def _get(self, actor_id: str) -> Actor:
        return self.minted.get(actor_id) or self.catalogue.actors[actor_id]


def _shared(extraction: Extraction) -> frozenset[Span]:
    """The places that stand for more than one actor."""
    meant: dict[Span, set[str]] = {}
    for claim in extraction.claims:
        for side in (claim.subject, claim.object):
            meant.setdefault(side.span, set()).add(side.actor)
    return frozenset(span for span, actors in meant.items() if len(actors) > 1)


def _aliases(actor: Actor) -> list[str]:
    return [*actor.names, *actor.seats]


def _period(period: Period) -> dict[str, str | None]:
    return {"start": period.start, "end": period.end, "precision": period.precision, "text": period.text}
