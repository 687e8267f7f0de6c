"""What the server holds: the graph, the one way to write to it, and the processes that answer queries."""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections.abc import Callable
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from detente.api.errors import OutOfTime
from detente.api.evaluate import evaluate
from detente.api.headers import SECURITY_HEADERS
from detente.api.hosts import hosts_of
from detente.api.keys import key_ring
from detente.api.loans import Lendable
from detente.api.messages import Opening, Tallies
from detente.api.metrics import Metrics
from detente.api.pool import Pool
from detente.api.process import Process
from detente.api.queries import Answer, Limits, Query, Rehearsal
from detente.api.reading import Reader
from detente.api.remembered import Remembered
from detente.api.settings import Settings
from detente.api.snapshots import Snapshots
from detente.api.spool import Spool
from detente.api.timed import Timed
from detente.graph.embedded import EmbeddedStore
from detente.graph.errors import QueryTooLong
from detente.graph.library import ClaimGraph
from detente.graph.remote import RemoteStore

Result = TypeVar("Result")
WHERE = re.compile("where", re.IGNORECASE)
MARK = ".serving-"
HEAD = "".join(f"{name}: {value}\r\n" for name, value in (("vary", "accept, Origin"), *SECURITY_HEADERS)).encode()
"""Header lines of every answer to a query."""


class Service:
    """A graph that is being served; :meth:`start` it before and :meth:`stop` it after."""

    def __init__(self, graph: ClaimGraph, settings: Settings, metrics: Metrics) -> None:
        self.graph = graph
        self.settings = settings
        self.writes = 0
        """Grows with every write of this process, done or not; it is the only one that writes."""
        self.state = name_state(graph)
        """Names the state that the graph is in: no two states of it share a name, also after a restart."""
        self.metrics = metrics
        self._share = settings.query_cache // (settings.query_workers + 1)
        """Of the room for answers; the processes that answer queries have as much each."""
        self._remembered = Remembered(self._share)
        self.reader = Reader(settings.model)
        self.keys = key_ring(settings, graph.store.location)
        self._writing = asyncio.Lock()
        self._folder: Path | None = None
        self._pool: Pool | None = None

    async def start(self) -> None:
        """Start the processes that answer queries."""
        place = Path(self.graph.store.location)
        on_disk = place.is_dir()
        if on_disk:
            for left in place.parent.glob(f"{MARK}{place.name}-*"):  # of a server that was killed: the lock is ours now
                shutil.rmtree(left, ignore_errors=True)
        # Beside the store, so that snapshots are hard links.
        self._folder = Path(tempfile.mkdtemp(prefix=f"{MARK}{place.name}-", dir=place.parent if on_disk else None))
        settings = self.settings
        self._limits = limits = Limits(
            settings.query_seconds, settings.query_memory, settings.query_rows, settings.query_bytes
        )
        if not isinstance(self.graph.store, EmbeddedStore):
            return
        self._pool = Pool(
            Snapshots(self._copy, lambda: self.writes, self._folder),
            self._folder,
            size=settings.query_workers,
            waiting=settings.query_waiting,
            opening=Opening(limits, str(self._folder), hosts_of(settings), self._share, HEAD),
            tallied=self._tally,
        )
        await self._pool.start()

    async def stop(self) -> None:
        """End the processes and delete their files."""
        if self._pool is not None:
            await self._pool.stop()
        self.reader.stop()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    async def answer(self, query: Query) -> Answer:
        """The answer to ``query``; see :meth:`detente.api.pool.Pool.answer`."""
        if self._pool is None:
            return await asyncio.to_thread(self._ask_server, query)
        writes = self.writes  # before it is asked: what it sees may be newer than that, never older
        answer = await self._pool.answer(query)
        self._remembered.keep(query, answer, writes)
        return answer

    def lend(self, connection: Lendable, file: int, data: bytes) -> Process | None:
        """Lend a connection to a process that answers queries, and give that, where that can be done."""
        if self._pool is None or self.settings.rate > 0:
            return None
        return self._pool.lend(connection, file, data)

    def _tally(self, tallies: Tallies) -> None:
        self.metrics.direct.inc(len(tallies.answered))
        for method, seconds in tallies.answered:
            self.metrics.count(method, "/sparql", 200, seconds)

    def remembered(self, query: Query) -> Answer | None:
        """The answer to ``query`` where it was asked for already since the last write."""
        return self._remembered.find(query, self.writes)

    def _ask_server(self, query: Query) -> Answer:
        """The answer of a store that is a server itself, which is told how long it may take."""
        assert self._folder is not None
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        store = self.graph.store
        asked = Timed(store, self._limits.seconds) if isinstance(store, RemoteStore) else store
        try:
            return evaluate(query, asked, Spool(folder, self._limits.size), self._limits)
        except QueryTooLong as error:
            raise OutOfTime(str(error)) from error

    def _copy(self, folder: Path) -> None:
        store = self.graph.store
        if not isinstance(store, EmbeddedStore):
            raise TypeError(f"{store.location} can't be copied")
        store.snapshot(folder)

    async def update(self, text: str, base: str | None) -> None:
        """Carry out a SPARQL update that is known to fetch nothing.

        The engine can't be told to stop. So one with a ``WHERE``, which alone can take long for what it says, is first
        rehearsed by a process that can, on a copy of the store as it is; other writes wait meanwhile. Raises
        ``BadQuery``, and :class:`Unavailable` where it takes too long or too much memory: then nothing has changed.
        """
        async with self._writing:
            if WHERE.search(text) and self._pool is not None:
                await self._rehearse(self._pool, text, base)
            await self._write(lambda graph: graph.update(text, base_iri=base))

    async def _rehearse(self, pool: Pool, text: str, base: str | None) -> None:
        assert self._folder is not None
        copy = self._folder / f"rehearsal-{self.writes}"
        try:
            await asyncio.to_thread(self._copy, copy)
            await pool.rehearse(Rehearsal(str(copy), text, base), self.settings.update_seconds)
        finally:
            await asyncio.to_thread(shutil.rmtree, copy, ignore_errors=True)

    async def write(self, work: Callable[[ClaimGraph], Result]) -> Result:
        """What ``work`` gives, done to the graph in a thread, one at a time; every later query sees it."""
        async with self._writing:
            return await self._write(work)

    async def _write(self, work: Callable[[ClaimGraph], Result]) -> Result:
        try:
            return await asyncio.to_thread(work, self.graph)
        finally:
            self.writes += 1
            if self._pool is not None:
                self._pool.tell_writes(self.writes)
            self.state = await asyncio.to_thread(name_state, self.graph)


def name_state(graph: ClaimGraph) -> str:
    """The revision, and a hash of when it came about and of what answers are made by.

    The time tells it from the same revision of another store that was in this one's place, or of a copy of it.
    """
    last = [change.time for change in graph.changes(graph.revision - 1)] if graph.revision else []
    made = blake2b("\n".join([version("detente"), *last]).encode(), digest_size=5)
    return f"{graph.revision}-{made.hexdigest()}"
