"""Answers that a client has already: what REST gives is the same as long as the graph is (RFC 9110, section 13)."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PREFIXES = ("/v1/", "/id/", "/data/")


class Revalidation:
    """Middleware: an ``ETag`` on each answer to a GET under :data:`PREFIXES`, and 304 to who has it.

    Args:
        revision: names the state of the graph; asked before the answer is made, so that it is never newer than it.
    """

    def __init__(self, app: ASGIApp, revision: Callable[[], str]) -> None:
        self._app = app
        self._revision = revision

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not scope["path"].startswith(PREFIXES):
            await self._app(scope, receive, send)
            return
        tag = f'W/"{self._revision()}"'
        known = [part.strip() for part in Headers(scope=scope).get("if-none-match", "").split(",")]

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                headers["etag"] = tag
                headers.setdefault("cache-control", "no-cache")
                headers.add_vary_header("accept")
            await send(message)

        if tag in known:  # what the tag was given with is the same URL, so it is there still
            headers = {"etag": tag, "cache-control": "no-cache", "vary": "accept"}
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return
        await self._app(scope, receive, tagged)
