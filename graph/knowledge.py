"""What the graph knows before it reads anything: the vocabulary and the actor catalogue, as statements;
and actors read back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox
from detente.graph import terms
from detente.graph.quads import TYPE
from detente.graph.terms import Properties, Statement, det
from detente.ontology.actor import Actor, Dated
from detente.ontology.namespaces import ACTOR, DET, PREFIXES
from detente.ontology.relations import vocabulary

LABEL = terms.iri(PREFIXES["skos"] + "prefLabel")
NAME = terms.iri(PREFIXES["skos"] + "altLabel")
MATCH = terms.iri(PREFIXES["skos"] + "exactMatch")
NOTE = terms.iri(PREFIXES["skos"] + "note")
SOURCE = terms.iri(PREFIXES["dcterms"] + "source")

_TEXTS = (
    ("names", NAME),
    ("seats", det("seat")),
    ("adjectives", det("adjective")),
    ("capitals", det("capital")),
    ("ambiguous", det("ambiguousName")),
    ("contested", det("contestedName")),
    ("weak", det("weakName")),
    ("sources", SOURCE),
)
"""Fields of an actor that hold texts, each with its predicate."""
_LINKS = ("principal", "country", "parent")
_CODES = ("iso2", "iso3", "wikidata")


SHOWN = tuple(
    predicate[1:-1]
    for predicate in (
        *(TYPE, LABEL, NAME, det("seat"), *map(det, _CODES), *map(det, _LINKS)),
        *(det("since"), det("until"), det("minted")),
    )
)
"""What an actor is shown by. Reading all that is said of one would read its affirmed ties, and they can be many."""
ABOUT = tuple(dict.fromkeys((*SHOWN, *(predicate[1:-1] for _, predicate in _TEXTS), NOTE[1:-1], DET + "successor")))
"""All that :func:`read_actor` reads."""


def actor_statements(actor: Actor) -> Iterator[Statement]:
    """An actor with its names, codes and links. Roles, memberships and designations have IRIs under the actor's own."""
    node = terms.actor(actor.id)
    for predicate, object in _actor_properties(actor):
        yield node, predicate, object, ""
    for number, role in enumerate(actor.roles, 1):
        links = ((det("office"), terms.text(role.office)), (det("roleOf"), terms.actor(role.of)))
        yield from _dated(node, "role", number, role, links)
    for number, member in enumerate(actor.members, 1):
        links = ((det("member"), terms.actor(member.actor)), (det("membershipStatus"), terms.text(member.status)))
        yield from _dated(node, "membership", number, member, links)
    for number, named in enumerate(actor.designations, 1):
        links = ((det("designatedBy"), terms.actor(named.by)), (det("designationTerm"), terms.text(named.term)))
        source = ((SOURCE, terms.text(named.source)),) if named.source else ()
        yield from _dated(node, "designation", number, named, (*links, *source))


def _actor_properties(actor: Actor) -> Iterator[tuple[str, str]]:
    yield TYPE, det("Actor")
    yield TYPE, det(actor.kind)
    yield LABEL, terms.text(actor.label)
    for field, predicate in _TEXTS:
        for text in dict.fromkeys(getattr(actor, field)):
            yield predicate, terms.text(text)
    for field in _CODES:
        if code := getattr(actor, field):
            yield det(field), terms.text(code)
    if actor.wikidata:
        yield MATCH, terms.iri(PREFIXES["wd"] + actor.wikidata)
    for field in _LINKS:
        if id := getattr(actor, field):
            yield det(field), terms.actor(id)
    for id in dict.fromkeys(actor.successors):
        yield det("successor"), terms.actor(id)
    yield from _dates(actor)
    if actor.note:
        yield NOTE, terms.text(actor.note)
    if actor.minted:
        yield det("minted"), terms.boolean(True)


def _dates(dated: Dated | Actor) -> Iterator[tuple[str, str]]:
    if dated.since:
        yield det("since"), terms.moment(dated.since)
    if dated.until:
        yield det("until"), terms.moment(dated.until)


def _dated(owner: str, name: str, number: int, dated: Dated, links: Iterable[tuple[str, str]]) -> Iterator[Statement]:
    node = f"{owner[:-1]}/{name}/{number}>"
    yield owner, det(name), node, ""
    yield node, TYPE, det(name.capitalize()), ""
    for predicate, object in chain(links, _dates(dated)):
        yield node, predicate, object, ""


def read_actor(id: str, properties: Properties) -> Actor:
    """The actor with these properties, without what has nodes of its own (roles, memberships, designations);
    names come sorted.
    """

    def all_of(predicate: str) -> tuple[str, ...]:
        return tuple(sorted(terms.value(term) for term in properties.get(predicate[1:-1], ())))

    def one_of(predicate: str) -> str | None:
        return next(iter(all_of(predicate)), None)

    def link_of(predicate: str) -> str | None:
        found = one_of(predicate)
        return terms.local_name(found, ACTOR) if found else None

    texts = {field: all_of(predicate) for field, predicate in _TEXTS}
    kinds = sorted(terms.value(term).removeprefix(DET) for term in properties.get(TYPE[1:-1], ()))
    return Actor(
        id=id,
        kind=next((kind for kind in kinds if kind != "Actor"), "Actor"),
        label=one_of(LABEL) or id,
        names=texts["names"],
        adjectives=texts["adjectives"],
        seats=texts["seats"],
        capitals=texts["capitals"],
        ambiguous=texts["ambiguous"],
        contested=texts["contested"],
        weak=texts["weak"],
        iso2=one_of(det("iso2")),
        iso3=one_of(det("iso3")),
        wikidata=one_of(det("wikidata")),
        since=one_of(det("since")),
        until=one_of(det("until")),
        principal=link_of(det("principal")),
        country=link_of(det("country")),
        parent=link_of(det("parent")),
        successors=tuple(terms.local_name(iri, ACTOR) for iri in all_of(det("successor"))),
        sources=texts["sources"],
        note=one_of(NOTE),
        minted=det("minted")[1:-1] in properties,
    )


def vocabulary_statements() -> Iterator[Statement]:
    """The vocabulary as it is installed."""
    for quad in ox.parse(vocabulary().read_bytes(), format=ox.RdfFormat.TURTLE):
        yield terms.statement(quad)


def version_of(statements: Iterable[Statement]) -> str:
    """A hash of statements, the same in whatever order they come."""
    digests = (hashlib.blake2b("\x1f".join(each).encode(), digest_size=16).digest() for each in statements)
    total = sum(int.from_bytes(digest, "big") for digest in digests)
    return f"{total % (1 << 128):032x}"
