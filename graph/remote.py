"""A store on any server that speaks the SPARQL 1.1 protocol.

A server without a default graph to write to (Virtuoso) is told by trying; what belongs in the default graph then stands
in the graph ``…/graph/state``. One Détente should write at a time: the lock is this process's own.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import islice
from typing import IO, TypeVar

import pyoxigraph as ox
import rdflib
from detente.graph import terms
from detente.graph.answers import canonical, following, readable, rows, table, triples
from detente.graph.channel import Channel, Stream, read
from detente.graph.endpoints import Endpoints
from detente.graph.errors import BadQuery, ReadOnly, StoreError
from detente.graph.store import Dataset
from detente.graph.terms import Properties, Statement, Term
from detente.ontology.namespaces import BASE, DET, PREFIXES, STATE_GRAPH
from rdflib.plugins.stores.sparqlstore import SPARQLStore

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
PIECE = 1000
"""Statements to an update: servers take some thousands, and are fastest at this many."""
BULK = 50_000
"""Statements to a request that loads a dataset."""
PAGE = 5000
"""Rows to an answer, where the server may cut it off at ten thousand without an error."""
NODES = 250
"""Terms in one VALUES."""

_FORM = re.compile(r"(?:\s|#[^\n]*|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*:\s*<[^>]*>)*([a-z]+)", re.IGNORECASE)
_PROLOGUE = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()) + " "
_Item = TypeVar("_Item")


class RemoteStore:
    """A :class:`.store.Store` behind HTTP.

    Args:
        url: as :meth:`.Endpoints.of` takes it. Credentials come from the environment.
        read_only: write nothing, not even the catalogue.

    Raises:
        StoreUnreachable: nobody answers.
        StoreError: the answer is not a SPARQL server's, or it lets us not in.
    """

    concurrent = True
    whole = PIECE

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self.location = url
        self.read_only = read_only
        self._lock = threading.RLock()
        self._channel = Channel(Endpoints.of(url))
        self._state = self._find_state()

    def _find_state(self) -> str:
        """The graph that stands in for the default one; empty where there is a default one."""
        known = f"<{STATE_GRAPH}> <{DET}knowledgeVersion> ?version"
        if self._ask(f"ASK {{ GRAPH <{STATE_GRAPH}> {{ {known} }} }}"):
            return f"<{STATE_GRAPH}>"
        if self.read_only or self._ask(f"ASK {{ {known} }}"):
            return ""
        probe = f"<{STATE_GRAPH}> <{DET}pending> <{STATE_GRAPH}>"
        try:
            self._channel.update(f"INSERT DATA {{ {probe} }}", again=True)
            if self._ask(f"ASK {{ {probe} }}"):
                self._channel.update(f"DELETE DATA {{ {probe} }}", again=True)
                return ""
        except (BadQuery, StoreError):
            pass  # there is no default graph; if it was something else, the next write says so
        return f"<{STATE_GRAPH}>"

    def _ask(self, sparql: str) -> bool:
        return bool(self.query(sparql))

    def writing(self) -> AbstractContextManager[object]:
        if self.read_only:
            raise ReadOnly
        return self._lock

    # reading

    def describe(self, subjects: Iterable[str], predicates: Collection[str] | None = None) -> dict[str, Properties]:
        found: dict[str, dict[str, list[Term]]] = {}
        only = f"FILTER(?p IN ({', '.join(map(terms.iri, predicates))}))" if predicates is not None else ""
        if predicates is not None and len(predicates) == 1:
            (predicate,) = predicates
            only = f"FILTER(?p = <{predicate}>)"
        for piece in _pieces(dict.fromkeys(subjects), NODES):
            values = " ".join(map(terms.iri, piece))
            for s, p, o in self._rows(f"SELECT ?s ?p ?o {{ VALUES ?s {{ {values} }} {self._in('?s ?p ?o')} {only} }}"):
                held = found.setdefault(terms.value(s), {}).setdefault(terms.value(p), [])
                if o is not None:
                    held.append(o)
        return {s: {p: tuple(objects) for p, objects in about.items()} for s, about in found.items()}

    def find(self, predicate: str, objects: Iterable[Term]) -> Iterator[tuple[str, Term]]:
        for piece in _pieces(objects, NODES):
            values = " ".join(map(terms.write, piece))
            pattern = self._in(f"?s <{predicate}> ?o")
            for s, o in self._rows(f"SELECT ?s ?o {{ VALUES ?o {{ {values} }} {pattern} }}"):
                if o is not None:
                    yield terms.value(s), o

    def scan(self, predicate: str, object: Term | None = None, *, ordered: bool = False) -> Iterator[tuple[str, Term]]:
        pattern = self._in(f"?s <{predicate}> {terms.write(object) if object else '?o'}")
        head, order = "SELECT ?s ?o" if object is None else "SELECT ?s", "ORDER BY ?s ?o" if ordered else ""
        rows = self._paged(head, pattern) if self._state else self._rows(f"{head} {{ {pattern} }} {order}")
        for s, *rest in rows:
            found = object if object is not None else rest[0]
            if found is not None:
                yield terms.value(s), found

    def _paged(self, head: str, pattern: str) -> Iterator[tuple[Term | None, ...]]:
        """All rows, a page at a time: each begins with the subject that the one before ended with."""
        last, seen = "", set[tuple[Term | None, ...]]()
        while True:
            after = f"FILTER(STR(?s) >= {terms.text(last)})" if last else ""
            page = list(self._rows(f"{head} {{ {pattern} {after} }} ORDER BY STR(?s) LIMIT {PAGE}"))
            yield from (row for row in page if row not in seen)
            if len(page) < PAGE:
                return
            end = terms.value(page[-1][0])
            if end == last:
                raise StoreError(f"{self.location}: {last} has more values than the {PAGE} rows of an answer")
            last, seen = end, {row for row in page if terms.value(row[0]) == end}

    def texts(self, predicate: str) -> Iterator[tuple[str, str]]:
        for subject, object in self.scan(predicate, ordered=True):
            yield subject, terms.value(object)

    def graphs(self, subject: str, predicate: str, object: str) -> Iterator[str]:
        pattern = f"GRAPH ?g {{ <{subject}> <{predicate}> <{object}> }}"
        last = ""
        while True:
            after = f"FILTER(STR(?g) > {terms.text(last)})" if last else ""
            page = f"ORDER BY STR(?g) LIMIT {PAGE}" if self._state else ""
            found = [terms.value(graph) for (graph,) in self._rows(f"SELECT ?g {{ {pattern} {after} }} {page}")]
            yield from found
            if not page or len(found) < PAGE:
                return
            last = found[-1]

    def select(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Iterator[tuple[Term | None, ...]]:
        return self._rows(_PROLOGUE + terms.bind(sparql, bindings or {}))

    def _rows(self, sparql: str) -> Iterator[tuple[Term | None, ...]]:
        with self._channel.ask(sparql, RESULTS) as response:
            body: IO[bytes] = io.BufferedReader(Stream(response), 1 << 16)
            answer = readable(rows, body, self.location)
            while solution := readable(following, answer, self.location):
                yield tuple(map(canonical, solution)) if self._state else tuple(solution)

    def _in(self, pattern: str) -> str:
        """The pattern, asked of what stands in for the default graph."""
        return f"GRAPH {self._state} {{ {pattern} }}" if self._state else f"{pattern} ."

    def query(
        self,
        sparql: str,
        dataset: Dataset | None = None,
        base_iri: str | None = None,
        seconds: float | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """As :meth:`.store.Store.query`; raises :class:`QueryTooLong` after so many ``seconds``."""
        base = f"BASE <{base_iri}> " if base_iri else ""
        named = {"default-graph-uri": dataset.default, "named-graph-uri": dataset.named} if dataset else {}
        graphs = {parameter: list(iris) for parameter, iris in named.items() if iris is not None}
        form = _FORM.match(sparql)
        tabular = form is None or form[1].upper() in ("SELECT", "ASK")
        accept = RESULTS if tabular else TRIPLES
        with self._channel.ask(base + _PROLOGUE + sparql, accept, graphs, seconds) as response:
            body = read(response, seconds)
        return readable(table, body, self.location) if tabular else readable(triples, body, self.location)

    # writing

    def update(self, sparql: str, base_iri: str | None = None) -> None:
        base = f"BASE <{base_iri}> " if base_iri else ""
        with self.writing():
            self._channel.update(base + _PROLOGUE + sparql, again=False)

    def apply(self, delete: Collection[Statement], insert: Collection[Statement]) -> None:
        if len(delete) + len(insert) <= self.whole:
            parts = [("INSERT", insert), ("DELETE", delete)]
            self._change(";\n".join(self._operation(word, data) for word, data in parts if data))
            return
        for word, data in (("INSERT", insert), ("DELETE", delete)):
            for piece in _pieces(data, PIECE):
                self._change(self._operation(word, piece))

    def _operation(self, word: str, statements: Iterable[Statement]) -> str:
        return f"{word} DATA {{\n{terms.data(statements, self._state)}}}"

    def _change(self, sparql: str) -> None:
        """Carry out an update of ours, which may be sent twice, since it says what is and what is not to be there."""
        if sparql:
            self._channel.update(sparql, again=True)

    def bulk(self, insert: Iterable[Statement]) -> None:
        for piece in _pieces(insert, BULK):
            if self._state or not self._channel.load(terms.lines(piece)):
                self.apply([], piece)

    # handing out

    def tidy(self) -> None:
        """Nothing to do: it is the server's to see to."""

    def dump(self, stream: IO[bytes], format: ox.RdfFormat, graph: ox.NamedNode | None = None) -> None:
        if format.supports_datasets and graph is None:
            ox.serialize(self.quads(), stream, format, prefixes=dict(PREFIXES))
            return
        wanted = graph or ox.DefaultGraph()
        triples = (quad.triple for quad in self.quads() if quad.graph_name == wanted)
        ox.serialize(triples, stream, format, prefixes=dict(PREFIXES))

    def quads(self) -> Iterator[ox.Quad]:
        where = "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }"
        if self._state:
            where = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), {terms.text(BASE)}))"
        for s, p, o, g in self._rows(f"SELECT ?s ?p ?o ?g {{ {where} }}"):
            stands_in = g is None or terms.write(g) == self._state
            yield ox.Quad(s, p, o, ox.DefaultGraph() if stands_in else g)  # type: ignore[arg-type]

    def as_rdflib(self) -> rdflib.Dataset:
        return rdflib.Dataset(store=SPARQLStore(self._channel.endpoints.query))

    def flush(self) -> None:
        """Nothing to do: what the server acknowledges is its to keep."""

    def close(self) -> None:
        self._channel.close()


def _pieces(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece
