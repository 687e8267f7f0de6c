"""What has changed in the graph, for those who follow it."""

from __future__ import annotations

from typing import Annotated

from detente.api import models
from detente.api.dependencies import Graph, Limit
from detente.api.errors import GraphChanged
from detente.api.paging import FARTHEST
from detente.api.responses import BAD, documented
from detente.api.streaming import AT_ONCE, STREAMED, wants_lines, written
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

router = APIRouter(prefix="/v1/changes", tags=["changes"])
GONE = documented(410, "The log doesn't reach back so far: read the graph anew")
NEXT = "/v1/changes?since=142&limit=100"


class ChangePage(BaseModel):
    """Changes, in the order they came about."""

    revision: int = Field(ge=0, examples=[420], description="The graph's, now")
    items: list[models.Change]
    next: str | None = Field(default=None, examples=[NEXT], description="Where the next page is")


@router.get("", response_model=ChangePage, responses=STREAMED | BAD | GONE)
def changes(
    graph: Graph,
    request: Request,
    response: Response,
    since: Annotated[int, Query(ge=0, le=FARTHEST, description="A revision: changes after it", examples=[42])] = 0,
    limit: Limit = 100,
) -> ChangePage | StreamingResponse:
    """The documents that came and went and the updates since a revision; as NDJSON all of them."""
    last = graph.revision

    def read(start: int, limit: int) -> list[models.Change]:
        found = graph.changes(start, max(min(limit, last - start), 0))
        return [models.Change.model_validate(change) for change in found]

    items = read(since, limit)
    if len(items) < min(limit, last - since) or since > last:
        raise GraphChanged(
            f"the log doesn't reach back to revision {since}: read the graph anew, as of revision {last}"
        )
    if wants_lines(request):
        return written(read(start, AT_ONCE) for start in range(since, last, AT_ONCE))
    page = ChangePage(revision=last, items=items)
    if since + limit < last:
        page.next = f"{request.url.path}?since={since + limit}&limit={limit}"
        response.headers["link"] = f'<{page.next}>; rel="next"'
    return page
