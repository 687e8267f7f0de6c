"""Pages of one state, what the client has already, Linked Data, reconciliation, batches, documents sent, the gate."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from detente.api.gate import Rates
from detente.api.hosts import host_of
from hypothesis import given
from hypothesis import strategies as st
from our_server import COMMAND, serving
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse

RUSSIA = "https://w3id.org/detente/actor/russia"
BRIEF = {
    "id": "new",
    "title": "New",
    "date": "2024-05-01",
    "source": "A paper",
    "text": "Russia accused Poland of spying.",
}


@pytest.fixture(scope="module")
def store(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(filled, tmp_path_factory.mktemp("extras") / "store"))


@pytest.fixture(scope="module")
def writer(store: Path) -> Iterator[httpx.Client]:
    """A client with a key, of a server of one's own."""
    command = [*COMMAND, "keys", "create", "--scope", "write", "--store", str(store)]
    key = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    with serving(store) as address, httpx.Client(base_url=address, headers={"x-api-key": key}, timeout=60) as client:
        yield client


def test_documents_sent_are_read_and_kept(writer: httpx.Client) -> None:
    first = writer.post("/v1/documents", json=BRIEF)
    assert first.status_code == 201, first.text
    (kept,) = first.json()["documents"]
    assert (kept["new"], kept["id"]) == (True, "new")
    ties = writer.get("/v1/actors/russia/relations?with=poland").json()["items"]
    assert [tie["key"] for tie in ties] == ["russia.accuse.poland"]
    assert writer.get("/sparql", params={"query": "ASK { actor:russia det:accuse actor:poland }"}).json()["boolean"]
    again = writer.post(
        "/v1/documents", content=json.dumps(BRIEF) + "\n", headers={"content-type": "application/x-ndjson"}
    )
    assert again.json()["documents"] == [kept | {"new": False}]
    assert writer.delete("/v1/documents/new").status_code == 204
    assert writer.get("/v1/documents/new").status_code == 404
    assert writer.get("/v1/actors/russia/relations?with=poland").json()["items"] == []


@pytest.mark.parametrize(
    ("content", "kind", "status", "words"),
    [
        ("{", "application/json", 400, "JSON"),
        ("{}", "application/json", 400, "text"),
        ("", "application/json", 400, "between 1 and"),
        ('{"text": "a"}\n{"text": 1}', "application/x-ndjson", 400, "line:2"),
        ('{"text": "a", "date": "soon"}', "application/json", 400, "soon"),
        ("a", "text/plain", 415, "application/json"),
    ],
)
def test_documents_that_can_not_be_read(writer: httpx.Client, content: str, kind: str, status: int, words: str) -> None:
    answer = writer.post("/v1/documents", content=content, headers={"content-type": kind})
    assert answer.status_code == status
    assert words in answer.json()["detail"]


def test_documents_are_sent_with_a_key(web: httpx.Client) -> None:
    assert web.post("/v1/documents", json=BRIEF).status_code == 401
    assert web.delete("/v1/documents/border").status_code == 401


def test_pages_belong_to_one_state_of_the_graph(writer: httpx.Client) -> None:
    page = writer.get("/v1/documents?limit=1").json()
    assert len(writer.get(page["next"]).json()["items"]) == 1
    headers = {"content-type": "application/sparql-update"}
    writer.post("/sparql/update", content="INSERT DATA { <http://a.test/> rdfs:label 'x' }", headers=headers)
    assert writer.get(page["next"]).status_code == 410


@pytest.mark.parametrize("cursor", ["x", "%FF", "bm9uc2Vuc2U", "-" * 201])
def test_cursors_that_are_none(web: httpx.Client, cursor: str) -> None:
    assert web.get(f"/v1/documents?cursor={cursor}").status_code == 400


def test_what_the_client_has_is_not_sent_again(writer: httpx.Client) -> None:
    first = writer.get("/v1/actors/russia")
    tag = {"if-none-match": first.headers["etag"]}
    again = writer.get("/v1/actors/russia", headers=tag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    headers = {"content-type": "application/sparql-update"}
    writer.post("/sparql/update", content="INSERT DATA { <http://b.test/> rdfs:label 'x' }", headers=headers)
    assert writer.get("/v1/actors/russia", headers=tag).status_code == 200


def test_errors_bear_no_tag(web: httpx.Client) -> None:
    assert "etag" not in web.get("/v1/actors/atlantis").headers


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "/?actor=russia"),
        ("application/ld+json", "/data/actor/russia.jsonld"),
        ("text/turtle", "/data/actor/russia.ttl"),
        ("application/n-quads", "/data/actor/russia.nq"),
        ("*/*", "/data/actor/russia.ttl"),
    ],
)
def test_an_iri_leads_to_a_page_or_to_data(web: httpx.Client, accept: str, place: str) -> None:
    answer = web.get("/id/actor/russia", headers={"accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, place)
    assert web.get(place).status_code == 200


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "nq", "trig", "nt"])
def test_what_is_said_of_an_actor(web: httpx.Client, suffix: str) -> None:
    form = RdfFormat.from_extension(suffix)
    assert form is not None
    quads = list(parse(web.get(f"/data/actor/russia.{suffix}").content, form))
    assert {quad.subject for quad in quads} == {NamedNode(RUSSIA)}


