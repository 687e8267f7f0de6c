"""What stands in a store about claims, read back for the roll-up."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.model import Claim
from detente.graph import keys, terms
from detente.graph.quads import SOURCE, read_claim
from detente.graph.store import Store
from detente.graph.tally import Evidence, evidence_of
from detente.graph.terms import Properties
from detente.ontology.namespaces import CLAIM, DET, DOCUMENT
from detente.ontology.relations import load_relations
from pyoxigraph import NamedNode


def claims_in(store: Store, document: str) -> dict[str, Properties]:
    """The claims of a document (key): IRI → properties."""
    found = list(store.find(SOURCE[1:-1], [NamedNode(DOCUMENT + document)]))
    return store.describe(subject for subject, _ in found if subject.startswith(CLAIM))


def claims_of(store: Store, tie: str) -> Iterator[str]:
    """The claims (IRIs) that a tie (IRI) rests on: in their graphs stands what it says.

    None for what is no tie's IRI.
    """
    try:
        subject, relation, object = keys.tie_key(tie)
    except ValueError:
        return
    if relation in load_relations():
        triple = (terms.actor(subject), terms.said(relation), terms.actor(object))
        yield from store.graphs(*(term[1:-1] for term in triple))


def read_evidence(properties: Properties) -> tuple[Claim, Evidence]:
    """A claim and what it gives to its ties."""
    claim = read_claim(properties)
    day = properties.get(DET + "date")
    return claim, evidence_of(claim, terms.value(day[0]) if day else None)


def days_of(properties: Properties) -> tuple[str | None, str | None]:
    """First and last day of a claim, from its ``det:date`` and ``det:heldUntil``."""
    first, until = (
        next((terms.value(t) for t in properties.get(DET + name, ())), None) for name in ("date", "heldUntil")
    )
    return first, until if until and terms.is_day(until) else first
