"""What REST answers with: the records of ``detente.graph.views``, field by field, with examples."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from detente.extract.model import Modality, Precision
from detente.graph.views import Standing
from pydantic import BaseModel, ConfigDict, Field

CLAIM_KEY = "8a4b6c0f2d1e3a5b7c9d0e1f2a3b4c5d"
DOCUMENT_KEY = "0d9c8b7a6f5e4d3c2b1a09f8e7d6c5b4"
QUOTE = "Moscow accused Kyiv of shelling the town on Tuesday."


class Model(BaseModel):
    """Made from the view of the same name, by its attributes."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


Iri = Annotated[str, Field(examples=["https://w3id.org/detente/actor/russia"], description="IRI in the graph")]
Day = Annotated[str | None, Field(examples=["2024-03-26"], description="ISO 8601 calendar date, day, month or year")]
Offset = Annotated[
    int, Field(ge=0, examples=[120], description="Offset in the document's text, in characters; ends are exclusive")
]


class ActorRef(Model):
    """An actor in passing."""

    iri: Iri
    id: str = Field(examples=["russia"])
    label: str = Field(examples=["Russia"])
    kind: str = Field(examples=["State"])


class Actor(Model):
    """An actor as the graph knows it."""

    iri: Iri
    id: str = Field(examples=["russia"])
    label: str = Field(examples=["Russia"])
    kind: str = Field(examples=["State"])
    names: tuple[str, ...] = Field(
        examples=[["Russian Federation", "Kremlin"]], description="Further names, without the label"
    )
    iso2: str | None = Field(examples=["RU"])
    iso3: str | None = Field(examples=["RUS"])
    wikidata: str | None = Field(examples=["Q159"])
    since: Day
    until: Day
    principal: ActorRef | None = Field(description="The actor it acts for")
    parent: ActorRef | None = Field(description="The body that a branch belongs to")
    country: ActorRef | None = Field(description="The state where a group mainly sits")
    minted: bool = Field(examples=[False], description="Named by a text, and not in the catalogue")


class Tie(Model):
    """The roll-up of all claims for one subject, relation type and object."""

    iri: Iri = Field(examples=["https://w3id.org/detente/tie/russia.accuse.ukraine"])
    key: str = Field(examples=["russia.accuse.ukraine"])
    subject: ActorRef
    relation: str = Field(examples=["accuse"], description="Local name of the relation type")
    object: ActorRef
    polarity: str = Field(examples=["-"], description="+, 0 or -")
    score: float = Field(ge=-10, le=10, examples=[-3.0], description="Intensity on PLOVER's scale, -10 to +10")
    standing: Standing = Field(examples=["affirmed"])
    reason: str = Field(examples=["2 claims affirm it"], description="Why it has this standing")
    claim_count: int = Field(ge=0, examples=[2])
    origin_count: int = Field(ge=0, examples=[1], description="Independent origins of the claims that support it")
    first_date: Day
    last_date: Day


class Mention(Model):
    """An actor as it stands in a document."""

    actor: ActorRef
    text: str = Field(examples=["Moscow"])
    begin: Offset
    end: Offset
    principal: ActorRef | None = Field(description="The actor it acted for at the document's date")


class Claimant(Model):
    """Who says so, where the narrator does not."""

    text: str = Field(examples=["experts"])
    begin: Offset
    end: Offset
    actor: ActorRef | None = Field(description="null where the text names nobody")
    principal: ActorRef | None


class DocumentRef(Model):
    """A document in passing."""

    iri: Iri = Field(examples=[f"https://w3id.org/detente/document/{DOCUMENT_KEY}"])
    key: str = Field(examples=[DOCUMENT_KEY])
    title: str = Field(examples=["Shelling along the front"])
    date: Day
    source: str | None = Field(examples=["A newspaper"], description="Publisher")


class Claim(Model):
    """What one document says once, with everything that backs it."""

    iri: Iri = Field(examples=[f"https://w3id.org/detente/claim/{CLAIM_KEY}"])
    key: str = Field(examples=[CLAIM_KEY])
    subject: Mention
    relation: str = Field(examples=["accuse"])
    object: Mention
    quote: str = Field(examples=[QUOTE], description="Exactly the text from begin to end")
    begin: Offset
    end: Offset
    negated: bool = Field(examples=[False])
    modality: Modality = Field(examples=["actual"])
    document: DocumentRef
    date: Day
    claimant: Claimant | None
    held_from: Day
    held_until: Day
    time_precision: Precision | None = Field(examples=["day"])
    time_text: str = Field(examples=["on Tuesday"])
    confidence: float = Field(
        ge=0, le=1, examples=[0.9], description="Estimated probability that a careful reader agrees"
    )
    extractor: str = Field(examples=["rules"])
    version: str = Field(examples=["0.1.0"])
    cue: str = Field(examples=["accused"], description="The words that carry the relation")
    rule: str = Field(examples=["accuse/verb"], description="The lexicon entry and frame that fired")


class DocumentSummary(Model):
    """A document in a listing."""

    iri: Iri = Field(examples=[f"https://w3id.org/detente/document/{DOCUMENT_KEY}"])
    key: str = Field(examples=[DOCUMENT_KEY])
    title: str = Field(examples=["Shelling along the front"])
    date: Day
    source: str | None = Field(examples=["A newspaper"])
    id: str = Field(examples=["brief-12"], description="The input's own id")
    origin: str = Field(examples=[DOCUMENT_KEY], description="Copies of one story share an origin")
    claim_count: int = Field(ge=0, examples=[7])


class Document(DocumentSummary):
    """A document with its text."""

    text: str = Field(examples=[QUOTE])
    metadata: dict[str, Any] = Field(
        examples=[{"language": "en"}], description="Further keys of the input, as they came"
    )


class Change(Model):
    """One change of the graph."""

    revision: int = Field(ge=1, examples=[42], description="The graph's, after it")
    time: str = Field(examples=["2026-11-20T08:04:05.123456Z"], description="UTC")
    kind: Literal["added", "removed", "updated"] = Field(
        examples=["added"], description="A document came or went; or a raw update, a new catalogue, ties derived afresh"
    )
    document: str | None = Field(examples=[DOCUMENT_KEY], description="Key of the document; null of an update")


class Pair(Model):
    """All that stands between two actors, in both directions."""

    a: ActorRef
    b: ActorRef
    ties: tuple[Tie, ...]
    claims: tuple[Claim, ...] = Field(description="Newest first")
    claim_count: int = Field(ge=0, examples=[12], description="How many claims there are, shown or not")


class Problem(BaseModel):
    """An RFC 9457 problem document."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["no actor 'atlantis' in the graph"])
    line: int | None = Field(default=None, examples=[1], description="Of malformed SPARQL: the line, from 1")
    column: int | None = Field(default=None, examples=[17], description="Of malformed SPARQL: the column, from 1")
    candidates: list[str] | None = Field(
        default=None,
        examples=[["democratic-republic-of-the-congo", "republic-of-the-congo"]],
        description="Of an ambiguous name",
    )
    errors: list[dict[str, str]] | None = Field(
        default=None,
        examples=[[{"place": "query.limit", "fault": "Input should be greater than or equal to 1"}]],
        description="Of wrong parameters: place and fault",
    )
