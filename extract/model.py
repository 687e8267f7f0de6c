"""What flows through the extractor: documents in, claims out.

Offsets count characters of ``Document.text``; ends are exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from detente.ontology.actor import Actor

Modality = Literal["actual", "planned", "possible"]
Precision = Literal["day", "month", "year", "decade", "range"]


@dataclass(frozen=True, slots=True)
class Document:
    """A text and where it comes from."""

    text: str
    title: str = ""
    date: str | None = None
    """Day of publication, ISO 8601 (``2024-03-26``)."""
    source: str | None = None
    """Publisher, as named by the input."""
    id: str = ""
    """The input's own id; not the identity of the document, which is :attr:`key`."""
    metadata: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), compare=False)
    """Keys of the input that have no field here, as they came."""

    @property
    def key(self) -> str:
        """SHA-256 (first 32 hex digits) of title, date, source and text: the local name of the document's IRI."""
        content = "\x1f".join((self.title, self.date or "", self.source or "", self.text))
        return hashlib.sha256(content.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a document's text, ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor as it stands in a text: a name, an adjective, a metonym or a reference such as ``it``."""

    actor: str
    """Actor id, of the catalogue or minted (then in :attr:`Extraction.minted`)."""
    text: str
    span: Span
    principal: str | None = None
    """Id of the actor that this one acted for at the document's date."""


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who says so, when the narrator does not."""

    text: str
    """The words as they stand (``Putin``, ``experts``); of a pronoun, the label of the actor it means."""
    span: Span
    actor: str | None = None
    """Actor id where the claimant is a named actor."""
    principal: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """When a claim holds: first and last day, inclusive, ISO 8601; an open side is ``None``."""

    start: str | None
    end: str | None
    precision: Precision
    text: str = ""
    """The words that say so; empty when taken from the document's date."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says once. Never altered, never merged."""

    document: str
    """:attr:`Document.key`."""
    subject: Mention
    relation: str
    """Local name of a relation type: ``warmingTiesWith``."""
    object: Mention
    quote: str
    """The sentence or clause that carries the claim: exactly ``text[span.start:span.end]``."""
    span: Span
    negated: bool = False
    modality: Modality = "actual"
    claimant: Claimant | None = None
    period: Period | None = None
    confidence: float = 1.0
    """Estimated probability, 0–1, that a careful reader would agree with the claim."""
    extractor: str = "rules"
    version: str = ""
    cue: str = ""
    """The words that carry the relation, as they stand."""
    rule: str = ""
    """Id of the lexicon entry and frame that fired, ``cue-id/frame``."""

    @property
    def key(self) -> str:
        """Hash of document, position and triple (32 hex digits): the local name of the claim's IRI."""
        places = (self.span.start, self.span.end, self.subject.span.start, self.object.span.start)
        triple = (self.subject.actor, self.relation, self.object.actor)
        return hashlib.sha256("\x1f".join((self.document, *map(str, places), *triple)).encode()).hexdigest()[:32]

    @property
    def affirms(self) -> bool:
        """Whether the narrator states it as fact: not negated, actual, and nobody else's word."""
        return not self.negated and self.modality == "actual" and self.claimant is None


@dataclass(frozen=True, slots=True)
class Extraction:
    """One document's result: its claims in text order, and the actors it names that the catalogue lacks."""

    document: Document
    claims: tuple[Claim, ...]
    minted: tuple[Actor, ...] = ()
