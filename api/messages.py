"""What the server and its workers tell each other, beside jobs and answers. Plain records."""

from __future__ import annotations

from dataclasses import dataclass

from detente.api.queries import Answer, Limits, Refusal


@dataclass(frozen=True, slots=True)
class Opening:
    """The first that a worker hears: what it needs to answer on connections that are lent to it."""

    limits: Limits
    folder: str
    """Where its long answers go."""
    hosts: frozenset[str] | None
    """Names that the server goes by; ``None``: any."""
    cache: int
    """Bytes of short answers that it may remember."""
    head: bytes
    """Header lines that every answer bears."""


@dataclass(frozen=True, slots=True)
class Recall:
    """To a worker: give all connections back, and say so."""

    number: int


@dataclass(frozen=True, slots=True)
class Recalled:
    """From a worker: it holds none; the answer to the :class:`Recall` of that number."""

    number: int


@dataclass(frozen=True, slots=True)
class Returned:
    """From a worker: it has let go of a connection."""

    number: int
    data: bytes = b""
    """What was read of it and not answered."""
    outcome: Answer | Refusal | None = None
    """The answer to the query in ``data``, for the server to send."""
    unsent: bytes = b""
    """The rest of an answer, to be sent first."""
    plain: bool = True
    """Whether it may be lent again."""


@dataclass(frozen=True, slots=True)
class Slow:
    """From a worker: the query in ``data`` takes long. It has let go of all connections and answers this as a job."""

    number: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Tallies:
    """From a worker: what it answered on lent connections."""

    answered: tuple[tuple[str, float], ...]
    """Method and seconds."""
