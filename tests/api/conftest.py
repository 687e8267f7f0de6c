"""The doors as users meet them: the installed command as a process, the server as a process."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from detente.extract.model import Extraction
from detente.graph import open_graph
from our_server import COMMAND, serving

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, extractions: tuple[Extraction, ...]) -> Path:
    """The folder of a store with the two documents; not to be written to."""
    path = tmp_path_factory.mktemp("filled") / "store"
    with open_graph(path) as graph:
        assert graph.add_many(extractions) == len(extractions)
    return path


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    """The folder of a store of one's own with the two documents."""
    return Path(shutil.copytree(filled, tmp_path / "store"))


@pytest.fixture
def detente(store: Path) -> Run:
    """Runs the command on :func:`store`, its output piped; gives the finished process."""

    def run(*arguments: str | Path, check: int = 0, **options: object) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "DETENTE_STORE": str(store)}
        done = subprocess.run(
            [*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=300, env=environment, **options
        )  # type: ignore[call-overload]
        assert done.returncode == check, done.stderr
        return done  # type: ignore[no-any-return]

    return run


@pytest.fixture(scope="session")
def address(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the two documents."""
    store = shutil.copytree(filled, tmp_path_factory.mktemp("served") / "store")
    with serving(store) as address:
        yield address


@pytest.fixture(scope="session")
def web(address: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client
