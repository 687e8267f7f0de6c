"""Answers that are remembered: never older than the last write, never more than their room."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import httpx
import pytest
from detente.api.queries import Answer, Query
from detente.api.remembered import Remembered, size_of
from hypothesis import given
from hypothesis import strategies as st
from our_server import COMMAND, serving

UPDATE = {"content-type": "application/sparql-update"}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s skos:scopeNote ?o }"


@pytest.mark.parametrize("cache", ["0", "32000000"])
def test_a_query_after_a_write_sees_it(filled: Path, tmp_path: Path, cache: str) -> None:
    store = shutil.copytree(filled, tmp_path / "store")
    create = [*COMMAND, "keys", "create", "--scope", "write", "--store", str(store)]
    key = subprocess.run(create, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    with (
        serving(store, DETENTE_QUERY_CACHE=cache) as address,
        httpx.Client(base_url=address, headers={"x-api-key": key}) as client,
    ):
        for number in range(5):
            for _ in range(2):
                answer = client.get("/sparql", params={"query": COUNT}, headers={"accept": "text/csv"})
                assert answer.text.split() == ["n", str(number)]
            update = f"INSERT DATA {{ actor:russia skos:scopeNote '{number}' }}"
            assert client.post("/sparql/update", content=update, headers=UPDATE).status_code == 204
        for accept in ("text/csv", "application/sparql-results+json", "text/csv"):
            answer = client.get("/sparql", params={"query": COUNT}, headers={"accept": accept})
            assert answer.headers["content-type"].startswith(accept)


@pytest.mark.parametrize("call", ["UUID()", "STRUUID()", "rand ()", "NOW#\n()"])
def test_what_is_another_each_time_is_asked_anew(web: httpx.Client, call: str) -> None:
    query = f"SELECT ({call} AS ?x) {{}}"
    first, second = (web.get("/sparql", params={"query": query}).text for _ in range(2))
    assert first != second


def test_what_was_asked_before_a_write_is_not_kept_after_it() -> None:
    remembered, query = Remembered(10_000), Query("ASK {}")
    assert remembered.find(query, 1) is None
    remembered.keep(query, Answer("text/csv", b"old"), 0)
    assert remembered.find(query, 1) is None
    remembered.keep(query, Answer("text/csv", b"new"), 1)
    assert remembered.find(query, 1) == Answer("text/csv", b"new")
    assert remembered.find(query, 2) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2000)), max_size=60), st.integers(0, 8000))
def test_no_more_is_kept_than_there_is_room(asked: list[tuple[int, int]], room: int) -> None:
    remembered = Remembered(room)
    held: dict[Query, Answer] = {}
    for number, length in asked:
        query, answer = Query(f"ASK {{ {number} }}"), Answer("text/csv", b"x" * length)
        if remembered.find(query, 0) is None:
            remembered.keep(query, answer, 0)
            held[query] = answer
            if size_of(query, answer) <= room:
                assert remembered.find(query, 0) == answer
    kept = [(query, held[query]) for query in held if remembered.find(query, 0) is not None]
    assert sum(size_of(*each) for each in kept) <= room
