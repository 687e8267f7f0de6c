"""What is written is what is read."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from claims_at_random import extractions
from detente.extract.model import Extraction
from detente.graph import keys, terms
from detente.graph.documents import document_statements, read_document
from detente.graph.knowledge import actor_statements, read_actor
from detente.graph.quads import claim_statements, day_of, read_claim
from detente.graph.terms import Properties, Statement
from detente.ontology.actor import Actor
from hypothesis import given, settings
from hypothesis import strategies as st

IDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


def kept(statements: list[Statement], node: str, *, by_update: bool) -> Properties:
    """What a store says of a node after these statements went in as N-Quads, or as an update."""
    store = ox.Store()
    if by_update:
        store.update(f"INSERT DATA {{ {terms.data(statements)} }}")
    else:
        store.load(terms.lines(statements), format=ox.RdfFormat.N_QUADS)
    return terms.gather(store.quads_for_pattern(ox.NamedNode(node[1:-1]), None, None, ox.DefaultGraph()))


@settings(max_examples=100, deadline=None)
@given(extractions(), st.booleans())
def test_claims_and_documents_come_back(extraction: Extraction, by_update: bool) -> None:
    document = extraction.document
    statements = list(document_statements(document))
    for claim in extraction.claims:
        statements += claim_statements(claim, document.date)
    found = read_document(kept(statements, terms.document(document.key), by_update=by_update))
    assert found == document
    assert found.metadata == json.loads(json.dumps(dict(document.metadata)))
    for claim in extraction.claims:
        properties = kept(statements, terms.claim(claim.key), by_update=by_update)
        assert read_claim(properties) == claim
        said = list(claim_statements(read_claim(properties), day_of(claim, document.date)))
        assert {each for each in statements if terms.claim(claim.key) in (each[0], each[3])} == set(said)


@given(IDS, IDS, st.booleans())
def test_any_id_makes_an_iri(one: str, other: str, by_update: bool) -> None:
    node = terms.actor(one)
    (found,) = kept([(node, terms.det("parent"), terms.actor(other), "")], node, by_update=by_update).values()
    assert terms.name(found[0], "https://w3id.org/detente/actor/") == other
    assert keys.tie_key(keys.tie(one, "accuse", other)[1:-1]) == (one, "accuse", other)


@given(st.floats(0, 1))
def test_numbers_are_written_as_the_engine_keeps_them(number: float) -> None:
    (quad,) = ox.parse(f"<a:a> <a:b> {terms.decimal(number)} .".encode(), format=ox.RdfFormat.N_TRIPLES)
    store = ox.Store()
    store.add(quad)
    assert next(iter(store)).object == quad.object
    assert float(quad.object.value) == pytest.approx(number, abs=5e-5)


def test_an_actor_comes_back_but_for_what_has_nodes_of_its_own() -> None:
    actor = Actor(
        id="free-front",
        kind="ArmedGroup",
        label="Free Front",
        names=("FF", "Front"),
        weak=("the Front",),
        wikidata="Q1",
        since="1999-05",
        until="2003",
        country="iran",
        parent="al-qaeda",
        successors=("a", "b"),
        note="a note",
        minted=True,
    )
    node = terms.actor(actor.id)
    assert read_actor(actor.id, kept(list(actor_statements(actor)), node, by_update=True)) == actor


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("2024-02-29", "date"),
        ("2023-02-29", None),
        ("2024-05", "gYearMonth"),
        ("2024-13", None),
        ("2024", "gYear"),
        ("20240101", None),
        ("2024-W01-1", None),
        ("spring", None),
    ],
)
def test_a_date_is_typed_by_its_precision(text: str, term: str | None) -> None:
    typed = f'"{text}"^^<http://www.w3.org/2001/XMLSchema#{term}>' if term else f'"{text}"'
    assert terms.moment(text) == typed


def test_a_term_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="unexpected term"):
        terms.write(ox.DefaultGraph())
    with pytest.raises(ValueError, match="not under"):
        terms.name(ox.NamedNode("https://example.org/a"), "https://w3id.org/detente/actor/")
