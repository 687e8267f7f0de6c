"""GraphML that is strictly valid, complete, and read with its types by others."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import igraph
import networkx
import pytest
from claims_at_random import extractions as made_at_random
from claims_at_random import memory
from detente.extract.model import Extraction
from detente.graph.embedded import EmbeddedStore
from detente.graph.graphml import EDGE_KEYS, Grain
from detente.graph.library import ClaimGraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

XSD = Path(__file__).parents[3] / "shared" / "xsd" / "graphml.xsd"
NS = {"g": "http://graphml.graphdrawing.org/xmlns"}


class _Local(etree.Resolver):  # type: ignore[misc]
    """Finds the schemas that the schema includes beside it."""

    def resolve(self, url: str, _id: str, context: object) -> object:
        return self.resolve_filename(str(XSD.with_name(url.rsplit("/", 1)[-1])), context)


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    if not XSD.exists():
        pytest.skip("the GraphML schema is not beside the project (../shared/xsd)")
    parser = etree.XMLParser()
    parser.resolvers.add(_Local())
    return etree.XMLSchema(etree.parse(str(XSD), parser))


@pytest.fixture
def filled(extractions: tuple[Extraction, ...]) -> Iterator[ClaimGraph]:
    with ClaimGraph(EmbeddedStore()) as full:
        full.add_many(extractions)
        yield full


def written(graph: ClaimGraph, grain: Grain) -> bytes:
    stream = io.BytesIO()
    graph.write_graphml(stream, grain)
    return stream.getvalue()


@pytest.mark.parametrize("grain", ["tie", "claim"])
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(made_at_random(), max_size=4))
def test_always_valid(schema: etree.XMLSchema, grain: Grain, made: list[Extraction]) -> None:
    with memory(made) as graph:
        schema.assertValid(etree.fromstring(written(graph, grain)))


def test_edges_and_nodes_are_complete(filled: ClaimGraph) -> None:
    for grain, count in (("tie", filled.stats().ties), ("claim", filled.stats().claims)):
        stream = io.BytesIO()
        assert filled.write_graphml(stream, grain) == count  # type: ignore[arg-type]
        root = etree.fromstring(stream.getvalue())
        edges = root.findall(".//g:edge", NS)
        assert len({edge.get("id") for edge in edges}) == len(edges) == count


def test_networkx_reads_the_types(filled: ClaimGraph) -> None:
    graph = networkx.read_graphml(io.BytesIO(written(filled, "tie")), force_multigraph=True)
    assert isinstance(graph, networkx.MultiDiGraph)
    nodes = {data["label"]: (node, data) for node, data in graph.nodes(data=True)}
    russia, about = nodes["Russia"]
    assert about["kind"] == "State"
    assert about["qid"] == "Q159"
    assert about["degree"] == graph.degree(russia)
    assert type(about["minted"]) is bool
    (accuse,) = (d for _, _, d in graph.out_edges(russia, data=True) if d["relation"] == "accuse")
    assert accuse["weight"] == 2.0
    assert (accuse["claims"], accuse["polarity"], accuse["score"]) == (2, "-", -3.0)
    assert (accuse["first_date"], accuse["last_date"]) == ("2022-01-01", "2024-03-26")
    assert accuse["standing"] == "affirmed"
    assert accuse["symmetric"] is False


def test_igraph_reads_the_types(filled: ClaimGraph, tmp_path: Path) -> None:
    file = tmp_path / "claims.graphml"
    file.write_bytes(written(filled, "claim"))
    graph = igraph.Graph.Read_GraphML(str(file))
    assert graph.ecount() == filled.stats().claims
    assert set(graph.es.attributes()) == {"id", *(name for name, _ in EDGE_KEYS["claim"])}
    (threat,) = (edge for edge in graph.es if edge["relation"] == "threaten")
    assert (threat["modality"], threat["negated"], threat["claimant"]) == ("possible", False, "Experts")
    assert threat["quote"] == "Experts said Iran may threaten Israel."
    assert threat["source"] == "Example Wire"


def test_the_same_graph_gives_the_same_file(extractions: tuple[Extraction, ...]) -> None:
    files = set()
    for order in (extractions, extractions[::-1]):
        with ClaimGraph(EmbeddedStore()) as graph:
            for extraction in order:
                graph.add(extraction)
            files.add(written(graph, "tie") + written(graph, "claim"))
    assert len(files) == 1
