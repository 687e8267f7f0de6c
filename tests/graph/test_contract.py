"""One suite for every backend: each must hold, answer and hand out what the embedded store in memory does."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import servers
from claims_at_random import SMALL, content, contents, extractions, memory
from detente.extract.model import Claim, Document, Extraction, Mention, Span
from detente.graph.datasets import RdflibStore
from detente.graph.embedded import EmbeddedStore
from detente.graph.errors import BadQuery, ReadOnly, StoreError
from detente.graph.library import ClaimGraph
from detente.graph.remote import RemoteStore
from detente.graph.store import Dataset, Store
from detente.graph.terms import statement
from detente.ontology.namespaces import BASE, PREFIXES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

pytestmark = pytest.mark.filterwarnings(
    "ignore:Dataset:DeprecationWarning", "ignore:.*ConjunctiveGraph:DeprecationWarning"
)
FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
Open = Callable[[], Store]
AWKWARD = "a \\u0041 \\ \"q\" 'r' \t \r\n é 😀 \u2028 <b>&amp; } {"


@pytest.fixture(scope="session", params=["memory", "disk", "rdflib", "oxigraph", "virtuoso"])
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Opens the store of one backend, again and again the same."""
    folder = tmp_path_factory.mktemp(request.param)
    with ExitStack() as stack:
        if request.param == "memory":
            kept = EmbeddedStore()
            stack.callback(EmbeddedStore.close, kept)
            kept.close = lambda: None  # type: ignore[method-assign]
            yield lambda: kept
        elif request.param == "disk":
            yield lambda: EmbeddedStore(folder / "store")
        elif request.param == "rdflib":
            dataset = rdflib.Dataset(store="Oxigraph")
            yield lambda: RdflibStore(dataset)
        else:
            if getattr(servers, f"{request.param}_command")() is None:
                package = {"oxigraph": "oxigraph of PyPI", "virtuoso": "virtuoso-opensource-7-bin of Debian"}
                pytest.skip(f"there is no {request.param} server here ({package[request.param]})")
            url = stack.enter_context(getattr(servers, request.param)(folder / "server"))
            yield lambda: RemoteStore(url)


@pytest.fixture
def opened(backend: Open) -> Open:
    """The same over an emptied store."""
    store = backend()
    with store.writing():
        store.apply([statement(quad) for quad in store.quads()], [])
    store.close()
    return backend


def report(number: int) -> Extraction:
    document = Document(
        f"Russia accused Ukraine of breach {number} of the truce.", date="2024-01-01", title=f"Report {number}"
    )
    subject, object = Mention("russia", "Russia", Span(0, 6)), Mention("ukraine", "Ukraine", Span(15, 22))
    claim = Claim(document.key, subject, "accuse", object, document.text, Span(0, len(document.text)))
    return Extraction(document, (claim,))


@FEW
@given(st.lists(extractions(), min_size=1, max_size=5), st.data())
def test_it_holds_the_same(opened: Open, made: list[Extraction], data: st.DataObject) -> None:
    """Whatever comes, goes and is derived afresh."""
    made = [each for each in {each.document.key: each for each in made}.values() if _plain(each)]
    gone = data.draw(st.lists(st.sampled_from(made), unique_by=lambda each: each.document.key)) if made else []
    with ClaimGraph(opened(), SMALL) as graph, memory() as model:
        for document in graph.documents(limit=None):
            graph.remove(document.key)
        graph.add_many(made)
        model.add_many(made)
        assert content(graph) == content(model)
        for extraction in gone:
            assert graph.remove(extraction.document.key) == model.remove(extraction.document.key)
        assert content(graph) == content(model)
        assert graph.rebuild_ties() == model.stats().ties
        assert content(graph) == content(model)


def _plain(extraction: Extraction) -> bool:
    """Whether its texts are without control characters, which no server takes in all formats."""
    texts = [extraction.document.text, *(claim.quote for claim in extraction.claims)]
    return all(letter.isprintable() or letter in "\t\n" for text in texts for letter in text)


def test_it_answers_the_same(opened: Open) -> None:
    made = [report(number) for number in range(12)]
    with ClaimGraph(opened(), SMALL) as graph, memory(made) as model:
        assert graph.add_many(made) == 12
        assert graph.add_many(made) == 0
        assert graph.stats() == model.stats()
        assert graph.relations("kremlin") == model.relations("kremlin")
        assert graph.relations("russia", polarity="-", since="2024-01-01") == model.relations("russia")
        assert graph.relations("russia", standing="denied") == []
        assert graph.pair("russia", "ukraine", limit=5) == model.pair("russia", "ukraine", limit=5)
        assert graph.documents(limit=3, offset=2) == model.documents(limit=3, offset=2)
        assert graph.document(made[0].document.key) == model.document(made[0].document.key)
        assert graph.find_actors("u") == model.find_actors("u")
        assert graph.top_pairs() == model.top_pairs()


def test_awkward_words_come_back(opened: Open) -> None:
    document = Document(
        AWKWARD, title=AWKWARD, source="'", id=AWKWARD, date="2024-02-29", metadata={AWKWARD: [AWKWARD]}
    )
    made = replace(report(1).claims[0], document=document.key, quote=AWKWARD, cue=AWKWARD)
    with ClaimGraph(opened(), SMALL) as graph:
        graph.add(Extraction(document, (made,)))
        view = graph.document(AWKWARD)
        assert (view.text, view.title, dict(view.metadata)) == (AWKWARD, AWKWARD, {AWKWARD: [AWKWARD]})
        (claim,) = graph.claims_in(document.key)
        assert (claim.quote, claim.cue) == (AWKWARD, AWKWARD)


