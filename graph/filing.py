"""What one document comes to, whatever the store holds: the part of a write that can be worked out beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.extract.model import Claim, Extraction
from detente.graph import terms
from detente.graph.documents import document_statements
from detente.graph.evidence import claims_in, read_evidence
from detente.graph.origins import Marks, bands, shingles
from detente.graph.quads import SOURCE, claim_statements, distinct
from detente.graph.ranks import RANK, month
from detente.graph.store import Store
from detente.graph.tally import Evidence, evidence_of
from detente.graph.terms import Statement, det
from detente.graph.ties import Support, TieKey, support_of, ties_of
from detente.ontology.actor import Actor
from detente.ontology.namespaces import DOCUMENT
from pyoxigraph import NamedNode

RESTS_ON = det("restsOn")


@dataclass(frozen=True, slots=True)
class Filing:
    """One document, ready to be written."""

    key: str
    statements: tuple[Statement, ...]
    """The document, its claims, and which ties rest on them: what no other document's write needs to see."""
    evidence: tuple[tuple[TieKey, Evidence], ...]
    support: frozenset[Support]
    marks: Marks
    bands: tuple[str, ...]
    minted: tuple[Actor, ...]
    claims: int
    month: str
    """Its rank among documents."""


def file(extraction: Extraction) -> Filing:
    """Prepare a document with its claims; those that repeat a key are left out."""
    document = extraction.document
    marks = shingles(document.text)
    statements = [*document_statements(document)]
    evidence: list[tuple[TieKey, Evidence]] = []
    statements.append((terms.document(document.key), RANK, terms.text(month(document)), ""))
    claims = distinct(extraction.claims)
    for claim in claims:
        statements += claim_statements(claim, document.date)
        statements += rests_on(claim)
        given = evidence_of(claim, document.date)
        evidence += [(tie, given) for tie in ties_of(claim)]
    return Filing(
        key=document.key,
        statements=tuple(statements),
        evidence=tuple(evidence),
        support=support_of(evidence),
        marks=marks,
        bands=bands(marks),
        minted=extraction.minted,
        claims=len(claims),
        month=month(document),
    )


def rests_on(claim: Claim) -> list[Statement]:
    """Which ties rest on a claim."""
    node = terms.claim(claim.key)
    return [(terms.tie(*tie), RESTS_ON, node, "") for tie in ties_of(claim)]


def withdraw(store: Store, key: str) -> tuple[list[Statement], dict[str, list[tuple[TieKey, Evidence]]]]:
    """All that a store holds of a document (key) and its claims; and what each claim (IRI) gives to its ties."""
    statements = described(store, [DOCUMENT + key])
    given_by: dict[str, list[tuple[TieKey, Evidence]]] = {}
    for iri, properties in claims_in(store, key).items():
        claim, given = read_evidence(properties)
        statements += claim_statements(claim, given.first)
        statements += rests_on(claim)
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
        statements += [(f"<{tie}>", RESTS_ON, f"<{claim}>", "") for tie, _ in store.find(RESTS_ON[1:-1], [node])]
    return statements


def described(store: Store, subjects: Iterable[str]) -> list[Statement]:
    """All statements about these."""
    return [
        (f"<{subject}>", f"<{predicate}>", terms.write(object), "")
        for subject, properties in store.describe(subjects).items()
        for predicate, objects in properties.items()
        for object in objects
    ]
