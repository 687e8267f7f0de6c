"""The vocabulary as a graph: whole, rooted, and declaring all that the project uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from detente.ontology.actor import KINDS
from detente.ontology.namespaces import DET, PREFIXES, SAID
from detente.ontology.relations import load_relations, vocabulary
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef

ROOT = Path(__file__).parents[2]
PACKAGES = ("ontology", "extract", "graph", "api")
ONTOLOGY = URIRef(DET)
det, said = Namespace(DET), Namespace(SAID)
dcterms, prov = Namespace(PREFIXES["dcterms"]), Namespace(PREFIXES["prov"])
TOP_CONCEPTS = {
    det[name]
    for name in (
        "verbalCooperation",
        "materialCooperation",
        "verbalConflict",
        "materialConflict",
        "positiveTie",
        "negativeTie",
        "structuralTie",
    )
}
USED = re.compile(r"""\bdet:([A-Za-z]\w*)|\bDET ?\+ ?"([A-Za-z]\w*)"|\{DET\}([A-Za-z]\w*)|\bdet\("(\w+)"\)""")
"""``det:term``, ``DET + "term"``, ``{DET}term`` and ``det("term")``."""

CLAIM_AND_TIE_TERMS = """
    Actor Document Claim Tie Origin Standing Modality subject object relation subjectPrincipal objectPrincipal
    negated modality actual planned possible claimantText claimantPrincipal claimantPosition quote quotePosition
    subjectText subjectPosition objectText objectPosition heldFrom heldUntil timePrecision timeText confidence
    Method method extractor extractorVersion cue rule metadata origin claimCount originCount firstDate lastDate
    standing affirmed contested denied attributed onlyPlanned onlyPossible standingReason polarity score asserts
    principal parent country iso2 iso3 party date
"""


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=vocabulary().read_bytes(), format="turtle")


def _declared(graph: Graph) -> set[str]:
    return {str(term).removeprefix(DET) for term in graph.subjects(RDFS.isDefinedBy, ONTOLOGY)}


def test_header(graph: Graph) -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in graph
    for predicate in (dcterms.title, dcterms.license, OWL.versionInfo):
        assert graph.value(ONTOLOGY, predicate), predicate


def test_every_kind_of_actor_is_a_class_of_actor(graph: Graph) -> None:
    assert set(graph.subjects(RDFS.subClassOf, det.Actor)) == {det[kind] for kind in KINDS}


def test_the_terms_of_claims_and_ties_are_declared(graph: Graph) -> None:
    assert set(CLAIM_AND_TIE_TERMS.split()) - _declared(graph) == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_every_term_used_in_a_package_is_declared(graph: Graph, package: str) -> None:
    used: dict[str, str] = {}
    for path in (ROOT / package).rglob("*"):
        if path.suffix in {".py", ".ttl", ".rq", ".js", ".html"}:
            for match in USED.finditer(path.read_text("utf-8")):
                used["".join(filter(None, match.groups()))] = path.name
    assert {term: file for term, file in used.items() if term not in _declared(graph)} == {}


def test_every_term_has_a_label_and_an_explanation(graph: Graph) -> None:
    for term in graph.subjects(RDFS.isDefinedBy, ONTOLOGY):
        assert any(graph.value(term, label) for label in (RDFS.label, SKOS.prefLabel, dcterms.title)), term
        assert any(graph.value(term, text) for text in (RDFS.comment, SKOS.definition)), term


def test_no_blank_nodes_so_that_loading_it_twice_changes_nothing(graph: Graph) -> None:
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


def test_every_det_and_said_term_that_it_speaks_of_is_declared(graph: Graph) -> None:
    ours = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
    mentioned = {iri for iri in ours if iri.startswith((DET, SAID)) and iri not in {DET, SAID}}
    assert mentioned == {str(subject) for subject in graph.subjects(RDFS.isDefinedBy)}


@pytest.mark.parametrize("name", load_relations())
def test_a_relation_is_a_property_and_a_concept_with_all_annotations(graph: Graph, name: str) -> None:
    term = det[name]
    assert {RDF.Property, SKOS.Concept, det.RelationType} <= set(graph.objects(term, RDF.type))
    assert ((term, RDF.type, OWL.SymmetricProperty) in graph) is not load_relations()[name].directed
    for predicate in (RDFS.label, SKOS.prefLabel, SKOS.notation, SKOS.definition, SKOS.example, SKOS.broader):
        assert len(list(graph.objects(term, predicate))) == 1, predicate
    assert graph.value(term, SKOS.notation) == Literal(name)
    score = graph.value(term, det.score)
    assert isinstance(score, Literal)
    assert score.datatype == XSD.decimal
    assert (term, SKOS.inScheme, det.relationTypes) in graph


def test_every_score_of_a_tie_says_how_it_came_about(graph: Graph) -> None:
    ties = [name for name, relation in load_relations().items() if relation.family == "tie"]
    assert all(str(graph.value(det[name], SKOS.note)).startswith("Score") for name in ties)


def test_twins_are_complete(graph: Graph) -> None:
    pairs = {(str(twin), str(relation)) for twin, relation in graph.subject_objects(det.asserts)}
    assert pairs == {(relation.said, relation.iri) for relation in load_relations().values()}
    for relation in load_relations().values():
        twin = said[relation.name]
        assert (twin, RDF.type, RDF.Property) in graph
        assert ((twin, RDF.type, OWL.SymmetricProperty) in graph) is not relation.directed


def test_said_is_never_a_kind_of_det(graph: Graph) -> None:
    below = [child for child in graph.subjects(RDFS.subPropertyOf) if str(child).startswith(SAID)]
    assert below == []


def test_the_hierarchy_is_rooted_and_acyclic(graph: Graph) -> None:
    assert set(graph.objects(det.relationTypes, SKOS.hasTopConcept)) == TOP_CONCEPTS
    assert set(graph.subjects(SKOS.topConceptOf, det.relationTypes)) == TOP_CONCEPTS
    for concept in graph.subjects(SKOS.inScheme, det.relationTypes):
        seen = []
        while concept not in TOP_CONCEPTS:
            assert concept not in seen, f"{concept} is broader than itself"
            seen.append(concept)
            above = graph.value(concept, SKOS.broader)
            assert above is not None, f"{concept} hangs in the air"
            concept = above


def test_alignments(graph: Graph) -> None:
    assert (det.Actor, RDFS.subClassOf, prov.Agent) in graph
    for entity in (det.Document, det.Claim, det.Tie, det.Origin):
        assert (entity, RDFS.subClassOf, prov.Entity) in graph
    assert (det.principal, RDFS.subPropertyOf, prov.actedOnBehalfOf) in graph
    assert (det.Method, RDFS.subClassOf, prov.Plan) in graph
    assert (det.successor, RDFS.subPropertyOf, dcterms.isReplacedBy) in graph
