"""What REST tells of changes, and that pages and tags outlive the server."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest
from detente.extract.model import Extraction
from our_server import COMMAND, serving

NOTE = 'INSERT DATA { actor:russia skos:note "checked" }'
UPDATE = {"content-type": "application/sparql-update"}


def test_changes_are_listed_in_pages(web: httpx.Client, extractions: tuple[Extraction, ...]) -> None:
    keys = [extraction.document.key for extraction in extractions]
    first = web.get("/v1/changes?since=1&limit=1")
    page = first.json()
    (change,) = page["items"]
    assert (page["revision"], change["revision"], change["kind"], change["document"]) == (3, 2, "added", keys[0])
    assert first.headers["link"] == f'<{page["next"]}>; rel="next"'
    second = web.get(page["next"]).json()
    assert ([each["document"] for each in second["items"]], second["next"]) == (keys[1:], None)
    assert web.get("/v1/changes?since=3").json() == {"revision": 3, "items": [], "next": None}


@pytest.mark.parametrize(("since", "revisions"), [(0, [1, 2, 3]), (2, [3]), (3, [])])
def test_changes_as_lines(web: httpx.Client, since: int, revisions: list[int]) -> None:
    answer = web.get(f"/v1/changes?since={since}", headers={"accept": "application/x-ndjson"})
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line)["revision"] for line in answer.text.splitlines()] == revisions


def test_a_state_outlives_the_server_and_ends_with_a_change(filled: Path, tmp_path: Path) -> None:
    store = shutil.copytree(filled, tmp_path / "store")
    create = [*COMMAND, "keys", "create", "--scope", "write", "--store", str(store)]
    key = subprocess.run(create, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    with serving(store) as address:
        page = httpx.get(f"{address}/v1/documents?limit=1")
        tag = {"if-none-match": page.headers["etag"]}
    with serving(store) as address, httpx.Client(base_url=address, headers={"x-api-key": key}) as client:
        assert client.get("/v1/documents?limit=1", headers=tag).status_code == 304
        assert client.get(page.json()["next"]).status_code == 200
        refused = client.post("/sparql/update", content="INSERT NONSENSE", headers=UPDATE)
        assert refused.status_code == 400
        assert client.get("/v1/documents?limit=1", headers=tag).status_code == 304
        done = client.post("/sparql/update", content=NOTE, headers=UPDATE)
        assert done.status_code == 204
        assert client.get("/v1/documents?limit=1", headers=tag).status_code == 200
        assert client.get(page.json()["next"]).status_code == 410
        told = client.get("/v1/changes?since=3").json()
        assert [(each["revision"], each["kind"], each["document"]) for each in told["items"]] == [(4, "updated", None)]


def test_who_asks_beyond_the_log_is_told_to_begin_anew(filled: Path, tmp_path: Path) -> None:
    store = shutil.copytree(filled, tmp_path / "store")
    create = [*COMMAND, "keys", "create", "--scope", "write", "--store", str(store)]
    key = subprocess.run(create, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    with serving(store) as address, httpx.Client(base_url=address, headers={"x-api-key": key}) as client:
        assert client.get("/v1/changes?since=4").status_code == 410
        tag = {"if-none-match": client.get("/v1/documents").headers["etag"]}
        client.post("/sparql/update", content="CLEAR ALL", headers=UPDATE)
        assert client.get("/v1/documents", headers=tag).json()["items"] == []
        for since in (0, 2):
            assert client.get(f"/v1/changes?since={since}").status_code == 410
        (cleared,) = client.get("/v1/changes?since=3").json()["items"]
        assert (cleared["revision"], cleared["kind"]) == (4, "updated")
        assert client.get("/v1/changes?since=4").json() == {"revision": 4, "items": [], "next": None}


def test_the_same_revision_of_another_store_is_another_state(
    filled: Path, tmp_path: Path, extractions: tuple[Extraction, ...]
) -> None:
    from detente.api.service import name_state
    from detente.graph import open_graph

    with open_graph(filled, read_only=True) as graph:
        one = name_state(graph)
    with open_graph(tmp_path / "other") as graph:
        graph.add_many(extractions)
        assert graph.revision == 3
        assert name_state(graph) != one
