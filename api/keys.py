"""API keys: who may write. Kept beside the store in a file of hashes, which the server reads anew when it changes.

A key is 256 random bits, so that a plain SHA-256 of it can't be guessed back; slow hashes are for what people make up.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import tempfile
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from detente.api.errors import ApiError
from detente.api.settings import Settings

Scope = Literal["read", "write", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""Each may do what those before it may."""
MARK = "detente_"


class NoSuchKey(ApiError):
    """No key has that id."""

    status = 404
    title = "No such key"


class BadKeys(ApiError):
    """The file of the keys can't be read."""

    title = "No keys"


@dataclass(frozen=True, slots=True)
class Key:
    """What is kept of a key: everything but the key itself."""

    id: str
    scope: Scope
    hash: str
    """SHA-256 of the key, in hex."""
    created: str
    """ISO 8601, UTC."""
    note: str = ""
    revoked: str | None = None

    def allows(self, scope: Scope) -> bool:
        """Whether it may do what needs ``scope``."""
        return self.revoked is None and SCOPES.index(self.scope) >= SCOPES.index(scope)


class KeyRing:
    """The keys of one store, in a file that only its owner can read."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._read: tuple[object, tuple[Key, ...]] = (None, ())

    def keys(self) -> tuple[Key, ...]:
        """All keys, oldest first, the revoked ones too."""
        try:
            status = self.file.stat()
        except FileNotFoundError:  # no key was made yet
            return ()
        mark = (status.st_mtime_ns, status.st_size, status.st_ino)
        if self._read[0] != mark:
            self._read = (mark, self._parsed(self.file.read_bytes()))
        return self._read[1]

    def _parsed(self, content: bytes) -> tuple[Key, ...]:
        try:
            return tuple(Key(**record) for record in json.loads(content))
        except (ValueError, TypeError) as error:
            raise BadKeys(f"{self.file} is damaged ({error}); mend it, or delete it and make new keys") from None

    def create(self, scope: Scope, note: str = "") -> tuple[Key, str]:
        """A new key; the second is the key itself, which is kept nowhere."""
        identity, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
        text = f"{MARK}{identity}_{secret}"
        key = Key(identity, scope, _hash(text), datetime.now(UTC).isoformat(timespec="seconds"), note)
        self._write((*self.keys(), key))
        return key, text

    def revoke(self, identity: str) -> Key:
        """Make a key worthless from now on; raises :class:`NoSuchKey`."""
        known = {key.id: key for key in self.keys()}
        if identity not in known:
            raise NoSuchKey(f"no key has the id {identity!r}; `detente keys list` shows them")
        gone = replace(known[identity], revoked=datetime.now(UTC).isoformat(timespec="seconds"))
        self._write(tuple((known | {identity: gone}).values()))
        return gone

    def find(self, text: str) -> Key | None:
        """The key that ``text`` is, unless it was revoked."""
        hashed = _hash(text)
        found = [key for key in self.keys() if secrets.compare_digest(key.hash, hashed)]
        return next((key for key in found if key.revoked is None), None)

    def _write(self, keys: tuple[Key, ...]) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=self.file.parent, prefix=".keys-", delete=False) as stream:
            json.dump([asdict(key) for key in keys], stream, indent=1)  # made readable by its owner alone
        Path(stream.name).replace(self.file)


def key_ring(settings: Settings, store: str | None = None) -> KeyRing:
    """The keys of the store that the settings name: where they say, else beside it.

    Those of a server, beside which nothing can be put, stand beside the user's data folder, under its address.
    """
    from detente.graph.location import data_folder, default_location

    place = store or settings.store or default_location()
    if "://" in place:
        server = urlsplit(place)
        address = re.sub(r"[^a-z0-9.]+", "-", f"{server.hostname} {server.port or server.scheme} {server.path}".lower())
        place = f"{data_folder()}-{address.strip('-')}"
    return KeyRing(Path(settings.keys or f"{place}.keys.json").expanduser())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
