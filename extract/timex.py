"""When a claim holds: the sentence's time expression, normalised against the document's date."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from .model import Period, Precision

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>1[6-9]\d\d|20\d\d)"
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {"a": 1, "an": 1, "several": 3, "a few": 3, "couple of": 2}

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("range", rf"\b(?:from|between)\s+(?P<first>1[6-9]\d\d|20\d\d)\s*(?:to|until|and|-|–)\s*(?P<last>1[6-9]\d\d|20\d\d)\b"),
        ("range", r"\b(?P<first>1[6-9]\d\d|20\d\d)\s*[-–]\s*(?P<last>1[6-9]\d\d|20\d\d)\b"),
        ("day", rf"\b(?:on\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?(?:\s+{_YEAR})?(?!\w)"),
        ("day", rf"\b(?:on\s+)?{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?(?!\w)"),
        ("month", rf"\b(?:in|since|during|by|until|of|early|late|mid)?[\s-]*{_MONTH},?\s+{_YEAR}\b"),
        ("month", rf"\b(?:in|since|during|by|until)\s+{_MONTH}(?!\w)"),
        ("decade", r"\b(?:in|during|since|of)\s+the\s+(?:early\s+|late\s+|mid-?)?(?P<decade>1[6-9]\d0|20\d0)s\b"),
        ("year", rf"\b(?:in|since|during|by|until|of|after|before|early|late|mid|for)[\s-]+(?:early\s+|late\s+|mid-)?{_YEAR}\b"),
        ("relative", r"\b(?P<which>last|this|next|past)\s+(?P<unit>week|month|year|night|" + "|".join(_DAYS) + r"|" + "|".join(calendar.month_name[1:]) + r")\b"),
        ("ago", r"\b(?P<count>\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?P<unit>day|week|month|year|decade)s?\s+ago\b"),
        ("recent", r"\b(?:in|over|during)\s+(?:the\s+)?(?:recent|past|last)\s+(?:few\s+|several\s+)?(?P<unit>day|week|month|year)s\b"),
        ("deictic", r"\b(?P<word>today|yesterday|tomorrow|tonight)\b"),
        ("weekday", r"\b(?:on\s+)?(?P<weekday>" + "|".join(_DAYS) + r")\b"),
    )
)  # fmt: skip


def find_period(sentence: str, date: str | None, near: int = 0) -> Period | None:
    """The period that the expression closest to character ``near`` of ``sentence`` names.

    ``date`` (ISO day) anchors relative expressions; without it only absolute ones count. None where there is none.
    """
    anchor = _parse(date)
    best: tuple[int, Period] | None = None
    taken: list[tuple[int, int]] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(sentence):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            period = _period(name, match, anchor)
            if period is None:
                continue
            taken.append(match.span())
            distance = abs((match.start() + match.end()) // 2 - near)
            if best is None or distance < best[0]:
                best = (distance, period)
    return best[1] if best else None


def document_period(date: str | None) -> Period | None:
    """The period of a claim whose sentence names none: the document's day."""
    return Period(date, date, "day") if _parse(date) else None


def _parse(date: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date) if date else None
    except ValueError:
        return None


def _period(name: str, match: re.Match[str], anchor: dt.date | None) -> Period | None:
    text = match.group().strip()
    try:
        if name == "range":
            return Period(f"{match['first']}-01-01", f"{match['last']}-12-31", "range", text)
        if name == "decade":
            first = int(match["decade"])
            return _open(text, dt.date(first, 1, 1), dt.date(first + 9, 12, 31), "decade")
        if name == "year":
            year = int(match["year"])
            return _open(text, dt.date(year, 1, 1), dt.date(year, 12, 31), "year")
        if name in {"day", "month"}:
            return _calendar(name, match, anchor, text)
        return _relative(name, match, anchor, text) if anchor else None
    except (ValueError, OverflowError):
        return None


