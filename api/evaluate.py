"""A query answered: guarded, run, and written in the form that the client likes best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from detente.api.errors import NotAcceptable
from detente.api.formats import GRAPH_TYPES, RESULT_TYPES, content_type, graph_form, result_form
from detente.api.guard import refuse_service
from detente.api.negotiation import choose
from detente.api.protocol import Query
from detente.graph.library import ClaimGraph
from detente.ontology.namespaces import PREFIXES
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

Results = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written."""

    content_type: str


def evaluate(query: Query, graph: ClaimGraph, stream: IO[bytes]) -> Answer:
    """Run ``query`` and write its results to ``stream``.

    Raises ``BadQuery``, :class:`ReachesOut` and :class:`NotAcceptable`, each before anything is written.
    """
    results = run(query, graph)
    if isinstance(results, QueryTriples):
        media_type = _choose(query.accept, GRAPH_TYPES)
        results.serialize(output=stream, format=graph_form(media_type).writer)
    else:
        media_type = _choose(query.accept, RESULT_TYPES)
        results.serialize(output=stream, format=result_form(media_type).writer)
    return Answer(content_type(media_type))


def run(query: Query, graph: ClaimGraph) -> Results:
    """The results of ``query``; raises ``BadQuery`` and :class:`ReachesOut`."""
    refuse_service(query.text, prefixes=PREFIXES)
    return graph.query(query.text, default_graphs=query.default_graphs or None, named_graphs=query.named_graphs or None)


def _choose(accept: str | None, offered: tuple[str, ...]) -> str:
    media_type = choose(accept, offered)
    if media_type is None:
        raise NotAcceptable(f"this query's answer can be given as {', '.join(offered)}, but you accept only {accept}")
    return media_type
