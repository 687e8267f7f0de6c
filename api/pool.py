"""Queries answered by processes that can be killed: the engine itself can't be told to stop."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from detente.api import errors
from detente.api.errors import Busy, OutOfMemory, OutOfTime, WorkerLost
from detente.api.frames import Line
from detente.api.queries import FAULT, Answer, Job, Limits, Query, Refusal
from detente.api.snapshots import Snapshot, Snapshots
from detente.api.worker import OUT_OF_MEMORY
from detente.graph.errors import BadQuery, StoreError
from detente.ontology.errors import DetenteError

REFUSALS: Mapping[str, type[DetenteError]] = MappingProxyType(
    {kind.__name__: kind for kind in (BadQuery, StoreError, errors.ReachesOut, errors.NotAcceptable, errors.BadRequest)}
)


class Process:
    """One worker process, seen from the server."""

    def __init__(self, memory: int, folder: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="answers-", dir=folder))
        """Where its long answers go."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self._socket = ours
        command = [sys.executable, "-m", "detente.api.worker", str(theirs.fileno()), str(memory)]
        with theirs:
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        self.snapshot: Snapshot | None = None
        """The one it has open."""

    async def connect(self) -> None:
        """Wait until it is ready; raises :class:`WorkerLost`."""
        _, self._line = await asyncio.get_running_loop().create_connection(Line, sock=self._socket)
        try:
            await self._line.receive()
        except ConnectionError:
            raise WorkerLost("a process to answer queries could not be started") from None

    async def answer(self, job: Job) -> Answer | Refusal:
        """Its answer; raises ``TimeoutError``, and ``ConnectionError`` where it ended."""
        self._line.send(job)
        async with asyncio.timeout(job.limits.seconds):
            answer: Answer | Refusal = await self._line.receive()
        return answer

    async def exit_code(self) -> int:
        """With what code it ended, after its end of the socket closed."""
        for _ in range(20):
            if (code := self._process.poll()) is not None:
                return code
            await asyncio.sleep(0.01)
        return self.end()

    def end(self) -> int:
        """Kill it, with what it had written; its exit code, where it had ended by itself."""
        self._process.kill()
        if hasattr(self, "_line"):
            self._line.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return self._process.wait()


class Pool:
    """A few processes, a queue before them, and the snapshots that they read.

    Args:
        snapshots: gives the copies of the store.
        folder: where long answers go.
        size: how many processes.
        waiting: how many queries may wait for one.
        limits: what each query may use.
    """

    def __init__(self, snapshots: Snapshots, folder: Path, *, size: int, waiting: int, limits: Limits) -> None:
        self._snapshots = snapshots
        self._folder = folder
        self._size = size
        self._most_waiting = waiting
        self._limits = limits
        self._idle: asyncio.LifoQueue[Process] = asyncio.LifoQueue()
        self._all: set[Process] = set()
        self._waiting = 0
        self._replacing: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start the processes; raises :class:`WorkerLost`."""
        await asyncio.gather(*(self._add() for _ in range(self._size)))

    async def stop(self) -> None:
        """End the processes."""
        for task in self._replacing:
            task.cancel()
        for process in self._all:
            process.end()
        self._all.clear()

    async def answer(self, query: Query) -> Answer:
        """The answer to ``query``; cancelling the call stops the query.

        Raises :class:`Unavailable` in its kinds, ``BadQuery``, :class:`ReachesOut` and :class:`NotAcceptable`.
        """
        process = await self._free_process()
        try:
            answer = await self._ask(process, query)
        except BaseException:
            self._replace(process)
            raise
        self._idle.put_nowait(process)
        if isinstance(answer, Refusal):
            if answer.error == FAULT:
                raise RuntimeError(f"a query could not be answered:\n{answer.message}")
            raise REFUSALS.get(answer.error, WorkerLost)(answer.message)
        return answer

    async def _ask(self, process: Process, query: Query) -> Answer | Refusal:
        await self._refresh(process)
        assert process.snapshot is not None
        job = Job(str(process.snapshot.path), query, self._limits, str(process.folder))
        try:
            return await process.answer(job)
        except TimeoutError:
            raise OutOfTime(f"the query ran longer than {self._limits.seconds:g} s; narrow it or use LIMIT") from None
        except ConnectionError:
            code = await process.exit_code()
            if code == OUT_OF_MEMORY:
                memory = self._limits.memory // 1_000_000
                raise OutOfMemory(f"the query took more than {memory} MB; narrow it or use LIMIT") from None
            raise WorkerLost(f"the process that answered the query ended with code {code}") from None

    async def _refresh(self, process: Process) -> None:
        if process.snapshot is not None and self._snapshots.is_newest(process.snapshot):
            return
        newest = await self._snapshots.lease()
        if process.snapshot is not None:
            self._snapshots.give_back(process.snapshot)
        process.snapshot = newest

    async def _free_process(self) -> Process:
        if not self._idle.empty():
            return self._idle.get_nowait()
        if self._waiting >= self._most_waiting:
            raise Busy(f"{self._size} queries run and {self._waiting} wait already; try again in a moment")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._idle.get()
        except TimeoutError:
            raise Busy("no process came free in time; try again in a moment") from None
        finally:
            self._waiting -= 1

    def _replace(self, process: Process) -> None:
        process.end()
        self._all.discard(process)
        if process.snapshot is not None:
            self._snapshots.give_back(process.snapshot)
        task = asyncio.get_running_loop().create_task(self._add())
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _add(self) -> None:
        process = Process(self._limits.memory, self._folder)
        self._all.add(process)
        await process.connect()
        self._idle.put_nowait(process)
