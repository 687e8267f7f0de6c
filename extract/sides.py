"""What the frames find: sources and targets, and from them the relations between two actors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from detente.extract.lexicon import Entry
from detente.extract.reach import NEAR, SOURCE, TARGET, VICTIM, Reach
from detente.extract.reading import Argument, Sentence

VISITED: Reach = frozenset({"people", "place"})
TARGETS: dict[str, Reach] = {
    "assault": VICTIM, "coerce": VICTIM, "mobilize": VICTIM, "retreat": VICTIM, "aid": VICTIM, "concede": VICTIM,
    "consult": VISITED, "agree": TARGET, "request": NEAR, "memberOf": NEAR, "affiliateOf": NEAR, "alliedWith": NEAR,
    "partnerOf": NEAR, "cooperate": NEAR, "enemyOf": NEAR, "rivalOf": NEAR,
}  # fmt: skip
"""How far from the phrase itself the target of a relation may be looked for; :data:`TARGET` for the others."""
OPPOSING = frozenset({"threaten", "sanction"})
"""What is done to the opponent of the day where the sentence names nobody: "Tehran vowed revenge"."""
OPEN = "prepositional-open"
"""The name of sides whose targets are left to be understood."""
CALLED = "-called"
"""How the names of sides end whose sources call for what the cue says: "called for Chad to be held accountable"."""
_ACTING = frozenset({"assault", "coerce", "mobilize", "threaten", "sanction", "aid", "cooperate", "retreat", "support"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One relation between two actors, as a frame found it."""

    trigger: int
    """The token of the cue's word."""
    entry: Entry
    subject: Argument
    object: Argument
    frame: str
    confidence: float
    """Of cue and frame, 0–1; how sure the two actors are is not in it."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Sources and targets; without targets, the sources stand towards one another."""

    sources: list[Argument]
    targets: list[Argument]
    name: str
    """The frame and the way it was filled, such as ``transitive-passive``."""
    weight: float = 1.0

    def pairs(self, directed: bool) -> Iterator[tuple[Argument, Argument]]:
        """Every source with every target, or every two of the sources, both ways where the relation is directed."""
        if self.targets:
            yield from ((a, b) for a in self.sources for b in self.targets)
        elif "joint" in self.name or "between" in self.name or "hyphen" in self.name or "owners" in self.name:
            yield from permutations(self.sources, 2) if directed else combinations(self.sources, 2)


Frame = Callable[[Sentence, int, Entry], Iterator[Sides]]
"""From a sentence, a token and the cue that it is a word of to the sides that stand there."""


def source_reach(relation: str) -> Reach:
    """How far from the subject itself the source of a relation may be looked for."""
    if relation == "protest":
        return TARGET
    if relation == "aid":
        return SOURCE | {"helpers"}
    return SOURCE if relation in _ACTING else NEAR
