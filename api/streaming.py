"""Whole lists as NDJSON, a JSON object a line, for those who ask for it by Accept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from detente.api.negotiation import choose
from detente.api.responses import Responses
from fastapi import Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

JSON, LINES = "application/json", "application/x-ndjson"
AT_ONCE = 500
"""Items read from the graph at a time."""
STREAMED: Responses = {
    200: {
        "description": "A page; as NDJSON the whole list, a JSON object a line",
        "content": {LINES: {"schema": {"type": "string"}}},
    }
}


def wants_lines(request: Request) -> bool:
    """Whether the client likes NDJSON better than a page of JSON."""
    return choose(request.headers.get("accept"), (JSON, LINES)) == LINES


def lines(read: Callable[[int, int], Sequence[BaseModel]]) -> StreamingResponse:
    """All items, of which ``read`` gives some by limit and offset; the first are read before the answer begins."""
    first = read(AT_ONCE, 0)

    def lots() -> Iterator[Sequence[BaseModel]]:
        offset, items = 0, first
        while items:
            yield items
            offset += len(items)
            items = read(AT_ONCE, offset) if len(items) == AT_ONCE else []

    return written(lots())


def written(lots: Iterable[Sequence[BaseModel]], *, is_cut: bool = False) -> StreamingResponse:
    """The items of all the lots; ``is_cut``: some are missing, because a limit was reached."""
    pieces = ("".join(f"{item.model_dump_json()}\n" for item in items) for items in lots)
    headers = {"vary": "accept"} | ({"detente-cut": "true"} if is_cut else {})
    return StreamingResponse(pieces, media_type=LINES, headers=headers)
