"""The embedded store: on disk, locked, cleaned up after crashes, read from snapshots and by rdflib."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from claims_at_random import SMALL, content, memory
from detente.extract.model import Claim, Document, Extraction, Mention, Span
from detente.graph.embedded import EmbeddedStore
from detente.graph.errors import BadExtraction, BadQuery, ReadOnly, StoreError, StoreLocked
from detente.graph.library import ClaimGraph, open_graph
from detente.graph.location import default_location
from detente.graph.terms import value
from detente.ontology.namespaces import PREFIXES

CRASH = """
import os, sys
sys.path.insert(0, {tests!r})
from claims_at_random import SMALL
from test_embedded import many
from pathlib import Path
from detente.graph.embedded import EmbeddedStore
from detente.graph.library import ClaimGraph
graph = ClaimGraph(EmbeddedStore(Path({store!r})), SMALL)
graph.add_many(many(5))
apply = EmbeddedStore.apply
EmbeddedStore.apply = lambda *_: os.kill(os.getpid(), {signal})
graph.add_many(many(400))
"""


def many(number: int) -> list[Extraction]:
    """Documents with a claim each, every one like its neighbours."""
    made = []
    for count in range(number):
        document = Document(f"Russia accused Ukraine of a breach for the {count}th time this year.", date="2024-01-01")
        subject, object = Mention("russia", "Russia", Span(0, 6)), Mention("ukraine", "Ukraine", Span(15, 22))
        claim = Claim(document.key, subject, "accuse", object, document.text, Span(0, len(document.text)))
        made.append(Extraction(document, (claim,)))
    return made


def test_a_store_on_disk_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "store"
    with ClaimGraph(EmbeddedStore(path), SMALL) as graph:
        graph.add_many(many(3))
        before = content(graph)
    assert path.stat().st_mode & 0o777 == 0o700
    with ClaimGraph(EmbeddedStore(path), SMALL) as graph:
        assert content(graph) == before
    with memory(many(3)) as graph:
        assert content(graph) == before


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with open_graph(tmp_path), pytest.raises(StoreLocked, match="open in another process"):
        open_graph(tmp_path)


def test_a_store_of_another_layout_is_refused(tmp_path: Path) -> None:
    with ClaimGraph(EmbeddedStore(tmp_path), SMALL) as graph:
        graph.add_many(many(1))
    for change, layout in (
        ("DELETE WHERE { ?state det:layoutVersion ?version }", "1"),
        ('INSERT DATA { <https://w3id.org/detente/graph/state> det:layoutVersion "3" }', "3"),
    ):
        store = EmbeddedStore(tmp_path)
        store.update(change)
        before = set(map(str, store.quads()))
        store.close()
        for read_only in (False, True):
            with pytest.raises(StoreError, match=f"layout {layout}; this one reads"):
                open_graph(tmp_path, read_only=read_only)
        store = EmbeddedStore(tmp_path)
        assert set(map(str, store.quads())) == before
        store.close()


def test_a_closed_store_can_be_opened_again(tmp_path: Path) -> None:
    for _ in range(3):
        graph = open_graph(tmp_path)
        graph.close()
        graph.close()


def test_a_snapshot_is_read_beside_the_writer(tmp_path: Path) -> None:
    with ClaimGraph(EmbeddedStore(tmp_path / "store"), SMALL) as graph:
        graph.add_many(many(2))
        graph.store.snapshot(tmp_path / "snapshot")  # type: ignore[attr-defined]
        before = content(graph)
        graph.remove(many(1)[0].document.key)
        with open_graph(tmp_path / "snapshot", read_only=True) as frozen:
            assert content(frozen) == before
            assert frozen.actor("kremlin").id == "russia"
            with pytest.raises(ReadOnly):
                frozen.add(many(1)[0])
            with pytest.raises(ReadOnly):
                frozen.rebuild_ties()


def test_reading_what_is_not_there_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        open_graph(tmp_path / "store", read_only=True)
    assert not (tmp_path / "store").exists()


def test_what_is_no_folder_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="can't be opened"):
        open_graph(tmp_path / "file")


def test_a_write_killed_half_way_is_undone(tmp_path: Path) -> None:
    """Killed after the bulk load of more documents than one update takes, before their ties were brought up to date."""
    code = CRASH.format(tests=str(Path(__file__).parent), store=str(tmp_path), signal=int(signal.SIGKILL))
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    (tmp_path / "bulk-left.sst").write_bytes(b"left over")
    with ClaimGraph(EmbeddedStore(tmp_path), SMALL) as graph:
        assert not (tmp_path / "bulk-left.sst").exists()
        with memory(many(5)) as fresh:
            assert content(graph) == content(fresh)


def test_bulk_and_update_leave_the_same(tmp_path: Path) -> None:
    made = many(400)
    with memory(made) as bulk, memory() as single:
        assert len(content(bulk)) > EmbeddedStore.whole
        for extraction in made:
            single.add(extraction)
        assert content(bulk) == content(single)


def test_threads_lose_no_writes() -> None:
    made = many(40)
    with memory() as graph, memory(made) as fresh:
        threads = [threading.Thread(target=graph.add_many, args=(made[start::4],)) for start in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert content(graph) == content(fresh)


def test_what_cannot_be_kept_changes_nothing(graph: ClaimGraph) -> None:
    good = many(1)[0]
    before = content(graph)
    (claim,) = good.claims
    for wrong, words in (
        (replace(claim, relation="likes"), "no relation type 'likes'"),
        (replace(claim, document="0" * 32), "is of document 0000"),
        (replace(claim, subject=replace(claim.subject, actor="nobody")), "actor .nobody."),
    ):
        with pytest.raises(BadExtraction, match=words):
            graph.add_many([good, replace(good, claims=(wrong,))])
    assert content(graph) == before


def test_queries_know_the_prefixes_and_say_where_they_are_wrong(graph: ClaimGraph) -> None:
    graph.add_many(many(1))
    rows = graph.query("SELECT ?who { ?who det:accuse actor:ukraine }")
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["who"].value for row in rows] == [PREFIXES["actor"] + "russia"]
    with pytest.raises(BadQuery, match="1:16"):
        graph.query("SELECT * WHERE }")


def test_a_store_is_put_in_order_after_much_was_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When as many documents came at once as were to, and they are a good part of what the store holds."""
    made = many(330)
    with memory(made) as fresh:
        expected = content(fresh)
    monkeypatch.setattr("detente.graph.library.MANY", 20)
    tidied: list[int] = []
    real = EmbeddedStore.tidy

    def tidy(store: EmbeddedStore) -> None:
        real(store)
        tidied.append(graph.stats().documents)

    monkeypatch.setattr(EmbeddedStore, "tidy", tidy)
    with ClaimGraph(EmbeddedStore(tmp_path), SMALL) as graph:
        for end in (10, 40, 300, 330):
            graph.add_many(made[:end])
        assert tidied == [40, 300]
        assert content(graph) == expected


