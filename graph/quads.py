"""Claims and documents ↔ statements.

Writing what was read gives the same statements, and reading what was written the same records.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import product
from types import MappingProxyType
from typing import cast

from detente.extract.model import Claim, Claimant, Document, Mention, Modality, Period, Precision, Span
from detente.graph import terms
from detente.graph.terms import Properties, Statement, det
from detente.ontology.namespaces import ACTOR, DET, DOCUMENT, PREFIXES
from detente.ontology.relations import load_relations

TYPE = terms.iri(PREFIXES["rdf"] + "type")
SOURCE = terms.iri(PREFIXES["prov"] + "wasDerivedFrom")
ATTRIBUTED = terms.iri(PREFIXES["prov"] + "wasAttributedTo")
BEGIN = terms.iri(PREFIXES["nif"] + "beginIndex")
END = terms.iri(PREFIXES["nif"] + "endIndex")
TEXT = terms.iri(PREFIXES["nif"] + "isString")
TITLE, ISSUED, DATE, PUBLISHER, IDENTIFIER = (
    terms.iri(PREFIXES["dcterms"] + name) for name in ("title", "issued", "date", "publisher", "identifier")
)


def day_of(claim: Claim, document_date: str | None) -> str | None:
    """The day that a claim is dated to:
    the first on which it holds, else the last, else the document's, where these are days.
    """
    period = claim.period
    days = (period.start, period.end, document_date) if period else (document_date,)
    return next((day for day in days if day and terms.is_day(day)), None)


def claim_statements(claim: Claim, document_date: str | None) -> Iterator[Statement]:
    """A claim, and in the graph named by its IRI what it says."""
    node = terms.claim(claim.key)
    for predicate, object in _claim_properties(claim, document_date):
        yield node, predicate, object, ""
    yield from _said(claim, node)


def _claim_properties(claim: Claim, document_date: str | None) -> Iterator[tuple[str, str]]:
    yield TYPE, det("Claim")
    yield det("relation"), det(claim.relation)
    yield from _mention("subject", claim.subject)
    yield from _mention("object", claim.object)
    yield det("negated"), terms.boolean(claim.negated)
    yield det("modality"), det(claim.modality)
    if claim.claimant:
        yield from _claimant(claim.claimant)
    yield SOURCE, terms.document(claim.document)
    yield det("quote"), terms.text(claim.quote)
    yield BEGIN, terms.integer(claim.span.start)
    yield END, terms.integer(claim.span.end)
    if claim.period:
        yield from _period(claim.period)
    if day := day_of(claim, document_date):
        yield det("date"), terms.moment(day)
    yield det("confidence"), terms.decimal(claim.confidence)
    yield det("extractor"), terms.text(claim.extractor)
    for name, value in (("extractorVersion", claim.version), ("cue", claim.cue), ("rule", claim.rule)):
        if value:
            yield det(name), terms.text(value)


def _mention(role: str, mention: Mention) -> Iterator[tuple[str, str]]:
    yield det(role), terms.actor(mention.actor)
    yield det(role + "Text"), terms.text(mention.text)
    yield det(role + "Begin"), terms.integer(mention.span.start)
    yield det(role + "End"), terms.integer(mention.span.end)
    if mention.principal:
        yield det(role + "Principal"), terms.actor(mention.principal)


def _claimant(claimant: Claimant) -> Iterator[tuple[str, str]]:
    if claimant.actor:
        yield ATTRIBUTED, terms.actor(claimant.actor)
    yield det("claimantText"), terms.text(claimant.text)
    yield det("claimantBegin"), terms.integer(claimant.span.start)
    yield det("claimantEnd"), terms.integer(claimant.span.end)
    if claimant.principal:
        yield det("claimantPrincipal"), terms.actor(claimant.principal)


def _period(period: Period) -> Iterator[tuple[str, str]]:
    if period.start:
        yield det("heldFrom"), terms.moment(period.start)
    if period.end:
        yield det("heldUntil"), terms.moment(period.end)
    yield det("timePrecision"), terms.text(period.precision)
    if period.text:
        yield det("timeText"), terms.text(period.text)


def between(claim: Claim) -> list[tuple[str, str]]:
    """The pairs of actors that a claim speaks of: as named, and with each one's principal in its place."""
    subjects = dict.fromkeys(filter(None, (claim.subject.actor, claim.subject.principal)))
    objects = dict.fromkeys(filter(None, (claim.object.actor, claim.object.principal)))
    return [(subject, object) for subject, object in product(subjects, objects) if subject != object]


