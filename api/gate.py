"""Who is let in: not too many at once, not one too often, and not a page that pretends to be ours."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass

from detente.api.hosts import host_of, hosts_of
from detente.api.problems import problem
from detente.api.settings import Settings
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

REMEMBERED = 10_000
"""Clients whose rate is kept; the longest unseen is forgotten first."""


@dataclass(slots=True)
class Bucket:
    """How many requests a client may still make at once; it fills up at its rate."""

    left: float
    seen: float


class Rates:
    """A token bucket for each client: ``rate`` requests a second, and ``burst`` at once."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def wait(self, client: str, now: float) -> float:
        """Seconds until ``client`` may make the request that it makes at ``now``; 0 lets it."""
        bucket = self._buckets.pop(client, None) or Bucket(self._burst, now)
        self._buckets[client] = bucket
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        bucket.left = min(self._burst, bucket.left + (now - bucket.seen) * self._rate)
        bucket.seen = now
        if bucket.left < 1:
            return (1 - bucket.left) / self._rate
        bucket.left -= 1
        return 0.0


class Gate:
    """Middleware that answers 429 to who asks too often, 503 when too many ask, 421 to who names another host.

    The last is for a server on this machine alone: a page elsewhere could have its own name lead here (DNS rebinding)
    and read the graph.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._rates = Rates(settings.rate, settings.burst) if settings.rate > 0 else None
        self._most = settings.max_requests
        self._running = 0
        self._hosts = hosts_of(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            status, title, detail, wait = refusal
            headers = {"retry-after": str(wait)} if wait else None
            await problem(status, title, detail, headers=headers)(scope, receive, send)
            return
        self._running += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._running -= 1

    def _refusal(self, scope: Scope) -> tuple[int, str, str, int] | None:
        host = host_of(Headers(scope=scope).get("host", ""))
        if self._hosts is not None and host not in self._hosts:
            return 421, "Misdirected request", f"this server is not {host!r}; DETENTE_HOSTS says what it is called", 0
        if self._running >= self._most:
            return 503, "Too many requests at once", f"{self._running} are being answered; try again in a moment", 2
        client = (scope.get("client") or ("unknown", 0))[0]
        wait = self._rates.wait(client, time.monotonic()) if self._rates else 0.0
        if wait > 0:
            return 429, "Too many requests", "you ask too often; Retry-After says when you may again", int(wait) + 1
        return None
