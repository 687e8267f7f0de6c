"""Bring the vocabulary and the catalogue into a store, and up to date when they have changed."""

from __future__ import annotations

from collections.abc import Iterator

from detente.graph import terms
from detente.graph.knowledge import actor_statements, version_of, vocabulary_statements
from detente.graph.mints import Mints, minted_ids
from detente.graph.quads import TYPE
from detente.graph.store import Store
from detente.graph.terms import Statement, det
from detente.ontology.catalogue import Catalogue
from detente.ontology.namespaces import ACTOR, DET, PREFIXES, SAID, STATE_GRAPH
from detente.ontology.relations import load_relations
from pyoxigraph import NamedNode

STATE = terms.iri(STATE_GRAPH)
"""The subject of what is said of the store itself."""
_VERSION = det("knowledgeVersion")
_DEFINED_BY = PREFIXES["rdfs"] + "isDefinedBy"
_PARTS = (DET + "role", DET + "membership", DET + "designation")


def equip(store: Store, catalogue: Catalogue) -> bool:
    """Make the store hold this vocabulary and catalogue; actors that texts mint give way to the catalogue's.

    Whether it changed.
    """
    wanted = dict.fromkeys(vocabulary_statements())
    wanted |= dict.fromkeys(each for actor in catalogue.actors.values() for each in actor_statements(actor))
    version = terms.text(version_of(wanted))
    held = store.describe([STATE_GRAPH], (_VERSION[1:-1],)).get(STATE_GRAPH, {})
    if any(terms.write(term) == version for term in held.get(_VERSION[1:-1], ())):
        return False
    wanted[STATE, _VERSION, version, ""] = None
    with store.writing():
        if not held:
            store.bulk(list(wanted))
            return True
        wanted |= dict.fromkeys(_minted(store, frozenset(catalogue.actors)))
        present = set(_present(store))
        store.apply([each for each in present if each not in wanted], [each for each in wanted if each not in present])
    return True


def _minted(store: Store, known: frozenset[str]) -> Iterator[Statement]:
    """The actors that documents mint and the catalogue lacks, as they should stand."""
    for id in sorted(minted_ids(store) - known):
        yield from Mints(store, known).statements(id)


def _present(store: Store) -> Iterator[Statement]:
    """All that the store says of itself, the vocabulary and the actors."""
    nodes = {STATE_GRAPH}
    for namespace in (DET, SAID):
        nodes.update(subject for subject, _ in store.find(_DEFINED_BY, [NamedNode(namespace)]))
    nodes.update(subject for subject, _ in store.scan(TYPE[1:-1], NamedNode(DET + "Actor")))
    for predicate in _PARTS:
        nodes.update(terms.value(part) for subject, part in store.scan(predicate) if subject.startswith(ACTOR))
    affirmed = {relation.iri for relation in load_relations().values()}
    for subject, properties in store.describe(sorted(nodes)).items():
        for predicate, objects in properties.items():
            if subject.startswith(ACTOR) and predicate in affirmed:
                continue  # a tie
            for object in objects:
                yield f"<{subject}>", f"<{predicate}>", terms.write(object), ""
