"""What a query may not do to others: run on, take all memory, stay when nobody waits, or fill the disk."""

from __future__ import annotations

import csv
import io
import json
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from our_server import serving
from pyoxigraph import RdfFormat, parse

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(CONCAT(STR(?x), STR(?y)) = STR(?z)) }"
HUNGRY = "SELECT ?x ?y { ?a ?p ?x . ?b ?q ?y } ORDER BY ?y ?x"
ROWS = "SELECT ?s ?o { ?s ?p ?o FILTER(?o != 'x') }"
LIMITS = {
    "DETENTE_QUERY_SECONDS": "1.5",
    "DETENTE_QUERY_MEMORY": "250000000",
    "DETENTE_QUERY_ROWS": "1500",
    "DETENTE_QUERY_BYTES": "3000000",
    "DETENTE_QUERY_WAITING": "2",
}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[httpx.Client]:
    store = shutil.copytree(filled, tmp_path_factory.mktemp("limited") / "store")
    with serving(store, **LIMITS) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def query(web: httpx.Client, text: str, accept: str = "*/*") -> httpx.Response:
    return web.get("/sparql", params={"query": text}, headers={"accept": accept})


def check_stopped(answer: httpx.Response, words: str) -> None:
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    assert words in answer.json()["title"]


def test_a_query_that_runs_on_is_stopped(web: httpx.Client) -> None:
    start = time.monotonic()
    check_stopped(query(web, ENDLESS), "too long")
    assert time.monotonic() - start < 5
    assert query(web, "ASK {}").json()["boolean"] is True


def test_a_query_that_takes_all_memory_is_stopped(web: httpx.Client) -> None:
    check_stopped(query(web, HUNGRY), "too much memory")
    assert query(web, "ASK {}").json()["boolean"] is True


def test_more_queries_than_may_wait_are_sent_away(web: httpx.Client) -> None:
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(lambda _: query(web, ENDLESS), range(12)))
    assert any(answer.json()["title"] == "Too many queries at once" for answer in answers)
    assert {answer.status_code for answer in answers} == {503}


def test_a_query_whose_client_has_gone_makes_way(web: httpx.Client) -> None:
    for _ in range(4):  # more than there are processes
        with pytest.raises(httpx.ReadTimeout):
            web.get("/sparql", params={"query": ENDLESS}, timeout=0.3)
    start = time.monotonic()
    assert query(web, "ASK {}").json()["boolean"] is True
    assert time.monotonic() - start < 1


def rows(answer: httpx.Response) -> int:
    kind = answer.headers["content-type"].partition(";")[0]
    if kind.endswith("json"):
        return len(json.loads(answer.content)["results"]["bindings"])
    if kind.endswith("xml"):
        return len(list(ElementTree.fromstring(answer.content).iter("{http://www.w3.org/2005/sparql-results#}result")))
    if kind == "text/csv":
        return len(list(csv.reader(io.StringIO(answer.text)))) - 1
    return len(answer.text.rstrip("\n").split("\n")) - 1


FORMS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [1499, 1500])
def test_what_fits_is_whole_and_unmarked(web: httpx.Client, form: str, count: int) -> None:
    answer = query(web, f"{ROWS} LIMIT {count}", form)
    assert "detente-cut" not in answer.headers
    assert rows(answer) == count


@pytest.mark.parametrize("form", FORMS)
def test_a_longer_table_is_cut_after_a_row_and_says_so(web: httpx.Client, form: str) -> None:
    answer = query(web, f"{ROWS} LIMIT 1501", form)
    assert answer.headers["detente-cut"] == "true"
    assert rows(answer) == 1500


@pytest.mark.parametrize("form", FORMS)
def test_a_wider_table_is_cut_by_bytes(web: httpx.Client, form: str) -> None:
    value = 'a,b\\n\\"<}},{' * 1000
    answer = query(web, f'SELECT ?o ("{value}" AS ?long) {{ ?s ?p ?o }}', form)
    assert answer.headers["detente-cut"] == "true"
    assert 0 < rows(answer) < 1500
    assert 2_000_000 < len(answer.content) < 3_000_100


@pytest.mark.parametrize("form", [RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD])
def test_triples_are_cut_and_say_so(web: httpx.Client, form: RdfFormat) -> None:
    answer = query(web, "CONSTRUCT WHERE { ?s ?p ?o }", form.media_type)
    assert answer.headers["detente-cut"] == "true"
    assert len(list(parse(answer.content, form))) == 1500


def test_a_long_answer_is_streamed_whole(web: httpx.Client) -> None:
    value = "x" * 2000
    answer = query(web, f'SELECT ("{value}" AS ?long) {{ ?s ?p ?o }} LIMIT 1000')
    assert int(answer.headers["content-length"]) == len(answer.content) > 2_000_000
    assert "detente-cut" not in answer.headers
    assert rows(answer) == 1000


def test_more_requests_than_are_answered_at_once_are_sent_away(filled: Path, tmp_path: Path) -> None:
    store = shutil.copytree(filled, tmp_path / "store")
    with (
        serving(store, **LIMITS, DETENTE_MAX_REQUESTS="1") as address,
        httpx.Client(base_url=address, timeout=60) as web,
        ThreadPoolExecutor(2) as threads,
    ):
        slow = threads.submit(query, web, ENDLESS)
        time.sleep(0.5)
        check_stopped(web.get("/v1/actors", params={"q": "russia"}), "Too many requests at once")
        check_stopped(slow.result(), "too long")
        assert web.get("/v1/actors", params={"q": "russia"}).status_code == 200
