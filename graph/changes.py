"""The log of changes, kept in the store itself: one entry for each document that came or went and each raw update.

Revisions count up from 1 without gaps, and name their entries, so that a page of them is read by name, without a
search. An entry beyond the store's revision is of a write that is under way, or was cut short: see :meth:`Log.settle`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Literal

from detente.graph import terms
from detente.graph.books import STATE
from detente.graph.errors import BadQuery
from detente.graph.quads import TYPE
from detente.graph.store import Store
from detente.graph.terms import Properties, Statement, det
from detente.ontology.namespaces import BASE, DOCUMENT, PREFIXES, STATE_GRAPH
from pyoxigraph import NamedNode, RdfFormat, parse

Kind = Literal["added", "removed", "updated"]
VERSION = det("knowledgeVersion")
"""Of the store: which vocabulary and catalogue it holds."""
CHANGE = BASE + "change/"
"""Entries' IRIs: this and the revision."""
_REVISION, _KIND, _ABOUT = det("revision"), det("changeKind"), det("changed")
_TIME = terms.iri(PREFIXES["prov"] + "atTime")
_TERMS: Mapping[Kind, str] = MappingProxyType(
    {"added": det("documentAdded"), "removed": det("documentRemoved"), "updated": det("rawUpdate")}
)
_KINDS: Mapping[str, Kind] = MappingProxyType({term[1:-1]: kind for kind, term in _TERMS.items()})
_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change of the store."""

    revision: int
    """The store's, after it."""
    time: str
    """UTC, as xsd:dateTime."""
    kind: Kind
    document: str | None
    """The key of what was added or removed; ``None`` of an update."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What a write is to do to the log besides."""

    itself: list[Statement]
    """May go in before everything else."""
    out: list[Statement]
    into: list[Statement]
    """``out`` and ``into`` make the revision; they go with the last step of the write."""


