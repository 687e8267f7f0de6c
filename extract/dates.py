"""Calendar expressions: days, months, seasons, quarters, years, decades, centuries."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from detente.extract.model import Precision

Days = tuple[dt.date, dt.date, Precision]
"""First and last day, inclusive, and how exactly the words say so."""
Reader = Callable[[re.Match[str], dt.date | None], Days | None]
"""Reads a match against the document's date; None where that is missing or the words mean no date."""

MONTHS = MappingProxyType(
    {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
    | {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
SEASONS = MappingProxyType({"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12})
"""The first month of each, in the northern half of the world."""
_ORDINALS = MappingProxyType({"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4})
_WARS = MappingProxyType(
    {
        "world war i": ("1914-07-28", "1918-11-11"),
        "first world war": ("1914-07-28", "1918-11-11"),
        "world war ii": ("1939-09-01", "1945-09-02"),
        "second world war": ("1939-09-01", "1945-09-02"),
        "cold war": ("1947-03-12", "1991-12-26"),
    }
)
_DAY = dt.timedelta(1)
_MONTH = r"(?P<month>(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b)\.?"
_YEAR = r"(?P<year>1[6-9]\d\d|20\d\d)"
_PART = r"(?:(?P<part>early|late|mid|(?:the\s+)?(?:beginning|start|middle|end)\s+of)(?:\s+in)?[\s-]+(?:the\s+)?)?"
_DATE = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ARTICLE = r"(?:the|its|their|his|her|a)"
_DATING = re.compile(
    r"(?:\b(?:in|since|during|by|until|till|of|after|before|for|from|between|through|throughout|to|and|around|as of"
    r"|(?:of )?the year)\s+|\(|[-–/]\s?)$",
    re.IGNORECASE,
)
_OF_AN_EVENT = re.compile(rf"\b(?:during|since|before|after|until)\s+{_ARTICLE}\s+$", re.IGNORECASE)
_OF_A_THING = re.compile(rf"(?:\b{_ARTICLE}|['’]s?)\s+$", re.IGNORECASE)
_FUNCTION_WORDS = (
    "and or to the in on as when while after by that which with against until but for because if at from it they he "
    "she a an of onwards were was is are has have had"
)
_COUNTED = re.compile(rf"\s*(?:%|percent\b|,\d)|\s+(?!(?:{_FUNCTION_WORDS.replace(' ', '|')})\b)[a-z]+s\b")
"""What follows a number that counts things: 2000 troops."""
_INTO = re.compile(
    r"\b(?:in|since|during|by|until|till|from|between|after|before|to|and|through)\s+(?:the\s+)?$|[-–]\s?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of words for a time, and how to read it."""

    pattern: re.Pattern[str]
    read: Reader


def month_of(year: int, month: int) -> Days:
    """A calendar month; raises ValueError out of range."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month"


def year_of(year: int) -> Days:
    """A calendar year; raises ValueError out of range."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"


def season_of(year: int, month: int) -> Days:
    """The season that begins with a month of a year; winter reaches into the next year."""
    return dt.date(year, month, 1), month_of(year + (month == 12), (month + 1) % 12 + 1)[1], "range"


def is_attribute(match: re.Match[str]) -> bool:
    """Whether a year stands before the noun of a thing ("the 2015 deal"), and so dates that thing alone."""
    if match.re is not LOOSE[-1].pattern:
        return False
    before = _before(match)
    return bool(_OF_A_THING.search(before)) and not _OF_AN_EVENT.search(before)


def _iso(match: re.Match[str], anchor: dt.date | None) -> Days:
    day = dt.date.fromisoformat(match.group())
    return day, day, "day"


def _day(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    month, number = MONTHS[match["month"].casefold()], int(match["day"])
    year = _year_meant(match["year"], month, number, anchor)
    if year is None or not match["month"][0].isupper():
        return None
    day = dt.date(year, month, number)
    return day, day, "day"


def _month(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    month = MONTHS[match["month"].casefold()]
    year = _year_meant(match["year"], month, 1, anchor)
    if year is None or not match["month"][0].isupper():
        return None
    return _narrowed(match["part"], *month_of(year, month))


def _days(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    """ "between 2 and 5 May", "May 2-5, 2023"."""
    month, last = MONTHS[match["month"].casefold()], int(match["until"])
    year = _year_meant(match["year"], month, last, anchor)
    if year is None or int(match["day"]) >= last:
        return None
    return dt.date(year, month, int(match["day"])), dt.date(year, month, last), "range"


def _months(match: re.Match[str], anchor: dt.date | None) -> Days:
    """ "January to March 2020"; the first may lie in the year before."""
    first, last, year = MONTHS[match["first"].casefold()], MONTHS[match["month"].casefold()], int(match["year"])
    return dt.date(year - (first > last), first, 1), month_of(year, last)[1], "range"


def _bare_month(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    month = MONTHS[match["month"].casefold()]
    if anchor is None or not match["month"][0].isupper():
        return None
    if not (match["part"] or _INTO.search(_before(match))):
        return None
    return _narrowed(match["part"], *month_of(_nearest_year(month, 1, anchor), month))


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 20) : match.start()]


def _year_meant(text: str | None, month: int, day: int, anchor: dt.date | None) -> int | None:
    if text:
        return int(text)
    return None if anchor is None else _nearest_year(month, day, anchor)


def _nearest_year(month: int, day: int, anchor: dt.date) -> int:
    """The year that puts a bare day or month closest to the document's date, by preference before it."""
    ahead = (month - anchor.month) * 30 + day - anchor.day
    return anchor.year - 1 if ahead > 120 else anchor.year + 1 if ahead < -300 else anchor.year


def _year(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    before = _before(match)
    of_event = _OF_AN_EVENT.search(before)
    if _COUNTED.match(match.string, match.end()) and not of_event:
        return None
    if match["part"] or of_event or _DATING.search(before) or is_attribute(match):
        return _narrowed(match["part"], *year_of(int(match["year"])))
    return None


def _years(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    first, tail = match["first"], match["last"]
    last = tail if len(tail) == 4 else first[:2] + tail
    if int(last) <= int(first):
        return None
    return dt.date(int(first), 1, 1), dt.date(int(last), 12, 31), "range"


def _decade(match: re.Match[str], anchor: dt.date | None) -> Days:
    first = int(match["decade"])
    return _narrowed(match["part"], dt.date(first, 1, 1), dt.date(first + 9, 12, 31), "decade")


def _century(match: re.Match[str], anchor: dt.date | None) -> Days:
    last = int(match["century"]) * 100
    return _narrowed(match["part"], dt.date(last - 99, 1, 1), dt.date(last, 12, 31), "range")


def _narrowed(part: str | None, first: dt.date, last: dt.date, precision: Precision) -> Days:
    """The first, middle or last third of a period, for "early", "mid" and "late"."""
    if not part:
        return first, last, precision
    early, late = _thirds(first, last)
    word = part.casefold()
    if any(w in word for w in ("early", "beginning", "start")):
        return first, early, "range"
    if "mid" in word:
        return early + _DAY, late - _DAY, "range"
    return late, last, "range"


def _thirds(first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The last day of the first third and the first day of the last one; of a year, April's and September's."""
    if (last - first).days in {364, 365}:
        return dt.date(first.year, 4, 30), dt.date(first.year, 9, 1)
    third = ((last - first).days + 1) // 3
    return first + dt.timedelta(third - 1), last - dt.timedelta(third - 1)


def _season(match: re.Match[str], anchor: dt.date | None) -> Days:
    return season_of(int(match["year"]), SEASONS[match["season"].casefold()])


def _fraction(match: re.Match[str], anchor: dt.date | None) -> Days:
    """A quarter or a half of a year."""
    parts = 4 if match["number"] or match["share"].casefold() == "quarter" else 2
    number = int(match["number"]) if match["number"] else _ORDINALS[match["ordinal"].casefold()]
    months, last = 12 // parts, min(number, parts)
    return (
        dt.date(int(match["year"]), (last - 1) * months + 1, 1),
        month_of(int(match["year"]), last * months)[1],
        "range",
    )


def _war(match: re.Match[str], anchor: dt.date | None) -> Days:
    first, last = _WARS[" ".join(match["war"].casefold().split())]
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last), "range"


def _form(pattern: str, read: Reader) -> Form:
    return Form(re.compile(pattern, re.IGNORECASE), read)


_TO = r"\s?(?:to|and|until|through|[-–])\s?"
_UNTIL = r"(?P<until>\d{1,2})(?:st|nd|rd|th)?"
_OF_YEAR = rf"(?:,?\s+{_YEAR}\b)?"
_FULL_MONTH = rf"(?P<first>{'|'.join(calendar.month_name[1:])})"
_SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
_SHARE = r"(?:Q(?P<number>[1-4])|(?P<ordinal>first|second|third|fourth|last)\s+(?P<share>quarter|half))"
PRECISE = (
    _form(r"\b(?:1[6-9]|20)\d\d-\d\d-\d\d\b", _iso),
    _form(rf"\b{_DATE}{_TO}{_UNTIL}\s+{_MONTH}{_OF_YEAR}(?!\w)", _days),
    _form(rf"\b{_MONTH}\s+{_DATE}{_TO}{_UNTIL}{_OF_YEAR}(?!\w|,\d)", _days),
    _form(rf"\b{_FULL_MONTH}{_TO}{_MONTH}\s+{_YEAR}\b", _months),
    _form(rf"\b{_DATE}\s+(?:of\s+)?{_MONTH}{_OF_YEAR}(?!\w)", _day),
    _form(rf"\b{_MONTH}\s+{_DATE}{_OF_YEAR}(?!\w|,\d)", _day),
    _form(rf"\b{_PART}{_MONTH},?(?:\s+of)?\s+{_YEAR}\b", _month),
    _form(rf"\b(?:the\s+)?{_SEASON},?(?:\s+of)?\s+{_YEAR}\b", _season),
    _form(rf"\b(?:the\s+)?{_SHARE}(?:\s+of)?\s+{_YEAR}\b", _fraction),
    _form(rf"\b(?:the\s+)?{_PART}(?P<decade>1[6-9]\d0|20\d0)['’]?s\b", _decade),
    _form(rf"\b(?:the\s+)?{_PART}(?P<century>1[6-9]|20|21)(?:th|st)[\s-]century\b", _century),
    _form(r"\b(?:the\s+)?(?P<war>(?:First|Second)\s+World\s+War|World\s+War\s+II?|Cold\s+War)\b", _war),
    _form(r"\b(?P<first>1[6-9]\d\d|20\d\d)\s?[-–/]\s?(?P<last>(?:1[6-9]|20)\d\d|\d\d)\b", _years),
)
"""The forms that mean one thing only."""

LOOSE = (_form(rf"\b{_PART}{_MONTH}(?!\w)", _bare_month), _form(rf"\b{_PART}{_YEAR}\b", _year))
"""A month or a year alone; to be tried last."""