def _said(claim: Claim, graph: str) -> Iterator[Statement]:
    predicate = terms.said(claim.relation)
    pairs = dict.fromkeys(between(claim))
    if not load_relations()[claim.relation].directed:
        pairs |= dict.fromkeys((object, subject) for subject, object in tuple(pairs))
    for subject, object in pairs:
        yield terms.actor(subject), predicate, terms.actor(object), graph


def read_claim(properties: Properties) -> Claim:
    """The claim with these properties. Raises ``ValueError`` or ``KeyError`` where they aren't a claim's."""
    read = _Reader(properties)
    return Claim(
        document=terms.name(read.first(SOURCE), DOCUMENT),
        subject=read.mention("subject"),
        relation=terms.name(read.first(det("relation")), DET),
        object=read.mention("object"),
        quote=read.text("quote"),
        span=Span(int(terms.value(read.first(BEGIN))), int(terms.value(read.first(END)))),
        negated=read.text("negated") == "true",
        modality=cast(Modality, terms.name(read.first(det("modality")), DET)),
        claimant=read.claimant(),
        period=read.period(),
        confidence=float(read.text("confidence")),
        extractor=read.text("extractor"),
        version=read.text("extractorVersion", ""),
        cue=read.text("cue", ""),
        rule=read.text("rule", ""),
    )


class _Reader:
    """Reads one subject's properties."""

    def __init__(self, properties: Properties) -> None:
        self._properties = properties

    def first(self, predicate: str) -> object:
        return self._properties[predicate[1:-1]][0]

    def text(self, name: str, default: str | None = None) -> str:
        found = self._properties.get(DET + name)
        if found is None and default is not None:
            return default
        return terms.value(self.first(det(name)))

    def actor(self, name: str) -> str | None:
        return terms.name(self.first(det(name)), ACTOR) if DET + name in self._properties else None

    def span(self, role: str) -> Span:
        return Span(int(self.text(role + "Begin")), int(self.text(role + "End")))

    def mention(self, role: str) -> Mention:
        actor = terms.name(self.first(det(role)), ACTOR)
        return Mention(actor, self.text(role + "Text"), self.span(role), self.actor(role + "Principal"))

    def claimant(self) -> Claimant | None:
        if DET + "claimantText" not in self._properties:
            return None
        named = ATTRIBUTED[1:-1] in self._properties
        actor = terms.name(self.first(ATTRIBUTED), ACTOR) if named else None
        return Claimant(self.text("claimantText"), self.span("claimant"), actor, self.actor("claimantPrincipal"))

    def period(self) -> Period | None:
        if DET + "timePrecision" not in self._properties:
            return None
        start, end = self.text("heldFrom", "") or None, self.text("heldUntil", "") or None
        return Period(start, end, cast(Precision, self.text("timePrecision")), self.text("timeText", ""))


def document_statements(document: Document) -> Iterator[Statement]:
    """A document with its text."""
    node = terms.document(document.key)
    yield node, TYPE, det("Document"), ""
    yield node, TEXT, terms.text(document.text), ""
    if document.title:
        yield node, TITLE, terms.text(document.title), ""
    if document.date:
        yield node, ISSUED if terms.is_day(document.date) else DATE, terms.moment(document.date), ""
    if document.source:
        yield node, PUBLISHER, terms.text(document.source), ""
    if document.id:
        yield node, IDENTIFIER, terms.text(document.id), ""
    if document.metadata:
        packed = json.dumps(dict(document.metadata), ensure_ascii=False, sort_keys=True, default=str)
        yield node, det("metadata"), terms.text(packed), ""


def read_document(properties: Properties) -> Document:
    """The document with these properties."""

    def find(*predicates: str) -> str:
        return next((terms.value(properties[p[1:-1]][0]) for p in predicates if p[1:-1] in properties), "")

    metadata = find(det("metadata"))
    return Document(
        text=find(TEXT),
        title=find(TITLE),
        date=find(ISSUED, DATE) or None,
        source=find(PUBLISHER) or None,
        id=find(IDENTIFIER),
        metadata=MappingProxyType(json.loads(metadata) if metadata else {}),
    )


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Claims without those that repeat a key."""
    return list({claim.key: claim for claim in reversed(tuple(claims))}.values())[::-1]
