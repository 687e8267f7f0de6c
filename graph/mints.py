"""Actors that texts name and the catalogue lacks: one node for each, merged from all documents that name it.

The document with the least key gives the record; the names that others use are added. So the node is the same in
whatever order the documents come, and when one goes, it is what it would be had that one never come.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from detente.graph import terms
from detente.graph.knowledge import ABOUT, actor_statements, read_actor
from detente.graph.store import Store
from detente.graph.terms import Statement, det
from detente.ontology.actor import Actor
from detente.ontology.namespaces import ACTOR, DET, DOCUMENT
from pyoxigraph import NamedNode

_MINTS, _RECORDS = det("mints"), det("mintedActors")


def merge(records: Mapping[str, Actor]) -> Actor:
    """One actor of the records that documents (keys) have of it."""
    first = records[min(records)]
    names = {name for record in records.values() for name in (record.label, *record.names)} - {first.label}
    return replace(first, names=tuple(sorted(names)), minted=True)


def pack(actors: Iterable[Actor]) -> str:
    """Actors as JSON, without what is empty."""
    return json.dumps(
        [{key: value for key, value in asdict(actor).items() if value} for actor in actors], ensure_ascii=False
    )


def unpack(packed: str) -> list[Actor]:
    """Undo :func:`pack`."""
    return [_record(each) for each in json.loads(packed)]


def _record(fields: dict[str, Any]) -> Actor:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
    return Actor(**values)


class Mints:
    """The minted actors that one write touches."""

    def __init__(self, store: Store, known: frozenset[str]) -> None:
        self._store = store
        self._known = known
        self._records: dict[str, dict[str, Actor]] = {}
        self._before: dict[str, dict[str, Actor]] = {}

    def add(self, document: str, actors: Iterable[Actor]) -> list[Statement]:
        """Count in what a document mints; gives what the document itself is to carry."""
        minted = sorted(
            {actor.id: replace(actor, roles=(), members=(), designations=()) for actor in actors}.values(),
            key=lambda a: a.id,
        )
        if not minted:
            return []
        for actor in minted:
            self._of(actor.id, self._merged)[document] = actor
        node = terms.document(document)
        carried = [(node, _MINTS, terms.actor(actor.id), "") for actor in minted]
        return [*carried, (node, _RECORDS, terms.text(pack(minted)), "")]

    def remove(self, document: str) -> None:
        """Count out what a document minted."""
        properties = self._store.describe([DOCUMENT + document], (_MINTS[1:-1],)).get(DOCUMENT + document, {})
        for actor in properties.get(_MINTS[1:-1], ()):
            del self._of(terms.name(actor, ACTOR), self._apart)[document]

    def _of(self, id: str, read: Callable[[str], dict[str, Actor]]) -> dict[str, Actor]:
        """The records of an actor by document, read from the store the first time."""
        if id not in self._records:
            self._records[id] = read(id)
            self._before[id] = dict(self._records[id])
        return self._records[id]

    def _apart(self, id: str) -> dict[str, Actor]:
        """What each document says of an actor."""
        return records_of(self._store, id)

    def _merged(self, id: str) -> dict[str, Actor]:
        """What all documents say of it together, as if the first of them said it: enough to add to."""
        iri = terms.actor(id)[1:-1]
        first = min((document for document, _ in self._store.find(_MINTS[1:-1], [NamedNode(iri)])), default=None)
        if first is None or id in self._known:
            return {}
        return {first.removeprefix(DOCUMENT): read_actor(id, self._store.describe([iri], ABOUT)[iri])}

    @property
    def more(self) -> int:
        """By how many minted actors the store grows."""
        touched = self._records.keys() - self._known
        return sum(bool(self._records[id]) - bool(self._before[id]) for id in touched)

    def changes(self) -> tuple[list[Statement], list[Statement]]:
        """What to take out and what to put in."""
        out: list[Statement] = []
        into: list[Statement] = []
        for id in self._records.keys() - self._known:
            was, now = (dict.fromkeys(_statements(records)) for records in (self._before[id], self._records[id]))
            out += [statement for statement in was if statement not in now]
            into += [statement for statement in now if statement not in was]
        return out, into


def _statements(records: Mapping[str, Actor]) -> Iterable[Statement]:
    return actor_statements(merge(records)) if records else ()


def minted_ids(store: Store) -> set[str]:
    """Ids of the actors that documents mint, whether or not the catalogue has them by now."""
    return {terms.name(actor, ACTOR) for _, actor in store.scan(DET + "mints")}


def minted_statements(store: Store, id: str) -> Iterable[Statement]:
    """A minted actor as the documents of the store have it."""
    return _statements(records_of(store, id))


def records_of(store: Store, id: str) -> dict[str, Actor]:
    """What the documents of the store (keys) say of a minted actor."""
    found = [iri for iri, _ in store.find(_MINTS[1:-1], [NamedNode(terms.actor(id)[1:-1])])]
    described = store.describe(found, (_RECORDS[1:-1],))
    packed = {iri.removeprefix(DOCUMENT): terms.value(p[_RECORDS[1:-1]][0]) for iri, p in described.items()}
    return {key: actor for key, text in packed.items() for actor in unpack(text) if actor.id == id}
