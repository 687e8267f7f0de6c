"""Claims and documents, as they are shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from detente.extract.model import Claim, Claimant, Mention
from detente.graph import terms
from detente.graph.books import months
from detente.graph.documents import BRIEF, DATE, IDENTIFIER, ISSUED, read_document
from detente.graph.evidence import claims_in, claims_of
from detente.graph.quads import SOURCE, TYPE, day_of, read_claim
from detente.graph.ranks import RANK, latest
from detente.graph.store import Store
from detente.graph.terms import Properties
from detente.graph.ties import Dyad
from detente.graph.views import ActorRef, ClaimantView, ClaimView, DocumentRef, DocumentView, MentionView, TieView
from detente.ontology.namespaces import CLAIM, DET, DOCUMENT, ORIGIN
from pyoxigraph import Literal, NamedNode

_ORIGIN = DET + "origin"
_DATES = (ISSUED[1:-1], DATE[1:-1])
_LISTED = (*BRIEF, IDENTIFIER[1:-1], DET + "metadata", _ORIGIN)


class Reading:
    """Reads the claims and documents of a store.

    Args:
        store: where they are.
        ref: gives an actor in passing, by id.
    """

    def __init__(self, store: Store, ref: Callable[[str], ActorRef]) -> None:
        self._store = store
        self._ref = ref

    def claims_on(self, ties: Iterable[str], limit: int | None = None, offset: int = 0) -> tuple[list[ClaimView], int]:
        """The claims that any of these ties (IRIs) rests on, newest first; and how many there are in all."""
        claims = {claim for tie in ties for claim in claims_of(self._store, tie)}
        if limit is None or len(claims) <= limit:
            shown = sorted(self.claims(sorted(claims)), key=lambda claim: claim.date or "", reverse=True)
            return shown[offset:], len(claims)
        return self.claims(self._by_date(claims)[offset:][:limit]), len(claims)

    def claims_between(self, dyad: Dyad, ties: Sequence[TieView], limit: int) -> list[ClaimView]:
        """So many claims of all ties between two actors, newest first, without reading the others."""
        first = min((tie.first_date for tie in ties if tie.first_date), default=None)
        last = max((tie.last_date for tie in ties if tie.last_date), default=None)
        order: list[str] = []
        for month in latest(self._store, dyad, first, last):
            order += self._by_date(month)
            if len(order) >= limit:
                break
        return self.claims(order[:limit])

    def _by_date(self, claims: Collection[str]) -> list[str]:
        """These claims (IRIs), newest first, then by IRI."""
        dated = self._store.describe(claims, (DET + "date",))
        days = {iri: terms.value(properties[DET + "date"][0]) for iri, properties in dated.items()}
        return sorted(sorted(claims), key=lambda iri: days.get(iri, ""), reverse=True)

    def claims(self, iris: Iterable[str]) -> list[ClaimView]:
        """The claims with these IRIs, in that order, without those that don't exist."""
        wanted = list(iris)
        described = self._store.describe(wanted)
        return self._claims({iri: described[iri] for iri in wanted if iri in described})

    def claims_in(self, document: str) -> list[ClaimView]:
        """The claims of a document (key), in text order."""
        found = self._claims(claims_in(self._store, document))
        return sorted(found, key=lambda claim: (claim.begin, claim.subject.begin, claim.object.begin, claim.key))

    def _claims(self, described: dict[str, Properties]) -> list[ClaimView]:
        read = {iri: read_claim(properties) for iri, properties in described.items()}
        documents = self._store.describe({DOCUMENT + claim.document for claim in read.values()}, BRIEF)
        return [self._claim(iri, claim, documents.get(DOCUMENT + claim.document, {})) for iri, claim in read.items()]

    def _claim(self, iri: str, claim: Claim, brief: Properties) -> ClaimView:
        document, period = document_ref(claim.document, brief), claim.period
        return ClaimView(
            key=iri.removeprefix(CLAIM),
            subject=self._mention(claim.subject),
            relation=claim.relation,
            object=self._mention(claim.object),
            quote=claim.quote,
            begin=claim.span.start,
            end=claim.span.end,
            negated=claim.negated,
            modality=claim.modality,
            document=document,
            date=day_of(claim, document.date),
            claimant=self._claimant(claim.claimant) if claim.claimant else None,
            held_from=period.start if period else None,
            held_until=period.end if period else None,
            time_precision=period.precision if period else None,
            time_text=period.text if period else "",
            confidence=claim.confidence,
            extractor=claim.extractor,
            version=claim.version,
            cue=claim.cue,
            rule=claim.rule,
        )

    def _mention(self, mention: Mention) -> MentionView:
        span = mention.span
        return MentionView(self._ref(mention.actor), mention.text, span.start, span.end, self._maybe(mention.principal))

    def _claimant(self, claimant: Claimant) -> ClaimantView:
        actor, principal = self._maybe(claimant.actor), self._maybe(claimant.principal)
        return ClaimantView(claimant.text, claimant.span.start, claimant.span.end, actor, principal)

    def _maybe(self, id: str | None) -> ActorRef | None:
        return self._ref(id) if id else None

    def document_key(self, name: str) -> str | None:
        """The key of a document given by key, IRI or the input's own id; ``None`` where there is none."""
        key = name.removeprefix(DOCUMENT)
        if key.isalnum() and self._store.describe([DOCUMENT + key], (TYPE[1:-1],)):
            return key
        found = self._store.find(IDENTIFIER[1:-1], [Literal(name)])
        return min((iri.removeprefix(DOCUMENT) for iri, _ in found if iri.startswith(DOCUMENT)), default=None)

    def document(self, key: str) -> DocumentView:
        """The document of that key, with its text."""
        properties = self._store.describe([DOCUMENT + key])[DOCUMENT + key]
        return self._document(key, properties, whole=True)

    def documents(self, limit: int | None, offset: int) -> list[DocumentView]:
        """Documents without their texts, newest first, then by key."""
        order: list[str] = []
        for month in months(self._store):
            found = [iri for iri, _ in self._store.scan(RANK[1:-1], Literal(month))]
            dates = {
                iri: document_ref(iri, each).date or "" for iri, each in self._store.describe(found, BRIEF).items()
            }
            order += sorted(sorted(found), key=lambda iri: dates.get(iri, ""), reverse=True)
            if limit is not None and len(order) >= offset + limit:
                break
        order = order[offset:][:limit]
        described = self._store.describe(order, _LISTED)
        return [self._document(iri.removeprefix(DOCUMENT), described[iri], whole=False) for iri in order]

    def _document(self, key: str, properties: Properties, *, whole: bool) -> DocumentView:
        document = read_document(properties)
        claims = sum(1 for _ in self._store.find(SOURCE[1:-1], [NamedNode(DOCUMENT + key)]))
        return DocumentView(
            key,
            document.title,
            document.date,
            document.source,
            document.id,
            origin=terms.name(properties[_ORIGIN][0], ORIGIN),
            claim_count=claims,
            text=document.text if whole else None,
            metadata=document.metadata,
        )


def document_ref(key: str, brief: Properties) -> DocumentRef:
    document = read_document(brief)
    return DocumentRef(key, document.title, document.date, document.source)
