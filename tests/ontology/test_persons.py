"""The persons: who held which office when, and what their names may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from operator import itemgetter

import pytest
from detente.ontology.actor import Actor, Role, reached
from detente.ontology.catalogue import load_catalogue
from detente.ontology.catalogue_checks import problems

HEADS = {
    *("President", "Prime Minister", "Premier", "Chancellor", "King", "Queen", "Emperor", "Emir", "Sultan", "Pope"),
    *("Supreme Leader", "Taoiseach", "Leader", "Transitional President", "Interim President", "General Secretary"),
}
FOREIGN = {"Foreign Minister", "Secretary of State", "Foreign Secretary"}
DEFENCE = {"Defence Minister", "Secretary of Defense", "Defence Secretary"}
RIVALS = {
    ("cambodia", "hun-sen", "norodom-ranariddh"),
    ("gambia", "adama-barrow", "yahya-jammeh"),
    ("ivory-coast", "alassane-ouattara", "laurent-gbagbo"),
    ("libya", "abdullah-al-thinni", "fayez-al-sarraj"),
    ("madagascar", "didier-ratsiraka", "marc-ravalomanana"),
}
"""Where two held or claimed one office at once: in Cambodia by agreement, elsewhere against each other."""
LEADERS_AT_NEW_YEAR_2026 = [
    ("united-states", "President", "donald-trump"),
    ("russia", "President", "vladimir-putin"),
    ("china", "President", "xi-jinping"),
    ("france", "President", "emmanuel-macron"),
    ("united-kingdom", "Prime Minister", "keir-starmer"),
    ("germany", "Chancellor", "friedrich-merz"),
    ("india", "Prime Minister", "narendra-modi"),
    ("pakistan", "Prime Minister", "shehbaz-sharif"),
    ("japan", "Prime Minister", "sanae-takaichi"),
    ("ukraine", "President", "volodymyr-zelenskyy"),
    ("israel", "Prime Minister", "benjamin-netanyahu"),
    ("iran", "President", "masoud-pezeshkian"),
    ("syria", "President", "ahmed-al-sharaa"),
    ("turkey", "President", "recep-tayyip-erdogan"),
    ("saudi-arabia", "King", "king-salman"),
    ("brazil", "President", "luiz-inacio-lula-da-silva"),
    ("south-africa", "President", "cyril-ramaphosa"),
    ("vatican", "Pope", "pope-leo-xiv"),
]


def persons() -> list[Actor]:
    return [actor for actor in load_catalogue().actors.values() if actor.kind == "Person"]


def person(id: str) -> Actor:
    found = load_catalogue().get(id)
    assert found is not None
    return found


def holders(of: str, office: str, date: str) -> set[str]:
    return {
        actor.id
        for actor in persons()
        for role in actor.roles
        if (role.office, role.of) == (office, of) and role.holds(date)
    }


def states_with(offices: set[str]) -> set[str]:
    """The states some of whose ``offices`` has a holder with a day, month or year of beginning."""
    catalogue = load_catalogue()
    found = {role.of for actor in persons() for role in actor.roles if role.office in offices and role.since}
    return {id for id in found if (actor := catalogue.get(id)) is not None and actor.kind == "State"}


def overlapping(office: str) -> Iterator[tuple[str, str, str]]:
    """(state, person, person) wherever two persons hold ``office`` for more than the day of handover."""
    by_state: dict[str, list[tuple[str, Role]]] = defaultdict(list)
    for actor in persons():
        for role in actor.roles:
            if role.office == office:
                by_state[role.of].append((actor.id, role))
    for state, terms in by_state.items():
        for (one, first), (other, second) in combinations(sorted(terms, key=itemgetter(0)), 2):
            if one != other and not _apart(first, second) and not _apart(second, first):
                yield state, one, other


def _apart(first: Role, second: Role) -> bool:
    """Whether ``first`` ended by the time that ``second`` began."""
    return first.until is not None and second.since is not None and reached(first.until, second.since)


def test_the_catalogue_is_sound_where_persons_are_concerned() -> None:
    assert [problem for problem in problems(load_catalogue()) if "persons.jsonl" in problem] == []


def test_at_least_eighty_states_have_a_dated_head_and_a_foreign_minister() -> None:
    both = states_with(HEADS) & states_with(FOREIGN)
    assert len(both) >= 80
    assert {"united-states", "russia", "china", "afghanistan", "sudan", "serbia", "brazil", "vietnam"} <= both


def test_the_large_states_have_a_defence_minister() -> None:
    assert {"united-states", "russia", "china", "united-kingdom", "france", "germany", "israel", "india", "japan"} <= (
        states_with(DEFENCE)
    )


@pytest.mark.parametrize(
    ("date", "office"),
    [
        ("1999-09-01", "Prime Minister"),
        ("2001", "President"),
        ("2010-03-01", "Prime Minister"),
        ("2022-02-24", "President"),
    ],
)
def test_one_name_is_another_office_in_another_year(date: str, office: str) -> None:
    assert [role.office for role in person("vladimir-putin").roles if role.holds(date)] == [office]


@pytest.mark.parametrize(("state", "office", "id"), LEADERS_AT_NEW_YEAR_2026)
def test_leaders_at_new_year_2026(state: str, office: str, id: str) -> None:
    assert holders(state, office, "2026-01-01") == {id}


@pytest.mark.parametrize(
    ("name", "date", "id"),
    [
        ("Bush", "1991-01-17", "george-h-w-bush"),
        ("Bush", "2003-03-20", "george-w-bush"),
        ("Assad", "1991-01-17", "hafez-al-assad"),
        ("Assad", "2013-08-21", "bashar-al-assad"),
        ("Aliyev", "1994-05-12", "heydar-aliyev"),
        ("Aliyev", "2020-11-10", "ilham-aliyev"),
        ("Kim", "2018-06-12", "kim-jong-un"),
        ("Trudeau", "1975-06-01", "pierre-trudeau"),
        ("Vance", "2025-03-01", "jd-vance"),
    ],
)
def test_the_date_tells_the_bearers_of_a_shared_name_apart(name: str, date: str, id: str) -> None:
    bearers = load_catalogue().named(name)
    assert len(bearers) > 1
    assert all(name in actor.ambiguous for actor in bearers)
    assert [actor.id for actor in bearers if any(role.holds(date) for role in actor.roles)] == [id]


def test_a_person_acts_for_the_body_whose_office_is_held_then() -> None:
    sharaa, rutte = person("ahmed-al-sharaa"), person("mark-rutte")
    assert [sharaa.principal_on(date) for date in ("2014-01-01", "2019-01-01", "2025-06-01")] == [
        *("al-nusra-front", "hayat-tahrir-al-sham", "syria")
    ]
    assert [rutte.principal_on(date) for date in ("2016-01-01", "2025-01-01")] == ["netherlands", "nato"]


@pytest.mark.parametrize(
    ("spelling", "id"),
    [
        ("Muammar Qaddafi", "muammar-gaddafi"),
        ("Moammar Gadhafi", "muammar-gaddafi"),
        ("Volodymyr Zelensky", "volodymyr-zelenskyy"),
        ("Alyaksandr Lukashenka", "alexander-lukashenko"),
        ("Slobodan Milosevic", "slobodan-milosevic"),
        ("Hemedti", "mohamed-hamdan-dagalo"),
        ("Usama bin Ladin", "osama-bin-laden"),
        ("Recep Tayyip Erdogan", "recep-tayyip-erdogan"),
    ],
)
def test_spellings_of_one_name_mean_one_person(spelling: str, id: str) -> None:
    assert [actor.id for actor in load_catalogue().named(spelling)] == [id]


@pytest.mark.parametrize("office", ["President", "Prime Minister", "Foreign Minister", "Secretary-General", "Pope"])
def test_no_office_is_held_twice_at_a_time(office: str) -> None:
    assert set(overlapping(office)) - RIVALS == set()


def test_roles_stand_from_newest_to_oldest() -> None:
    for actor in persons():
        ends = [role.until or "9999" for role in actor.roles]
        assert ends == sorted(ends, reverse=True), actor.id


def test_weak_names_are_no_full_names() -> None:
    assert [actor.id for actor in persons() if set(actor.weak) & set(actor.all_names())] == []
