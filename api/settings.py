"""What the command and the server can be told, from options and from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

from detente.api.errors import SettingsError

PREFIX = "DETENTE_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every field can be set by the environment variable ``DETENTE_`` + its name in capitals."""

    store: str | None = None
    """Folder of the embedded store, ``:memory:``, or the URL of a SPARQL server; ``None``: the user's data folder."""
    host: str = "127.0.0.1"
    """Address to listen on; nothing outside this machine can reach the default."""
    port: int = 8000
    keys: str | None = None
    """File of the API keys; ``None``: beside the store."""
    query_seconds: float = 30.0
    """Wall time after which a SPARQL query is stopped."""
    query_memory: int = 1_000_000_000
    """Memory, in bytes, of the process that runs it, past which a SPARQL query is stopped."""
    query_rows: int = 1_000_000
    """Most rows or triples of an answer; a longer one is cut and marked so."""
    query_bytes: int = 256_000_000
    """Greatest length of an answer; a longer one is cut and marked so."""
    query_workers: int = 2
    """Processes that answer SPARQL queries."""
    query_cache: int = 32_000_000
    """Bytes of short answers to SPARQL queries that are remembered until the graph changes; 0: none."""
    query_waiting: int = 64
    """Queries that may wait for one of them; more are sent away."""
    rate: float = 0.0
    """Requests a second that one client may make; 0: as many as it likes."""
    burst: float = 50.0
    """Requests that one client may make at once, where there is a rate."""
    max_requests: int = 200
    """Requests answered at once; more are sent away."""
    hosts: str | None = None
    """Names that the server goes by, between blanks; ``None``: any, but this machine's own if it listens there."""
    origins: str = "https://lite.gephi.org https://gephi.org"
    """Web origins whose pages may read from the server, between blanks; ``*``: all."""
    max_body: int = 1_000_000
    """Longest query taken, in bytes."""
    max_upload: int = 100_000_000
    """Longest update, graph or batch of documents taken, in bytes."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, **options: object) -> Self:
        """Settings of the environment, overridden by the ``options`` that aren't ``None``.

        Raises :class:`SettingsError` where a variable doesn't hold a number that should.
        """
        values: dict[str, object] = {}
        for field in fields(cls):
            text = environment.get(PREFIX + field.name.upper())
            if text:
                values[field.name] = _parse(field.name, text, type(field.default))
        values.update({name: value for name, value in options.items() if value is not None})
        return cls(**values)  # type: ignore[arg-type]


def _parse(name: str, text: str, kind: type) -> object:
    if kind not in (int, float):
        return text
    try:
        return kind(text)
    except ValueError:
        raise SettingsError(f"{PREFIX}{name.upper()} is {text!r}, which is not a number") from None
