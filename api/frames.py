"""Records between the server and its own worker processes, as lengths and pickles; never for what others send."""

from __future__ import annotations

import asyncio
import pickle
import socket
import struct
from typing import Any

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


async def receive_async(reader: asyncio.StreamReader) -> Any:
    """The next record; raises ``asyncio.IncompleteReadError`` where the other end is closed."""
    (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
    return pickle.loads(await reader.readexactly(length))


def _exactly(connection: socket.socket, count: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < count:
        piece = connection.recv(count - len(pieces))
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)
