"""Negation and modality, read off whole sentences."""

from __future__ import annotations

import pytest
from told import only, told

NEGATED = [
    ("Turkey has not attacked Cyprus.", "assault"),
    ("Ghana never recognised Kosovo.", "recognizes"),
    ("Oman denied that it had armed the Houthis.", "aid"),
    ("Ghana refused to condemn Mali.", "accuse"),
    ("Norway cannot support Israel.", "support"),
    ("Finland won't send Ukraine any tanks.", "aid"),
    ("Neither Kenya nor Uganda bombed Sudan.", "assault"),
    ("Serbia is no longer an ally of Russia.", "alliedWith"),
    ("The ministry in Baku denied reports that Azerbaijani troops had shelled Armenian villages.", "assault"),
    ("Serbia stopped short of condemning Russia.", "accuse"),
]
ASSERTED = [
    ("Egypt not only condemned Israel but also recalled its envoy.", "accuse"),
    ("Chad was unable to stop the Nigerian attack on Cameroon.", "assault"),
    ("Fear of a Chinese attack on Taiwan is not confined to Taipei.", "assault"),
    ("Jordan did not comment on the Israeli raid on Syria.", "assault"),
]
PLANNED = [
    ("Sweden will send Ukraine tanks.", "aid"),
    ("Norway plans to send troops to Mali.", "aid"),
    ("Kenya wants to join BRICS.", "memberOf"),
    ("Macron to meet Xi in Paris", "consult"),
    ("Poland is ready to help Ukraine.", "aid"),
    ("A meeting between Modi and Xi is scheduled for Friday.", "consult"),
    ("Iran hopes for closer ties with India.", "warmingTiesWith"),
]
POSSIBLE = [
    ("Israel may attack Iran.", "assault"),
    ("Russia could invade Georgia.", "assault"),
    ("If Hezbollah attacks Israel, the region will burn.", "assault"),
    ("The alleged Israeli attack on Syria is a riddle.", "assault"),
    ("Libya is said to have armed the Polisario Front.", "aid"),
    ("Unless Hamas frees them, Israel will attack Lebanon.", "assault"),
    ("Did Israel attack Iran?", "assault"),
    ("Pakistan has been accused of sheltering the Taliban.", "aid"),
    ("There is no evidence that Iran attacked Jordan.", "assault"),
]
ACTUAL = [
    ("Lebanon will discuss the attack by Israel on Hezbollah.", "assault"),
    ("Chad managed to attack Sudan.", "assault"),
    ("Iran has vowed to answer Israel's attack on Syria.", "assault"),
    ("Ukraine will condemn Russia's invasion of Georgia.", "assault"),
]


@pytest.mark.parametrize(("text", "relation"), NEGATED)
def test_says_that_it_is_not_so(text: str, relation: str) -> None:
    claims = [claim for (_, found, _), claim in told(text).items() if found == relation]
    assert claims
    assert all(claim.negated for claim in claims)


@pytest.mark.parametrize(("text", "relation"), ASSERTED)
def test_a_negation_elsewhere_in_the_sentence_does_not_deny(text: str, relation: str) -> None:
    assert not only(text, relation).negated


@pytest.mark.parametrize(("text", "relation"), PLANNED)
def test_says_that_it_is_yet_to_come(text: str, relation: str) -> None:
    assert only(text, relation).modality == "planned"


@pytest.mark.parametrize(("text", "relation"), POSSIBLE)
def test_says_that_it_may_be(text: str, relation: str) -> None:
    assert only(text, relation).modality == "possible"


@pytest.mark.parametrize(("text", "relation"), ACTUAL)
def test_takes_as_given_what_the_plan_is_about(text: str, relation: str) -> None:
    claim = only(text, relation)
    assert (claim.modality, claim.negated) == ("actual", False)


def test_will_not_is_a_denial_and_no_plan() -> None:
    claim = only("Hungary will not send Ukraine any weapons.", "aid")
    assert (claim.negated, claim.modality) == (True, "actual")


def test_two_negations_cancel_out() -> None:
    assert not only("Turkey did not fail to support Azerbaijan.", "support").negated


def test_thanking_by_would_like_to_thanks() -> None:
    claims = told("We would like to thank Algeria for its mediation.", source="Government of Niger")
    assert claims["niger", "support", "algeria"].modality == "actual"
