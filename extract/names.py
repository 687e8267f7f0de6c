"""Finding the catalogue's names in a text: one pass of an Aho-Corasick automaton over the folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType

import ahocorasick
from detente.extract.folding import fold
from detente.extract.model import Span
from detente.ontology.actor import Actor
from detente.ontology.catalogue import load_catalogue
from detente.ontology.places import load_places

_SURNAME_FIRST = frozenset({"japan", "south-korea", "north-korea", "china", "taiwan", "hungary"})
"""States whose people write the surname first, so that texts in English have their names either way round."""

PLACED = re.compile(r"\b(?:town|city|village|district|province|municipality|port|region|county|island)s? of $")
"""What stands before the name of a place: "the town of Masisi" is no person."""


class Nature(Enum):
    """How a form of words points to an actor."""

    NAME = "name"
    ADJECTIVE = "adjective"
    SEAT = "seat"
    CAPITAL = "capital"
    PLACE = "place"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One actor that a form of words may mean."""

    actor: str
    nature: Nature
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A form of words in a text, and the actors it may mean."""

    span: Span
    candidates: tuple[Candidate, ...]


class NameIndex:
    """The names of a set of actors, ready to be found in texts."""

    def __init__(self, actors: Iterable[Actor], places: Mapping[str, str] = MappingProxyType({})) -> None:
        forms: dict[str, dict[tuple[str, Nature], Candidate]] = {}
        for actor in actors:
            for form, candidate in _forms(actor):
                forms.setdefault(fold(form), {}).setdefault((candidate.actor, candidate.nature), candidate)
        for place, actor_id in places.items():
            forms.setdefault(fold(place), {}).setdefault((actor_id, Nature.PLACE), Candidate(actor_id, Nature.PLACE))
        self._automaton = ahocorasick.Automaton()
        for form, candidates in forms.items():
            self._automaton.add_word(form, (len(form), tuple(candidates.values())))
        if forms:
            self._automaton.make_automaton()

    def find(self, folded: str) -> list[Match]:
        """The longest names in a folded text, left to right, at word boundaries and without overlap."""
        found: list[tuple[int, int, tuple[Candidate, ...]]] = []
        if len(self._automaton) == 0:
            return []
        for last, (length, candidates) in self._automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if _bounded(folded, start, end):
                found.append((start, end, candidates))
        found.sort(key=lambda item: (item[0] + 4 * folded.startswith("the ", item[0]), item[0] - item[1]))
        matches: list[Match] = []
        reached = -1
        for start, end, candidates in found:
            if start >= reached:
                matches.append(Match(Span(start, end), candidates))
                reached = end
        return matches


def _forms(actor: Actor) -> Iterator[tuple[str, Candidate]]:
    unsure = set(actor.ambiguous)
    groups = (
        ((actor.label, *actor.names), Nature.NAME),
        (actor.adjectives, Nature.ADJECTIVE),
        (actor.seats, Nature.SEAT),
        (actor.capitals, Nature.CAPITAL),
    )
    for forms, nature in groups:
        for form in forms:
            yield form, Candidate(actor.id, nature, form in unsure)
            if "-led " in form:
                yield form.replace("-led ", " led "), Candidate(actor.id, nature, form in unsure)
            if (
                form[0].islower() and " " in form and not form.startswith("the ")
            ):  # "Pro-Russian separatists" opens a sentence
                yield form[0].upper() + form[1:], Candidate(actor.id, nature, form in unsure)
    if actor.principal in _SURNAME_FIRST and actor.kind == "Person":
        for turned in _turned(actor.label):
            yield turned, Candidate(actor.id, Nature.NAME)


def _turned(name: str) -> set[str]:
    """A person's name with the surname at its other end: "Kishida Fumio", "Geun-hye Park"."""
    parts = name.split()
    return {" ".join(parts[-1:] + parts[:-1]), " ".join(parts[1:] + parts[:1])} if len(parts) > 1 else set()


def _bounded(text: str, start: int, end: int) -> bool:
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return False
    if (
        start >= 2
        and text[start - 1] == "."
        and text[start - 2].isupper()
        and text[start].isupper()
        and text[end - 1] != "."
    ):
        return False
    return not (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())


@cache
def catalogue_index() -> NameIndex:
    """The index of the whole catalogue, built once per process."""
    return NameIndex(load_catalogue().actors.values(), load_places())
