"""By which names the server goes."""

from __future__ import annotations

from detente.api.settings import Settings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def hosts_of(settings: Settings) -> frozenset[str] | None:
    """Those of the settings; ``None``: any, which only a server open to other machines may be called."""
    named = frozenset((settings.hosts or "").replace(",", " ").split())
    return named or (LOOPBACK if settings.host in LOOPBACK else None)


def host_of(header: str) -> str:
    """The name in a ``Host`` header, without its port."""
    name = header.rpartition(":")[0] if header.rpartition(":")[2].isdigit() else header
    return name.strip("[]").lower()