def test_a_claim_comes_with_what_it_states(web: httpx.Client) -> None:
    key = web.get("/v1/relations/china/taliban").json()["claims"][0]["key"]
    quads = list(parse(web.get(f"/data/claim/{key}.nq").content, RdfFormat.N_QUADS))
    stated = [quad for quad in quads if quad.graph_name != DefaultGraph()]
    assert {quad.predicate.value for quad in stated} == {"https://w3id.org/detente/said#warmingTiesWith"}
    assert {quad.graph_name for quad in stated} == {NamedNode(f"https://w3id.org/detente/claim/{key}")}


@pytest.mark.parametrize("path", ["/id/actor/atlantis", "/data/actor/atlantis.ttl", "/id/claim/0"])
def test_nothing_is_said_of_what_is_not_there(web: httpx.Client, path: str) -> None:
    assert web.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/id/planet/mars", "/data/actor/russia.pdf", "/id/actor/a%20b"])
def test_names_that_can_not_be(web: httpx.Client, path: str) -> None:
    assert web.get(path).status_code == 400


def test_the_manifest_of_the_reconciliation_service(web: httpx.Client) -> None:
    manifest = web.get("/reconcile").json()
    assert "0.2" in manifest["versions"]
    for name in ("name", "identifierSpace", "schemaSpace"):
        assert isinstance(manifest[name], str)
    view = manifest["view"]["url"].replace("{{id}}", "russia")
    assert web.get(view, headers={"accept": "text/turtle"}, follow_redirects=True).status_code == 200
    assert all({"id", "name"} <= set(kind) for kind in manifest["defaultTypes"])
    suggest = manifest["suggest"]["entity"]
    found = web.get(suggest["service_url"] + suggest["service_path"], params={"prefix": "tali"}).json()["result"]
    assert "taliban" in {actor["id"] for actor in found}
    assert all(isinstance(actor["name"], str) for actor in found)


def test_names_are_matched_to_actors(web: httpx.Client) -> None:
    queries = {
        "q0": {"query": "Russian Federation"},
        "q1": {"query": "tali", "limit": 3},
        "q2": {"query": "Taliban", "type": "ArmedGroup"},
        "q5": {"query": "Taliban", "type": "State"},
        "q3": {"query": "Congo", "type_strict": "any", "properties": [{"pid": "iso2", "v": "CD"}]},
        "q4": {"query": ""},
    }
    for answer in (
        web.post("/reconcile", data={"queries": json.dumps(queries)}),
        web.get("/reconcile", params={"queries": json.dumps(queries)}),
    ):
        results = answer.json()
        assert set(results) == set(queries)
        best = results["q0"]["result"][0]
        assert (best["id"], best["match"], best["type"][0]["id"]) == ("russia", True, "State")
        assert 1 <= len(results["q1"]["result"]) <= 3
        assert {found["type"][0]["id"] for found in results["q2"]["result"]} == {"ArmedGroup"}
        assert "taliban" not in {found["id"] for found in results["q5"]["result"]}
        assert len(results["q3"]["result"]) > 1, "two states have the name"
        assert not any(found["match"] for found in results["q3"]["result"])
        assert results["q4"]["result"] == []
        for found in (found for result in results.values() for found in result["result"]):
            assert isinstance(found["id"], str)
            assert isinstance(found["name"], str)
            assert 0 <= found["score"] <= 100
            assert isinstance(found["match"], bool)


@pytest.mark.parametrize("queries", ["", "[]", '{"q0": {"query": 1}}', '{"q0": {"unknown": 1}}', "{"])
def test_queries_that_are_none(web: httpx.Client, queries: str) -> None:
    assert web.post("/reconcile", data={"queries": queries}).status_code == 400


def test_many_names_at_once(web: httpx.Client) -> None:
    found = web.post("/v1/lookup", json={"actors": ["taliban", "Congo", "atlantis"]}).json()
    assert [item["name"] for item in found] == ["taliban", "Congo", "atlantis"]
    assert found[0]["actor"]["id"] == "taliban"
    assert found[1]["actor"] is None
    assert len(found[1]["candidates"]) > 1
    assert found[2]["candidates"] == []


