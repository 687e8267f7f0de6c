"""Quotations, speakers' turns and statements: whose words a piece of text is."""

from __future__ import annotations

import re

from detente.ontology.actor import Actor
from detente.ontology.words import load_words

from .attribution import Attribution
from .folding import fold
from .lexicon import Lexicon
from .model import Claimant, Document, Span
from .names import catalogue_index
from .reading import Argument, Sentence
from .recognition import Roster

_TURN = re.compile(r"^(?P<who>[A-Z][^\n:.!?\"“”]{2,70}):\s", re.MULTILINE)
_STATEMENT = re.compile(r"\b(?:statement|remarks|message|speech|address|press release|interview)\b", re.IGNORECASE)
_PERSON_STATEMENT = re.compile(r"\b(?:statement|remarks|message|speech|address|interview|video)\b.{0,40}?\b(?:by|from|of|with)\b", re.IGNORECASE)


class Quotes:
    """Knows which characters are quoted, and who speaks them."""

    def __init__(self, document: Document, roster: Roster, attribution: Attribution, lexicon: Lexicon) -> None:
        self._document = document
        self._roster = roster
        self._attribution = attribution
        self._lexicon = lexicon
        self._quoted = quoted_spans(document.text)
        self._turns = self._find_turns()
        self._speaker_of: dict[Span, Claimant] = {}
        self.issuer = self._issuer()
        """The state or body that issued the document, if it is a statement: its "we"."""
        self.author = self._author()
        """The person or body whose "I" the document's is."""

    # -- statements and turns ------------------------------------------------------------------------------------

    def _issuer(self) -> Actor | None:
        source = self._document.source or ""
        words = set(re.findall(r"\w+", source.casefold()))
        matches = catalogue_index().find(fold(source))
        actors = [picked[0] for match in matches if (picked := self._roster.cast.pick(match))]
        if not actors:
            return None
        official = bool(words & load_words().names["official"])
        whole = any(m.span.end - m.span.start >= len(source.removeprefix("The ").strip()) - 1 for m in matches)
        if not (official or whole) or any(a.kind == "Person" for a in actors[:1]):
            return None
        principal = self._roster.cast.principal(actors[0])
        return self._roster.cast.get(principal) if principal else actors[0]

    def _author(self) -> Actor | None:
        if self.issuer is None:
            return None
        match = _PERSON_STATEMENT.search(self._document.title)
        if match or _STATEMENT.search(self._document.title):
            after = self._document.title[match.end() if match else 0 :]
            for found in catalogue_index().find(fold(after)):
                picked = self._roster.cast.pick(found)
                if picked is not None and picked[0].kind == "Person":
                    return picked[0]
        return self.issuer

    def _find_turns(self) -> list[tuple[int, Actor | None]]:
        turns: list[tuple[int, Actor | None]] = []
        for match in _TURN.finditer(self._document.text):
            inside = [n for s, n in self._roster.names.items() if match.start() <= s.start and s.end <= match.end("who")]
            persons = [n.actor for n in inside if n.actor.kind == "Person"]
            if persons or turns and re.match(r"(?:Question|Q|Answer|Moderator|Reporter)\b", match["who"]):
                turns.append((match.start(), persons[-1] if persons else None))
        return turns if len(turns) > 1 else []

    def turn(self, s: Sentence) -> Actor | None:
        """Whose turn it is to speak at ``s``, in a transcript."""
        found: Actor | None = None
        for start, actor in self._turns:
            if start <= s.span.start:
                found = actor
        return found

    # -- quotations ----------------------------------------------------------------------------------------------

    def mark(self, sentences: list[Sentence]) -> None:
        """Say of every token whether it is quoted."""
        for s in sentences:
            s.quoted = [any(q.start <= start < q.end for q in self._quoted) for start in s.tree.starts]

    def hear(self, s: Sentence, sentences: list[Sentence]) -> None:
        """Learn from ``s`` who speaks the quotations in it, those beside it in its paragraph, or all that follows its colon."""
        if self._opens_statement(s) and (said_by := self._sayer(s)) and said_by.actor:
            self._turns.append((s.span.end, self._roster.cast.get(said_by.actor)))
        pieces = [q for q in self._quoted if q.start < s.span.end and s.span.start < q.end and q.end - q.start > 25]
        speaker = self._sayer(s)
        if speaker is None:
            return
        for piece in pieces:
            self._speaker_of.setdefault(piece, speaker)
        if not pieces:
            return
        for quote in self._quoted:
            if quote not in self._speaker_of and quote.end - quote.start > 25 and s.span.end <= quote.start < s.span.end + 4 and "\n" not in self._document.text[s.span.end : quote.start]:
                self._speaker_of[quote] = speaker

    def _opens_statement(self, s: Sentence) -> bool:
        """"The Foreign Secretary said:" with the statement in the paragraphs below, unquoted."""
        if not s.text.endswith(":") or any(start == s.span.end for start, _ in self._turns):
            return False
        return not re.match(r"\s*[\"“]", self._document.text[s.span.end : s.span.end + 8])

    def _sayer(self, s: Sentence) -> Claimant | None:
        says = self._lexicon.verbs["say"]
        for token, lower in enumerate(s.tree.lower):
            if lower in says and not s.quoted[token] and s.tree.tags[token][:1] == "V":
                if found := self._attribution.sayer(s, token):
                    return found
        return None

    def _speaker_at(self, s: Sentence, offset: int) -> Claimant | None:
        for quote in self._quoted:
            if quote.start <= offset < quote.end:
                if quote in self._speaker_of:
                    return self._speaker_of[quote]
                before = [(q, c) for q, c in self._speaker_of.items() if q.end <= quote.start]
                if before:
                    last, claimant = max(before, key=lambda item: item[0])
                    if self._document.text.count("\n", last.end, quote.start) <= 1:
                        return claimant
        return None

    def claimants(self, s: Sentence) -> dict[int, Argument | Claimant]:
        """Per quoted token, who says it; in a transcript, whoever has the turn says all."""
        found: dict[int, Argument | Claimant] = {}
        turn = self.turn(s)
        if turn is not None:
            claimant = Claimant(turn.label, Span(s.span.start, s.span.start), turn.id, self._roster.cast.principal(turn))
            return dict.fromkeys(range(len(s.tree)), claimant)
        for token, quoted in enumerate(s.quoted):
            if quoted and (claimant_found := self._speaker_at(s, s.tree.starts[token])):
                found[token] = claimant_found
        return found

    def speakers(self, s: Sentence) -> dict[int, Argument | Claimant]:
        """Per quoted token, the named actor who says it, as an argument for "I" and "we"."""
        self.hear(s, [s])
        found: dict[int, Argument | Claimant] = {}
        for token, claimant in self.claimants(s).items():
            if isinstance(claimant, Claimant) and claimant.actor is not None:
                actor = self._roster.cast.get(claimant.actor)
                found[token] = Argument(actor, token, s.mention_span(token, token), "reference", claimant.principal)
        return found


def quoted_spans(text: str) -> list[Span]:
    """The quotations of a text, without their marks; an unclosed one ends with its paragraph."""
    spans: list[Span] = []
    start: int | None = None
    for match in re.finditer(r"[\"“”]|\n\s*\n|\n", text):
        mark = match.group()
        if mark == "“" or mark == '"' and start is None:
            if start is None:
                start = match.end()
        elif mark in {"”", '"'}:
            if start is not None:
                spans.append(Span(start, match.start()))
            start = None
        elif start is not None:
            spans.append(Span(start, match.start()))
            start = None
    if start is not None:
        spans.append(Span(start, len(text)))
    return spans
