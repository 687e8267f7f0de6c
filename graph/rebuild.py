"""All origins and ties derived afresh from documents and claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from detente.graph import terms
from detente.graph.documents import TEXT
from detente.graph.evidence import read_evidence
from detente.graph.origins import bands, components, origin_of, shingles
from detente.graph.quads import TYPE
from detente.graph.sources import BAND, ORIGIN_OF
from detente.graph.store import Store
from detente.graph.terms import Statement, det
from detente.graph.ties import Support, Tally, TieKey, tie_statements, ties_of
from detente.ontology.namespaces import ACTOR, DET, DOCUMENT
from detente.ontology.relations import load_relations
from pyoxigraph import NamedNode

CHUNK = 1000


def derived(store: Store) -> Iterator[Statement]:
    """All statements about origins and ties that the documents and claims of the store give rise to."""
    marks = {key: shingles(text) for key, text in _texts(store)}
    origins = {key: origin_of(members) for members in components(marks) for key in members}
    for key, origin in origins.items():
        yield terms.document(key), ORIGIN_OF, terms.origin(origin), ""
        for band in bands(marks[key]):
            yield terms.document(key), BAND, terms.text(band), ""
    for origin in set(origins.values()):
        yield terms.origin(origin), TYPE, det("Origin"), ""
    yield from _ties(store, origins)


def _texts(store: Store) -> Iterator[tuple[str, str]]:
    for subject, text in store.scan(TEXT[1:-1]):
        yield subject.removeprefix(DOCUMENT), terms.value(text)


def _ties(store: Store, origins: dict[str, str]) -> Iterator[Statement]:
    tallies: defaultdict[TieKey, Tally] = defaultdict(Tally)
    supports: defaultdict[Support, set[str]] = defaultdict(set)
    claims = (subject for subject, _ in store.scan(TYPE[1:-1], NamedNode(DET + "Claim")))
    for chunk in chunks(claims):
        for properties in store.describe(chunk).values():
            claim, evidence = read_evidence(properties)
            for tie in ties_of(claim):
                tallies[tie] = tallies[tie].count(evidence)
                supports[tie, evidence.status == "negated"].add(origins[claim.document])
                yield terms.tie(*tie), det("restsOn"), terms.claim(claim.key), ""
    for tie, tally in tallies.items():
        for negated in (False, True):
            tally = tally.origin(negated, len(supports.get((tie, negated), ())))
        yield from tie_statements(tie, tally)


def present(store: Store) -> Iterator[Statement]:
    """All statements about origins and ties that stand in the store."""
    for predicate in (ORIGIN_OF, BAND):
        for subject, object in store.scan(predicate[1:-1]):
            yield f"<{subject}>", predicate, terms.write(object), ""
    for kind in ("Origin", "Tie"):
        nodes = (subject for subject, _ in store.scan(TYPE[1:-1], NamedNode(DET + kind)))
        for chunk in chunks(nodes):
            for subject, properties in store.describe(chunk).items():
                yield from (
                    (f"<{subject}>", f"<{p}>", terms.write(o), "") for p, objects in properties.items() for o in objects
                )
    for relation in load_relations().values():
        for subject, object in store.scan(relation.iri):
            if subject.startswith(ACTOR):
                yield f"<{subject}>", f"<{relation.iri}>", terms.write(object), ""


def chunks(items: Iterable[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
