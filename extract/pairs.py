"""Who has been spoken of together: the two that "both countries", "the two men" and "the two sides" are."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from detente.extract.classes import STATES
from detente.extract.reading import Argument

_GROUPS = frozenset({"ArmedGroup", "Party", "Movement", "Force", "Organisation"})
_ANY = STATES | _GROUPS | {"Organ", "Bloc", "Company"}
_SHARING = MappingProxyType(
    dict.fromkeys(("groups", "factions", "movements"), _GROUPS)
    | dict.fromkeys(("allies", "armies", "forces", "powers", "rivals", "peoples"), _ANY)
)
"""The kinds of body that share a noun in the plural, where they are not states."""


class Pairs:
    """The persons and bodies of a document that it has named two by two."""

    def __init__(self, partners: list[Argument], people: list[Argument], titled: Iterable[Argument]) -> None:
        """Args: the two states of a statement; the two persons of its title; all whom a title names."""
        self._bodies = (0, partners)
        self._people = (0, people)
        self._met = [partners] if partners else []
        self._circle: tuple[int, list[Argument]] = (0, [])
        self._titled = list({a.actor.id: a for a in titled}.values())
        self.protagonists = people
        """The first two persons spoken of together: whom a readout is about."""

    def note(self, sentence: int, arguments: list[Argument], bodies: list[Argument]) -> None:
        """Note two spoken of together in a sentence, and the bodies that they act for."""
        number, circle = self._circle
        if number == sentence and circle and circle[0].actor.id == arguments[0].actor.id:
            circle.extend(a for a in arguments if a.actor.id not in {c.actor.id for c in circle})
        else:
            self._circle = (sentence, list(arguments))
        if all(a.actor.kind == "Person" for a in arguments):
            self._people = (sentence, arguments)
            self.protagonists = self.protagonists or arguments
        if bodies[0].actor.id != bodies[1].actor.id and all(b.actor.kind != "Person" for b in bodies):
            self._bodies = (sentence, bodies)
            self._met.append(bodies)

    def both(self) -> list[Argument]:
        """The two bodies last spoken of together: what "bilateral" relations are between."""
        return self._bodies[1]

    def people(self) -> list[Argument]:
        """The two persons last spoken of together, or else the bodies."""
        return self._people[1] or self._bodies[1]

    def titled(self) -> list[Argument]:
        """The states that the title names."""
        return [a for a in self._titled if a.actor.kind in STATES]

    def brothers(self, noun: str) -> list[Argument]:
        """The two whom "both countries" or "the two groups" are: those of the title, or else the last such two."""
        kinds = _SHARING.get(noun, STATES)
        titled = [a for a in self._titled if a.actor.kind in kinds]
        if len(titled) == 2:
            return titled
        fitting = [pair for pair in self._met if all(a.actor.kind in kinds for a in pair)]
        return fitting[-1] if fitting else []

    def all_together(self, sentence: int, within: int) -> list[Argument]:
        """All whom one has met in one of the last ``within`` sentences, or else :meth:`latest`: "they" of three."""
        number, circle = self._circle
        newest = number == max(self._people[0], self._bodies[0])
        return circle if len(circle) > 2 and newest and sentence - number <= within else self.latest(sentence, within)

    def latest(self, sentence: int, within: int) -> list[Argument]:
        """The pair of the last ``within`` sentences, persons before bodies."""
        for number, pair in sorted((self._people, self._bodies), key=lambda item: -item[0]):
            if pair and sentence - number <= within:
                return pair
        return []
