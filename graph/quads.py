"""Claims ↔ statements.

Writing what was read gives the same statements, and reading what was written the same records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from detente.extract.model import Claim, Claimant, Mention, Modality, Period, Precision, Span
from detente.graph import terms
from detente.graph.terms import Properties, Statement, det
from detente.ontology.namespaces import ACTOR, DET, DOCUMENT, PREFIXES
from detente.ontology.relations import load_relations

TYPE = terms.iri(PREFIXES["rdf"] + "type")
SOURCE = terms.iri(PREFIXES["prov"] + "wasDerivedFrom")
ATTRIBUTED = terms.iri(PREFIXES["prov"] + "wasAttributedTo")
BEGIN = terms.iri(PREFIXES["nif"] + "beginIndex")
END = terms.iri(PREFIXES["nif"] + "endIndex")


def day_of(claim: Claim, document_date: str | None) -> str | None:
    """The day that a claim is dated to:
    the first on which it holds, else the last, else the document's, where these are days.
    """
    period = claim.period
    days = (period.start, period.end, document_date) if period else (document_date,)
    return next((day for day in days if day and terms.is_day(day)), None)


def claim_statements(claim: Claim, document_date: str | None) -> list[Statement]:
    """A claim, and in the graph named by its IRI what it says."""
    node = terms.claim(claim.key)
    about = [(TYPE, _CLAIM), (_RELATION, terms.det(claim.relation))]
    about += _mention(_SUBJECT, claim.subject)
    about += _mention(_OBJECT, claim.object)
    about += ((_NEGATED, terms.boolean(claim.negated)), (_MODALITY, terms.det(claim.modality)))
    about += ((SOURCE, terms.document(claim.document)), (_QUOTE, terms.text(claim.quote)))
    about += ((BEGIN, terms.integer(claim.span.start)), (END, terms.integer(claim.span.end)))
    about += ((_CONFIDENCE, terms.decimal(claim.confidence)), (_EXTRACTOR, terms.text(claim.extractor)))
    if claim.claimant:
        about += _claimant(claim.claimant)
    if claim.period:
        about += _period(claim.period)
    if day := day_of(claim, document_date):
        about.append((_DAY, terms.moment(day)))
    for predicate, value in ((_VERSION, claim.version), (_CUE, claim.cue), (_RULE, claim.rule)):
        if value:
            about.append((predicate, terms.text(value)))
    return [*((node, predicate, object, "") for predicate, object in about), *_said(claim, node)]


def _role(name: str) -> tuple[str, ...]:
    return tuple(det(name + part) for part in ("", "Text", "Begin", "End", "Principal"))


_SUBJECT, _OBJECT, _CLAIMANT = _role("subject"), _role("object"), _role("claimant")
_CLAIM, _RELATION, _NEGATED, _MODALITY, _QUOTE = map(det, ("Claim", "relation", "negated", "modality", "quote"))
_CONFIDENCE, _EXTRACTOR, _VERSION = map(det, ("confidence", "extractor", "extractorVersion"))
_CUE, _RULE, _DAY = map(det, ("cue", "rule", "date"))
_FROM, _UNTIL, _PRECISION, _TIME = map(det, ("heldFrom", "heldUntil", "timePrecision", "timeText"))


def _mention(role: tuple[str, ...], mention: Mention) -> Iterator[tuple[str, str]]:
    yield role[0], terms.actor(mention.actor)
    yield role[1], terms.text(mention.text)
    yield role[2], terms.integer(mention.span.start)
    yield role[3], terms.integer(mention.span.end)
    if mention.principal:
        yield role[4], terms.actor(mention.principal)


def _claimant(claimant: Claimant) -> Iterator[tuple[str, str]]:
    if claimant.actor:
        yield ATTRIBUTED, terms.actor(claimant.actor)
    yield _CLAIMANT[1], terms.text(claimant.text)
    yield _CLAIMANT[2], terms.integer(claimant.span.start)
    yield _CLAIMANT[3], terms.integer(claimant.span.end)
    if claimant.principal:
        yield _CLAIMANT[4], terms.actor(claimant.principal)


def _period(period: Period) -> Iterator[tuple[str, str]]:
    if period.start:
        yield _FROM, terms.moment(period.start)
    if period.end:
        yield _UNTIL, terms.moment(period.end)
    yield _PRECISION, terms.text(period.precision)
    if period.text:
        yield _TIME, terms.text(period.text)


def between(claim: Claim) -> list[tuple[str, str]]:
    """The pairs of actors that a claim speaks of: those named;
    and whom these act for, where either acts for somebody.
    """
    subject, object = claim.subject, claim.object
    pairs = [(subject.actor, object.actor)]
    if subject.principal or object.principal:
        pairs.append((subject.principal or subject.actor, object.principal or object.actor))
    return [pair for pair in dict.fromkeys(pairs) if pair[0] != pair[1]]


def _said(claim: Claim, graph: str) -> list[Statement]:
    predicate, pairs = terms.said(claim.relation), between(claim)
    if not load_relations()[claim.relation].directed:
        pairs = list(dict.fromkeys((*pairs, *((object, subject) for subject, object in pairs))))
    return [(terms.actor(subject), predicate, terms.actor(object), graph) for subject, object in pairs]


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


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Claims without those that repeat a key."""
    return list({claim.key: claim for claim in reversed(tuple(claims))}.values())[::-1]
