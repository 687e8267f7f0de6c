"""A query answered: guarded, run, written in the form that the client likes best, and cut where it grows too long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Protocol, cast

from detente.api.cut import CLOSE, cutting_place, upper_bound
from detente.api.errors import NotAcceptable
from detente.api.formats import GRAPH_TYPES, RESULT_TYPES, content_type, graph_form, result_form
from detente.api.guard import refuse_service
from detente.api.negotiation import choose
from detente.api.queries import Answer, Limits, Query
from detente.api.spool import Full, Spool
from detente.graph.store import Dataset
from detente.ontology.namespaces import PREFIXES
from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

Results = QuerySolutions | QueryBoolean | QueryTriples


class Asked(Protocol):
    """A store, or a snapshot of one."""

    def query(self, sparql: str, dataset: Dataset | None = None, base_iri: str | None = None) -> Results:
        """The engine's results; raises ``BadQuery``."""
        ...


def evaluate(query: Query, store: Asked, spool: Spool, limits: Limits) -> Answer:
    """Run ``query`` and write its results to ``spool``.

    Raises ``BadQuery``, :class:`ReachesOut` and :class:`NotAcceptable`.
    """
    results = run(query, store)
    if isinstance(results, QueryTriples):
        media_type = _choose(query.accept, GRAPH_TYPES)
        is_cut = write_triples(results, graph_form(media_type).writer, spool, limits)
    else:
        media_type = _choose(query.accept, RESULT_TYPES)
        is_cut = write_rows(results, result_form(media_type).writer, spool, limits)
    spool.close()
    file = str(spool.file) if spool.file else None
    return Answer(content_type(media_type), spool.body(), file, is_cut)


def run(query: Query, store: Asked) -> Results:
    """The results of ``query``; raises ``BadQuery`` and :class:`ReachesOut`."""
    refuse_service(query.text, base=query.base, prefixes=PREFIXES)
    dataset = Dataset(query.default_graphs, query.named_graphs) if query.default_graphs or query.named_graphs else None
    return store.query(query.text, dataset, query.base)


def write_rows(results: QuerySolutions | QueryBoolean, form: QueryResultsFormat, spool: Spool, limits: Limits) -> bool:
    """Write a table or truth value; whether it was cut."""
    bound = 0

    def count(piece: bytes) -> None:
        nonlocal bound
        bound += upper_bound(piece, form) + 1  # a row's end may lie across the edge of the piece

    if isinstance(results, QuerySolutions):
        spool.watch = count
    whole = True
    try:
        results.serialize(output=cast(IO[bytes], spool), format=form)
    except Full:
        whole = False
    if whole and bound <= limits.rows:
        return False
    place = spool.look(lambda written: cutting_place(written, form, limits.rows, whole=whole))
    if place is None:
        return False
    spool.end_at(place, CLOSE[form])
    return True


def write_triples(results: QueryTriples, form: RdfFormat, spool: Spool, limits: Limits) -> bool:
    """Write triples, as many as the limits allow; whether there were more."""
    is_cut = False

    def allowed() -> Iterator[Triple]:
        nonlocal is_cut
        for count, triple in enumerate(results):
            if count >= limits.rows or spool.size > limits.size:
                is_cut = True
                return
            yield triple

    serialize(allowed(), output=cast(IO[bytes], spool), format=form)
    return is_cut


def _choose(accept: str | None, offered: tuple[str, ...]) -> str:
    media_type = choose(accept, offered)
    if media_type is None:
        raise NotAcceptable(f"this query's answer can be given as {', '.join(offered)}, but you accept only {accept}")
    return media_type