def test_the_counters(web: httpx.Client) -> None:
    web.get("/v1/actors/russia")
    web.get("/nowhere/at/all")
    answer = web.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert 'detente_graph{what="claims"} 7.0' in answer.text
    assert 'route="/v1/actors/{actor}",status="200"' in answer.text
    assert "nowhere" not in answer.text


@pytest.mark.parametrize(("origin", "allowed"), [("https://lite.gephi.org", True), ("https://evil.example", False)])
def test_pages_elsewhere_read_only_where_allowed(web: httpx.Client, origin: str, allowed: bool) -> None:
    answer = web.get("/v1/export/graphml", headers={"origin": origin})
    assert (answer.headers.get("access-control-allow-origin") == origin) == allowed


def test_another_name_for_this_machine_is_refused(web: httpx.Client) -> None:
    assert web.get("/healthz", headers={"host": "evil.example"}).status_code == 421
    assert web.get("/healthz", headers={"host": "localhost:1"}).status_code == 200


@pytest.mark.parametrize(
    ("header", "name"),
    [("a.test", "a.test"), ("A.test:80", "a.test"), ("[::1]:8000", "::1"), ("127.0.0.1:1", "127.0.0.1"), ("", "")],
)
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    assert host_of(header) == name


def test_who_asks_too_often_is_told_to_wait(filled: Path, tmp_path: Path) -> None:
    store = shutil.copytree(filled, tmp_path / "store")
    with serving(store, DETENTE_RATE="1", DETENTE_BURST="3") as address:
        answers = [httpx.get(f"{address}/healthz") for _ in range(6)]
    assert [answer.status_code for answer in answers].count(200) in (3, 4)
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert answers[-1].headers["content-type"] == "application/problem+json"


@given(st.lists(st.floats(min_value=0, max_value=2), max_size=60))
def test_no_client_has_more_than_its_rate(steps: list[float]) -> None:
    rates, now, let = Rates(rate=2, burst=5), 0.0, 0
    for step in steps:
        now += step
        let += rates.wait("client", now) == 0
    assert let <= 5 + 2 * now + 1e-6


@pytest.mark.parametrize(
    "path",
    [
        "/v1/actors/russia/relations",
        "/v1/documents",
        "/v1/actors/russia/relations?polarity=-",
        "/v1/actors/russia/relations?confidence=0.5",
        "/v1/claims",
        "/v1/claims?actor=russia&type=accuse",
        "/v1/claims?source=nobody",
    ],
)
def test_whole_lists_as_lines(web: httpx.Client, path: str) -> None:
    streamed = web.get(path, headers={"accept": "application/x-ndjson"})
    assert streamed.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in streamed.text.splitlines()] == web.get(path).json()["items"]


def test_errors_come_before_the_lines(web: httpx.Client) -> None:
    answer = web.get("/v1/actors/atlantis/relations", headers={"accept": "application/x-ndjson"})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("actor", "query", "keys"),
    [
        ("russia", "family=tie", set()),
        ("china", "family=tie", {"china.warmingTiesWith.taliban"}),
        ("china", "family=event&with=russia", {"china.consult.russia"}),
        ("iran", "modality=possible", {"iran.threaten.israel"}),
        ("iran", "modality=actual", set()),
        ("iran", "claimant=Experts", {"iran.threaten.israel"}),
        ("russia", "claimant=Experts", set()),
        ("ukraine", "source=Example+Herald", {"russia.accuse.ukraine"}),
        ("ukraine", "source=Example+Wire&polarity=-", {"russia.accuse.ukraine", "ukraine.reject.russia"}),
        ("iran", "confidence=0", {"iran.threaten.israel"}),
    ],
)
def test_ties_that_rest_on_such_claims(web: httpx.Client, actor: str, query: str, keys: set[str]) -> None:
    items = web.get(f"/v1/actors/{actor}/relations?{query}").json()["items"]
    assert {tie["key"] for tie in items} == keys


def test_ties_that_rest_on_such_claims_in_pages(web: httpx.Client) -> None:
    path = "/v1/actors/russia/relations?source=Example+Wire&limit=1"
    first = web.get(path).json()
    second = web.get(first["next"]).json()
    found = [tie["key"] for page in (first, second) for tie in page["items"]]
    assert (sorted(found), second["next"]) == (["russia.accuse.ukraine", "ukraine.reject.russia"], None)


@pytest.mark.parametrize("query", ["family=clan", "modality=maybe", "confidence=2"])
def test_sorts_that_there_are_not(web: httpx.Client, query: str) -> None:
    assert web.get(f"/v1/actors/russia/relations?{query}").status_code == 400
