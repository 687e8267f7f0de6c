"""The gazetteer: places and the actor, a state or territory, that each lies in.

``ontology/places.jsonl`` holds one object a line: ``in``, the id of an actor, and the lists ``cities``, ``regions`` and
``sites`` of names as news prints them. Lines stand in the order of their ids, names in that of their letters. Left out
are names that mean a place only by context: those of catalogue actors, of common words, and of two places of like fame.
A contested place lies in the territory that the catalogue has for it, else where most states see it; one that none
clearly holds, such as a disputed reef or pass, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from detente.ontology.errors import PlaceError
from detente.ontology.lines import read_object

KINDS = ("cities", "regions", "sites")
"""The lists of a line: settlements and their quarters; regions, islands and waters; bases, plants, camps, landmarks."""


@cache
def load_places() -> Mapping[str, str]:
    """The place names of the package, each with the id of the state or territory it lies in; read once a process.

    Raises:
        PlaceError: as :func:`read_places`.
    """
    return read_places(resources.files("detente.ontology") / "places.jsonl")


def read_places(file: Traversable) -> Mapping[str, str]:
    """The places of one file: name to actor id, case as printed. Whether the ids are the catalogue's is not looked at.

    Raises:
        PlaceError: a line is malformed or a name stands twice; the text names file, line and name.
    """
    homes: dict[str, str] = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        place = f"{file.name}:{number}"
        actor, names = _line(line, place)
        for name in names:
            if name in homes:
                raise PlaceError(f"{place}: {name!r} stands twice, here and under {homes[name]!r}; keep one or neither")
            homes[name] = actor
    return MappingProxyType(homes)


def _line(line: str, place: str) -> tuple[str, list[str]]:
    raw = read_object(line, place, PlaceError)
    if fault := next(_faults(raw), None):
        raise PlaceError(f"{place}: {fault}")
    return raw["in"], [name for kind in KINDS for name in raw.get(kind, ())]


def _faults(raw: dict[str, Any]) -> Iterator[str]:
    if not isinstance(raw.get("in"), str) or not raw["in"]:
        yield f"'in' is {raw.get('in')!r}, not the id of a state or territory"
    if unknown := sorted(raw.keys() - {"in", *KINDS}):
        yield f"unknown keys {unknown}; known are 'in', {', '.join(map(repr, KINDS))}"
    for kind in KINDS:
        names = raw.get(kind, [])
        if not isinstance(names, list):
            yield f"{kind!r} is {names!r}, not a list of names"
            continue
        for name in names:
            if not isinstance(name, str) or not name or name != name.strip():
                yield f"{kind!r} has {name!r}, not a name without blanks around it"
