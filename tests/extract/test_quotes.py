"""Quotations, transcripts and unquoted statements: whose words they are."""

from __future__ import annotations

import itertools

from detente.extract.model import Span
from detente.extract.quotes import quoted_spans
from hypothesis import given
from hypothesis import strategies as st
from told import told


def claimant(
    text: str, subject: str, relation: str, obj: str, *, title: str = "", source: str | None = None
) -> str | None:
    """Who says that ``subject`` stands in ``relation`` to ``obj``."""
    said_by = told(text, title=title, source=source)[subject, relation, obj].claimant
    return None if said_by is None else said_by.actor or said_by.text


def test_a_quotation_is_its_speakers() -> None:
    text = '"Russia has bombed Ukraine without a reason," Emmanuel Macron said.'
    assert claimant(text, "russia", "assault", "ukraine") == "emmanuel-macron"


def test_a_quotation_goes_on_over_sentences() -> None:
    text = '"We are sad. Russia has bombed Ukraine again," said Emmanuel Macron.'
    assert claimant(text, "russia", "assault", "ukraine") == "emmanuel-macron"


def test_a_second_quotation_in_the_paragraph_is_the_same_speakers() -> None:
    text = '"This is a sad day for all of Europe," Emmanuel Macron said. "Russia has bombed Ukraine once again."'
    assert claimant(text, "russia", "assault", "ukraine") == "emmanuel-macron"


def test_words_outside_the_quotation_are_the_narrators() -> None:
    text = '"This is a sad day for all of Europe," Emmanuel Macron said.\n\nRussia bombed Ukraine.'
    assert claimant(text, "russia", "assault", "ukraine") is None


def test_each_turn_of_a_transcript_is_its_speakers() -> None:
    text = (
        "Vladimir Putin: Welcome to Moscow.\n\nRussia has armed Syria.\n\n"
        "Bashar al-Assad: Thank you. Israel has bombed Syria."
    )
    assert claimant(text, "russia", "aid", "syria", title="Meeting", source="President of Russia") == "vladimir-putin"
    assert (
        claimant(text, "israel", "assault", "syria", title="Meeting", source="President of Russia") == "bashar-al-assad"
    )


def test_you_is_the_other_speaker_of_two() -> None:
    text = "Vladimir Putin: I am glad.\n\nBashar al-Assad: We will help you in this war.\n\nVladimir Putin: Good."
    assert any(claim.object.actor == "vladimir-putin" for claim in told(text, source="President of Russia").values())


def test_a_statement_behind_said_and_a_colon_is_the_sayers() -> None:
    text = (
        "Britain has spoken out on Syria.\n\nForeign Secretary Boris Johnson said:\n\nRussia has bombed Syria. "
        "I condemn Iran.\n\nNotes to editors\n\nBritain supports Jordan."
    )
    claims = told(text, source="UK Government", date="2017-02-01")
    said_by = claims["russia", "assault", "syria"].claimant
    assert said_by is not None
    assert said_by.actor == "boris-johnson"
    assert ("boris-johnson", "accuse", "iran") in claims
    assert claims["united-kingdom", "support", "jordan"].claimant is None


def test_quotation_marks_of_both_kinds() -> None:
    text = 'He said “one two” and "three".'
    assert [text[s.start : s.end] for s in quoted_spans(text)] == ["one two", "three"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "“One two.\nThree."
    assert [text[s.start : s.end] for s in quoted_spans(text)] == ["One two."]


def test_a_quotation_goes_on_to_the_paragraph_at_whose_end_it_is_closed() -> None:
    text = "“One two.\nThree.”\nFour."
    assert [text[s.start : s.end] for s in quoted_spans(text)] == ["One two.\nThree."]


@given(st.text(alphabet='ab"“”\n .', max_size=60))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    spans = quoted_spans(text)
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert all(isinstance(s, Span) and not {'"', "“", "”"} & set(text[s.start : s.end]) - {"“"} for s in spans)
