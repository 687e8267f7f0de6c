"""A remote store whose queries may take only so long."""

from __future__ import annotations

from dataclasses import dataclass

from detente.api.evaluate import Results
from detente.graph.remote import RemoteStore
from detente.graph.store import Dataset


@dataclass(frozen=True, slots=True)
class Timed:
    """What :func:`detente.api.evaluate.evaluate` asks."""

    store: RemoteStore
    seconds: float

    def query(self, sparql: str, dataset: Dataset | None = None, base_iri: str | None = None) -> Results:
        """The server's results; raises ``QueryTooLong`` where it takes longer, and ``BadQuery``."""
        return self.store.query(sparql, dataset, base_iri, self.seconds)
