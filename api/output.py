"""How a command prints: a readable table on a terminal, JSON when piped or asked for."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import IO

WIDTH = 120
"""Columns of a table where there is no terminal."""
SHORT = 28
"""Characters up to which a cell is kept on one line."""
ROW_FORMS = ("table", "json", "xml", "csv", "tsv")
"""How an answer of rows, or of yes or no, can be printed."""
TRIPLE_FORMS = ("ttl", "nt", "nq", "trig", "rdf", "jsonld")
"""How an answer of triples can be printed."""
GAP = 2
"""Columns between two cells."""


def as_json(value: object) -> object:
    """The JSON form of a view, as REST gives it too: records as objects with their IRI, dates as ISO 8601."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        iri = {"iri": value.iri} if hasattr(value, "iri") else {}
        return iri | {field.name: as_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@dataclasses.dataclass(frozen=True, slots=True)
class Output:
    """Where a command prints and how."""

    stream: IO[str]
    json: bool
    """Whether to print JSON rather than tables."""

    @classmethod
    def choose(cls, form: str | None, stream: IO[str] | None = None) -> Output:
        """Print as ``form`` (``table`` or ``json``) says; without one, as fits what standard output is."""
        stream = stream or sys.stdout
        return cls(stream, form == "json" if form else not stream.isatty())

    def value(self, value: object) -> None:
        """Print ``value`` as JSON."""
        json.dump(as_json(value), self.stream, ensure_ascii=False, indent=2)
        self.stream.write("\n")

    def either(self, value: object, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Print ``value`` as JSON, or else the table of ``columns`` and ``rows``."""
        if self.json:
            self.value(value)
        else:
            self.table(columns, rows)

    def line(self, value: object) -> None:
        """Print ``value`` as one line of JSON."""
        self.stream.write(json.dumps(as_json(value), ensure_ascii=False) + "\n")

    def text(self, *lines: str) -> None:
        """Print lines of text as they stand."""
        self.stream.writelines(f"{line}\n" for line in lines)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
        """Print a table as wide as the terminal, its numbers to the right; only long cells wrap."""
        body = [tuple(cells) for cells in rows]
        if title:
            self.text(title)
        self.text(*_table_lines(columns, body, shutil.get_terminal_size((WIDTH, 0)).columns))


def _table_lines(columns: Sequence[str], rows: Sequence[Sequence[object]], width: int) -> Iterator[str]:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True)
    lengths = [max(map(len, map(str, column))) for column in zip(columns, *rows, strict=True)]
    roomy = sum(length + GAP for length in lengths if length <= SHORT) + SHORT <= width
    for place, column in enumerate(columns):
        numbers = bool(rows) and all(isinstance(row[place], int | float) for row in rows)
        kept = roomy and lengths[place] <= SHORT
        table.add_column(column, justify="right" if numbers else "left", no_wrap=kept, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console = Console(file=io.StringIO(), width=width, color_system=None)
    with console.capture() as capture:
        console.print(table)
    yield from (line.rstrip() for line in capture.get().splitlines())


def complain(message: str) -> None:
    """Print ``message`` on standard error, under the command's name."""
    sys.stderr.write(f"detente: {message}\n")
