"""An update that takes too long or too much: it is stopped, changes nothing, and others get their turn."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from our_server import COMMAND, serving

UPDATE = {"content-type": "application/sparql-update"}
MARK = "<http://example.org/mark>"
MANY = "?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(CONCAT(STR(?x), STR(?y)) = STR(?z))"
ENDLESS = f"INSERT DATA {{ {MARK} a {MARK} }} ; INSERT {{ {MARK} rdfs:label ?n }} "
ENDLESS += f"WHERE {{ SELECT (COUNT(*) AS ?n) {{ {MANY} }} }}"
DELETING = f"DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o . FILTER NOT EXISTS {{ {MANY} FILTER(?x = 'never') }} }}"
HUNGRY = "INSERT { ?s ?q [] } WHERE { ?s ?p ?x . ?y ?q ?z }"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[httpx.Client]:
    store = shutil.copytree(filled, tmp_path_factory.mktemp("updated") / "store")
    create = [*COMMAND, "keys", "create", "--scope", "write", "--store", str(store)]
    key = subprocess.run(create, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    limits = {"DETENTE_UPDATE_SECONDS": "1.5", "DETENTE_QUERY_MEMORY": "250000000"}
    with (
        serving(store, **limits) as address,
        httpx.Client(base_url=address, headers={"x-api-key": key}, timeout=60) as client,
    ):
        yield client


def update(web: httpx.Client, text: str) -> httpx.Response:
    return web.post("/sparql/update", content=text, headers=UPDATE)


def count(web: httpx.Client) -> str:
    query = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(!STRSTARTS(STR(?s), 'https://w3id.org/detente/')) }"}
    return web.get("/sparql", params=query, headers={"accept": "text/csv"}).text


@pytest.mark.parametrize(
    ("text", "title"), [(ENDLESS, "too long"), (DELETING, "too"), (HUNGRY, "too")], ids=["insert", "delete", "big"]
)
def test_an_update_that_runs_on_is_stopped(web: httpx.Client, text: str, title: str) -> None:
    before, revision = count(web), web.get("/v1/changes").json()
    start = time.monotonic()
    answer = update(web, text)
    assert time.monotonic() - start < 8
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json"), answer.text
    assert title in answer.json()["title"]
    assert int(answer.headers["retry-after"]) > 0
    assert count(web) == before
    assert web.get("/v1/changes").json() == revision


def test_other_updates_get_their_turn(web: httpx.Client) -> None:
    with ThreadPoolExecutor(4) as threads:
        stuck = threads.submit(update, web, ENDLESS)
        time.sleep(0.3)
        start = time.monotonic()
        others = [threads.submit(update, web, f"INSERT DATA {{ {MARK} rdfs:label '{n}' }}") for n in range(3)]
        assert [other.result().status_code for other in others] == [204] * 3
        assert time.monotonic() - start < 5
        assert stuck.result().status_code == 503
    answer = update(web, f"DELETE {{ {MARK} rdfs:label ?n }} WHERE {{ {MARK} rdfs:label ?n }}")
    assert answer.status_code == 204
    assert web.get("/sparql", params={"query": f"ASK {{ {MARK} ?p ?o }}"}).json()["boolean"] is False


def test_what_is_refused_is_refused_as_before(web: httpx.Client) -> None:
    wrong = update(web, "INSERT { ?s ?p ?o }\nWHERE { oops }")
    assert (wrong.status_code, wrong.json()["line"]) == (400, 2)
    assert update(web, "INSERT { ?s ?p ?o } WHERE { SERVICE <http://a.test/> { ?s ?p ?o } }").status_code == 400
