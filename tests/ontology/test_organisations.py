"""The international organisations and the named collectives: their names, dates and members."""

from __future__ import annotations

import pytest
from detente.ontology.actor import Actor, Dated
from detente.ontology.catalogue import load_catalogue

SIZES = """
united-nations: now 193, 1945 51; nato: now 32, 1990-01-01 16, 2003-01-01 19, 2023-12-31 31;
european-union: now 27, 2019-06-01 28, 2000-01-01 15, 1990-01-01 12; brics: now 10, 2023-06-01 5, 2010-01-01 4;
african-union: now 55, 2016-01-01 54; asean: now 11, 2024-01-01 10; arab-league: now 22;
gulf-cooperation-council: now 6; organisation-of-islamic-cooperation: now 57; ecowas: now 12, 2020-01-01 15;
sadc: now 16; east-african-community: now 8; csto: now 6, 2010-01-01 7; eurasian-economic-union: now 5;
shanghai-cooperation-organisation: now 10, 2016-01-01 6; g7: now 7; g8: 2010-01-01 8; g20: now 21; osce: now 57;
council-of-europe: now 46, 2020-01-01 47; oecd: now 38; celac: now 33; caricom: now 15; pacific-islands-forum: now 18;
non-aligned-movement: now 120; commonwealth-of-nations: now 56; warsaw-pact: 1960-01-01 8, 1985-01-01 7, now 0;
visegrad-group: now 4, 1992-06-01 3; aukus: now 3; five-eyes: now 5; quad: now 4; saarc: now 8;
alliance-of-sahel-states: now 3; baltic-states: now 3
"""
"""How many members an organisation had on a date."""


def listed(*files: str) -> list[Actor]:
    """The actors of these catalogue files."""
    catalogue = load_catalogue()
    return [actor for id, actor in catalogue.actors.items() if catalogue.places[id].split(".")[0] in files]


def members(organisation: str, date: str | None = None, status: str = "member") -> set[str]:
    """The ids of those who held this status in the organisation on the date; without one, today."""
    actor = load_catalogue().actors[organisation]
    return {member.actor for member in actor.members if member.status == status and member.holds(date)}


def test_there_are_as_many_as_an_analyst_needs() -> None:
    organisations = listed("organisations")
    assert len(organisations) >= 100
    assert sum(1 for actor in organisations if actor.members) >= 60
    assert len(listed("collectives")) >= 25
    assert {actor.kind for actor in listed("collectives")} == {"Bloc"}


@pytest.mark.parametrize("line", SIZES.split(";"))
def test_the_number_of_members_on_a_date(line: str) -> None:
    organisation, _, sizes = line.strip().partition(": ")
    for date, number in (size.split() for size in sizes.split(", ")):
        assert len(members(organisation, None if date == "now" else date)) == int(number), date


@pytest.mark.parametrize(
    ("organisation", "state", "before", "after"),
    [
        ("european-union", "united-kingdom", "2020-01-31", "2020-02-01"),
        ("council-of-europe", "russia", "2022-03-16", "2022-03-17"),
        ("opec", "qatar", "2018-12-31", "2019-01-01"),
        ("opec", "ecuador", "2019-12-31", "2020-01-01"),
        ("opec", "angola", "2023-12-31", "2024-01-01"),
        ("opec", "united-arab-emirates", "2026-04-30", "2026-05-01"),
        ("ecowas", "mali", "2025-01-29", "2025-01-30"),
        ("ecowas", "burkina-faso", "2025-01-29", "2025-01-30"),
        ("ecowas", "niger", "2025-01-29", "2025-01-30"),
        ("warsaw-pact", "albania", "1968-09-13", "1968-09-14"),
        ("commonwealth-of-nations", "zimbabwe", "2003-12-07", "2003-12-08"),
        ("united-nations", "taiwan", "1971-10-25", "1971-10-26"),
    ],
)
def test_who_left_is_a_member_to_the_last_day_and_no_longer(
    organisation: str, state: str, before: str, after: str
) -> None:
    assert state in members(organisation, before)
    assert state not in members(organisation, after)


