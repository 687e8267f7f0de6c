"""Time expressions that count from the document's date: yesterday, last month, two years ago, in recent weeks."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from types import MappingProxyType

from detente.extract.dates import MONTHS, SEASONS, Days, Form, Reader, month_of, season_of, year_of

WEEKDAYS = MappingProxyType({name.casefold(): number for number, name in enumerate(calendar.day_name)})
_ONE_TO_TWELVE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = MappingProxyType(
    {word: number for number, word in enumerate(_ONE_TO_TWELVE, 1)}
    | dict.fromkeys(("a", "an"), 1)
    | dict.fromkeys(("couple of", "a couple of"), 2)
    | dict.fromkeys(("few", "a few", "several"), 3)
    | {"fifteen": 15, "twenty": 20, "thirty": 30}
)
_REACH = MappingProxyType({"hour": 1, "day": 7, "week": 30, "month": 180, "year": 1095, "decade": 7300})
"""How many days "recent weeks" and the like reach; a convention."""
_STEPS = MappingProxyType({"last": -1, "past": -1, "previous": -1, "this": 0, "same": 0, "next": 1, "following": 1})
_AHEAD = re.compile(
    r"\b(?:will|shall|would|is to|are to|due|set to|scheduled|plans? to|expected|next)\b"
    r"(?!.*\b(?:said|says|told|announced)\b)",
    re.IGNORECASE,
)
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>hour|day|week|month|year|decade)"


def shifted(anchor: dt.date, unit: str, steps: int) -> Days:
    """The day, week, month, year or decade ``steps`` of them from the anchor's.

    Raises:
        ValueError, OverflowError: no calendar reaches that far.
    """
    if unit in {"day", "night", "morning", "afternoon", "evening", "weekend"}:
        day = anchor + dt.timedelta(steps)
        return day, day, "day"
    if unit == "week":
        monday = anchor - dt.timedelta(anchor.weekday()) + dt.timedelta(7 * steps)
        return monday, monday + dt.timedelta(6), "range"
    if unit == "month":
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + steps, 12)
        return month_of(year, month + 1)
    if unit == "decade":
        first = anchor.year // 10 * 10 + 10 * steps
        return dt.date(first, 1, 1), dt.date(first + 9, 12, 31), "decade"
    return year_of(anchor.year + steps)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _COUNTS[" ".join(text.casefold().split())]


def _ago(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    if anchor is None:
        return None
    count, unit = _count(match["count"]), match["unit"].casefold()
    if unit == "hour":
        return shifted(anchor, "day", -(count // 24))
    return shifted(anchor, "year", -10 * count) if unit == "decade" else shifted(anchor, unit, -count)


def _stretch(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    """ "in recent weeks", "over the past two years", "in the coming months", "for decades"."""
    if anchor is None:
        return None
    groups = match.groupdict()
    unit, count, which = match["unit"].casefold(), groups.get("count"), groups.get("which") or "past"
    if count is None and match["plural"]:
        start = anchor - dt.timedelta(_REACH[unit])
    else:
        start = _back(anchor, unit, _count(count) if count else 1)
    if which.casefold() in {"coming", "next"}:
        return anchor, anchor + (anchor - start), "range"
    return start, anchor, "range"


def _back(day: dt.date, unit: str, count: int) -> dt.date:
    if unit in {"hour", "day", "week"}:
        return day - dt.timedelta({"hour": (count + 23) // 24, "day": count, "week": 7 * count}[unit])
    year, month = divmod(day.year * 12 + day.month - 1 - count * {"month": 1, "year": 12, "decade": 120}[unit], 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _which(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    """ "last month", "next Tuesday", "this year", "earlier this week"."""
    if anchor is None:
        return None
    unit, which = match["unit"].casefold(), match["which"].casefold()
    step = _STEPS[which]
    if unit in WEEKDAYS:
        return _weekday_of(anchor, WEEKDAYS[unit], step)
    if unit in MONTHS:
        return _month_named(anchor, MONTHS[unit], step)
    first, last, precision = shifted(anchor, unit, step)
    part = (match["part"] or "").casefold()
    if step or not part:
        return first, last, precision
    return (first, anchor, "range") if part == "earlier" else (anchor, last, "range")


def _weekday_of(anchor: dt.date, weekday: int, step: int) -> Days:
    back = (anchor.weekday() - weekday) % 7
    return shifted(anchor, "day", 7 - back if step > 0 else -(back or 7) if step < 0 else -back)


def _month_named(anchor: dt.date, month: int, step: int) -> Days:
    if step < 0:
        return month_of(anchor.year - (month >= anchor.month), month)
    return month_of(anchor.year + (step > 0 and month <= anchor.month), month)


def _season(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    if anchor is None:
        return None
    month, step = SEASONS[match["season"].casefold()], _STEPS[match["which"].casefold()]
    near = [season_of(year, month) for year in range(anchor.year - 2, anchor.year + 2)]
    if step < 0:
        return [days for days in near if days[1] < anchor][-1]
    return next(days for days in near if (days[0] > anchor if step else days[1] >= anchor))


def _weekday(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    """The last such day up to the document's; behind words that look ahead, the next one."""
    if anchor is None or not match["weekday"][0].isupper():
        return None
    ahead = _AHEAD.search(match.string, max(0, match.start() - 60), match.start())
    return _weekday_of(anchor, WEEKDAYS[match["weekday"].casefold()], 1 if ahead else 0)


