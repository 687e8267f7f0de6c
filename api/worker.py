"""The process that answers queries: it reads a snapshot, can't hurt anything else, and can be killed at any time.

Run as ``python -m detente.api.worker FD``; frames come and go over that socket (see :mod:`detente.api.frames`).
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
import threading
import time
import traceback
from pathlib import Path

from detente.api.evaluate import evaluate
from detente.api.frames import receive, send
from detente.api.queries import FAULT, Answer, Job, Refusal
from detente.api.spool import Spool
from detente.graph.embedded import EmbeddedStore
from detente.ontology.errors import DetenteError

OUT_OF_MEMORY = 77
"""Exit code of a worker that used more memory than it may."""
CLOCK = 0.02
"""Seconds between two looks at the memory in use."""


class Worker:
    """Answers one job after another, on one snapshot as long as that is the one asked for."""

    def __init__(self) -> None:
        self._store: EmbeddedStore | None = None

    def answer(self, job: Job) -> Answer | Refusal:
        """The answer to ``job``."""
        try:
            spool = Spool(Path(job.folder), job.limits.size)
            return evaluate(job.query, self._snapshot(job.snapshot), spool, job.limits)
        except DetenteError as error:
            return Refusal(type(error).__name__, str(error))
        except Exception:  # a fault of ours: it goes to the server, which logs it and answers 500
            return Refusal(FAULT, traceback.format_exc())

    def _snapshot(self, path: str) -> EmbeddedStore:
        if self._store is None or self._store.location != path:
            self._store = None  # closes the old one first
            self._store = EmbeddedStore(Path(path), read_only=True)
        return self._store


def watch_memory(limit: int) -> None:
    """End this process when it holds more than ``limit`` bytes. The engine lets other threads run while it works."""
    while True:
        if resident() > limit:
            os._exit(OUT_OF_MEMORY)
        time.sleep(CLOCK)


def resident() -> int:
    """Bytes of memory that this process holds."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[1]) * resource.getpagesize()
    except OSError:  # not Linux: the most it ever held, which will do
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(descriptor: int, memory: int) -> None:
    """Answer what comes over the socket until its other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's, which ends its workers
    threading.Thread(target=watch_memory, args=(memory,), daemon=True).start()
    worker = Worker()
    with socket.socket(fileno=descriptor) as connection:
        send(connection, None)  # ready
        while (job := receive(connection)) is not None:
            send(connection, worker.answer(job))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
