"""What must hold between the records of a catalogue; a single record is checked where it is read."""

from __future__ import annotations

from collections.abc import Iterator

from detente.ontology.actor import Actor
from detente.ontology.catalogue import Catalogue


def problems(catalogue: Catalogue) -> Iterator[str]:
    """What contradicts, one line each, with file, line and entry: none in a sound catalogue.

    Found are references to actors that are not there, actors that stand under themselves, names that two actors claim
    without both marking them ambiguous (case counts: ``Polish``, ``polish``), and codes that two actors share.
    """
    for actor in catalogue.actors.values():
        yield from _dangling(catalogue, actor)
        yield from _circular(catalogue, actor)
    yield from _claimed_twice(catalogue)
    yield from _shared_codes(catalogue)


def claimed_names(actor: Actor) -> tuple[str, ...]:
    """The names that nobody else may bear unmarked: all but the weak ones."""
    return tuple(dict.fromkeys((*actor.all_names(), *actor.adjectives, *actor.capitals)))


def _references(actor: Actor) -> Iterator[tuple[str, str]]:
    for key in ("principal", "country", "parent"):
        if other := getattr(actor, key):
            yield key, other
    yield from (("successors", other) for other in actor.successors)
    yield from (("roles.of", role.of) for role in actor.roles)
    yield from (("members.actor", member.actor) for member in actor.members)
    yield from (("designations.by", designation.by) for designation in actor.designations)


def _entry(catalogue: Catalogue, id: str) -> str:
    return f"{catalogue.places[id]} {id!r}"


def _dangling(catalogue: Catalogue, actor: Actor) -> Iterator[str]:
    for key, other in dict.fromkeys(_references(actor)):
        if other not in catalogue.actors:
            yield f"{_entry(catalogue, actor.id)}: {key} is {other!r}, which no actor has as its id"


def _circular(catalogue: Catalogue, actor: Actor) -> Iterator[str]:
    for key in ("principal", "parent"):
        above = getattr(actor, key)
        seen = set()
        while above is not None and above not in seen:
            seen.add(above)
            above = getattr(catalogue.get(above), key, None)
        if actor.id in seen:
            yield f"{_entry(catalogue, actor.id)}: stands under itself by {key}"


def _claimed_twice(catalogue: Catalogue) -> Iterator[str]:
    bearers: dict[str, list[Actor]] = {}
    for actor in catalogue.actors.values():
        for name in claimed_names(actor):
            bearers.setdefault(name, []).append(actor)
    for name, actors in bearers.items():
        unmarked = [actor for actor in actors if name not in actor.ambiguous]
        if len(actors) > 1 and unmarked:
            entries = ", ".join(_entry(catalogue, actor.id) for actor in actors)
            missing = ", ".join(actor.id for actor in unmarked)
            yield f"name {name!r} is claimed by {entries}; strike it out of one or add it to 'ambiguous' of {missing}"


def _shared_codes(catalogue: Catalogue) -> Iterator[str]:
    for code in ("wikidata", "iso2", "iso3"):
        holders: dict[str, str] = {}
        for actor in catalogue.actors.values():
            value: str | None = getattr(actor, code)
            if value and (first := holders.setdefault(value, actor.id)) != actor.id:
                yield f"{_entry(catalogue, actor.id)}: {code} {value} is that of {_entry(catalogue, first)} too"
