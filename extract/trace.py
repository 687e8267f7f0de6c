"""What the reader considered on its way to the claims, kept only when somebody asks for an explanation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.extract.lexicon import Entry
    from detente.extract.sides import Finding, Sides


@dataclass(slots=True)
class Attempt:
    """One cue at one word of a sentence, and how far it came."""

    sentence: int
    token: int
    entry: Entry
    fits: bool = True
    """Whether part of speech, particle and neighbours agree with the cue."""
    sides: list[Sides] = field(default_factory=list)
    """What the frame found, complete or not."""
    same: bool = False
    """Whether a pair was dropped because both sides are one actor."""
    findings: list[Finding] = field(default_factory=list)
    weak: bool = False
    """Whether a claim fell below the threshold of confidence."""


@dataclass(slots=True)
class Trace:
    """The attempts on one document, in the order they were made."""

    attempts: list[Attempt] = field(default_factory=list)

    def begin(self, sentence: int, token: int, entry: Entry, *, fits: bool) -> None:
        """A cue's word is looked at."""
        self.attempts.append(Attempt(sentence, token, entry, fits))

    def sides(self, sides: Sides) -> None:
        """The frame found sources, targets, or both."""
        self.attempts[-1].sides.append(sides)

    def same(self) -> None:
        """A pair of one actor with itself was dropped."""
        self.attempts[-1].same = True

    def finding(self, finding: Finding) -> None:
        """A pair became a finding."""
        self.attempts[-1].findings.append(finding)

    def weak(self) -> None:
        """A finding's claim was too uncertain."""
        self.attempts[-1].weak = True
