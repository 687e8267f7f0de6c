"""Pronouns and definite descriptions, by the claims they lead to."""

from __future__ import annotations

import pytest
from told import Triple, told

TAKEN_UP: list[tuple[str, Triple]] = [
    ("Kenya was angry. It accused Uganda of theft.", ("kenya", "accuse", "uganda")),
    ("Al-Shabaab released a video. The group threatened Kenya.", ("al-shabaab", "threaten", "kenya")),
    ("Morocco spoke up. The kingdom condemned Algeria.", ("morocco", "accuse", "algeria")),
    ("The leaders of Peru and Chile embraced. Both countries signed a treaty.", ("peru", "agree", "chile")),
    ("Emmanuel Macron arrived in Kyiv. He condemned Russia.", ("emmanuel-macron", "accuse", "russia")),
    ("Iran thanked Oman for its support for the Houthis.", ("oman", "support", "houthis")),
    ("Because it had lost a pilot, Jordan bombed the Islamic State.", ("jordan", "assault", "islamic-state")),
    ("Kenya and Uganda quarrelled for a week. Each blamed the other.", ("uganda", "accuse", "kenya")),
    ("Egypt and Sudan argued. The former condemned the latter.", ("egypt", "accuse", "sudan")),
    (
        "Volodymyr Zelenskyy waited. Emmanuel Macron came late. The two leaders signed a declaration.",
        ("volodymyr-zelenskyy", "agree", "emmanuel-macron"),
    ),
]


@pytest.mark.parametrize(("text", "triple"), TAKEN_UP)
def test_takes_up_whom_the_text_named(text: str, triple: Triple) -> None:
    claims = told(text)
    either_way = {triple, (triple[2], triple[1], triple[0])} if triple[1] == "agree" else {triple}
    assert either_way & set(claims)


def test_it_may_stand_for_nothing() -> None:
    assert not told("Chad is poor. It is clear that somebody attacked Libya.")


def test_the_subject_does_not_attack_itself_through_a_pronoun() -> None:
    claims = told("Turkey waited. Greece then threatened it.")
    assert set(claims) == {("greece", "threaten", "turkey")}


def test_a_storm_is_nobodys_attack() -> None:
    assert not told("The typhoon battered the Philippines before it hit Taiwan.")


def test_she_is_not_he() -> None:
    text = "Giorgia Meloni met Viktor Orbán in Rome. She condemned Russia."
    claims = told(text, date="2023-05-02")
    assert ("giorgia-meloni", "accuse", "russia") in claims
    assert ("viktor-orban", "accuse", "russia") not in claims


def test_we_is_the_issuer_of_a_statement() -> None:
    claims = told("We condemn Iran.", title="Statement on Iran", source="Government of Canada")
    assert ("canada", "accuse", "iran") in claims


def test_the_maker_of_remarks_stands_before_what_they_are_about() -> None:
    claims = told(
        "Tonight I called President Zardari of Pakistan.",
        title="Remarks by the President on Osama bin Laden",
        source="The White House",
        date="2011-05-01",
    )
    assert list(claims) == [("barack-obama", "consult", "asif-ali-zardari")]


def test_we_is_nobody_in_the_news() -> None:
    assert not told("We condemn Iran.", source="Daily Example")


def test_the_president_beside_the_vice_president_is_the_host() -> None:
    text = (
        "Vice President Kamala Harris met President Ferdinand Marcos Jr. of the Philippines. "
        "The Vice President and the President condemned China."
    )
    claims = told(text, source="The White House", date="2022-11-21")
    assert ("ferdinand-marcos-jr", "accuse", "china") in claims
    assert ("joe-biden", "accuse", "china") not in claims


def test_the_words_of_a_reference_are_those_in_the_text() -> None:
    text = "Kenya was angry. It accused Uganda of theft."
    subject = told(text)["kenya", "accuse", "uganda"].subject
    assert text[subject.span.start : subject.span.end] == subject.text == "It"


def test_it_is_whom_the_title_names_where_nobody_stands_nearer() -> None:
    text = (
        "Botswana is dry. Refugees from Angola were admitted for years. The policy has changed. It condemned Zimbabwe."
    )
    claims = told(text, title="Foreign relations of Botswana")
    assert set(claims) == {("botswana", "accuse", "zimbabwe")}


def test_both_countries_are_those_of_the_title() -> None:
    text = "Turkey and Greece opened their borders. Egypt and Cyprus looked on. Norway asked both countries for help."
    claims = told(text, title="Turkey and Greece shake hands")
    assert {("norway", "request", "turkey"), ("norway", "request", "greece")} <= set(claims)
