"""The graph to take away."""

from __future__ import annotations

import tempfile
from typing import Annotated, Literal

from detente.api.dependencies import Graph
from detente.api.responses import BAD, chunks_of
from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

router = APIRouter(prefix="/v1/export", tags=["export"])
MEDIA_TYPE = "application/graphml+xml"


@router.get(
    "/graphml",
    response_class=StreamingResponse,
    responses={200: {"description": "GraphML", "content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}, **BAD},
)
def graphml(
    graph: Graph,
    grain: Annotated[Literal["tie", "claim"], Query(description="What an edge stands for", examples=["tie"])] = "tie",
) -> StreamingResponse:
    """The graph for Gephi, networkx or igraph: an edge for each tie, or for each claim."""
    # Written out first: an error on the way is then an error answer, and never half a file.
    spool = tempfile.SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115 - closed when it was sent
    graph.write_graphml(spool, grain)
    size = spool.tell()
    headers = {"content-disposition": f'attachment; filename="detente-{grain}s.graphml"', "content-length": str(size)}
    return StreamingResponse(chunks_of(spool), media_type=MEDIA_TYPE, headers=headers)
