"""The log of changes: a number for each, kept in the store, whatever the store is and however a write ends."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

import pytest
from claims_at_random import SMALL, content, extractions, memory
from detente.extract.model import Extraction
from detente.graph.changes import CHANGE, is_of_the_log, read_revision
from detente.graph.embedded import EmbeddedStore
from detente.graph.errors import BadQuery
from detente.graph.library import ClaimGraph
from detente.graph.store import Store
from detente.graph.terms import Statement, statement
from detente.ontology.catalogue import Catalogue
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_contract import Open, backend, cut_short, opened, report  # noqa: F401 - the fixtures

pytestmark = pytest.mark.filterwarnings(
    "ignore:Dataset:DeprecationWarning", "ignore:.*ConjunctiveGraph:DeprecationWarning"
)
NOTE = 'INSERT DATA { GRAPH <https://w3id.org/detente/graph/notes> { actor:russia skos:note "checked" } }'

MADE = (1, "updated", None)
"""The vocabulary and the catalogue came in."""


def told(graph: ClaimGraph, since: int = 0) -> list[tuple[int, str, str | None]]:
    return [(change.revision, change.kind, change.document) for change in graph.changes(since, None)]


def test_each_change_has_its_number(opened: Open) -> None:  # noqa: F811
    one, two, three = (report(number) for number in range(3))
    with ClaimGraph(opened(), SMALL) as graph:
        assert (graph.revision, told(graph)) == (1, [MADE])
        graph.add_many([one, two])
        assert not graph.add(one)
        graph.remove(one.document.key)
        graph.update(NOTE)
        with pytest.raises(BadQuery):
            graph.update("INSERT NONSENSE")
        graph.add(three)
    expected = [
        MADE,
        (2, "added", one.document.key),
        (3, "added", two.document.key),
        (4, "removed", one.document.key),
        (5, "updated", None),
        (6, "added", three.document.key),
    ]
    with ClaimGraph(opened(), SMALL) as graph:
        assert (graph.revision, told(graph)) == (6, expected)
        assert told(graph, 3) == expected[3:]
        assert [change.revision for change in graph.changes(1, 2)] == [2, 3]
        assert graph.changes(6) == graph.changes(99) == []
        times = [datetime.fromisoformat(change.time) for change in graph.changes()]
        assert times == sorted(times)
        assert times[0] < times[-1]


def test_what_was_cut_short_is_not_told_of(opened: Open) -> None:  # noqa: F811
    store = opened()
    with ClaimGraph(store, SMALL) as graph:
        graph.add(report(1))
        cut_short(graph, store)
        assert told(graph, 1) == [(2, "added", report(1).document.key)]
    with ClaimGraph(opened(), SMALL) as graph:
        assert told(graph, 2) == [(3, "updated", None)]  # the ties were derived afresh
        graph.add(report(2))
        assert told(graph, 3) == [(4, "added", report(2).document.key)]
        entries = {statement(quad)[0][1:-1] for quad in graph.store.quads() if CHANGE in str(quad.subject)}
        assert entries == {f"{CHANGE}{number}" for number in (1, 2, 3, 4)}


def test_an_update_cut_short_counts_as_done(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    store = opened()
    with ClaimGraph(store, SMALL) as graph:
        real, calls = type(store).apply, 0

        def dies(self: Store, delete: Collection[Statement], insert: Collection[Statement]) -> None:
            nonlocal calls
            calls += 1
            if calls > 1:
                raise KeyboardInterrupt
            real(self, delete, insert)

        monkeypatch.setattr(type(store), "apply", dies)
        with pytest.raises(KeyboardInterrupt):
            graph.update(NOTE)
        monkeypatch.undo()
    with ClaimGraph(opened(), SMALL) as graph:
        assert graph.query("ASK { GRAPH ?notes { actor:russia skos:note ?note } }")
        assert told(graph, 1) == [(2, "updated", None)]
        graph.update(NOTE.replace("INSERT", "DELETE"))
        assert told(graph, 1) == [(2, "updated", None), (3, "updated", None)]


def test_an_update_that_takes_out_all_is_told_of(tmp_path: Path) -> None:
    """The store is left as empty as it was told to be; the log goes on beside it, and in it as soon as may be."""
    place = tmp_path / "store"
    with ClaimGraph(EmbeddedStore(place), SMALL) as graph:
        graph.add(report(1))
        for number, update in enumerate(("CLEAR ALL", NOTE, NOTE.replace("INSERT", "DELETE")), 3):
            graph.update(update)
            assert graph.revision == number
            assert told(graph) == [(each, "updated", None) for each in range(3, number + 1)]
        assert list(graph.store.quads()) == []
        with pytest.raises(BadQuery):
            graph.update("nonsense")
        assert graph.revision == 5
    with ClaimGraph(EmbeddedStore(place), SMALL) as graph:
        assert told(graph) == [(each, "updated", None) for each in (3, 4, 5, 6)]  # the last brings the catalogue
        graph.add(report(1))
        assert told(graph, 5) == [(6, "updated", None), (7, "added", report(1).document.key)]


def test_a_document_after_such_an_update_brings_the_log_back(tmp_path: Path) -> None:
    place = tmp_path / "store"
    graph = ClaimGraph(EmbeddedStore(place), SMALL)
    graph.update("CLEAR ALL")
    graph.add(report(1))
    graph.update(NOTE)
    graph.update("DROP ALL")
    graph.update(NOTE)
    graph.add(report(2))
    assert graph.revision == 7
    assert told(graph) == [(5, "updated", None), (6, "updated", None), (7, "added", report(2).document.key)]
    graph.update(NOTE.replace("INSERT", "DELETE"))
    assert told(graph, 6) == [(7, "added", report(2).document.key), (8, "updated", None)]
    assert read_revision(graph.store) == 8


def test_a_new_catalogue_is_an_update() -> None:
    store = EmbeddedStore()
    ClaimGraph(store, SMALL).add(report(1))
    fewer = Catalogue(("actors:1", actor) for id, actor in SMALL.actors.items() if id != "nato")
    assert told(ClaimGraph(store, fewer), 2) == [(3, "updated", None)]
    assert ClaimGraph(store, fewer).revision == 3


def test_reading_only(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("frozen") / "store"
    with ClaimGraph(EmbeddedStore(place), SMALL) as graph:
        graph.add(report(1))
    with ClaimGraph(EmbeddedStore(place, read_only=True), SMALL) as graph:
        assert told(graph) == [MADE, (2, "added", report(1).document.key)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(extractions(), max_size=5), st.data())
def test_who_follows_the_log_knows_what_is_there(made: list[Extraction], data: st.DataObject) -> None:
    """And the log is all that tells of what is gone."""
    left: dict[str, Extraction] = {}
    with memory() as graph:
        for extraction in made:
            if graph.add(extraction):
                left[extraction.document.key] = extraction
            if data.draw(st.booleans()):
                graph.remove(extraction.document.key)
                del left[extraction.document.key]
        there: set[str | None] = set()
        for change in graph.changes(1, None):
            (there.add if change.kind == "added" else there.remove)(change.document)
        assert there == {document.key for document in graph.documents(limit=None)}
        assert [change.revision for change in graph.changes(0, None)] == [*range(1, graph.revision + 1)]
        assert there == set(left)
        with memory(left.values()) as fresh:
            assert content(graph) == content(fresh)
        log = [each for each in map(statement, graph.store.quads()) if is_of_the_log(each)]
        assert len(log) == 5 * graph.revision
