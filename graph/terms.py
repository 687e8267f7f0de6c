"""RDF terms: Python values ↔ terms. All conversion happens here.

What is written goes as N-Triples text, which every backend takes and which costs a tenth of building term objects;
what is read comes as pyoxigraph terms. Literals are written in canonical form, since Oxigraph keeps no other.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import TypeAlias
from urllib.parse import quote, unquote

from detente.ontology.namespaces import ACTOR, CLAIM, DET, DOCUMENT, ORIGIN, PREFIXES, SAID
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Term: TypeAlias = NamedNode | Literal | BlankNode | Triple
Statement: TypeAlias = tuple[str, str, str, str]
"""Subject, predicate, object and graph as N-Triples terms; graph ``""`` is the default graph."""
Properties: TypeAlias = Mapping[str, tuple[Term, ...]]
"""What is said of one subject: predicate IRI → objects."""

_XSD = PREFIXES["xsd"]
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_SLUG = re.compile(r"[A-Za-z0-9_~-]*")
_VARIABLE = re.compile(r"\$(\w+)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"\d{4}")


def iri(value: str) -> str:
    """``<value>``; the caller vouches that it is an IRI."""
    return f"<{value}>"


@lru_cache(maxsize=1 << 16)
def local(namespace: str, name: str) -> str:
    """The IRI term of a local name, which may hold any characters:
    all but letters, digits, ``-_~`` are percent-encoded.
    """
    if _SLUG.fullmatch(name):
        return f"<{namespace}{name}>"
    return f"<{namespace}{quote(name, safe='-_~').replace('.', '%2E')}>"


def det(name: str) -> str:
    return f"<{DET}{name}>"


def said(name: str) -> str:
    return f"<{SAID}{name}>"


def actor(id: str) -> str:
    return local(ACTOR, id)


def claim(key: str) -> str:
    return f"<{CLAIM}{key}>"


def document(key: str) -> str:
    return f"<{DOCUMENT}{key}>"


def origin(key: str) -> str:
    return f"<{ORIGIN}{key}>"


def text(value: str) -> str:
    return f'"{value.translate(_ESCAPES)}"'


def integer(value: int) -> str:
    return f'"{value}"^^<{_XSD}integer>'


def boolean(value: bool) -> str:
    return f'"{"true" if value else "false"}"^^<{_XSD}boolean>'


def decimal(value: float) -> str:
    """A number kept to four places."""
    digits = f"{value:.4f}".rstrip("0").rstrip(".")
    return f'"{"0" if digits == "-0" else digits}"^^<{_XSD}decimal>'


@lru_cache(maxsize=1 << 14)
def is_day(value: str) -> bool:
    """Whether it is a day of the calendar, as xsd:date and ISO 8601 write it."""
    if not _DAY.fullmatch(value):
        return False
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


@lru_cache(maxsize=1 << 14)
def moment(value: str) -> str:
    """A day, month or year as a date term of that precision; anything else as a string."""
    if is_day(value):
        return f'"{value}"^^<{_XSD}date>'
    if _MONTH.fullmatch(value):
        return f'"{value}"^^<{_XSD}gYearMonth>'
    if _YEAR.fullmatch(value):
        return f'"{value}"^^<{_XSD}gYear>'
    return text(value)


def instant(value: datetime) -> str:
    """A moment of UTC."""
    digits = value.strftime("%Y-%m-%dT%H:%M:%S.%f").rstrip("0").rstrip(".")
    return f'"{digits}Z"^^<{_XSD}dateTime>'


def write(term: object) -> str:
    """A term as N-Triples text."""
    if isinstance(term, NamedNode):
        return f"<{term.value}>"
    if isinstance(term, Literal):
        if term.language:
            return f"{text(term.value)}@{term.language}"
        plain = term.datatype.value == _XSD + "string"
        return text(term.value) if plain else f"{text(term.value)}^^<{term.datatype.value}>"
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    raise ValueError(f"unexpected term: {term!r}")


def statement(quad: Quad) -> Statement:
    """A quad as text."""
    graph = write(quad.graph_name) if isinstance(quad.graph_name, NamedNode) else ""
    return write(quad.subject), write(quad.predicate), write(quad.object), graph


def lines(statements: Iterable[Statement]) -> bytes:
    """Statements as N-Quads."""
    return "".join([f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in statements]).encode()


class Lines(io.RawIOBase):
    """Statements as a file of N-Quads, which is written, some thousands of lines at a time, as it is read."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._statements = iter(statements)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; all that are left for −1; none at the end."""
        if size < 0:
            return bytes(self._rest) + lines(self._statements)
        if not self._rest:
            self._rest = memoryview(lines(islice(self._statements, 5000)))
        taken, self._rest = self._rest[:size], self._rest[size:]
        return bytes(taken)


def data(statements: Iterable[Statement], default: str = "") -> str:
    """Statements as the braces' content of SPARQL's ``INSERT DATA`` and ``DELETE DATA``.

    ``default``: the graph (a term) that stands in for the default graph.
    """
    graphs = ((s, p, o, g or default) for s, p, o, g in statements)
    return "".join([f"GRAPH {g} {{ {s} {p} {o} }}\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in graphs])


def bind(sparql: str, bindings: Mapping[str, Term]) -> str:
    """A query of our own with its ``$name`` variables replaced by terms, escaped.

    Raises ``KeyError`` for one without a term.
    """
    return _VARIABLE.sub(lambda match: write(bindings[match[1]]), sparql)


def name(term: object, namespace: str) -> str:
    """The local name of an IRI under a namespace. Raises ``ValueError`` for any other term."""
    if isinstance(term, NamedNode) and term.value.startswith(namespace):
        return local_name(term.value, namespace)
    raise ValueError(f"unexpected term: {term!r}, not under <{namespace}>")


def local_name(iri: str, namespace: str) -> str:
    """What stands after the namespace, decoded."""
    rest = iri.removeprefix(namespace)
    return unquote(rest) if "%" in rest else rest


def value(term: object) -> str:
    """The lexical form of a literal, or the value of an IRI."""
    if isinstance(term, Literal | NamedNode):
        return term.value
    raise ValueError(f"unexpected term: {term!r}")


def gather(quads: Iterable[Quad]) -> Properties:
    """Quads of one subject as properties."""
    found: dict[str, list[Term]] = {}
    for quad in quads:
        found.setdefault(quad.predicate.value, []).append(quad.object)
    return {predicate: tuple(objects) for predicate, objects in found.items()}
