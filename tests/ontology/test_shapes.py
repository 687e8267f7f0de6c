"""The shapes let a good graph pass, and name what is wrong with each kind of bad one."""

from __future__ import annotations

from importlib import resources

import pytest
from detente.ontology.namespaces import PREFIXES
from detente.ontology.relations import vocabulary
from pyshacl import validate
from rdflib import RDF, SH, Graph

TEXT = "Sweden said that Finland has backed NATO since 1995."

GOOD = f"""
actor:finland a det:State ; skos:prefLabel "Finland"@en ; skos:altLabel "Republic of Finland" ;
    det:iso2 "FI" ; det:iso3 "FIN" ; det:wikidata "Q33" ; skos:exactMatch wd:Q33 .
actor:sweden a det:State ; skos:prefLabel "Sweden"@en .
actor:nato a det:Organisation ; skos:prefLabel "NATO"@en ; det:minted false .
actor:allied-command a det:Organ ; skos:prefLabel "Allied Command"@en ; det:principal actor:nato .
origin:o a det:Origin .
doc:d a det:Document ; nif:isString "{TEXT}" ; det:origin origin:o ; dcterms:title "A brief" ;
    dcterms:issued "2022-05-01"^^xsd:date ; dcterms:publisher "Détente briefs" .
claim:c a det:Claim ; det:subject actor:finland ; det:relation det:support ; det:object actor:allied-command ;
    det:objectPrincipal actor:nato ; det:negated true ; det:modality det:actual ; prov:wasDerivedFrom doc:d ;
    prov:wasAttributedTo actor:sweden ; det:claimantText "Sweden" ; det:claimantPosition "char=0,6" ;
    det:quote "{TEXT}" ; det:quotePosition "char=0,{len(TEXT)}" ;
    det:subjectPosition "char=17,24" ; det:objectText "NATO" ; det:objectPosition "char=36,40" ;
    det:heldFrom "1995-01-01"^^xsd:date ; det:heldUntil "2022-05-01"^^xsd:date ;
    det:date "1995-01-01"^^xsd:date ; det:timePrecision "year" ; det:timeText "since 1995" ; det:confidence 0.8 ;
    det:method <https://w3id.org/detente/method/m> ; det:cue "backed" .
<https://w3id.org/detente/method/m> a det:Method ; det:extractor "rules" ; det:extractorVersion "0.1.0" ;
    det:rule "back/transitive" .
tie:t a det:Tie ; det:subject actor:finland ; det:relation det:support ; det:object actor:nato ;
    det:party actor:finland, actor:nato ;
    det:claimCount 2 ; det:originCount 1 ; det:standing det:affirmed ; det:standingReason "stated once" ;
    det:firstDate "1995-01-01"^^xsd:date ; det:lastDate "2022-05-01"^^xsd:date .
actor:finland det:support actor:nato .
"""

