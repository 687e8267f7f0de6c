"""What narrows a list of ties, as people write it on the command line and in a URL."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from detente.api.errors import BadRequest
from detente.graph.library import ClaimGraph
from detente.graph.views import STANDINGS, Standing, TieView
from detente.ontology.relations import load_relations

POLARITIES = MappingProxyType(
    {"+": "+", "0": "0", "-": "-", " ": "+", "−": "-", "positive": "+", "neutral": "0", "negative": "-"}
)
"""A plus sign in a URL that was not escaped arrives as a space."""
FAMILIES = ("event", "tie")
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class TieFilter:
    """Which ties of an actor to show; ``None`` lets all pass."""

    relation: str | None = None
    polarity: str | None = None
    other: str | None = None
    since: str | None = None
    until: str | None = None
    standing: Standing | None = None
    family: str | None = None
    """``event`` or ``tie``."""

    @classmethod
    def parse(
        cls,
        relation: str | None = None,
        polarity: str | None = None,
        other: str | None = None,
        since: str | None = None,
        until: str | None = None,
        standing: str | None = None,
        family: str | None = None,
    ) -> TieFilter:
        """Check and complete what a person wrote; raises :class:`BadRequest`, naming what could stand there."""
        return cls(
            relation_of(relation) if relation else None,
            polarity_of(polarity) if polarity else None,
            other,
            first_day(since) if since else None,
            last_day(until) if until else None,
            _standing(standing) if standing else None,
            _one_of("family", family, FAMILIES) if family else None,
        )

    def ties(self, graph: ClaimGraph, actor: str, limit: int | None, offset: int = 0) -> list[TieView]:
        """The ties of ``actor`` (id, IRI or name) that pass."""
        return graph.relations(
            actor,
            relation=self.relation,
            polarity=self.polarity,
            other=self.other,
            since=self.since,
            until=self.until,
            standing=self.standing,
            family=self.family,
            limit=limit,
            offset=offset,
        )


def relation_of(text: str) -> str:
    """The relation type of that name; raises :class:`BadRequest`."""
    return _one_of("relation type", text, load_relations())


def polarity_of(text: str) -> str:
    """``+``, ``0`` or ``-``; raises :class:`BadRequest`."""
    return POLARITIES[_one_of("polarity", text, POLARITIES)]


def first_day(text: str) -> str:
    """The first day of a year, month or day: ``2001`` → ``2001-01-01``; raises :class:`BadRequest`."""
    year, month, day = _parts(text)
    return _checked(text, year, month or 1, day or 1)


def last_day(text: str) -> str:
    """The last day of a year, month or day: ``2001-02`` → ``2001-02-28``; raises :class:`BadRequest`."""
    year, month, day = _parts(text)
    month = month or 12
    if not 1 <= month <= 12 or not year:
        raise _bad_date(text)
    return _checked(text, year, month, day or calendar.monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = DATE.fullmatch(text)
    if found is None:
        raise _bad_date(text)
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _checked(text: str, year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise _bad_date(text) from None


def _bad_date(text: str) -> BadRequest:
    return BadRequest(f"{text!r} is not a date: write 2001, 2001-09 or 2001-09-11")


def _one_of(what: str, value: str, known: Iterable[str]) -> str:
    names = list(known)
    if value not in names:
        raise BadRequest(f"no {what} {value!r}; there are: {', '.join(name for name in names if name.strip())}")
    return value


def _standing(value: str) -> Standing:
    for standing in STANDINGS:
        if standing == value:
            return standing
    raise BadRequest(f"no standing {value!r}; there are: {', '.join(STANDINGS)}")
