"""From a finding to a claim: mentions, period and confidence filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from detente.extract.model import Claim, Claimant, Document, Mention, Period
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import Finding
from detente.extract.status import Status
from detente.extract.timex import document_period, find_period

VERSION = "1"
"""Of the rules; every claim bears it."""
_CERTAINTY = {"name": 1.0, "people": 0.97, "owner": 0.9, "place": 0.8, "reference": 0.8}
_MINTED = 0.9
_MEANT = frozenset({"he", "she", "they", "it", "we", "i", "who", "which"})
"""Claimants given by the label of whom they mean, as ``ontology/shapes.ttl`` has them too."""


def certainty(argument: Argument) -> float:
    """How sure the reading of a phrase as an actor is, 0–1: a first guess, before calibration."""
    return _CERTAINTY[argument.how] * (_MINTED if argument.actor.minted else 1.0)


def guess(finding: Finding) -> float:
    """How sure a finding is by its cue, its frame and the reading of both sides, 0–1, before calibration."""
    return finding.confidence * certainty(finding.subject) * certainty(finding.object)


class ClaimWriter:
    """Writes the claims of one document."""

    def __init__(self, document: Document, scale: Callable[[float], float]) -> None:
        """``scale`` turns a rule's guess, 0–1, into the confidence that the claim bears."""
        self._document = document
        self._scale = scale

    def mention(self, argument: Argument) -> Mention:
        """The actor with the words that stand for it."""
        text = self._document.text[argument.span.start : argument.span.end]
        return Mention(argument.actor.id, text, argument.span, argument.principal)

    def speaker(self, claimant: Claimant) -> Mention | None:
        """A claimant as a side of a claim, with the words that stand for it; None where it is no named actor."""
        if claimant.actor is None:
            return None
        text = self._document.text[claimant.span.start : claimant.span.end]
        return Mention(claimant.actor, text, claimant.span, claimant.principal)

    def found(
        self, s: Sentence, finding: Finding, status: Status, claimant: Claimant | None, confidence: float
    ) -> Claim:
        """The claim that a frame's finding makes."""
        cue = finding.entry.cue
        return Claim(
            document=self._document.key,
            subject=self.mention(finding.subject),
            relation=cue.relation,
            object=self.mention(finding.object),
            quote=s.text,
            span=s.span,
            negated=(status.negated and not _superlative(s, finding)) ^ cue.negated,
            modality=status.modality if cue.modality == "actual" else "planned",
            claimant=self._as_written(claimant),
            period=self._period(s, finding.trigger),
            confidence=round(self._scale(confidence), 3),
            version=VERSION,
            cue=s.tree.words[finding.trigger],
            rule=f"{cue.id}/{finding.frame}",
        )

    def plain(
        self, s: Sentence, trigger: int, subject: Mention, relation: str, obj: Mention, confidence: float, rule: str
    ) -> Claim:
        """A claim in the narrator's voice of what is said here."""
        return Claim(
            document=self._document.key,
            subject=subject,
            relation=relation,
            object=obj,
            quote=s.text,
            span=s.span,
            period=self._period(s, trigger),
            confidence=round(self._scale(confidence), 3),
            version=VERSION,
            cue=s.tree.words[trigger],
            rule=rule,
        )

    def _as_written(self, claimant: Claimant | None) -> Claimant | None:
        """The claimant in the document's own words for it, where it stands anywhere as more than a pronoun."""
        if claimant is None or claimant.span.start == claimant.span.end:
            return claimant
        text = self._document.text[claimant.span.start : claimant.span.end]
        return claimant if text.casefold() in _MEANT else replace(claimant, text=text)

    def _period(self, s: Sentence, trigger: int) -> Period | None:
        near = s.tree.starts[trigger] - s.span.start
        return find_period(s.text, self._document.date, near) or document_period(self._document.date)


def _superlative(s: Sentence, finding: Finding) -> bool:
    """Whether "never" affirms the most: "have never been closer"."""
    word = s.tree.lower[finding.trigger]
    return finding.entry.cue.frame == "quality" and s.tree.tags[finding.trigger] == "JJR" and word != "fewer"
