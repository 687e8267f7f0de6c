"""One worker process, seen from the server."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from detente.api.board import Board
from detente.api.errors import WorkerLost
from detente.api.frames import Line
from detente.api.lent import NUMBER
from detente.api.loans import Engaged, Lendable, Loan, Watcher
from detente.api.messages import Opening, Recall, Recalled, Returned, Slow, Tallies
from detente.api.queries import Answer, Job, Refusal, Rehearsal
from detente.api.snapshots import Snapshot


class Process:
    """Started when made; :meth:`connect` waits until it is ready.

    Args:
        memory: bytes that it may hold.
        folder: where a folder for its long answers is made.
        opening: what it is told first.
        watcher: is told what it does by itself.
    """

    def __init__(self, memory: int, folder: Path, opening: Opening, watcher: Watcher) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="answers-", dir=folder))
        self.snapshot: Snapshot | None = None
        """The one it has open."""
        self.lent: dict[int, Loan] = {}
        """The connections that it holds."""
        self._is_engaged = False
        self._may_hold = False
        """Also of what is closed here, but open still there."""
        self.is_ready = False
        """Whether it may be lent connections: it has a snapshot and no job."""
        self._opening = replace(opening, folder=str(self.folder))
        self._watcher = watcher
        self._board = Board.make(folder)
        self._answer: asyncio.Future[Any] | None = None
        self._recalled: asyncio.Future[None] | None = None
        self._numbers = 0
        self._is_lost = False
        self._start(memory)

    def _start(self, memory: int) -> None:
        self._socket, control = socket.socketpair()
        self._lendings, incoming = socket.socketpair(type=socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._lendings.setblocking(False)
        passed = [control.fileno(), incoming.fileno(), self._board.descriptor]
        command = [sys.executable, "-m", "detente.api.worker", *map(str, passed), str(memory)]
        with control, incoming:
            self._process = subprocess.Popen(command, pass_fds=passed, stdin=subprocess.DEVNULL)

    async def connect(self) -> None:
        """Wait until it is ready; raises :class:`WorkerLost`."""
        loop = asyncio.get_running_loop()
        self._answer = ready = loop.create_future()
        _, self._line = await loop.create_connection(lambda: Line(self._take, self._lose), sock=self._socket)
        self._line.send(self._opening)
        try:
            await ready
        except ConnectionError:
            raise WorkerLost("a process to answer queries could not be started") from None

    def tell_writes(self, count: int) -> None:
        """How many writes there were."""
        self._board.writes = count

    def lend(self, connection: Lendable, file: int, data: bytes) -> bool:
        """Lend a connection (by its file), of which ``data`` was read already; whether that could be done."""
        self._numbers += 1
        try:
            socket.send_fds(self._lendings, [NUMBER.pack(self._numbers) + data], [file])
        except OSError:
            return False
        self.lent[self._numbers] = Loan(connection, data)
        self._may_hold = True
        return True

    def forget(self, connection: Lendable) -> None:
        """A connection that was lent is closed."""
        for number, lent in list(self.lent.items()):
            if lent.connection is connection:
                del self.lent[number]

    def scatter(self) -> None:
        """Have all connections given back, whenever that is."""
        self._line.send(Recall(0))

    async def recall(self) -> None:
        """Have all connections given back; raises :class:`Engaged`, and ``ConnectionError`` where it ended."""
        self.is_ready = False
        if not self._may_hold:
            return
        self._numbers += 1
        self._recalled = asyncio.get_running_loop().create_future()
        self._recall_number = self._numbers
        self._line.send(Recall(self._numbers))
        await self._recalled

    async def answer(self, job: Job | Rehearsal | None, seconds: float) -> Answer | Refusal:
        """Its answer to ``job`` (``None``: to the slow query that it is at).

        Raises ``TimeoutError``, and ``ConnectionError`` where it ended.
        """
        if job is not None:
            self._answer = asyncio.get_running_loop().create_future()
            if self._is_lost:
                raise ConnectionError
            self._line.send(job)
        assert self._answer is not None
        async with asyncio.timeout(seconds):
            answer: Answer | Refusal = await self._answer
        self._is_engaged = False
        return answer

    def _take(self, record: object) -> None:
        match record:
            case Returned(number):
                if loan := self.lent.pop(number, None):
                    self._watcher.returned(loan.connection, record)
            case Slow(number):
                self._engage(self.lent.pop(number, None), record)
            case Recalled(number):
                if self._recalled and not self._recalled.done() and number == self._recall_number:
                    self._may_hold = False
                    self._recalled.set_result(None)
            case Tallies():
                self._watcher.tallied(record)
            case _:
                if self._answer and not self._answer.done():
                    self._answer.set_result(record)

    def _engage(self, loan: Loan | None, slow: Slow) -> None:
        self.is_ready, self._is_engaged = False, True
        self._answer = asyncio.get_running_loop().create_future()
        if self._recalled and not self._recalled.done():
            self._recalled.set_exception(Engaged())
        self._watcher.engaged(self, loan and loan.connection, Returned(slow.number, slow.data))

    def _lose(self) -> None:
        self._is_lost, self.is_ready = True, False
        for waiting in (self._answer, self._recalled):
            if waiting and not waiting.done():
                waiting.set_exception(ConnectionError("the process has ended"))
        loans, self.lent = self.lent, {}
        for number, loan in loans.items():
            if self._is_engaged:  # it was lent too late to be taken
                self._watcher.returned(loan.connection, Returned(number, loan.data))
            else:
                loan.connection.abort()
        self._watcher.lost(self)

    async def exit_code(self) -> int:
        """With what code it ended, after its end of the socket closed."""
        for _ in range(20):
            if (code := self._process.poll()) is not None:
                return code
            await asyncio.sleep(0.01)
        return self.end()

    async def leave(self) -> None:
        """Let it finish what is quickly finished, then end it."""
        if hasattr(self, "_line"):
            self._line.close()
        for _ in range(20):
            if self._process.poll() is not None:
                break
            await asyncio.sleep(0.01)
        self.end()

    def end(self) -> int:
        """Kill it, with what it had written; its exit code, where it had ended by itself."""
        self._process.kill()
        if hasattr(self, "_line"):
            self._line.close()
        self._lendings.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return self._process.wait()
