"""Evidence for ties, sorted into lots that fit in memory: a temporary file for each, after Grace hash partitioning.

(Kitsuregawa, Tanaka & Moto-oka 1983, "Application of hash to data base machine and its architecture".) All ties
between two actors, and their dyad, come into one lot.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from detente.graph.tally import Evidence, Tally
from detente.graph.ties import Dyad, TieKey, dyad_of

SIZE = 25_000
"""About how many pieces of evidence come into a lot."""
_MOST = 256
"""Lots, and so files that are open at once."""


@dataclass(slots=True)
class Lot:
    """What the claims between some pairs of actors come to, and which of these ties and dyads the store has."""

    tallies: defaultdict[TieKey, Tally] = field(default_factory=lambda: defaultdict(Tally))
    supports: defaultdict[TieKey, set[tuple[str, bool]]] = field(default_factory=lambda: defaultdict(set))
    dyads: Counter[Dyad] = field(default_factory=Counter)
    held_ties: set[TieKey] = field(default_factory=set)
    held_dyads: set[Dyad] = field(default_factory=set)

    def count(self, tie: TieKey, evidence: Evidence, origin: str) -> None:
        self.tallies[tie] = self.tallies[tie].count(evidence)
        self.supports[tie].add((origin, evidence.status == "negated"))
        self.dyads[dyad_of(tie)] += 1

    def tally(self, tie: TieKey) -> Tally:
        """An empty one where no claim speaks of the tie."""
        if tie not in self.tallies:
            return Tally()
        denials = sum(negated for _, negated in self.supports[tie])
        return replace(self.tallies[tie], origins=len(self.supports[tie]) - denials, denials=denials)


class Lots:
    """Takes evidence in any order and gives it back a lot at a time. A context manager.

    Args:
        evidence: about how much is to come.
    """

    def __init__(self, evidence: int) -> None:
        self._stack = ExitStack()
        number = min(_MOST, 1 + evidence // SIZE)
        self._files = [
            self._stack.enter_context(TemporaryFile("w+", encoding="utf-8"))  # noqa: SIM115 - the stack closes it
            for _ in range(number)
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def evidence(self, tie: TieKey, evidence: Evidence, origin: str) -> None:
        """A claim for a tie, with the key of its origin."""
        self._write(dyad_of(tie), [tie, evidence, origin])

    def held_tie(self, tie: TieKey) -> None:
        self._write(dyad_of(tie), [tie])

    def held_dyad(self, dyad: Dyad) -> None:
        self._write(dyad, [dyad])

    def _write(self, dyad: Dyad, record: list[object]) -> None:
        number = zlib.crc32("\x1f".join(dyad).encode()) % len(self._files)
        self._files[number].write(json.dumps(record) + "\n")

    def __iter__(self) -> Iterator[Lot]:
        for file in self._files:
            lot = Lot()
            file.seek(0)
            for line in file:
                _read(lot, *json.loads(line))
            yield lot


def _read(lot: Lot, about: list[str], evidence: list[str] | None = None, origin: str = "") -> None:
    if evidence:
        lot.count((about[0], about[1], about[2]), Evidence(*evidence), origin)  # type: ignore[arg-type]
    elif len(about) == 3:
        lot.held_ties.add((about[0], about[1], about[2]))
    else:
        lot.held_dyads.add((about[0], about[1]))
