"""The actor catalogue: all actors of ``ontology/actors/``, found by id, by name or by a search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

from detente.ontology.actor import Actor
from detente.ontology.actor_files import read_actors
from detente.ontology.errors import CatalogueError

_UNDECOMPOSED = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"}
)
"""Letters that Unicode does not take apart into a base and an accent."""
_SILENT = re.compile(r"['’‘ʼʻ`.]")
_GAP = re.compile(r"[\s\-‐-―/]+")


def fold(text: str) -> str:
    """``text`` as it is compared: without case, accents, apostrophes and full stops, hyphens as blanks."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_UNDECOMPOSED)
    text = text.casefold()
    return _GAP.sub(" ", _SILENT.sub("", text)).strip()


class Catalogue:
    """An unchanging set of actors.

    Args:
        actors: the actors, each with its place (``file:line``), which errors name.

    Raises:
        CatalogueError: two actors share an id.
    """

    def __init__(self, actors: Iterable[tuple[str, Actor]]) -> None:
        by_id: dict[str, Actor] = {}
        places: dict[str, str] = {}
        for place, actor in actors:
            if actor.id in by_id:
                raise CatalogueError(f"{place}: actor id {actor.id!r} stands at {places[actor.id]} too; choose another")
            by_id[actor.id] = actor
            places[actor.id] = place
        self.actors: Mapping[str, Actor] = MappingProxyType(by_id)
        """All actors by id, in file and line order."""
        self.places: Mapping[str, str] = MappingProxyType(places)
        """Where each actor stands, by id: ``states.jsonl:12``."""

    def get(self, id: str) -> Actor | None:
        """The actor with this id, or ``None``."""
        return self.actors.get(id)

    def named(self, name: str) -> tuple[Actor, ...]:
        """The actors that bear ``name`` in full (label, names, seats), whatever its case and accents."""
        return self._by_name.get(fold(name), ())

    def search(self, text: str, limit: int | None = 20) -> tuple[Actor, ...]:
        """The actors with a name like ``text``, best first, at most ``limit`` (``None``: all).

        A whole name comes before a whole adjective, capital or surname; then names that begin with the text; then those
        with a word that does; then those that only contain it. Within one rank the shorter name comes first.
        """
        wanted = fold(text)
        if not wanted:
            return ()
        found: dict[str, tuple[int, int, str]] = {}
        for name, full, actor in self._search_list:
            if wanted in name:
                rank = (_rank(wanted, name, full), len(name), actor.id)
                found[actor.id] = min(rank, found.get(actor.id, rank))
        ranked = sorted(found, key=found.__getitem__)
        return tuple(self.actors[id] for id in ranked[:limit])

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Actor, ...]]:
        index: dict[str, dict[str, Actor]] = {}
        for actor in self.actors.values():
            for name in actor.all_names():
                index.setdefault(fold(name), {})[actor.id] = actor
        return {name: tuple(bearers.values()) for name, bearers in index.items()}

    @cached_property
    def _search_list(self) -> tuple[tuple[str, bool, Actor], ...]:
        """(folded name, whether it is a full name, actor)."""
        return tuple(entry for actor in self.actors.values() for entry in _searchable(actor))


def _searchable(actor: Actor) -> Iterator[tuple[str, bool, Actor]]:
    for name in (actor.id, *actor.all_names()):
        yield fold(name), True, actor
    for name in (*actor.adjectives, *actor.capitals, *actor.weak):
        yield fold(name), False, actor


def _rank(wanted: str, name: str, full: bool) -> int:
    if name == wanted:
        return 0 if full else 1
    if name.startswith(wanted):
        return 2
    return 3 if f" {wanted}" in name else 4


def read_catalogue(folder: Traversable) -> Catalogue:
    """The catalogue in the ``*.jsonl`` files of a folder; :func:`.catalogue_checks.problems` compares its records.

    Raises:
        CatalogueError: a record is malformed or an id stands twice; the text names file, line and entry.
    """
    return Catalogue(read_actors(folder))


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that comes with the package, read once a process.

    Raises:
        CatalogueError: as :func:`read_catalogue`.
    """
    return read_catalogue(resources.files("detente.ontology") / "actors")
