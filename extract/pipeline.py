"""The extractor: documents in, claims out, by way of :data:`STEPS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import islice
from typing import Any

from detente.extract.bodies import add_bands
from detente.extract.cast import Cast
from detente.extract.confidence import calibrated
from detente.extract.entities import add_called, add_entities, add_introduced
from detente.extract.language import Parser, Token, load_parser
from detente.extract.lexicon import Lexicon, load_lexicon
from detente.extract.model import Claim, Document, Extraction, Span
from detente.extract.models import SMALL, chosen_model
from detente.extract.names import catalogue_index
from detente.extract.preparation import build_sentence, prepare_tokens
from detente.extract.reader import DocumentReader
from detente.extract.reading import Sentence
from detente.extract.recognition import add_short_names, recognise, unknown_capitals
from detente.extract.roster import Roster
from detente.extract.second_reading import read_twice
from detente.extract.selection import Selection
from detente.extract.sentences import split_sentences
from detente.ontology.catalogue import load_catalogue


@dataclass(slots=True)
class Work:
    """A document on its way through the steps."""

    document: Document
    roster: Roster
    spans: list[Span] = field(default_factory=list)
    """Of all its sentences."""
    chosen: list[Span] = field(default_factory=list)
    """Of those worth parsing."""
    sentences: list[Sentence] = field(default_factory=list)
    """Those parsed."""

    def text(self, span: Span) -> str:
        """The words of a span."""
        return self.document.text[span.start : span.end]


class Extractor:
    """Reads documents with rules over dependencies.

    Args:
        model: import name of an installed spaCy pipeline, or ``largest``; None for the small English model, on which
            rules and confidences are measured. Claims read with another name it in their ``extractor``.
        threshold: claims of lower confidence (0–1) are left out.
        calibrate: whether claims bear calibrated confidences; False gives the rules' own guesses, to calibrate from.
        select: whether to parse only sentences that can hold a relation; False parses all, for measuring.
    """

    def __init__(
        self, model: str | None = None, *, threshold: float = 0.0, select: bool = True, calibrate: bool = True
    ) -> None:
        self._model = chosen_model(model)
        self._parser: Parser = load_parser(self._model)
        self.lexicon: Lexicon = load_lexicon()
        self._selection = Selection(self.lexicon)
        self._catalogue = load_catalogue()
        self._index = catalogue_index()
        self.threshold = threshold
        self.scale: Callable[[float], float] = calibrated if calibrate else float
        self._select = select

    def extract(self, document: Document) -> Extraction:
        """The claims of one document."""
        return next(self.extract_all([document]))

    def extract_all(self, documents: Iterable[Document], *, batch: int = 64) -> Iterator[Extraction]:
        """The claims of each document, in order; memory holds ``batch`` documents at a time."""
        iterator = iter(documents)
        while chunk := list(islice(iterator, batch)):
            yield from self._extract_batch(chunk)

    def _extract_batch(self, documents: list[Document]) -> Iterator[Extraction]:
        for work in self.prepare(documents):
            reader = DocumentReader(
                work.document, work.roster, work.sentences, self.lexicon, self.threshold, self.scale
            )
            yield self._signed(reader.read(read_sentence))

    def _signed(self, extraction: Extraction) -> Extraction:
        """The extraction, its claims bearing the model that they were read with, where it is not the usual one."""
        if self._model in SMALL:
            return extraction
        claims = (replace(claim, extractor=f"{claim.extractor} on {self._parser.name}") for claim in extraction.claims)
        return replace(extraction, claims=tuple(claims))

    def prepare(self, documents: list[Document]) -> list[Work]:
        """The documents with their actors found and their promising sentences parsed, ready to be read."""
        works = [Work(document, Roster(Cast(self._catalogue, document.date))) for document in documents]
        for step in STEPS:
            if isinstance(step, BatchStep):
                step.take(self, works)
        return works

    def find_sentences(self, works: list[Work]) -> None:
        """Step: split the texts into sentences, and choose those that have the words of a cue."""
        for work in works:
            work.spans = split_sentences(work.document.text)
            work.chosen = [span for span in work.spans if self.promising(work.document, span)]

    def find_mentions(self, works: list[Work]) -> None:
        """Step: find the actors named, and choose the sentences that may name two."""
        for work in works:
            work.roster = recognise(work.document, work.roster.cast, self._index)
            add_bands(work.document, work.roster)
            add_introduced(work.document, work.roster)
        self._recognise_entities(works)
        for work in works:
            add_short_names(work.document, work.roster)
            work.chosen = [span for span in work.chosen if self._holds_two(work, span)]

    def parse(self, works: list[Work]) -> None:
        """Step: parse the chosen sentences, each name of an actor as one token."""
        prepared: list[tuple[Work, int, Span, list[Token]]] = []
        for work in works:
            numbers = {span: number for number, span in enumerate(work.spans)}
            for span in work.chosen:
                names = [(Span(s.start - span.start, s.end - span.start), n) for s, n in work.roster.within(span)]
                if tokens := prepare_tokens(self._parser, self.lexicon, work.text(span), names):
                    prepared.append((work, numbers[span], span, tokens))
        read = [(tokens, span.start, work.roster.within(span)) for work, _, span, tokens in prepared]
        for (work, number, span, _), tree in zip(prepared, read_twice(self._parser, read), strict=True):
            work.sentences.append(build_sentence(number, span, work.text(span), tree, work.roster.within(span)))

    def promising(self, document: Document, span: Span) -> bool:
        """Whether a sentence has the words of a cue."""
        return not self._select or self._selection.carries(document.text[span.start : span.end])

    def _names_one(self, work: Work, span: Span) -> bool:
        """Whether a sentence names an actor or may refer to two; what an unknown name and one it refers to do, or two
        unknown ones, is hardly ever a relation.
        """
        return bool(not self._select or work.roster.within(span) or self._selection.references(work.text(span)) >= 2)

    def _holds_two(self, work: Work, span: Span) -> bool:
        """Whether a sentence may name two actors, counting what may refer to one."""
        if not self._select:
            return True
        named = len(work.roster.within(span))
        if named >= 2:
            return True
        if not work.roster.names:
            return False
        references = self._selection.references(work.text(span))
        return named + references >= 2

    def _recognise_entities(self, works: list[Work]) -> None:
        asked: list[tuple[Work, Span]] = []
        for work in works:
            for span in work.chosen:
                inside = work.roster.within(span)
                if self._names_one(work, span) and unknown_capitals(work.text(span), inside, span.start):
                    asked.append((work, span))
        found = self._parser.entities([w.text(s) for w, s in asked])
        for (work, span), entities in zip(asked, found, strict=True):
            placed = ((Span(span.start + e.start, span.start + e.end), label) for e, label in entities)
            add_entities(work.document, work.roster, placed)
            add_called(work.document, work.roster, span)


@dataclass(frozen=True, slots=True)
class BatchStep:
    """A step taken with many documents at once, as the parser is faster that way."""

    name: str
    take: Callable[[Extractor, list[Work]], None]


@dataclass(frozen=True, slots=True)
class SentenceStep:
    """A step taken with one sentence after another, as what is referred to depends on the sentences before.

    It turns what the step before it gives, one by one, into what the next takes.
    """

    name: str
    take: Callable[[DocumentReader, Sentence, Iterator[Any]], Iterator[Any]]


STEPS: tuple[BatchStep | SentenceStep, ...] = (
    BatchStep("sentences", Extractor.find_sentences),
    BatchStep("mentions", Extractor.find_mentions),
    BatchStep("trees", Extractor.parse),
    SentenceStep("references", DocumentReader.resolve),
    SentenceStep("predicates", DocumentReader.findings),
    SentenceStep("status", DocumentReader.statements),
    SentenceStep("claims", DocumentReader.claims),
)
"""What is done to a document's text, in this order."""


def read_sentence(reader: DocumentReader, sentence: Sentence) -> Iterator[Claim]:
    """The claims of one sentence, by the steps that are taken sentence by sentence."""
    steps = (step for step in STEPS if isinstance(step, SentenceStep))
    return reduce(lambda given, step: step.take(reader, sentence, given), steps, iter(()))
