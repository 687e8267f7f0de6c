"""The demo: run twice it is as run once, and its graph is sound."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
from detente.extract.intake import read_documents
from detente.graph import open_graph
from our_server import COMMAND
from pyoxigraph import RdfFormat
from pyshacl import validate
from rdflib import Graph

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "store"


def run(store: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "demo", "--no-serve", "--store", store, *options]
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, timeout=300)


def briefs() -> list[Path]:
    """The files under ``examples/``, whose name begins with year and month."""
    return sorted((ROOT / "examples").glob("[12]*.txt"))


def test_there_are_briefs_enough() -> None:
    assert len(briefs()) >= 12


@pytest.mark.parametrize("brief", briefs(), ids=lambda path: path.stem)
def test_a_brief_says_what_it_is(brief: Path) -> None:
    (document,) = read_documents([brief])
    assert re.match(r"---\ntitle: .+\ndate: \d{4}-\d\d-\d\d\nsource: .+\n---\n", brief.read_text("utf-8"))
    assert document.title
    assert document.source
    assert str(document.date).startswith(brief.name[:7])
    assert not document.text.startswith("---")


def test_a_folder_that_is_none_is_said_before_anything_is_made(tmp_path: Path) -> None:
    command = [*COMMAND, "demo", "--no-serve", "--store", tmp_path / "store", "--examples", tmp_path / "nowhere"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert "leave --examples out" in done.stderr
    assert not (tmp_path / "store").exists()


def test_a_second_run_changes_nothing(store: Path) -> None:
    first, second = run(store, "--json"), run(store, "--json")
    assert first.stdout == second.stdout
    assert ": 0 new" in second.stderr


def test_the_table_shows_ties(store: Path) -> None:
    shown = run(store, "--table").stdout
    assert "subject" in shown
    assert "affirmed" in shown


def test_the_graph_fits_its_shapes(store: Path) -> None:
    run(store)
    stream = io.BytesIO()
    with open_graph(store, read_only=True) as graph:
        graph.store.dump(stream, RdfFormat.N_TRIPLES)
    data = Graph().parse(data=stream.getvalue(), format="nt")
    shapes = Graph().parse(data=(files("detente.ontology") / "shapes.ttl").read_text("utf-8"), format="turtle")
    conforms, _, report = validate(data, shacl_graph=shapes)
    assert conforms, str(report)[:3000]


def test_the_picture_shows_the_graph(store: Path, tmp_path: Path) -> None:
    run(store)
    target = tmp_path / "graph.svg"
    command = [sys.executable, str(ROOT / "scripts" / "picture"), str(target)]
    subprocess.run(command, check=True, env=os.environ | {"DETENTE_STORE": str(store)}, timeout=120)
    drawing = ElementTree.parse(target).getroot()
    actors = [node.get("data-actor") for node in drawing.iter() if node.get("data-actor")]
    strokes = {line.get("stroke") for line in drawing.iter() if line.tag.endswith("line")}
    assert 10 <= len(actors) == len(set(actors)) <= 30
    assert {"#2b8a57", "#c4423f"} <= strokes, "cooperation and conflict"
