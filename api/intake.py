"""From files to the graph, a document at a time; what fails is counted and said, and nothing else is lost by it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.api.output import complain
from detente.extract.errors import InputError
from detente.extract.intake import LINES_SUFFIXES, files_of, read_file, read_lines
from detente.extract.model import Document, Extraction
from detente.graph.errors import NotFound
from detente.graph.library import ClaimGraph

BATCH = 16
"""Documents that are read together: few enough for the progress to be seen."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of the documents."""

    read: int
    new: int
    """Those that the graph didn't have."""
    claims: int
    """Of the new ones."""
    failed: int
    """Inputs that could not be read."""

    def __str__(self) -> str:
        failed = f"; {self.failed} could not be read" if self.failed else ""
        known = self.read - self.new
        return f"{self.read} documents read: {self.new} new with {self.claims} claims, {known} there already{failed}"


class Feed:
    """The documents of some paths on their way through the extractor, on a spaCy ``model``; counts as it goes."""

    def __init__(self, paths: Sequence[Path], model: str | None = None) -> None:
        self._paths = paths
        self._model = model
        self._read = self._new = self._claims = self._failed = 0

    def size(self) -> int:
        """About how many documents there are: a text file counts as one, a JSON lines file as its lines."""
        return sum(_size(path) for path in self._paths)

    def tally(self) -> Tally:
        """The counts so far."""
        return Tally(self._read, self._new, self._claims, self._failed)

    def documents(self) -> Iterator[Document]:
        """The documents that can be read; each that can't is said on standard error."""
        for path in self._paths:
            yield from self._readable(documents_of(file) for file in self._files(path))

    def _readable(self, readings: Iterable[Iterable[Document | InputError]]) -> Iterator[Document]:
        for found in itertools.chain.from_iterable(readings):
            if isinstance(found, InputError):
                self._failed += 1
                complain(str(found))
            else:
                self._read += 1
                yield found

    def _files(self, path: Path) -> Iterator[Path]:
        try:
            yield from files_of([path])
        except InputError as error:
            self._failed += 1
            complain(str(error))

    def extractions(self, documents: Iterable[Document] | None = None) -> Iterator[Extraction]:
        """What the documents claim (default: all). The extractor is loaded when the first one comes."""
        waiting = iter(self.documents() if documents is None else documents)
        first = next(waiting, None)
        if first is None:
            return
        from detente.extract import Extractor

        yield from Extractor(self._model).extract_all(itertools.chain([first], waiting), batch=BATCH)

    def into(self, graph: ClaimGraph, advance: Callable[[], None]) -> None:
        """Write what the graph hasn't got; calls ``advance`` after each document."""
        for extraction in self.extractions(self._unknown(graph, advance)):
            if graph.add(extraction):
                self._new += 1
                self._claims += len(extraction.claims)
            advance()

    def _unknown(self, graph: ClaimGraph, advance: Callable[[], None]) -> Iterator[Document]:
        for document in self.documents():
            try:
                graph.document(document.key)
            except NotFound:
                yield document
            else:
                advance()


def documents_of(file: Path) -> Iterator[Document | InputError]:
    """The documents of one file, with an error in place of each that can't be read."""
    if file.suffix.lower() not in LINES_SUFFIXES:
        yield from _until_error(read_file(file))
        return
    try:
        with file.open(encoding="utf-8") as stream:
            lines = _Counted(stream)
            while not lines.exhausted:
                # Blank lines in place of those read before make the line numbers of errors right.
                yield from _until_error(
                    read_lines(itertools.chain(itertools.repeat("", lines.count), lines), str(file))
                )
    except UnicodeDecodeError as error:
        yield InputError(f"{file}: not UTF-8 after line {lines.count} ({error.reason}); what follows is not read")
    except OSError as error:
        yield InputError(f"{file}: {error.strerror}")


def _until_error(documents: Iterator[Document]) -> Iterator[Document | InputError]:
    try:
        yield from documents
    except InputError as error:
        yield error


class _Counted:
    """An iterator over lines that knows how many it gave, and whether there are more."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.count = 0
        self.exhausted = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = next(self._lines)
        except StopIteration:
            self.exhausted = True
            raise
        self.count += 1
        return line


def _size(path: Path) -> int:
    try:
        return sum(_lines(file) if file.suffix.lower() in LINES_SUFFIXES else 1 for file in files_of([path]))
    except (InputError, OSError):  # said when its turn to be read comes
        return 1


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(1 for _ in stream)
