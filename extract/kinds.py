"""Which kinds of actors a cue can stand between: persons run against one another, armies clash."""

from __future__ import annotations

from detente.extract.reading import Argument
from detente.ontology.cue import Cue

_CONTESTS = frozenset({"rivalOf.defeat", "rivalOf.run-against", "rivalOf.lose-to"})
"""Cues of elections and games, which only persons and parties contest."""
_BEATEN = frozenset({"assault.defeat"})
_CLASHES = frozenset({"assault.clash", "assault.clash-noun"})
_RUNNERS = frozenset({"Person", "Party"})
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
    return _stand_together(cue.id, kinds)


def _stand_together(cue: str, kinds: set[str]) -> bool:
    """Whether cues of contests and clashes can have actors of these kinds on their sides."""
    if cue in _CONTESTS:
        return kinds <= _RUNNERS
    if cue in _BEATEN:
        return not kinds <= _RUNNERS
    if cue in _CLASHES:
        return not _in_words(kinds)
    return cue != "rivalOf.clash" or _in_words(kinds)


def _in_words(kinds: set[str]) -> bool:
    return kinds == {"Person"} or (kinds <= _PEACEABLE and bool(kinds & _DESKS))
