"""README.md and QUERIES.md say what is so: commands, output, routes and queries, on the demo graph."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from detente.api.app import create_app
from detente.api.cli import build_parser
from detente.api.settings import Settings
from detente.graph import ClaimGraph, open_graph

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PAGE = (ROOT / "QUERIES.md").read_text("utf-8")
QUERIES = re.findall(r"```sparql\n(.*?)```", README + PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that the demo makes."""
    store = tmp_path_factory.mktemp("demo") / "store"
    command = [sys.executable, "-m", "detente.api.cli", "demo", "--no-serve", "--store", str(store)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return store


@pytest.fixture(scope="module")
def graph(demo: Path) -> ClaimGraph:
    return open_graph(demo, read_only=True)


def test_the_output_shown_is_what_is_printed(demo: Path) -> None:
    environment = os.environ | {"DETENTE_STORE": str(demo)}
    command = [sys.executable, str(ROOT / "scripts" / "readme"), "--check"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, f"renew it by scripts/readme:\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_shown_finds_something(graph: ClaimGraph, query: str) -> None:
    assert list(graph.query(query))  # type: ignore[arg-type]


def test_there_are_ten_queries() -> None:
    assert len(re.findall(r"^## \d+\. ", PAGE, re.MULTILINE)) == 10


def test_every_command_is_described() -> None:
    (verbs,) = (a.choices for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction))
    described = set(re.findall(r"^\| `detente (\w+)", README, re.MULTILINE))
    assert described == set(verbs)


def test_every_route_is_described() -> None:
    paths = set(create_app(Settings(store=":memory:")).openapi()["paths"])
    rows = re.findall(r"^\| (`.*?) \|", README, re.MULTILINE)
    described = {path for row in rows for path in re.findall(r"(/[^`? ]*)", row)}
    assert described == paths


def test_the_picture_is_of_the_demo_graph(graph: ClaimGraph) -> None:
    picture = ElementTree.parse(ROOT / "examples" / "graph.svg")
    texts = picture.iter("{http://www.w3.org/2000/svg}text")
    drawn = {text.attrib["data-actor"] for text in texts if "data-actor" in text.attrib}
    assert len(drawn) >= 20
    for label in drawn:
        assert graph.relations(label, limit=1)
