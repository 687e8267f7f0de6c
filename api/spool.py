"""Where a worker writes an answer: in memory while it is short, in a file when it grows, up to a limit."""

from __future__ import annotations

import io
import mmap
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO


class Full(Exception):
    """The answer has reached its limit."""


class Spool:
    """A stream to write to.

    Args:
        folder: where the file goes.
        limit: most bytes that are kept.
    """

    IN_MEMORY = 1 << 20

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self.watch: Callable[[bytes], None] | None = None
        """Is shown each piece."""
        self._stream: IO[bytes] = io.BytesIO()
        self.file: Path | None = None
        self.size = 0

    def write(self, piece: bytes) -> int:
        """Keep ``piece``; raises :class:`Full` where it is one too many."""
        if self.watch:
            self.watch(piece)
        if self.size + len(piece) > self._limit:
            raise Full
        if self.file is None and self.size + len(piece) > self.IN_MEMORY:
            self._move()
        self.size += len(piece)
        return self._stream.write(piece)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def look(self, find: Callable[[bytes | mmap.mmap], int | None]) -> int | None:
        """What ``find`` says of all that was written."""
        self._stream.flush()
        if self.file is None:
            return find(self.body())
        with self.file.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
            return find(view)

    def end_at(self, place: int, close: bytes) -> None:
        """Cut what was written at ``place`` and put ``close`` there."""
        self._stream.seek(place)
        self._stream.truncate()
        self._stream.write(close)
        self.size = place + len(close)

    def body(self) -> bytes:
        """What was written, where it isn't in a file."""
        return self._stream.getvalue() if isinstance(self._stream, io.BytesIO) else b""

    def close(self) -> None:
        """Write out the file, where there is one."""
        if self.file is not None:
            self._stream.close()

    def _move(self) -> None:
        short = self.body()
        handle = tempfile.NamedTemporaryFile(dir=self._folder, prefix="answer-", delete=False)  # noqa: SIM115
        self.file = Path(handle.name)
        handle.write(short)
        self._stream = handle
