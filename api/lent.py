"""The worker's side of lent connections: it reads plain queries off them and answers while that is quick.

A query that isn't done within :data:`PATIENCE` becomes a job like any other: the server gets its connection back, with
all others that the worker holds, so that nobody waits behind it and it can be stopped at any time.
"""

from __future__ import annotations

import os
import select
import socket
import struct
import threading
import time
from dataclasses import dataclass

from detente.api.board import Board
from detente.api.frames import send
from detente.api.messages import Opening, Returned, Slow, Tallies
from detente.api.plain import LONGEST, NotPlain, PlainReader
from detente.api.queries import Answer, Query, Refusal
from detente.api.remembered import Remembered
from detente.api.replies import Replies
from detente.api.worker import Worker

NUMBER = struct.Struct(">Q")
PATIENCE = 0.02
"""Seconds that a query may take on a lent connection."""
IDLE = 2.0
"""Seconds after which a connection on which nothing comes is given back."""
PIECE = 1 << 16


@dataclass(slots=True)
class Lent:
    """A connection that was lent."""

    number: int
    file: int
    seen: float
    data: bytes = b""
    """What came of a request that isn't whole."""


class Lendings:
    """The connections that a worker holds.

    What another thread does here (:meth:`watch`), it does under the lock.

    Args:
        incoming: where they come from, each with the first bytes of a request.
        control: where what is said of them goes.
        board: says how many writes there were.
        worker: answers.
        opening: under what terms.
    """

    def __init__(
        self, incoming: socket.socket, control: socket.socket, board: Board, worker: Worker, opening: Opening
    ) -> None:
        self._incoming, self._control, self._board = incoming, control, board
        self._worker, self._opening = worker, opening
        self._remembered = Remembered(opening.cache)
        self._reader = PlainReader(opening.hosts)
        self._replies = Replies(opening.head)
        self._held: dict[int, Lent] = {}
        incoming.setblocking(False)
        self._poll = select.poll()
        self._poll.register(incoming, select.POLLIN)
        self._poll.register(control, select.POLLIN)
        self._lock = threading.Lock()
        self._current: Lent | None = None
        self._since: float | None = None
        """When the job or query began that is being answered."""
        self._answered: list[tuple[str, float]] = []
        self.may_stay = True
        """Cleared to end the process where it is idle."""

    @property
    def is_busy(self) -> bool:
        """Whether a job or a query is being answered."""
        return self._since is not None

    def serve(self) -> None:
        """Answer what comes, until the server has something to say."""
        incoming, control, held = self._incoming.fileno(), self._control.fileno(), self._held
        is_called = False
        while self.may_stay and not is_called:
            events = self._poll.poll(1000)
            for file, _ in events:
                if lent := held.get(file):
                    self._read(lent)
                elif file == incoming:
                    self._take()
                is_called = is_called or file == control
            if not events:
                self._sweep()

    def _take(self) -> None:
        if (lent := self._next()) is not None:
            data, lent.data = lent.data, b""
            self._held[lent.file] = lent
            self._poll.register(lent.file, select.POLLIN)
            self._come(lent, data)

    def _next(self) -> Lent | None:
        """The next connection that was lent, if there is one."""
        try:
            data, files, _, _ = socket.recv_fds(self._incoming, LONGEST + NUMBER.size, 1)
        except BlockingIOError:
            return None
        if not files:
            return None
        (number,) = NUMBER.unpack_from(data)
        return Lent(number, files[0], time.monotonic(), data[NUMBER.size :])

    def _read(self, lent: Lent) -> None:
        try:
            data = os.read(lent.file, PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._come(lent, data)
        else:
            self.give_back(lent)  # it is closed, which the server sees by itself

    def _come(self, lent: Lent, data: bytes) -> None:
        lent.data += data
        try:
            plain = self._reader.read(lent.data)
        except NotPlain:
            self.give_back(lent, plain=False)
            return
        if plain is None:
            return
        if self._board.writes != self._worker.revision:
            self.give_back(lent)
            return
        self._answer(lent, *plain)

    def _answer(self, lent: Lent, method: str, query: Query) -> None:
        start = time.monotonic()
        revision = self._worker.revision
        outcome: Answer | Refusal | None = self._remembered.find(query, revision)
        if outcome is None:
            self._current, self._since = lent, start
            outcome = self._worker.answer(query)
            with self._lock:
                is_slow, self._current, self._since = self._current is None, None, None
                if is_slow:
                    send(self._control, outcome)
            if isinstance(outcome, Answer):
                self._remembered.keep(query, outcome, revision)
            if is_slow:
                return
        if isinstance(outcome, Refusal) or outcome.file is not None or outcome.cut:
            self.give_back(lent, outcome=outcome)
            return
        self._send(lent, outcome)
        self._answered.append((method, time.monotonic() - start))
        if len(self._answered) >= 256:
            self._tally()

    def _send(self, lent: Lent, answer: Answer) -> None:
        lent.data, lent.seen = b"", time.monotonic()
        unsent = self._replies.send(lent.file, answer)
        if unsent:
            self.give_back(lent, unsent=unsent)

    def begin_job(self) -> None:
        """A job begins; what is held is given back if it takes long."""
        self._since = time.monotonic()

    def end_job(self, outcome: Answer | Refusal) -> None:
        """It is done."""
        with self._lock:
            self._since = None
            send(self._control, outcome)

    def say(self, record: object) -> None:
        """Tell the server."""
        with self._lock:
            send(self._control, record)

    def give_back(
        self, lent: Lent, *, outcome: Answer | Refusal | None = None, unsent: bytes = b"", plain: bool = True
    ) -> None:
        """Let go of a connection."""
        with self._lock:
            self._let_go(lent)
            send(self._control, Returned(lent.number, lent.data, outcome, unsent, plain))

    def give_all_back(self) -> None:
        """Let go of all connections."""
        for lent in list(self._held.values()):
            self.give_back(lent)

    def _let_go(self, lent: Lent) -> None:
        del self._held[lent.file]
        self._poll.unregister(lent.file)
        os.close(lent.file)

    def _sweep(self) -> None:
        """Nothing comes: say what was counted, and give back what is idle."""
        self._tally()
        now = time.monotonic()
        for lent in list(self._held.values()):
            if now - lent.seen > IDLE:
                self.give_back(lent)

    def _tally(self) -> None:
        if self._answered:
            self.say(Tallies(tuple(self._answered)))
            self._answered.clear()

    def watch(self, *, now: bool = False) -> None:
        """Let go of everything if what is being answered takes long, or at once; for another thread."""
        with self._lock:
            since = self._since
            if since is None or not (now or time.monotonic() - since > PATIENCE):
                return
            current, self._current = self._current, None
            while (late := self._next()) is not None:
                os.close(late.file)
                send(self._control, Returned(late.number, late.data))
            for lent in list(self._held.values()):
                self._let_go(lent)
                if lent is not current:
                    send(self._control, Returned(lent.number, lent.data))
            if current is not None:
                send(self._control, Slow(current.number, current.data))
