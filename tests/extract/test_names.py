"""Names in texts."""

from __future__ import annotations

import pytest
from detente.extract.folding import fold
from detente.extract.names import NameIndex, Nature, catalogue_index
from detente.ontology.actor import Actor
from detente.ontology.catalogue import load_catalogue
from hypothesis import given
from hypothesis import strategies as st

NORTHLAND = Actor(
    id="northland",
    kind="State",
    label="Northland",
    names=("Northland", "Republic of Northland", "N.L."),
    adjectives=("Northlandic", "Northlanders"),
    capitals=("Port North",),
    seats=("the Lodge",),
)
RIVER = Actor(id="river-front", kind="ArmedGroup", label="River Front", names=("Front", "RF"), ambiguous=("Front",))
OTHER = Actor(id="home-front", kind="Party", label="Home Front", names=("Front",), ambiguous=("Front",))
INDEX = NameIndex([NORTHLAND, RIVER, OTHER])


def found(text: str, index: NameIndex = INDEX) -> list[str]:
    return [text[m.span.start : m.span.end] for m in index.find(fold(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Northland met Northland’s rivals", ["Northland", "Northland"]),
        ("Northlandish Southnorthland NORTHLAND", []),
        ("The Republic of Northland left", ["Republic of Northland"]),
        ("Northlanders and Northlandic troops", ["Northlanders", "Northlandic"]),
        ("N.L. troops of the NL left (RF) and RFs", ["N.L.", "RF"]),
        ("Port North-based, Northland-backed", ["Port North", "Northland"]),
        ("River Front, Front; River", ["River Front", "Front"]),
        ("", []),
    ],
)
def test_whole_words_and_the_longest_name(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_a_name_of_two_actors_brings_both_and_says_so() -> None:
    (match,) = INDEX.find("Front")
    assert {(c.actor, c.ambiguous) for c in match.candidates} == {("river-front", True), ("home-front", True)}


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("Northland", Nature.NAME),
        ("Northlandic", Nature.ADJECTIVE),
        ("Port North", Nature.CAPITAL),
        ("the Lodge", Nature.SEAT),
    ],
)
def test_how_a_form_points_to_its_actor(text: str, nature: Nature) -> None:
    (match,) = INDEX.find(text)
    assert [(c.actor, c.nature) for c in match.candidates] == [("northland", nature)]


def test_an_empty_index_finds_nothing() -> None:
    assert NameIndex([]).find("Northland") == []


WORDS = st.sampled_from("Northland Republic of N.L. Front River Home ’s - RF Port North the Lodge ic é.".split())


@given(st.one_of(st.text(), st.lists(WORDS, max_size=20).map(" ".join), st.lists(WORDS, max_size=20).map("".join)))
def test_matches_are_in_order_apart_and_bounded(text: str) -> None:
    place = 0
    for match in INDEX.find(fold(text)):
        start, end = match.span.start, match.span.end
        assert place <= start < end <= len(text)
        assert not (text[start].isalnum() and text[start - 1 : start].isalnum())
        assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum())
        place = end


def test_every_name_of_the_catalogue_is_found_alone() -> None:
    index = catalogue_index()
    for actor in load_catalogue().actors.values():
        for name in (actor.label, *actor.names, *actor.adjectives):
            assert any(actor.id in {c.actor for c in m.candidates} for m in index.find(fold(name))), (actor.id, name)


def test_accents_and_quotes_make_no_difference() -> None:
    index = catalogue_index()
    for one, other in (("Côte d’Ivoire", "Cote d'Ivoire"), ("Erdoğan", "Erdogan")):
        assert [match.candidates for match in index.find(fold(one))] == [m.candidates for m in index.find(fold(other))]
        assert index.find(fold(one))
