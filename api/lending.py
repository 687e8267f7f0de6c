"""HTTP connections that are lent to the processes that answer queries.

Where a request begins like a plain query, the server stops reading and hands the connection itself to a worker, which
answers what comes on it as long as that is plain and quick, without a hop. All else comes back here, and is answered
by the app as if it had never been away. https://man7.org/linux/man-pages/man7/unix.7.html (SCM_RIGHTS)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.api.loans import Ask
from detente.api.messages import Returned
from detente.api.plain import LONGEST, STARTS
from detente.api.process import Process
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from detente.api.service import Service

ASK = "ask"
"""In a request's state: gives its answer, which a worker has or is at."""


class LendingProtocol(HttpToolsProtocol):
    """The server's side of a connection; ``config.app`` holds the service in its state."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._holder: Process | None = None
        self._is_plain = True
        self._is_within = False
        self._ask: Ask | None = None

    def data_received(self, data: bytes) -> None:
        if not self._lend(data):
            super().data_received(data)

    def _lend(self, data: bytes) -> bool:
        if not (self._is_plain and data.startswith(STARTS)) or self._is_within or len(data) > LONGEST:
            return False
        if (self.cycle is not None and not self.cycle.response_complete) or self.transport.get_write_buffer_size():
            return False
        service: Service | None = getattr(self.config.app.state, "service", None)  # type: ignore[union-attr]
        self._holder = service.lend(self, self._file, data) if service else None
        if self._holder is None:
            return False
        self._unset_keepalive_if_required()
        self.flow.pause_reading()
        return True

    @property
    def _file(self) -> int:
        file: int = self.transport.get_extra_info("socket").fileno()
        return file

    def take_back(self, returned: Returned, ask: Ask | None = None) -> None:
        """Go on with the connection; ``ask`` gives the answer to the query in its data."""
        self._holder = None
        self._is_plain = returned.plain
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if returned.unsent:
            self.transport.write(returned.unsent)
        if returned.data:
            self._ask = ask
            super().data_received(returned.data) if ask or not self._is_plain else self.data_received(returned.data)
        else:
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def abort(self) -> None:
        """Break the connection off."""
        self._holder = None
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._holder is not None:
            self._holder.forget(self)
        super().connection_lost(exc)

    def shutdown(self) -> None:
        if self._holder is not None:
            self.transport.close()  # what is being answered is still sent: the worker has the connection open
        else:
            super().shutdown()

    def on_message_begin(self) -> None:
        self._is_within = True
        super().on_message_begin()
        if self._ask is not None:
            self.scope["state"][ASK], self._ask = self._ask, None

    def on_message_complete(self) -> None:
        self._is_within = False
        super().on_message_complete()
