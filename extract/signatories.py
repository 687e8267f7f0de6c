"""Who "we" are in a statement that several sign: "We, the foreign ministers of Canada, France and Italy, urge …"."""

from __future__ import annotations

import re

from detente.extract.model import Span
from detente.extract.names import Nature
from detente.extract.roster import Roster
from detente.ontology.actor import Actor

_OPENING = re.compile(r"(?:^|\n)\W*We, (?:the )?")
_ENDING = re.compile(
    r",?\s+(?:have|are|met|meet|gathered|convened)\b|,\s+(?!(?:the|and|of|as|with|its|members?|on)\b)[a-z]|[.;:]\s|\n"
)
"""Where the names of those who sign end and what they say begins."""
_JOINT = re.compile(
    r"\bjoint\b[^,;:]{0,30}?\b(?:statement|declaration|communiqu[eé]|article|message)\b\s+(?:by|of|from|between)\s+"
    r"(?P<who>.+?)(?=\s+(?:on|regarding|concerning|about|following|after|in|at)\b|[:;(–]|$)",
    re.IGNORECASE,
)
"""Who makes a statement together, by its title."""
_BEHIND = re.compile(r"\s*(?:,|and\b|&|\(|$|\n)")
"""What stands behind one who signs: not another noun, as in "the G7 foreign ministers"."""
_SIGNING = frozenset({"State", "Territory", "Organisation", "Bloc", "Party", "ArmedGroup", "Movement"})


def signatories(text: str, roster: Roster) -> list[Actor]:
    """Those who say "we" in ``text``, by the list that it opens with, or the body whose leaders they are; none if it
    opens otherwise.

    In "We, the leaders of Brazil and Chile, condemn …", Brazil and Chile.
    """
    opening = _OPENING.search(text)
    if opening is None:
        return []
    names = roster.within(Span(opening.end(), len(text)))
    start, found = opening.end(), dict[str, Actor]()
    for span, named in names:
        if _ENDING.search(text, start, span.start):
            break
        listed = _BEHIND.match(text, span.end) is not None
        if listed and named.nature is not Nature.ADJECTIVE and named.actor.kind in _SIGNING:
            found.setdefault(named.actor.id, named.actor)
        start = span.end
    alone = [actor for actor in found.values() if actor.kind in {"Organisation", "Bloc"}]  # "the Leaders of the G7"
    return list(found.values()) if len(found) > 1 else alone


def joint_makers(title: str) -> str:
    """The words of a title that say who makes a statement together; empty if it doesn't say.

    Of "Joint Statement by the President and President Uribe on Trade", "the President and President Uribe".
    """
    match = _JOINT.search(title)
    return match.group("who") if match else ""
