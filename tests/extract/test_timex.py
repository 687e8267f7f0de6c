"""When a claim holds."""

from __future__ import annotations

import datetime as dt

import pytest
from detente.extract.model import Period
from detente.extract.timex import document_period, find_period
from hypothesis import example, given
from hypothesis import strategies as st

DATE = "2024-03-26"  # a Tuesday

FORMS = [
    ("In 2001 it fell", "2001-01-01", "2001-12-31", "year"),
    ("on 24 March 1999", "1999-03-24", "1999-03-24", "day"),
    ("on March 24, 1999", "1999-03-24", "1999-03-24", "day"),
    ("on Sept. 11, 2001", "2001-09-11", "2001-09-11", "day"),
    ("on the 3rd of May 2010", "2010-05-03", "2010-05-03", "day"),
    ("as of 2024-02-29", "2024-02-29", None, "day"),
    ("on March 22", "2024-03-22", "2024-03-22", "day"),
    ("on 28 December", "2023-12-28", "2023-12-28", "day"),
    ("in May 2010", "2010-05-01", "2010-05-31", "month"),
    ("in February", "2024-02-01", "2024-02-29", "month"),
    ("in November", "2023-11-01", "2023-11-30", "month"),
    ("in the summer of 2006", "2006-06-01", "2006-08-31", "range"),
    ("in winter 2010", "2010-12-01", "2011-02-28", "range"),
    ("last winter", "2023-12-01", "2024-02-29", "range"),
    ("in the third quarter of 2020", "2020-07-01", "2020-09-30", "range"),
    ("in Q1 2020", "2020-01-01", "2020-03-31", "range"),
    ("in the second half of 2019", "2019-07-01", "2019-12-31", "range"),
    ("in early 2019", "2019-01-01", "2019-04-30", "range"),
    ("Early in 2012", "2012-01-01", "2012-04-30", "range"),
    ("in mid-2019", "2019-05-01", "2019-08-31", "range"),
    ("at the end of 2019", "2019-09-01", "2019-12-31", "range"),
    ("in the 1980s", "1980-01-01", "1989-12-31", "decade"),
    ("since the 1990s", "1990-01-01", None, "decade"),
    ("in the 19th century", "1801-01-01", "1900-12-31", "range"),
    ("during the Cold War", "1947-03-12", "1991-12-26", "range"),
    ("since 2014", "2014-01-01", None, "year"),
    ("since 24 February 2022", "2022-02-24", None, "day"),
    ("since October 2023", "2023-10-01", None, "month"),
    ("since last year", "2023-01-01", None, "year"),
    ("from 2014 onwards", "2014-01-01", None, "year"),
    ("until 1991", None, "1991-12-31", "year"),
    ("by 2030", None, "2030-12-31", "year"),
    ("before March 2022", None, "2022-02-28", "month"),
    ("after 1991", "1991-01-01", None, "year"),
    ("during the 2003 invasion", "2003-01-01", "2003-12-31", "year"),
    ("since its 2003 invasion", "2003-01-01", None, "year"),
    ("from 1996 to 2001", "1996-01-01", "2001-12-31", "range"),
    ("between 1980 and 1988", "1980-01-01", "1988-12-31", "range"),
    ("the war of 1992-95", "1992-01-01", "1995-12-31", "range"),
    ("the war of 1992–1995", "1992-01-01", "1995-12-31", "range"),
    ("from March 2014 to July 2015", "2014-03-01", "2015-07-31", "range"),
    ("from January to March 2020", "2020-01-01", "2020-03-31", "range"),
    ("from November to February 2021", "2020-11-01", "2021-02-28", "range"),
    ("from November to February", "2023-11-01", "2024-02-29", "range"),
    ("between 2 and 5 May 2023", "2023-05-02", "2023-05-05", "range"),
    ("on May 2-5, 2023", "2023-05-02", "2023-05-05", "range"),
    ("the 1960s to the 1980s", "1960-01-01", "1989-12-31", "range"),
    ("today", "2024-03-26", "2024-03-26", "day"),
    ("yesterday", "2024-03-25", "2024-03-25", "day"),
    ("tomorrow", "2024-03-27", "2024-03-27", "day"),
    ("last night", "2024-03-25", "2024-03-25", "day"),
    ("this morning", "2024-03-26", "2024-03-26", "day"),
    ("on Monday", "2024-03-25", "2024-03-25", "day"),
    ("on Tuesday", "2024-03-26", "2024-03-26", "day"),
    ("last Tuesday", "2024-03-19", "2024-03-19", "day"),
    ("next Tuesday", "2024-04-02", "2024-04-02", "day"),
    ("they will meet on Friday", "2024-03-29", "2024-03-29", "day"),
    ("they met on Friday", "2024-03-22", "2024-03-22", "day"),
    ("last week", "2024-03-18", "2024-03-24", "range"),
    ("this week", "2024-03-25", "2024-03-31", "range"),
    ("last month", "2024-02-01", "2024-02-29", "month"),
    ("next month", "2024-04-01", "2024-04-30", "month"),
    ("earlier this month", "2024-03-01", "2024-03-26", "range"),
    ("later this year", "2024-03-26", "2024-12-31", "range"),
    ("last year", "2023-01-01", "2023-12-31", "year"),
    ("last October", "2023-10-01", "2023-10-31", "month"),
    ("last February", "2024-02-01", "2024-02-29", "month"),
    ("two years ago", "2022-01-01", "2022-12-31", "year"),
    ("a month ago", "2024-02-01", "2024-02-29", "month"),
    ("three days ago", "2024-03-23", "2024-03-23", "day"),
    ("two decades ago", "2004-01-01", "2004-12-31", "year"),
    ("in recent months", "2023-09-28", "2024-03-26", "range"),
    ("in the past decade", "2014-03-26", "2024-03-26", "range"),
    ("over the past two years", "2022-03-26", "2024-03-26", "range"),
    ("in the last 24 hours", "2024-03-25", "2024-03-26", "range"),
    ("in the coming weeks", "2024-03-26", "2024-04-25", "range"),
    ("the previous day", "2024-03-25", "2024-03-25", "day"),
    ("a year earlier", "2023-01-01", "2023-12-31", "year"),
    ("on 5 May 2010 it came, and the following day it went", "2010-05-05", "2010-05-05", "day"),
]


