"""Reading the actor files: each line into an :class:`Actor`, each fault named with file, line and entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from detente.ontology.actor import KINDS, Actor, Dated, Designation, Membership, Role
from detente.ontology.errors import CatalogueError
from detente.ontology.lines import read_object

_PATTERNS = MappingProxyType(
    {
        "id": re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
        "iso2": re.compile(r"[A-Z]{2}"),
        "iso3": re.compile(r"[A-Z]{3}"),
        "wikidata": re.compile(r"Q[1-9][0-9]*"),
    }
)
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_NESTED: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"roles": Role, "members": Membership, "designations": Designation}
)
_NESTED_KEYS = MappingProxyType(
    {
        "roles": ({"office", "of", "since", "until"}, ("office", "of")),
        "members": ({"actor", "status", "since", "until"}, ("actor",)),
        "designations": ({"by", "term", "source", "since", "until"}, ("by", "term")),
    }
)
"""For each list of objects: the keys it may have, and those it must have."""
_STATUSES = ("member", "observer", "partner", "suspended")
_KEYS = frozenset(f.name for f in fields(Actor)) - {"minted"}
_LISTS = frozenset(f.name for f in fields(Actor) if f.default == () and f.name not in _NESTED)
_NAME_LISTS = ("names", "adjectives", "seats", "capitals", "weak")


def read_actors(folder: Traversable) -> Iterator[tuple[str, Actor]]:
    """Every actor of every ``*.jsonl`` in ``folder``, by file name and line, each with its place (``file:line``).

    Raises:
        CatalogueError: a line is no well-formed record; the text names file, line and entry.
    """
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".jsonl"):
            for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
                if line.strip():
                    place = f"{file.name}:{number}"
                    yield place, parse_actor(line, place)


def parse_actor(line: str, place: str = "actor record") -> Actor:
    """The actor that one line of JSON describes; ``place`` says in an error where it stands.

    Raises:
        CatalogueError: not JSON, an unknown or missing key, or a malformed value.
    """
    raw = read_object(line, place, CatalogueError)
    if faults := list(_faults(raw)):
        raise CatalogueError(f"{place}: actor {raw.get('id')!r}: " + "; ".join(faults))
    return _actor(raw)


def _actor(raw: dict[str, Any]) -> Actor:
    for key, value in raw.items():
        if key in _NESTED:
            raw[key] = tuple(_NESTED[key](**item) for item in value)
        elif key in _LISTS:
            raw[key] = tuple(value)
    return Actor(**raw)


def _faults(raw: dict[str, Any]) -> Iterator[str]:
    if not raw.keys() <= _KEYS:
        yield f"unknown keys {sorted(raw.keys() - _KEYS)}; known are {sorted(_KEYS)}"
    for key in ("id", "kind", "label"):
        if key not in raw:
            yield f"no {key!r}"
    if raw.get("kind", "State") not in KINDS:
        yield f"unknown kind {raw['kind']!r}; known are {', '.join(KINDS)}"
    for key, value in raw.items():
        if key in _NESTED:
            yield from _nested_faults(key, value)
        elif key in _LISTS:
            yield from _list_faults(key, value)
        elif not isinstance(value, str) or not value or value != value.strip():
            yield f"{key!r} is {value!r}, not a text without blanks around it"
        elif (pattern := _PATTERNS.get(key)) and not pattern.fullmatch(value):
            yield f"malformed {key!r}: {value!r}"
    yield from _date_faults("", raw)
    yield from _mark_faults(raw)


def _list_faults(key: str, value: object) -> Iterator[str]:
    if not isinstance(value, list) or not _are_texts(value):
        yield f"{key!r} is not a list of texts without blanks around them: {value!r}"
    elif len(set(value)) < len(value):
        yield f"{key!r} repeats {sorted({item for item in value if value.count(item) > 1})}"


def _are_texts(values: Collection[Any]) -> bool:
    """Whether all are non-empty texts without blanks around them; on the path of every load, hence no loop."""
    return set(map(type, values)) <= {str} and "" not in values and list(map(str.strip, values)) == list(values)


def _nested_faults(key: str, value: object) -> Iterator[str]:
    known, needed = _NESTED_KEYS[key]
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict) or not item.keys() <= known or not all(item.get(name) for name in needed):
            yield f"{key!r} has {item!r}; it takes objects with {sorted(known)} and needs {', '.join(needed)}"
            continue
        if not _are_texts(item.values()):
            yield f"{key!r} has {item!r}, where a value is no text or has blanks around it"
            continue
        if item.get("status", "member") not in _STATUSES:
            yield f"unknown status {item['status']!r} in {key!r}; known are {', '.join(_STATUSES)}"
        yield from _date_faults(f" in {key!r}", item)


def _date_faults(where: str, raw: Mapping[str, Any]) -> Iterator[str]:
    if "since" not in raw and "until" not in raw:
        return
    given = [(key, raw[key]) for key in ("since", "until") if isinstance(raw.get(key), str)]
    for key, value in given:
        if not _is_date(value):
            yield f"{key!r}{where} is {value!r}, not a date like 1991, 1991-12 or 1991-12-26"
    if len(given) == 2 and not Dated(since=given[0][1]).holds(given[1][1]):
        yield f"{given[0][1]} comes after {given[1][1]}{where}"


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def _mark_faults(raw: Mapping[str, Any]) -> Iterator[str]:
    if "ambiguous" in raw or "contested" in raw:
        names = {raw.get("label")}.union(*_texts(raw, _NAME_LISTS))
        for key in ("ambiguous", "contested"):
            for name in sorted(set().union(*_texts(raw, (key,))) - names):
                yield f"{key} {name!r} is none of the actor's names"


def _texts(raw: Mapping[str, Any], keys: Iterable[str]) -> Iterator[set[str]]:
    for key in keys:
        value = raw.get(key, ())
        yield {item for item in value if isinstance(item, str)} if isinstance(value, (list, tuple)) else set()
