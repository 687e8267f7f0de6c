"""``using-graph-uri`` and ``using-named-graph-uri`` of the protocol, put into the update as ``USING`` clauses.

The engine's Python form takes no dataset for updates. SPARQL 1.1 Protocol, 2.2.3: the parameters act as ``USING`` for
each operation with a ``WHERE``; an update that has ``USING``, ``USING NAMED`` or ``WITH`` of its own is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from detente.api.errors import BadRequest
from detente.api.iri import absolute_iri
from detente.api.lexing import group_end, outer_words


def with_dataset(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """``update`` with ``USING`` clauses for these graphs in each operation that has a ``WHERE``.

    Raises :class:`BadRequest` where it has a dataset of its own, or a graph isn't an IRI.
    """
    if not default and not named:
        return update
    plain = [f"USING <{absolute_iri(graph)}>" for graph in default]
    clauses = " ".join([*plain, *(f"USING NAMED <{absolute_iri(graph)}>" for graph in named)])
    words = list(outer_words(update))
    own = [word for word, _, _ in words if word in ("USING", "WITH")]
    if own:
        raise BadRequest(f"the update says {own[0]} itself, so using-graph-uri and using-named-graph-uri may not")
    return _insert(update, words, clauses)


def _insert(update: str, words: Sequence[tuple[str, int, int]], clauses: str) -> str:
    pieces, last = [], 0
    for (before, _, end), (word, start, _) in pairwise([("", 0, 0), *words]):
        if word != "WHERE":
            continue
        if (
            before == "DELETE" and not update[end:start].strip()
        ):  # DELETE WHERE {…} has no place for it: DELETE {…} WHERE {…}
            group = update[start + len("WHERE") : group_end(update, start)]
            pieces += [update[last:start], group, " ", clauses, " "]
        else:
            pieces += [update[last:start], clauses, " "]
        last = start
    return "".join([*pieces, update[last:]])
