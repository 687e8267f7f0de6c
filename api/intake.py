"""From files to the graph, a document at a time; what fails is counted and said, and nothing else is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.api.output import complain
from detente.extract.errors import InputError
from detente.extract.model import Document, Extraction
from detente.graph.errors import NotFound
from detente.graph.library import ClaimGraph

LINES = frozenset({".jsonl", ".ndjson"})


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
    """The documents of some paths on their way through the extractor; counts as it goes."""

    def __init__(self, paths: Sequence[Path], *, workers: int = 1) -> None:
        self._paths = paths
        self._workers = workers
        self._read = self._new = self._claims = self._failed = 0

    def size(self) -> int:
        """About how many documents there are: a text file counts as one, a JSON lines file as its lines."""
        return sum(_lines(path) if path.suffix in LINES else 1 for path in _files(self._paths))

    def tally(self) -> Tally:
        """The counts so far."""
        return Tally(self._read, self._new, self._claims, self._failed)

    def documents(self) -> Iterator[Document]:
        """The documents that can be read; each that can't is said on standard error."""
        from detente.extract.intake import read_documents

        for path in self._paths:
            try:
                for document in read_documents([path]):
                    self._read += 1
                    yield document
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

        yield from Extractor().extract_all(_chain(first, waiting), workers=self._workers)

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


def _chain(first: Document, rest: Iterable[Document]) -> Iterator[Document]:
    yield first
    yield from rest


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (file for file in path.rglob("*") if file.is_file())
        else:
            yield path


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(1 for _ in stream)
    except OSError:
        return 0
