"""Where sentences begin and end."""

from __future__ import annotations

import gc
import time

import pytest
from detente.extract.sentences import split_sentences
from hypothesis import example, given
from hypothesis import strategies as st


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Mark Milley met Lt. Col. Vindman of the U.S. Army in Washington.",
        "The U.S. Senate voted on Sept. 3 vs. Iran.",
        "J. D. Vance met Dr. Jill Stein and Mr. Orban at 5 p.m. Thursday.",
        "Lloyd J. Austin spoke with Sen. Graham about No. 10 Downing Street.",
        "Inflation rose by 3.5 percent in St. Petersburg.",
        'He said "No." and left.',
    ],
)
def test_full_stops_that_end_nothing(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Iran struck Israel. Israel answered.", ["Iran struck Israel.", "Israel answered."]),
        ("Talks began in the U.S. The two sides met.", ["Talks began in the U.S.", "The two sides met."]),
        ("He warned Iran. “We will act!” The crowd left.", ["He warned Iran.", "“We will act!”", "The crowd left."]),
        ("Will it hold? Nobody knows… Moscow waits.", ["Will it hold?", "Nobody knows…", "Moscow waits."]),
        ("They met (in Doha.) Then they left.", ["They met (in Doha.)", "Then they left."]),
        ("It was so in 2014. 40 states agreed.", ["It was so in 2014.", "40 states agreed."]),
        ("Élysée aides came. Österreich left. Über all.", ["Élysée aides came.", "Österreich left.", "Über all."]),
    ],
)
def test_ends(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_wrapped_lines_are_one_sentence() -> None:
    text = (
        "The foreign ministers of the three countries that share the river agreed\n"
        "Wednesday to reopen the talks which broke down last autumn over the dam.\n"
        "Egypt praised Ethiopia."
    )
    first, second = split(text)
    assert first.startswith("The foreign")
    assert first.endswith("the dam.")
    assert second == "Egypt praised Ethiopia."


def test_a_headline_stands_alone() -> None:
    assert split("Iran warns Israel\nTehran will answer any attack.") == [
        "Iran warns Israel",
        "Tehran will answer any attack.",
    ]


def test_a_long_headline_stands_alone_when_its_line_had_room_for_more() -> None:
    headline = "Foreign ministers of Greece and Turkey meet in Ankara after years of quarrels"
    body = (
        "Greece and Turkey on Thursday agreed to keep their warships out of each other's waters for the summer months."
    )
    assert split(f"{headline}\n{body}") == [headline, body]


def test_blank_lines_part_paragraphs_whatever_their_ends() -> None:
    assert split("Russia and\n\n  \nUkraine met") == ["Russia and", "Ukraine met"]


@given(st.text(alphabet=st.sampled_from("aA.?! \n\t\"”'()-5éÉ…"), max_size=80) | st.text(max_size=200))
@example("A.\n\n.B \u2028 C")
@example("\x1c\x85 x")
def test_sentences_are_in_order_apart_and_miss_nothing_but_blanks(text: str) -> None:
    spans = split_sentences(text)
    place = 0
    for span in spans:
        assert place <= span.start < span.end <= len(text)
        assert not text[place : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        place = span.end
    assert not text[place:].strip()


@pytest.mark.parametrize("piece", [".", "a", "\n", "a\n", " \n", ". ", "A\n", "a.", "“", "\t."])
def test_time_grows_no_faster_than_odd_texts(piece: str) -> None:
    """Four times the text takes about four times the processor's time; sixteen would be a pattern that backtracks."""
    assert _spent(piece * 100_000) < 8 * _spent(piece * 25_000) + 0.05


def _spent(text: str) -> float:
    """Seconds of the processor, the best of three runs: what else the machine does, or the collector, is not in it."""
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            started = time.process_time()
            split_sentences(text)
            taken.append(time.process_time() - started)
    finally:
        gc.enable()
    return min(taken)
