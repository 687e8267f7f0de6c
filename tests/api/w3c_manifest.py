"""The manifests of the W3C's SPARQL test suites, read into records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, parse

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
BASE = "http://w3c.test/"
"""Stands for the folder of the suites: what a file's IRI begins with."""
Node = NamedNode | BlankNode | Literal


@dataclass(frozen=True)
class Manifest:
    """One manifest, as a graph to look things up in."""

    store: Store

    def values(self, subject: Node, predicate: str) -> list[Node]:
        """All objects."""
        found = self.store.quads_for_pattern(subject, NamedNode(predicate), None)  # type: ignore[arg-type]
        return [quad.object for quad in found]  # type: ignore[misc]

    def value(self, subject: Node, predicate: str) -> Node | None:
        """The object, where there is one."""
        return next(iter(self.values(subject, predicate)), None)

    def text(self, subject: Node, predicate: str) -> str | None:
        """The text or IRI of the object."""
        found = self.value(subject, predicate)
        return None if found is None else found.value

    def list(self, head: Node | None) -> Iterator[Node]:
        """The members of an RDF list."""
        while head is not None and head != NamedNode(RDF + "nil"):
            first = self.value(head, RDF + "first")
            assert first is not None
            yield first
            head = self.value(head, RDF + "rest")


@dataclass(frozen=True)
class Case:
    """One test of a suite."""

    folder: str
    """As ``sparql11/aggregates``."""
    name: str
    """The local name of its entry."""
    kind: str
    """As ``QueryEvaluationTest``."""
    manifest: Manifest
    node: Node

    @property
    def id(self) -> str:
        return f"{self.folder}/{self.name}"

    @property
    def action(self) -> Node:
        found = self.manifest.value(self.node, MF + "action")
        assert found is not None
        return found

    @property
    def result(self) -> Node | None:
        return self.manifest.value(self.node, MF + "result")


def read_manifest(root: Path, file: Path) -> Iterator[Case]:
    """The tests of one manifest file under ``root``."""
    store = Store()
    base = BASE + file.relative_to(root).as_posix()
    store.extend(parse(file.read_bytes(), RdfFormat.TURTLE, base_iri=base))
    manifest = Manifest(store)
    for quad in store.quads_for_pattern(None, NamedNode(MF + "entries"), None):
        for node in manifest.list(quad.object):  # type: ignore[arg-type]
            kind = manifest.text(node, RDF + "type")
            assert kind is not None
            name = node.value.rpartition("#")[2]
            yield Case(file.parent.relative_to(root).as_posix(), name, kind.rpartition("#")[2], manifest, node)


def read_suites(root: Path, *, without: frozenset[str]) -> list[Case]:
    """All tests under ``root``, but for the folders that are left out."""
    files = sorted(file for file in root.glob("*/*/manifest*.ttl") if file.parent.name not in without)
    return [case for file in files for case in read_manifest(root, file)]


def path_of(root: Path, iri: str) -> Path:
    """The file that an IRI of a manifest stands for."""
    return root / iri.removeprefix(BASE)
