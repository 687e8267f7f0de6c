#!/usr/bin/env python3
"""`/sparql` against `oxigraph serve` (PyPI package `oxigraph`): same quads, same queries, by turns in one run.

    benchmarks/sparql.py STORE [--seconds 3]

STORE: the folder of a graph that no process has open; it is copied. Prints a JSON object a line: for each query and
number of clients the requests a second, p50 and p99 in milliseconds of the peer, of ours with remembered answers and of
ours without (``DETENTE_QUERY_CACHE=0``), and the ratios. The clients are one process of plain sockets with keep-alive,
on the same machine as the servers, and take part of it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

PREFIXES = """PREFIX det: <https://w3id.org/detente/ns#>
PREFIX actor: <https://w3id.org/detente/actor/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
QUERIES = {
    "point": "SELECT ?o { actor:russia det:accuse ?o }",
    "ties": "SELECT ?t ?r ?o ?n { ?t det:subject actor:russia ; det:relation ?r ; det:object ?o ; det:claimCount ?n }",
    "large": "SELECT ?s ?o { ?s skos:altLabel ?o } LIMIT 5000",
}
CLIENTS = (1, 8)


@dataclass(frozen=True)
class Measured:
    """Requests a second, and milliseconds."""

    rate: float
    p50: float
    p99: float


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[int]:
    """The port of a server process, ended afterwards."""
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=os.environ | environment)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            raise RuntimeError(f"{command[0]} did not come up")
        yield port
    finally:
        server.terminate()
        server.wait(20)


def ours(store: Path, **environment: str) -> tuple[list[str], int, dict[str, str]]:
    port = free_port()
    command = [sys.executable, "-m", "detente.api.cli", "serve", "--port", str(port), "--store", str(store)]
    return command, port, environment


def peer(store: Path) -> tuple[list[str], int, dict[str, str]]:
    port = free_port()
    program = shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or "oxigraph"
    return [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"], port, {}


async def ask(port: int, request: bytes, until: float, times: list[float]) -> None:
    """One client: request after request on one connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 24)
    while (start := time.perf_counter()) < until:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(head.decode())
        await read_body(reader, head)
        times.append(time.perf_counter() - start)
    writer.close()


async def read_body(reader: asyncio.StreamReader, head: bytes) -> None:
    length = re.search(rb"content-length: *(\d+)", head)
    if length:
        await reader.readexactly(int(length[1]))
        return
    while size := int(await reader.readuntil(b"\r\n"), 16):
        await reader.readexactly(size + 2)
    await reader.readexactly(2)


async def load(port: int, path: str, query: str, clients: int, seconds: float) -> Measured:
    body = (PREFIXES + query).encode()
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Content-Type: application/sparql-query",
        "Accept: application/sparql-results+json",
        f"Content-Length: {len(body)}",
    ]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode() + body
    times: list[float] = []
    start = time.perf_counter()
    await asyncio.gather(*(ask(port, request, start + seconds, times) for _ in range(clients)))
    elapsed = time.perf_counter() - start
    times.sort()
    return Measured(len(times) / elapsed, times[len(times) // 2] * 1e3, times[int(len(times) * 0.99)] * 1e3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--only", choices=[*QUERIES], help="one query alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        copies = {name: Path(folder) / name for name in ("peer", "remembering", "forgetting")}
        for copy in copies.values():
            shutil.copytree(options.store, copy)
        commands = {
            "peer": peer(copies["peer"]),
            "remembering": ours(copies["remembering"]),
            "forgetting": ours(copies["forgetting"], DETENTE_QUERY_CACHE="0"),
        }
        ports = {
            name: stack.enter_context(running(command, port, **environment))
            for name, (command, port, environment) in commands.items()
        }
        for name, query in QUERIES.items():
            if options.only not in (None, name):
                continue
            for clients in CLIENTS:
                report(name, clients, {each: measure(each, ports, query, clients, options.seconds) for each in ports})


def measure(who: str, ports: dict[str, int], query: str, clients: int, seconds: float) -> Measured:
    path = "/query" if who == "peer" else "/sparql"
    asyncio.run(load(ports[who], path, query, clients, seconds / 6))  # to warm up
    return asyncio.run(load(ports[who], path, query, clients, seconds))


def report(name: str, clients: int, found: dict[str, Measured]) -> None:
    line: dict[str, object] = {"query": name, "clients": clients}
    for who, each in found.items():
        line[who] = {"rate": round(each.rate), "p50": round(each.p50, 2), "p99": round(each.p99, 2)}
        if who != "peer":
            line[f"{who}_ratio"] = round(each.rate / found["peer"].rate, 2)
            line[f"{who}_p99_ratio"] = round(each.p99 / found["peer"].p99, 2)
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
