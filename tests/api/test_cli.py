"""The command as a process: what it prints, and how it ends."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest
from detente.api.cli import build_parser
from our_server import COMMAND
from pyoxigraph import RdfFormat, parse
from terminal import on_a_terminal

Run = Callable[..., subprocess.CompletedProcess[str]]
VERBS = (
    "actors",
    "demo",
    "explain",
    "export",
    "extract",
    "ingest",
    "keys",
    "pair",
    "query",
    "relations",
    "remove",
    "serve",
    "stats",
)


def test_the_version(detente: Run) -> None:
    assert detente("--version").stdout.split() == ["detente", version("detente")]


HEAVY = {"fastapi", "uvicorn", "pydantic", "spacy", "numpy", "pyoxigraph", "rdflib", "networkx", "rich", "httpx"}


@pytest.mark.parametrize("options", [["--version"], ["--help"], ["query", "--help"]])
def test_it_starts_fast(options: list[str]) -> None:
    """Loading the web framework or the language model to print a line would take seconds."""
    command = [sys.executable, "-X", "importtime", *COMMAND[1:], *options]
    loaded = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stderr
    modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in loaded.splitlines()}
    assert {"argparse", "detente"} <= modules
    assert modules & HEAVY == set()


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_helps_with_examples(detente: Run, verb: str) -> None:
    told = detente(verb, "--help").stdout
    assert f"detente {verb}" in told.partition("examples:")[2]


def test_the_help_lists_every_verb(detente: Run) -> None:
    told = detente("--help").stdout
    for verb in VERBS:
        assert f"\n    {verb} " in told
    assert "exit codes:" in told


def test_json_when_piped_as_rest_gives_it(detente: Run, web: httpx.Client) -> None:
    assert json.loads(detente("actors", "taliban").stdout) == web.get("/v1/actors?q=taliban").json()["items"]
    relations = json.loads(detente("relations", "Russia", "--polarity=-").stdout)
    assert relations == web.get("/v1/actors/russia/relations?polarity=-").json()["items"]
    assert json.loads(detente("pair", "Russia", "ukraine").stdout) == web.get("/v1/relations/russia/ukraine").json()
    assert json.loads(detente("stats").stdout)["claims"] == 7


def test_tables_on_a_terminal(store: Path) -> None:
    printed = on_a_terminal("relations", "taliban", store=store)
    assert [line.split()[:4] for line in printed.splitlines() if "warmingTiesWith" in line] == [
        ["China", "warmingTiesWith", "Taliban", "affirmed"]
    ]
    assert "says Experts" in on_a_terminal("pair", "Iran", "Israel", store=store)
    assert "actor:russia" in on_a_terminal("query", "SELECT ?who { ?who det:accuse ?whom }", store=store)
    assert on_a_terminal("query", "ASK { ?who det:accuse ?whom }", store=store) == "yes\n"


def test_tables_when_asked_for(detente: Run) -> None:
    assert "warmingTiesWith" in detente("relations", "taliban", "--table").stdout
    assert not detente("relations", "taliban", "--table").stdout.startswith("[")


def test_filters(detente: Run) -> None:
    found = json.loads(
        detente("relations", "russia", "--type", "accuse", "--with", "Ukraine", "--since", "2024").stdout
    )
    assert [tie["key"] for tie in found] == ["russia.accuse.ukraine"]
    assert json.loads(detente("relations", "russia", "--limit", "1").stdout) == found


def test_queries_from_a_file_and_from_standard_input(detente: Run, tmp_path: Path) -> None:
    question = "SELECT ?who { ?who det:accuse actor:ukraine }"
    file = tmp_path / "question.rq"
    file.write_text(question)
    expected = "who\r\nhttps://w3id.org/detente/actor/russia\r\n"
    for asked in (
        detente("query", f"@{file}", "--format", "csv"),
        detente("query", "-", "--format", "csv", input=question),
    ):
        assert asked.stdout == expected.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("form", "format"), [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)]
)
def test_triples(detente: Run, form: str, format: RdfFormat) -> None:
    printed = detente("query", "CONSTRUCT WHERE { ?a det:accuse ?b }", "--format", form).stdout
    assert len(list(parse(printed, format))) == 1


def test_graphml_to_a_file_and_to_a_pipe(detente: Run, tmp_path: Path) -> None:
    file = tmp_path / "claims.graphml"
    detente("export", "graphml", "--grain", "claim", "-o", file)
    assert file.read_text().count("<edge ") == 7
    assert detente("export", "graphml", "--grain", "claim").stdout == file.read_text()


def test_what_is_there_already_is_not_new(detente: Run, tmp_path: Path) -> None:
    """Not even where it comes twice in one go, before the first is written."""
    line = json.dumps({"text": "Kenya accused Uganda of theft.", "date": "2020-01-01"}) + "\n"
    (tmp_path / "twice.jsonl").write_text(line * 2)
    tallies = [json.loads(detente("ingest", tmp_path / "twice.jsonl").stdout) for _ in range(2)]
    assert tallies == [
        {"read": 2, "new": 1, "claims": 1, "failed": 0},
        {"read": 2, "new": 0, "claims": 0, "failed": 0},
    ]
    assert json.loads(detente("stats").stdout)["documents"] == 3


def test_remove(detente: Run) -> None:
    assert json.loads(detente("remove", "summit").stdout)["claims_removed"] == 3
    assert json.loads(detente("stats").stdout)["claims"] == 4
    (accuse,) = json.loads(detente("relations", "russia", "--type", "accuse").stdout)
    assert accuse["claim_count"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["relations", "atlantis"], 3, "atlantis"),
        (["pair", "russia", "atlantis"], 3, "atlantis"),
        (["remove", "nothing"], 3, "nothing"),
        (["relations", "Congo"], 4, "republic-of-the-congo"),
        (["relations", "russia", "--type", "loves"], 1, "warmingTiesWith"),
        (["relations", "russia", "--since", "soon"], 1, "2001-09-11"),
        (["query", "SELECT ?x { ?x }"], 1, "1:"),
        (["query", "@nowhere.rq"], 1, "nowhere.rq"),
        (["query", "ASK {}", "--format", "ttl"], 1, "rows"),
        (["export", "graphml", "-o", "/nowhere/at/all"], 1, "/nowhere/at/all"),
        (["love"], 2, "invalid choice"),
        (["relations"], 2, "ACTOR"),
        (["actors", "russia", "--limit", "-1"], 2, "'-1' is not a whole number"),
        ([], 2, "COMMAND"),
    ],
)
def test_faults_are_said_and_coded(detente: Run, arguments: list[str], code: int, said: str) -> None:
    done = detente(*arguments, check=code)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("variable", "text", "said"),
    [
        ("DETENTE_PORT", "eighty", "DETENTE_PORT is 'eighty', which is not a number"),
        ("DETENTE_PORT", "65536", "(DETENTE_PORT) is 65536; it must be from 0 to 65535"),
        ("DETENTE_QUERY_WORKERS", "0", "(DETENTE_QUERY_WORKERS) is 0; it must be 1 or more"),
        ("DETENTE_RATE", "-1", "(DETENTE_RATE) is -1.0; it must be 0 or more"),
        ("DETENTE_QUERY_SECONDS", "nan", "(DETENTE_QUERY_SECONDS) is nan"),
    ],
)
def test_a_setting_that_cannot_be_is_said(
    detente: Run, monkeypatch: pytest.MonkeyPatch, variable: str, text: str, said: str
) -> None:
    monkeypatch.setenv(variable, text)
    done = detente("serve", check=1)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_none_is_said(detente: Run) -> None:
    assert "it must be from 0 to 65535" in detente("serve", "--port", "99999", check=1).stderr


def test_a_reader_that_goes_away_is_no_fault(store: Path) -> None:
    command = f"{sys.executable} -m detente.api.cli query 'SELECT * {{ ?s ?p ?o }}' --store {store} | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""


def parsers_under(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers of the verbs of ``parser``, or of the actions of a verb; none where it has none."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(groups[0].choices) if groups else {}


def test_every_verb_is_tested_here() -> None:
    assert sorted(parsers_under(build_parser())) == sorted(VERBS)


def ways_to_call() -> Iterator[tuple[str, ...]]:
    """Each verb and action, with something for each argument that it needs."""
    for verb, parser in parsers_under(build_parser()).items():
        for action, last in (parsers_under(parser) or {"": parser}).items():
            needed = [a for a in last._actions if not a.option_strings and a.nargs != 0]
            yield verb, *filter(None, [action]), *(next(iter(a.choices)) if a.choices else "x" for a in needed)


@pytest.mark.parametrize("words", [*ways_to_call()], ids=" ".join)
def test_every_verb_takes_a_store_before_and_behind_its_name(words: tuple[str, ...]) -> None:
    parser = build_parser()
    assert parser.parse_args([*words, "--store", "http://[::1]:7878"]).store == "http://[::1]:7878"
    assert parser.parse_args(["--store", "folder", *words]).store == "folder"
    assert "store" not in parser.parse_args(words)


@pytest.mark.parametrize("verb", ["extract", "explain"])
def test_verbs_that_only_look_at_documents_make_no_store(detente: Run, tmp_path: Path, verb: str) -> None:
    brief = tmp_path / "brief.txt"
    brief.write_text("Russia attacked Ukraine.")
    assert "assault" in detente(verb, brief, "--store", tmp_path / "none").stdout
    assert not (tmp_path / "none").exists()
    assert "uses no graph" in detente(verb, "--help").stdout


@pytest.mark.parametrize("verb", [("extract",), ("explain",), ("ingest", "--store", ":memory:")])
def test_a_model_that_is_not_installed_is_said(detente: Run, tmp_path: Path, verb: tuple[str, ...]) -> None:
    (tmp_path / "brief.txt").write_text("Russia attacked Ukraine.", "utf-8")
    ended = detente(*verb, "--model", "nosuch_model", tmp_path / "brief.txt", check=1)
    assert "'nosuch_model' is not installed" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_server_does_not_start_with_a_model_that_is_not_installed(tmp_path: Path) -> None:
    command = [*COMMAND, "serve", "--port", "0", "--store", str(tmp_path / "store")]
    environment = {**os.environ, "DETENTE_MODEL": "nosuch_model"}
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)
    assert ended.returncode == 1
    assert "'nosuch_model' is not installed" in ended.stderr
    assert "Traceback" not in ended.stderr
