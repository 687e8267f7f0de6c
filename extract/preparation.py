"""From a sentence's text to tokens that the parser reads well, and from its tree to what the frames see."""

from __future__ import annotations

from collections.abc import Sequence

from detente.extract.language import Parser, Token
from detente.extract.lexicon import Lexicon
from detente.extract.model import Span
from detente.extract.names import Nature
from detente.extract.reading import Named, Sentence
from detente.extract.repair import repaired
from detente.extract.tree import Tree

_HEADLINE = 16
"""Tokens that a headline stays below."""
_STOPS = frozenset({".", "?", "!", '"', "”"})
_STAND_INS = {"Person": "Putin", "State": "Russia", "Territory": "Russia"}
_TOGETHER = frozenset(
    {("shoulder", "to", "shoulder"), ("side", "by", "side"), ("hand", "in", "hand"), ("arm", "in", "arm")}
    | {("cheek", "by", "jowl"), ("face", "to", "face")}
)
_PREFIXES = frozenset({"anti", "pro", "ex", "non", "post", "counter"})


def prepare_tokens(parser: Parser, lexicon: Lexicon, text: str, names: Sequence[tuple[Span, Named]]) -> list[Token]:
    """The tokens of one sentence, as the parser is to read them.

    Args:
        parser: whose tokeniser is used.
        lexicon: the words that a hyphen may hold together.
        text: the sentence.
        names: what is named in it, by offsets into ``text``.
    """
    tokens = join_adverbs(join_hyphens(parser.tokens(text, [span for span, _ in names]), lexicon))
    headline = 0 < len(tokens) < _HEADLINE and tokens[-1].text not in _STOPS
    by_place = {(span.start, span.end): named for span, named in names}
    if headline:
        tokens = comma_as_and(tokens, [span for span, _ in names])
    return [disguise(token, by_place.get((token.start, token.end)), headline) for token in tokens]


def join_hyphens(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with "build-up" and its like, which the tokeniser splits, as one where the lexicon has them."""
    kept: list[Token] = []
    for token in tokens:
        if len(kept) > 1 and kept[-1].text == "-" and kept[-1].end == token.start and kept[-2].end == kept[-1].start:
            whole = f"{kept[-2].text}-{token.text}"
            if whole.lower() in lexicon.entries:
                kept[-2:] = [Token(whole, kept[-2].start, token.end, kept[-2].text + token.text)]
                continue
        kept.append(token)
    return kept


def join_adverbs(tokens: list[Token]) -> list[Token]:
    """The tokens of set phrases that the parser takes apart, as one adverb: "side by side", "persona non grata"."""
    kept: list[Token] = []
    for token in tokens:
        if len(kept) > 1 and (kept[-2].text.lower(), kept[-1].text.lower(), token.text.lower()) in _TOGETHER:
            first = kept[-2]
            words = f"{first.text} {kept[-1].text} {token.text}"
            kept[-2:] = [Token(words, first.start, token.end, "together")]
            continue
        if token.text.lower() in {"grata", "gratae"} and len(kept) > 1 and kept[-1].text.lower() == "non":
            kept[-2:] = [Token("persona-non-grata", kept[-2].start, token.end, "there")]
            continue
        if token.text.lower() == "command" and (length := _second(kept)) is not None:
            kept[-length:] = [Token("second-in-command", kept[-length].start, token.end, "deputy")]
            continue
        kept.append(token)
    return kept


def _second(tokens: list[Token]) -> int | None:
    """How many tokens of "second in command" or "second-in-command" stand last; None if they don't."""
    for words in (["second", "in"], ["second", "-", "in", "-"]):
        if [token.text.lower() for token in tokens[-len(words) :]] == words:
            return len(words)
    return None


def comma_as_and(tokens: list[Token], names: Sequence[Span]) -> list[Token]:
    """The tokens with commas between names read as "and", which headlines put them for: "EU, US sanction Myanmar"."""
    if any(token.text == "and" for token in tokens):
        return tokens
    starts, ends = {span.start for span in names}, {span.end for span in names}
    found = list(tokens)
    for i in range(1, len(tokens) - 1):
        if tokens[i].text == "," and tokens[i - 1].end in ends and tokens[i + 1].start in starts:
            found[i] = Token(",", tokens[i].start, tokens[i].end, "and")
    return found


def disguise(token: Token, named: Named | None, everything: bool) -> Token:
    """A name of several words, which the parser has never met as one token, reads as a common one of its kind.

    With ``everything``, in headlines, where the parser has least to go by, every name does.
    """
    if named is None or (not everything and not any(mark in token.text for mark in " -.")):
        return token
    return Token(token.text, token.start, token.end, _stand_in(token.text, named))


def _stand_in(text: str, named: Named) -> str:
    if named.nature is Nature.ADJECTIVE:
        return "Russians" if text.endswith("s") and not text.endswith("ss") else "Russian"
    return _STAND_INS.get(named.actor.kind, "NATO")


def build_sentence(number: int, span: Span, text: str, tree: Tree, names: Sequence[tuple[Span, Named]]) -> Sentence:
    """The sentence with its tree mended; ``names`` go by offsets into the document."""
    named = names_at(tree, names)
    sentence = Sentence(number, span, text, repaired(tree, named), named)
    _set_apart(sentence)
    return sentence


def _set_apart(s: Sentence) -> None:
    """Take places, and actors behind "anti-", "pro-", "ex-", out of the sentence's names."""
    words = s.tree.lower
    for token, named in enumerate(s.named):
        if named is not None and token >= 2 and words[token - 1] in {"-", "–"} and words[token - 2] in _PREFIXES:
            s.prefixed[token] = named
            s.named[token] = None
        elif named is not None and named.nature is Nature.PLACE:
            s.places[token] = named
            s.named[token] = None


def names_at(tree: Tree, names: Sequence[tuple[Span, Named]]) -> list[Named | None]:
    """Per token of ``tree`` what is named there."""
    by_place = dict(names)
    return [by_place.get(Span(start, end)) for start, end in zip(tree.starts, tree.ends, strict=True)]
