"""Every error as an RFC 9457 problem document, by one table over the tree of errors."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from detente.api.disconnects import ClientGone
from detente.api.errors import ApiError, position
from detente.extract.errors import InputError
from detente.graph.errors import AmbiguousName, BadQuery, NotFound, ReadOnly, StoreError
from detente.ontology.errors import DetenteError
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


def problem(
    status: int, title: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """A problem document; ``more`` become members of their own, those that are ``None`` left out."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    body |= {key: value for key, value in more.items() if value is not None}
    return Response(json.dumps(body, ensure_ascii=False), status, dict(headers or {}), MEDIA_TYPE)


STATUS: Mapping[type[DetenteError], tuple[int, str]] = MappingProxyType(
    {
        NotFound: (404, "Not found"),
        AmbiguousName: (409, "Ambiguous name"),
        BadQuery: (400, "Malformed SPARQL"),
        InputError: (400, "Wrong document"),
        ReadOnly: (403, "Read-only"),
        StoreError: (503, "Store unavailable"),
    }
)
"""Status and title of the errors that come from below; those of :mod:`detente.api.errors` bear their own."""


def status_of(error: DetenteError) -> tuple[int, str]:
    """The HTTP status and the title that stand for ``error``."""
    if isinstance(error, ApiError):
        return error.status, error.title
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), (500, "Error"))


async def from_detente(_: Request, error: DetenteError) -> Response:
    """The answer to an error that we report: where a query is malformed, which actors a name can mean."""
    status, title = status_of(error)
    place = position(str(error)) if isinstance(error, BadQuery) else None
    if isinstance(error, BadQuery) and place is None:
        title = "Query refused"  # well-formed, but not to be carried out: an unknown function, a graph that isn't there
    more = {"line": place.line, "column": place.column} if place else {}
    if isinstance(error, AmbiguousName):
        return problem(status, title, str(error), candidates=error.candidates)
    headers = error.headers if isinstance(error, ApiError) else {"retry-after": "5"} if status == 503 else None
    return problem(status, title, str(error), headers=headers, **more)


async def from_http_exception(_: Request, error: HTTPException) -> Response:
    """The answer to what the framework refuses: unknown paths, wrong methods."""
    title = HTTPStatus(error.status_code).phrase
    return problem(error.status_code, title, str(error.detail), headers=error.headers)


async def from_validation(_: Request, error: RequestValidationError) -> Response:
    """The answer to parameters that don't fit: 400, each with its place and what is wrong."""
    faults = [{"where": ".".join(str(part) for part in fault["loc"]), "what": fault["msg"]} for fault in error.errors()]
    detail = "; ".join(f"{fault['where']}: {fault['what']}" for fault in faults)
    return problem(400, "Wrong parameter", detail, errors=faults)


async def from_client_gone(_: Request, error: ClientGone) -> Response:
    """What nobody will read: the client closed the connection (nginx's 499)."""
    return Response(status_code=499)


async def from_fault(_: Request, error: Exception) -> Response:
    """The answer to a fault of ours, which the server's log has in full."""
    return problem(500, "Internal error", f"The server failed ({type(error).__name__}). Its log says more.")


Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]
HANDLERS: Mapping[int | type[Exception], Handler] = MappingProxyType(
    {
        DetenteError: from_detente,
        HTTPException: from_http_exception,
        RequestValidationError: from_validation,
        ClientGone: from_client_gone,
        Exception: from_fault,
    }
)
