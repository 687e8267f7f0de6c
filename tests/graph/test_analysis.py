"""The ties in networkx."""

from __future__ import annotations

import pytest
from detente.extract.model import Extraction
from detente.graph.analysis import as_networkx, blocs, leanings
from detente.graph.embedded import EmbeddedStore
from detente.graph.library import ClaimGraph
from detente.graph.views import Standing

AFFIRMED: tuple[Standing, ...] = ("affirmed",)


def test_ties_become_edges(extractions: tuple[Extraction, ...]) -> None:
    with ClaimGraph(EmbeddedStore()) as graph:
        graph.add_many(extractions)
        ties = as_networkx(graph.store)
        assert ties.number_of_edges() == graph.stats().ties
        assert ties.edges["russia", "ukraine", "accuse"]["weight"] == 2.0
        assert ties.nodes["russia"] == {"label": "Russia", "kind": "State"}
        affirmed = as_networkx(graph.store, AFFIRMED)
        assert not affirmed.has_edge("russia", "georgia")


def test_leanings_and_blocs(extractions: tuple[Extraction, ...]) -> None:
    with ClaimGraph(EmbeddedStore()) as graph:
        graph.add_many(extractions)
        ties = as_networkx(graph.store, AFFIRMED)
    between = leanings(ties).edges["russia", "ukraine"]
    assert between["weight"] == 3
    assert between["score"] == pytest.approx((2 * -3 + -2) / 3)
    assert blocs(ties)[0] >= {"china", "taliban"}
    assert not any({"russia", "ukraine"} <= bloc for bloc in blocs(ties))
