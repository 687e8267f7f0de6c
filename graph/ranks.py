"""Ranks: literals under which things are found in order, on a store that has no ordered index.

A tie bears, for each of its two actors, the actor's id and the step of the tie's weight; a dyad the step of its number
of claims; a document its month. Going down the steps finds the heaviest first without reading the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from detente.extract.model import Document
from detente.graph import terms
from detente.graph.store import Store
from detente.graph.terms import det
from detente.ontology.namespaces import DET, DOCUMENT
from pyoxigraph import Literal, NamedNode

RANK = det("rank")
_EXACT = 16
"""Weights up to this have a step each; above it there are four steps to a doubling."""
_HIGHEST = 99


def step(weight: int) -> int:
    """The step of a weight, from 0 to 99; never lower for a heavier one."""
    if weight <= _EXACT:
        return weight
    doublings = weight.bit_length() - 1
    return min(_HIGHEST, _EXACT + 4 * (doublings - 4) + ((weight >> (doublings - 2)) & 3))


def rank(whose: str, weight: int) -> str:
    """The rank, as a term, of a tie of that weight among those of an actor (id), or of a dyad among all (``""``)."""
    return terms.text(f"{whose} {step(weight)}")


def month(document: Document) -> str:
    """The rank of a document: the month or year of its date, or nothing."""
    date = document.date or ""
    return date[:7] if terms.moment(date).endswith(">") else ""


def month_of(store: Store, document: str) -> str:
    """The rank of a document (key) that the store holds."""
    iri = DOCUMENT + document
    return terms.value(store.describe([iri], (RANK[1:-1],))[iri][RANK[1:-1]][0])


def descending(store: Store, whose: str) -> Iterator[list[str]]:
    """The IRIs ranked under an actor (or ``""``: dyads), a step at a time, the heaviest first."""
    for number in range(_HIGHEST, -1, -1):
        found = [iri for iri, _ in store.scan(RANK[1:-1], Literal(f"{whose} {number}"))]
        if found:
            yield found


def few(store: Store, actor: str, most: int) -> Sequence[str] | None:
    """The IRIs of all ties of an actor (IRI) where there are fewer than so many."""
    found = [iri for iri, _ in islice(store.scan(DET + "party", NamedNode(actor)), most)]
    return found if len(found) < most else None
