"""Quotations: which words are quoted, and who speaks them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from detente.extract.attribution import Attribution
from detente.extract.letters import writer
from detente.extract.lexicon import Lexicon
from detente.extract.model import Claimant, Document, Span
from detente.extract.names import Nature
from detente.extract.reading import Argument, Sentence
from detente.extract.roster import Roster
from detente.extract.turns import Turns

_BEHIND = re.compile(r"[”\"]\s*([^\"“”\n]{3,120}?)(?:[.\n\"“]|$)")
_BEFORE = re.compile(r"(?:^|[.\n”\"]\s*)([^.\"“”\n]{3,140}?)(?::\s*)?[\"“]?$")
_MARK = re.compile(r"[\"“”]")
_PARAGRAPHS = 6
"""Over how many paragraphs a quotation may go on."""
_WORD = re.compile(r"[a-z]+")
_STATEMENTS = frozenset({"statement", "remarks", "comment"})
"""What may stand before a quotation instead of a verb of saying: "The minister made a statement:"."""
_LONG = 25
"""Shorter quotations are single words in a sentence that is the narrator's."""


class Quotes:
    """Knows which tokens are quoted, and who says them."""

    def __init__(
        self, document: Document, roster: Roster, attribution: Attribution, lexicon: Lexicon, turns: Turns
    ) -> None:
        self._document = document
        self._roster = roster
        self._attribution = attribution
        self._says = lexicon.verbs["say"]
        self._turns = turns
        self._quoted = quoted_spans(document.text)
        self._speaker_of: dict[Span, Claimant] = {}
        self._alone = turns.narrator()
        self._heard: tuple[int, Mapping[int, Claimant]] = (-1, {})

    def mark(self, sentences: list[Sentence]) -> None:
        """Say of every token whether it is quoted; hear who speaks quotations that end in a later sentence."""
        for s in sentences:
            inside = [q for q in self._quoted if q.start < s.span.end and s.span.start < q.end]
            s.quoted = (
                [any(q.start <= start < q.end for q in inside) for start in s.tree.starts]
                if inside
                else [False] * len(s.tree)
            )
        for s in sentences:
            if any(q.start < s.span.start < q.end for q in self._quoted):
                self.hear(s)

    def hear(self, s: Sentence) -> None:
        """Learn from ``s`` who speaks the quotations in it, and those that follow it in its paragraph."""
        pieces = [q for q in self._quoted if q.start < s.span.end and s.span.start < q.end and q.end - q.start > _LONG]
        if not pieces or all(q in self._speaker_of for q in pieces):
            return
        speaker = self._sender(pieces[0]) or self._sayer(s)
        if speaker is None:
            return
        for piece in pieces:
            self._speaker_of.setdefault(piece, speaker)
        for quote in self._quoted:
            if (
                quote not in self._speaker_of
                and quote.end - quote.start > _LONG
                and s.span.end <= quote.start < s.span.end + 4
                and "\n" not in self._document.text[s.span.end : quote.start]
            ):
                self._speaker_of[quote] = speaker

    def _sayer(self, s: Sentence) -> Claimant | None:
        """The speaker named by the verb of saying nearest to what is quoted."""
        quoted = [token for token, inside in enumerate(s.quoted) if inside]
        verbs = [
            t
            for t, lower in enumerate(s.tree.lower)
            if lower in self._says and not s.quoted[t] and s.tree.tags[t][:1] == "V"
        ]
        if quoted:
            verbs.sort(key=lambda t: min(abs(t - quoted[0]), abs(t - quoted[-1])))
        for token in verbs:
            if found := self._attribution.sayer(s, token):
                return found
        if quoted and ":" in s.tree.words[max(0, quoted[0] - 2) : quoted[0]]:
            return self._attribution.sayer(s, s.tree.root)
        return None

    def _beside(self, quote: Span) -> Claimant | None:
        """The name beside a verb of saying right behind or before a quotation whose sentence was not worth parsing."""
        text = self._document.text
        behind = _BEHIND.match(text, quote.end)
        before = _BEFORE.search(text, max(0, quote.start - 160), quote.start)
        for gap in (behind, before):
            if gap is None:
                continue
            says = self._says | (_STATEMENTS if gap is before else frozenset())
            verbs = [gap.start(1) + word.start() for word in _WORD.finditer(gap.group(1)) if word.group() in says]
            names = [
                (span, named.actor)
                for span, named in self._roster.within(Span(*gap.span(1)))
                if named.nature is not Nature.ADJECTIVE
            ]
            if verbs and names:
                span, actor = min(names, key=lambda item: abs(item[0].start - verbs[0]))
                return Claimant(text[span.start : span.end], span, actor.id, self._roster.cast.principal(actor))
        return None

    def _sender(self, quote: Span) -> Claimant | None:
        """Who sent the message that is quoted."""
        found = writer(self._document.text, quote, self._roster)
        if found is None:
            return None
        span, actor = found
        return Claimant(actor.label, span, actor.id, self._roster.cast.principal(actor))

    def _speaker_at(self, offset: int) -> Claimant | None:
        for quote in self._quoted:
            if quote.start <= offset < quote.end:
                if quote in self._speaker_of:
                    return self._speaker_of[quote]
                if quote.end - quote.start > _LONG and (found := self._beside(quote) or self._sender(quote)):
                    self._speaker_of[quote] = found
                    return found
                self._hear_earlier(quote)
                if (opened := self._paragraph_before(quote)) is not None:
                    return opened
                before = [(q, c) for q, c in self._speaker_of.items() if q.end <= quote.start]
                if before:
                    last, claimant = max(before, key=lambda item: item[0])
                    if self._document.text.count("\n", last.end, quote.start) <= 1:
                        return claimant
        return None

    def _paragraph_before(self, quote: Span) -> Claimant | None:
        """Who speaks a quotation that opens anew in each paragraph, as of the paragraph before."""
        text = self._document.text
        earlier = [q for q in self._quoted if q.end <= quote.start and not text[q.end : quote.start].strip(' \n"“')]
        unclosed = earlier and text[earlier[-1].end : earlier[-1].end + 1] == "\n"
        return self._speaker_at(earlier[-1].start) if unclosed else None

    def _hear_earlier(self, quote: Span) -> None:
        """Find the speaker of the quotation before, if it stands in the same paragraph."""
        earlier = [q for q in self._quoted if q.end <= quote.start and q.end - q.start > _LONG]
        if not earlier or earlier[-1] in self._speaker_of:
            return
        if "\n" not in self._document.text[earlier[-1].end : quote.start] and (found := self._beside(earlier[-1])):
            self._speaker_of[earlier[-1]] = found

    def claimants(self, s: Sentence) -> Mapping[int, Claimant]:
        """Per token, to whom what it says is to be attributed: not to the one speaker of an address."""
        voices = self.voices(s)
        if not self._alone:
            return voices
        return {token: claimant for token, claimant in voices.items() if s.quoted[token]}

    def voices(self, s: Sentence) -> Mapping[int, Claimant]:
        """Per quoted token, who says it; in a transcript, whoever has the turn says all."""
        if self._heard[0] != s.number:
            self._heard = (s.number, self._claimants(s))
        return self._heard[1]

    def _claimants(self, s: Sentence) -> dict[int, Claimant]:
        turn = self._turns.claimant(s.span.end - 1)
        found = dict.fromkeys(range(len(s.tree)), turn) if turn is not None else {}
        last: tuple[int, Claimant | None] = (-2, None)
        for token, quoted in enumerate(s.quoted):
            if quoted:
                speaker = last[1] if last[0] == token - 1 else self._speaker_at(s.tree.starts[token])
                last = (token, speaker)
                if speaker is not None:
                    found[token] = speaker
        return {token: claimant for token, claimant in found.items() if claimant is not None}

    def speakers(self, s: Sentence) -> dict[int, Argument]:
        """Per quoted token, the named actor who says it, as an argument for "I" and "we"."""
        self.hear(s)
        arguments: dict[Claimant, Argument] = {}
        found: dict[int, Argument] = {}
        for token, claimant in self.voices(s).items():
            if claimant.actor is not None:
                if claimant not in arguments:
                    arguments[claimant] = Argument(
                        self._roster.cast.get(claimant.actor),
                        token,
                        s.mention_span(token, token),
                        "reference",
                        claimant.principal,
                    )
                found[token] = arguments[claimant]
        return found


def _goes_on(text: str, offset: int) -> bool:
    """Whether what is quoted goes on at ``offset``, in paragraphs without marks of their own until it is closed."""
    following = _MARK.search(text, offset)
    if following is None or text.count("\n\n", offset, following.start()) > _PARAGRAPHS:
        return False
    place = following.start()
    closes = following.group() == "”" or (following.group() == '"' and not text[place - 1].isspace())
    return closes and text[place + 1 : place + 2] in {"", "\n"}


def quoted_spans(text: str) -> list[Span]:
    """The quotations of a text, without their marks; an unclosed one ends with its paragraph, unless the next mark
    closes it at the end of a later one.
    """
    spans: list[Span] = []
    start: int | None = None
    for match in re.finditer(r"[\"“”]|\n\s*\n|\n", text):
        mark = match.group()
        if mark == "“" or (mark == '"' and start is None):
            if start is None:
                start = match.end()
        elif mark in {"”", '"'}:
            if start is not None:
                spans.append(Span(start, match.start()))
            start = None
        elif start is not None and not _goes_on(text, match.end()):
            spans.append(Span(start, match.start()))
            start = None
    if start is not None:
        spans.append(Span(start, len(text)))
    return spans
