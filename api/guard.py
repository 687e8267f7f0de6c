"""Queries and updates that would make the engine fetch something from another server are refused.

The engine has no switch that turns ``SERVICE`` and ``LOAD`` off and gives no parse tree, and its grammar takes forms
that a tokeniser of one's own reads otherwise (``SERVICEex:a{…}``; ``FILTER(?a<?b)SERVICE#>``). So its own parser is
asked: where the letters of the keyword occur, one letter of each is changed to another of the same lexical class, and
the text is parsed again. Names and strings stay names and strings; a keyword becomes a syntax error. A text that still
parses held none. Escapes (``\\u0053ERVICE``) need no care: the engine reads them in names and strings only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from detente.api.errors import ReachesOut, position
from detente.graph.errors import BadQuery
from pyoxigraph import Store

SERVICE = re.compile(r"s(?=ervice)", re.IGNORECASE)
LOAD = re.compile(r"l(?=oad)", re.IGNORECASE)
STAND_INS = ("z", "q", "x")
"""Tried in turn, as one of them may make two different names of a text equal."""


def refuse_service(query: str, *, base: str | None = None, prefixes: Mapping[str, str] | None = None) -> None:
    """Raise :class:`ReachesOut` for a query that has a ``SERVICE`` clause, ``BadQuery`` for some that are malformed."""

    def parses(text: str) -> None:
        Store().query(text, base_iri=base, prefixes=dict(prefixes or {}))

    if "ervice" not in query.lower():  # keywords are of ASCII letters; this is the quickest look for one
        return
    if SERVICE.search(query) and not _parses_without(query, (SERVICE,), parses):
        _refuse_malformed(query, parses)
        raise ReachesOut(
            "SERVICE is not allowed here: the server queries no other servers. Query that endpoint itself."
        )


def refuse_service_and_load(update: str, *, base: str | None = None, prefixes: Mapping[str, str] | None = None) -> None:
    """Raise :class:`ReachesOut` for an update with ``LOAD`` or ``SERVICE``, ``BadQuery`` for some malformed ones."""

    def parses(text: str) -> None:
        Store().update(text, base_iri=base, prefixes=dict(prefixes or {}))

    keywords = tuple(keyword for keyword in (SERVICE, LOAD) if keyword.search(update))
    if keywords and not _parses_without(update, keywords, parses):
        _refuse_malformed(update, parses)
        raise ReachesOut("SERVICE and LOAD are not allowed here: the server fetches nothing. Send the data itself.")


def _parses_without(text: str, keywords: tuple[re.Pattern[str], ...], parse: Callable[[str], None]) -> bool:
    for letter in STAND_INS:
        changed = text
        for keyword in keywords:
            changed = keyword.sub(letter, changed)
        try:
            parse(changed)
        except SyntaxError:
            continue
        except (OSError, RuntimeError):
            return True  # it parsed; only running it on nothing failed
        return True
    return False


def _refuse_malformed(text: str, parse: Callable[[str], None]) -> None:
    """Raise ``BadQuery`` where the parser stops before the end; what is put after the end keeps it from being run."""
    lines = text.rstrip().split("\n")
    try:
        parse(f"{text}\n\x00")
    except SyntaxError as error:
        place = position(str(error))
        if place and (place.line, place.column) <= (len(lines), len(lines[-1])):
            raise BadQuery(str(error)) from None
