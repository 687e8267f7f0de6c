"""The remote store where the line or the server is not at its best."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from detente.graph.channel import TRIES, Channel
from detente.graph.endpoints import Endpoints
from detente.graph.errors import BadQuery, StoreError, StoreUnreachable
from detente.graph.library import open_graph
from detente.graph.remote import RESULTS, RemoteStore

NOTHING = b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}'
Answer = tuple[int, dict[str, str], bytes]


class Server(ThreadingHTTPServer):
    """Answers with what it was told to, in turn, then with empty results; keeps what it was asked."""

    daemon_threads = True

    def __init__(self, *answers: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = list(answers)
        self.asked: list[tuple[dict[str, list[str]], dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append((parse_qs(body), {name.lower(): value for name, value in self.headers.items()}))
        status, headers, content = self.server.answers.pop(0) if self.server.answers else (200, {}, NOTHING)
        self.send_response(status)
        for name, value in {"Content-Type": RESULTS, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Not on the test's output."""


@contextmanager
def answering(*answers: Answer) -> Iterator[Server]:
    with Server(*answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    pauses: list[float] = []
    monkeypatch.setattr("detente.graph.channel.time.sleep", pauses.append)
    return pauses


def busy(status: int, **headers: str) -> Answer:
    return status, {name.replace("_", "-"): value for name, value in headers.items()}, b"later"


def test_what_can_be_sent_twice_is(no_pauses: list[float]) -> None:
    with answering(busy(503, Retry_After="3"), busy(502)) as server:
        Channel(Endpoints.of(server.url)).update("INSERT DATA { <a:a> <a:b> 100 } # +%20&", again=True)
        assert [asked["update"] for asked, _ in server.asked] == [["INSERT DATA { <a:a> <a:b> 100 } # +%20&"]] * 3
        assert no_pauses[0] == 3


def test_what_cannot_is_not() -> None:
    with answering(busy(503)) as server:
        with pytest.raises(StoreUnreachable, match="not available now"):
            Channel(Endpoints.of(server.url)).update("INSERT { ?a <a:b> 1 } WHERE { ?a a ?b }", again=False)
        assert len(server.asked) == 1


def test_it_gives_up_in_the_end() -> None:
    with answering(*[busy(503)] * 20) as server:
        with pytest.raises(StoreUnreachable):
            Channel(Endpoints.of(server.url)).update("DROP ALL", again=True)
        assert len(server.asked) == TRIES


def test_nobody_there() -> None:
    with pytest.raises(StoreUnreachable, match="does not answer"):
        open_graph("http://127.0.0.1:9/sparql")


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (400, BadQuery, "later"),
        (401, StoreError, "DETENTE_STORE_USER"),
        (403, StoreError, "DETENTE_STORE_USER"),
        (404, StoreError, "address of a SPARQL server"),
        (500, StoreError, "answers 500: later"),
    ],
)
def test_refusals_say_why(status: int, error: type[Exception], words: str) -> None:
    with answering(busy(status)) as server, pytest.raises(error, match=words):
        Channel(Endpoints.of(server.url)).update("CLEAR ALL", again=False)


def test_credentials_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_STORE_USER", "analyst")
    monkeypatch.setenv("DETENTE_STORE_PASSWORD", "secret")
    with answering() as server:
        Channel(Endpoints.of(server.url)).update("CLEAR ALL", again=False)
        monkeypatch.setenv("DETENTE_STORE_TOKEN", "t0ken")
        Channel(Endpoints.of(server.url)).update("CLEAR ALL", again=False)
        sent = [headers["authorization"] for _, headers in server.asked]
    assert sent == ["Basic YW5hbHlzdDpzZWNyZXQ=", "Bearer t0ken"]


def test_an_answer_that_breaks_off_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "a:a"}}, {"s": {"ty'
    with answering((200, {}, b'{"head": {}, "boolean": true}'), (200, {}, rows)) as server:
        store = RemoteStore(server.url)
        with pytest.raises(StoreError, match="can't be read"):
            list(store.select("SELECT ?s { ?s ?p ?o }"))


@pytest.mark.parametrize(
    ("url", "query", "update"),
    [
        ("http://h:7878", "http://h:7878/query", "http://h:7878/update"),
        ("http://h:7878/query", "http://h:7878/query", "http://h:7878/update"),
        ("http://h/ds/query", "http://h/ds/query", "http://h/ds/update"),
        ("https://h/repositories/x/", "https://h/repositories/x", "https://h/repositories/x/statements"),
        ("http://h:8890/sparql", "http://h:8890/sparql", "http://h:8890/sparql"),
    ],
)
def test_endpoints(url: str, query: str, update: str) -> None:
    found = Endpoints.of(url, {})
    assert (found.query, found.update) == (query, update)
    assert Endpoints.of(url, {"DETENTE_STORE_UPDATE": "http://u"}).update == "http://u"
