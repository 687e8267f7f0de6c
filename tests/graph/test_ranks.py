"""Heaviest first, however many there are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from detente.extract.model import Claim, Document, Extraction, Mention, Span
from detente.graph.embedded import EmbeddedStore
from detente.graph.library import ClaimGraph
from detente.graph.ranks import step
from detente.graph.relations import FEW
from detente.ontology.actor import Actor
from detente.ontology.catalogue import Catalogue
from hypothesis import given
from hypothesis import strategies as st

OTHERS = [f"other-{number:03}" for number in range(FEW + 50)]
ACTORS = Catalogue((id, Actor(id, "Bloc", id)) for id in ("hub", *OTHERS))


def reports() -> Iterator[Extraction]:
    """Documents in which the hub is linked to the first of the others often, and ever less to those after."""
    for number in range(60):
        linked = OTHERS[: len(OTHERS) if number == 0 else 60 - number]
        text = f"Report {number} says: " + "; ".join(
            f"on item {number * 7919 + i} hub met {id}" for i, id in enumerate(linked)
        )
        document = Document(text, date=f"{2000 + number // 12}-{number % 12 + 1:02}-03")
        claims = []
        for place, id in enumerate(linked):
            start = text.index(f"hub met {id}")
            hub, other = (
                Mention("hub", "hub", Span(start, start + 3)),
                Mention(id, id, Span(start + 8, start + 8 + len(id))),
            )
            relation = "accuse" if place % 2 else "consult"
            claims.append(
                Claim(document.key, hub, relation, other, text[start : other.span.end], Span(start, other.span.end))
            )
        yield Extraction(document, tuple(claims))


@pytest.fixture(scope="module")
def busy() -> Iterator[ClaimGraph]:
    with ClaimGraph(EmbeddedStore(), ACTORS) as graph:
        graph.add_many(reports())
        yield graph


@given(st.integers(1, 1 << 30), st.integers(1, 1 << 30))
def test_steps_never_fall(one: int, other: int) -> None:
    assert step(min(one, other)) <= step(max(one, other))


def test_a_hub_lists_all_its_ties_in_order(busy: ClaimGraph) -> None:
    ties = busy.relations("hub", limit=None)
    assert len(ties) == len(OTHERS)
    assert ties == sorted(ties, key=lambda tie: (-tie.origin_count, -tie.claim_count, tie.key))
    assert ties[0].origin_count == 60
    pages = [tie for start in range(0, len(OTHERS), 40) for tie in busy.relations("hub", limit=40, offset=start)]
    assert pages == ties


def test_a_hub_is_filtered(busy: ClaimGraph) -> None:
    accused = [tie for tie in busy.relations("hub", limit=None) if tie.relation == "accuse"]
    assert busy.relations("hub", relation="accuse", limit=None) == accused
    assert busy.relations("hub", polarity="-", limit=7, offset=3) == accused[3:10]
    assert [tie.object.id for tie in busy.relations("hub", other="other-001")] == ["other-001"]


def test_pairs_and_documents_come_in_order_too(busy: ClaimGraph) -> None:
    counts = [pair.claim_count for pair in busy.top_pairs(limit=1000)]
    assert len(counts) == len(OTHERS)
    assert counts == sorted(counts, reverse=True)
    dates = [document.date or "" for document in busy.documents(limit=None)]
    assert dates == sorted(dates, reverse=True)
    assert [each.key for each in busy.documents(limit=5, offset=20)] == [each.key for each in busy.documents(limit=25)][
        20:
    ]


def test_the_newest_claims_of_a_pair_with_many(busy: ClaimGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by months, they are those that come first when all are read."""
    pair = busy.pair("hub", "other-000", limit=None)
    assert [claim.date for claim in pair.claims] == sorted((claim.date or "" for claim in pair.claims), reverse=True)
    monkeypatch.setattr("detente.graph.asking.MANY", 10)
    for limit in (1, 7, 59, 60, 61):
        some = busy.pair("other-000", "hub", limit=limit)
        assert (some.claims, some.claim_count) == (pair.claims[:limit], 60)
