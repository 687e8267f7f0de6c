"""The process that answers queries: it reads a snapshot, can't hurt anything else, and can be killed at any time.

Run as ``python -m detente.api.worker CONTROL LENDINGS BOARD MEMORY``, three descriptors and a number of bytes. Over the
first, frames come and go (see :mod:`detente.api.frames`), over the second, connections that are lent to it.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from detente.api.board import Board
from detente.api.evaluate import evaluate
from detente.api.frames import receive, send
from detente.api.messages import Opening, Recall, Recalled
from detente.api.queries import FAULT, Answer, Job, Query, Refusal, Rehearsal
from detente.api.spool import Spool
from detente.graph.embedded import EmbeddedStore
from detente.ontology.errors import DetenteError

if TYPE_CHECKING:
    from detente.api.lent import Lendings

OUT_OF_MEMORY = 77
"""Exit code of a worker that used more memory than it may."""
NONE = -1
"""The revision of no snapshot."""
CLOCK = 0.02
"""Seconds between two looks at the memory in use."""


class Worker:
    """Answers one query after another, on one snapshot as long as that is the one asked for."""

    def __init__(self, opening: Opening) -> None:
        self._folder, self._limits = Path(opening.folder), opening.limits
        self._store: EmbeddedStore | None = None
        self.revision = NONE
        """Of the snapshot that is open."""

    def open(self, path: str, revision: int) -> None:
        """Open that snapshot, in place of another."""
        if self._store is None or self._store.location != path:
            self._store, self.revision = None, NONE  # closes the old one first
            self._store = EmbeddedStore(Path(path), read_only=True)
            self.revision = revision

    def answer(self, query: Query) -> Answer | Refusal:
        """The answer to ``query`` out of the snapshot that is open."""
        try:
            assert self._store is not None
            return evaluate(query, self._store, Spool(self._folder, self._limits.size), self._limits)
        except DetenteError as error:
            return Refusal(type(error).__name__, str(error))
        except Exception:  # a fault of ours: it goes to the server, which logs it and answers 500
            return Refusal(FAULT, traceback.format_exc())

    def do(self, job: Job | Rehearsal) -> Answer | Refusal:
        """The answer to ``job``; an empty one to a rehearsal that went well."""
        try:
            if isinstance(job, Rehearsal):
                EmbeddedStore(Path(job.store)).update(job.text, job.base)
                return Answer("")
            self.open(job.snapshot, job.revision)
        except DetenteError as error:
            return Refusal(type(error).__name__, str(error))
        return self.answer(job.query)


def watch(lendings: Lendings, limit: int) -> None:
    """See that what takes long holds up nobody; end this process when it holds more than ``limit`` bytes.

    The engine lets other threads run while it works.
    """
    while True:
        lendings.watch()
        lendings.may_stay = resident() <= limit
        if not lendings.may_stay and lendings.is_busy:
            lendings.watch(now=True)
            os._exit(OUT_OF_MEMORY)
        time.sleep(CLOCK)


def resident() -> int:
    """Bytes of memory that this process holds."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[1]) * resource.getpagesize()
    except OSError:  # not Linux: the most it ever held, which will do
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(control: int, lendings: int, board: int, memory: int) -> None:
    """Answer what comes over the sockets until the other end of ``control`` closes."""
    from detente.api.lent import Lendings

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's, which ends its workers
    with socket.socket(fileno=control) as connection, socket.socket(fileno=lendings) as incoming:
        opening: Opening | None = receive(connection)
        if opening is None:
            return
        worker = Worker(opening)
        held = Lendings(incoming, connection, Board(board), worker, opening)
        threading.Thread(target=watch, args=(held, memory), daemon=True).start()
        gc.freeze()  # what is loaded stays: looking through it for garbage holds queries up
        send(connection, None)  # ready
        obey(connection, worker, held)


def obey(connection: socket.socket, worker: Worker, held: Lendings) -> None:
    """Do as the server says, and serve what is held in between."""
    while True:
        held.serve()
        if not held.may_stay:
            held.give_all_back()
            sys.exit(OUT_OF_MEMORY)
        said = receive(connection)
        if said is None:
            return
        if isinstance(said, Recall):
            held.give_all_back()
            held.say(Recalled(said.number))
            continue
        held.begin_job()
        answer = worker.do(said)
        held.end_job(answer)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
