"""Which kinds of actors a cue can stand between: persons run against one another, armies clash."""

from __future__ import annotations

from detente.extract.reading import Argument
from detente.ontology.cue import Cue

_RUNNERS = frozenset({"Person", "Party"})
"""Kinds that contest elections and games."""
_DESKS = frozenset({"Organisation", "Organ", "Company"})
"""Kinds that clash in words."""
_PEACEABLE = _DESKS | {"Person", "State"}


def fit(cue: Cue, subject: Argument, obj: Argument) -> bool:
    """Whether actors of these kinds can stand in the relation of a cue: "Hollande beat Sarkozy" is no assault."""
    kinds = {subject.actor.kind, obj.actor.kind}
    if cue.subject_kinds and subject.actor.kind not in cue.subject_kinds:
        return False
    if cue.kinds and obj.actor.kind not in cue.kinds:
        return False
    return _stand_together(cue.sides, kinds)


def _stand_together(sides: str, kinds: set[str]) -> bool:
    """Whether actors of these kinds are the ``sides`` that a cue asks for."""
    match sides:
        case "candidates":
            return kinds <= _RUNNERS
        case "forces":
            return not kinds <= _RUNNERS
        case "fighters":
            return not _in_words(kinds)
        case "debaters":
            return _in_words(kinds)
    return True


def _in_words(kinds: set[str]) -> bool:
    return kinds == {"Person"} or (kinds <= _PEACEABLE and bool(kinds & _DESKS))
