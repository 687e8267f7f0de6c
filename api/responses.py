"""Answers: how a query's is sent, and the errors that routes document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO, Any

from detente.api.models import Problem
from detente.api.problems import MEDIA_TYPE
from detente.api.queries import Answer
from starlette.responses import Response, StreamingResponse

CHUNK = 1 << 16
Responses = dict[int | str, dict[str, Any]]


def documented(status: int, description: str) -> Responses:
    """An OpenAPI response object for a problem document of that status."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {status: {"description": description, "model": Problem, "content": {MEDIA_TYPE: {"schema": schema}}}}


BAD = documented(400, "A parameter is wrong")
MISSING = documented(404, "Nothing in the graph goes by that name")
AMBIGUOUS = documented(409, "Several actors bear that name; `candidates` has their ids")
GONE = documented(410, "The graph has changed since the cursor was given: begin anew")
STOPPED = documented(503, "The search was stopped at a limit, or too many wait")
KEYED = documented(401, "A key is needed") | documented(403, "The key may not do this")


def sent(answer: Answer) -> Response:
    """The response that bears ``answer``; a long one is streamed from its file, which is deleted."""
    headers = {"content-type": answer.content_type, "vary": "accept"}
    if answer.cut:
        headers["detente-cut"] = "true"
    if answer.file is None:
        return Response(answer.body, headers=headers)
    stream = answer.opened()
    headers["content-length"] = str(os.fstat(stream.fileno()).st_size)
    return StreamingResponse(chunks_of(stream), headers=headers)


def chunks_of(spool: IO[bytes]) -> Iterator[bytes]:
    """What was written to ``spool``, from its start, in pieces; closes it."""
    with spool:
        spool.seek(0)
        while chunk := spool.read(CHUNK):
            yield chunk
