"""Who may do what: the key of a request, and what it needs to have."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from detente.api.dependencies import service_of
from detente.api.errors import Forbidden, Unauthorized
from detente.api.keys import Key, Scope
from fastapi import Depends, Request


def key_of(request: Request) -> str | None:
    """The key that a request bears, in ``X-API-Key`` or as a bearer token."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return request.headers.get("x-api-key") or (token.strip() if kind.lower() == "bearer" else None) or None


def needs(scope: Scope) -> Callable[[Request], Coroutine[Any, Any, Key]]:
    """A dependency that gives the key of a request.

    It raises :class:`Unauthorized` without a good one, and :class:`Forbidden` where that one lacks ``scope``.
    """

    async def check(request: Request) -> Key:
        text = key_of(request)
        if text is None:
            raise Unauthorized(f"this needs a key of scope '{scope}', as X-API-Key or Authorization: Bearer")
        key = service_of(request).keys.find(text)
        if key is None:
            raise Unauthorized("this key is not known, or was revoked")
        if not key.allows(scope):
            raise Forbidden(f"this needs a key of scope '{scope}'; yours has '{key.scope}'")
        return key

    return check


Writer = Annotated[Key, Depends(needs("write"))]
