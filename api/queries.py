"""What goes to the process that answers a query, and what comes back. Plain records, cheap to load and to send."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO


@dataclass(frozen=True, slots=True)
class Query:
    """A query as a client put it."""

    text: str
    accept: str | None = None
    """The ``Accept`` header."""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    """What relative IRIs are relative to."""


@dataclass(frozen=True, slots=True)
class Update:
    """An update as a client put it."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use."""

    seconds: float = 30.0
    """Wall time, after which it is stopped."""
    memory: int = 1_000_000_000
    """Resident memory of the process that runs it, in bytes, after which it is stopped."""
    rows: int = 1_000_000
    """Solutions or triples, after which the result is cut and marked so."""
    size: int = 256_000_000
    """Length of the answer in bytes, after which the result is cut and marked so."""


@dataclass(frozen=True, slots=True)
class Job:
    """A query to be answered out of a snapshot."""

    snapshot: str
    revision: int
    """How many writes that snapshot has seen, at least."""
    query: Query


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """An update to be carried out on a copy of the store that is nobody else's, to see whether it ends in time."""

    store: str
    text: str
    base: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; either its ``body`` or the ``file`` that holds it."""

    content_type: str
    body: bytes = b""
    file: str | None = None
    """Path of a file to be sent and deleted, for a long answer."""
    cut: bool = False
    """Whether rows or triples are missing because a limit was reached."""

    def opened(self) -> IO[bytes]:
        """All of it, to be read once: a file is deleted, and what is open stays until it is closed."""
        if self.file is None:
            return BytesIO(self.body)
        file = Path(self.file)
        stream = file.open("rb")
        file.unlink()
        return stream


FAULT = "(fault)"
"""Stands for an error that isn't one of ours."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer: the name of an error class and its message."""

    error: str
    message: str
