"""Claims ↔ statements.

Writing what was read gives the same statements, and reading what was written the same records. What follows from
another statement isn't written: the words that name an actor follow from their position in the quote, and a day that
a claim holds on is its date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from detente.extract.model import Claim, Claimant, Mention, Modality, Period, Precision, Span
from detente.graph import keys, terms
from detente.graph.terms import Properties, Statement, det
from detente.ontology.namespaces import ACTOR, DET, DOCUMENT, PREFIXES
from detente.ontology.relations import load_relations

TYPE = terms.iri(PREFIXES["rdf"] + "type")
SOURCE = terms.iri(PREFIXES["prov"] + "wasDerivedFrom")
ATTRIBUTED = terms.iri(PREFIXES["prov"] + "wasAttributedTo")


def day_of(claim: Claim, document_date: str | None) -> str | None:
    """The day that a claim is dated to:
    the first on which it holds, else the last, else the document's, where these are days.
    """
    period = claim.period
    days = (period.start, period.end, document_date) if period else (document_date,)
    return next((day for day in days if day and terms.is_day(day)), None)


def claim_statements(claim: Claim, document_date: str | None) -> list[Statement]:
    """A claim, and in the graph named by its IRI what it says; without its method."""
    node, day = terms.claim(claim.key), day_of(claim, document_date)
    about = [(TYPE, _CLAIM), (_RELATION, terms.det(claim.relation)), (_MODALITY, terms.det(claim.modality))]
    about += _mention(_SUBJECT, claim.subject, claim)
    about += _mention(_OBJECT, claim.object, claim)
    about += ((SOURCE, terms.document(claim.document)), (METHOD, method_of(claim)))
    about += ((_QUOTE, terms.text(claim.quote)), (_POSITION, keys.position(*_ends(claim.span))))
    about.append((_CONFIDENCE, terms.decimal(claim.confidence)))
    if claim.negated:
        about.append((_NEGATED, terms.boolean(True)))
    if claim.claimant:
        about += _claimant(claim.claimant)
    if claim.period:
        about += _period(claim.period, day)
    if day:
        about.append((_DAY, terms.moment(day)))
    if claim.cue:
        about.append((_CUE, terms.text(claim.cue)))
    return [*((node, predicate, object, "") for predicate, object in about), *_said(claim, node)]


def method_of(claim: Claim) -> str:
    """The IRI term of the method that made a claim."""
    return keys.method(claim.extractor, claim.version, claim.rule)


def _role(name: str) -> tuple[str, ...]:
    return tuple(det(name + part) for part in ("", "Position", "Text", "Principal"))


_SUBJECT, _OBJECT, _CLAIMANT = _role("subject"), _role("object"), _role("claimant")
_CLAIM, _RELATION, _NEGATED, _MODALITY = map(det, ("Claim", "relation", "negated", "modality"))
_QUOTE, _POSITION, _CONFIDENCE, _CUE, _DAY = map(det, ("quote", "quotePosition", "confidence", "cue", "date"))
_FROM, _UNTIL, _PRECISION, _TIME = map(det, ("heldFrom", "heldUntil", "timePrecision", "timeText"))
METHOD = det("method")


def _mention(role: tuple[str, ...], mention: Mention, claim: Claim) -> Iterator[tuple[str, str]]:
    yield role[0], terms.actor(mention.actor)
    yield role[1], keys.position(*_ends(mention.span))
    if _cut(claim.quote, claim.span, mention.span) != mention.text:
        yield role[2], terms.text(mention.text)
    if mention.principal:
        yield role[3], terms.actor(mention.principal)


def _cut(quote: str, whole: Span, part: Span) -> str | None:
    """What stands there, where that is within the quote."""
    return quote[part.start - whole.start : part.end - whole.start] if part.start >= whole.start else None


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _claimant(claimant: Claimant) -> Iterator[tuple[str, str]]:
    if claimant.actor:
        yield ATTRIBUTED, terms.actor(claimant.actor)
    yield _CLAIMANT[1], keys.position(*_ends(claimant.span))
    yield _CLAIMANT[2], terms.text(claimant.text)
    if claimant.principal:
        yield _CLAIMANT[3], terms.actor(claimant.principal)


def _period(period: Period, day: str | None) -> Iterator[tuple[str, str]]:
    yield _PRECISION, terms.text(period.precision)
    if period.text:
        yield _TIME, terms.text(period.text)
    if period.precision == "day" and period.start == period.end == day:
        return
    if period.start:
        yield _FROM, terms.moment(period.start)
    if period.end:
        yield _UNTIL, terms.moment(period.end)


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
    quote, span = read.text("quote"), read.span("quote")
    extractor, version, rule = keys.method_key(terms.value(read.first(METHOD)))
    return Claim(
        document=terms.name(read.first(SOURCE), DOCUMENT),
        subject=read.mention("subject", quote, span),
        relation=terms.name(read.first(_RELATION), DET),
        object=read.mention("object", quote, span),
        quote=quote,
        span=span,
        negated=read.text("negated", "") == "true",
        modality=cast(Modality, terms.name(read.first(_MODALITY), DET)),
        claimant=read.claimant(),
        period=read.period(),
        confidence=float(read.text("confidence")),
        extractor=extractor,
        version=version,
        cue=read.text("cue", ""),
        rule=rule,
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
        return Span(*keys.ends(self.text(role + "Position")))

    def mention(self, role: str, quote: str, whole: Span) -> Mention:
        actor, span = terms.name(self.first(det(role)), ACTOR), self.span(role)
        text = self.text(role + "Text", _cut(quote, whole, span) or "")
        return Mention(actor, text, span, self.actor(role + "Principal"))

    def claimant(self) -> Claimant | None:
        if DET + "claimantText" not in self._properties:
            return None
        named = ATTRIBUTED[1:-1] in self._properties
        actor = terms.name(self.first(ATTRIBUTED), ACTOR) if named else None
        return Claimant(self.text("claimantText"), self.span("claimant"), actor, self.actor("claimantPrincipal"))

    def period(self) -> Period | None:
        if DET + "timePrecision" not in self._properties:
            return None
        precision = cast(Precision, self.text("timePrecision"))
        start, end = self.text("heldFrom", "") or None, self.text("heldUntil", "") or None
        if precision == "day" and not (start or end):
            start = end = self.text("date", "") or None
        return Period(start, end, precision, self.text("timeText", ""))


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Claims without those that repeat a key."""
    return list({claim.key: claim for claim in reversed(tuple(claims))}.values())[::-1]
