"""Which of the forms that we can give does the client like best? (RFC 9110, section 12.5.1)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an ``Accept`` header."""

    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int | None:
        """How closely it names ``media_type``: 2 exactly, 1 by its family, 0 as ``*/*``; ``None`` not at all."""
        kind, _, sub = media_type.partition("/")
        if self.type == "*":
            return 0 if self.subtype == "*" else None
        if self.type != kind:
            return None
        if self.subtype == "*":
            return 1
        return 2 if self.subtype == sub else None


def parse_accept(header: str) -> list[Range]:
    """The ranges of an ``Accept`` header; parts that aren't media ranges are passed over, as servers do."""
    ranges = []
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        kind, slash, sub = name.lower().partition("/")
        if slash and kind and sub:
            ranges.append(Range(kind, sub, _quality(parameters)))
    return ranges


@lru_cache(128)
def choose(header: str | None, offered: tuple[str, ...]) -> str | None:
    """The media type of ``offered`` (best first) that the client likes most; ``None`` where it takes none of them.

    No header, or an empty one, takes anything. Among types of the same quality the order of ``offered`` decides.
    """
    ranges = parse_accept(header or "*/*") or parse_accept("*/*")
    qualities = [_quality_of(media_type, ranges) for media_type in offered]
    best = max(qualities, default=0.0)
    return offered[qualities.index(best)] if best > 0 else None


def _quality_of(media_type: str, ranges: Sequence[Range]) -> float:
    matches = [(found, item.quality) for item in ranges if (found := item.specificity(media_type)) is not None]
    if not matches:
        return 0.0
    closest = max(found for found, _ in matches)
    return max(quality for found, quality in matches if found == closest)


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
