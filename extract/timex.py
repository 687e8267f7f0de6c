"""When a claim holds: the sentence's time expression, normalised against the document's date.

Intervals follow TIMEX3's reading of English (ISO 24617-1): "since" and "after" leave the end open, "until", "by" and
"before" the beginning; "from … to" and "between … and" join two expressions.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from detente.extract.dates import LOOSE, PRECISE, Form, is_attribute
from detente.extract.deixis import NEIGHBOURS, RELATIVE
from detente.extract.model import Period, Precision

_DAY = dt.timedelta(1)
_WINDOW = 600
"""Characters of a sentence, to either side of the word asked for, in which its time may stand."""
_BEFORE = re.compile(
    r"\b(?P<word>since|until|till|by|before|after|from|between|in|on|during|of|for|over|throughout|as of|through"
    r"|starting|around|at|up to|to)\s+(?:(?:the|its|their|his|her|a)\s+)?$",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\s*(?:(?P<and>and)|to|until|till|through|up to|[-–])\s+(?:the\s+)?|\s?[-–]\s?", re.IGNORECASE)
_ONWARDS = re.compile(r"\s+on(?:wards?)?\b(?!\s+\w)", re.IGNORECASE)
_SAYING = re.compile(r"\b(?:said|says|told\s+\w+|announced|reported|added|wrote)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_BREAK = re.compile(r"[,;:—]|\b(?:who|which|that|whom|while|but)\b")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """An expression with its preposition, at ``start``–``end`` of the sentence; an open side is None."""

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    precision: Precision
    attribute: bool = False


def find_period(sentence: str, date: str | None, near: int = 0) -> Period | None:
    """The period of the time expression that goes with the word at character ``near`` of ``sentence``.

    ``date`` (ISO day) anchors relative expressions; without it only absolute ones count. None where there is none.
    """
    if len(sentence) > 2 * _WINDOW:
        start = max(0, near - _WINDOW)
        sentence, near = sentence[start : near + _WINDOW], near - start
    stretches = [
        s for s in _joined(sentence, _dates(sentence, _parse(date))) if not s.attribute or _attached(sentence, s, near)
    ]
    if not stretches:
        return None
    best = min(stretches, key=lambda s: (_distance(sentence, s, near), s.start))
    first = best.first.isoformat() if best.first else None
    last = best.last.isoformat() if best.last else None
    return Period(first, last, best.precision, sentence[best.start : best.end])


def document_period(date: str | None) -> Period | None:
    """The period of a claim whose sentence names none: the document's day."""
    return Period(date, date, "day") if _parse(date) else None


def _parse(date: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date) if date else None
    except ValueError:  # a document made by hand; one that is read has a day or none
        return None


def _dates(sentence: str, anchor: dt.date | None) -> list[_Stretch]:
    """The single expressions, left to right, without overlap."""
    found: list[_Stretch] = []
    _read(sentence, (*PRECISE, *RELATIVE, *LOOSE), anchor, found)
    days = [s for s in found if s.precision == "day"]
    _read(sentence, NEIGHBOURS, days[0].first if days else anchor, found)
    return sorted(found, key=lambda s: s.start)


def _read(sentence: str, forms: Iterable[Form], anchor: dt.date | None, found: list[_Stretch]) -> None:
    for form in forms:
        for match in form.pattern.finditer(sentence):
            if any(match.start() < s.end and s.start < match.end() for s in found):
                continue
            try:
                days = form.read(match, anchor)
            except (ValueError, OverflowError, KeyError):  # such as 31 February: no date, whatever it looks like
                continue
            if days is not None:
                found.append(_Stretch(match.start(), match.end(), *days, is_attribute(match)))


def _joined(sentence: str, dates: list[_Stretch]) -> Iterator[_Stretch]:
    """The expressions with what stands before them, "from … to" and "between … and" as one."""
    place = 0
    while place < len(dates):
        one = dates[place]
        before = _BEFORE.search(sentence, 0, one.start)
        word = before["word"].casefold() if before else ""
        start = before.start() if before else one.start
        other = dates[place + 1] if place + 1 < len(dates) else None
        if other is not None and (whole := _range(sentence, one, other, word)):
            yield replace(whole, start=start)
            place += 2
            continue
        yield _opened(sentence, replace(one, start=start), word)
        place += 1


def _range(sentence: str, one: _Stretch, other: _Stretch, word: str) -> _Stretch | None:
    joint = _JOINS.fullmatch(sentence, one.end, other.start)
    if joint is None or (joint["and"] is not None) != (word == "between") or one.first is None or other.last is None:
        return None
    first = one.first
    if one.precision in {"day", "month"} and not re.search(r"\d{4}", sentence[one.start : one.end]):
        year = other.last.year if first.month <= other.last.month else other.last.year - 1
        first = first.replace(year=year, day=min(first.day, 28) if first.month == 2 else first.day)
    return _Stretch(one.start, other.end, first, other.last, "range") if first <= other.last else None


def _opened(sentence: str, stretch: _Stretch, word: str) -> _Stretch:
    """The interval, open to one side behind "since", "until" and the like."""
    onwards = _ONWARDS.match(sentence, stretch.end)
    if word in {"since", "after", "as of", "starting"} or (word == "from" and onwards):
        return replace(stretch, last=None, end=onwards.end() if onwards else stretch.end)
    if word in {"until", "till", "by", "up to", "through"}:
        return replace(stretch, first=None)
    if word == "before" and stretch.first is not None and stretch.first > dt.date.min:
        return replace(stretch, first=None, last=stretch.first - _DAY)
    return stretch


def _attached(sentence: str, stretch: _Stretch, near: int) -> bool:
    """Whether a year before a noun dates the word at ``near``: "the 2014 annexation", not "left the 2015 deal"."""
    between = sentence[stretch.end : near]
    return stretch.end < near and len(between) < 30 and re.fullmatch(r"[\w\s-]+", between) is not None


def _distance(sentence: str, stretch: _Stretch, near: int) -> int:
    """How far an expression is from ``near``; clause boundaries and verbs of saying in between count as a long way."""
    if stretch.start <= near < stretch.end:
        return 0
    low, high = (stretch.end, near) if stretch.end <= near else (near, stretch.start)
    breaks = len(_BREAK.findall(sentence, low, high))
    said = 60 if _SAYING.search(sentence, 0, stretch.start) and stretch.start > near else 0
    return high - low + 40 * breaks + said
