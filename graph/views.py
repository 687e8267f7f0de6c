"""What the graph answers with: frozen records, ready to be shown. Ids are local names;
offsets count characters, ends exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from detente.extract.model import Modality, Precision
from detente.graph import terms
from detente.ontology.namespaces import CLAIM, DOCUMENT, TIE

Standing = Literal["affirmed", "contested", "denied", "attributed", "onlyPlanned", "onlyPossible"]
STANDINGS: tuple[Standing, ...] = ("affirmed", "contested", "denied", "attributed", "onlyPlanned", "onlyPossible")


@dataclass(frozen=True, slots=True, order=True)
class ActorRef:
    """An actor in passing: enough to name and link it."""

    id: str
    label: str
    kind: str

    @property
    def iri(self) -> str:
        return terms.actor(self.id)[1:-1]


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor as the graph knows it, from the catalogue or minted from a text."""

    id: str
    label: str
    kind: str
    names: tuple[str, ...] = ()
    """Further names, without the label."""
    iso2: str | None = None
    iso3: str | None = None
    wikidata: str | None = None
    since: str | None = None
    until: str | None = None
    principal: ActorRef | None = None
    parent: ActorRef | None = None
    country: ActorRef | None = None
    minted: bool = False
    """Named by a text, and not in the catalogue."""

    @property
    def iri(self) -> str:
        return terms.actor(self.id)[1:-1]


@dataclass(frozen=True, slots=True)
class TieView:
    """The roll-up of all claims for one subject, relation type and object."""

    key: str
    """``subject.relation.object``, the local name of the tie's IRI."""
    subject: ActorRef
    relation: str
    """Local name of the relation type."""
    object: ActorRef
    polarity: str
    score: float
    """PLOVER-style intensity of the type, −10 … +10."""
    standing: Standing
    reason: str
    claim_count: int
    origin_count: int
    """Independent origins of the claims that support it."""
    first_date: str | None = None
    last_date: str | None = None

    @property
    def iri(self) -> str:
        return TIE + self.key


@dataclass(frozen=True, slots=True)
class MentionView:
    """An actor as it stands in a document."""

    actor: ActorRef
    text: str
    begin: int
    end: int
    principal: ActorRef | None = None


@dataclass(frozen=True, slots=True)
class ClaimantView:
    """Who says so, where the narrator does not."""

    text: str
    begin: int
    end: int
    actor: ActorRef | None = None
    """``None`` where the text names nobody: "experts"."""
    principal: ActorRef | None = None


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document in passing."""

    key: str
    title: str
    date: str | None = None
    source: str | None = None

    @property
    def iri(self) -> str:
        return DOCUMENT + self.key


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What one document says once, with everything that backs it."""

    key: str
    subject: MentionView
    relation: str
    object: MentionView
    quote: str
    """Exactly ``text[begin:end]`` of the document."""
    begin: int
    end: int
    negated: bool
    modality: Modality
    document: DocumentRef
    date: str | None
    """The day it is dated to: the day it holds from, else until, else the document's date."""
    claimant: ClaimantView | None = None
    held_from: str | None = None
    held_until: str | None = None
    time_precision: Precision | None = None
    time_text: str = ""
    confidence: float = 1.0
    extractor: str = ""
    version: str = ""
    cue: str = ""
    rule: str = ""

    @property
    def iri(self) -> str:
        return CLAIM + self.key


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document of the graph."""

    key: str
    title: str
    date: str | None
    source: str | None
    id: str
    """The input's own id."""
    origin: str
    """Key of its origin: of the first, by key, of the documents that copy one another."""
    claim_count: int
    text: str | None = None
    """``None`` in listings."""
    metadata: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def iri(self) -> str:
        return DOCUMENT + self.key


@dataclass(frozen=True, slots=True)
class PairView:
    """All that stands between two actors, in both directions."""

    a: ActorRef
    b: ActorRef
    ties: tuple[TieView, ...]
    claims: tuple[ClaimView, ...]
    """Newest first, up to the limit asked for."""
    claim_count: int
    """How many there are."""


@dataclass(frozen=True, slots=True)
class DyadView:
    """Two actors and how many claims speak of both, whatever they say."""

    a: ActorRef
    b: ActorRef
    claim_count: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What the graph holds."""

    documents: int
    origins: int
    claims: int
    ties: int
    actors: int
    """Of the catalogue and minted."""
    minted: int
    standings: Mapping[str, int]
    """Number of ties of each standing."""
