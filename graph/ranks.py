"""Ranks: literals under which things are found in order, on a store that has no ordered index.

A tie bears, for each of its two actors, the actor's id and the step of the tie's weight; a dyad the step of its number
of claims; a document its month; a claim, for each two actors that it speaks of, these and the month of its date. Going
down the steps, or back by months, finds the first without reading the rest. The lightest ties and dyads, which are most
of them, bear no rank: they come last, and are those that are left.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from detente.extract.model import Document
from detente.graph import keys, terms
from detente.graph.store import Store
from detente.graph.terms import det
from detente.ontology.namespaces import DOCUMENT
from pyoxigraph import Literal

RANK = det("rank")
RANKED = 2
"""The least weight of a tie, and number of claims of a dyad, that has a rank."""
_EXACT = 16
"""Weights up to this have a step each; above it there are four steps to a doubling."""
_HIGHEST = 99
_LOTS = (_HIGHEST, 47, 39, 35, 31, 27, 23, 19, 16, 12, 8, 5, 3, 2, RANKED - 1)
"""The highest step of each lot: few hold a tie of much weight, very many one of little."""


def step(weight: int) -> int:
    """The step of a weight, from 0 to 99; never lower for a heavier one."""
    if weight <= _EXACT:
        return weight
    doublings = weight.bit_length() - 1
    return min(_HIGHEST, _EXACT + 4 * (doublings - 4) + ((weight >> (doublings - 2)) & 3))


def rank(whose: str, weight: int) -> str:
    """The rank, as a term, of a tie of that weight among those of an actor (id), or of a dyad among all (``""``)."""
    return terms.text(f"{whose} {step(weight)}")


def monthly(dyad: tuple[str, str], day: str | None) -> str:
    """The rank, as a term, of a claim of that day among those that speak of two actors."""
    return terms.text(_monthly(dyad, day[:7] if day else ""))


def _monthly(dyad: tuple[str, str], month: str) -> str:
    return f"{keys.dyad(*dyad)[1:-1].removeprefix(keys.DYAD)} {month}"


def month(document: Document) -> str:
    """The rank of a document: the month or year of its date, or nothing."""
    date = document.date or ""
    return date[:7] if terms.moment(date).endswith(">") else ""


def month_of(store: Store, document: str) -> str:
    """The rank of a document (key) that the store holds."""
    iri = DOCUMENT + document
    return terms.value(store.describe([iri], (RANK[1:-1],))[iri][RANK[1:-1]][0])


def lots(whose: str) -> Iterator[list[Literal]]:
    """The ranks that ties of an actor (id) can have, or dyads (``""``), in lots to be read at once, heaviest first."""
    for most, least in pairwise(_LOTS):
        yield [Literal(f"{whose} {number}") for number in range(most, least, -1)]


def latest(store: Store, dyad: tuple[str, str], first: str | None, last: str | None) -> Iterator[list[str]]:
    """The IRIs of all claims that speak of two actors, a month at a time, the latest first; those without a date last.

    ``first`` and ``last``: days between which all that have one are dated.
    """
    for month in (*_back(first[:7], last[:7]), "") if first and last else ("",):
        found = [iri for iri, _ in store.scan(RANK[1:-1], Literal(_monthly(dyad, month)))]
        if found:
            yield found


def _back(first: str, last: str) -> Iterator[str]:
    """All months from the last to the first."""
    earliest, latest = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    for number in range(latest, earliest - 1, -1):
        yield f"{number // 12:04}-{number % 12 + 1:02}"
