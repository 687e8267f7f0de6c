"""Work that ends when nobody waits for it any more."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

Result = TypeVar("Result")


PATIENCE = 0.02
"""Seconds that work may take before the client is watched: most is done sooner, and watching has its price."""


class ClientGone(Exception):
    """The client closed the connection before it had its answer."""


async def while_connected(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """The result of ``work``, which is cancelled when the client goes away; then raises :class:`ClientGone`.

    The request's body must have been read.
    """
    tasks: list[asyncio.Future[Any]] = [asyncio.ensure_future(work)]
    try:
        await asyncio.wait(tasks, timeout=PATIENCE)
        if not tasks[0].done():
            tasks.append(asyncio.ensure_future(_left(request)))
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if not tasks[0].done():
            raise ClientGone
        result: Result = tasks[0].result()
        return result
    finally:
        unfinished = [task for task in tasks if not task.done()]
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
