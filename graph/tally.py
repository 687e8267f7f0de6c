"""What the claims of one tie add up to. Pure, and the same in whatever order the claims come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from detente.extract.model import Claim
from detente.graph import terms
from detente.graph.quads import day_of
from detente.graph.views import Standing

Status = Literal["affirmed", "attributed", "planned", "possible", "negated"]
STATUSES: tuple[Status, ...] = ("affirmed", "attributed", "planned", "possible", "negated")


class Evidence(NamedTuple):
    """What a claim gives to each of its ties."""

    status: Status
    first: str | None
    last: str | None


def status_of(claim: Claim) -> Status:
    """The one count that a claim goes into: a negated one is that whatever else it is;
    a plan is a plan whoever speaks of it.
    """
    if claim.negated:
        return "negated"
    if claim.modality != "actual":
        return claim.modality
    return "attributed" if claim.claimant else "affirmed"


def evidence_of(claim: Claim, document_date: str | None) -> Evidence:
    first = day_of(claim, document_date)
    last = claim.period.end if claim.period and claim.period.end and terms.is_day(claim.period.end) else first
    return Evidence(status_of(claim), first, last)


@dataclass(frozen=True, slots=True)
class Tally:
    """What the claims of one tie add up to.

    Sums, least and greatest, so that claims can be added without reading the others.
    """

    affirmed: int = 0
    attributed: int = 0
    planned: int = 0
    possible: int = 0
    negated: int = 0
    origins: int = 0
    """Distinct origins of the claims that aren't negated."""
    denials: int = 0
    """Distinct origins of those that are."""
    first: str | None = None
    last: str | None = None

    @property
    def packed(self) -> str:
        """All fields in order, apart by blanks; ``-`` for a date that isn't known."""
        sums = (self.affirmed, self.attributed, self.planned, self.possible, self.negated, self.origins, self.denials)
        return f"{' '.join(map(str, sums))} {self.first or '-'} {self.last or '-'}"

    @classmethod
    def unpack(cls, packed: str) -> Tally:
        """Undo :attr:`packed`. Raises ``ValueError`` where it can't be."""
        *sums, first, last = packed.split(" ")
        affirmed, attributed, planned, possible, negated, origins, denials = map(int, sums)
        dates = (None if first == "-" else first, None if last == "-" else last)
        return cls(affirmed, attributed, planned, possible, negated, origins, denials, *dates)

    @property
    def claims(self) -> int:
        return self.affirmed + self.attributed + self.planned + self.possible + self.negated

    @property
    def weight(self) -> int:
        """Independent origins of what the tie stands for: of the denials where nothing else is said."""
        return self.origins or self.denials

    @property
    def standing(self) -> Standing:
        if self.negated and (self.affirmed or self.attributed):
            return "contested"
        if self.affirmed:
            return "affirmed"
        if self.attributed:
            return "attributed"
        if self.planned:
            return "onlyPlanned"
        return "onlyPossible" if self.possible else "denied"

    @property
    def reason(self) -> str:
        """The standing in words: ``stated by 2 claims, attributed by 1, denied by 1``."""
        said = (
            ("stated as fact", self.affirmed),
            ("said by others", self.attributed),
            ("planned", self.planned),
            ("possible", self.possible),
            ("denied", self.negated),
        )
        return ", ".join(f"{word} in {n} claim{'s' if n > 1 else ''}" for word, n in said if n)

    def count(self, evidence: Evidence, by: int = 1) -> Tally:
        """With a claim more, or (``by=-1``) one fewer; dates only ever widen."""
        status, first, last = evidence
        if by < 0:
            first = last = None
        return Tally(
            self.affirmed + by if status == "affirmed" else self.affirmed,
            self.attributed + by if status == "attributed" else self.attributed,
            self.planned + by if status == "planned" else self.planned,
            self.possible + by if status == "possible" else self.possible,
            self.negated + by if status == "negated" else self.negated,
            self.origins,
            self.denials,
            earliest(self.first, first),
            latest(self.last, last),
        )

    def dated(self, days: Iterable[tuple[str | None, str | None]]) -> Tally:
        """With the first and last of these spans of days for its own."""
        spans = tuple(days)
        first = min((first for first, _ in spans if first), default=None)
        return replace(self, first=first, last=max((last for _, last in spans if last), default=None))

    def origin(self, negated: bool, by: int) -> Tally:
        """With as many more origins that support it, or deny it."""
        counts = (self.affirmed, self.attributed, self.planned, self.possible, self.negated)
        origins = (self.origins, self.denials + by) if negated else (self.origins + by, self.denials)
        return Tally(*counts, *origins, self.first, self.last)


def earliest(one: str | None, other: str | None) -> str | None:
    return other if one is None else one if other is None or one <= other else other


def latest(one: str | None, other: str | None) -> str | None:
    return other if one is None else one if other is None or one >= other else other


def roll_up(claims: Iterable[tuple[Evidence, str]]) -> Tally:
    """The tally of all claims of a tie, each with the key of its origin."""
    tally = Tally()
    seen: set[tuple[str, bool]] = set()
    for evidence, origin in claims:
        tally = tally.count(evidence)
        seen.add((origin, evidence.status == "negated"))
    denials = sum(negated for _, negated in seen)
    return replace(tally, origins=len(seen) - denials, denials=denials)
