"""Comparing answers as the W3C's tests mean it: blank nodes by structure, numbers by value."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    parse_query_results,
)

XSD = "http://www.w3.org/2001/XMLSchema#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
WHOLE = """integer decimal byte short int long nonNegativeInteger positiveInteger negativeInteger nonPositiveInteger
unsignedByte unsignedShort unsignedInt unsignedLong"""
INTEGERS = frozenset(XSD + name for name in WHOLE.split())
REALS = frozenset({XSD + "double", XSD + "float"})
Term = NamedNode | BlankNode | Literal
Row = Mapping[str, Term]
ROW, VALUE = NamedNode("urn:row"), "urn:value:"


def normal(term: Term) -> Term:
    """A literal with its number written in one way; other terms as they are."""
    if not isinstance(term, Literal) or term.language:
        return term
    kind = term.datatype.value
    try:
        if kind in INTEGERS:
            return Literal(format(Decimal(term.value).normalize(), "f"), datatype=term.datatype)
        if kind in REALS:
            return Literal(repr(float(term.value)), datatype=term.datatype)
    except (InvalidOperation, ValueError):
        return term
    if kind == XSD + "boolean":
        return Literal({"1": "true", "0": "false"}.get(term.value, term.value), datatype=term.datatype)
    return term


def canonical(quads: Iterable[Quad]) -> Counter[str]:
    """The quads with blank nodes named by their structure (RDFC-1.0)."""
    dataset = Dataset(
        Quad(quad.subject, quad.predicate, normal(quad.object), quad.graph_name)  # type: ignore[arg-type]
        for quad in quads
    )
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return Counter(str(quad) for quad in dataset)


def canonical_rows(rows: Iterable[Row], *, ordered: bool = False, distinct: bool = False) -> Counter[str]:
    """Solutions as the canonical form of a graph that says the same; each row counts, unless ``distinct``."""
    listed = list(rows)
    if distinct:
        seen = {tuple(sorted((name, str(term)) for name, term in row.items())): row for row in listed}
        listed = list(seen.values())
    quads = []
    for number, row in enumerate(listed):
        node = BlankNode()
        quads.append(Quad(node, ROW, Literal(number if ordered else 0), DefaultGraph()))
        quads += [Quad(node, NamedNode(VALUE + name), term, DefaultGraph()) for name, term in row.items()]
    return canonical(quads)


def rows_of(solutions: QuerySolutions) -> list[Row]:
    """Solutions as mappings of the variables that are bound."""
    names = [variable.value for variable in solutions.variables]
    return [{name: row[name] for name in names if row[name] is not None} for row in solutions]


def expected_rows(graph: Store) -> tuple[list[Row], bool]:
    """The rows of a result written in RDF, and whether their order counts."""
    rows: list[tuple[int, Row]] = []
    ordered = False
    for solution in graph.quads_for_pattern(None, NamedNode(RS + "solution"), None):
        row: dict[str, Term] = {}
        for binding in graph.quads_for_pattern(solution.object, NamedNode(RS + "binding"), None):  # type: ignore[arg-type]
            (name,) = graph.quads_for_pattern(binding.object, NamedNode(RS + "variable"), None)  # type: ignore[arg-type]
            (value,) = graph.quads_for_pattern(binding.object, NamedNode(RS + "value"), None)  # type: ignore[arg-type]
            row[name.object.value] = value.object  # type: ignore[assignment, union-attr]
        places = list(graph.quads_for_pattern(solution.object, NamedNode(RS + "index"), None))  # type: ignore[arg-type]
        ordered = ordered or bool(places)
        rows.append((int(places[0].object.value) if places else 0, row))  # type: ignore[union-attr]
    return [row for _, row in sorted(rows, key=lambda item: item[0])], ordered


def same_csv(expected: str, actual: str) -> bool:
    """Whether two CSV results have the same rows, in any order of rows and columns; blank nodes by first use."""
    return csv_rows(expected) == csv_rows(actual)


def csv_rows(text: str) -> list[list[tuple[str, str]]]:
    """The rows of a CSV result, in an order of their own; blank nodes by first use."""
    rows = [sorted(row.items()) for row in csv.DictReader(io.StringIO(text))]
    rows.sort(key=lambda row: ["" if cell.startswith("_:") else cell for _, cell in row])
    blank: dict[str, str] = {}

    def name(cell: str) -> str:
        return blank.setdefault(cell, f"_:{len(blank)}") if cell.startswith("_:") else cell

    return [[(column, name(cell)) for column, cell in row] for row in rows]


def read_results(body: bytes, media_type: str) -> bool | list[Row]:
    """The truth value or rows of a result in JSON, XML or TSV."""
    if media_type == "application/sparql-results+json":  # an array of links is allowed, which the reader doesn't expect
        head = json.loads(body)["head"]
        assert set(head) <= {"vars", "link"}
    form = QueryResultsFormat.from_media_type(media_type)
    assert form is not None
    results = parse_query_results(body, form)
    return rows_of(results) if isinstance(results, QuerySolutions) else bool(results)
