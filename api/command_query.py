"""How ``detente query`` shows an answer: a table on a terminal, else one of the standard forms."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from detente.api.errors import NotAcceptable
from detente.api.formats import graph_form, result_form
from detente.api.output import ROW_FORMS, TRIPLE_FORMS, Output
from detente.ontology.namespaces import PREFIXES

if TYPE_CHECKING:
    from detente.graph.library import ClaimGraph
    from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

    Results = QuerySolutions | QueryBoolean | QueryTriples


def answer(graph: ClaimGraph, sparql: str, form: str | None, stream: IO[str]) -> None:
    """Print the answer to ``sparql`` in that form; without one, as fits the query and the stream.

    Raises ``BadQuery``, and :class:`NotAcceptable` for a form that this kind of query can't have.
    """
    from pyoxigraph import QueryTriples

    results = graph.query(sparql)
    form = form or ("ttl" if isinstance(results, QueryTriples) else "table" if stream.isatty() else "json")
    forms = TRIPLE_FORMS if isinstance(results, QueryTriples) else ROW_FORMS
    if form not in forms:
        what = "triples" if isinstance(results, QueryTriples) else "rows"
        raise NotAcceptable(f"this query's answer is {what} ({', '.join(forms)}); it can't be given as {form}")
    if isinstance(results, QueryTriples):
        results.serialize(output=_bytes(stream), format=graph_form(form).writer)
    elif form == "table":
        show_rows(results, Output(stream, json=False))
    else:
        results.serialize(output=_bytes(stream), format=result_form(form).writer)
        stream.write("\n" if form in ("json", "xml") else "")


def _bytes(stream: IO[str]) -> IO[bytes]:
    stream.flush()
    return stream.buffer  # type: ignore[attr-defined,no-any-return]


def show_rows(rows: Results, output: Output, title: str | None = None) -> None:
    """Print the answer to a SELECT or ASK as a table."""
    from pyoxigraph import QueryBoolean, QueryTriples

    if isinstance(rows, QueryTriples):
        raise TypeError("triples are not rows")
    if isinstance(rows, QueryBoolean):
        output.text("yes" if rows else "no")
        return
    columns = [variable.value for variable in rows.variables]
    output.table(columns, [[show(row[column]) for column in columns] for row in rows], title=title)


def show(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    """A term as people write it: IRIs with the project's prefixes, literals by their text."""
    from pyoxigraph import Literal, NamedNode

    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        return _short(term.value)
    return str(term)


def _short(iri: str) -> str:
    found = [(prefix, start) for prefix, start in PREFIXES.items() if iri.startswith(start)]
    if not found:
        return iri
    prefix, start = max(found, key=lambda item: len(item[1]))
    return f"{prefix}:{iri[len(start) :]}"
