"""The actors of one document: which actor a name means here, who acts for whom, and actors that the catalogue lacks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from functools import cache
from types import MappingProxyType

from detente.extract.names import Candidate, Match, Nature
from detente.ontology.actor import Actor, Role, reached
from detente.ontology.catalogue import Catalogue, load_catalogue

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


_RULERS = ("president", "prime minister", "king", "emir", "supreme leader", "chancellor", "sultan", "leader", "premier")


class Cast:
    """Actors met so far in a document dated ``date`` (ISO, or None for today)."""

    def __init__(self, catalogue: Catalogue, date: str | None) -> None:
        self.catalogue = catalogue
        self.date = date
        self.met: dict[str, Actor] = {}
        self.minted: dict[str, Actor] = {}
        self.weak: dict[str, str] = {}
        self.years: Set[str] = frozenset()
        """The years that the text names."""

    def get(self, actor_id: str) -> Actor:
        """The actor of that id, of the catalogue or minted here."""
        return self.minted.get(actor_id) or self.catalogue.actors[actor_id]

    def meet(self, actor: Actor) -> Actor:
        """Note that the text names ``actor``, so that its short names count from now on."""
        if actor.id not in self.met:
            self.met[actor.id] = actor
            for form in (*actor.weak, *self._surnames(actor)):
                self.weak.setdefault(form, actor.id)
        return actor

    @staticmethod
    def _surnames(actor: Actor) -> Iterable[str]:
        if actor.kind != "Person":
            return
        for name in (actor.label, *actor.names):
            parts = [part for part in name.replace(",", "").split() if part.casefold() not in _SUFFIXES]
            if len(parts) > 1 and len(parts[-1]) > 2:
                yield parts[-1]

    def sure(self, matches: Iterable[Match]) -> None:
        """Meet every actor that the matches name beyond doubt; to be called before :meth:`pick`."""
        for match in matches:
            names = [c for c in match.candidates if c.nature not in {Nature.CAPITAL, Nature.PLACE}]
            if len({c.actor for c in names}) == 1 and not names[0].ambiguous:
                self.meet(self.get(names[0].actor))

    def pick(self, match: Match, text: str = "") -> tuple[Actor, Nature] | None:
        """The actor that a match (of the words ``text``) means here, or None where the doubt is too great."""
        candidates = match.candidates
        if len(candidates) == 1 and not candidates[0].ambiguous:
            actor = self._namesake(text, self.get(candidates[0].actor))
            if (
                self.date
                and actor.kind in {"Organisation", "Bloc"}
                and actor.since
                and not reached(actor.since, self.date)
            ):
                return None
            return actor, candidates[0].nature
        ranked = sorted(candidates, key=lambda candidate: self._rank(candidate, text))
        for candidate in ranked:
            actor = self.get(candidate.actor)
            if not candidate.ambiguous or self._credible(candidate, actor) or _is_acronym(text):
                return actor, candidate.nature
        return None

    def _namesake(self, text: str, actor: Actor) -> Actor:
        """Whom a surname means: one out of office gives way to one in office whom the text names in full."""
        if actor.kind == "ArmedGroup":
            return self._branch(text, actor)
        if actor.kind != "Person" or " " in text or (self.date and self._current(actor)):
            return actor
        others = (a for a in self.met.values() if a.id != actor.id and text in a.weak)
        return next((a for a in others if not self.date or self._current(a)), actor)

    def _branch(self, text: str, group: Actor) -> Actor:
        """Whom a group's name means where the text speaks of the land of its branch, but not of its own: in Pakistan
        the Pakistani Taliban are "the Taliban".
        """
        if group.country is None or self._spoken_of(group.country):
            return group
        branches = (a for a in _short_groups().get(text, ()) if a.country and a.country in self.met)
        return next((a for a in branches if self._current(a)), group)

    def _spoken_of(self, country: str) -> bool:
        """Whether the text names a country, or anybody who acts for it."""
        return any(country in {a.id, a.principal} or country == self.principal(a) for a in self.met.values())

    def _rank(self, candidate: Candidate, text: str) -> tuple[bool, bool, bool, bool, bool, bool, int, int, str]:
        actor = self.get(candidate.actor)
        met = list(self.met)
        return (
            candidate.nature is Nature.PLACE,
            actor.id not in self.met,
            not self._current(actor),
            candidate.nature is Nature.CAPITAL and actor.kind != "Organisation",
            actor.kind == "Organ" and self.principal(actor) not in self.met,
            actor.kind == "Organ" and actor.label != text,
            met.index(actor.id) if candidate.nature is Nature.ADJECTIVE and actor.id in met else len(met),
            -len(actor.names) - len(actor.roles),
            actor.id,
        )

    def _current(self, actor: Actor) -> bool:
        if actor.kind == "Person":
            return any(role.holds(self.date) for role in actor.roles)
        day = self.date or "9999"
        return (actor.since is None or actor.since <= day) and (actor.until is None or day <= actor.until)

    def _there(self, actor: Actor) -> bool:
        """Whether a group was there at the document's date, or in a year that the text names."""
        if self._current(actor):
            return True
        return any((actor.since or "") <= f"{year}-12" and year <= (actor.until or "9999") for year in self.years)

    def _credible(self, candidate: Candidate, actor: Actor) -> bool:
        if actor.id in self.met or actor.kind in {"State", "Territory"}:
            return True
        if actor.kind == "Person":
            return self._current(actor)
        if actor.kind in {"Organisation", "Organ", "Bloc"}:
            return candidate.nature in {Nature.NAME, Nature.CAPITAL} and self._current(actor)
        return candidate.actor in self.met or self._at_home(actor)

    def _at_home(self, actor: Actor) -> bool:
        """Whether the text speaks of a group's country or of another group of it, and the group was there by then."""
        if actor.country is None or actor.kind not in {"ArmedGroup", "Movement"} or not self._there(actor):
            return False
        return any(actor.country in {other.id, other.country} for other in self.met.values() if other.id != actor.id)

    def principal(self, actor: Actor) -> str | None:
        """The id of the actor that ``actor`` acts for in the end at the document's date; None for itself."""
        seen = {actor.id}
        found = None
        current = actor
        while (above := current.principal_on(self.date)) and above not in seen:
            seen.add(above)
            found = above
            current = self.get(above)
        return found

    def person(self, name: str, principal: str | None, office: str | None = None) -> Actor:
        """The person of that name: of the catalogue, met before, or minted as acting for ``principal``."""
        known = self.catalogue.named(name)
        persons = [actor for actor in known if actor.kind == "Person"]
        if len(persons) == 1:
            return self.meet(persons[0])
        if name in self.weak:
            return self.get(self.weak[name])
        roles = (Role(office=office, of=principal),) if office and principal else ()
        return self._mint(Actor(id="", kind="Person", label=name, names=(name,), principal=principal, roles=roles))

    def minted_among(self, ids: set[str]) -> tuple[Actor, ...]:
        """The minted actors of those ids, and whom they act for."""
        wanted, asked = set[str](), list(ids & self.minted.keys())
        while asked:
            actor = self.minted[asked.pop()]
            wanted.add(actor.id)
            above = {actor.principal, actor.country, *(role.of for role in actor.roles)}
            asked += [a for a in above if a in self.minted and a not in wanted]
        return tuple(actor for actor in self.minted.values() if actor.id in wanted)

    def titled(self, surname: str, principal: str | None, office: str = "") -> Actor | None:
        """A catalogue person known by a surname behind a title: who then held the office, or else ever did.

        Args:
            surname: as printed.
            principal: the id of whom the words before say that he acts for, if they do.
            office: the title, such as ``Prime Minister``; empty where it isn't known.
        """
        called = _by_surname().get(surname, ())
        current = [a for a in called if self._current(a)]
        held = [a for a in called if _ever_held(a, office)]
        found = [a for a in held if a in current] or self._last_in(held, office) or current
        if principal:
            found = [a for a in found if self.principal(a) == principal] or found
        return self.meet(found[0]) if len(found) == 1 else None

    def _last_in(self, persons: list[Actor], office: str) -> list[Actor]:
        """Of persons who held an office at any time, the one who came to it last before the document's date."""
        day = self.date or "9999"
        since = {a: max(r.since or "" for r in a.roles if r.office.casefold() == office.casefold()) for a in persons}
        before = [a for a in persons if since[a] <= day]
        return [max(before, key=lambda a: since[a])] if before else []

    def group(self, name: str, kind: str, country: str | None = None) -> Actor:
        """A group, body or collective that the catalogue lacks."""
        known = self.catalogue.named(name)
        if len(known) == 1:
            return self.meet(known[0])
        return self._mint(Actor(id="", kind=kind, label=name, country=country))

    def organ(self, name: str, principal: str) -> Actor:
        """A body of ``principal`` that the catalogue lacks."""
        known = self.catalogue.named(name)
        if len(known) == 1:
            return self.meet(known[0])
        return self._mint(Actor(id="", kind="Organ", label=name, principal=principal))

    def _mint(self, actor: Actor) -> Actor:
        actor_id = "x-" + slug(actor.label)
        if actor_id in self.minted:
            return self.minted[actor_id]
        minted = Actor(
            id=actor_id, kind=actor.kind, label=actor.label, names=actor.names, principal=actor.principal,
            country=actor.country, roles=actor.roles, minted=True,
        )  # fmt: skip
        self.minted[actor_id] = minted
        return self.meet(minted)

    def office_holder(self, office: str, principal: str) -> Actor | None:
        """Who holds an office of ``principal``: a person met in this text, else the catalogue's at its date."""
        wanted = office.casefold()
        for actor in reversed(self.met.values()):
            if actor.kind == "Person" and self.principal(actor) == principal and self._holds(actor, wanted):
                return actor
        if self.date is None:
            return None
        holders = [
            a
            for a in _by_state().get(principal, ())
            if any(r.office.casefold() == wanted and r.of == principal and r.holds(self.date) for r in a.roles)
        ]
        return holders[0] if len(holders) == 1 else None

    def ruler(self, principal: str) -> Actor | None:
        """Who "the Omani leader" is: the only person met in the text who rules the state ``principal``."""
        met = [a for a in self.met.values() if a.kind == "Person" and self.principal(a) == principal]
        found = [a for a in met if any(self._holds(a, office) for office in _RULERS) and not self._holds(a, "vice")]
        return found[0] if len(found) == 1 else None

    def _holds(self, actor: Actor, office: str) -> bool:
        return any(office in role.office.casefold() and (role.holds(self.date) or actor.minted) for role in actor.roles)


