"""Whom a text is about, for what is said against nobody named: "Cuba condemned the raid", "Chad shut its border"."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from detente.extract.model import Document
from detente.extract.reading import Argument, Sentence
from detente.extract.roster import Roster
from detente.ontology.actor import Actor

_OFTEN = 3
"""How often a text must name whom it is about."""
_AHEAD = 2
"""How much more often than any other that may be meant."""
_TITLE = 2
"""How many mentions standing in the title is worth."""
_UNIONS = frozenset({"Organisation", "Bloc", "Company"})
"""What a text may be about without being what is meant."""
_FOR_OTHERS = frozenset({"Person", "Organ", "Force"})


class Topic:
    """Knows whom a document names most, persons and organs counted for whom they act."""

    def __init__(self, document: Document, roster: Roster) -> None:
        self._document = document
        self._roster = roster

    def opponent(self, s: Sentence, token: int, doers: list[Argument]) -> list[Argument]:
        """Whom the text is about, if it has named them before and ``s`` does not; nobody if others may be meant."""
        cast = self._roster.cast
        start = _half(s, token)
        met = [n.actor for t, n in enumerate(s.named) if n is not None and t >= start]
        met += [a.actor for t, found in s.references.items() for a in found if t >= start] + [a.actor for a in doers]
        own = {i for actor in met for i in (actor.id, cast.principal(actor)) if i}
        own |= {a.principal for a in doers if a.principal}
        before = s.tree.starts[start]
        ranked = [(actor, n) for actor, n in self._often if actor not in own and self._first[actor] < before]
        if not ranked or ranked[0][1] < _OFTEN or (len(ranked) > 1 and ranked[0][1] < ranked[1][1] + _AHEAD):
            return []
        if cast.get(ranked[0][0]).kind in _UNIONS or self._is_battlefield(cast.get(ranked[0][0])):
            return []
        return [Argument(cast.get(ranked[0][0]), token, s.mention_span(token, token), "reference")]

    def _is_battlefield(self, actor: Actor) -> bool:
        """Whether the title names a conflict by the land where it goes on: "Kashmir conflict"."""
        land = actor.kind == "Territory" and re.escape(actor.label)
        return bool(
            land and re.search(rf"\b{land} (?:[Cc]onflict|[Ww]ar|[Cc]risis|[Ii]nsurgency)", self._document.title)
        )

    @cached_property
    def _often(self) -> list[tuple[str, int]]:
        """The bodies named, by id, with how often, the most frequent first."""
        counts: Counter[str] = Counter(self._mentions.values())
        for body in counts:
            if self._roster.cast.get(body).label in self._document.title:
                counts[body] += _TITLE
        return counts.most_common()

    @cached_property
    def _first(self) -> dict[str, int]:
        """Where each body is named first, as an offset."""
        return {body: offset for offset, body in sorted(self._mentions.items(), reverse=True)}

    @cached_property
    def _mentions(self) -> dict[int, str]:
        """The body that each name stands for, by offset."""
        bodies = ((span.start, self._body(named.actor)) for span, named in self._roster.names.items())
        return {start: body for start, body in bodies if body is not None}

    def _body(self, actor: Actor) -> str | None:
        return self._roster.cast.principal(actor) if actor.kind in _FOR_OTHERS else actor.id


def _half(s: Sentence, token: int) -> int:
    """Where the part behind the last semicolon before ``token`` starts: "Chad leaves; Oman regrets it"."""
    return max((t + 1 for t in range(token) if s.tree.lower[t] == ";"), default=0)
