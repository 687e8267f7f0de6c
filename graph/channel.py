"""Requests to a SPARQL server that go through, or say why they don't."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx
from detente.graph.endpoints import Endpoints, credentials
from detente.graph.errors import BadQuery, QueryTooLong, StoreError, StoreUnreachable

TIMEOUT = httpx.Timeout(60, connect=5)
TRIES = 5
BUSY = (502, 503, 504)
"""Answers after which it is worth asking again."""
_LONGEST = 10.0
_PARTIAL = "S1TAT"
"""Virtuoso's ``X-SQL-State`` of an answer that lacks what it had no time for, though its status is 200."""


class Channel:
    """Sends form-encoded queries and updates, and data.

    What can be sent twice without harm is: after a lost connection, or an answer in :data:`BUSY`, up to five times,
    with growing pauses (or as ``Retry-After`` says).
    """

    def __init__(self, endpoints: Endpoints, auth: httpx.Auth | None = None) -> None:
        self.endpoints = endpoints
        self._client = httpx.Client(auth=auth or credentials(), timeout=TIMEOUT, follow_redirects=True)

    @contextmanager
    def ask(
        self, sparql: str, accept: str, graphs: Mapping[str, list[str]] | None = None, seconds: float | None = None
    ) -> Iterator[httpx.Response]:
        """The open answer to a query; ``graphs``: the protocol's parameters that name the dataset's.

        ``seconds``: how long it may take until it begins, and between two pieces of it; raises :class:`QueryTooLong`.
        The server is told by the parameter ``timeout``, in milliseconds as Virtuoso and Stardog read it; others pass
        it over, or read a longer time.
        """
        data = {"query": sparql, **(graphs or {})}
        limits: dict[str, Any] = {}
        if seconds is not None:
            data["timeout"] = str(max(1, round(seconds * 1000)))
            limits["timeout"] = httpx.Timeout(seconds, connect=TIMEOUT.connect)
        accepts = {"Accept": accept}
        request = self._client.build_request("POST", self.endpoints.query, data=data, headers=accepts, **limits)
        response = self._send(request, again=True, seconds=seconds)
        try:
            yield response
        except httpx.ReadTimeout as error:
            raise _too_long(request, seconds) from error
        except httpx.TransportError as error:
            raise StoreUnreachable(f"{self.endpoints.query} broke off its answer: {error}") from error
        finally:
            response.close()

    def update(self, sparql: str, *, again: bool) -> None:
        """Carry out an update; ``again``: it may be sent twice."""
        request = self._client.build_request("POST", self.endpoints.update, data={"update": sparql})
        self._send(request, again=again).close()

    def load(self, quads: bytes) -> bool:
        """Add N-Quads to the dataset; ``False`` where the server takes no datasets."""
        if not self.endpoints.graphs:
            return False
        headers = {"Content-Type": "application/n-quads"}
        request = self._client.build_request("POST", self.endpoints.graphs, content=quads, headers=headers)
        try:
            self._send(request, again=True).close()
        except (BadQuery, NoDatasets):
            return False
        return True

    def _send(self, request: httpx.Request, *, again: bool, seconds: float | None = None) -> httpx.Response:
        pause, end = 0.2, time.monotonic() + (seconds or float("inf"))
        for left in range(TRIES - 1, -1, -1):
            try:
                response = self._client.send(request, stream=True)
            except httpx.TransportError as error:
                if seconds is not None and isinstance(error, httpx.ReadTimeout):
                    raise _too_long(request, seconds) from error
                sent = not isinstance(error, httpx.ConnectError)
                if left and (again or not sent):
                    time.sleep(pause)
                    pause *= 2
                    continue
                raise StoreUnreachable(f"{request.url} does not answer: {error or type(error).__name__}") from error
            wait = min(_LONGEST, _seconds(response.headers.get("Retry-After"), pause))
            if response.status_code in BUSY and left and again and time.monotonic() + wait < end:
                time.sleep(wait)
                pause *= 2
                response.close()
                continue
            return _checked(response)
        raise AssertionError("unreachable")

    def close(self) -> None:
        self._client.close()


def _too_long(request: httpx.Request, seconds: float | None) -> QueryTooLong:
    within = "the time that it may take" if seconds is None else f"{seconds:g} s"
    return QueryTooLong(f"{request.url} has not answered the query within {within}; narrow it or use LIMIT")


class NoDatasets(StoreError):
    """The server has no such service."""


def _checked(response: httpx.Response) -> httpx.Response:
    """The response, if it is a good one."""
    if response.headers.get("X-SQL-State") == _PARTIAL:
        response.close()
        raise _too_long(response.request, None)
    if response.is_success:
        return response
    response.read()
    said = " ".join(response.text.split())[:500]
    response.close()
    status, url = response.status_code, response.request.url
    if status == 400:
        raise BadQuery(said or f"{url} refuses the query")
    if status in (401, 403):
        raise StoreError(
            f"{url} lets nobody in like this ({status}); set DETENTE_STORE_USER and DETENTE_STORE_PASSWORD"
        )
    if status in (404, 405, 406, 415):
        raise NoDatasets(f"{url} answers {status}: is it the address of a SPARQL server? {said}")
    if status in BUSY:
        raise StoreUnreachable(f"{url} is not available now ({status}): {said}")
    raise StoreError(f"{url} answers {status}: {said}")


def _seconds(header: str | None, default: float) -> float:
    return float(header) if header and header.isdigit() else default


class Stream(io.RawIOBase):
    """The body of a response as a file, read as it comes."""

    def __init__(self, response: httpx.Response) -> None:
        self._chunks = response.iter_bytes()
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        while not self._rest:
            try:
                self._rest = next(self._chunks)
            except StopIteration:
                return 0
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def read(response: httpx.Response, seconds: float | None) -> bytes:
    """The whole body; raises :class:`QueryTooLong` where it still comes after so many seconds."""
    end, pieces = time.monotonic() + (seconds or float("inf")), []
    for piece in response.iter_bytes():
        if time.monotonic() > end:
            raise _too_long(response.request, seconds)
        pieces.append(piece)
    return b"".join(pieces)