class Log:
    """The log of one store; to be written to while :meth:`.Store.writing`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.revision = read_revision(store)
        self._reach = self._stored = self.revision
        """``_reach`` is the last entry that may stand in the store, ``_stored`` the revision that does."""
        self._aside: list[tuple[ChangeView, list[Statement]]] = []
        """Entries that the store lacks, as an update has emptied it: see :meth:`update`."""

    def settle(self) -> None:
        """Make good what a write that was cut short left: count a raw update as done, take other entries out."""
        reach, self._reach = self._reach, self.revision
        while about := self._described(self._reach + 1):
            self._reach += 1
            if about.get(_KIND[1:-1]) == (NamedNode(_TERMS["updated"][1:-1]),):
                self._store.apply(_counted(self._stored), _counted(self._reach))
                self.revision = self._stored = self._reach
        self._reach = max(reach, self._reach)
        self._sweep()

    def _described(self, revision: int) -> Properties:
        return self._store.describe([f"{CHANGE}{revision}"]).get(f"{CHANGE}{revision}", {})

    @contextmanager
    def recording(self, kind: Kind, documents: Sequence[str | None] = (None,)) -> Iterator[Entries]:
        """The entries of a write, which counts as done when the block ends."""
        last = self._begin(len(documents))
        yield self._entries(kind, documents)
        self.revision = last
        if documents:
            self._stored, self._aside = last, []

    def _begin(self, count: int) -> int:
        """Make ready for so many entries; the revision after them."""
        if self._reach > self.revision:
            self.settle()
        self._reach = self.revision + count
        return self._reach

    def _entries(self, kind: Kind, documents: Sequence[str | None]) -> Entries:
        time = terms.instant(datetime.now(UTC))
        itself: list[Statement] = []
        for number, document in enumerate(documents, self.revision + 1):
            node = f"<{CHANGE}{number}>"
            itself += [(node, TYPE, det("Change"), ""), (node, _REVISION, terms.integer(number), "")]
            itself += [(node, _KIND, _TERMS[kind], ""), (node, _TIME, time, "")]
            if document is not None:
                itself.append((node, _ABOUT, terms.document(document), ""))
        if not documents:
            return Entries([], [], [])
        earlier = [statement for _, entry in self._aside for statement in entry]
        return Entries([*earlier, *itself], _counted(self._stored), _counted(self.revision + len(documents)))

    def update(self, sparql: str, base_iri: str | None) -> None:
        """Carry out a raw update. Raises ``BadQuery``, and then nothing has changed.

        Its entry goes before it, so that one cut short is told of. One that takes out what the store says of itself, as
        ``CLEAR ALL`` does, finds the store left as it says: its entry and those of the updates after it are put aside,
        until something else is written or the log is :meth:`kept <keep>`.
        """
        last = self._begin(1)
        entries = self._entries("updated", (None,))
        if self._is_kept():
            self._carry_out(sparql, base_iri, entries)
        else:
            self._store.update(sparql, base_iri)
        if self._is_kept():
            self._store.apply(entries.out, [*entries.itself, *entries.into])
            self._stored, self._aside = last, []
        else:
            self._store.apply([*entries.itself, *entries.out], [])
            own = [statement for statement in entries.itself if statement[0] == f"<{CHANGE}{last}>"]
            self._stored = 0
            self._aside.append((_view(f"{CHANGE}{last}", _properties(own)), own))
        self.revision = last

    def _carry_out(self, sparql: str, base_iri: str | None, entries: Entries) -> None:
        self._store.apply([], entries.itself)
        try:
            self._store.update(sparql, base_iri)
        except BadQuery:
            self._store.apply(entries.itself, [])
            raise

    def keep(self) -> None:
        """Write what was put aside."""
        if self._aside:
            with self._store.writing():
                entries = [statement for _, entry in self._aside for statement in entry]
                self._store.apply(_counted(self._stored), [*entries, *_counted(self.revision)])
            self._stored, self._aside = self.revision, []

    def changes(self, since: int, until: int) -> Iterator[ChangeView]:
        """As :func:`read_changes`, with what was put aside."""
        yield from read_changes(self._store, since, until)
        yield from (view for view, _ in self._aside if since < view.revision <= until)

    def _is_kept(self) -> bool:
        """Whether the store says what it is, or how far its log goes."""
        return bool(self._store.describe([STATE_GRAPH], (VERSION[1:-1], _REVISION[1:-1])))

    def _sweep(self) -> None:
        nodes = [f"{CHANGE}{number}" for number in range(self.revision + 1, self._reach + 1)]
        described = self._store.describe(nodes)
        stale: list[Statement] = [
            (f"<{node}>", f"<{predicate}>", terms.write(object), "")
            for node, about in described.items()
            for predicate, objects in about.items()
            for object in objects
        ]
        self._store.apply(stale, [])
        self._reach = self.revision


def last_of(store: Store, document: str) -> Kind | None:
    """What happened last to a document (key), by the log; ``None`` where it tells of nothing."""
    entries = store.find(_ABOUT[1:-1], [NamedNode(DOCUMENT + document)])
    found = max((int(iri.removeprefix(CHANGE)) for iri, _ in entries), default=0)
    return next((each.kind for each in read_changes(store, found - 1, found)), None) if found else None


def _counted(revision: int) -> list[Statement]:
    return [(STATE, _REVISION, terms.integer(revision), "")] if revision else []


def read_revision(store: Store) -> int:
    """How many changes the store has seen."""
    held = store.describe([STATE_GRAPH], (_REVISION[1:-1],)).get(STATE_GRAPH, {})
    return max((int(terms.value(term)) for term in held.get(_REVISION[1:-1], ())), default=0)


def read_changes(store: Store, since: int, until: int) -> Iterator[ChangeView]:
    """The changes after revision ``since``, up to and with ``until``, in their order.

    Those whose entries a raw update took out are passed over.
    """
    for start in range(since + 1, until + 1, _AT_ONCE):
        nodes = [f"{CHANGE}{number}" for number in range(start, min(start + _AT_ONCE, until + 1))]
        described = store.describe(nodes)
        whole = (node for node in nodes if described.get(node, {}).keys() >= {_TIME[1:-1], _KIND[1:-1]})
        yield from (_view(node, described[node]) for node in whole)


def _view(node: str, about: Properties) -> ChangeView:
    document = next((terms.value(term) for term in about.get(_ABOUT[1:-1], ())), None)
    return ChangeView(
        int(node.removeprefix(CHANGE)),
        terms.value(about[_TIME[1:-1]][0]),
        _KINDS[terms.value(about[_KIND[1:-1]][0])],
        document and document.removeprefix(DOCUMENT),
    )


def _properties(entry: list[Statement]) -> Properties:
    return terms.gather(parse(terms.lines(entry), RdfFormat.N_QUADS))


def is_of_the_log(statement: Statement) -> bool:
    """Whether a statement belongs to the log, and so tells how a store came to hold what it holds, not what."""
    return statement[0].startswith(f"<{CHANGE}") or (statement[0] == STATE and statement[1] == _REVISION)
