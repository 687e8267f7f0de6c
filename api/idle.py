"""The processes that have nothing to do, and the queries that wait for one."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Iterator

from detente.api.errors import Busy
from detente.api.process import Process

BALANCE = 0.5
"""Seconds between two times that lent connections are dealt anew."""


class Idle:
    """Processes without a job, the last used first. They may hold connections that were lent to them.

    Args:
        most: how many queries may wait.
        patience: for how many seconds each.
    """

    def __init__(self, most: int, patience: float) -> None:
        self._most = most
        self._patience = patience
        self._processes: list[Process] = []
        self._waiting: deque[asyncio.Future[Process]] = deque()
        self._balanced = 0.0

    def __iter__(self) -> Iterator[Process]:
        return iter(self._processes)

    def remove(self, process: Process) -> bool:
        """Take out that process; whether it was there."""
        if process not in self._processes:
            return False
        self._processes.remove(process)
        return True

    def clear(self) -> None:
        """Take out all."""
        self._processes.clear()

    async def get(self) -> Process:
        """Take out a process, waiting for one; raises :class:`Busy`."""
        if self._processes:
            return self._processes.pop()
        waiting = sum(not future.done() for future in self._waiting)
        if waiting >= self._most:
            raise Busy(f"all processes are at queries and {waiting} wait already; try again in a moment")
        free: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        self._waiting.append(free)
        try:
            async with asyncio.timeout(self._patience):
                return await free
        except BaseException as error:
            if free.done() and not free.cancelled():
                self.put(free.result())
            if isinstance(error, TimeoutError):
                raise Busy("no process came free in time; try again in a moment") from None
            raise

    def put(self, process: Process) -> None:
        """Give a process to who waits longest, or keep it."""
        while self._waiting:
            free = self._waiting.popleft()
            if not free.done():
                free.set_result(process)
                return
        self._balance(process)
        self._processes.append(process)

    def _balance(self, process: Process) -> None:
        """Have the connections of another dealt anew, where it holds more than its part."""
        most = max(self._processes, key=lambda other: len(other.lent), default=process)
        if len(most.lent) > len(process.lent) + 1 and time.monotonic() - self._balanced > BALANCE:
            self._balanced = time.monotonic()
            most.scatter()
