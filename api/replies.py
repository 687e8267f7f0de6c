"""Answers as they stand on the wire."""

from __future__ import annotations

import os
import time
from email.utils import formatdate

from detente.api.queries import Answer


class Replies:
    """Writes whole answers of status 200.

    Args:
        head: header lines that each bears.
    """

    def __init__(self, head: bytes) -> None:
        self._head = head
        self._date = (0, b"")

    def send(self, file: int, answer: Answer) -> bytes:
        """Write to a connection that doesn't block; gives what it didn't take."""
        whole = self.encode(answer)
        try:
            return whole[os.write(file, whole) :]
        except BlockingIOError:
            return whole
        except OSError:
            return b""  # the client has gone, which the next reading says

    def encode(self, answer: Answer) -> bytes:
        """The bytes of an answer."""
        return b"HTTP/1.1 200 OK\r\ndate: %b\r\ncontent-type: %b\r\ncontent-length: %d\r\n%b\r\n%b" % (
            self._now(),
            answer.content_type.encode(),
            len(answer.body),
            self._head,
            answer.body,
        )

    def _now(self) -> bytes:
        second = int(time.time())
        if second != self._date[0]:
            self._date = second, formatdate(second, usegmt=True).encode()
        return self._date[1]
