"""The pair view and its filters: they give what is left of the whole view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Claim = dict[str, Any]


def always(_: Claim) -> bool:
    return True


FILTERS: list[tuple[dict[str, Any], str, Callable[[Claim], bool], int]] = [
    ({"type": "accuse"}, "accuse reject", lambda claim: claim["relation"] == "accuse", 2),
    ({"polarity": "-", "family": "event"}, "accuse reject", always, 3),
    ({"polarity": "+"}, "", always, 0),
    ({"family": "tie"}, "", always, 0),
    ({"standing": "affirmed"}, "accuse reject", always, 3),
    ({"standing": "denied"}, "", always, 0),
    ({"modality": "actual", "negated": False}, "accuse reject", always, 3),
    ({"modality": "planned"}, "", always, 0),
    ({"published_since": "2024"}, "accuse reject", lambda claim: claim["document"]["date"] >= "2024", 2),
    ({"published_until": "2023-12"}, "accuse", lambda claim: claim["document"]["date"] < "2024", 1),
    ({"held_until": "2022"}, "accuse", lambda claim: (claim["held_from"] or "9") <= "2022-12-31", 1),
    ({"source": "Example Herald"}, "accuse", lambda claim: claim["document"]["source"] == "Example Herald", 1),
    ({"source": "Example Wire", "type": "reject"}, "reject", lambda claim: claim["relation"] == "reject", 1),
    ({"confidence": 1}, "accuse reject", lambda claim: claim["confidence"] >= 1, 3),
    ({"confidence": 0.1}, "accuse reject", always, 3),
    ({"claimant": "nobody"}, "", lambda _: False, 0),
]


@pytest.mark.parametrize(("filters", "relations", "passes", "count"), FILTERS)
def test_filters_of_a_pair(
    web: httpx.Client, filters: dict[str, Any], relations: str, passes: Callable[[Claim], bool], count: int
) -> None:
    whole = web.get("/v1/relations/ukraine/russia").json()
    answer = web.get("/v1/relations/ukraine/russia", params=filters)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["claim_count"] == len(found["claims"]) == count
    assert (found["a"], found["b"]) == (whole["a"], whole["b"])
    expected = [claim["key"] for claim in whole["claims"] if passes(claim)] if count else []
    assert [claim["key"] for claim in found["claims"]] == expected
    shown = {claim["relation"] for claim in found["claims"]}
    assert [tie for tie in whole["ties"] if tie["relation"] in shown] == found["ties"]
    assert shown <= set(relations.split())


def test_a_filtered_pair_has_a_page_of_claims(web: httpx.Client) -> None:
    found = web.get("/v1/relations/russia/ukraine", params={"type": "accuse", "limit": 1}).json()
    assert (len(found["claims"]), found["claim_count"]) == (1, 2)


@pytest.mark.parametrize(
    ("query", "status"),
    [("type=nonsense", 400), ("polarity=5", 400), ("standing=firm", 400), ("held_since=yesterday", 400),
     ("confidence=2", 400), ("modality=maybe", 400), ("published_until=2024-13", 400)],
)  # fmt: skip
def test_filters_that_are_none(web: httpx.Client, query: str, status: int) -> None:
    for pair in ("russia/ukraine", "georgia/iran"):
        answer = web.get(f"/v1/relations/{pair}?{query}")
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"


def test_actors_that_are_none(web: httpx.Client) -> None:
    assert web.get("/v1/relations/russia/atlantis?type=accuse").status_code == 404
    assert web.get("/v1/relations/atlantis/russia?type=accuse").status_code == 404
