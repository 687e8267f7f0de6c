"""The 25 relation types, read from ``vocabulary.ttl``: the one place where they are defined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Literal as Choice
from typing import cast

import pyoxigraph as ox
from detente.ontology.errors import OntologyError
from detente.ontology.namespaces import DET, PREFIXES, SAID

Polarity = Choice["+", "0", "-"]
Family = Choice["event", "tie"]

_RDF_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_SKOS = PREFIXES["skos"]
_FAMILIES: Mapping[str, Family] = MappingProxyType({DET + "eventFamily": "event", DET + "tieFamily": "tie"})
_POLARITIES = ("+", "0", "-")

_Properties = Mapping[str, tuple[str, ...]]
"""Of one subject: predicate IRI → values, as IRIs or lexical forms, sorted."""


@dataclass(frozen=True, slots=True)
class RelationType:
    """One type of relation between two actors."""

    name: str
    """Local name under ``det:`` and ``said:``, such as ``warmingTiesWith``."""
    label: str
    """A verb phrase that reads between subject and object: ``has warming ties with``."""
    definition: str
    example: str
    """A sentence that states such a relation."""
    polarity: Polarity
    """The sign of :attr:`score`."""
    family: Family
    """A dated act, or a state that holds over a period."""
    directed: bool
    """Whether subject and object play different parts."""
    score: float
    """Intensity on PLOVER's scale, −10 (most conflictual) to +10 (most cooperative)."""
    broader: str
    """Local name of the class of types above it, such as ``verbalConflict``."""
    plover: str | None = None
    """PLOVER event type; ``None`` for ties, which PLOVER does not code."""
    cameo: tuple[str, ...] = ()
    """CAMEO root codes, two digits each, whose events the type takes in; none for ties."""

    @property
    def iri(self) -> str:
        """The property that states an affirmed tie."""
        return DET + self.name

    @property
    def said(self) -> str:
        """The IRI of the twin that states what a claim says, true or not."""
        return SAID + self.name


def vocabulary() -> Traversable:
    """The vocabulary's Turtle file, wherever the package is installed."""
    return resources.files("detente.ontology").joinpath("vocabulary.ttl")


@cache
def load_relations() -> Mapping[str, RelationType]:
    """All relation types by local name, in the vocabulary's order: events, then ties.

    Raises :class:`OntologyError` when the installed vocabulary is missing or wrong.
    """
    try:
        turtle = vocabulary().read_bytes()
    except OSError as error:
        raise OntologyError(f"vocabulary.ttl can't be read ({error}); reinstall detente") from error
    return parse_relations(turtle)


def parse_relations(turtle: bytes, name: str = "vocabulary.ttl") -> Mapping[str, RelationType]:
    """All relation types that a vocabulary in Turtle declares, by local name, in its order.

    Raises :class:`OntologyError`, naming ``name`` and the term, when it isn't Turtle or a type lacks what it needs.
    """
    try:
        described = _describe(turtle)
    except SyntaxError as error:
        raise OntologyError(f"{name} is not valid Turtle: {error}") from error
    relations = {
        iri.removeprefix(DET): _relation(iri, properties, name)
        for iri, properties in described.items()
        if DET + "RelationType" in properties.get(_RDF_TYPE, ())
    }
    if not relations:
        raise OntologyError(f"{name} declares no det:RelationType")
    return MappingProxyType(relations)


def _describe(turtle: bytes) -> Mapping[str, _Properties]:
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            found[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return {iri: {key: tuple(sorted(values)) for key, values in pairs.items()} for iri, pairs in found.items()}


def _relation(iri: str, properties: _Properties, file: str) -> RelationType:
    entry = _Entry(iri, properties, file)
    return RelationType(
        name=iri.removeprefix(DET),
        label=entry.one(_LABEL),
        definition=entry.one(_SKOS + "definition"),
        example=entry.one(_SKOS + "example"),
        polarity=cast(Polarity, entry.choice(DET + "polarity", _POLARITIES)),
        family=_FAMILIES[entry.choice(DET + "family", tuple(_FAMILIES))],
        directed=entry.choice(DET + "directed", ("true", "false")) == "true",
        score=entry.number(DET + "score"),
        broader=entry.one(_SKOS + "broader").removeprefix(DET),
        plover=next(entry.all(DET + "ploverCode"), None),
        cameo=tuple(entry.all(DET + "cameoRoot")),
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """One term of a vocabulary, read strictly."""

    iri: str
    properties: _Properties
    file: str

    def all(self, predicate: str) -> Iterator[str]:
        yield from self.properties.get(predicate, ())

    def one(self, predicate: str) -> str:
        values = tuple(self.all(predicate))
        if len(values) != 1:
            raise self.error(f"needs exactly one <{predicate}>, has {len(values)}")
        return values[0]

    def choice(self, predicate: str, allowed: tuple[str, ...]) -> str:
        value = self.one(predicate)
        if value not in allowed:
            raise self.error(f"<{predicate}> is {value!r}, must be one of {', '.join(allowed)}")
        return value

    def number(self, predicate: str) -> float:
        value = self.one(predicate)
        try:
            return float(value)
        except ValueError:
            raise self.error(f"<{predicate}> is {value!r}, must be a number") from None

    def error(self, problem: str) -> OntologyError:
        return OntologyError(f"{self.file}: <{self.iri}> {problem}")
