"""The gazetteer: where an attack on a place counts."""

from __future__ import annotations

import json
from collections import defaultdict
from importlib import resources
from pathlib import Path

import pytest
from detente.ontology.catalogue import fold, load_catalogue
from detente.ontology.catalogue_checks import claimed_names
from detente.ontology.errors import PlaceError
from detente.ontology.places import KINDS, load_places, read_places

FAMOUS = {"Djibo", "Lagos", "Medina"}
"""Cities far better known than the persons whose surname, never used before their full name, is the same."""


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Kharkiv", "ukraine"),
        ("Kharkov", "ukraine"),
        ("Zaporizhzhia nuclear power plant", "ukraine"),
        ("Sevastopol", "crimea"),
        ("Bat Yam", "israel"),
        ("Khan Younis", "gaza-strip"),
        ("Jenin", "west-bank"),
        ("Tavush Province", "armenia"),
        ("Al-Udeid", "qatar"),
        ("Goma", "democratic-republic-of-the-congo"),
        ("Pahalgam", "kashmir"),
        ("Lagos", "nigeria"),
        ("Texas", "united-states"),
    ],
)
def test_a_place_lies_in_its_state_or_territory(name: str, actor: str) -> None:
    assert load_places()[name] == actor


@pytest.mark.parametrize("name", ["Cordoba", "Hyderabad", "Alexandria", "Birmingham", "Tripoli", "Punjab", "Victoria"])
def test_a_name_of_two_places_is_left_out(name: str) -> None:
    assert name not in load_places()


def test_places_lie_in_states_and_territories_of_the_catalogue() -> None:
    catalogue = load_catalogue()
    kinds = {id: actor.kind if (actor := catalogue.get(id)) else None for id in load_places().values()}
    assert {id: kind for id, kind in kinds.items() if kind not in ("State", "Territory")} == {}


def test_no_place_bears_a_name_of_a_catalogue_actor() -> None:
    taken = defaultdict(set)
    for actor in load_catalogue().actors.values():
        for name in (*claimed_names(actor), *(set(actor.weak) - FAMOUS)):
            taken[fold(name)].add(actor.id)
    assert {name: taken[fold(name)] for name in load_places() if fold(name) in taken} == {}


def test_spellings_that_fold_together_lie_in_one_state() -> None:
    homes = defaultdict(set)
    for name, actor in load_places().items():
        homes[fold(name)].add(actor)
    assert {name: actors for name, actors in homes.items() if len(actors) > 1} == {}


def test_every_present_state_has_places() -> None:
    states = {id for id, actor in load_catalogue().actors.items() if actor.kind == "State" and actor.until is None}
    assert states - set(load_places().values()) == set()


def test_lines_and_names_are_in_order() -> None:
    text = (resources.files("detente.ontology") / "places.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["in"] for line in lines] == sorted({line["in"] for line in lines})
    for line in lines:
        for kind in KINDS:
            assert line.get(kind, []) == sorted(line.get(kind, []))


def test_places_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        load_places()["Atlantis"] = "greece"  # type: ignore[index]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('{"in": "ukraine", "cities": ["Sumy"]', r"places\.jsonl:1: not JSON"),
        ('["Sumy"]', "places.jsonl:1: not a JSON object but list"),
        ('{"cities": ["Sumy"]}', "places.jsonl:1: 'in' is None"),
        ('{"in": "ukraine", "towns": ["Sumy"]}', r"unknown keys \['towns'\]"),
        ('{"in": "ukraine", "cities": "Sumy"}', "'cities' is 'Sumy', not a list"),
        ('{"in": "ukraine", "cities": [" Sumy"]}', "'cities' has ' Sumy'"),
        ('{"in": "ukraine", "cities": ["Sumy", "Sumy"]}', "places.jsonl:1: 'Sumy' stands twice"),
        (
            '{"in": "iraq", "cities": ["Hit"]}\n{"in": "iran", "sites": ["Hit"]}',
            "places.jsonl:2: 'Hit' .* under 'iraq'",
        ),
    ],
)
def test_a_fault_is_named_with_file_line_and_name(tmp_path: Path, lines: str, message: str) -> None:
    file = tmp_path / "places.jsonl"
    file.write_text(lines + "\n", "utf-8")
    with pytest.raises(PlaceError, match=message):
        read_places(file)
