"""The forms of the lexicon's words."""

from __future__ import annotations

import pytest
from detente.extract.inflection import forms, plural, verb_forms
from detente.ontology.cue import load_cues


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("attack", ("attacks", "attacked", "attacked", "attacking")),
        ("accuse", ("accuses", "accused", "accused", "accusing")),
        ("deny", ("denies", "denied", "denied", "denying")),
        ("betray", ("betrays", "betrayed", "betrayed", "betraying")),
        ("ban", ("bans", "banned", "banned", "banning")),
        ("visit", ("visits", "visited", "visited", "visiting")),
        ("admit", ("admits", "admitted", "admitted", "admitting")),
        ("panic", ("panics", "panicked", "panicked", "panicking")),
        ("agree", ("agrees", "agreed", "agreed", "agreeing")),
        ("die", ("dies", "died", "died", "dying")),
        ("veto", ("vetoes", "vetoed", "vetoed", "vetoing")),
        ("withdraw", ("withdraws", "withdrew", "withdrawn", "withdrawing")),
        ("strike", ("strikes", "struck", "struck", "striking")),
        ("invade", ("invades", "invaded", "invaded", "invading")),
        ("clash", ("clashes", "clashed", "clashed", "clashing")),
        ("re-equip", ("re-equips", "re-equipped", "re-equipped", "re-equipping")),
        ("retake", ("retakes", "retook", "retaken", "retaking")),
        ("rebuild", ("rebuilds", "rebuilt", "rebuilt", "rebuilding")),
        ("outfight", ("outfights", "outfought", "outfought", "outfighting")),
    ],
)
def test_verbs(base: str, expected: tuple[str, str, str, str]) -> None:
    assert verb_forms(base) == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("attack", "attacks"),
        ("ally", "allies"),
        ("clash", "clashes"),
        ("embargo", "embargoes"),
        ("key", "keys"),
        ("air strike", "air strikes"),
        ("crisis", "crises"),
        ("spokesman", "spokesmen"),
        ("policeman", "policemen"),
        ("wife", "wives"),
        ("thief", "thieves"),
        ("human", "humans"),
    ],
)
def test_plurals(noun: str, expected: str) -> None:
    assert plural(noun) == expected


def test_both_spellings_of_a_verb() -> None:
    assert {"recognised", "recognized", "recognising", "recognizing"} <= forms("recognise", "verb")
    assert {"cancelled", "canceled", "cancelling", "canceling"} <= forms("cancel", "verb")
    assert {"normalised", "normalized"} <= forms("normalize", "verb")
    assert not any(form.endswith("ze") for form in forms("raise", "verb"))


def test_a_particle_is_left_off() -> None:
    assert forms("shoot down", "verb") == {"shoot", "shoots", "shot", "shooting"}


def test_every_word_of_the_cues_inflects_to_letters() -> None:
    for cue in load_cues():
        for word in cue.words:
            for form in forms(word, cue.pos):
                assert form == form.lower(), cue.id
                assert form.replace("-", "").replace(" ", "").replace("'", "").replace(".", "").isalpha(), (
                    cue.id,
                    form,
                )
