"""What IRIs and literals of several parts say: ties, dyads, methods, positions; made and taken apart."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote

from detente.graph.terms import actor, local
from detente.ontology.namespaces import ACTOR, BASE, TIE

DYAD = BASE + "dyad/"
METHOD = BASE + "method/"


def tie(subject: str, relation: str, object: str) -> str:
    """The IRI term of a tie; the dots of the key are its own, since :func:`local` encodes those of the ids."""
    start = len(ACTOR) + 1
    return f"<{TIE}{actor(subject)[start:-1]}.{relation}.{actor(object)[start:-1]}>"


def dyad(one: str, other: str) -> str:
    """The IRI term of two actors, given in the order of their ids."""
    start = len(ACTOR) + 1
    return f"<{DYAD}{actor(one)[start:-1]}.{actor(other)[start:-1]}>"


def dyad_key(iri: str) -> tuple[str, str]:
    """The two actors of a dyad's IRI. Raises ``ValueError`` where it is none."""
    one, other = iri.removeprefix(DYAD).split(".")
    return unquote(one), unquote(other)


@lru_cache(maxsize=1 << 12)
def method(extractor: str, version: str, rule: str) -> str:
    """The IRI term of a method of making claims; the dots are its own, as in :func:`tie`."""
    return f"<{METHOD}{'.'.join(local('', part)[1:-1] for part in (extractor, version, rule))}>"


@lru_cache(maxsize=1 << 12)
def method_key(iri: str) -> tuple[str, str, str]:
    """Extractor, version and rule of a method's IRI. Raises ``ValueError`` where it is none."""
    extractor, version, rule = map(unquote, iri.removeprefix(METHOD).split("."))
    return extractor, version, rule


def tie_key(iri: str) -> tuple[str, str, str]:
    """Subject, relation and object of a tie's IRI. Raises ``ValueError`` where it is none."""
    subject, relation, object = iri.removeprefix(TIE).split(".")
    return unquote(subject), relation, unquote(object)


def position(start: int, end: int) -> str:
    """Characters from ``start`` up to ``end``, as RFC 5147 and Web Annotation's fragment selectors write it."""
    return f'"char={start},{end}"'


def ends(position: str) -> tuple[int, int]:
    """Undo :func:`position`. Raises ``ValueError`` where it can't be."""
    start, end = position.removeprefix("char=").split(",")
    return int(start), int(end)
