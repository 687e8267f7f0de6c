"""Connections lent to the processes that answer queries: nobody can tell, except by how quick it is."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from detente.api.plain import NotPlain, PlainReader, read_plain
from hypothesis import given
from hypothesis import strategies as st
from our_server import serving

ASK = "/sparql?query=" + quote("ASK {}")
WHO = "SELECT ?who { ?who det:accuse actor:ukraine }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(CONCAT(STR(?x), STR(?y)) = STR(?z)) }"
LONG = f'SELECT ("{"x" * 900}" AS ?long) {{ ?s ?p ?o }} LIMIT 1000'


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[str]:
    store = shutil.copytree(filled, tmp_path_factory.mktemp("lending") / "store")
    with serving(store, DETENTE_QUERY_SECONDS="3", DETENTE_QUERY_CACHE="0", DETENTE_QUERY_WORKERS="3") as address:
        for _ in range(3):  # a process is lent connections once it has opened the graph
            httpx.get(address + ASK)
        yield address


Connect = Callable[[], http.client.HTTPConnection]


@pytest.fixture
def connect(served: str) -> Iterator[Connect]:
    """Makes a connection to the server."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(connected(served)))


def connected(served: str) -> http.client.HTTPConnection:
    parts = urlsplit(served)
    assert parts.hostname
    return http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)


def get(line: http.client.HTTPConnection, path: str, **headers: str) -> http.client.HTTPResponse:
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    return answer


def direct(served: str) -> float:
    """How many queries were answered on lent connections, as counted: a second late at most."""
    time.sleep(1.3)
    found = re.search(r"^detente_direct_total (\S+)$", httpx.get(f"{served}/metrics").text, re.MULTILINE)
    assert found
    return float(found[1])


def counted(served: str) -> float:
    text = httpx.get(f"{served}/metrics").text
    return sum(float(n) for n in re.findall(r'^detente_requests_total\{.*route="/sparql",.*\} (\S+)$', text, re.M))


@pytest.mark.parametrize("accept", ["*/*", "text/csv", "application/sparql-results+xml"])
@pytest.mark.parametrize("query", [WHO, "ASK {}", "SELEC ?x", "SELECT * { SERVICE <http://a.test/> {} }"])
def test_an_answer_is_the_same_whoever_gives_it(connect: Connect, query: str, accept: str) -> None:
    path, line = "/sparql?query=" + quote(query), connect()
    first, second = get(line, path, accept=accept), get(connect(), path, accept=accept, x_unknown="1")
    third = get(line, path, accept=accept)
    kept = [{name.lower(): value for name, value in each.getheaders() if name.lower() != "date"} for each in
            (first, second, third)]  # fmt: skip
    assert first.status == second.status == third.status
    assert kept[0] == kept[1] == kept[2]
    assert first.body == second.body == third.body  # type: ignore[attr-defined]


def test_what_is_answered_directly_is_counted(served: str, connect: Connect) -> None:
    before, count = direct(served), counted(served)
    line = connect()
    for _ in range(4):
        assert get(line, ASK).status == 200
    assert get(line, "/sparql?query=nonsense").status == 400
    assert get(line, ASK, x_unknown="1").status == 200
    assert direct(served) - before == 4
    assert counted(served) - count == 6


def test_one_connection_is_asked_for_all_sorts_of_things(served: str, connect: Connect) -> None:
    line, before = connect(), direct(served)
    for _ in range(3):
        assert json.loads(get(line, ASK).body)["boolean"] is True  # type: ignore[attr-defined]
        assert get(line, "/v1/actors/russia").status == 200
        assert get(line, "/sparql").status == 200
        line.request("POST", "/sparql", body=WHO, headers={"content-type": "application/sparql-query"})
        assert b"actor/russia" in line.getresponse().read()
        assert get(line, ASK, origin="https://gephi.org").status == 200
        line = connect()
    assert direct(served) - before >= 3


@pytest.fixture
def wire(served: str) -> Iterator[socket.socket]:
    parts = urlsplit(served)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as line:
        yield line


def posted(query: str) -> bytes:
    body = "query=" + quote(query)
    head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def answers(line: socket.socket, count: int) -> list[bytes]:
    """The bodies of so many answers on one connection."""
    file, bodies = line.makefile("rb"), []
    for _ in range(count):
        assert b" 200 " in file.readline()
        length = 0
        while header := file.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        bodies.append(file.read(length))
    return bodies


@pytest.mark.parametrize("size", [7, 60, 150])
def test_a_request_in_pieces(wire: socket.socket, size: int) -> None:
    request = posted(WHO)
    for _ in range(2):
        for start in range(0, len(request), size):
            wire.sendall(request[start : start + size])
            time.sleep(0.005)
        assert b"actor/russia" in answers(wire, 1)[0]


def test_requests_in_one_go_are_answered_in_their_order(wire: socket.socket) -> None:
    asked = [f'SELECT ("<{number}>" AS ?n) {{}}' for number in range(6)]
    wire.sendall(b"".join(map(posted, asked)))
    for number, body in enumerate(answers(wire, len(asked))):
        assert f"<{number}>".encode() in body


def test_who_does_not_read_holds_up_nobody(served: str, wire: socket.socket) -> None:
    whole = httpx.get(f"{served}/sparql", params={"query": LONG}).content
    for _ in range(12):
        wire.sendall(posted(LONG))
        time.sleep(0.05)
    start = time.monotonic()
    for _ in range(20):
        assert httpx.get(served + ASK).status_code == 200
    assert time.monotonic() - start < 5
    assert answers(wire, 12) == [whole] * 12


