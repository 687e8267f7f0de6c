"""Why a document yields the claims it does: per sentence, the actors seen, the cues met, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.extract.lexicon import Entry
from detente.extract.model import Claim, Document, Span
from detente.extract.pipeline import Extractor, read_sentence
from detente.extract.reader import DocumentReader, Statement
from detente.extract.reading import Sentence
from detente.extract.trace import Attempt, Trace

_UNFIT = "part of speech, particle or neighbouring words don't fit"
_TAKEN = "another cue or reading gave the same pair, or the words ask or deny it"


@dataclass(frozen=True, slots=True)
class ActorSeen:
    """An actor at a place of a sentence."""

    text: str
    actors: tuple[str, ...]
    """Ids; a reference may take up two ("both countries")."""
    nature: str
    """``name``, ``adjective``, ``seat``, ``capital``, ``weak`` (a short name), ``prefixed`` or ``reference``."""


@dataclass(frozen=True, slots=True)
class CueMet:
    """A cue's word in a sentence, and what became of it."""

    word: str
    """As it stands."""
    phrase: str
    """The cue's own words, of which this is the head."""
    cue: str
    frame: str
    relation: str
    verdict: str
    """``accepted``, or why there is no claim."""


@dataclass(frozen=True, slots=True)
class SentenceExplained:
    """One sentence and all that was considered in it."""

    text: str
    span: Span
    skipped: str
    """Why it was not parsed; empty where it was."""
    actors: tuple[ActorSeen, ...] = ()
    cues: tuple[CueMet, ...] = ()
    claims: tuple[Claim, ...] = ()


class _TracedReader(DocumentReader):
    """A reader that notes every cue it tries."""

    trace: Trace

    def follow(self, trace: Trace) -> None:
        """Note in ``trace`` from now on."""
        self.trace = trace
        self._frames.trace = trace

    def _fits(self, s: Sentence, token: int, entry: Entry) -> bool:
        fits = super()._fits(s, token, entry)
        self.trace.begin(s.number, token, entry, fits=fits)
        return fits

    def _claim(self, s: Sentence, statement: Statement) -> Claim | None:
        claim = super()._claim(s, statement)
        if claim is None:
            self.trace.weak()
        else:
            self.trace.finding(statement.finding)
        return claim

    def verdict(self, s: Sentence, attempt: Attempt, claims: list[Claim]) -> str:
        """What became of an attempt."""
        if not attempt.fits:
            return _UNFIT
        if attempt.findings:
            return _fate(attempt, claims)
        if attempt.weak:
            return "below the threshold of confidence"
        if attempt.same:
            return "source and target are the same actor or its own people"
        if attempt.sides:
            return _lacking(attempt)
        return self._missing(s, attempt)

    def _missing(self, s: Sentence, attempt: Attempt) -> str:
        if attempt.entry.cue.frame == "bond":
            return "a bond alone: no word says how it stands or changes"
        if attempt.entry.cue.pos != "verb":
            return "no source and target at their places in the frame"
        return "no target" if self._clauses.source(s, attempt.token) else "no source"


def _fate(attempt: Attempt, claims: list[Claim]) -> str:
    rule = f"{attempt.entry.cue.id}/"
    pairs = {(f.subject.actor.id, f.object.actor.id) for f in attempt.findings}
    if any(c.rule.startswith(rule) and (c.subject.actor, c.object.actor) in pairs for c in claims):
        return "accepted"
    return _TAKEN


def _lacking(attempt: Attempt) -> str:
    if any(sides.sources and sides.targets for sides in attempt.sides):
        return _TAKEN
    if not any(sides.sources for sides in attempt.sides):
        return "no source" if any(sides.targets for sides in attempt.sides) else "no source and no target"
    return "no target"


def explain(document: Document, extractor: Extractor) -> tuple[SentenceExplained, ...]:
    """Each sentence of ``document`` with the actors, cues and claims that ``extractor`` finds in it, in text order.

    The claims are those of :meth:`Extractor.extract`.
    """
    work = extractor.prepare([document])[0]
    trace = Trace()
    reader = _TracedReader(
        document, work.roster, work.sentences, extractor.lexicon, extractor.threshold, extractor.scale
    )
    reader.follow(trace)
    claims = reader.read(read_sentence).claims
    parsed = {sentence.span: sentence for sentence in work.sentences}
    explained = []
    for span in work.spans:
        text = document.text[span.start : span.end]
        sentence = parsed.get(span)
        if sentence is None:
            skipped = "no cue in it" if not extractor.promising(document, span) else "fewer than two actors"
            explained.append(SentenceExplained(text, span, skipped))
            continue
        own = [claim for claim in claims if claim.span == span]
        attempts = [attempt for attempt in trace.attempts if attempt.sentence == sentence.number]
        cues = tuple(_cue(reader, sentence, attempt, own) for attempt in sorted(attempts, key=lambda a: a.token))
        explained.append(SentenceExplained(text, span, "", tuple(_actors(sentence)), cues, tuple(own)))
    return tuple(explained)


def _cue(reader: _TracedReader, s: Sentence, attempt: Attempt, claims: list[Claim]) -> CueMet:
    cue = attempt.entry.cue
    word = s.tree.words[attempt.token]
    return CueMet(word, attempt.entry.word, cue.id, cue.frame, cue.relation, reader.verdict(s, attempt, claims))


def _actors(s: Sentence) -> Iterator[ActorSeen]:
    for token, word in enumerate(s.tree.words):
        if (named := s.named[token]) is not None:
            yield ActorSeen(word, (named.actor.id,), named.nature.value)
        elif (behind := s.prefixed.get(token)) is not None:
            yield ActorSeen(word, (behind.actor.id,), "prefixed")
        elif referred := s.references.get(token):
            yield ActorSeen(word, tuple(argument.actor.id for argument in referred), "reference")


def as_text(sentences: tuple[SentenceExplained, ...]) -> Iterator[str]:
    """The explanation as lines to read; phrases of which only the head stands there are passed over."""
    for sentence in sentences:
        yield f"« {' '.join(sentence.text.split())} »"
        if sentence.skipped:
            yield f"  not parsed: {sentence.skipped}"
        for actor in sentence.actors:
            yield f"  actor   {actor.text} → {', '.join(actor.actors)} ({actor.nature})"
        for claim in sentence.claims:
            yield f"  claim   {claim.subject.actor} {claim.relation} {claim.object.actor}{_status(claim)}"
            yield f"          by {claim.rule}, “{claim.cue}”, confidence {claim.confidence}"
        for cue in dict.fromkeys(sentence.cues):
            if cue.verdict != "accepted" and (cue.verdict != _UNFIT or " " not in cue.phrase):
                yield f"  no      “{cue.word}” as {cue.cue} ({cue.frame}): {cue.verdict}"
        yield ""


def _status(claim: Claim) -> str:
    said = claim.claimant and f"says {claim.claimant.text}"
    meant = ("not" if claim.negated else "", claim.modality if claim.modality != "actual" else "", said or "")
    words = ", ".join(word for word in (*meant, claim.period.text if claim.period else "") if word)
    return f" ({words})" if words else ""
