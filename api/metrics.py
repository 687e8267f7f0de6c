"""What the server counts, for Prometheus."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
OTHER = "(other)"
"""Stands for paths that no route has, so that made-up paths don't make up series."""


class Metrics:
    """The counters of one app."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        names = ("method", "route", "status")
        self.requests = Counter("detente_requests_total", "Requests answered", names, registry=registry)
        self.seconds = Histogram("detente_request_seconds", "Time to answer", names[:2], registry=registry)
        self.direct = Counter("detente_direct_total", "Queries answered without the server", registry=registry)
        self.revision = Gauge("detente_revision", "Changes of the graph since it was made", registry=registry)
        self.holds = Gauge("detente_graph", "What the graph holds", ("what",), registry=registry)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that took so long."""
        self.requests.labels(method, route, status).inc()
        self.seconds.labels(method, route).observe(seconds)

    def text(self) -> bytes:
        """All of them, in Prometheus' text form."""
        return generate_latest(self._registry)


class Counting:
    """Middleware that counts requests by method, route and status."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status = time.perf_counter(), 499

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", OTHER)
            self._metrics.count(scope["method"], route, status, time.perf_counter() - start)
