"""Who "they" are who act from one sentence to the next: "The members of the council condemned it. They urged …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.extract.reading import Sentence
from detente.ontology.actor import Actor

if TYPE_CHECKING:
    from detente.extract.discourse import Discourse

_FAR = 1500
"""How many characters the sentences may take in which "they" goes on acting."""
_STOP = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“A-Z])")
_PEOPLE = re.compile(
    r"The\s+(?:\w+\s+)?(?:members|leaders|ministers|representatives|heads|officials|envoys|delegates|experts|judges|"
    r"rulers|authorities|leadership)\s+(?:of\s+state\s+)?(?:of|from)\s+(?:the\s+)?$"
)


def people_of(s: Sentence, discourse: Discourse) -> Actor | None:
    """Whose people the sentences before one that opens with "They" tell of; None where they begin otherwise."""
    text = discourse.turns.text(0, s.span.start)
    first = max(0, len(text) - _FAR)
    edges = [first, *(match.end() for match in _STOP.finditer(text, first))]
    for begin in (edge for edge in reversed(edges) if edge < len(text)):
        if text.startswith("They ", begin):
            continue
        named = next(((span, n.actor) for span, n in discourse.names if span.start >= begin), None)
        return named[1] if named is not None and _PEOPLE.match(text[begin : named[0].start]) else None
    return None
