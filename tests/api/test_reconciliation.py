"""The Reconciliation API 0.2: whatever it is asked, it answers in the form that the specification gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SCHEMAS = json.loads(Path(__file__).with_name("reconciliation_schemas.json").read_text())


def check(document: object, name: str) -> Any:
    """``document``, which fits the schema of that name; raises ``ValidationError``."""
    jsonschema.validate(document, {**SCHEMAS, "$ref": f"#/$defs/{name}"})
    return document


def batch(web: httpx.Client, queries: dict[str, Any]) -> httpx.Response:
    return web.post("/reconcile", data={"queries": json.dumps(queries)})


NAMES = st.sampled_from(["Russia", "tali", "Al-Houthi", "Congo", "no such actor", "", "é – ü", '"', "a" * 200])
KINDS = st.sampled_from(["Actor", "State", "Person", "ArmedGroup", "no such kind"])
ENTITY = st.fixed_dictionaries({"id": st.text(max_size=5)}, optional={"name": st.text(max_size=5)})
VALUE = st.one_of(st.text(max_size=5), st.integers(-9, 9), st.floats(-9, 9), st.booleans(), ENTITY)
PROPERTY = st.fixed_dictionaries({"pid": st.text(max_size=5), "v": st.one_of(VALUE, st.lists(VALUE, max_size=3))})
PARTS = {
    "query": NAMES,
    "type": st.one_of(KINDS, st.lists(KINDS, max_size=3)),
    "limit": st.sampled_from([1, 2, 5, 50, 1000]),
    "properties": st.lists(PROPERTY, min_size=1, max_size=2),
    "type_strict": st.sampled_from(["any", "all", "should"]),
}
QUERY = st.fixed_dictionaries({}, optional=PARTS).filter(lambda query: "query" in query or "properties" in query)


def test_the_manifest(web: httpx.Client) -> None:
    manifest = check(web.get("/reconcile").json(), "manifest")
    assert "{{id}}" in manifest["view"]["url"]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(max_size=6), QUERY, max_size=4))
def test_every_query_is_answered(web: httpx.Client, queries: dict[str, Any]) -> None:
    answer = batch(web, check(queries, "queries"))
    assert answer.status_code == 200, answer.text
    results = check(answer.json(), "results")
    assert set(results) == set(queries)
    for name, query in queries.items():
        assert len(results[name]["result"]) <= min(query.get("limit", 5), 50)
        scores = [found["score"] for found in results[name]["result"]]
        assert scores == sorted(scores, reverse=True)


WRONG: list[Any] = [
    {},
    {"query": 5},
    {"query": "Russia", "limit": 0},
    {"query": "Russia", "limit": "many"},
    {"query": "Russia", "type": 7},
    {"query": "Russia", "type_strict": "none"},
    {"query": "Russia", "properties": [{"pid": "iso2"}]},
    {"query": "Russia", "properties": {}},
    {"properties": []},
    {"query": "Russia", "unknown": 1},
    "Russia",
]


@pytest.mark.parametrize("query", WRONG, ids=json.dumps)
def test_what_is_no_query_is_refused(web: httpx.Client, query: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check({"q0": query}, "queries")
    answer = batch(web, {"q0": query})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("prefix", ["tali", "R", "", "no such actor", "é"])
@pytest.mark.parametrize("cursor", [0, 20, 1000])
def test_suggestions(web: httpx.Client, prefix: str, cursor: int) -> None:
    answer = web.get("/reconcile/suggest", params={"prefix": prefix, "cursor": cursor})
    check(answer.json(), "suggestions")


def test_what_does_not_fit_is_noticed() -> None:
    wrong: Mapping[str, object]
    for wrong in ({"q0": {}}, {"q0": {"result": [{"id": "russia", "name": "Russia"}]}}, {"q0": {"results": []}}):
        with pytest.raises(jsonschema.ValidationError):
            check(wrong, "results")
