"""Whom a document is about, by its title: whom "the country", "it" and "he" mean when nobody stands nearer."""

from __future__ import annotations

from collections.abc import Iterable

from detente.extract.roster import Roster
from detente.ontology.actor import Actor

_NAMED = 1.6
"""What an actor stands out by whose name is the text's title."""
_FIRST = 0.8
"""What the only actor of its kind in a longer title stands out by: "Foreign relations of Botswana"."""


def topics_of(title: str, roster: Roster, named: Iterable[Actor]) -> dict[str, float]:
    """By id, how much those stand out whom a title names: "Mauritania after the coup", "Zimbabwe's Mugabe resigns".

    Args:
        title: the document's title.
        roster: who is named in its text.
        named: who is named in its title, left to right.
    """
    found: dict[str, float] = {}
    actors = list(dict.fromkeys(a.id for a in named if a.kind != "Bloc"))
    for persons in (True, False):
        of_kind = [a for a in actors if (roster.cast.get(a).kind == "Person") is persons]
        if len(of_kind) == 1:
            found[of_kind[0]] = _FIRST
    whole = roster.titled(title)
    return {**found, **({whole: _NAMED} if whole else {})}
