"""What the graph needs of a store of quads: little enough for any SPARQL 1.1 server to give."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol

from detente.graph.terms import Properties, Statement, Term
from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a query is asked of: the graphs merged into its default graph, and its named graphs; ``None``:
    those of the store.
    """

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


class Store(Protocol):
    """A set of quads in a default graph and named graphs.

    Reading methods look at the default graph (on a server that has none, at the graph that stands in for it) and take
    and give IRIs without angle brackets. What can't be read or written raises :class:`.errors.StoreError`.
    """

    location: str
    """Where it is, for messages."""
    read_only: bool
    concurrent: bool
    """Whether one thread may read while another writes."""
    whole: int
    """Up to how many statements :meth:`apply` writes all or nothing, and no slower than :meth:`bulk`."""

    def writing(self) -> AbstractContextManager[object]:
        """Held around every read-then-write; the same thread may enter it again."""

    def describe(self, subjects: Iterable[str], predicates: Collection[str] | None = None) -> dict[str, Properties]:
        """What is said of each subject, or only its values of these predicates.

        Subjects of which nothing is said are left out.
        """

    def find(self, predicate: str, objects: Iterable[Term]) -> Iterator[tuple[str, Term]]:
        """(subject, object) for every triple with that predicate and one of these objects."""

    def scan(self, predicate: str, object: Term | None = None, *, ordered: bool = False) -> Iterator[tuple[str, Term]]:
        """(subject, object) for every triple with that predicate (and object), with constant memory.

        ``ordered`` asks for an order that depends on nothing but the content of the store.
        """

    def texts(self, predicate: str) -> Iterator[tuple[str, str]]:
        """(subject, lexical form of the object) for every triple with that predicate, in the order of an ordered
        :meth:`scan`, with constant memory; faster where the store can. For short texts.
        """

    def graphs(self, subject: str, predicate: str, object: str) -> Iterator[str]:
        """The named graphs that hold a triple of IRIs."""

    def select(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Iterator[tuple[Term | None, ...]]:
        """The rows of a SELECT, in which the project's prefixes are known and ``$name`` stands for a term of
        ``bindings``.
        """

    def query(
        self, sparql: str, dataset: Dataset | None = None, base_iri: str | None = None
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to a query as a user wrote it. Raises :class:`.errors.BadQuery`."""

    def update(self, sparql: str, base_iri: str | None = None) -> None:
        """Carry out an update as a user wrote it, as one transaction. Raises :class:`.errors.BadQuery`."""

    def apply(self, delete: Collection[Statement], insert: Collection[Statement]) -> None:
        """Put in and take out, all or nothing up to :attr:`whole`; beyond it in that order, a piece at a time.

        To be called while :meth:`writing`.
        """

    def bulk(self, insert: Iterable[Statement]) -> None:
        """Put in very many, as fast as the store can. To be called while :meth:`writing`, by any thread."""

    def tidy(self) -> None:
        """Put in order what was written in pieces, so that it is found sooner; may take a second for each million of
        quads. To be called while :meth:`writing`.
        """

    def dump(self, stream: IO[bytes], format: RdfFormat, graph: NamedNode | None = None) -> None:
        """Write everything (or one graph, for a format of triples: ``None`` is the default graph) to a stream."""

    def quads(self) -> Iterator[Quad]:
        """Every quad, for tests and small stores."""

    def as_rdflib(self) -> rdflib.Dataset:
        """The store as an rdflib dataset, for reading."""

    def flush(self) -> None:
        """Make what was acknowledged survive a loss of power."""

    def close(self) -> None: ...