def _word(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    if anchor is None:
        return None
    return shifted(anchor, "day", {"yesterday": -1, "tomorrow": 1}.get(match.group().casefold(), 0))


def _next_to(match: re.Match[str], anchor: dt.date | None) -> Days | None:
    """ "the previous day", "a month earlier", "the same year"; ``anchor`` may be another date of the sentence."""
    if anchor is None:
        return None
    groups = match.groupdict()
    before = groups["where"].casefold() in {"before", "earlier"}
    step = _STEPS[groups["which"].casefold()] if groups["which"] else -1 if before else 1
    return shifted(anchor, match["unit"].casefold(), step)


def _form(pattern: str, read: Reader) -> Form:
    return Form(re.compile(pattern, re.IGNORECASE), read)


_OVER = r"(?:in|over|during|for|within)\s+"
_PARTS_OF_DAY = ("night", "morning", "afternoon", "evening", "weekend")
_UNITS = "|".join(("week", "month", "year", "decade", *_PARTS_OF_DAY, *WEEKDAYS, *calendar.month_name[1:]))
_CALENDAR = r"(?P<unit>day|week|month|year)"
_SPAN = r"(?P<which>recent|past|last|coming|next)"
RELATIVE = (
    _form(rf"\b{_COUNT}\s+{_UNIT}s?\s+ago\b", _ago),
    _form(rf"\b(?:{_OVER})?(?:the\s+|these\s+)?{_SPAN}\s+(?:{_COUNT}\s+)?{_UNIT}(?P<plural>s)\b", _stretch),
    _form(rf"\b{_OVER}the\s+(?P<which>past|last|coming|next)\s+{_UNIT}(?P<plural>)\b", _stretch),
    _form(r"\bfor\s+(?:many\s+)?(?P<unit>year|decade|month|week)(?P<plural>s)\b", _stretch),
    _form(rf"\b(?:(?P<part>earlier|later)\s+)?(?P<which>last|past|this|next)\s+(?P<unit>{_UNITS})\b", _which),
    _form(r"\b(?P<which>last|past|this|next)\s+(?P<season>spring|summer|autumn|winter)\b", _season),
    _form(r"\b(?:today|yesterday|tomorrow|tonight|overnight)\b", _word),
    _form(rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})\b", _weekday),
)
"""The forms that count from the document's date."""

NEIGHBOURS = (
    _form(rf"\b(?:the|that)\s+(?P<which>previous|following|next|same)\s+{_CALENDAR}(?P<where>)\b", _next_to),
    _form(rf"\b(?P<which>)(?:a|one)\s+{_CALENDAR}\s+(?P<where>earlier|later|before|after)\b", _next_to),
    _form(rf"\b(?P<which>)the\s+{_CALENDAR}\s+(?P<where>before|after)\b(?!\s+\w)", _next_to),
)
"""The forms that count from another date of the sentence, or else from the document's."""
