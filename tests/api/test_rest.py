"""REST over a real server process."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx
import pytest

Record = dict[str, Any]


def items(answer: httpx.Response) -> list[Record]:
    assert answer.status_code == 200, answer.text
    found: list[Record] = answer.json()["items"]
    return found


def triples(ties: list[Record]) -> set[tuple[str, str, str]]:
    return {(tie["subject"]["id"], tie["relation"], tie["object"]["id"]) for tie in ties}


def is_problem(answer: httpx.Response, status: int) -> Record:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: Record = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


def test_actors_are_found_by_name(web: httpx.Client) -> None:
    found = items(web.get("/v1/actors", params={"q": "taliban"}))
    assert found[0]["id"] == "taliban"
    assert found[0]["iri"] == "https://w3id.org/detente/actor/taliban"


def test_an_actor_by_id_and_by_name(web: httpx.Client) -> None:
    by_id = web.get("/v1/actors/russia").json()
    by_name = web.get("/v1/actors/" + quote("Russian Federation")).json()
    assert by_id == by_name
    assert by_id["iso2"] == "RU"


def test_relations_of_an_actor(web: httpx.Client) -> None:
    ties = items(web.get("/v1/actors/russia/relations"))
    assert ("russia", "accuse", "ukraine") in triples(ties)
    assert ("ukraine", "reject", "russia") in triples(ties)
    accuse = next(tie for tie in ties if tie["relation"] == "accuse")
    assert (accuse["claim_count"], accuse["origin_count"], accuse["standing"]) == (2, 2, "affirmed")
    assert accuse["polarity"] == "-"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"type": "accuse"}, {("russia", "accuse", "ukraine")}),
        ({"polarity": "+"}, {("china", "consult", "russia")}),
        ({"polarity": "positive"}, {("china", "consult", "russia")}),
        ({"with": "Georgia", "standing": "denied"}, {("russia", "assault", "georgia")}),
        ({"with": "ukraine", "since": "2024"}, {("russia", "accuse", "ukraine"), ("ukraine", "reject", "russia")}),
        ({"until": "2022", "with": "ukraine"}, {("russia", "accuse", "ukraine")}),
        ({"standing": "contested"}, set()),
    ],
)
def test_filters_of_relations(web: httpx.Client, filters: dict[str, str], expected: set[tuple[str, str, str]]) -> None:
    assert triples(items(web.get("/v1/actors/russia/relations", params=filters))) == expected


def test_an_unescaped_plus_is_meant_as_a_plus(web: httpx.Client) -> None:
    assert triples(items(web.get("/v1/actors/russia/relations?polarity=+"))) == {("china", "consult", "russia")}


def test_pages_cover_the_list_once(web: httpx.Client) -> None:
    whole = items(web.get("/v1/actors/russia/relations"))
    gathered: list[Record] = []
    path: str | None = "/v1/actors/russia/relations?limit=2"
    while path:
        answer = web.get(path)
        gathered += items(answer)
        path = answer.json()["next"]
        assert (path is not None) == ("link" in answer.headers)
    assert gathered == whole


def test_the_pair_has_both_directions_and_the_words(web: httpx.Client) -> None:
    pair = web.get("/v1/relations/ukraine/Russia").json()
    assert triples(pair["ties"]) == {("russia", "accuse", "ukraine"), ("ukraine", "reject", "russia")}
    assert pair["claim_count"] == len(pair["claims"]) == 3
    for claim in pair["claims"]:
        text = web.get(f"/v1/documents/{claim['document']['key']}").json()["text"]
        assert text[claim["begin"] : claim["end"]] == claim["quote"]
        for side in ("subject", "object"):
            assert text[claim[side]["begin"] : claim[side]["end"]] == claim[side]["text"]


def test_a_claim_says_how_it_is_meant(web: httpx.Client) -> None:
    (short,) = web.get("/v1/relations/iran/israel").json()["claims"]
    claim = web.get(f"/v1/claims/{short['key']}").json()
    assert claim == short
    assert claim["modality"] == "possible"
    assert claim["claimant"]["text"] == "Experts"
    assert claim["claimant"]["actor"] is None


def test_documents_newest_first(web: httpx.Client) -> None:
    listed = items(web.get("/v1/documents"))
    assert [document["id"] for document in listed] == ["border", "summit"]
    summit = web.get("/v1/documents/summit").json()
    assert summit["metadata"] == {"language": "en"}
    assert summit["key"] == listed[1]["key"]
    claims = web.get("/v1/documents/summit/claims").json()
    assert [claim["relation"] for claim in claims] == ["consult", "assault", "accuse"]


def test_graphml_is_whole(web: httpx.Client) -> None:
    answer = web.get("/v1/export/graphml")
    assert answer.headers["content-type"].startswith("application/graphml+xml")
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.text.rstrip().endswith("</graphml>")
    assert "accuse" in answer.text
    assert web.get("/v1/export/graphml?grain=claim").text.count("<edge ") == 7


def test_health(web: httpx.Client) -> None:
    health = web.get("/healthz").json()
    assert (health["status"], health["documents"], health["claims"]) == ("ok", 2, 7)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/actors/atlantis", 404),
        ("/v1/actors/atlantis/relations", 404),
        ("/v1/relations/russia/atlantis", 404),
        ("/v1/claims/0000", 404),
        ("/v1/documents/0000", 404),
        ("/nowhere", 404),
        ("/v1/actors", 400),
        ("/v1/actors?q=", 400),
        ("/v1/actors/russia/relations?type=loves", 400),
        ("/v1/actors/russia/relations?polarity=purple", 400),
        ("/v1/actors/russia/relations?since=yesterday", 400),
        ("/v1/actors/russia/relations?since=2023-02-30", 400),
        ("/v1/actors/russia/relations?until=2023-13", 400),
        ("/v1/actors/russia/relations?standing=odd", 400),
        ("/v1/actors/russia/relations?limit=0", 400),
        ("/v1/actors/russia/relations?offset=-1", 400),
        ("/v1/export/graphml?grain=rye", 400),
    ],
)
def test_errors_are_problem_documents(web: httpx.Client, path: str, status: int) -> None:
    is_problem(web.get(path), status)


@pytest.mark.parametrize(("method", "status"), [("POST", 405), ("PUT", 405), ("DELETE", 401)])
def test_nobody_writes_without_a_key(web: httpx.Client, method: str, status: int) -> None:
    is_problem(web.request(method, "/v1/documents/summit"), status)


def test_an_ambiguous_name_lists_whom_it_can_mean(web: httpx.Client) -> None:
    problem = is_problem(web.get("/v1/actors/Congo"), 409)
    assert len(problem["candidates"]) > 1


def test_every_answer_bears_the_security_headers(web: httpx.Client) -> None:
    for path in ("/", "/docs", "/v1/actors/atlantis", "/static/home.js", "/sparql"):
        headers = web.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_pages_load_nothing_from_elsewhere(web: httpx.Client) -> None:
    for page in ("/", "/docs"):
        text = web.get(page).text
        assert "http://" not in text
        assert "https://" not in text
    for file in ("site.css", "home.js", "docs.js", "swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui.LICENSE.txt"):
        assert web.get(f"/static/{file}").status_code == 200


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"actor": "ukraine"}, 3),
        ({"actor": "Ukraine", "type": "reject"}, 1),
        ({"actor": "russia", "with": "China"}, 1),
        ({"polarity": "+"}, 2),
        ({"family": "tie"}, 1),
        ({"family": "event", "polarity": "-"}, 5),
        ({"modality": "possible"}, 1),
        ({"negated": "true"}, 1),
        ({"claimant": "Experts"}, 1),
        ({"claimant": "nobody at all"}, 0),
        ({"source": "Example Herald"}, 3),
        ({"published_since": "2024"}, 4),
        ({"published_until": "2023-06"}, 3),
        ({"held_since": "2022", "held_until": "2022"}, 1),
        ({"confidence": "0.5"}, 7),
        ({}, 7),
    ],
)
def test_claims_are_found(web: httpx.Client, filters: dict[str, str], expected: int) -> None:
    found = items(web.get("/v1/claims", params=filters))
    assert len(found) == expected
    dates = [claim["date"] for claim in found]
    assert dates == sorted(dates, reverse=True)


def test_claims_come_in_pages(web: httpx.Client) -> None:
    first = web.get("/v1/claims?limit=4").json()
    second = web.get(first["next"]).json()
    assert second["next"] is None
    assert len({claim["key"] for claim in first["items"] + second["items"]}) == 7


@pytest.mark.parametrize(
    "query", ["type=loves", "polarity=x", "family=y", "confidence=2", "held_since=soon", "negated=perhaps"]
)
def test_searches_that_can_not_be(web: httpx.Client, query: str) -> None:
    is_problem(web.get(f"/v1/claims?{query}"), 400)


def test_the_pairs_most_spoken_of(web: httpx.Client) -> None:
    best = web.get("/v1/pairs?limit=1").json()["items"]
    assert [({pair["a"]["id"], pair["b"]["id"]}, pair["claim_count"]) for pair in best] == [({"russia", "ukraine"}, 3)]