def test_a_slow_query_holds_up_nobody(connect: Connect) -> None:
    lines = [connect() for _ in range(8)]
    for line in lines:
        get(line, ASK)
    with ThreadPoolExecutor(8) as threads:
        slow = threads.submit(get, lines[0], "/sparql?query=" + quote(ENDLESS))
        time.sleep(0.05)
        start = time.monotonic()
        for line in lines[1:] * 5:
            assert get(line, ASK).status == 200
        assert time.monotonic() - start < 2
        answer = slow.result()
    assert (answer.status, json.loads(answer.body)["status"]) == (503, 503)  # type: ignore[attr-defined]
    assert get(lines[0], ASK).status == 200


def test_many_slow_and_quick_queries_at_once(connect: Connect) -> None:
    """Every quick one is answered, every slow one stopped, whoever is moved where."""

    def work(number: int) -> list[int]:
        line = connect()
        asked = [ENDLESS if (number, turn) in ((0, 9), (1, 30)) else f"ASK {{}} # {turn}" for turn in range(60)]
        return [get(line, "/sparql?query=" + quote(query)).status for query in asked]

    with ThreadPoolExecutor(10) as threads:
        statuses = list(threads.map(work, range(10)))
    assert [sum(status == 503 for status in each) for each in statuses] == [1, 1, *[0] * 8]
    assert {status for each in statuses for status in each} == {200, 503}


def test_an_idle_connection_stays_usable(connect: Connect) -> None:
    line = connect()
    for pause in (0.0, 2.6, 0.0, 3.4):  # it is given back meanwhile
        time.sleep(pause)
        assert get(line, ASK).status == 200


def test_another_host_is_refused_on_any_connection(connect: Connect) -> None:
    line = connect()
    assert get(line, ASK).status == 200
    line.putrequest("GET", ASK, skip_host=True)
    line.putheader("Host", "evil.example")
    line.endheaders()
    assert line.getresponse().status == 421


def test_a_worker_that_dies_takes_only_its_connections_along(filled: Path, tmp_path: Path) -> None:
    store = shutil.copytree(filled, tmp_path / "store")
    with serving(store, DETENTE_QUERY_WORKERS="1") as address, ExitStack() as stack:
        for _ in range(3):
            httpx.get(address + ASK)
        line = stack.enter_context(closing(connected(address)))
        assert get(line, ASK).status == 200
        for worker in workers_of(store):
            os.kill(worker, signal.SIGKILL)
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            get(line, ASK)
        assert httpx.get(address + ASK).status_code == 200


def workers_of(store: Path) -> list[int]:
    """The processes whose parent serves that store."""
    found = subprocess.run(["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in found.splitlines()]
    (server,) = [pid for pid, _, command in rows if str(store) in command]
    return [int(pid) for pid, parent, command in rows if parent == server and "detente.api.worker" in command]


PLAIN = posted("ASK {}")


@given(st.integers(0, len(PLAIN)), st.binary(max_size=12))
def test_what_is_read_as_plain_is_so(place: int, noise: bytes) -> None:
    """Whatever is put into a plain request: it is refused, incomplete, or read as one whole query."""
    try:
        found = read_plain(PLAIN[:place] + noise + PLAIN[place:], frozenset({"localhost"}))
    except NotPlain:
        return
    if found is not None:
        method, query = found
        assert method == "POST"
        assert query.base == "http://localhost/sparql"


@given(st.lists(st.tuples(st.sampled_from(["ASK {}", "ASK { ?é ?p 1 }", "x" * 7]), st.binary(max_size=3)), max_size=8))
def test_a_head_that_is_known_says_the_same(asked: list[tuple[str, bytes]]) -> None:
    """Whatever came before, a request is read as it is read alone."""
    reader = PlainReader(None)
    for text, noise in asked:
        body = text.encode()
        head = f"POST /sparql HTTP/1.1\r\nHost: a.test\r\nContent-Length: {len(body)}\r\nContent-Type: "
        for kind in ("application/sparql-query", "application/x-www-form-urlencoded"):
            request = f"{head}{kind}\r\n\r\n".encode() + body[: len(body) - len(noise)] + noise

            def found(read: Callable[[bytes], object], request: bytes = request) -> object:
                try:
                    return read(request)
                except NotPlain:
                    return NotPlain

            assert found(reader.read) == found(lambda data: read_plain(data, None))


@pytest.mark.parametrize(
    "line",
    ["Transfer-Encoding: chunked", "Expect: 100-continue", "Origin: http://a.test", "Connection: close",
     "Upgrade: h2c", "X-Forwarded-Proto: https", "Host: a.test", "Accept: a/b\r\nAccept: c/d"],
)  # fmt: skip
def test_what_is_not_plain(line: str) -> None:
    request = f"GET {ASK} HTTP/1.1\r\nHost: localhost\r\n"
    assert read_plain(f"{request}\r\n".encode(), None)
    with pytest.raises(NotPlain):
        read_plain(f"{request}{line}\r\n\r\n".encode(), None)


@pytest.mark.parametrize("start", ["GET /sparql?query=", "PUT /sparql?query=", "GET /sparql/update?query=",
                                   "GET http://localhost/sparql?query="])  # fmt: skip
def test_only_the_endpoint_is_plain(start: str) -> None:
    request = f"{start}{quote('ASK {}')} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    if start == "GET /sparql?query=":
        assert read_plain(request, None)
    else:
        with pytest.raises(NotPlain):
            read_plain(request, None)
