"""The first gold document, from its text to every answer that rests on it: SPARQL, REST and GraphML."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import networkx as nx
import pytest
from our_server import COMMAND, serving

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev_documents.jsonl"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason=f"{GOLD} is not here")

EXPECTED = [
    ("taliban", "warmingTiesWith", "russia"),
    ("taliban", "warmingTiesWith", "china"),
    ("taliban", "warmingTiesWith", "iran"),
    ("taliban", "enemyOf", "islamic-state-khorasan"),
    ("islamic-state-khorasan", "affiliateOf", "islamic-state"),
    ("russia", "accuse", "ukraine"),
    ("ukraine", "reject", "russia"),
    ("islamic-state-khorasan", "threaten", "china"),
    ("islamic-state-khorasan", "threaten", "india"),
    ("islamic-state-khorasan", "threaten", "iran"),
    ("russia", "coolingTiesWith", "the-west"),
]
UNDIRECTED = {"warmingTiesWith", "enemyOf", "coolingTiesWith"}


@pytest.fixture(scope="module")
def text() -> str:
    with GOLD.open(encoding="utf-8") as lines:
        return str(json.loads(next(lines))["text"])


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("seed")
    with GOLD.open(encoding="utf-8") as lines:
        (folder / "seed.jsonl").write_text(next(lines), "utf-8")
    store = folder / "store"
    subprocess.run([*COMMAND, "ingest", folder / "seed.jsonl", "--store", store], check=True, capture_output=True)
    with serving(store) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def pairs(a: str, relation: str, b: str) -> list[tuple[str, str]]:
    return [(a, b), (b, a)] if relation in UNDIRECTED else [(a, b)]


def ask(web: httpx.Client, query: str) -> bool:
    answer = web.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"})
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["boolean"])


@pytest.mark.parametrize(("a", "relation", "b"), EXPECTED)
def test_sparql_knows_it(web: httpx.Client, a: str, relation: str, b: str) -> None:
    assert ask(web, f"ASK {{ GRAPH ?claim {{ actor:{a} said:{relation} actor:{b} }} }}")


@pytest.mark.parametrize(("a", "relation", "b"), EXPECTED)
def test_rest_shows_the_sentence_cut_from_the_text(web: httpx.Client, text: str, a: str, relation: str, b: str) -> None:
    pair = web.get(f"/v1/relations/{a}/{b}").json()
    ties = [t for t in pair["ties"] if t["relation"] == relation]
    assert any((t["subject"]["id"], t["object"]["id"]) in pairs(a, relation, b) for t in ties)
    claims = [c for c in pair["claims"] if c["relation"] == relation]
    assert claims
    for claim in claims:
        assert claim["quote"]
        assert text[claim["begin"] : claim["end"]] == claim["quote"]


@pytest.mark.parametrize(("a", "relation", "b"), EXPECTED)
def test_graphml_has_the_edge(web: httpx.Client, tmp_path: Path, a: str, relation: str, b: str) -> None:
    (tmp_path / "ties.graphml").write_bytes(web.get("/v1/export/graphml").content)
    graph = nx.read_graphml(tmp_path / "ties.graphml", force_multigraph=True)
    ids = {node: str(data["iri"]).rsplit("/", 1)[-1] for node, data in graph.nodes(data=True)}
    edges = {(ids[s], ids[o]) for s, o, data in graph.edges(data=True) if data["relation"] == relation}
    assert edges & set(pairs(a, relation, b))


def test_a_threat_that_may_come_is_no_fact(web: httpx.Client) -> None:
    assert ask(web, "ASK { GRAPH ?c { actor:russia said:threaten actor:taliban } ?c det:modality det:possible }")
    assert not ask(web, "ASK { actor:russia det:threaten actor:taliban }")


def test_who_says_so_is_kept(web: httpx.Client) -> None:
    assert ask(
        web,
        "ASK { GRAPH ?c { actor:russia said:threaten actor:taliban } ?c det:claimantText ?who "
        'FILTER CONTAINS(?who, "Felbab-Brown") }',
    )
    assert ask(
        web,
        "ASK { GRAPH ?c { actor:taliban said:warmingTiesWith actor:china } ?c det:claimantText ?who "
        'FILTER CONTAINS(?who, "experts") }',
    )
