"""SPARQL servers as processes of the test's own, on loopback, with a free port and a folder of their own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = {sql}
SchedulerInterval = 10
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
DefaultMailServer =
[Client]
SQL_QUERY_TIMEOUT = 0
[SPARQL]
ResultSetMaxRows = 10000
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def oxigraph_command() -> str | None:
    """The server of the PyPI package ``oxigraph``."""
    return shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which("oxigraph")


def virtuoso_command() -> str | None:
    """Virtuoso 7 of the Debian package ``virtuoso-opensource-7-bin``."""
    return shutil.which("virtuoso-t")


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of an empty ``oxigraph serve``."""
    port = free_port()
    command = [str(oxigraph_command()), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with _running(command, f"http://127.0.0.1:{port}/", folder):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address of an empty Virtuoso that lets anybody update."""
    port, sql = free_port(), free_port()
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "virtuoso.ini"
    settings.write_text(VIRTUOSO.format(folder=folder, port=port, sql=sql))
    command = [str(virtuoso_command()), "+foreground", "+configfile", str(settings)]
    with _running(command, f"http://127.0.0.1:{port}/sparql", folder):
        grant = 'GRANT SPARQL_UPDATE TO "SPARQL";'
        isql = shutil.which("isql-vt") or shutil.which("isql")
        subprocess.run(
            [str(isql), str(sql), "dba", "dba", f"exec={grant}"], check=True, capture_output=True, timeout=60
        )
        yield f"http://127.0.0.1:{port}/sparql"


@contextmanager
def _running(command: list[str], address: str, folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder)
        try:
            _await(address, process, folder / "output.txt")
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(address: str, process: subprocess.Popen[bytes], output: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            httpx.get(address, timeout=2)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            time.sleep(0.3)  # somebody else's server may have got the port, and then ours is about to end
            if process.poll() is None:
                return
    raise RuntimeError(f"{address} did not come up: {output.read_text(errors='replace')[-2000:]}")
