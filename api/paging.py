"""Lists a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from fastapi import Request, Response
from pydantic import BaseModel, Field

Item = TypeVar("Item")


class Page(BaseModel):
    """What every page of a list says beside its items."""

    next: str | None = Field(
        default=None, examples=["/v1/documents?limit=100&offset=100"], description="Where the next page is"
    )


def cut(found: Sequence[Item], limit: int) -> Sequence[Item]:
    """The page itself, out of the ``limit`` + 1 items that were asked for to see whether there is another."""
    return found[:limit]


def next_page(request: Request, response: Response, found: Sequence[object], limit: int, offset: int) -> str | None:
    """The path of the next page, also set as a ``Link`` header; ``None`` on the last."""
    if len(found) <= limit:
        return None
    url = request.url.include_query_params(limit=limit, offset=offset + limit)
    path = f"{url.path}?{url.query}"
    response.headers["link"] = f'<{path}>; rel="next"'
    return path
