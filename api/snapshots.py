"""Frozen copies of the store for the processes that answer queries, one for each revision that is asked for."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Snapshot:
    """A copy, and how many use it."""

    revision: int
    path: Path
    users: int = 0


class Snapshots:
    """Gives the newest copy, taking a new one when the store has changed since; deletes those that nobody uses.

    Args:
        take: writes a copy to a folder that doesn't exist; called in a thread, never twice at once.
        revision: a number that has grown after every acknowledged write.
        folder: where the copies go: on the store's own disk, where they are hard links.
    """

    def __init__(self, take: Callable[[Path], None], revision: Callable[[], int], folder: Path) -> None:
        self._take = take
        self._revision = revision
        self._folder = folder
        self._lock = asyncio.Lock()
        self._newest: Snapshot | None = None

    def is_newest(self, snapshot: Snapshot) -> bool:
        """Whether ``snapshot`` has every write acknowledged so far."""
        return snapshot is self._newest and snapshot.revision >= self._revision()

    async def lease(self) -> Snapshot:
        """A copy that has every write acknowledged before the call; to be given back."""
        if self._newest is None or self._newest.revision < self._revision():
            async with self._lock:
                await self._renew()
        assert self._newest is not None
        self._newest.users += 1
        return self._newest

    async def _renew(self) -> None:
        revision = self._revision()  # before the copy: a write in between makes it newer than it says, never older
        old = self._newest
        if old is not None and old.revision >= revision:
            return
        new = Snapshot(revision, self._folder / f"{revision}")
        await asyncio.to_thread(self._take, new.path)
        self._newest = new
        if old is not None:
            self._drop(old)

    def give_back(self, snapshot: Snapshot) -> None:
        """Say that one user is done with it."""
        snapshot.users -= 1
        self._drop(snapshot)

    def _drop(self, snapshot: Snapshot) -> None:
        if snapshot.users == 0 and snapshot is not self._newest:
            shutil.rmtree(snapshot.path, ignore_errors=True)
