"""The relation types as Python sees them."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import mean

import pyoxigraph as ox
import pytest
from detente.ontology.errors import DetenteError, OntologyError
from detente.ontology.namespaces import DET, SAID
from detente.ontology.relations import RelationType, load_relations, parse_relations, vocabulary

PLOVER_BASE_SCORES = {
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "SUPPORT": 5,
    "CONCEDE": 4.5,
    "COOPERATE": 9.5,
    "AID": 10,
    "RETREAT": 6.5,
    "REQUEST": 0,
    "ACCUSE": -3,
    "REJECT": -2,
    "THREATEN": -3.5,
    "PROTEST": -5,
    "SANCTION": -6,
    "MOBILIZE": -5.5,
    "COERCE": -7,
    "ASSAULT": -9,
}
"""PLOVER 0.8."""

UNDIRECTED = {
    "alliedWith",
    "partnerOf",
    "warmingTiesWith",
    "coolingTiesWith",
    "rivalOf",
    "enemyOf",
    "agree",
    "consult",
    "cooperate",
}

TYPES = load_relations()


def test_sixteen_events_carry_plovers_codes_and_scores() -> None:
    events = [relation for relation in TYPES.values() if relation.family == "event"]
    assert {event.plover: event.score for event in events} == PLOVER_BASE_SCORES
    assert all(event.plover == event.name.upper() for event in events)


def test_nine_ties_carry_no_event_codes() -> None:
    ties = [relation for relation in TYPES.values() if relation.family == "tie"]
    assert len(ties) == 9
    assert all(tie.plover is None and tie.cameo == () for tie in ties)


def test_directedness() -> None:
    assert {name for name, relation in TYPES.items() if not relation.directed} == UNDIRECTED


@pytest.mark.parametrize("relation", TYPES.values(), ids=TYPES)
def test_score_agrees_with_polarity(relation: RelationType) -> None:
    assert -10 <= relation.score <= 10
    sign = "+" if relation.score > 0 else "-" if relation.score < 0 else "0"
    assert relation.polarity == sign


@pytest.mark.parametrize(
    "name", ["alliedWith", "partnerOf", "warmingTiesWith", "coolingTiesWith", "rivalOf", "enemyOf"]
)
def test_a_tie_scores_the_mean_of_the_events_it_is_scored_between(name: str) -> None:
    store = ox.Store()
    store.load(vocabulary().read_bytes(), format=ox.RdfFormat.TURTLE)
    quads = store.quads_for_pattern(ox.NamedNode(DET + name), ox.NamedNode(DET + "scoredBetween"), None)
    ends = [quad.object for quad in quads]
    events = [end.value.removeprefix(DET) for end in ends if isinstance(end, ox.NamedNode)]
    assert len(events) == 2
    assert TYPES[name].score == mean(TYPES[event].score for event in events)


def test_events_take_in_every_cameo_root_but_public_statement() -> None:
    roots = {root for relation in TYPES.values() for root in relation.cameo}
    assert roots == {f"{number:02}" for number in range(2, 21)}


def test_names_give_both_properties() -> None:
    warming = TYPES["warmingTiesWith"]
    assert (warming.iri, warming.said) == (DET + "warmingTiesWith", SAID + "warmingTiesWith")


def test_the_mapping_is_shared_and_cannot_be_changed() -> None:
    assert load_relations() is TYPES
    assert isinstance(TYPES, Mapping)
    with pytest.raises(TypeError):
        TYPES["agree"] = TYPES["assault"]  # type: ignore[index]


def _turtle(**changes: str) -> bytes:
    properties = {
        "rdfs:label": '"praises"',
        "skos:definition": '"Praises."',
        "skos:example": '"A praised B."',
        "skos:broader": "det:verbalCooperation",
        "det:polarity": '"+"',
        "det:family": "det:eventFamily",
        "det:directed": "true",
        "det:score": "1.0",
    }
    properties.update({key.replace("_", ":"): value for key, value in changes.items()})
    body = " ; ".join(f"{key} {value}" for key, value in properties.items() if value)
    prefixes = (
        f"@prefix det: <{DET}> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
    )
    return f"{prefixes} det:praise a det:RelationType ; {body} .".encode()


def test_reads_a_vocabulary_of_ones_own() -> None:
    praise = parse_relations(_turtle(det_cameoRoot='"05"', det_ploverCode='"SUPPORT"'))["praise"]
    assert praise == RelationType(
        "praise",
        "praises",
        "Praises.",
        "A praised B.",
        "+",
        "event",
        True,
        1.0,
        "verbalCooperation",
        "SUPPORT",
        ("05",),
    )


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"rdfs_label": ""}, "rdf-schema#label"),
        ({"skos_definition": '"One.", "Two."'}, "core#definition"),
        ({"det_polarity": '"good"'}, "polarity"),
        ({"det_family": "det:cousins"}, "family"),
        ({"det_directed": '"yes"'}, "directed"),
        ({"det_score": '"high"'}, "score"),
    ],
)
def test_says_which_term_of_which_file_is_wrong(changes: dict[str, str], named: str) -> None:
    with pytest.raises(OntologyError) as caught:
        parse_relations(_turtle(**changes), "mine.ttl")
    assert "mine.ttl" in str(caught.value)
    assert "ns#praise" in str(caught.value)
    assert named in str(caught.value)


@pytest.mark.parametrize("turtle", [b"this is no turtle", b""])
def test_refuses_what_is_no_vocabulary(turtle: bytes) -> None:
    with pytest.raises(DetenteError, match=r"mine\.ttl"):
        parse_relations(turtle, "mine.ttl")
