"""The named actors of a document, by place."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.extract.cast import Cast
from detente.extract.model import Span
from detente.extract.reading import Named


@dataclass(slots=True)
class Roster:
    """The named actors of a document, by place."""

    cast: Cast
    names: dict[Span, Named] = field(default_factory=dict)

    def within(self, span: Span) -> list[tuple[Span, Named]]:
        """The names inside ``span``, left to right."""
        inside = [(s, n) for s, n in self.names.items() if s.start >= span.start and s.end <= span.end]
        return sorted(inside, key=lambda item: (item[0].start, item[0].end))

    def free(self, span: Span) -> bool:
        """Whether no name overlaps ``span``."""
        return not any(s.start < span.end and span.start < s.end for s in self.names)

    def titled(self, title: str) -> str | None:
        """The id of the actor whose name the document's title is, as of an article about it."""
        wanted = title.casefold().removeprefix("the ").strip()
        called = (n.actor for n in self.names.values())
        return next((a.id for a in called if wanted in {x.casefold() for x in (a.label, *a.names, *a.weak)}), None)


def state_before(roster: Roster, end: int) -> str | None:
    """The body named right before ``end``, for which a person named there may act."""
    kinds = {"State", "Territory", "Organ", "Force", "Organisation", "ArmedGroup", "Party", "Movement"}
    near = [(s, n) for s, n in roster.names.items() if end - 45 < s.end <= end and n.actor.kind in kinds]
    near = [(s, n) for s, n in near if n.actor.kind in {"State", "Territory"} or end - s.end < 4]
    return max(near, key=lambda item: item[0])[1].actor.id if near else None
