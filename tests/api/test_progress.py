"""The progress bar: where somebody watches, and nowhere else."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from our_server import COMMAND
from terminal import on_a_terminal

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def briefs(tmp_path: Path) -> Path:
    """Three documents in two files."""
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / "one.txt").write_text("Russia attacked Ukraine.")
    (folder / "two.jsonl").write_text('{"text": "Iran threatened Israel."}\n{"text": "It rained."}\n')
    return folder


def shown(printed: str) -> list[str]:
    """The states of the bar, one after another."""
    return re.findall(r"Reading .*?(\d+/\d+) documents", CONTROL.sub("", printed))


def test_the_bar_counts_the_documents_on_a_terminal(briefs: Path, tmp_path: Path) -> None:
    states = shown(on_a_terminal("ingest", briefs, store=tmp_path / "store", stream="stderr"))
    assert states[0] == "0/3"
    assert states[-1] == "3/3"
    assert {state.split("/")[1] for state in states} == {"3"}


def test_known_documents_count_as_well(briefs: Path, tmp_path: Path) -> None:
    for _ in range(2):
        printed = on_a_terminal("ingest", briefs, store=tmp_path / "store", stream="stderr")
        assert shown(printed)[-1] == "3/3"


def test_what_cannot_be_read_is_said_beside_the_bar(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"text": "Iran threatened Israel."}\nnonsense\n')
    printed = on_a_terminal("ingest", tmp_path / "bad.jsonl", store=tmp_path / "store", stream="stderr", check=5)
    assert "bad.jsonl:2: not a JSON object" in CONTROL.sub("", printed)
    assert shown(printed)[-1] == "1/2"


def test_there_is_no_bar_in_a_pipe(briefs: Path, tmp_path: Path) -> None:
    command = [*COMMAND, "ingest", str(briefs)]
    environment = os.environ | {"DETENTE_STORE": str(tmp_path / "store")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    assert done.returncode == 0
    assert done.stderr == ""
