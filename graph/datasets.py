"""A graph kept in an rdflib dataset: whatever store rdflib has a plugin for, at rdflib's speed."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import IO

import pyoxigraph as ox
import rdflib
from detente.graph import terms
from detente.graph.errors import BadQuery
from detente.graph.store import Dataset
from detente.graph.terms import Properties, Statement, Term
from detente.ontology.namespaces import PREFIXES
from pyparsing import ParseException
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

_PREFIXES = dict(PREFIXES)


class RdflibStore:
    """A :class:`.store.Store` over a dataset, which stays open when the graph closes.

    Writes are all or nothing where the dataset's updates are; those of rdflib's own memory store are not.
    """

    concurrent = False
    whole = 1000

    def __init__(self, dataset: rdflib.Dataset, *, read_only: bool = False) -> None:
        self.location = f"rdflib:{type(dataset.store).__name__}"
        self.read_only = read_only
        self._dataset = dataset
        self._state = dataset.default_graph
        self._lock = threading.RLock()

    def writing(self) -> AbstractContextManager[object]:
        return self._lock

    def describe(self, subjects: Iterable[str], predicates: Collection[str] | None = None) -> dict[str, Properties]:
        wanted = [None] if predicates is None else [rdflib.URIRef(predicate) for predicate in predicates]
        found: dict[str, Properties] = {}
        for subject in subjects:
            node = rdflib.URIRef(subject)
            about: dict[str, list[Term]] = {}
            for predicate in wanted:
                for _, p, o in self._state.triples((node, predicate, None)):
                    about.setdefault(str(p), []).append(from_rdflib(o))
            if about:
                found[subject] = {p: tuple(objects) for p, objects in about.items()}
        return found

    def find(self, predicate: str, objects: Iterable[Term]) -> Iterator[tuple[str, Term]]:
        for object in objects:
            yield from self.scan(predicate, object)

    def scan(self, predicate: str, object: Term | None = None, *, ordered: bool = False) -> Iterator[tuple[str, Term]]:
        node = to_rdflib(object) if object is not None else None
        triples: Iterable[tuple[Node, Node, Node]] = list(self._state.triples((None, rdflib.URIRef(predicate), node)))
        if ordered:
            triples = sorted(triples, key=lambda triple: (str(triple[0]), str(triple[2])))
        for s, _, o in triples:
            yield str(s), from_rdflib(o)

    def texts(self, predicate: str) -> Iterator[tuple[str, str]]:
        for subject, object in self.scan(predicate, ordered=True):
            yield subject, terms.value(object)

    def graphs(self, subject: str, predicate: str, object: str) -> Iterator[str]:
        triple = (rdflib.URIRef(subject), rdflib.URIRef(predicate), rdflib.URIRef(object))
        for *_, graph in self._dataset.quads((*triple, None)):
            if graph is not None and graph != DATASET_DEFAULT_GRAPH_ID:
                yield str(graph)

    def select(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Iterator[tuple[Term | None, ...]]:
        answer = self.query(terms.bind(sparql, bindings or {}))
        if not isinstance(answer, ox.QuerySolutions):
            raise TypeError("select takes a SELECT query")
        yield from map(tuple, answer)

    def query(
        self, sparql: str, dataset: Dataset | None = None, base_iri: str | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        if dataset and (dataset.default is not None or dataset.named is not None):
            raise BadQuery("a dataset can't be named for a query of an rdflib store; use FROM")
        try:
            result = self._dataset.query(sparql, initNs=_PREFIXES, base=base_iri)
        except (SyntaxError, ValueError, ParseException) as error:
            raise BadQuery(str(error)) from error
        if result.type in ("SELECT", "ASK"):
            body = result.serialize(format="json")
            return ox.parse_query_results(body or b"", format=ox.QueryResultsFormat.JSON)
        answer = ox.Store()
        answer.load(result.serialize(format="nt") or b"", format=ox.RdfFormat.N_TRIPLES)
        return answer.query("CONSTRUCT WHERE { ?s ?p ?o }")

    def update(self, sparql: str, base_iri: str | None = None) -> None:
        with self.writing():
            try:
                self._dataset.update(f"BASE <{base_iri}> {sparql}" if base_iri else sparql, initNs=_PREFIXES)
            except (SyntaxError, ValueError, ParseException) as error:
                raise BadQuery(str(error)) from error

    def apply(self, delete: Collection[Statement], insert: Collection[Statement]) -> None:
        parts = [("INSERT", insert), ("DELETE", delete)]
        update = ";\n".join(f"{word} DATA {{\n{terms.data(data)}}}" for word, data in parts if data)
        if update:
            self._dataset.update(update)

    def bulk(self, insert: Iterable[Statement]) -> None:
        self.apply([], list(insert))

    def tidy(self) -> None:
        """Nothing to do: it is the dataset's to see to."""

    def dump(self, stream: IO[bytes], format: ox.RdfFormat, graph: ox.NamedNode | None = None) -> None:
        if format.supports_datasets and graph is None:
            ox.serialize(self.quads(), stream, format, prefixes=_PREFIXES)
            return
        wanted = graph or ox.DefaultGraph()
        ox.serialize((q.triple for q in self.quads() if q.graph_name == wanted), stream, format, prefixes=_PREFIXES)

    def quads(self) -> Iterator[ox.Quad]:
        for s, p, o, g in self._dataset.quads((None, None, None, None)):
            unnamed = g is None or g == DATASET_DEFAULT_GRAPH_ID
            graph = ox.DefaultGraph() if unnamed else ox.NamedNode(str(g))
            yield ox.Quad(from_rdflib(s), from_rdflib(p), from_rdflib(o), graph)  # type: ignore[arg-type]

    def as_rdflib(self) -> rdflib.Dataset:
        return self._dataset

    def flush(self) -> None:
        self._dataset.commit()

    def close(self) -> None:
        """Nothing to do: the dataset is its maker's to close."""


def from_rdflib(term: Node) -> Term:
    """An rdflib term as one of pyoxigraph."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
    raise ValueError(f"unexpected term: {term!r}")


def to_rdflib(term: Term) -> Node:
    """A pyoxigraph term as one of rdflib."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        plain = term.datatype.value == PREFIXES["xsd"] + "string"
        datatype = None if plain or term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
    raise ValueError(f"unexpected term: {term!r}")
