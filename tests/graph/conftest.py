"""Graphs to test with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from claims_at_random import memory
from detente.graph.library import ClaimGraph


@pytest.fixture
def graph() -> Iterator[ClaimGraph]:
    """An empty graph in memory over a catalogue of six actors."""
    with memory() as graph:
        yield graph