def _open(text: str, start: dt.date, end: dt.date, precision: Precision) -> Period:
    """The interval, open to one side behind "since", "until" and the like."""
    word = text.split()[0].lower()
    if word == "since":
        return Period(start.isoformat(), None, precision, text)
    if word in {"until", "by", "before"}:
        return Period(None, end.isoformat(), precision, text)
    if word == "after":
        return Period(start.isoformat(), None, precision, text)
    return Period(start.isoformat(), end.isoformat(), precision, text)


def _calendar(name: str, match: re.Match[str], anchor: dt.date | None, text: str) -> Period | None:
    month = _MONTHS[match["month"].lower()]
    year_text = match.groupdict().get("year")
    if year_text is None and anchor is None:
        return None
    if name == "month" and year_text is None and match["month"] == "may":
        return None
    year = int(year_text) if year_text else _nearest_year(month, int(match["day"]) if name == "day" else 1, anchor)
    if name == "day":
        day = dt.date(year, month, int(match["day"]))
        return _open(text, day, day, "day")
    return _open(text, dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month")


def _nearest_year(month: int, day: int, anchor: dt.date | None) -> int:
    """The year that puts a bare day or month closest to the document's date, by preference before it."""
    assert anchor is not None
    ahead = (month - anchor.month) * 30 + day - anchor.day
    return anchor.year - 1 if ahead > 120 else anchor.year + 1 if ahead < -300 else anchor.year


def _relative(name: str, match: re.Match[str], anchor: dt.date, text: str) -> Period | None:
    if name == "deictic":
        shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[match["word"].lower()]
        return _days(anchor + dt.timedelta(shift), text)
    if name == "weekday":
        back = (anchor.weekday() - _DAYS[match["weekday"].lower()]) % 7
        return _days(anchor - dt.timedelta(back), text)
    if name == "ago":
        count = _NUMBERS.get(match["count"].lower()) or int(match["count"])
        return _ago(count, match["unit"].lower(), anchor, text)
    if name == "recent":
        span = {"day": 7, "week": 30, "month": 180, "year": 1095}[match["unit"].lower()]
        return Period((anchor - dt.timedelta(span)).isoformat(), anchor.isoformat(), "range", text)
    which, unit = match["which"].lower(), match["unit"].lower()
    step = {"last": -1, "past": -1, "this": 0, "next": 1}[which]
    if unit in _DAYS:
        back = (anchor.weekday() - _DAYS[unit]) % 7 or (7 if which == "last" else 0)
        return _days(anchor - dt.timedelta(back) if step <= 0 else anchor + dt.timedelta((7 - back) % 7 or 7), text)
    if unit in _MONTHS:
        year = anchor.year + (step if step else 0)
        if which == "last" and _MONTHS[unit] < anchor.month:
            year = anchor.year
        return Period(f"{year}-{_MONTHS[unit]:02}-01", f"{year}-{_MONTHS[unit]:02}-{calendar.monthrange(year, _MONTHS[unit])[1]}", "month", text)
    if unit == "night":
        return _days(anchor + dt.timedelta(step), text)
    return _shifted(step, unit, anchor, text)


def _shifted(step: int, unit: str, anchor: dt.date, text: str) -> Period:
    if unit == "week":
        monday = anchor - dt.timedelta(anchor.weekday()) + dt.timedelta(7 * step)
        return Period(monday.isoformat(), (monday + dt.timedelta(6)).isoformat(), "range", text)
    if unit == "month":
        index = anchor.year * 12 + anchor.month - 1 + step
        year, month = divmod(index, 12)
        return Period(f"{year}-{month + 1:02}-01", f"{year}-{month + 1:02}-{calendar.monthrange(year, month + 1)[1]}", "month", text)
    return Period(f"{anchor.year + step}-01-01", f"{anchor.year + step}-12-31", "year", text)


def _ago(count: int, unit: str, anchor: dt.date, text: str) -> Period:
    if unit == "day":
        return _days(anchor - dt.timedelta(count), text)
    if unit == "week":
        return _shifted(-count, "week", anchor, text)
    if unit == "month":
        return _shifted(-count, "month", anchor, text)
    return _shifted(-count * (10 if unit == "decade" else 1), "year", anchor, text)


def _days(day: dt.date, text: str) -> Period:
    return Period(day.isoformat(), day.isoformat(), "day", text)
