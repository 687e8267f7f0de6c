"""The answers of SPARQL servers, read; and what Virtuoso puts differently put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, TypeVar

import pyoxigraph as ox
from detente.graph.errors import StoreError
from detente.graph.terms import Term
from detente.ontology.namespaces import PREFIXES

_BOOLEAN = PREFIXES["xsd"] + "boolean"
_BITS = {"0": "false", "1": "true"}
_JSON = ox.QueryResultsFormat.JSON
_Body = TypeVar("_Body")
_Read = TypeVar("_Read")


def readable(read: Callable[[_Body], _Read], body: _Body, where: str) -> _Read:
    """What an answer says. Raises ``StoreError`` where it was cut off or is not what was asked for."""
    try:
        return read(body)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"the answer of {where} can't be read: {error}") from error


def rows(body: IO[bytes]) -> ox.QuerySolutions:
    """The rows of a SELECT, as they come."""
    answer = ox.parse_query_results(body, format=_JSON)
    if not isinstance(answer, ox.QuerySolutions):
        raise ValueError("it has no rows")
    return answer


def following(answer: ox.QuerySolutions) -> ox.QuerySolution | None:
    """The next row, or ``None`` after the last."""
    return next(answer, None)


def table(body: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    """Rows, or yes or no; Virtuoso answers ASK with a table of one row or none."""
    answer = ox.parse_query_results(body, format=_JSON)
    if isinstance(answer, ox.QuerySolutions) and [each.value for each in answer.variables] == ["__ASK_RETVAL"]:
        held = "true" if next(answer, None) else "false"
        return ox.parse_query_results(f'{{"head": {{}}, "boolean": {held}}}', format=_JSON)
    return answer


def triples(body: bytes) -> ox.QueryTriples:
    """The triples of a CONSTRUCT or DESCRIBE in N-Triples."""
    answer = ox.Store()
    answer.load(body, format=ox.RdfFormat.N_TRIPLES)
    found = answer.query("CONSTRUCT WHERE { ?s ?p ?o }")
    if not isinstance(found, ox.QueryTriples):
        raise ValueError("it has no triples")
    return found


def canonical(term: Term | None) -> Term | None:
    """Virtuoso's booleans, 0 and 1, as they were written."""
    if isinstance(term, ox.Literal) and term.value in _BITS and term.datatype.value == _BOOLEAN:
        return ox.Literal(_BITS[term.value], datatype=term.datatype)
    return term
