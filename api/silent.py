"""``LOAD SILENT`` where nothing is loaded: the load fails, silently, and the update goes on (SPARQL Update, 3.1.4)."""

from __future__ import annotations

import re
from itertools import pairwise

from detente.api.lexing import outer_words

NOTHING = "INSERT DATA {}"
_REST = re.compile(r"(?:\s|#[^\n]*\n|<[^>]*>|[\w.-]*:[^\s;]*|INTO|GRAPH)*", re.IGNORECASE)


def without_silent_loads(update: str) -> str:
    """``update`` with an operation that does nothing in place of each ``LOAD SILENT``."""
    words = list(outer_words(update))
    pieces, last = [], 0
    for (word, start, _), (after, _, end) in pairwise(words):
        if word == "LOAD" and after == "SILENT":
            rest = _REST.match(update, end)
            pieces += [update[last:start], NOTHING]
            last = rest.end() if rest else end
    return "".join([*pieces, update[last:]])
