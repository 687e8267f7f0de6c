"""The law of the graph: whatever comes and goes in whatever order, it holds what a fresh one would hold."""

from __future__ import annotations

import random

from claims_at_random import content, extractions, memory
from detente.extract.model import Extraction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def distinct(made: list[Extraction]) -> list[Extraction]:
    """Each document once."""
    return list({extraction.document.key: extraction for extraction in made}.values())


@MANY
@given(st.lists(extractions(), max_size=7), st.randoms(use_true_random=False))
def test_order_and_batches_make_no_difference(made: list[Extraction], chance: random.Random) -> None:
    made = distinct(made)
    with memory(made) as together:
        shuffled = chance.sample(made, len(made))
        with memory() as apart:
            assert all(apart.add(extraction) for extraction in shuffled)
            assert content(apart) == content(together)


@MANY
@given(st.lists(extractions(), max_size=7), st.data())
def test_what_is_removed_leaves_no_trace(made: list[Extraction], data: st.DataObject) -> None:
    made = distinct(made)
    gone = data.draw(st.lists(st.sampled_from(made), unique_by=lambda e: e.document.key) if made else st.just([]))
    with memory(made) as graph:
        for extraction in gone:
            assert graph.remove(extraction.document.key) == len(graph_claims(extraction))
        keys = {extraction.document.key for extraction in gone}
        with memory(extraction for extraction in made if extraction.document.key not in keys) as fresh:
            assert content(graph) == content(fresh)


@MANY
@given(st.lists(extractions(), max_size=7))
def test_rebuilding_changes_nothing(made: list[Extraction]) -> None:
    with memory(distinct(made)) as graph:
        before = content(graph)
        assert graph.rebuild_ties() == graph.stats().ties
        assert content(graph) == before


@MANY
@given(st.lists(extractions(), min_size=1, max_size=4))
def test_what_is_there_is_not_added_again(made: list[Extraction]) -> None:
    with memory(made) as graph:
        before = content(graph)
        assert not any(graph.add(extraction) for extraction in made)
        assert graph.add_many(made * 2) == 0
        assert content(graph) == before


def graph_claims(extraction: Extraction) -> set[str]:
    return {claim.key for claim in extraction.claims}
