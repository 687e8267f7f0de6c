"""The layout of a store: which statements stand for a document, a claim and a tie.

A store says of itself which layout it has. One of another layout is refused, since what reads one would misread it.
"""

from __future__ import annotations

from detente.graph import terms
from detente.graph.books import STATE
from detente.graph.changes import VERSION
from detente.graph.errors import StoreError
from detente.graph.store import Store
from detente.graph.terms import Statement, det
from detente.ontology.namespaces import STATE_GRAPH

LAYOUT = "2"
"""Changes with every change of what is written that old readers or old stores would not bear."""
_LAYOUT = det("layoutVersion")
MADE: Statement = (STATE, _LAYOUT, terms.text(LAYOUT), "")
"""What a store of this layout says of itself."""


def check(store: Store) -> None:
    """Raise ``StoreError`` for a store that is laid out otherwise; an empty one passes."""
    about = store.describe([STATE_GRAPH], (_LAYOUT[1:-1], VERSION[1:-1])).get(STATE_GRAPH, {})
    layouts = {terms.value(term) for term in about.get(_LAYOUT[1:-1], ())}
    if about and layouts != {LAYOUT}:
        other = ", ".join(sorted(layouts)) or "1"
        raise StoreError(
            f"the store at {store.location} was made by another version of Détente (layout {other}; this one reads "
            f"{LAYOUT}): ingest its documents into a new store, or use that version"
        )
