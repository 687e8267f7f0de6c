"""The embedded store: Oxigraph on disk or in memory.

Oxigraph takes one writing process per folder, and loses writes when two threads of it update at once; so all writes
go through one lock. Other processes read snapshots (:meth:`EmbeddedStore.snapshot`).
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox
import rdflib
from detente.graph import terms
from detente.graph.errors import BadQuery, ReadOnly, StoreError, StoreLocked
from detente.graph.pouring import poured
from detente.graph.store import Dataset
from detente.graph.terms import Properties, Statement, Term
from detente.ontology.namespaces import PREFIXES
from oxrdflib.store import OxigraphStore

MEMORY = ":memory:"
"""Location of a store that is gone when it closes."""
_STATE = ox.DefaultGraph()
_AT_ONCE = 500
"""Terms in one VALUES."""
_PREFIXES = dict(PREFIXES)
_WRITTEN = {name: (f"{name}:", iri) for name, iri in PREFIXES.items()}


class EmbeddedStore:
    """A :class:`.store.Store` in this process.

    Args:
        path: a folder, made (for its owner alone) where there is none; ``None`` for a store in memory.
        read_only: open a folder that nobody is writing to, such as a snapshot.

    Raises:
        StoreLocked: another process has it open.
        StoreError: the folder can't be opened.
    """

    concurrent = True
    whole = 10_000
    """Any number could be written in one go; from about so many on, a bulk load is faster."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        self.location = str(path) if path else MEMORY
        self.read_only = read_only
        self._lock = threading.RLock()
        self.engine = self._open(path)
        """The pyoxigraph store; write to it only under :meth:`writing`."""

    def _open(self, path: Path | None) -> ox.Store:
        if path is None:
            return ox.Store()
        try:
            if self.read_only:
                return ox.Store.read_only(str(path))
            path.mkdir(parents=True, exist_ok=True, mode=0o700)
            engine = ox.Store(str(path))
        except OSError as error:
            if "lock" in str(error).lower():
                raise StoreLocked(self.location) from error
            raise StoreError(f"the store at {self.location} can't be opened: {error}") from error
        for leftover in path.glob("bulk-*.sst"):
            leftover.unlink()  # of a bulk load that was killed; the lock is ours, so no load is running
        return engine

    def writing(self) -> AbstractContextManager[object]:
        if self.read_only:
            raise ReadOnly
        return self._lock

    def describe(self, subjects: Iterable[str], predicates: Collection[str] | None = None) -> dict[str, Properties]:
        match = self.engine.quads_for_pattern
        if predicates is not None and len(predicates) == 1:
            return self._values(subjects, *predicates)
        wanted = [None] if predicates is None else [ox.NamedNode(predicate) for predicate in predicates]
        found = {}
        for subject in subjects:
            node = ox.NamedNode(subject)
            properties = terms.gather(quad for predicate in wanted for quad in match(node, predicate, None, _STATE))
            if properties:
                found[subject] = properties
        return found

    def _values(self, subjects: Iterable[str], predicate: str) -> dict[str, Properties]:
        """:meth:`describe` for one predicate, which is what most look-ups are."""
        match, property = self.engine.quads_for_pattern, ox.NamedNode(predicate)
        found: dict[str, Properties] = {}
        for subject in subjects:
            objects = tuple([quad.object for quad in match(ox.NamedNode(subject), property, None, _STATE)])
            if objects:
                found[subject] = {predicate: objects}
        return found

    def find(self, predicate: str, objects: Iterable[Term]) -> Iterator[tuple[str, Term]]:
        rest = iter(objects)
        while piece := list(islice(rest, _AT_ONCE)):
            if len(piece) == 1:
                yield from self.scan(predicate, piece[0])
                continue
            values = " ".join(map(terms.write, piece))
            answer = self.engine.query(f"SELECT ?s ?o {{ VALUES ?o {{ {values} }} ?s <{predicate}> ?o }}")
            assert isinstance(answer, ox.QuerySolutions)
            for subject, object in answer:
                yield terms.value(subject), object

    def scan(self, predicate: str, object: Term | None = None, *, ordered: bool = False) -> Iterator[tuple[str, Term]]:
        quads: Iterable[ox.Quad] = self.engine.quads_for_pattern(None, ox.NamedNode(predicate), object, _STATE)
        if ordered and self.location == MEMORY:  # on disk the index keeps the order of the terms' hashes
            quads = sorted(quads, key=lambda quad: (terms.write(quad.subject), terms.write(quad.object)))
        for quad in quads:
            yield terms.value(quad.subject), quad.object

    def texts(self, predicate: str) -> Iterator[tuple[str, str]]:
        if self.location == MEMORY:  # which keeps no order
            for subject, object in self.scan(predicate, ordered=True):
                yield subject, terms.value(object)
            return
        for subject, text in poured(self.engine, f"SELECT ?s ?o {{ ?s <{predicate}> ?o }}"):
            yield subject, text

    def graphs(self, subject: str, predicate: str, object: str) -> Iterator[str]:
        for quad in self.engine.quads_for_pattern(*map(ox.NamedNode, (subject, predicate, object))):
            if isinstance(quad.graph_name, ox.NamedNode):
                yield quad.graph_name.value

    def select(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Iterator[tuple[Term | None, ...]]:
        answer = self.engine.query(terms.bind(sparql, bindings or {}), prefixes=_used_in(sparql))
        if not isinstance(answer, ox.QuerySolutions):
            raise TypeError("select takes a SELECT query")
        for solution in answer:
            yield tuple(solution)

    def query(
        self, sparql: str, dataset: Dataset | None = None, base_iri: str | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        graphs: dict[str, Any] = {}
        if dataset and (dataset.default is not None or dataset.named is not None):
            graphs["default_graph"] = [ox.NamedNode(graph) for graph in dataset.default or ()]
            graphs["named_graphs"] = [ox.NamedNode(graph) for graph in dataset.named or ()]
        try:
            return self.engine.query(sparql, base_iri=base_iri, prefixes=_used_in(sparql), **graphs)
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise BadQuery(str(error)) from error

    def update(self, sparql: str, base_iri: str | None = None) -> None:
        with self.writing():
            try:
                self.engine.update(sparql, base_iri=base_iri, prefixes=_PREFIXES)
            except (SyntaxError, ValueError, RuntimeError) as error:
                raise BadQuery(str(error)) from error

    def apply(self, delete: Collection[Statement], insert: Collection[Statement]) -> None:
        if not delete and not insert:
            return
        parts = [f"DELETE DATA {{\n{terms.data(delete)}}}"] if delete else []
        parts += [f"INSERT DATA {{\n{terms.data(insert)}}}"] if insert else []
        self._carry_out(lambda: self.engine.update(";\n".join(parts)))

    def bulk(self, insert: Iterable[Statement]) -> None:
        text: Any = terms.Lines(insert)
        self._carry_out(lambda: self.engine.bulk_load(text, format=ox.RdfFormat.N_QUADS, lenient=True))

    def _carry_out(self, write: Any) -> None:
        try:
            write()
        except OSError as error:
            raise StoreError(f"the store at {self.location} can't be written: {error}; is the disk full?") from error

    def load(self, stream: IO[bytes] | Path, format: ox.RdfFormat) -> None:
        """Put in all quads of a stream or file, all or nothing. To be called while :meth:`writing`."""
        source: dict[str, Any] = {"path": str(stream)} if isinstance(stream, Path) else {"input": stream}
        self._carry_out(lambda: self.engine.bulk_load(**source, format=format))

    def tidy(self) -> None:
        if self.location != MEMORY:
            self._carry_out(self.engine.optimize)

    def dump(self, stream: IO[bytes], format: ox.RdfFormat, graph: ox.NamedNode | None = None) -> None:
        if format.supports_datasets and graph is None:
            self.engine.dump(stream, format, prefixes=_PREFIXES)
        else:
            self.engine.dump(stream, format, from_graph=graph or _STATE, prefixes=_PREFIXES)

    def quads(self) -> Iterator[ox.Quad]:
        return iter(self.engine)

    def as_rdflib(self) -> rdflib.Dataset:
        """This very store as an rdflib dataset."""
        return rdflib.Dataset(store=OxigraphStore(store=self.engine))

    def snapshot(self, path: Path) -> None:
        """Write a consistent copy (hard links where it can) to a folder that must not exist, for other processes to
        read.
        """
        with self._lock:
            self.engine.backup(str(path))

    def flush(self) -> None:
        if not self.read_only and self.location != MEMORY:
            self.engine.flush()

    def close(self) -> None:
        """Give up the folder. The engine closes when its last user lets go of it."""
        if hasattr(self, "engine"):
            self.flush()
            del self.engine


def _used_in(sparql: str) -> dict[str, str]:
    """The project's prefixes that a query may use: the engine reads all that it is given anew for each query."""
    if "\\" in sparql:  # a name may be written in escapes
        return _PREFIXES
    return {name: iri for name, (written, iri) in _WRITTEN.items() if written in sparql}
