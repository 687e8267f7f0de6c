"""Writing over HTTP: keys, updates, whole graphs, and that a query sees what was written."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from our_server import COMMAND, serving

UPDATE = {"content-type": "application/sparql-update"}
TURTLE = {"content-type": "text/turtle"}
NEW = "http://example.org/new"
Run = Callable[..., subprocess.CompletedProcess[str]]


def keys(store: Path, *arguments: str) -> str:
    """What `detente keys` prints."""
    command = [*COMMAND, "keys", *arguments, "--store", str(store)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written") / "store"


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[str]:
    with serving(store) as address:
        yield address


@pytest.fixture(scope="module")
def key(store: Path) -> str:
    return keys(store, "create", "--scope", "write").splitlines()[-1]


@pytest.fixture
def web(server: str, key: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, headers={"x-api-key": key}, timeout=30) as client:
        assert client.post("/sparql/update", content="CLEAR ALL", headers=UPDATE).status_code == 204
        yield client


def ask(web: httpx.Client, pattern: str) -> bool:
    answer = web.get("/sparql", params={"query": f"ASK {{ {pattern} }}"})
    return bool(answer.json()["boolean"])


def test_a_query_sees_what_was_written(web: httpx.Client) -> None:
    for number in range(20):
        text = f"INSERT DATA {{ <{NEW}> rdfs:label '{number}' }}"
        assert web.post("/sparql/update", content=text, headers=UPDATE).status_code == 204
        assert ask(web, f"<{NEW}> rdfs:label '{number}'")


def test_an_update_may_come_as_a_form(web: httpx.Client) -> None:
    form = {"update": f"INSERT DATA {{ <{NEW}> rdfs:label '100%25' }}"}
    assert web.post("/sparql/update", data=form).status_code == 204
    assert ask(web, f"<{NEW}> rdfs:label '100%25'")


def test_a_failing_update_changes_nothing(web: httpx.Client) -> None:
    text = f"INSERT DATA {{ <{NEW}> rdfs:label 'a' }} ; CREATE GRAPH <{NEW}> ; CREATE GRAPH <{NEW}>"
    answer = web.post("/sparql/update", content=text, headers=UPDATE)
    assert answer.status_code == 400
    assert not ask(web, "?s ?p ?o")


def test_a_malformed_update_says_where(web: httpx.Client) -> None:
    answer = web.post("/sparql/update", content="INSERT DATA {\n oops }", headers=UPDATE)
    assert (answer.status_code, answer.json()["line"]) == (400, 2)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <URL>",
        "load<URL>",
        "CLEAR ALL ; LOAD <URL> INTO GRAPH <http://example.org/g>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
        "PREFIX ex: <URL> LOADex:a",
    ],
)
def test_nothing_is_fetched(web: httpx.Client, text: str) -> None:
    answer = web.post("/sparql/update", content=text.replace("URL", "http://127.0.0.1:9/"), headers=UPDATE)
    assert answer.status_code == 400
    assert "fetches nothing" in answer.json()["detail"]


def test_a_silent_load_fails_silently(web: httpx.Client) -> None:
    text = f"LOAD SILENT <http://127.0.0.1:9/> INTO GRAPH <{NEW}> ; INSERT DATA {{ <{NEW}> rdfs:label 'load' }}"
    assert web.post("/sparql/update", content=text, headers=UPDATE).status_code == 204
    assert ask(web, f"<{NEW}> rdfs:label 'load'")


@pytest.mark.parametrize("request_line", ["POST /sparql/update", "PUT /graphs?default", "DELETE /graphs?default"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"x-api-key": "detente_0_0"}, 401),
        ({"authorization": "Bearer nonsense"}, 401),
        ({"authorization": "Basic abc"}, 401),
    ],
)
def test_who_has_no_key_may_not_write(server: str, request_line: str, headers: dict[str, str], status: int) -> None:
    method, path = request_line.split()
    answer = httpx.request(method, server + path, headers={**TURTLE, **headers}, content="CLEAR ALL")
    assert answer.status_code == status
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"


def test_scopes_and_revocation_hold_at_once(server: str, store: Path) -> None:
    def write(key: str) -> int:
        headers = {"authorization": f"Bearer {key}", **UPDATE}
        return httpx.post(f"{server}/sparql/update", headers=headers, content="CLEAR SILENT DEFAULT").status_code

    reading = keys(store, "create", "--scope", "read").splitlines()[-1]
    admin = keys(store, "create", "--scope", "admin", "--note", "a test").splitlines()[-1]
    assert (write(reading), write(admin)) == (403, 204)
    listed = json.loads(keys(store, "list"))
    (identity,) = [key["id"] for key in listed if key["note"] == "a test"]
    keys(store, "revoke", identity)
    assert write(admin) == 401


def test_keys_are_kept_as_hashes_for_their_owner_alone(store: Path, key: str) -> None:
    file = Path(f"{store}.keys.json")
    assert file.stat().st_mode & 0o777 == 0o600
    assert key not in file.read_text()
    secret = key.split("_", 2)[2]  # which may hold further underscores
    assert len(secret) > 40
    assert secret not in file.read_text()


def test_graphs_come_and_go_whole(web: httpx.Client) -> None:
    which = {"graph": NEW}
    put = web.put("/graphs", params=which, content="<a> <b> 1 .", headers=TURTLE)
    assert put.status_code == 201
    assert web.post("/graphs", params=which, content="<a> <b> 2 .", headers=TURTLE).status_code == 204
    got = web.get("/graphs", params=which, headers={"accept": "application/n-triples"})
    assert got.headers["content-type"] == "application/n-triples"
    assert len(got.text.splitlines()) == 2
    assert "<http://example.org/a>" in got.text
    assert web.put("/graphs", params=which, content="<a> <b> 3 .", headers=TURTLE).status_code == 204
    assert len(web.get("/graphs", params=which, headers={"accept": "application/n-triples"}).text.splitlines()) == 1
    assert web.head("/graphs", params=which).status_code == 200
    assert web.delete("/graphs", params=which).status_code == 204
    assert web.get("/graphs", params=which).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "headers", "content", "status"),
    [
        ("PUT", "/graphs", TURTLE, "", 400),
        ("PUT", "/graphs?graph=relative", TURTLE, "", 400),
        ("PUT", "/graphs?graph=http%3A%2F%2Fa%2F%3E", TURTLE, "", 400),
        ("PUT", "/graphs?default&graph=http%3A%2F%2Fa%2F", TURTLE, "", 400),
        ("PUT", "/graphs?default", TURTLE, "<a> <b>", 400),
        ("PUT", "/graphs?default", {"content-type": "text/html"}, "", 415),
        ("PUT", "/graphs?default", {}, "", 415),
        ("GET", "/graphs?default", {"accept": "image/png"}, "", 406),
        ("DELETE", "/graphs?graph=http%3A%2F%2Fexample.org%2Fnone", {}, "", 404),
    ],
)
def test_what_the_graph_store_refuses(
    web: httpx.Client, method: str, path: str, headers: dict[str, str], content: str, status: int
) -> None:
    answer = web.request(method, path, headers=headers, content=content)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
