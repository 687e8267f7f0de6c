"""Actors: who can stand in a relation, with every name the news gives them.

The records mirror, field by field, one line of the files under ``ontology/actors/``. Dates are ISO 8601 calendar
dates of any precision (``1991``, ``1991-12`` or ``1991-12-26``), so that they compare as text within one precision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

KINDS = (
    "State",
    "Territory",
    "Organisation",
    "Bloc",
    "ArmedGroup",
    "Party",
    "Movement",
    "Organ",
    "Force",
    "Company",
    "Person",
)
"""Local names of the actor classes in ``vocabulary.ttl``."""


def reached(date: str, by: str) -> bool:
    """Whether ISO ``date`` is no later than ISO ``by``, compared at the coarser of the two precisions."""
    length = min(len(date), len(by))
    return date[:length] <= by[:length]


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that holds from one date to another; an open end is ``None``."""

    since: str | None = None
    until: str | None = None

    def holds(self, date: str | None) -> bool:
        """Whether it holds on ISO ``date``; an unknown date counts as now, when only what has no end holds."""
        if date is None:
            return self.until is None
        return (self.since is None or reached(self.since, date)) and (self.until is None or reached(date, self.until))


@dataclass(frozen=True, slots=True)
class Role(Dated):
    """An office that a person holds for an actor."""

    office: str = ""
    """As news writes it, in title case: ``President``, ``Prime Minister``, ``Foreign Minister``, ``Leader``."""
    of: str = ""
    """The id of the actor that the office belongs to."""


@dataclass(frozen=True, slots=True)
class Membership(Dated):
    """A member of an organisation or bloc; stands in the organisation's record."""

    actor: str = ""
    status: str = "member"
    """``member``, ``observer``, ``partner`` or ``suspended``."""


@dataclass(frozen=True, slots=True)
class Designation(Dated):
    """What one authority calls the actor, in the authority's own words; never a kind of its own."""

    by: str = ""
    """The id of the designating actor."""
    term: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of the catalogue, or one minted from a text."""

    id: str
    """Lower-case slug, unique in the catalogue: the local name of its IRI."""
    kind: str
    """One of :data:`KINDS`."""
    label: str
    """The name to show, in English."""
    names: tuple[str, ...] = ()
    """Further names that always mean this actor: long forms, acronyms, other and former spellings."""
    adjectives: tuple[str, ...] = ()
    """Demonyms and adjectives: ``Russian``, ``Russians``; they point to the actor's people, government or forces."""
    seats: tuple[str, ...] = ()
    """Metonyms that always mean the actor's leadership: ``the Kremlin``, ``Downing Street``."""
    capitals: tuple[str, ...] = ()
    """Capital cities: a metonym or a place, by context."""
    ambiguous: tuple[str, ...] = ()
    """Those of the names above that something else bears too, so that they need support from the context."""
    contested: tuple[str, ...] = ()
    """Those of the names above that another party disputes."""
    weak: tuple[str, ...] = ()
    """Names that count only once the text has named the actor in full: a person's surname, ``the Front``."""
    iso2: str | None = None
    iso3: str | None = None
    wikidata: str | None = None
    since: str | None = None
    until: str | None = None
    principal: str | None = None
    """For an organ, force, person or company: the id of the actor it acts for when no role says otherwise."""
    country: str | None = None
    """For a group, party or movement: the id of the state where it mainly sits; it does not act for that state."""
    parent: str | None = None
    """For a branch or affiliate: the id of the body it belongs to."""
    roles: tuple[Role, ...] = ()
    members: tuple[Membership, ...] = ()
    successors: tuple[str, ...] = ()
    designations: tuple[Designation, ...] = ()
    sources: tuple[str, ...] = ()
    """Where the facts were taken from or checked."""
    note: str | None = None
    minted: bool = field(default=False)
    """True for an actor that is not in the catalogue but was named by a text."""

    def all_names(self) -> Iterator[str]:
        """Every name that means this actor in full, label first, without repeats; no adjectives and no capitals."""
        yield from dict.fromkeys((self.label, *self.names, *self.seats))

    def principal_on(self, date: str | None) -> str | None:
        """The id of the actor it acts for on ISO ``date`` (``None``: today): by a role held then, or its principal."""
        for role in self.roles:
            if role.holds(date):
                return role.of
        return self.principal
