"""Cutting a result leaves a whole result of its first rows, whatever stands in the values and wherever it broke off."""

from __future__ import annotations

import csv
import io

import pytest
from detente.api.cut import CLOSE, CSV, JSON, TSV, XML, cutting_place
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QueryResultsFormat, QuerySolutions, Store, Variable, parse_query_results

FORMS = [JSON, XML, TSV, CSV]
NASTY = st.text(alphabet="\"\\\n\r\t,{}[]<>&a:;'é", max_size=12)
ROWS = st.lists(st.tuples(st.none() | NASTY, st.none() | NASTY), max_size=8)


def written(rows: list[tuple[str | None, str | None]], form: QueryResultsFormat) -> bytes:
    """What the engine writes of these rows."""
    cells = (("UNDEF" if cell is None else str(Literal(cell)) for cell in row) for row in rows)
    values = " ".join(f"({' '.join(row)})" for row in cells)
    results = Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(results, QuerySolutions)
    body = results.serialize(format=form)
    assert body is not None
    return body


def read(body: bytes, form: QueryResultsFormat) -> list[tuple[str, ...]]:
    """The rows of a result, unbound cells as empty."""
    if form == CSV:
        return [tuple(row) for row in list(csv.reader(io.StringIO(body.decode(), newline="")))[1:]]
    results = parse_query_results(body, form)
    assert isinstance(results, QuerySolutions)
    names = [Variable("a"), Variable("b")]
    return [tuple("" if row[name] is None else row[name].value for name in names) for row in results]


@pytest.mark.parametrize("form", FORMS)
@given(rows=ROWS, limit=st.integers(min_value=0, max_value=9))
def test_a_whole_result_keeps_its_first_rows(
    form: QueryResultsFormat, rows: list[tuple[str | None, str | None]], limit: int
) -> None:
    body = written(rows, form)
    place = cutting_place(body, form, limit, whole=True)
    assert (place is None) == (len(rows) <= limit)
    if place is not None:
        assert read(body[:place] + CLOSE[form], form) == read(body, form)[:limit]


@pytest.mark.parametrize("form", FORMS)
@given(rows=ROWS, data=st.data())
def test_a_broken_result_keeps_the_rows_that_are_whole(
    form: QueryResultsFormat, rows: list[tuple[str | None, str | None]], data: st.DataObject
) -> None:
    body = written(rows, form)
    head = len(written([], form)) - len(CLOSE[form])
    broken = body[: data.draw(st.integers(min_value=head, max_value=len(body)))]
    place = cutting_place(broken, form, 100, whole=False)
    assert place is not None
    kept = read(broken[:place] + CLOSE[form], form)
    assert kept == read(body, form)[: len(kept)]
