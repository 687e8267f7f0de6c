"""Where a remote server takes queries, updates and graphs, and how it is let in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import httpx


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The three addresses of a SPARQL 1.1 server."""

    query: str
    update: str
    graphs: str | None = None
    """Takes whole datasets as N-Quads, as Oxigraph, GraphDB and Fuseki do; ``None``: write by updates alone."""

    @classmethod
    def of(cls, url: str, environment: Mapping[str, str] = os.environ) -> Endpoints:
        """The endpoints behind the address that a user gives, by what servers are used to.

        ``http://host:7878`` (Oxigraph), ``…/dataset/query`` (Fuseki), ``…/repositories/name`` (GraphDB, RDF4J),
        anything else for both queries and updates (Virtuoso's ``…/sparql``). ``DETENTE_STORE_UPDATE`` and
        ``DETENTE_STORE_GRAPHS`` say otherwise.
        """
        found = cls._guess(url)
        update = environment.get("DETENTE_STORE_UPDATE", found.update)
        return cls(found.query, update, environment.get("DETENTE_STORE_GRAPHS", found.graphs))

    @classmethod
    def _guess(cls, url: str) -> Endpoints:
        scheme, host, path, _, _ = urlsplit(url)
        path = path.rstrip("/")

        def at(place: str) -> str:
            return urlunsplit((scheme, host, place, "", ""))

        if not path:
            return cls(at("/query"), at("/update"), at("/store"))
        if path.endswith("/query"):
            base = path.removesuffix("/query")
            return cls(at(path), at(base + "/update"), at(base + "/store") if not base else at(base + "/data"))
        if "/repositories/" in path:
            return cls(at(path), at(path + "/statements"), at(path + "/statements"))
        return cls(at(path), at(path))


def credentials(environment: Mapping[str, str] = os.environ) -> httpx.Auth | None:
    """Who we are: ``DETENTE_STORE_TOKEN`` (bearer), or ``DETENTE_STORE_USER`` and ``DETENTE_STORE_PASSWORD``.

    ``DETENTE_STORE_AUTH=digest`` for a server that wants HTTP Digest, as Virtuoso's ``/sparql-auth`` does.
    """
    if token := environment.get("DETENTE_STORE_TOKEN"):
        return _Bearer(token)
    user, password = environment.get("DETENTE_STORE_USER"), environment.get("DETENTE_STORE_PASSWORD", "")
    if not user:
        return None
    if environment.get("DETENTE_STORE_AUTH") == "digest":
        return httpx.DigestAuth(user, password)
    return httpx.BasicAuth(user, password)


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request):  # type: ignore[no-untyped-def]
        request.headers["Authorization"] = self._header
        yield request