def test_texts_are_read_and_left_in_the_middle(tmp_path: Path) -> None:
    with ClaimGraph(EmbeddedStore(tmp_path), SMALL) as graph:
        graph.add_many(many(300))
        title = PREFIXES["nif"] + "isString"
        expected = [(subject, value(text)) for subject, text in graph.store.scan(title, ordered=True)]
        assert list(graph.store.texts(title)) == expected
        assert len(expected) == 300
        for wanted in (1, 2, 299):
            some = graph.store.texts(title)
            assert list(islice(some, wanted)) == expected[:wanted]
            some.close()  # type: ignore[attr-defined]
        assert threading.active_count() == 1


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib warns of its own code
def test_rdflib_reads_the_store(graph: ClaimGraph) -> None:
    (extraction,) = many(1)
    graph.add(extraction)
    dataset = graph.as_rdflib()
    said, actor, claim = (rdflib.Namespace(PREFIXES[name]) for name in ("said", "actor", "claim"))
    named = dataset.graph(claim[extraction.claims[0].key])
    assert list(named) == [(actor.russia, said.accuse, actor.ukraine)]
    rows = dataset.query(
        "SELECT ?c ?quote { GRAPH ?c { ?s said:accuse ?o } ?c det:quote ?quote }", initNs=dict(PREFIXES)
    )
    assert [(str(row.c), str(row.quote)) for row in rows] == [  # type: ignore[union-attr]
        (PREFIXES["claim"] + extraction.claims[0].key, extraction.document.text)
    ]


def test_the_place_where_a_store_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DETENTE_STORE", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/analyst")
    assert default_location() == "/home/analyst/.local/share/detente"
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert default_location() == "/data/detente"
    monkeypatch.setenv("DETENTE_STORE", "/elsewhere")
    assert default_location() == "/elsewhere"
    assert os.environ["DETENTE_STORE"] == "/elsewhere"
