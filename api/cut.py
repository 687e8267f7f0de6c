"""A result that grew too long, cut after a whole row and closed, so that it still reads as what it is.

The engine writes a table in one go and can't be told to stop; so what it had written is searched for the ends of rows.
In each form they can be told from the same bytes inside a value: in JSON they stand outside strings, XML escapes angle
brackets and TSV line ends, and CSV doubles quotes, so that an end of row stands after an even number of them.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from itertools import islice
from types import MappingProxyType
from typing import TypeAlias

from pyoxigraph import QueryResultsFormat

Buffer: TypeAlias = bytes | mmap.mmap
JSON, XML, CSV, TSV = (
    QueryResultsFormat.JSON,
    QueryResultsFormat.XML,
    QueryResultsFormat.CSV,
    QueryResultsFormat.TSV,
)
_ROW = MappingProxyType(
    {
        JSON: re.compile(rb'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|(\})(?=,\{|\])', re.DOTALL),
        XML: re.compile(rb"(</result>)"),
        CSV: re.compile(rb'"[^"]*(?:"|\Z)|(\n)'),
        TSV: re.compile(rb"(\n)"),
    }
)
"""The first group is an end of row; what matches without it, such as a string, whole or broken off, is passed over."""
_HEAD = MappingProxyType({JSON: b'"bindings":[', XML: b"<results>", CSV: b"\n", TSV: b"\n"})
_MARK = MappingProxyType({JSON: b"},{", XML: b"</result>", CSV: b"\n", TSV: b"\n"})
CLOSE = MappingProxyType({JSON: b"]}}", XML: b"</results></sparql>", CSV: b"", TSV: b""})
"""What closes a result that was cut."""


def upper_bound(chunk: bytes, form: QueryResultsFormat) -> int:
    """No fewer than the rows that end in ``chunk``, save one that its edge cuts: quick, and blind to values."""
    return chunk.count(_MARK[form])


def cutting_place(written: Buffer, form: QueryResultsFormat, rows: int, *, whole: bool) -> int | None:
    """Where to cut so that at most ``rows`` whole rows are left; :data:`CLOSE` goes there.

    Args:
        written: what the engine wrote, from the start.
        whole: whether it came to its end; then ``None`` is returned where it has no more than ``rows`` rows.
    """
    head = re.search(re.escape(_HEAD[form]), written)
    if head is None:
        raise ValueError("the result was cut before its first row")
    place, count = head.end(), 0
    for end in islice(_ends(written, form, place), rows + 1):
        count += 1
        if count <= rows:
            place = end
    return None if whole and count <= rows else place


def _ends(written: Buffer, form: QueryResultsFormat, start: int) -> Iterator[int]:
    for found in _ROW[form].finditer(written, start):
        if found.end(1) >= 0:
            yield found.end(1)
