"""What one document comes to, whatever the store holds: the part of a write that can be worked out beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.extract.model import Claim, Document, Extraction
from detente.graph import terms
from detente.graph.documents import document_statements
from detente.graph.evidence import claims_in, read_evidence
from detente.graph.origins import Marks, bands, shingles
from detente.graph.quads import SOURCE, claim_statements, distinct
from detente.graph.ranks import RANK, month
from detente.graph.store import Store
from detente.graph.tally import Evidence, evidence_of
from detente.graph.terms import Statement
from detente.graph.ties import Support, TieKey, claim_ranks, support_of, ties_of
from detente.ontology.actor import Actor
from detente.ontology.namespaces import DOCUMENT
from pyoxigraph import NamedNode


@dataclass(frozen=True, slots=True)
class Filing:
    """One document, ready to be written."""

    key: str
    document: Document
    claims: tuple[Claim, ...]
    evidence: tuple[tuple[TieKey, Evidence], ...]
    support: frozenset[Support]
    marks: Marks
    bands: tuple[str, ...]
    minted: tuple[Actor, ...]
    month: str
    """Its rank among documents."""

    @property
    def size(self) -> int:
        """About how many :meth:`statements` there are."""
        return 8 + 21 * len(self.claims)

    def statements(self) -> Iterator[Statement]:
        """The document and its claims: what no other document's write needs to see."""
        yield from document_statements(self.document)
        yield terms.document(self.key), RANK, terms.text(self.month), ""
        for claim in self.claims:
            yield from claim_statements(claim, self.document.date)
            yield from claim_ranks(claim, self.document.date)


def file(extraction: Extraction) -> Filing:
    """Prepare a document with its claims; those that repeat a key are left out."""
    document, claims = extraction.document, tuple(distinct(extraction.claims))
    marks = shingles(document.text)
    given = ((claim, evidence_of(claim, document.date)) for claim in claims)
    evidence = tuple((tie, each) for claim, each in given for tie in ties_of(claim))
    return Filing(
        key=document.key,
        document=document,
        claims=claims,
        evidence=evidence,
        support=support_of(evidence),
        marks=marks,
        bands=bands(marks),
        minted=extraction.minted,
        month=month(document),
    )


def withdraw(store: Store, key: str) -> tuple[list[Statement], dict[str, list[tuple[TieKey, Evidence]]]]:
    """All that a store holds of a document (key) and its claims; and what each claim (IRI) gives to its ties."""
    statements = described(store, [DOCUMENT + key])
    given_by: dict[str, list[tuple[TieKey, Evidence]]] = {}
    for iri, properties in claims_in(store, key).items():
        claim, given = read_evidence(properties)
        statements += claim_statements(claim, given.first)
        statements += claim_ranks(claim, given.first)
        given_by[iri] = [(tie, given) for tie in ties_of(claim)]
    return statements, given_by


def discard(store: Store, key: str) -> list[Statement]:
    """All that a store holds of a document whose write, or removal, was cut short; its claims may be in pieces."""
    found = [DOCUMENT + key, *(iri for iri, _ in store.find(SOURCE[1:-1], [NamedNode(DOCUMENT + key)]))]
    statements = described(store, found)
    for claim in found[1:]:
        node = NamedNode(claim)
        said = store.select("SELECT ?s ?p ?o { GRAPH $claim { ?s ?p ?o } }", {"claim": node})
        statements += [(*map(terms.write, row), f"<{claim}>") for row in said]  # type: ignore[misc]
    return statements


def described(store: Store, subjects: Iterable[str]) -> list[Statement]:
    """All statements about these."""
    return [
        (f"<{subject}>", f"<{predicate}>", terms.write(object), "")
        for subject, properties in store.describe(subjects).items()
        for predicate, objects in properties.items()
        for object in objects
    ]
