"""The catalogue: what its files may hold, how actors are found, and that the shipped files are sound."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from detente.ontology.actor import Actor, Membership, Role
from detente.ontology.actor_files import parse_actor
from detente.ontology.catalogue import Catalogue, fold, load_catalogue, read_catalogue
from detente.ontology.catalogue_checks import problems
from detente.ontology.errors import CatalogueError
from hypothesis import given
from hypothesis import strategies as st

STATE = {"id": "ruritania", "kind": "State", "label": "Ruritania"}


def line(**changes: Any) -> str:
    """A sound record with some keys changed; ``None`` leaves one out."""
    return json.dumps({key: value for key, value in (STATE | changes).items() if value is not None})


def catalogue(*records: dict[str, Any]) -> Catalogue:
    """A catalogue of sound records with these changes."""
    return Catalogue((f"made.jsonl:{number}", parse_actor(line(**record))) for number, record in enumerate(records, 1))


def test_a_line_becomes_an_actor_field_by_field() -> None:
    text = line(
        names=["Kingdom of Ruritania"],
        ambiguous=["Kingdom of Ruritania"],
        since="1878-07",
        roles=[{"office": "Consul", "of": "graustark", "since": "1901"}],
        members=[{"actor": "graustark", "status": "observer"}],
    )
    assert parse_actor(text) == Actor(
        id="ruritania",
        kind="State",
        label="Ruritania",
        names=("Kingdom of Ruritania",),
        ambiguous=("Kingdom of Ruritania",),
        since="1878-07",
        roles=(Role(office="Consul", of="graustark", since="1901"),),
        members=(Membership(actor="graustark", status="observer"),),
    )


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"nmaes": ["Zenda"]}, "unknown keys ['nmaes']"),
        ({"minted": True}, "unknown keys ['minted']"),
        ({"label": None}, "no 'label'"),
        ({"kind": "Terrorist"}, "unknown kind 'Terrorist'"),
        ({"id": "Ruritania"}, "malformed 'id': 'Ruritania'"),
        ({"id": "ruri--tania"}, "malformed 'id'"),
        ({"wikidata": "P31"}, "malformed 'wikidata': 'P31'"),
        ({"iso2": "rt"}, "malformed 'iso2': 'rt'"),
        ({"iso3": "RT"}, "malformed 'iso3': 'RT'"),
        ({"since": "1878-13"}, "'since' is '1878-13', not a date"),
        ({"since": "1878-02-30"}, "'since' is '1878-02-30', not a date"),
        ({"until": "19 June 1914"}, "'until' is '19 June 1914', not a date"),
        ({"since": "1914-06", "until": "1878"}, "1914-06 comes after 1878"),
        ({"names": "Zenda"}, "'names' is not a list of texts"),
        ({"names": ["Zenda", "Zenda"]}, "'names' repeats ['Zenda']"),
        ({"names": ["Zenda "]}, "'names' is not a list of texts without blanks"),
        ({"label": 7}, "'label' is 7, not a text"),
        ({"principal": ["graustark"]}, "'principal' is ['graustark'], not a text"),
        ({"ambiguous": ["Zenda"]}, "ambiguous 'Zenda' is none of the actor's names"),
        ({"contested": ["Zenda"]}, "contested 'Zenda' is none of the actor's names"),
        ({"roles": [{"office": "Consul"}]}, "'roles' has {'office': 'Consul'}"),
        ({"roles": [{"office": "Consul", "of": "graustark", "form": "1901"}]}, "'roles' has"),
        ({"roles": [{"office": "Consul", "of": "graustark", "since": "soon"}]}, "'since' in 'roles' is 'soon'"),
        ({"members": [{"actor": "graustark", "status": "friend"}]}, "unknown status 'friend' in 'members'"),
        ({"members": ["graustark"]}, "'members' has 'graustark'"),
        ({"designations": [{"by": "graustark", "term": 1}]}, "where a value is no text"),
    ],
)
def test_a_fault_is_named_with_file_line_and_entry(tmp_path: Path, changes: dict[str, Any], complaint: str) -> None:
    (tmp_path / "states.jsonl").write_text(line(id="graustark", label="Graustark") + "\n" + line(**changes) + "\n")
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(tmp_path)
    assert str(refused.value).startswith(f"states.jsonl:2: actor {changes.get('id', 'ruritania')!r}: ")
    assert complaint in str(refused.value)


@pytest.mark.parametrize("text", ["{", "[]", '"ruritania"', "null"])
def test_what_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(CatalogueError, match=r"^states\.jsonl:3: not "):
        parse_actor(text, "states.jsonl:3")


def test_all_faults_of_a_record_are_told_at_once() -> None:
    with pytest.raises(CatalogueError, match=r"unknown kind.*malformed 'iso2'"):
        parse_actor(line(kind="Realm", iso2="xx"))


def test_an_id_stands_once_across_files(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line())
    (tmp_path / "b.jsonl").write_text("\n" + line())
    with pytest.raises(CatalogueError, match=r"b\.jsonl:2: actor id 'ruritania' stands at a\.jsonl:1 too"):
        read_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("principal", "zenda"),
        ("country", "zenda"),
        ("parent", "zenda"),
        ("successors", ["zenda"]),
        ("roles", [{"office": "Consul", "of": "zenda"}]),
        ("members", [{"actor": "zenda"}]),
        ("designations", [{"by": "zenda", "term": "foe"}]),
    ],
)
def test_a_reference_to_nobody_is_a_problem(key: str, value: object) -> None:
    (problem,) = problems(catalogue({key: value}))
    assert problem.startswith("made.jsonl:1 'ruritania': ")
    assert key in problem
    assert "'zenda'" in problem


@pytest.mark.parametrize("field", ["names", "adjectives", "seats", "capitals"])
def test_a_name_borne_by_two_is_a_problem_unless_both_mark_it(field: str) -> None:
    first = {"names": ["Elphberg"]}
    second: dict[str, Any] = {"id": "graustark", "label": "Graustark", field: ["Elphberg"]}
    unmarked: dict[str, Any] = {}
    for marks in (
        (unmarked, unmarked),
        ({"ambiguous": ["Elphberg"]}, unmarked),
        (unmarked, {"ambiguous": ["Elphberg"]}),
    ):
        (problem,) = problems(catalogue(first | marks[0], second | marks[1]))
        assert problem.startswith("name 'Elphberg' is claimed by made.jsonl:1 'ruritania', made.jsonl:2 'graustark'")
    marked = {"ambiguous": ["Elphberg"]}
    assert list(problems(catalogue(first | marked, second | marked))) == []


def test_case_tells_names_apart_and_weak_names_may_be_shared() -> None:
    other = {"id": "graustark", "label": "Graustark", "adjectives": ["polish"], "weak": ["Hentzau"]}
    assert list(problems(catalogue({"adjectives": ["Polish"], "weak": ["Hentzau"]}, other))) == []


def test_two_with_one_code_and_one_under_itself_are_problems() -> None:
    twins = catalogue({"wikidata": "Q7"}, {"id": "graustark", "label": "Graustark", "wikidata": "Q7"})
    assert [problem.split(": ", 1)[1][:11] for problem in problems(twins)] == ["wikidata Q7"]
    ring = catalogue({"parent": "graustark"}, {"id": "graustark", "label": "Graustark", "parent": "ruritania"})
    assert ["under itself by parent" in problem for problem in problems(ring)] == [True, True]


def test_search_ranks_whole_names_then_beginnings_then_words_then_parts() -> None:
    labels = {
        "a": "Zendaland",
        "b": "North Zenda",
        "c": "Zenda",
        "d": "Great Bezenda",
        "e": "Strelsau",
        "f": "Hentzau",
    }
    found = catalogue(*({"id": key, "label": label} for key, label in labels.items()), {"capitals": ["Zénda"]})
    assert [actor.id for actor in found.search("zenda", None)] == ["c", "ruritania", "a", "b", "d"]
    assert [actor.id for actor in found.search("ZENDA", 2)] == ["c", "ruritania"]
    assert found.search("  ") == found.search("zenda", 0) == found.search("Hentzaus") == ()


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cote d’ivoire", "ivory-coast"),
        ("UK", "united-kingdom"),
        ("u.s.", "united-states"),
        ("TÜRKIYE", "turkey"),
        ("guinea bissau", "guinea-bissau"),
        ("Downing Street", "united-kingdom"),
        ("pentagon", "us-department-of-defense"),
    ],
)
def test_a_full_name_is_found_however_it_is_spelt(written: str, meant: str) -> None:
    assert [actor.id for actor in load_catalogue().named(written)] == [meant]


def test_a_shared_name_finds_all_who_bear_it_and_an_adjective_none() -> None:
    shipped = load_catalogue()
    assert {actor.id for actor in shipped.named("Korea")} == {"north-korea", "south-korea"}
    assert shipped.named("Russian") == shipped.named("no such actor") == ()


def test_the_catalogue_cannot_be_changed() -> None:
    shipped = load_catalogue()
    assert load_catalogue() is shipped
    with pytest.raises(TypeError):
        shipped.actors["ruritania"] = parse_actor(line())  # type: ignore[index]


def test_every_actor_is_found_by_its_own_names() -> None:
    shipped = load_catalogue()
    lost = [
        actor.id for actor in shipped.actors.values() for name in actor.all_names() if actor not in shipped.named(name)
    ]
    assert lost == []


def test_the_shipped_files_do_not_contradict_each_other() -> None:
    found = list(problems(load_catalogue()))
    assert not found, f"{len(found)} problems:\n" + "\n".join(found)


def test_each_shipped_file_is_sorted_by_id() -> None:
    by_file: dict[str, list[str]] = {}
    for id, place in load_catalogue().places.items():
        by_file.setdefault(place.split(":")[0], []).append(id)
    assert {file for file, ids in by_file.items() if ids != sorted(ids)} == set()
