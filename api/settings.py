"""What the command and the server can be told, from options and from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from math import inf
from typing import Self

from detente.api.errors import SettingsError

PREFIX = "DETENTE_"
LEAST_ONE: Mapping[str, float] = {"least": 1}
PORTS: Mapping[str, float] = {"most": 65_535}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every field can be set by the environment variable ``DETENTE_`` + its name in capitals.

    Raises :class:`SettingsError` where a number is too small or too great.
    """

    store: str | None = None
    """Folder of the embedded store, ``:memory:``, or the URL of a SPARQL server; ``None``: the user's data folder."""
    model: str | None = None
    """spaCy pipeline to read with, by import name; ``largest``: of the English ones installed; ``None``: the small."""
    host: str = "127.0.0.1"
    """Address to listen on; nothing outside this machine can reach the default."""
    port: int = field(default=8000, metadata=PORTS)
    """To listen on; 0: any free one."""
    keys: str | None = None
    """File of the API keys; ``None``: beside the store."""
    query_seconds: float = 30.0
    """Wall time after which a SPARQL query is stopped."""
    update_seconds: float = 60.0
    """Wall time after which a SPARQL update is stopped, before anything has changed."""
    query_memory: int = 1_000_000_000
    """Memory, in bytes, of the process that runs it, past which a SPARQL query is stopped."""
    query_rows: int = 1_000_000
    """Most rows or triples of an answer; a longer one is cut and marked so."""
    query_bytes: int = 256_000_000
    """Greatest length of an answer; a longer one is cut and marked so."""
    query_workers: int = field(default=2, metadata=LEAST_ONE)
    """Processes that answer SPARQL queries."""
    query_cache: int = 32_000_000
    """Bytes of short answers to SPARQL queries that are remembered until the graph changes; 0: none."""
    query_waiting: int = 64
    """Queries that may wait for one of them; more are sent away."""
    rate: float = 0.0
    """Requests a second that one client may make; 0: as many as it likes."""
    burst: float = 50.0
    """Requests that one client may make at once, where there is a rate."""
    max_requests: int = field(default=200, metadata=LEAST_ONE)
    """Requests answered at once; more are sent away."""
    hosts: str | None = None
    """Names that the server goes by, between blanks; ``None``: any, but this machine's own if it listens there."""
    origins: str = "https://lite.gephi.org https://gephi.org"
    """Web origins whose pages may read from the server, between blanks; ``*``: all."""
    max_body: int = 1_000_000
    """Longest query taken, in bytes."""
    max_upload: int = 100_000_000
    """Longest update, graph or batch of documents taken, in bytes."""

    def __post_init__(self) -> None:
        for setting in fields(self):
            value = getattr(self, setting.name)
            least, most = setting.metadata.get("least", 0), setting.metadata.get("most", inf)
            if isinstance(value, int | float) and not (least <= value <= most and value < inf):
                span = f"{least} or more" if most == inf else f"from {least} to {most}"
                variable = f"{PREFIX}{setting.name.upper()}"
                raise SettingsError(f"{setting.name} ({variable}) is {value}; it must be {span}")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, **options: object) -> Self:
        """Settings of the environment, overridden by the ``options`` that aren't ``None``.

        Raises :class:`SettingsError` where a variable doesn't hold a number that should.
        """
        values: dict[str, object] = {}
        for setting in fields(cls):
            text = environment.get(PREFIX + setting.name.upper())
            if text:
                values[setting.name] = _parse(setting.name, text, type(setting.default))
        values.update({name: value for name, value in options.items() if value is not None})
        return cls(**values)  # type: ignore[arg-type]


def _parse(name: str, text: str, kind: type) -> object:
    if kind not in (int, float):
        return text
    try:
        return kind(text)
    except ValueError:
        raise SettingsError(f"{PREFIX}{name.upper()} is {text!r}, which is not a number") from None
