"""Where a graph is kept."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from detente.graph.embedded import MEMORY, EmbeddedStore
from detente.graph.errors import StoreError
from detente.graph.store import Store


def default_location() -> str:
    """``DETENTE_STORE`` where set, else the user's data folder."""
    return os.environ.get("DETENTE_STORE") or str(data_folder())


def data_folder() -> Path:
    """``detente`` under ``XDG_DATA_HOME`` where set, else under ``~/.local/share``."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "detente"


def open_store(location: str | Path | None = None, *, read_only: bool = False) -> Store:
    """The store at a place: ``None`` for the default one, ``":memory:"``, a folder, or the URL of a SPARQL server.

    Raises ``StoreLocked``, ``StoreUnreachable`` or ``StoreError``.
    """
    place = str(location or default_location())
    if place.startswith(("http://", "https://")):
        if "@" in urlsplit(place).netloc:  # an address shows in messages and logs, so a password has no place in it
            raise StoreError(
                "the address of a store takes no name or password; set DETENTE_STORE_USER and DETENTE_STORE_PASSWORD"
            )
        from detente.graph.remote import RemoteStore  # takes a while to load, and few need it

        return RemoteStore(place, read_only=read_only)
    if place == MEMORY:
        return EmbeddedStore()
    path = Path(place).expanduser()
    if read_only and not path.is_dir():
        raise StoreError(f"there is no store at {path}; `detente ingest` makes one")
    return EmbeddedStore(path, read_only=read_only)