def test_queries_of_all_forms(opened: Open) -> None:
    with ClaimGraph(opened(), SMALL) as graph:
        graph.add(report(1))
        rows = graph.query(
            "SELECT ?who ?claim { GRAPH ?claim { ?who said:accuse actor:ukraine } ?claim det:modality det:actual }"
        )
        assert isinstance(rows, ox.QuerySolutions)
        assert [(row["who"].value, row["claim"].value) for row in rows] == [
            (PREFIXES["actor"] + "russia", PREFIXES["claim"] + report(1).claims[0].key)
        ]
        assert graph.query("ASK { actor:russia det:accuse actor:ukraine }")
        assert not graph.query("ASK { actor:ukraine det:accuse actor:russia }")
        triples = graph.query("CONSTRUCT { ?a det:accuse ?b } WHERE { ?a det:accuse ?b }")
        assert isinstance(triples, ox.QueryTriples)
        assert [triple.subject.value for triple in triples] == [PREFIXES["actor"] + "russia"]


def test_a_query_that_is_none(opened: Open) -> None:
    # Not beside the queries above: an error's traceback would keep their answers, which only their own thread may drop.
    with ClaimGraph(opened(), SMALL) as graph, pytest.raises(BadQuery):
        graph.query("SELECT WHERE {{")


def test_updates_as_users_write_them(opened: Open) -> None:
    store = opened()
    graph = BASE + "graph/notes"
    store.update(f'INSERT DATA {{ GRAPH <{graph}> {{ actor:russia skos:note "checked" }} }}')
    (row,) = store.select(f"SELECT ?note {{ GRAPH <{graph}> {{ actor:russia skos:note ?note }} }}")
    assert row[0] is not None
    with pytest.raises(BadQuery):
        store.update("INSERT NONSENSE")
    store.update(f"DELETE WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    assert not list(store.select(f"SELECT ?note {{ GRAPH <{graph}> {{ actor:russia skos:note ?note }} }}"))
    store.close()


def test_what_it_hands_out_is_the_same(opened: Open) -> None:
    made = [report(number) for number in range(4)]
    with ClaimGraph(opened(), SMALL) as graph, memory(made) as model:
        graph.add_many(made)
        for grain in ("tie", "claim"):
            one, other = io.BytesIO(), io.BytesIO()
            assert graph.write_graphml(one, grain) == model.write_graphml(other, grain)
            if graph.store.location in (":memory:", "rdflib:OxigraphStore"):
                assert one.getvalue() == other.getvalue()
        dumped = io.BytesIO()
        graph.store.dump(dumped, RdfFormat.N_QUADS)
        dumped.seek(0)
        assert contents(ox.parse(dumped, format=RdfFormat.N_QUADS)) == content(model)


def cut_short(graph: ClaimGraph, store: Store) -> None:
    """Write more documents than the store takes whole, of which the first statements arrive and the last do not."""
    real = type(store).apply

    def fails(self: Store, delete: object, insert: object) -> None:
        raise StoreError("the line went dead")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(type(store), "apply", fails)
        patched.setattr(type(store), "bulk", lambda self, insert: real(self, [], list(insert)))
        with pytest.raises(StoreError, match="went dead"):
            graph.add_many([report(number) for number in range(2, 2 + store.whole // 20)])


def test_a_write_cut_short_is_undone(opened: Open) -> None:
    store = opened()
    with ClaimGraph(store, SMALL) as graph, memory([report(1)]) as model:
        graph.add(report(1))
        cut_short(graph, store)
        assert content(graph) != content(model)
    with ClaimGraph(opened(), SMALL) as graph, memory([report(1)]) as model:
        assert content(graph) == content(model)


def test_reading_only(opened: Open) -> None:
    store = opened()
    if isinstance(store, RdflibStore) or store.location == ":memory:":
        pytest.skip("has no reading only")
    with ClaimGraph(store, SMALL) as graph:
        graph.add(report(1))
    place = store.location
    frozen: Store = RemoteStore(place, read_only=True) if "://" in place else EmbeddedStore(Path(place), read_only=True)
    with ClaimGraph(frozen, SMALL) as graph:
        assert graph.stats().claims == 1
        with pytest.raises(ReadOnly):
            graph.add(report(2))
        with pytest.raises(ReadOnly):
            graph.remove(report(1).document.key)


def test_a_dataset_is_named(opened: Open) -> None:
    with ClaimGraph(opened(), SMALL) as graph:
        graph.add(report(1))
        named = PREFIXES["claim"] + report(1).claims[0].key
        if isinstance(graph.store, RdflibStore):
            with pytest.raises(BadQuery, match="use FROM"):
                graph.store.query("ASK { ?s ?p ?o }", Dataset((named,)))
            return
        rows = graph.query("SELECT ?p { ?s ?p ?o }", default_graphs=[named])
        assert [row["p"].value for row in rows] == [PREFIXES["said"] + "accuse"]  # type: ignore[union-attr]
