"""What the store says of itself: how much it holds, and of which months. Kept current by every write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import islice

from detente.graph import terms
from detente.graph.ranks import RANK
from detente.graph.store import Store
from detente.graph.terms import Statement, det
from detente.graph.views import STANDINGS
from detente.ontology.namespaces import STATE_GRAPH
from pyoxigraph import Literal

STATE = terms.iri(STATE_GRAPH)
"""The subject of what is said of the store itself."""
_COUNTS, _MONTH = det("counts"), det("documentMonth")
COUNTED = ("documents", "origins", "claims", "minted", *STANDINGS)


class Books:
    """What one write changes of the store's own account."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.more: Counter[str] = Counter()
        """By how many each of :data:`COUNTED` grows."""
        self._months: set[str] = set()
        self._left: set[str] = set()

    def document_in(self, month: str, claims: int) -> None:
        self._months.add(month)
        self.more.update(documents=1, claims=claims)

    def document_out(self, month: str, claims: int) -> None:
        """The only document to come or go in this write."""
        self.more.update(documents=-1, claims=-claims)
        if sum(1 for _ in islice(self._store.scan(RANK[1:-1], Literal(month)), 2)) < 2:
            self._left.add(month)

    def changes(self) -> tuple[list[Statement], list[Statement]]:
        """What to take out and what to put in."""
        counts, known = read_counts(self._store), set(months(self._store))
        now = {name: counts.get(name, 0) + self.more[name] for name in COUNTED}
        out, into = _changed(counts, now)
        return [*out, *map(_month, sorted(self._left))], [*into, *map(_month, sorted(self._months - known))]


def read_counts(store: Store) -> dict[str, int]:
    """How many there are of each of :data:`COUNTED`; empty where nothing was ever written."""
    held = store.describe([STATE_GRAPH], (_COUNTS[1:-1],)).get(STATE_GRAPH, {})
    numbers = (terms.value(term).split() for term in held.get(_COUNTS[1:-1], ()))
    return next((dict(zip(COUNTED, map(int, each), strict=True)) for each in numbers), {})


def recount(store: Store, **counts: int) -> tuple[list[Statement], list[Statement]]:
    """What to take out and put in for these to be the counts."""
    held = read_counts(store)
    return _changed(held, {**held, **counts})


def months(store: Store) -> list[str]:
    """The ranks of documents, the latest first."""
    held = store.describe([STATE_GRAPH], (_MONTH[1:-1],)).get(STATE_GRAPH, {})
    return sorted((terms.value(term) for term in held.get(_MONTH[1:-1], ())), reverse=True)


def account(counts: Mapping[str, int], ranks: set[str]) -> list[Statement]:
    """The whole account of a store that holds so much."""
    return [*_counts(counts), *map(_month, ranks)]


def read_account(store: Store) -> list[Statement]:
    """The account as it stands."""
    return account(read_counts(store), set(months(store)))


def _changed(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[list[Statement], list[Statement]]:
    was, now = _counts(before), _counts(after)
    return (was, now) if was != now else ([], [])


def _counts(counts: Mapping[str, int]) -> list[Statement]:
    """Nothing where there are no documents, so that an emptied store is as a fresh one."""
    if not counts.get("documents"):
        return []
    return [(STATE, _COUNTS, terms.text(" ".join(str(counts[name]) for name in COUNTED)), "")]


def _month(month: str) -> Statement:
    return STATE, _MONTH, terms.text(month), ""
