"""What the server's connections and its worker processes need to know of each other to lend and give back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from detente.api.messages import Returned, Tallies
from detente.api.queries import Answer

if TYPE_CHECKING:
    from detente.api.process import Process

Ask = Callable[[], Awaitable[Answer]]
"""Gives an answer that is under way or there already; cancelling the call stops the query."""


class Lendable(Protocol):
    """A connection of the server's that can be lent to a worker."""

    def take_back(self, returned: Returned, ask: Ask | None = None) -> None:
        """Go on with it; ``ask`` gives the answer to the query that it is at."""

    def abort(self) -> None:
        """Break it off: it can't be known what was read of it."""


class Watcher(Protocol):
    """Whom a process tells of what it does by itself."""

    def returned(self, connection: Lendable, returned: Returned) -> None:
        """It has let go of a connection."""

    def engaged(self, process: Process, connection: Lendable | None, returned: Returned) -> None:
        """It has let go of all, and is at a slow query, which came on ``connection`` (``None``: it is closed)."""

    def lost(self, process: Process) -> None:
        """It has ended."""

    def tallied(self, tallies: Tallies) -> None:
        """It has answered queries on lent connections."""


class Loan(NamedTuple):
    """A connection, and what was read of it when it was lent."""

    connection: Lendable
    data: bytes


class Engaged(Exception):
    """The process has a slow query to answer, and can do nothing else now."""
