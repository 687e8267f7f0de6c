"""The command on a graph that a SPARQL server keeps."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import networkx as nx
import pytest
import servers
from our_server import COMMAND, serving

BRIEF = "Russia accused Ukraine of lying. Ukraine may attack Russia.\n"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty server."""
    if servers.oxigraph_command() is None:
        pytest.skip("there is no oxigraph server here (oxigraph of PyPI)")
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture
def detente(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in an empty folder, with a data folder of its own; gives the finished process."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "here").mkdir()

    def run(*arguments: str | Path, check: int = 0) -> subprocess.CompletedProcess[str]:
        command = [*COMMAND, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=tmp_path / "here")
        assert done.returncode == check, done.stderr
        return done

    return run


def test_all_that_the_command_does(url: str, detente: Run, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(BRIEF)
    there = ("--store", url)
    assert json.loads(detente("ingest", tmp_path / "brief.txt", *there).stdout)["claims"] == 2
    assert json.loads(detente("ingest", tmp_path / "brief.txt", *there).stdout)["new"] == 0
    assert {actor["id"] for actor in json.loads(detente("actors", "kremlin", *there).stdout)} >= {"russia"}
    (tie,) = json.loads(detente("relations", "Kyiv", "--standing", "onlyPossible", *there).stdout)
    assert (tie["subject"]["id"], tie["relation"], tie["object"]["id"]) == ("ukraine", "assault", "russia")
    pair = json.loads(detente("pair", "russia", "ukraine", *there).stdout)
    assert {claim["quote"] for claim in pair["claims"]} == set(BRIEF.replace(". ", ".\n").splitlines())
    asked = detente("query", "SELECT ?who { ?who det:accuse ?whom }", "--format", "csv", *there).stdout
    assert asked.splitlines() == ["who", "https://w3id.org/detente/actor/russia"]
    detente("export", "graphml", "--grain", "claim", "-o", tmp_path / "claims.graphml", *there)
    assert nx.read_graphml(tmp_path / "claims.graphml", force_multigraph=True).number_of_edges() == 2
    assert json.loads(detente("stats", *there).stdout)["claims"] == 2
    assert json.loads(detente("remove", "brief", *there).stdout)["claims_removed"] == 2
    assert json.loads(detente("stats", *there).stdout)["claims"] == 0


def test_keys_of_a_server_stand_in_the_data_folder(url: str, detente: Run, tmp_path: Path) -> None:
    key = detente("keys", "create", "--scope", "write", "--store", url).stdout.split()[-1]
    assert [made["scope"] for made in json.loads(detente("keys", "list", "--store", url).stdout)] == ["write"]
    assert json.loads(detente("keys", "list", "--store", f"{url}/other").stdout) == []
    assert list((tmp_path / "here").iterdir()) == []
    (file,) = (tmp_path / "data").iterdir()
    assert file.name == f"detente-127.0.0.1-{httpx.URL(url).port}.keys.json"
    sent = {"id": "x", "text": BRIEF}
    with serving(url) as address, httpx.Client(base_url=address, timeout=30) as web:
        assert web.post("/v1/documents", json=sent).status_code == 401
        assert web.post("/v1/documents", json=sent, headers={"X-API-Key": key}).status_code == 201
        assert web.get("/v1/relations/russia/ukraine").json()["claim_count"] == 2


def test_a_server_that_is_not_there_is_said(detente: Run) -> None:
    done = detente("stats", "--store", f"http://127.0.0.1:{servers.free_port()}", check=1)
    assert "does not answer" in done.stderr
    assert "Traceback" not in done.stderr
