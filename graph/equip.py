"""Bring the vocabulary and the catalogue into a store, and up to date when they have changed."""

from __future__ import annotations

from collections.abc import Iterator

from detente.graph import layout, terms
from detente.graph.books import STATE, recount
from detente.graph.changes import VERSION, Log
from detente.graph.knowledge import actor_statements, version_of, vocabulary_statements
from detente.graph.mints import minted_ids, minted_statements
from detente.graph.quads import TYPE
from detente.graph.store import Store
from detente.graph.terms import Statement
from detente.ontology.catalogue import Catalogue
from detente.ontology.namespaces import ACTOR, DET, PREFIXES, SAID, STATE_GRAPH
from detente.ontology.relations import load_relations
from pyoxigraph import NamedNode

_DEFINED_BY = PREFIXES["rdfs"] + "isDefinedBy"
_PARTS = (DET + "role", DET + "membership", DET + "designation")


def equip(store: Store, catalogue: Catalogue, log: Log) -> bool:
    """Make the store hold this vocabulary and catalogue; actors that texts mint give way to the catalogue's.

    Whether it changed.
    """
    wanted = dict.fromkeys(vocabulary_statements())
    wanted |= dict.fromkeys(each for actor in catalogue.actors.values() for each in actor_statements(actor))
    version: Statement = (STATE, VERSION, terms.text(version_of(wanted)), "")
    held = store.describe([STATE_GRAPH], (VERSION[1:-1],)).get(STATE_GRAPH, {})
    old: list[Statement] = [(STATE, VERSION, terms.write(term), "") for term in held.get(VERSION[1:-1], ())]
    if version in old:
        return False
    with store.writing():
        if not old:
            with log.recording("updated") as entries:
                store.bulk([*wanted, layout.MADE, version, *entries.itself, *entries.into])
            return True
        minted = minted_ids(store) - catalogue.actors.keys()
        wanted |= dict.fromkeys(each for id in minted for each in minted_statements(store, id))
        counted, recounted = recount(store, minted=len(minted))
        present = dict.fromkeys(_present(store))
        out = [each for each in present if each not in wanted]
        into = [each for each in wanted if each not in present]
        with log.recording("updated") as entries:
            store.apply(
                [*out, *old, *counted, *entries.out], [*into, version, *recounted, *entries.itself, *entries.into]
            )
    return True


def _present(store: Store) -> Iterator[Statement]:
    """All that the store says of the vocabulary and the actors, but for ties."""
    nodes: set[str] = set()
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
