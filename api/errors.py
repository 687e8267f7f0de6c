"""What the doors refuse. A branch of the project's tree of errors.

::

    DetenteError
    └── ApiError
        ├── SettingsError        an option or environment variable holds something it can't be
        ├── CannotListen         the address to serve on is taken or not ours
        ├── BadRequest           400: a parameter or body is wrong
        │   └── ReachesOut       400: SERVICE or LOAD, which would fetch from another server
        ├── Unauthorized         401: no key, or none that is known
        ├── Forbidden            403: a key that may not do this
        ├── NoSuchGraph          404: the graph store hasn't got that graph
        ├── GraphChanged         410: a cursor of a state of the graph that is past
        ├── NotAcceptable        406: none of the forms that the client takes
        ├── BodyTooLarge         413: a longer request body than is taken
        ├── UnknownBody          415: a request body of a type that is not taken
        └── Unavailable          503: not now; try again
            ├── Busy             as many queries run and wait as may
            ├── OutOfTime        a query ran longer than it may
            ├── OutOfMemory      a query took more memory than it may
            └── WorkerLost       the process that answered a query ended, for another reason
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from detente.ontology.errors import DetenteError

POSITION = re.compile(r"\bat (\d+):(\d+)\b")


class ApiError(DetenteError):
    """Anything that the command or the server refuses."""

    status = 500
    """Of HTTP."""
    title = "Error"
    headers: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """That the answer bears."""


class SettingsError(ApiError, ValueError):
    """An option or environment variable holds something that its setting can't be."""

    title = "Wrong setting"


class CannotListen(ApiError):
    """The address to serve on is taken, or not one of this machine's."""


class BadRequest(ApiError):
    """A parameter or body of the request is wrong."""

    status = 400
    title = "Bad request"


class ReachesOut(BadRequest):
    """A query with ``SERVICE``, or an update with ``LOAD``, which would make the server fetch from another one."""

    title = "Not allowed: reaches out to another server"


class Unauthorized(ApiError):
    """The request bears no key, or none that is known."""

    status = 401
    title = "Key needed"
    headers: ClassVar[Mapping[str, str]] = MappingProxyType({"www-authenticate": "Bearer"})


class Forbidden(ApiError):
    """The key of the request may not do this."""

    status = 403
    title = "Not allowed"


class NoSuchGraph(ApiError):
    """The graph store has no graph of that name."""

    status = 404
    title = "No such graph"


class GraphChanged(ApiError):
    """A cursor belongs to a state of the graph that is past."""

    status = 410
    title = "The graph has changed"


class NotAcceptable(ApiError):
    """The client takes none of the forms that the answer can have."""

    status = 406
    title = "Not acceptable"


class BodyTooLarge(ApiError):
    """The request body is longer than is taken."""

    status = 413
    title = "Body too large"


class UnknownBody(ApiError):
    """The request body is of a type that is not taken."""

    status = 415
    title = "Unsupported media type"


class Unavailable(ApiError):
    """The server can't answer this now."""

    status = 503
    title = "Unavailable"
    headers: ClassVar[Mapping[str, str]] = MappingProxyType({"retry-after": "5"})


class Busy(Unavailable):
    """As many queries run and wait as may."""

    title = "Too many queries at once"


class OutOfTime(Unavailable):
    """A query ran longer than it may, and was stopped."""

    title = "Stopped: it ran too long"


class OutOfMemory(Unavailable):
    """A query took more memory than it may, and was stopped."""

    title = "Stopped: it took too much memory"


class WorkerLost(Unavailable):
    """The process that answered a query ended, not for its use of time or memory."""

    title = "Query lost"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text: line and column, both from 1."""

    line: int
    column: int


def position(message: str) -> Position | None:
    """Where the engine says, in its ``message``, that a query is malformed; ``None`` where it doesn't say."""
    found = POSITION.search(message)
    return Position(int(found[1]), int(found[2])) if found else None
