"""What a worker says of a query: its answer, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from detente.api import errors
from detente.api.errors import WorkerLost
from detente.api.queries import FAULT, Answer, Refusal
from detente.graph.errors import BadQuery, StoreError
from detente.ontology.errors import DetenteError

REFUSALS: Mapping[str, type[DetenteError]] = MappingProxyType(
    {kind.__name__: kind for kind in (BadQuery, StoreError, errors.ReachesOut, errors.NotAcceptable, errors.BadRequest)}
)


def unpacked(outcome: Answer | Refusal) -> Answer:
    """The answer, or what is raised for a refusal."""
    if isinstance(outcome, Answer):
        return outcome
    if outcome.error == FAULT:
        raise RuntimeError(f"a query could not be answered:\n{outcome.message}")
    raise REFUSALS.get(outcome.error, WorkerLost)(outcome.message)
