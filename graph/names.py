"""Which actor a name means: all names of a store, in memory, compared without case, accents and hyphens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from detente.graph import terms
from detente.graph.errors import AmbiguousName, NotFound
from detente.graph.knowledge import LABEL, NAME
from detente.graph.store import Store
from detente.ontology.actor import Actor
from detente.ontology.catalogue import fold
from detente.ontology.namespaces import ACTOR, DET

LABELS, FULL, MINTED, LOOSE = range(4)
"""How well a name means an actor:
its label, another full name, any name of a minted actor, or an adjective, capital or surname.
"""

_RANKS = (
    (LABEL[1:-1], LABELS),
    (NAME[1:-1], FULL),
    (DET + "seat", FULL),
    (DET + "adjective", LOOSE),
    (DET + "capital", LOOSE),
    (DET + "weakName", LOOSE),
)


class Names:
    """The names of the actors of a store.

    Args:
        names: (actor id, name, rank) in any order.
    """

    def __init__(self, names: Iterable[tuple[str, str, int]]) -> None:
        self._ranked: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for id, name, rank in names:
            self._put(fold(name), id, rank)
            self._put(fold(id), id, rank if rank in (MINTED, LOOSE) else LABELS)

    @classmethod
    def read(cls, store: Store) -> Names:
        """All names in a store."""
        return cls(_names_in(store))

    def _put(self, folded: str, id: str, rank: int) -> None:
        bearers = self._ranked[folded]
        bearers[id] = min(rank, bearers.get(id, rank))

    def add(self, actor: Actor) -> None:
        """A minted actor; one of the catalogue's keeps its place."""
        for name in (actor.id, *actor.all_names()):
            self._put(fold(name), actor.id, MINTED)

    def resolve(self, name: str) -> str:
        """The id of the one actor that ``name`` means best. Raises ``NotFound`` or ``AmbiguousName``."""
        folded = fold(name)
        bearers = self._ranked.get(folded) or self._ranked.get(folded.removeprefix("the "), {})
        best = sorted(id for id, rank in bearers.items() if rank == min(bearers.values()))
        if not best:
            near = self.search(name, 3)
            raise NotFound("actor", name, f"did you mean {', '.join(near)}?" if near else "")
        if len(best) > 1:
            raise AmbiguousName(name, tuple(best))
        return best[0]

    def search(self, text: str, limit: int | None = 20) -> list[str]:
        """Ids of actors with a name like ``text``, best first:
        whole names, then beginnings, words' beginnings, and parts.
        """
        wanted = fold(text)
        if not wanted:
            return []
        found: dict[str, tuple[int, int, int, str]] = {}
        for name, bearers in self._ranked.items():
            if wanted in name:
                for id, rank in bearers.items():
                    place = (_place(wanted, name), rank, len(name), id)
                    found[id] = min(place, found.get(id, place))
        return sorted(found, key=found.__getitem__)[:limit]


def _place(wanted: str, name: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else 3


def _names_in(store: Store) -> Iterator[tuple[str, str, int]]:
    minted = {subject for subject, _ in store.scan(DET + "minted")}
    for predicate, rank in _RANKS:
        for subject, name in store.scan(predicate):
            if subject.startswith(ACTOR):
                id = terms.local_name(subject, ACTOR)
                yield id, terms.value(name), MINTED if subject in minted else rank
