"""The states and territories, and the organs and forces that act for them."""

from __future__ import annotations

import re

import pytest
from detente.ontology.actor import Actor
from detente.ontology.catalogue import load_catalogue
from detente.ontology.words import load_words

UN_MEMBERS = re.findall(
    r"[A-Z]{2}",
    """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU
CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ
IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU
MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN
SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
""",
)
"""ISO 3166-1 codes of the members of the United Nations (un.org, member states)."""

NEWS_ACRONYMS = {
    *("US", "UK", "USA", "UAE", "DRC", "RDC", "PRC", "ROC", "ROK", "DPRK", "USSR", "GDR", "DDR", "FRG", "FRY", "CAR"),
    *(
        "KSA",
        "BiH",
        "FYROM",
        "PNG",
        "RSA",
        "RF",
        "IRI",
        "FSM",
        "SADR",
        "TRNC",
        "KRG",
        "DPR",
        "DNR",
        "LPR",
        "LNR",
        "AJK",
    ),
    *(
        "BVI",
        "CNMI",
        "USVI",
        "BIOT",
        "NWFP",
        "ARMM",
        "BARMM",
        "AANES",
        "DAANES",
        "HKSAR",
        "PDRY",
        "SFRY",
        "CSSR",
        "ČSSR",
    ),
}
"""The acronyms that news prints for states and territories; a bare code like ``IN`` or ``SOM`` is none."""


def of_kind(*kinds: str) -> list[Actor]:
    return [actor for actor in load_catalogue().actors.values() if actor.kind in kinds]


def by_code() -> dict[str, Actor]:
    return {actor.iso2: actor for actor in of_kind("State", "Territory") if actor.iso2}


def test_all_members_and_observers_of_the_un_are_there_and_complete() -> None:
    assert len(UN_MEMBERS) == len(set(UN_MEMBERS)) == 193
    states = by_code()
    for code in (*UN_MEMBERS, "VA", "PS"):
        state = states[code]
        assert state.kind == "State", state.id
        assert state.iso3, state.id
        assert state.wikidata, state.id
        assert state.capitals, state.id
        assert state.adjectives, state.id
        assert state.until is None, state.id


@pytest.mark.parametrize(
    "id",
    [
        "kosovo",
        "taiwan",
        "palestine",
        "western-sahara",
        "northern-cyprus",
        "abkhazia",
        "somaliland",
        "crimea",
        "kashmir",
    ],
)
def test_a_contested_actor_says_which_of_its_names_are(id: str) -> None:
    assert load_catalogue().actors[id].contested


@pytest.mark.parametrize(
    ("id", "since", "until", "successor"),
    [
        ("soviet-union", "1922-12-30", "1991-12-26", "russia"),
        ("yugoslavia", "1918-12-01", "1992-04-27", "serbia-and-montenegro"),
        ("serbia-and-montenegro", "1992-04-27", "2006-06-05", "serbia"),
        ("east-germany", "1949-10-07", "1990-10-03", "germany"),
        ("czechoslovakia", "1918-10-28", "1992-12-31", "slovakia"),
    ],
)
def test_a_former_state_has_its_dates_and_successors(id: str, since: str, until: str, successor: str) -> None:
    state = load_catalogue().actors[id]
    assert (state.since, state.until) == (since, until)
    assert successor in state.successors


def test_a_state_that_ended_says_what_followed() -> None:
    assert [state.id for state in of_kind("State") if state.until and not state.successors] == []


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Burma", {"myanmar"}),
        ("Zaire", {"democratic-republic-of-the-congo"}),
        ("Congo", {"democratic-republic-of-the-congo", "republic-of-the-congo"}),
        ("Yugoslavia", {"yugoslavia", "serbia-and-montenegro"}),
        ("Holland", {"netherlands"}),
        ("Vatican", {"vatican"}),
        ("Kremlin", {"russia"}),
        ("Zhongnanhai", {"china"}),
        ("Élysée Palace", {"france"}),
        ("Cheong Wa Dae", {"south-korea"}),
    ],
)
def test_names_and_seats_that_news_prints_find_their_state(name: str, ids: set[str]) -> None:
    assert {actor.id for actor in load_catalogue().named(name)} == ids


