"""README.md and QUERIES.md say what is so: commands, output, routes and queries, on the demo graph."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from xml.etree import ElementTree

import pytest
from detente.api.app import create_app
from detente.api.cli import build_parser
from detente.api.routes_watch import MOST
from detente.api.settings import Settings
from detente.graph import ClaimGraph, open_graph
from detente.ontology.relations import load_relations

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
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


def test_every_setting_is_described_with_its_default() -> None:
    told: dict[str, str] = {}
    for names, defaults in re.findall(r"^\| (`DETENTE_.*?) \| (.*?) ?\|", README, re.MULTILINE):
        variables = re.findall(r"`DETENTE_(\w+)`", names)
        told |= dict(zip(variables, defaults.split(", ") if defaults else [""], strict=True))
    known = {f.name.upper(): f.default for f in fields(Settings) if f.name != "store"}
    written = {name: f"{v:,.0f}" if isinstance(v, int | float) else v or "" for name, v in known.items()}
    assert told == written | {"PORT": "8000"}


def test_no_other_setting_is_named() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "graph").glob("*.py"))
    for name in set(re.findall(r"\bDETENTE_(\w+)", README)) - {field.name.upper() for field in fields(Settings)}:
        assert f'"DETENTE_{name}"' in code


def test_the_lists_that_come_whole_are_named() -> None:
    paths = create_app(Settings(store=":memory:")).openapi()["paths"]
    whole = {
        path
        for path, methods in paths.items()
        if "application/x-ndjson" in methods.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
    }
    (sentence,) = re.findall(r"To `Accept: application/x-ndjson` (.*?)\.", README, re.DOTALL)
    assert set(re.findall(r"`(/v1/.*?)`", sentence)) == whole


def test_the_counts_in_the_changelog() -> None:
    types = load_relations().values()
    events = [kind for kind in types if kind.family == "event"]
    assert (len(types), len(events), len(types) - len(events)) == (25, 16, 9)
    assert "25 relation types (PLOVER's sixteen events and nine ties)" in CHANGELOG


def test_the_names_that_one_look_up_takes() -> None:
    assert f"`POST /v1/lookup` | which actors up to {MOST} names mean" in README


def test_the_picture_is_of_the_demo_graph(graph: ClaimGraph) -> None:
    picture = ElementTree.parse(ROOT / "examples" / "graph.svg")
    texts = picture.iter("{http://www.w3.org/2000/svg}text")
    drawn = {text.attrib["data-actor"] for text in texts if "data-actor" in text.attrib}
    assert len(drawn) >= 20
    for label in drawn:
        assert graph.relations(label, limit=1)
