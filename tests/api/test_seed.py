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
NAMED = {
    ("taliban", "warmingTiesWith", "russia"): "experts",
    ("taliban", "warmingTiesWith", "china"): "experts",
    ("taliban", "warmingTiesWith", "iran"): "experts",
    ("russia", "threaten", "taliban"): "Felbab-Brown",
    ("taliban", "enemyOf", "islamic-state-khorasan"): "John Foreman",
}
"""Who says so, where the text names them."""
ALL = tuple(dict.fromkeys([*EXPECTED, *NAMED]))
SPEAKS_FOR = {"vladimir-putin": "russia"}
"""An edge of the GraphML of claims is between those whom the text names."""
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


def claims_of(web: httpx.Client, a: str, relation: str, b: str) -> list[dict[str, str]]:
    """What SPARQL gives of each claim that says so: text of the document, quote, its position, claimant."""
    query = f"""SELECT ?text ?quote ?position ?claimant {{
      GRAPH ?claim {{ actor:{a} said:{relation} actor:{b} }}
      ?claim det:quote ?quote ; det:quotePosition ?position ; prov:wasDerivedFrom/nif:isString ?text .
      OPTIONAL {{ ?claim det:claimantText ?claimant }} }}"""
    answer = web.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"})
    assert answer.status_code == 200, answer.text
    return [{name: cell["value"] for name, cell in row.items()} for row in answer.json()["results"]["bindings"]]


@pytest.mark.parametrize(("a", "relation", "b"), ALL)
def test_sparql_gives_the_sentence_cut_from_the_text(
    web: httpx.Client, text: str, a: str, relation: str, b: str
) -> None:
    claims = claims_of(web, a, relation, b)
    assert claims
    for claim in claims:
        assert claim["text"] == text
        begin, end = map(int, claim["position"].removeprefix("char=").split(","))
        assert text[begin:end] == claim["quote"] != ""
    if who := NAMED.get((a, relation, b)):
        assert any(who in claim.get("claimant", "") for claim in claims)


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


@pytest.fixture(scope="module")
def edges(web: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, dict[str, object]]]:
    """The edges of the GraphML of claims: the ids of source and target, and what the edge bears."""
    file = tmp_path_factory.mktemp("graphml") / "claims.graphml"
    file.write_bytes(web.get("/v1/export/graphml?grain=claim").content)
    graph = nx.read_graphml(file, force_multigraph=True)
    ids = {node: str(data["iri"]).rsplit("/", 1)[-1] for node, data in graph.nodes(data=True)}
    ids = {node: SPEAKS_FOR.get(id, id) for node, id in ids.items()}
    return [(ids[s], ids[o], data) for s, o, data in graph.edges(data=True)]


@pytest.mark.parametrize(("a", "relation", "b"), ALL)
def test_graphml_of_claims_bears_the_sentence(
    edges: list[tuple[str, str, dict[str, object]]], text: str, a: str, relation: str, b: str
) -> None:
    found = [data for s, o, data in edges if data["relation"] == relation and (s, o) in pairs(a, relation, b)]
    assert found
    for data in found:
        assert data["quote"]
        assert str(data["quote"]) in text
    if who := NAMED.get((a, relation, b)):
        assert any(who in str(data.get("claimant", "")) for data in found)


@pytest.mark.parametrize(("triple", "who"), NAMED.items())
def test_rest_says_who_says_so(web: httpx.Client, triple: tuple[str, str, str], who: str) -> None:
    a, relation, b = triple
    claims = [c for c in web.get(f"/v1/relations/{a}/{b}").json()["claims"] if c["relation"] == relation]
    assert any(who in c["claimant"]["text"] for c in claims if c["claimant"])
