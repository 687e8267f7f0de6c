"""What the frames share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from detente.extract.clauses import Clauses
from detente.extract.doers import Doers
from detente.extract.lexicon import Lexicon
from detente.extract.memory import Memory
from detente.extract.nominals import Nominals
from detente.extract.reading import Argument
from detente.extract.targets import Targets


class Struck(Protocol):
    """From an offset in the document, a token and the doers to the state that an attack told before struck."""

    def __call__(self, offset: int, token: int, doers: list[Argument], *, near: bool = False) -> list[Argument]:
        """See :meth:`detente.extract.scenes.Scenes.struck`."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The readers of phrases and clauses that every family of frames takes what it needs from."""

    nominals: Nominals
    clauses: Clauses
    lexicon: Lexicon
    memory: Memory
    doers: Doers
    targets: Targets
    both: Callable[[], list[Argument]]
    """The two actors that the text is about at this place, if it is about two: "their ties"."""
    struck: Struck
    """The state that the attack told last has struck, if one."""

    @classmethod
    def over(
        cls,
        nominals: Nominals,
        clauses: Clauses,
        lexicon: Lexicon,
        both: Callable[[], list[Argument]],
        struck: Struck,
    ) -> Tools:
        """The tools for one document, with an empty memory."""
        memory = Memory()
        doers = Doers(nominals, clauses, lexicon)
        return cls(nominals, clauses, lexicon, memory, doers, Targets(nominals, lexicon, doers, memory), both, struck)


class Family:
    """A family of frames, with the tools that it finds sources and targets by."""

    def __init__(self, tools: Tools) -> None:
        self._nominals = tools.nominals
        self._clauses = tools.clauses
        self._lexicon = tools.lexicon
        self._memory = tools.memory
        self._doers = tools.doers
        self._targets = tools.targets
        self._both = tools.both
        self._struck = tools.struck
