"""Keep claims, ask them, hand them out."""

from detente.graph.errors import (
    AmbiguousName,
    BadQuery,
    GraphError,
    NotFound,
    ReadOnly,
    StoreError,
    StoreLocked,
    StoreUnreachable,
)
from detente.graph.library import ClaimGraph, open_graph
from detente.graph.views import (
    ActorRef,
    ActorView,
    ClaimantView,
    ClaimView,
    DocumentRef,
    DocumentView,
    DyadView,
    MentionView,
    PairView,
    Stats,
    TieView,
)

__all__ = [
    "ActorRef",
    "ActorView",
    "AmbiguousName",
    "BadQuery",
    "ClaimGraph",
    "ClaimView",
    "ClaimantView",
    "DocumentRef",
    "DocumentView",
    "DyadView",
    "GraphError",
    "MentionView",
    "NotFound",
    "PairView",
    "ReadOnly",
    "Stats",
    "StoreError",
    "StoreLocked",
    "StoreUnreachable",
    "TieView",
    "open_graph",
]
