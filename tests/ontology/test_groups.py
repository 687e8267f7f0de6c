"""The armed groups, movements and parties: their names, branches, dates and what others call them."""

from __future__ import annotations

from collections import Counter

import pytest
from detente.ontology.actor import Actor, Dated
from detente.ontology.catalogue import load_catalogue

KINDS = {"ArmedGroup", "Movement", "Party"}
BRANCHES = """
islamic-state-khorasan islamic-state-west-africa islamic-state-sahel islamic-state-sinai
islamic-state-libya islamic-state-central-africa islamic-state-mozambique islamic-state-somalia
islamic-state-caucasus islamic-state-east-asia allied-democratic-forces
"""
"""Of the Islamic State."""
NAMES = """
islamic-state-khorasan: Daesh-K, ISIS-K, ISKP, IS-K, Islamic State Khorasan Province;
islamic-state: Daesh, Da'esh, ISIL; islamic-state-west-africa: ISWAP; taliban: Taleban;
tehrik-i-taliban-pakistan: TTP, Pakistani Taliban; al-qaeda: Al Qaeda; al-qaeda-in-the-arabian-peninsula: AQAP;
hezbollah: Hizbullah; houthis: Ansar Allah; pkk: Kurdistan Workers Party; popular-mobilization-forces: Hashd al-Shaabi;
ltte: Tamil Tigers; shining-path: Sendero Luminoso; lords-resistance-army: Lord's Resistance Army;
sinn-fein: Sinn Fein; m23: March 23 Movement; al-nusra-front: Jabhat al-Nusra; hayat-tahrir-al-sham: HTS;
lashkar-e-taiba: Lashkar-e-Toiba
"""
"""Spellings that mean one group and no other."""


def groups() -> list[Actor]:
    """The actors of the groups' file."""
    catalogue = load_catalogue()
    return [actor for id, actor in catalogue.actors.items() if catalogue.places[id].startswith("groups.")]


def ancestors(actor: Actor) -> list[str]:
    """The ids of the bodies that it belongs to, the nearest first."""
    found = []
    while actor.parent:
        found.append(actor.parent)
        actor = load_catalogue().actors[actor.parent]
    return found


def test_there_are_as_many_as_an_analyst_needs() -> None:
    kinds = Counter(actor.kind for actor in groups())
    assert sum(kinds[kind] for kind in KINDS) >= 200
    assert kinds["ArmedGroup"] >= 150
    assert kinds["Party"] >= 100


def test_nobodys_kind_or_name_is_terrorist() -> None:
    for actor in groups():
        words = " ".join((actor.kind, *actor.all_names(), *actor.adjectives, *actor.weak)).casefold()
        assert "terror" not in words, actor.id


@pytest.mark.parametrize("branch", BRANCHES.split())
def test_a_branch_of_the_islamic_state_belongs_to_it(branch: str) -> None:
    actor = load_catalogue().actors[branch]
    assert ancestors(actor) == ["islamic-state"]
    assert actor.country not in (None, "iraq")


@pytest.mark.parametrize(
    ("branch", "above"),
    [
        ("al-qaeda-in-the-arabian-peninsula", "al-qaeda"),
        ("al-qaeda-in-the-islamic-maghreb", "al-qaeda"),
        ("al-shabaab", "al-qaeda"),
        ("jnim", "al-qaeda"),
        ("ansar-dine", "al-qaeda"),
        ("al-nusra-front", "al-qaeda"),
        ("haqqani-network", "taliban"),
        ("qassam-brigades", "hamas"),
        ("ypj", "ypg"),
        ("m23", "congo-river-alliance"),
    ],
)
def test_an_affiliate_stands_under_its_body(branch: str, above: str) -> None:
    assert above in ancestors(load_catalogue().actors[branch])


def test_an_armed_wing_acts_for_its_movement() -> None:
    wing = load_catalogue().actors["qassam-brigades"]
    assert (wing.kind, wing.principal_on("2023-10-07")) == ("Force", "hamas")


@pytest.mark.parametrize("line", NAMES.split(";"))
def test_the_names_that_news_prints_find_their_group(line: str) -> None:
    id, _, names = line.strip().partition(": ")
    for name in names.split(", "):
        assert [actor.id for actor in load_catalogue().named(name)] == [id], name


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        (
            "National Liberation Army",
            {"eln", "national-liberation-army-macedonia", "fln-algeria", "yugoslav-partisans"},
        ),
        ("Islamic Jihad", {"palestinian-islamic-jihad", "egyptian-islamic-jihad"}),
        ("Maoists", {"maoists-nepal", "naxalites"}),
        ("RSF", {"rapid-support-forces", "reporters-without-borders"}),
        ("Republicans", {"republican-party", "les-republicains"}),
    ],
)
def test_a_name_that_several_bear_is_marked_by_all(name: str, ids: set[str]) -> None:
    bearers = load_catalogue().named(name)
    assert ids <= {actor.id for actor in bearers}
    assert all(name in actor.ambiguous for actor in bearers)


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("islamic-state", "IS"),
        ("syrian-democratic-forces", "SDF"),
        ("eln", "ELN"),
        ("wagner-group", "Wagner"),
        ("solidarity", "Solidarity"),
        ("lashkar-e-taiba", "LeT"),
    ],
)
def test_a_name_that_may_be_an_everyday_word_is_marked(id: str, name: str) -> None:
    assert name in load_catalogue().actors[id].ambiguous


def test_the_contested_name_of_the_taliban_is_marked() -> None:
    assert "Islamic Emirate of Afghanistan" in load_catalogue().actors["taliban"].contested


@pytest.mark.parametrize(
    ("first", "next", "on"),
    [
        ("al-qaeda-in-iraq", "islamic-state", "2013-04-08"),
        ("al-nusra-front", "jabhat-fateh-al-sham", "2016-07-28"),
        ("jabhat-fateh-al-sham", "hayat-tahrir-al-sham", "2017-01-28"),
        ("mujao", "al-mourabitoun", "2013-08-22"),
    ],
)
def test_a_group_that_took_another_name_hands_over_on_one_day(first: str, next: str, on: str) -> None:
    actors = load_catalogue().actors
    assert actors[first].until == actors[next].since == on
    assert actors[first].successors == (next,)


def test_no_group_ended_before_it_began() -> None:
    for actor in groups():
        if actor.since and actor.until:
            assert Dated(since=actor.since).holds(actor.until), actor.id


def test_a_designation_says_who_when_and_from_where() -> None:
    for actor in groups():
        for designation in actor.designations:
            assert all((designation.by, designation.term, designation.since, designation.source)), actor.id


@pytest.mark.parametrize(
    ("id", "by", "since", "until"),
    [
        ("hamas", "united-states", "1997-10-08", None),
        ("hezbollah", "united-states", "1997-10-08", None),
        ("pkk", "united-states", "1997-10-08", None),
        ("mek", "united-states", "1997-10-08", "2012-09-28"),
        ("al-qaeda", "canada", "2002-07-23", None),
        ("taliban", "canada", "2013-05-09", None),
        ("taliban", "russia", "2003-02-14", "2025-04-17"),
        ("houthis", "united-states", "2025-03-05", None),
        ("al-nusra-front", "united-states", "2014-05-15", "2025-07-08"),
    ],
)
def test_a_well_known_designation(id: str, by: str, since: str, until: str | None) -> None:
    found = {(item.by, item.since, item.until) for item in load_catalogue().actors[id].designations}
    assert (by, since, until) in found


def test_who_sits_in_a_state_does_not_act_for_it() -> None:
    for actor in groups():
        if actor.kind in KINDS:
            assert actor.principal is None, actor.id
