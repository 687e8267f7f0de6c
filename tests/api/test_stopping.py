"""A server that is told to stop stops, whatever its clients and its processes are at, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from our_server import COMMAND

ASK = "/sparql?query=" + quote("ASK {}")
ENDLESS = "/sparql?query=" + quote(
    "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(CONCAT(STR(?x), STR(?y)) = STR(?z)) }"
)
LONG = "/sparql?query=" + quote(f'SELECT ("{"x" * 10_000}" AS ?long) {{ ?s ?p ?o }} LIMIT 3000')


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    address: str

    def workers(self) -> list[int]:
        listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
        rows = [tuple(map(int, line.split())) for line in listed.splitlines()]
        return [pid for pid, parent in rows if parent == self.process.pid]


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "store"))


@pytest.fixture
def server(place: Path) -> Iterator[Running]:
    command = [*COMMAND, "serve", "--port", "0", "--store", str(place)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        found = re.search(r"http://\S+", process.stderr.readline())
        assert found
        assert httpx.get(f"{found[0]}/healthz", timeout=30).status_code == 200
        yield Running(process, found[0])
    finally:
        process.kill()
        process.communicate()


def asked(server: Running, path: str) -> None:
    """Ask in the background; the answer, if one comes, is nobody's business."""

    def work() -> None:
        with suppress(httpx.HTTPError):
            httpx.get(server.address + path, timeout=60)

    threading.Thread(target=work, daemon=True).start()
    time.sleep(0.4)


def nothing(server: Running, stack: ExitStack) -> None:
    """Idle."""


def kept_connection(server: Running, stack: ExitStack) -> None:
    client = stack.enter_context(httpx.Client(base_url=server.address))
    for path in (ASK, ASK, "/v1/actors/russia", ASK):
        assert client.get(path).status_code == 200


def half_a_request(server: Running, stack: ExitStack) -> None:
    said(server, stack, "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n")
    said(server, stack, "POST /v1/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")


def unread_answer(server: Running, stack: ExitStack) -> None:
    line = said(server, stack, f"GET {LONG} HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert line.recv(8) == b"HTTP/1.1"


def slow_queries(server: Running, stack: ExitStack) -> None:
    for _ in range(3):
        asked(server, ENDLESS)


def hung_workers(server: Running, stack: ExitStack) -> None:
    httpx.get(server.address + ASK)
    for worker in server.workers():
        os.kill(worker, signal.SIGSTOP)
    asked(server, ASK)


def said(server: Running, stack: ExitStack, text: str) -> socket.socket:
    parts = urlsplit(server.address)
    line = stack.enter_context(socket.socket())
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect((parts.hostname, parts.port))
    line.sendall(text.encode())
    time.sleep(0.3)
    return line


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["term", "int"])
@pytest.mark.parametrize(
    "occupy", [nothing, kept_connection, half_a_request, unread_answer, slow_queries, hung_workers]
)
def test_it_stops(
    server: Running, place: Path, occupy: Callable[[Running, ExitStack], None], number: signal.Signals
) -> None:
    with ExitStack() as stack:
        workers = set(server.workers())
        assert len(workers) == 2
        occupy(server, stack)
        workers.update(server.workers())
        server.process.send_signal(number)
        server.process.wait(15)
    time.sleep(0.2)
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]
    assert [path.name for path in place.parent.iterdir()] == [place.name]