@pytest.mark.parametrize(
    ("organisation", "state", "before", "after"),
    [
        ("nato", "finland", "2023-04-03", "2023-04-04"),
        ("nato", "sweden", "2024-03-06", "2024-03-07"),
        ("european-union", "croatia", "2013-06-30", "2013-07-01"),
        ("brics", "iran", "2023-12-31", "2024-01-01"),
        ("brics", "indonesia", "2025-01-05", "2025-01-06"),
        ("shanghai-cooperation-organisation", "belarus", "2024-07-03", "2024-07-04"),
        ("asean", "timor-leste", "2025-10-25", "2025-10-26"),
        ("united-nations", "south-sudan", "2011-07-13", "2011-07-14"),
    ],
)
def test_who_joined_is_a_member_from_the_first_day(organisation: str, state: str, before: str, after: str) -> None:
    assert state not in members(organisation, before)
    assert state in members(organisation, after)


def test_a_suspended_state_is_told_from_one_that_left() -> None:
    assert "syria" in members("arab-league", "2015-01-01", "suspended") & members("arab-league", "2015-01-01")
    assert members("arab-league", status="suspended") == set()
    assert {"mali", "niger", "burkina-faso", "sudan"} <= members("african-union", status="suspended")
    assert members("african-union", status="suspended") <= members("african-union")


def test_observers_are_no_members() -> None:
    assert members("united-nations", status="observer") == {"palestine", "vatican"}
    assert members("shanghai-cooperation-organisation", status="observer").isdisjoint(
        members("shanghai-cooperation-organisation")
    )


def test_nobody_is_counted_twice_on_one_day() -> None:
    for actor in listed("organisations", "collectives"):
        dates = {date for member in actor.members for date in (member.since, member.until) if date}
        for date in (*sorted(dates), None):
            held = [(member.actor, member.status) for member in actor.members if member.holds(date)]
            rejoined = {pair for pair in held if held.count(pair) > 1}
            assert rejoined == set(), (actor.id, date)


def test_no_membership_ends_before_it_began_or_outlives_its_organisation() -> None:
    for actor in listed("organisations", "collectives"):
        for member in actor.members:
            assert not (member.since and member.until) or Dated(since=member.since).holds(member.until), actor.id
            if actor.until:
                assert member.until, (actor.id, member.actor)
                assert Dated(until=actor.until).holds(member.until), (actor.id, member.actor)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("U.N.", "united-nations"),
        ("UN", "united-nations"),
        ("Nato", "nato"),
        ("North Atlantic Treaty Organisation", "nato"),
        ("E.U.", "european-union"),
        ("Asean", "asean"),
        ("Organization of Islamic Cooperation", "organisation-of-islamic-cooperation"),
        ("Ecowas", "ecowas"),
        ("Doctors Without Borders", "medecins-sans-frontieres"),
        ("World Court", "international-court-of-justice"),
        ("Doctors without borders", "medecins-sans-frontieres"),
        ("Operation Inherent Resolve", "coalition-against-islamic-state"),
        ("Western countries", "the-west"),
        ("Gulf Arab states", "gulf-states"),
        ("Baltics", "baltic-states"),
    ],
)
def test_the_names_that_news_prints_find_their_body(name: str, id: str) -> None:
    assert [actor.id for actor in load_catalogue().named(name)] == [id]


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("european-union", "Brussels"),
        ("world-health-organization", "WHO"),
        ("reporters-without-borders", "RSF"),
        ("commonwealth-of-nations", "Commonwealth"),
        ("european-powers", "Europe"),
        ("african-states", "Africa"),
        ("middle-east-quartet", "Quartet"),
    ],
)
def test_a_name_that_may_mean_something_else_is_marked(id: str, name: str) -> None:
    assert name in load_catalogue().actors[id].ambiguous


def test_what_followed_an_organisation_that_ended() -> None:
    for id, successor in {
        "league-of-nations": "united-nations",
        "organisation-of-african-unity": "african-union",
        "g8": "g7",
    }.items():
        actor = load_catalogue().actors[id]
        assert actor.until
        assert actor.successors == (successor,)


def test_a_collective_is_nobodys_organ_and_the_west_has_its_adjective() -> None:
    assert [actor.id for actor in listed("collectives") if actor.principal] == []
    assert "Western" in load_catalogue().actors["the-west"].adjectives


def test_every_list_of_members_says_where_it_is_from() -> None:
    assert [actor.id for actor in listed("organisations") if actor.members and not actor.sources] == []
