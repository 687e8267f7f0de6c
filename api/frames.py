"""Records between the server and its own worker processes, as lengths and pickles; never for what others send."""

from __future__ import annotations

import asyncio
import pickle
import socket
import struct
from collections.abc import Callable
from typing import Any, cast

_LENGTH = struct.Struct(">Q")


def encode(record: object) -> bytes:
    """The frame of ``record``."""
    body = pickle.dumps(record, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def send(connection: socket.socket, record: object) -> None:
    """Send one record."""
    connection.sendall(encode(record))


def receive(connection: socket.socket) -> Any:
    """The next record; ``None`` where the other end is closed."""
    header = _exactly(connection, _LENGTH.size)
    body = _exactly(connection, _LENGTH.unpack(header)[0]) if header else None
    return pickle.loads(body) if body else None


class Line(asyncio.Protocol):
    """The server's end. Barer than asyncio's streams, whose parts add up.

    Args:
        take: is handed each record that comes.
        lost: is called when the other end is closed.
    """

    def __init__(self, take: Callable[[Any], None], lost: Callable[[], None]) -> None:
        self._take = take
        self._lost = lost
        self._came = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's isn't one by class

    def data_received(self, data: bytes) -> None:
        self._came += data
        start = _LENGTH.size
        while len(self._came) >= start:
            end = start + _LENGTH.unpack_from(self._came)[0]
            if len(self._came) < end:
                return
            record = pickle.loads(bytes(self._came[start:end]))
            del self._came[:end]
            self._take(record)

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost()

    def send(self, record: object) -> None:
        """Send one record."""
        if self._transport is not None:
            self._transport.write(encode(record))

    def close(self) -> None:
        """Close this end."""
        if self._transport is not None:
            self._transport.abort()


def _exactly(connection: socket.socket, count: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < count:
        piece = connection.recv(count - len(pieces))
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)