@pytest.mark.parametrize(
    ("adjective", "ids"),
    [
        ("Briton", {"united-kingdom"}),
        ("Danes", {"denmark"}),
        ("Spaniards", {"spain"}),
        ("Nigerien", {"niger"}),
        ("Nigerian", {"nigeria"}),
        ("Emiratis", {"united-arab-emirates"}),
        ("Dominicans", {"dominica", "dominican-republic"}),
        ("Congolese", {"democratic-republic-of-the-congo", "republic-of-the-congo"}),
        ("Soviet", {"soviet-union"}),
    ],
)
def test_adjectives_and_demonyms(adjective: str, ids: set[str]) -> None:
    assert {actor.id for actor in of_kind("State", "Territory") if adjective in actor.adjectives} == ids


def test_both_spellings_of_a_capital_are_known() -> None:
    capitals = {name: actor.id for actor in of_kind("State", "Territory") for name in actor.capitals}
    for name, id in {"Kiev": "ukraine", "Kyiv": "ukraine", "Sana'a": "yemen", "Nur-Sultan": "kazakhstan"}.items():
        assert capitals[name] == id
    assert "Jerusalem" in load_catalogue().actors["israel"].contested


def test_no_bare_code_is_a_name() -> None:
    short = {
        name
        for actor in of_kind("State", "Territory")
        for name in (*actor.all_names(), *actor.adjectives)
        if re.fullmatch(r"\w{1,3}", name) or (name.isupper() and "." not in name)
    }
    assert short - NEWS_ACRONYMS == {"Lao"}


def test_every_state_with_an_english_name_is_found_without_its_article() -> None:
    with_article = {
        name for actor in of_kind("State", "Territory") for name in actor.all_names() if name.startswith("The ")
    }
    plain = {name for actor in of_kind("State", "Territory") for name in actor.all_names()}
    assert {name for name in with_article if name.removeprefix("The ") not in plain} == set()


def test_every_organ_and_force_acts_for_someone() -> None:
    organs = of_kind("Organ", "Force")
    assert len(organs) >= 200
    assert [organ.id for organ in organs if not (organ.principal or organ.roles or organ.country)] == []


@pytest.mark.parametrize(
    ("name", "principal"),
    [
        ("Pentagon", "united-states"),
        ("State Department", "united-states"),
        ("IDF", "israel"),
        ("IRGC", "iran"),
        ("PLA", "china"),
        ("Verkhovna Rada", "ukraine"),
        ("Duma", "russia"),
        ("Peshmerga", "kurdistan-region"),
        ("UN Security Council", "united-nations"),
        ("MINUSMA", "united-nations"),
        ("European Commission", "european-union"),
        ("AMISOM", "african-union"),
    ],
)
def test_an_organ_is_known_by_its_news_name_and_rolls_up(name: str, principal: str) -> None:
    (organ,) = load_catalogue().named(name)
    assert organ.principal_on(None) == principal


def test_a_branch_acts_for_the_same_principal_as_its_body() -> None:
    actors = load_catalogue().actors
    branches = [actor for actor in of_kind("Organ", "Force") if actor.parent and actors[actor.parent].principal]
    assert branches
    assert [branch.id for branch in branches if branch.principal != actors[branch.parent or ""].principal] == []


def test_states_are_described_by_known_ids() -> None:
    actors = load_catalogue().actors
    realms = load_words().realms
    assert {"kingdom", "island"} <= set(realms)
    assert not [
        i for ids in realms.values() for i in ids if i not in actors or actors[i].kind not in {"State", "Territory"}
    ]
