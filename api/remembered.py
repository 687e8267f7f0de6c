"""Short answers to queries, remembered as long as the store doesn't change."""

from __future__ import annotations

import re
from collections import OrderedDict

from detente.api.queries import Answer, Query

FICKLE = re.compile(r"now|rand|uuid", re.IGNORECASE)
"""What makes the answer to a query another each time. Blind to where it stands: a name with it costs but the memory."""
OVERHEAD = 500
"""Bytes that an entry takes beside its texts."""


class Remembered:
    """Answers by query, the longest unused forgotten first.

    Args:
        size: most bytes that are kept; 0 keeps none.
    """

    def __init__(self, size: int) -> None:
        self._most = size
        self._size = 0
        self._writes = 0
        self._answers: OrderedDict[Query, Answer] = OrderedDict()

    def find(self, query: Query, writes: int) -> Answer | None:
        """The answer to ``query`` after so many writes to the store."""
        if not self._most:
            return None
        if writes != self._writes:
            self._forget(writes)
        answer = self._answers.get(query)
        if answer is not None:
            self._answers.move_to_end(query)
        return answer

    def keep(self, query: Query, answer: Answer, writes: int) -> None:
        """Remember an answer that was asked for after so many writes; it may have seen later ones too."""
        if not self._most:
            return
        size = size_of(query, answer)
        if writes != self._writes or size > self._most or query in self._answers:
            return
        if answer.file is not None or answer.cut or FICKLE.search(query.text):
            return
        self._answers[query] = answer
        self._size += size
        while self._size > self._most:
            self._size -= size_of(*self._answers.popitem(last=False))

    def _forget(self, writes: int) -> None:
        self._writes, self._size = writes, 0
        self._answers.clear()


def size_of(query: Query, answer: Answer) -> int:
    """No fewer bytes than the two take."""
    return len(query.text) * 4 + len(answer.body) + OVERHEAD
