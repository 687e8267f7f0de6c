"""The spaCy model, used in two passes: unknown actors first, then the parse, with every actor name as one token."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import cast

from detente.extract.errors import ModelMissing
from detente.extract.model import Span
from detente.extract.models import chosen_model
from detente.extract.tree import Tree
from spacy.language import Language
from spacy.pipeline.pipe import Pipe
from spacy.tokens import Doc

NER_LABELS = frozenset({"PERSON", "ORG", "NORP"})
_PREFIXED = re.compile(r"re-[a-z]|co-(?:op|ord)", re.IGNORECASE)
_PIECE = re.compile(r"\w+(?:['’.]\w+)*|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a sentence; offsets count from the sentence's start."""

    text: str
    start: int
    end: int
    stand_in: str = ""
    """What the parser reads in place of a long or rare name."""


class Parser:
    """A small English pipeline, cut to what extraction needs."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self.name = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
        self._steps = [
            cast(Pipe, component)
            for name, component in nlp.pipeline
            if name in {"tok2vec", "transformer", "tagger", "parser"}
        ]
        self._ner = [
            cast(Pipe, component) for name, component in nlp.pipeline if name == "ner" or (name == "transformer")
        ]

    def tokens(self, text: str, whole: Sequence[Span]) -> list[Token]:
        """The tokens of a sentence, with each span of ``whole`` (sorted, disjoint) as one token."""
        pieces: list[Token] = []
        spans = iter(whole)
        span = next(spans, None)
        for token in self._nlp.tokenizer(text):
            start, end = token.idx, token.idx + len(token)
            if token.is_space:
                continue
            while start < end:
                if span is not None and span.end <= start:
                    span = next(spans, None)
                    continue
                if span is None or span.start >= end:
                    pieces += _pieces(text, start, end, cut=start != token.idx)
                    break
                if span.start > start:
                    pieces += _pieces(text, start, span.start, cut=True)
                if not pieces or pieces[-1].end <= span.start:
                    pieces.append(Token(text[span.start : span.end], span.start, span.end))
                start = max(span.end, start)
        return _rejoined(text, pieces)

    def entities(self, texts: Sequence[str]) -> list[list[tuple[Span, str]]]:
        """The named entities of each sentence that may be actors, with their OntoNotes label."""
        docs: Iterable[Doc] = (self._nlp.make_doc(text) for text in texts)
        for component in self._ner:
            docs = component.pipe(docs, batch_size=256)
        return [
            [(Span(ent.start_char, ent.end_char), ent.label_) for ent in doc.ents if ent.label_ in NER_LABELS]
            for doc in docs
        ]

    def parse(self, sentences: Iterable[tuple[list[Token], int]]) -> Iterator[Tree]:
        """Parse tokenised sentences, each given with its offset in the document."""
        kept = list(sentences)
        docs: Iterable[Doc] = (self._doc(tokens) for tokens, _ in kept)
        for component in self._steps:
            docs = component.pipe(docs, batch_size=128)
        for doc, (tokens, offset) in zip(docs, kept, strict=True):
            yield _tree(doc, tokens, offset)

    def _doc(self, tokens: list[Token]) -> Doc:
        words = [token.stand_in or token.text for token in tokens]
        spaces = [after.start > token.end for token, after in pairwise(tokens)] + [False]
        starts: list[bool | int | None] = [place == 0 for place in range(len(words))]
        return Doc(self._nlp.vocab, words=words, spaces=spaces, sent_starts=starts)


def _rejoined(text: str, pieces: list[Token]) -> list[Token]:
    """Tokens with "re-established" and "co-operation" whole again."""
    found: list[Token] = []
    for token in pieces:
        if len(found) > 1 and found[-1].text == "-" and _PREFIXED.match(f"{found[-2].text}-{token.text}"):
            start = found[-2].start
            if found[-2].end == found[-1].start and found[-1].end == token.start and token.text.isalpha():
                del found[-2:]
                token = Token(text[start : token.end], start, token.end, text[start : start + 2] + token.text)
        found.append(token)
    return found


def _pieces(text: str, start: int, end: int, *, cut: bool) -> list[Token]:
    if not cut:
        return [Token(text[start:end], start, end)]
    return [Token(m.group(), start + m.start(), start + m.end()) for m in _PIECE.finditer(text[start:end])]


def _tree(doc: Doc, tokens: list[Token], offset: int) -> Tree:
    words, strings = [token.text for token in tokens], doc.vocab.strings
    columns = doc.to_array(["TAG", "DEP", "HEAD"])  # A Python object for each token would take longer.
    tags, deps, heads = columns[:, 0].tolist(), columns[:, 1].tolist(), columns[:, 2].astype("int64").tolist()
    return Tree(
        words,
        [
            (token.stand_in if token.stand_in and _PREFIXED.match(token.text) else token.text).lower()
            for token in tokens
        ],
        [strings[tag] for tag in tags],
        [strings[dep] for dep in deps],
        [place + head for place, head in enumerate(heads)],
        [offset + token.start for token in tokens],
        [offset + token.end for token in tokens],
    )


@cache
def load_parser(model: str | None = None) -> Parser:
    """The parser on a pipeline, chosen as :func:`chosen_model` says.

    Raises:
        ModelMissing: it is not installed, none is, or it is no English pipeline that parses.
    """
    name = chosen_model(model)
    try:
        nlp: Language = importlib.import_module(name).load(exclude=["attribute_ruler", "lemmatizer", "senter"])
    except (AttributeError, ImportError, OSError, TypeError, ValueError) as error:
        raise ModelMissing(f"spaCy model {name!r} can't be loaded: {error}") from error
    if lacking := {"tagger", "parser", "ner"} - set(nlp.pipe_names):
        raise ModelMissing(f"spaCy model {name!r} has no {' and no '.join(sorted(lacking))}; it needs them")
    return Parser(nlp)
