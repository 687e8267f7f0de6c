"""Who is named as saying what the text tells."""

from __future__ import annotations

import pytest
from told import only, told

SAID = [
    ("Kyiv says that Belarus has armed Russia.", "aid", "ukraine"),
    ("According to the Kremlin, Turkey has bombed Ukraine.", "assault", "russia"),
    ("Israel accused Iran of arming Hezbollah.", "aid", "israel"),
    ("Iran has armed Hezbollah, Israel claimed.", "aid", "israel"),
    ("Iran, as Israel puts it, is an enemy of Jordan.", "enemyOf", "israel"),
    ("Rwanda denied arming M23.", "aid", "rwanda"),
    ("Ankara regards the YPG as an affiliate of the PKK.", "affiliateOf", "turkey"),
    ("Zelenskyy: Russia shelled Poland", "assault", "volodymyr-zelenskyy"),
    ("Turkish jet downed by Syria, says Ankara", "assault", "turkey"),
]
UNNAMED = [
    ("Experts say that Egypt has armed Sudan.", "aid", "Experts"),
    ("Chad has bombed Libya, diplomats said.", "assault", "diplomats"),
    ("An international inquiry concluded that Syria had bombed Turkey.", "assault", "international inquiry"),
]
NARRATED = [
    ("Israel bombed Syria.", "assault"),
    ("Macron vowed to destroy the Islamic State.", "assault"),
    ("Hamas condemned Israel.", "accuse"),
    ("Jordan confirmed that it has recovered the body of a pilot who was killed by the Islamic State.", "assault"),
    ("Tehran vowed to punish Israel for the raid on Syria.", "assault"),
]


@pytest.mark.parametrize(("text", "relation", "claimant"), SAID)
def test_names_the_actor_who_says_so(text: str, relation: str, claimant: str) -> None:
    said_by = only(text, relation).claimant
    assert said_by is not None
    assert said_by.actor == claimant


@pytest.mark.parametrize(("text", "relation", "words"), UNNAMED)
def test_an_unnamed_claimant_is_the_noun(text: str, relation: str, words: str) -> None:
    said_by = only(text, relation).claimant
    assert said_by is not None
    assert (said_by.text, said_by.actor) == (words, None)
    assert text[said_by.span.start : said_by.span.end] == words


@pytest.mark.parametrize(("text", "relation"), NARRATED)
def test_the_narrator_needs_no_claimant(text: str, relation: str) -> None:
    claims = [claim for (_, found, _), claim in told(text).items() if found == relation]
    assert [claim.claimant for claim in claims] == [None] * len(claims)


def test_an_accusation_is_the_narrators_and_the_act_the_accusers() -> None:
    claims = told("Israel accused Iran of arming Hezbollah.")
    assert claims["israel", "accuse", "iran"].claimant is None


def test_what_an_official_reaffirms_is_the_officials_word() -> None:
    text = (
        "President Biden met President Gustavo Petro of Colombia. "
        "The President reaffirmed the partnership between the United States and Colombia."
    )
    claims = told(text, source="The White House", date="2022-03-10")
    said_by = claims["united-states", "partnerOf", "colombia"].claimant
    assert said_by is not None
    assert said_by.actor == "joe-biden"


def test_a_statement_is_its_issuers_own_word() -> None:
    claims = told("We know that Russia attacked Ukraine.", source="The White House")
    assert claims["russia", "assault", "ukraine"].claimant is None
