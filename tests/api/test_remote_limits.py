"""A query on a graph that a SPARQL server keeps: it is given as long as any, and nobody waits longer."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import servers
from detente.extract.model import Extraction
from detente.graph import open_graph
from detente.graph.errors import QueryTooLong
from detente.graph.remote import RemoteStore
from our_server import serving

ENDLESS = """SELECT (COUNT(*) AS ?n) {
  ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?t ?w FILTER(CONCAT(STR(?x), STR(?y)) = CONCAT(STR(?z), STR(?w))) }"""


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, extractions: tuple[Extraction, ...]
) -> Iterator[str]:
    """The address of a server that holds the two documents."""
    if getattr(servers, f"{request.param}_command")() is None:
        pytest.skip(f"{request.param} is not installed here")
    folder = tmp_path_factory.mktemp(request.param)
    with getattr(servers, request.param)(folder) as address:
        with open_graph(address) as graph:
            graph.add_many(extractions)
        yield address
    shutil.rmtree(folder, ignore_errors=True)


def test_the_store_gives_up_in_time(url: str) -> None:
    store = RemoteStore(url)
    start = time.monotonic()
    with pytest.raises(QueryTooLong, match="narrow it"):
        store.query(ENDLESS, seconds=1.5)
    assert time.monotonic() - start < 5
    assert bool(store.query("ASK {}", seconds=1.5))
    store.close()


def test_the_server_answers_in_time(url: str, tmp_path: Path) -> None:
    with (
        serving(url, DETENTE_QUERY_SECONDS="1.5", DETENTE_KEYS=str(tmp_path / "keys.json")) as address,
        httpx.Client(base_url=address, timeout=60) as web,
    ):
        start = time.monotonic()
        answer = web.get("/sparql", params={"query": ENDLESS})
        assert time.monotonic() - start < 5
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json"), answer.text
        assert "too long" in answer.json()["title"]
        assert int(answer.headers["retry-after"]) > 0
        assert web.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
