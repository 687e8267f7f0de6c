"""What the graph holds is sound by the ontology's own shapes."""

from __future__ import annotations

import io
from importlib import resources

from detente.extract.model import Extraction
from detente.graph.embedded import EmbeddedStore
from detente.graph.library import ClaimGraph
from detente.ontology.catalogue import Catalogue, load_catalogue
from pyoxigraph import RdfFormat
from pyshacl import validate
from rdflib import Graph

SHAPES = resources.files("detente.ontology") / "shapes.ttl"
NAMED = ("russia", "ukraine", "iran", "israel", "china", "taliban", "vladimir-putin", "georgia", "afghanistan")


def test_a_graph_of_two_documents_is_sound(extractions: tuple[Extraction, ...]) -> None:
    few = Catalogue((id, load_catalogue().actors[id]) for id in NAMED)
    stream = io.BytesIO()
    with ClaimGraph(EmbeddedStore(), few) as graph:
        graph.add_many(extractions)
        graph.store.dump(stream, RdfFormat.N_TRIPLES)
    triples = Graph().parse(data=stream.getvalue(), format="nt")
    conforms, _, report = validate(triples, shacl_graph=Graph().parse(data=SHAPES.read_text("utf-8"), format="turtle"))
    assert conforms, report
