"""Queries answered by processes that can be killed: the engine itself can't be told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from detente.api.errors import OutOfMemory, OutOfTime, WorkerLost
from detente.api.idle import Idle
from detente.api.loans import Engaged, Lendable
from detente.api.messages import Opening, Returned, Tallies
from detente.api.outcomes import unpacked
from detente.api.process import Process
from detente.api.queries import Answer, Job, Query, Refusal, Rehearsal
from detente.api.snapshots import Snapshots
from detente.api.worker import OUT_OF_MEMORY

NOTHING = Query("ASK {}")
Result = TypeVar("Result")


class Pool:
    """A few processes, a queue before them, and the snapshots that they read.

    Besides being asked through the pool, a process is lent whole connections, of which it reads plain queries itself.

    Args:
        snapshots: gives the copies of the store.
        folder: where long answers go.
        size: how many processes.
        waiting: how many queries may wait for one.
        opening: what they are told first, such as what each query may use.
        tallied: is handed what was answered on lent connections.
    """

    def __init__(
        self,
        snapshots: Snapshots,
        folder: Path,
        *,
        size: int,
        waiting: int,
        opening: Opening,
        tallied: Callable[[Tallies], None],
    ) -> None:
        self.tallied = tallied
        self._snapshots = snapshots
        self._folder = folder
        self._size = size
        self._opening = opening
        self._limits = opening.limits
        self._idle = Idle(waiting, opening.limits.seconds)
        self._all: set[Process] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._writes = 0

    async def start(self) -> None:
        """Start the processes; raises :class:`WorkerLost`."""
        await asyncio.gather(*(self._add() for _ in range(self._size)))

    async def stop(self) -> None:
        """End the processes."""
        for task in self._tasks:
            task.cancel()
        ending, self._all = self._all, set()
        self._idle.clear()
        await asyncio.gather(*(process.leave() for process in ending))

    def tell_writes(self, count: int) -> None:
        """Say how many writes there were, before the last is acknowledged."""
        self._writes = count
        for process in self._all:
            process.tell_writes(count)

    def lend(self, connection: Lendable, file: int, data: bytes) -> Process | None:
        """Lend a connection, of which ``data`` was read already, to the process that holds fewest, if any can have it.

        Gives that process.
        """
        ready = [process for process in self._idle if process.is_ready and self._is_fresh(process)]
        best = min(ready, key=lambda process: len(process.lent), default=None)
        if best is None or best.lent:
            self._freshen()
        return best if best is not None and best.lend(connection, file, data) else None

    def _is_fresh(self, process: Process) -> bool:
        return process.snapshot is not None and self._snapshots.is_newest(process.snapshot)

    def _freshen(self) -> None:
        """Have a process that idles open the newest snapshot."""
        stale = next((process for process in self._idle if not process.lent and not self._is_fresh(process)), None)
        if stale is not None:
            self._idle.remove(stale)
            self._spawn(self._do(stale, NOTHING))

    async def answer(self, query: Query) -> Answer:
        """The answer to ``query``; cancelling the call stops the query.

        Raises :class:`Unavailable` in its kinds, ``BadQuery``, :class:`ReachesOut` and :class:`NotAcceptable`.
        """
        return await self._do(await self._free_process(), query)

    async def rehearse(self, update: Rehearsal, seconds: float) -> None:
        """See whether an update ends within so many seconds, and without an error; raises as :meth:`answer` does."""
        await self._do(await self._free_process(), update, seconds)

    async def _free_process(self) -> Process:
        """One that holds no connections, and is at nothing."""
        while True:
            process = await self._idle.get()
            try:
                await process.recall()
            except Engaged:
                continue  # it is seen to in :meth:`engaged`
            except ConnectionError:
                self._replace(process)
                continue
            except BaseException:
                self._release(process)
                raise
            return process

    async def _do(self, process: Process, work: Query | Rehearsal | None, seconds: float | None = None) -> Answer:
        """What a process gives that does nothing else; ``None``: the answer to the query that it is at."""
        try:
            outcome = await self._ask(process, work, seconds or self._limits.seconds)
        except BaseException:
            self._replace(process)
            raise
        self._release(process)
        return unpacked(outcome)

    async def _ask(self, process: Process, work: Query | Rehearsal | None, seconds: float) -> Answer | Refusal:
        what, advice = ("update", "narrow it") if isinstance(work, Rehearsal) else ("query", "narrow it or use LIMIT")
        try:
            return await process.answer(await self._job(process, work), seconds)
        except TimeoutError:
            raise OutOfTime(f"the {what} ran longer than {seconds:g} s; {advice}") from None
        except ConnectionError:
            code = await process.exit_code()
            if code == OUT_OF_MEMORY:
                memory = self._limits.memory // 1_000_000
                raise OutOfMemory(f"the {what} took more than {memory} MB; {advice}") from None
            raise WorkerLost(f"the process that was at the {what} ended with code {code}") from None

    async def _job(self, process: Process, work: Query | Rehearsal | None) -> Job | Rehearsal | None:
        if not isinstance(work, Query):
            return work
        await self._refresh(process)
        assert process.snapshot is not None
        return Job(str(process.snapshot.path), process.snapshot.revision, work)

    async def _refresh(self, process: Process) -> None:
        if self._is_fresh(process):
            return
        newest = await self._snapshots.lease()
        if process.snapshot is not None:
            self._snapshots.give_back(process.snapshot)
        process.snapshot = newest

    def _release(self, process: Process) -> None:
        process.is_ready = process.snapshot is not None
        self._idle.put(process)

    def _replace(self, process: Process) -> None:
        process.end()
        self._all.discard(process)
        if process.snapshot is not None:
            self._snapshots.give_back(process.snapshot)
        self._spawn(self._add())

    async def _add(self) -> None:
        process = Process(self._limits.memory, self._folder, self._opening, self)
        self._all.add(process)
        await process.connect()
        process.tell_writes(self._writes)
        self._release(process)

    # what processes do by themselves

    def returned(self, connection: Lendable, returned: Returned) -> None:
        outcome = returned.outcome

        async def ready() -> Answer:
            assert outcome is not None
            return unpacked(outcome)

        connection.take_back(returned, ready if outcome else None)

    def engaged(self, process: Process, connection: Lendable | None, returned: Returned) -> None:
        self._idle.remove(process)
        if connection is None:
            self._replace(process)
            return
        task = self._spawn(self._do(process, None))

        async def under_way() -> Answer:
            return await task

        connection.take_back(returned, under_way)

    def lost(self, process: Process) -> None:
        if self._idle.remove(process):
            self._replace(process)

    def _spawn(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        return task

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # who waits for it is told; else nobody is
