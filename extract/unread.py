"""The names of sentences that were not worth parsing: which sentence each stands in, and which are listed together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from detente.extract.model import Span
from detente.extract.reading import Argument, Sentence

_JOINED = re.compile(r"\s*(?:,?\s+and\s+(?:the\s+)?|\s*[-–]\s*)")
_LINKED = re.compile(r",\s+(?:the\s+)?|" + _JOINED.pattern)
"""What stands between the names of a list."""
_STOP = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"“‘(]?[A-Z0-9]|$)|\n\n")
"""The end of a sentence."""
_OPENING = re.compile(r"(?:[.!?][\"'”’)]*\s+|\n\s*)[\"“]?(?:The\s+)?(?:[A-Z]\w+\s+){0,3}$")
"""What stands before a sentence's subject."""
_FIRST = 0.3
"""How much the first name of a sentence stands out, be it its subject or not."""


@dataclass(frozen=True, slots=True)
class UnreadName:
    """A name in a sentence that was not parsed."""

    argument: Argument
    sentence: int
    weight: float
    """How much it stands out there."""
    listed: list[Argument]
    """Those of a list that it ends, itself among them; none where it ends no list."""
    leads: bool
    """Whether that list opens its sentence."""


class Unread:
    """Reads what the words around names show where there is no tree; ``text`` gives a stretch of the document."""

    def __init__(self, text: Callable[[int, int], str]) -> None:
        self._text = text

    def names(self, passed: Sequence[tuple[Span, Argument]], s: Sentence, last: int) -> Iterator[UnreadName]:
        """The names between the sentence of number ``last`` and ``s``, left to right."""
        numbers = self._sentences_of([span for span, _ in passed], s, last)
        run: list[Argument] = []
        for place, (span, argument) in enumerate(passed):
            between = self._text(passed[place - 1][0].end, span.start) if place else ""
            run = [*run, argument] if place and _LINKED.fullmatch(between) else [argument]
            weight = self._standing(span, place == 0 or numbers[place - 1] != numbers[place])
            listed = run if _JOINED.fullmatch(between) else []
            leads = bool(listed) and self._standing(run[0].span, first=False) == 1
            yield UnreadName(argument, numbers[place], weight, listed, leads)

    def _standing(self, span: Span, first: bool) -> float:
        """How much a name stands out: one that opens its sentence is its subject."""
        opens = _OPENING.search(self._text(max(0, span.start - 40), span.start)) or span.start < 5
        return 1.0 if opens else _FIRST if first else 0.0

    def _sentences_of(self, spans: list[Span], s: Sentence, last: int) -> list[int]:
        """The numbers of the sentences before ``s`` that the names at ``spans`` stand in, by the stops between them."""
        number, after = s.number, s.span.start
        numbers: list[int] = []
        for span in reversed(spans):
            number -= len(_STOP.findall(self._text(span.end, after)))
            numbers.append(max(min(number, s.number - 1), last + 1))
            after = span.end
        return numbers[::-1]