BROKEN = [
    ("kind missing", "actor:sweden a det:State", "actor:sweden a det:Actor", "actorKind"),
    ("two kinds", "actor:sweden a det:State", "actor:sweden a det:State, det:Bloc", "actorKind"),
    ("no label", 'actor:sweden a det:State ; skos:prefLabel "Sweden"@en', "actor:sweden a det:State", "actorLabel"),
    ("ISO 2", '"FI"', '"fi"', "actorIso2"),
    ("ISO 3", '"FIN"', '"FI"', "actorIso3"),
    ("Wikidata id", '"Q33"', '"33"', "actorWikidata"),
    ("Wikidata IRI", "wd:Q33", "wd:P33", "actorEntity"),
    ("principal is no actor", "det:principal actor:nato", "det:principal doc:d", "actorPrincipal"),
    ("acts for itself", "det:principal actor:nato", "det:principal actor:allied-command", "actsForItself"),
    ("no text", f'nif:isString "{TEXT}" ;', "", "documentText"),
    ("no origin", "det:origin origin:o ;", "", "documentOrigin"),
    ("origin undescribed", "origin:o a det:Origin .", "", "documentOrigin"),
    ("issued is no day", '"2022-05-01"^^xsd:date ; dcterms', '"2022" ; dcterms', "documentIssued"),
    ("no subject", "a det:Claim ; det:subject actor:finland", "a det:Claim", "subject"),
    ("subject is the object", "det:object actor:allied-command", "det:object actor:finland", "subject"),
    ("object unknown", "det:object actor:allied-command", "det:object actor:nobody", "object"),
    (
        "no such relation",
        "det:relation det:support ; det:object actor:a",
        "det:relation det:like ; det:object actor:a",
        "relation",
    ),
    (
        "acts for the object itself",
        "det:objectPrincipal actor:nato",
        "det:objectPrincipal actor:allied-command",
        "objectPrincipal",
    ),
    ("negated is text", "det:negated true", 'det:negated "no"', "negated"),
    ("negated is false", "det:negated true", "det:negated false", "negated"),
    ("no such modality", "det:modality det:actual", "det:modality det:affirmed", "modality"),
    ("nameless claimant", 'det:claimantText "Sweden" ;', "", "namelessClaimant"),
    ("no document", "prov:wasDerivedFrom doc:d ;", "", "source"),
    ("two quotes", f'det:quote "{TEXT}"', f'det:quote "{TEXT}", "Finland"', "quote"),
    ("quote off by one", "char=0,5", "char=1,5", "quoteStands"),
    ("quote backwards", f"char=0,{len(TEXT)}", "char=9,0", "quoteStands"),
    ("begins before the text", "char=0,5", "char=-1,5", "quotePosition"),
    ("position in words", '"char=17,24"', '"the second word"', "subjectPosition"),
    ("subject beyond the text", "char=17,24", "char=90,95", "subjectStands"),
    ("subject backwards", "char=17,24", "char=17,17", "subjectStands"),
    ("object elsewhere", "char=36,40", "char=36,41", "objectStands"),
    ("object backwards", "char=36,40", "char=36,3", "objectStands"),
    ("claimant elsewhere", "char=0,6", "char=0,5", "claimantStands"),
    ("claimant backwards", "char=0,6", "char=6,0", "claimantStands"),
    ("held backwards", 'det:heldUntil "2022', 'det:heldUntil "1922', "heldFrom"),
    ("date is no day", 'det:date "1995-01-01"^^xsd:date', 'det:date "1995"', "date"),
    ("one party", "det:party actor:finland, actor:nato", "det:party actor:nato", "party"),
    ("no such precision", '"year"', '"aeon"', "timePrecision"),
    ("confidence too high", "det:confidence 0.8", "det:confidence 1.2", "confidence"),
    ("confidence too low", "det:confidence 0.8", "det:confidence -0.1", "confidence"),
    ("confidence is a double", "det:confidence 0.8", "det:confidence 0.8e0", "confidence"),
    ("no extractor", 'det:extractor "rules" ;', "", "extractor"),
    ("no such standing", "det:standing det:affirmed", "det:standing det:actual", "standing"),
    ("no method", "det:method <https://w3id.org/detente/method/m> ;", "", "method"),
    ("no claims", "det:claimCount 2 ; det:originCount 1", "det:claimCount 0 ; det:originCount 0", "claimCount"),
    ("more origins than claims", "det:originCount 1", "det:originCount 3", "originCount"),
    ("dates backwards", 'det:lastDate "2022', 'det:lastDate "1922', "firstDate"),
    ("affirmed but not stated", "actor:finland det:support actor:nato .", "", "affirmedIsStated"),
    ("stated but not affirmed", "det:standing det:affirmed", "det:standing det:denied", "onlyAffirmedIsStated"),
]


def _read(package_file: str) -> Graph:
    return Graph().parse(data=resources.files("detente.ontology").joinpath(package_file).read_bytes(), format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return _read("shapes.ttl")


@pytest.fixture(scope="module")
def terms() -> Graph:
    return Graph().parse(data=vocabulary().read_bytes(), format="turtle")


def _faults(turtle: str, shapes: Graph, terms: Graph) -> set[str]:
    """Local names of the shapes and constraints that ``turtle`` violates."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    data = terms + Graph().parse(data=prefixes + turtle, format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    faults: set[str] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        constraint = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
        faults.add(str(constraint).rpartition("#")[2])
    return faults


def test_a_good_graph_passes(shapes: Graph, terms: Graph) -> None:
    assert _faults(GOOD, shapes, terms) == set()


@pytest.mark.parametrize(("old", "new", "named"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_graph_fails_and_the_fault_is_named(
    old: str, new: str, named: str, shapes: Graph, terms: Graph
) -> None:
    assert GOOD.count(old) >= 1, "the case no longer changes anything"
    assert named in _faults(GOOD.replace(old, new), shapes, terms)


def test_an_actor_needs_an_iri_of_ours(shapes: Graph, terms: Graph) -> None:
    stranger = '<https://example.org/x> a det:State ; skos:prefLabel "X"@en .'
    assert _faults(GOOD + stranger, shapes, terms) == {"Actor"}


def test_a_claim_out_of_place_is_named(shapes: Graph, terms: Graph) -> None:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    shifted = GOOD.replace("char=0,5", "char=1,5")
    _, report, _ = validate(terms + Graph().parse(data=prefixes + shifted, format="turtle"), shacl_graph=shapes)
    assert isinstance(report, Graph)
    assert {str(value) for value in report.objects(None, SH.value)} == {PREFIXES["claim"] + "c"}


def test_the_shapes_are_shapes(shapes: Graph) -> None:
    conforms, _, report = validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, report
