"""What is exported: the edges of the graph at either grain, in an order that content alone gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from detente.graph import keys, terms
from detente.graph.documents import BRIEF, read_document
from detente.graph.quads import TYPE
from detente.graph.store import Store
from detente.graph.tally import Tally
from detente.graph.terms import Term
from detente.graph.ties import TALLY
from detente.ontology.namespaces import ACTOR, DET
from pyoxigraph import NamedNode

_DOCUMENTS = 300
"""Documents whose claims are read at a time."""
_CLAIMS = """
SELECT ?document ?claim ?subject ?relation ?object ?quote ?negated ?modality ?confidence ?date ?claimant {
  VALUES ?document { DOCUMENTS }
  ?claim prov:wasDerivedFrom ?document ; det:subject ?subject ; det:relation ?relation ; det:object ?object ;
    det:quote ?quote ; det:modality ?modality ; det:confidence ?confidence .
  OPTIONAL { ?claim det:negated ?negated }
  OPTIONAL { ?claim det:date ?date } OPTIONAL { ?claim det:claimantText ?claimant }
}
"""
_Row = tuple[Term | None, ...]


class TieEdge(NamedTuple):
    """A tie: its actors (ids), relation type and sums."""

    subject: str
    relation: str
    object: str
    iri: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class ClaimEdge:
    """A claim between the actors that it names."""

    subject: str
    relation: str
    object: str
    iri: str
    quote: str
    source: str | None
    document: str
    date: str | None
    claimant: str | None
    negated: bool
    modality: str
    confidence: float


def tie_edges(store: Store) -> Iterator[TieEdge]:
    """All ties, with memory for none but the one at hand."""
    for iri, packed in store.texts(TALLY):
        yield TieEdge(*keys.tie_key(iri), iri, Tally.unpack(packed))


def claim_edges(store: Store) -> Iterator[ClaimEdge]:
    """All claims, those of a document together, with memory for some hundred documents."""
    documents = (iri for iri, _ in store.scan(TYPE[1:-1], NamedNode(DET + "Document"), ordered=True))
    while chunk := list(islice(documents, _DOCUMENTS)):
        briefs = {iri: read_document(about) for iri, about in store.describe(chunk, BRIEF).items()}
        place = {iri: number for number, iri in enumerate(chunk)}
        found = store.select(_CLAIMS.replace("DOCUMENTS", " ".join(map(terms.iri, chunk))))
        edges = [(terms.value(row[0]), _claim(row)) for row in found]
        for document, edge in sorted(edges, key=lambda each: (place[each[0]], each[1].iri)):
            brief = briefs.get(document)
            yield replace(edge, source=brief.source, document=brief.title) if brief else edge


def _claim(row: _Row) -> ClaimEdge:
    _, claim, subject, relation, object, quote, negated, modality, confidence, date, claimant = row
    return ClaimEdge(
        subject=terms.name(subject, ACTOR),
        relation=terms.name(relation, DET),
        object=terms.name(object, ACTOR),
        iri=terms.value(claim),
        quote=terms.value(quote),
        source=None,
        document="",
        date=terms.value(date) if date else None,
        claimant=terms.value(claimant) if claimant else None,
        negated=negated is not None,
        modality=terms.name(modality, DET),
        confidence=float(terms.value(confidence)),
    )
