"""The laws of choosing a form (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from detente.api.negotiation import choose, parse_accept
from hypothesis import given
from hypothesis import strategies as st

OFFERED = ("application/json", "text/csv", "text/turtle", "application/ld+json")
QUALITIES = st.integers(min_value=0, max_value=1000).map(lambda thousandths: thousandths / 1000)


@given(st.text())
def test_no_header_makes_it_fail(header: str) -> None:
    assert choose(header, OFFERED) in (*OFFERED, None)


@given(st.dictionaries(st.sampled_from(OFFERED), QUALITIES, min_size=1))
def test_the_best_named_type_wins(wanted: dict[str, float]) -> None:
    header = ", ".join(f"{media_type};q={quality:.3f}" for media_type, quality in wanted.items())
    best = max(wanted.values())
    chosen = choose(header, OFFERED)
    assert (chosen is None) == (best == 0)
    if chosen:
        assert wanted[chosen] == best


@given(st.sampled_from(OFFERED), QUALITIES)
def test_the_closest_range_counts(exact: str, quality: float) -> None:
    chosen = choose(f"*/*;q=0.5, {exact};q={quality:.3f}", OFFERED)
    assert (chosen == exact) == (quality > 0.5 or (quality == 0.5 and exact == OFFERED[0]))


def test_parameters_and_case_are_passed_over() -> None:
    (found,) = parse_accept("Text/CSV; charset=utf-8; Q=0.25")
    assert (found.type, found.subtype, found.quality) == ("text", "csv", 0.25)


def test_without_a_header_the_first_is_given() -> None:
    assert choose(None, OFFERED) == choose("", OFFERED) == OFFERED[0]
