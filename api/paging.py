"""Lists a page at a time."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from detente.api.dependencies import Served
from detente.api.errors import BadRequest, GraphChanged
from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, Field

Item = TypeVar("Item")
FARTHEST = 10_000_000
"""The greatest offset."""


class Page(BaseModel):
    """What every page of a list says beside its items."""

    next: str | None = Field(
        default=None, examples=["/v1/documents?limit=100&cursor=NWY4ZTEtMDoxMDA"], description="Where the next page is"
    )


def cut(found: Sequence[Item], limit: int) -> Sequence[Item]:
    """The page itself, out of the ``limit`` + 1 items that were asked for to see whether there is another."""
    return found[:limit]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list a page begins."""

    offset: int
    state: str
    """Names the state of the graph that the list is of."""

    def following(self, request: Request, response: Response, found: Sequence[object], limit: int) -> str | None:
        """The path of the next page, also set as a ``Link`` header; ``None`` on the last."""
        if len(found) <= limit:
            return None
        url = request.url.remove_query_params("offset")
        url = url.include_query_params(limit=limit, cursor=encode(self.state, self.offset + limit))
        path = f"{url.path}?{url.query}"
        response.headers["link"] = f'<{path}>; rel="next"'
        return path


def encode(state: str, offset: int) -> str:
    """A cursor: the place ``offset`` in a list of that state of the graph."""
    return base64.urlsafe_b64encode(f"{state}:{offset}".encode()).decode().rstrip("=")


def decode(cursor: str) -> tuple[str, int]:
    """The state and offset of a cursor; raises :class:`BadRequest`."""
    try:
        text = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
        state, _, offset = text.rpartition(":")
        return state, min(max(int(offset), 0), FARTHEST)
    except (ValueError, UnicodeError):
        raise BadRequest("the cursor is not one of ours: take it from `next`") from None


async def place(
    service: Served,
    offset: Annotated[
        int, Query(ge=0, le=FARTHEST, description="Items to pass over; a cursor says it itself", examples=[0])
    ] = 0,
    cursor: Annotated[
        str | None, Query(max_length=200, description="From `next` of the page before", examples=["NDItYTFiMmMzOjEwMA"])
    ] = None,
) -> Place:
    """Where the page begins that a request asks for.

    Raises :class:`BadRequest`, and :class:`GraphChanged` for a cursor of a state that is past: pages of two states
    would repeat some items and miss others.
    """
    if cursor is None:
        return Place(offset, service.state)
    state, offset = decode(cursor)
    if state != service.state:
        raise GraphChanged("the graph has changed since the page before: begin at the first page again")
    return Place(offset, state)


At = Annotated[Place, Depends(place)]
