"""What claims add up to."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from claims_at_random import extractions
from detente.extract.model import Claim, Claimant, Extraction, Mention, Span
from detente.graph.tally import Evidence, Status, Tally, evidence_of, roll_up, status_of
from detente.graph.ties import support_of, ties_of
from detente.graph.views import Standing
from hypothesis import given
from hypothesis import strategies as st

STATUS = st.sampled_from(["affirmed", "attributed", "planned", "possible", "negated"])
DAY = st.sampled_from([None, "2001-01-01", "2022-02-24"])
CLAIMS = st.lists(st.tuples(st.builds(Evidence, STATUS, DAY, DAY), st.sampled_from("abc")), max_size=8)


def claim(**changes: object) -> Claim:
    subject, object = Mention("vladimir-putin", "Putin", Span(0, 5), "russia"), Mention("ukraine", "Kyiv", Span(9, 13))
    plain = Claim("d" * 32, subject, "accuse", object, "Putin ... Kyiv", Span(0, 14))
    return replace(plain, **changes)  # type: ignore[arg-type]


@given(CLAIMS, st.randoms(use_true_random=False))
def test_order_makes_no_difference(claims: list[tuple[Evidence, str]], chance: random.Random) -> None:
    assert roll_up(chance.sample(claims, len(claims))) == roll_up(claims)


@given(CLAIMS)
def test_a_tally_survives_packing(claims: list[tuple[Evidence, str]]) -> None:
    tally = roll_up(claims)
    assert Tally.unpack(tally.packed) == tally


@given(CLAIMS)
def test_counts_agree(claims: list[tuple[Evidence, str]]) -> None:
    tally = roll_up(claims)
    assert tally.claims == len(claims)
    supporting = {origin for evidence, origin in claims if evidence.status != "negated"}
    assert tally.weight == len(supporting or {origin for _, origin in claims})
    assert sum(getattr(tally, status) for status in ("affirmed", "attributed")) or tally.standing != "affirmed"


@pytest.mark.parametrize(
    ("statuses", "standing"),
    [
        (["affirmed"], "affirmed"),
        (["affirmed", "attributed", "planned"], "affirmed"),
        (["affirmed", "negated"], "contested"),
        (["attributed", "negated"], "contested"),
        (["negated", "negated"], "denied"),
        (["attributed", "possible"], "attributed"),
        (["planned", "possible"], "onlyPlanned"),
        (["planned", "negated"], "onlyPlanned"),
        (["possible"], "onlyPossible"),
    ],
)
def test_standing(statuses: list[Status], standing: Standing) -> None:
    tally = roll_up((Evidence(status, None, None), "o") for status in statuses)
    assert tally.standing == standing
    assert tally.reason


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "affirmed"),
        ({"claimant": Claimant("experts", Span(0, 7))}, "attributed"),
        ({"modality": "planned", "claimant": Claimant("he", Span(0, 2))}, "planned"),
        ({"modality": "possible"}, "possible"),
        ({"modality": "possible", "negated": True}, "negated"),
        ({"negated": True, "claimant": Claimant("he", Span(0, 2))}, "negated"),
    ],
)
def test_a_claim_is_counted_once(changes: dict[str, object], status: Status) -> None:
    assert status_of(claim(**changes)) == status


def test_a_claim_feeds_the_ties_of_the_named_and_of_their_principals() -> None:
    assert ties_of(claim()) == (("vladimir-putin", "accuse", "ukraine"), ("russia", "accuse", "ukraine"))
    both = claim(object=Mention("kyiv-spokesman", "spokesman", Span(9, 13), "ukraine"))
    assert ties_of(both) == (("vladimir-putin", "accuse", "kyiv-spokesman"), ("russia", "accuse", "ukraine"))


def test_nobody_has_a_tie_to_themselves() -> None:
    own = claim(relation="affiliateOf", object=Mention("russia", "Russia", Span(9, 15)))
    assert ties_of(own) == (("vladimir-putin", "affiliateOf", "russia"),)
    assert ties_of(claim(subject=own.object, object=own.object)) == ()


def test_undirected_ties_stand_once_in_the_order_of_ids() -> None:
    assert ties_of(claim(relation="consult")) == (
        ("ukraine", "consult", "vladimir-putin"),
        ("russia", "consult", "ukraine"),
    )


@given(extractions())
def test_evidence_is_of_days_alone(extraction: Extraction) -> None:
    for each in extraction.claims:
        evidence = evidence_of(each, extraction.document.date)
        assert {len(day) for day in evidence[1:] if day} <= {10}
        assert (evidence.first is None) == (evidence.last is None)
    assert support_of([]) == set()
