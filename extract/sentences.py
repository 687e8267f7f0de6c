"""Sentence boundaries by rule, before any model runs, so that sentences that hold no relation are never parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from detente.extract.model import Span

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj sgt capt cmdr adm brig gov sen rep hon rev st jr sr amb pres sec no vol fig "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun vs etc al inc ltd co corp dept est "
    "approx u.n u.k e.u u.a.e d.c a.m p.m i.e e.g ph.d".split()
)
_STARTERS = frozenset(
    "The In On At He She It They We I But And However This That These Those As After Before Meanwhile Although While "
    "According There When If Since For By From With Last Earlier Later Both Its Their His Her Some Many Our No".split()
)
_END = re.compile(r"""(?<![.?!…])([.?!…]++)(["”’')\]»]*+)(\s++)(?=["“‘'(\[«]*+[A-Z0-9À-Þ])""")
_PARAGRAPH = re.compile(r"[^\n]++(?:\n(?![^\S\n]*\n)[^\n]++)*+")
_LAST_WORD = re.compile(r"[\w.]+$")
_LONGEST_WORD = 40
_FIRST_WORD = re.compile(r"\s*(\S{0,40})")
_LINE = re.compile(r"[^\n]+")
_LABEL = re.compile(
    r"^(?:(?:[A-Z][\w.’'-]{0,30}|of|the|for|and|de|al)[ ]){0,9}[A-Z][\w.’'-]{0,30}(?: \([^)\n]{1,30}\))?:(?=[^\S\n])",
    re.MULTILINE,
)
"""The name of a speaker before what is said, in a transcript."""

_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{1,20}[ ,]{1,2}){1,4}"
    r"(?:(?:[A-Z][\w.]{1,20} ){0,3}[A-Z][\w.]{1,20},? )?"
    r"(?:(?:[A-Z][a-z]{2,8}\.? )?\d{1,2}(?: [A-Z][a-z]{2,8}\.?)?(?:,? \d{4})?,? )?"
    r"(?:[(/][A-Za-z -]{2,20}[)/] )?(?:--?|[–—])\s(?=[\"“‘'A-Z0-9À-Þ])"
)
"""Where and when a report was filed: "BONN, Germany, Dec 5 -", "JERUSALEM (AP) —"."""


def split_sentences(text: str) -> list[Span]:
    """The sentences of ``text`` in order, without the white space around them.

    Line ends separate sentences where a line looks finished (blank line after it, closing punctuation, or room for
    the next line's first word, as of a headline); otherwise lines are taken as wrapped. The speakers' names before the
    turns of a transcript stand apart, as do the datelines of agencies.
    """
    labels = {match.start(): match.end() for match in _LABEL.finditer(text)}
    if len(labels) < 2:
        labels.clear()
    return [
        span
        for block in _blocks(text)
        for span in _within(text, block, labels.get(block.start) or _dateline(text, block))
    ]


def _dateline(text: str, block: Span) -> int | None:
    """Where a dateline such as "HELSINKI, Aug. 15 (Reuters) -" ends, if the block begins with one."""
    match = _DATELINE.match(text, block.start, block.end)
    return match.end() if match else None


def _blocks(text: str) -> Iterator[Span]:
    for paragraph in _PARAGRAPH.finditer(text):
        lines = [Span(*line.span()) for line in _LINE.finditer(text, paragraph.start(), paragraph.end())]
        width = max(line.end - line.start for line in lines)
        start = lines[0].start
        for line, following in pairwise(lines):
            if _line_ends(text[line.start : line.end].rstrip(), _FIRST_WORD.match(text, following.start), line, width):
                yield from _trimmed(text, start, line.end)
                start = following.start
        yield from _trimmed(text, start, paragraph.end())


def _line_ends(said: str, following: re.Match[str] | None, line: Span, width: int) -> bool:
    """Whether a line is finished: it says so, or had room for the first word of the next."""
    word = following.group(1) if following else ""
    length = line.end - line.start
    if said[-1:] in '.?!:…"”’)]' or length > 140:
        return True
    return not word[:1].islower() and (length < 60 or length + 1 + len(word) <= width)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _within(text: str, block: Span, label: int | None = None) -> Iterator[Span]:
    start = block.start
    if label is not None:
        yield from _trimmed(text, start, label)
        start = label
    for match in _END.finditer(text, start, block.end):
        if _is_boundary(text, start, match):
            yield from _trimmed(text, start, match.end(2))
            start = match.end()
    yield from _trimmed(text, start, block.end)


def _is_boundary(text: str, start: int, match: re.Match[str]) -> bool:
    if match.group(1) != "." or match.group(2):
        return True
    word = _LAST_WORD.search(text, max(start, match.start() - _LONGEST_WORD), match.start())
    if word is None:
        return True
    last = word.group()
    following = re.match(r"[\"“‘'(\[«]*([\w’']+)", text[match.end() : match.end() + 40])
    next_word = following.group(1) if following else ""
    if last.lower() in _ABBREVIATIONS:
        return "." in last and next_word in _STARTERS
    if len(last) == 1 and last.isupper() and last != "I":
        return False
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", last):
        return next_word in _STARTERS
    return True
