"""Which kinds of actors a cue can stand between: persons run against one another, armies clash."""

from __future__ import annotations

from detente.extract.classes import GROUPS, STATES
from detente.extract.reading import Argument
from detente.ontology.cue import Cue

_RUNNERS = frozenset({"Person", "Party"})
"""Kinds that contest elections and games."""
_DESKS = frozenset({"Organisation", "Organ", "Company"})
"""Kinds that clash in words."""
_BODIES = frozenset({"Organisation", "Party", "ArmedGroup", "Movement", "Organ"})
"""Kinds that have members."""
_JOINERS = frozenset({"ArmedGroup", "Movement", "Party", "Force", "Company", "Organ"})
"""Kinds that are part of a state rather than officers of it."""
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


def own_affair(subject: Argument, obj: Argument, cue: Cue) -> bool:
    """Whether the target is merely the state that the source acts for, or a person's office or journey is told."""
    relation = cue.relation
    if relation == "memberOf" and obj.actor.kind not in _BODIES:
        return True
    if relation == "affiliateOf" and obj.actor.kind == "State" and subject.actor.kind not in _JOINERS:
        return True
    if relation == "affiliateOf" and subject.actor.kind == "State" and obj.actor.kind in {"Organisation", "Bloc"}:
        return True
    if subject.actor.kind == "Person":
        left = cue.kinds and obj.actor.kind in {"Organisation", "Bloc"}  # a head of state takes his country along
        if relation == "retreat" and not cue.things and not left:
            return True  # a journey, unless it is troops that he moves
        if relation == "affiliateOf" and obj.actor.kind not in GROUPS and (obj.actor.kind != "Person" or not cue.kinds):
            return True
    if cue.id == "request.order" and subject.actor.kind == "Person" and obj.actor.kind in {"Organ", "Force"}:
        return obj.principal is not None and obj.principal == subject.principal
    if relation == "consult" and obj.actor.kind == "Person" and obj.principal == subject.actor.id:
        return True  # "the Kremlin hosted talks between Putin and Sisi"
    if obj.actor.id != subject.principal:
        return False
    if relation in {"affiliateOf", "memberOf"}:
        return obj.actor.kind in STATES
    return relation not in {"coolingTiesWith", "rivalOf"}
