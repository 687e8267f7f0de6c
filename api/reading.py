"""Documents sent to the server, read by a process of their own: the language model stays out of the server's memory."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from detente.api.errors import WorkerLost
from detente.extract.model import Document, Extraction

if TYPE_CHECKING:
    from detente.extract import Extractor


@cache
def _extractor(model: str | None) -> Extractor:
    from detente.extract import Extractor

    return Extractor(model)


def extract(documents: Sequence[Document], model: str | None = None) -> list[Extraction]:
    """What the documents claim, read with a spaCy ``model``; runs in the reading process."""
    return list(_extractor(model).extract_all(documents))


def end_with_parent() -> None:
    """Let this process end when the one that started it does, however that comes about; it would wait for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def end() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=end, daemon=True).start()


class Reader:
    """The reading process, started when it is first needed; reads with a spaCy ``model``."""

    def __init__(self, model: str | None = None) -> None:
        self._model = model
        self._pool: ProcessPoolExecutor | None = None

    async def read(self, documents: Sequence[Document]) -> list[Extraction]:
        """What the documents claim; raises :class:`WorkerLost` where the process ended over it."""
        sendable = [replace(document, metadata=dict(document.metadata)) for document in documents]
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=end_with_parent)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, extract, sendable, self._model)
        except BrokenProcessPool:
            self._pool = None
            raise WorkerLost("the process that reads documents ended; try again, with fewer at once") from None

    def stop(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
