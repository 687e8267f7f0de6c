"""The vocabulary and the catalogue in the store; actors that texts name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from claims_at_random import ACTORS, SMALL, content, memory
from detente.extract.model import Document, Extraction
from detente.graph.embedded import EmbeddedStore
from detente.graph.library import ClaimGraph
from detente.ontology.actor import Actor
from detente.ontology.catalogue import Catalogue
from pyoxigraph import QuerySolutions

FRONT = Actor("free-front", "Movement", "Free Front", names=("FF",))


def catalogue(*actors: Actor) -> Catalogue:
    return Catalogue((f"actors:{number}", actor) for number, actor in enumerate(actors))


def texts(*minted: Actor) -> list[Extraction]:
    return [Extraction(Document(f"text {number}"), (), (actor,)) for number, actor in enumerate(minted)]


def test_a_store_takes_up_a_changed_catalogue(tmp_path: Path) -> None:
    russia, *others = ACTORS
    changed = catalogue(replace(russia, names=("Russia proper",)), *others[:-1], Actor("egypt", "State", "Egypt"))
    with ClaimGraph(EmbeddedStore(tmp_path), SMALL) as graph:
        graph.add_many(texts(FRONT))
    with ClaimGraph(EmbeddedStore(tmp_path), changed) as graph, ClaimGraph(EmbeddedStore(), changed) as fresh:
        fresh.add_many(texts(FRONT))
        assert content(graph) == content(fresh)
        assert graph.actor("egypt").label == "Egypt"


def test_an_actor_that_enters_the_catalogue_is_minted_no_more(tmp_path: Path) -> None:
    grown = catalogue(*ACTORS, replace(FRONT, label="The Free Front"))
    with ClaimGraph(EmbeddedStore(tmp_path), SMALL) as graph:
        graph.add_many(texts(FRONT))
        assert graph.actor("FF").minted
    with ClaimGraph(EmbeddedStore(tmp_path), grown) as graph:
        assert (graph.actor("FF").label, graph.actor("FF").minted) == ("The Free Front", False)
    with ClaimGraph(EmbeddedStore(tmp_path), SMALL) as graph, memory(texts(FRONT)) as fresh:
        assert content(graph) == content(fresh)


def test_minted_actors_gather_names_and_go_with_their_last_document() -> None:
    other = replace(FRONT, label="Front of the Free", names=("Fronters",))
    made = texts(FRONT, other)
    with memory(made) as graph:
        for name in ("FF", "fronters", "front of the free", "free-front"):
            assert graph.actor(name).id == "free-front"
        assert graph.find_actors("fron")[0].minted
        assert graph.stats().minted == 1
        graph.remove(made[0].document.key)
        assert graph.actor("fronters").label == "Front of the Free"
        graph.remove(made[1].document.key)
        assert graph.stats().minted == 0
        assert graph.find_actors("fron") == []


@pytest.mark.parametrize("name", ["Russia", "russia"])
def test_the_catalogue_comes_before_what_texts_name(name: str) -> None:
    with memory(texts(replace(FRONT, label="RUSSIA"))) as graph:
        assert graph.actor(name).id == "russia"


def test_memberships_and_roles_stand_in_the_graph(graph: ClaimGraph) -> None:
    rows = graph.query("SELECT ?since { actor:vladimir-putin det:role [ det:roleOf actor:russia ; det:since ?since ] }")
    assert isinstance(rows, QuerySolutions)
    assert [row["since"].value for row in rows] == ["2012-05-07"]
    assert graph.query('ASK { actor:nato det:membership [ det:member actor:iran ; det:membershipStatus "partner" ] }')
    assert graph.query("ASK { said:accuse det:asserts det:accuse }")