def _ever_held(person: Actor, office: str) -> bool:
    """Whether a person ever held an office of that name, whatever ministry it was of."""
    wanted = office.casefold()
    return bool(wanted) and any(role.office.casefold() == wanted for role in person.roles)


@cache
def _by_state() -> Mapping[str, tuple[Actor, ...]]:
    """The catalogue's persons by the actors that they held an office of."""
    index: dict[str, list[Actor]] = {}
    for actor in load_catalogue().actors.values():
        if actor.kind == "Person":
            for principal in dict.fromkeys(role.of for role in actor.roles):
                index.setdefault(principal, []).append(actor)
    return MappingProxyType({principal: tuple(actors) for principal, actors in index.items()})


@cache
def _short_groups() -> Mapping[str, tuple[Actor, ...]]:
    """The catalogue's armed groups by their short names."""
    index: dict[str, list[Actor]] = {}
    for actor in load_catalogue().actors.values():
        for form in actor.weak if actor.kind == "ArmedGroup" else ():
            index.setdefault(form, []).append(actor)
    return MappingProxyType({form: tuple(actors) for form, actors in index.items()})


@cache
def _by_surname() -> Mapping[str, tuple[Actor, ...]]:
    """The catalogue's persons by surname and short name."""
    index: dict[str, dict[str, Actor]] = {}
    for actor in load_catalogue().actors.values():
        if actor.kind == "Person":
            for form in (*actor.weak, *(name.split()[-1] for name in (actor.label, *actor.names))):
                index.setdefault(form, {})[actor.id] = actor
    return MappingProxyType({form: tuple(actors.values()) for form, actors in index.items()})


def _is_acronym(text: str) -> bool:
    """Whether a form is a word of three or more capitals, which common words and names are not."""
    return len(text) > 2 and text.isalpha() and text.isupper()


def slug(name: str) -> str:
    """A lower-case ASCII slug of a name, for an actor id."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed"