@pytest.mark.parametrize(("words", "start", "end", "precision"), FORMS, ids=[form[0] for form in FORMS])
def test_forms(words: str, start: str | None, end: str | None, precision: str) -> None:
    period = find_period(words, DATE)
    assert period is not None
    assert (period.start, period.end, period.precision) == (start, end, precision)
    assert period.text in words


@pytest.mark.parametrize(
    "words",
    [
        "They may march to Kyiv",
        "with the help of 2000 troops",
        "it bought 2014 rifles",
        "the Sunday Times of the 2015 agreement",
        "spring rolls and a fall from grace",
        "1979 soldiers",
        "a second half of hope",
    ],
)
def test_words_that_are_no_time(words: str) -> None:
    assert find_period(words, None) is None


def test_without_a_document_date_only_absolute_expressions_count() -> None:
    assert find_period("yesterday and last month, on Monday and in May", None) is None
    assert find_period("yesterday, in 2001", None) == Period("2001-01-01", "2001-12-31", "year", "in 2001")


def test_the_expression_of_the_words_own_clause_wins() -> None:
    sentence = "Mandela, whom South Africa jailed in 1962, received Castro in 1998."
    assert (jailed := find_period(sentence, DATE, sentence.index("jailed")))
    assert (received := find_period(sentence, DATE, sentence.index("received")))
    assert (jailed.text, received.text) == ("in 1962", "in 1998")


def test_the_day_of_saying_gives_way_to_the_day_of_the_act() -> None:
    sentence = "Kyiv said on Monday that Moscow had struck Odesa on Sunday."
    assert (struck := find_period(sentence, DATE, sentence.index("struck")))
    assert struck.text == "on Sunday"


def test_a_year_before_a_noun_dates_that_noun_alone() -> None:
    annexation = "Russia’s 2014 annexation of Crimea"
    assert (period := find_period(annexation, DATE, annexation.index("annexation")))
    assert period.start == "2014-01-01"
    assert find_period("Trump left the 2015 deal", DATE, 6) is None


def test_the_following_day_follows_the_date_in_the_sentence() -> None:
    sentence = "It fell on 5 May 2010; the following day Paris sent help."
    assert (sent := find_period(sentence, DATE, sentence.index("sent")))
    assert sent.start == "2010-05-06"


def test_the_documents_day() -> None:
    assert document_period(DATE) == Period(DATE, DATE, "day")
    assert document_period(None) is None
    assert document_period("soon") is None


PIECES = st.sampled_from(
    (
        *(
            "in",
            "on",
            "since",
            "until",
            "from",
            "to",
            "between",
            "and",
            "the",
            "early",
            "late",
            "last",
            "next",
            "this",
            "of",
        ),
        *(
            "past",
            "previous",
            "1999",
            "2001",
            "2024",
            "31",
            "30",
            "29",
            "February",
            "May",
            "Monday",
            "month",
            "year",
            "ago",
        ),
        *("decade", "quarter", "half", "winter", "first", "1990s", "two", "-", "–", ",", ".", "’s", "Q1", "9999", "0"),
        *("fırſt", "ſunday", "٢٠٢٤"),
    )
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=14).map(" ".join))


@given(TEXTS, st.one_of(st.none(), st.dates().map(str)), st.integers(0, 99))
@example("fırst quarter 2020 last ſunday two decades ago", "0001-01-01", 0)
@example("next decade, next year, in the coming years", "9999-12-31", 3)
@example("from 29 February to 3 March", "2023-03-05", 0)
def test_any_text_gives_a_well_formed_period_or_none(text: str, date: str | None, near: int) -> None:
    period = find_period(text, date, near)
    if period is not None:
        days = [dt.date.fromisoformat(day) for day in (period.start, period.end) if day is not None]
        assert days
        assert days == sorted(days)
        assert period.text
        assert period.text in text


def test_a_very_long_sentence_is_searched_near_the_word_alone() -> None:
    long = "In 1999 they met. " * 20_000
    assert (found := find_period(long, DATE, len(long) // 2))
    assert found.start == "1999-01-01"
