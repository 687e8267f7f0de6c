"""A number that the server shows its workers in memory that they share: how many writes there were."""

from __future__ import annotations

import mmap
import tempfile
from pathlib import Path


class Board:
    """Shown by the server, seen by a worker at once and without a call. An aligned word is written in one go.

    Args:
        descriptor: of the file behind it, which stays open.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._words = memoryview(mmap.mmap(descriptor, mmap.PAGESIZE)).cast("Q")

    @classmethod
    def make(cls, folder: Path) -> Board:
        """A new one, whose file has no name and goes with the last who has it open."""
        with tempfile.TemporaryFile(dir=folder) as file:
            file.truncate(mmap.PAGESIZE)
            return cls(_kept(file.fileno()))

    @property
    def writes(self) -> int:
        """How many writes were acknowledged, or are about to be."""
        return self._words[0]

    @writes.setter
    def writes(self, count: int) -> None:
        self._words[0] = count


def _kept(descriptor: int) -> int:
    import os

    return os.dup(descriptor)
