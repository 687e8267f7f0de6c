"""The extractor: documents in, claims out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from detente.extract.attribution import Attribution
from detente.extract.cast import Cast
from detente.extract.clauses import Clauses
from detente.extract.discourse import Discourse
from detente.extract.frames import Frames
from detente.extract.language import Parser, Token, load_parser
from detente.extract.lexicon import Entry, Lexicon, load_lexicon, preceded
from detente.extract.model import Claim, Claimant, Document, Extraction, Mention, Span
from detente.extract.names import Nature, catalogue_index
from detente.extract.nominals import Nominals
from detente.extract.quotes import Quotes
from detente.extract.reading import Argument, Named, Sentence
from detente.extract.recognition import Roster, add_entities, add_short_names, recognise, unknown_capitals
from detente.extract.repair import repaired
from detente.extract.selection import Selection
from detente.extract.sentences import split_sentences
from detente.extract.sides import Finding
from detente.extract.speech_acts import necessities, requested, speech_act
from detente.extract.status import StatusReader
from detente.extract.timex import document_period, find_period
from detente.extract.turns import Turns
from detente.ontology.catalogue import load_catalogue
from detente.ontology.relations import load_relations

VERSION = "1"
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_POS = {"V": "verb", "N": "noun", "J": "adjective"}


@dataclass(slots=True)
class _Work:
    """A document on its way through the steps."""

    document: Document
    roster: Roster
    spans: list[Span]
    chosen: list[Span]
    sentences: list[Sentence]


class Extractor:
    """Reads documents with rules over dependencies.

    Args:
        model: name of an installed spaCy pipeline; None for the best installed.
        threshold: claims of lower confidence (0–1) are left out.
        select: whether to parse only sentences that can hold a relation; False parses all, for measuring.
    """

    def __init__(self, model: str | None = None, *, threshold: float = 0.0, select: bool = True) -> None:
        self._parser: Parser = load_parser(model)
        self.lexicon: Lexicon = load_lexicon()
        self._selection = Selection(self.lexicon)
        self._catalogue = load_catalogue()
        self._index = catalogue_index()
        self.threshold = threshold
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
            yield DocumentReader(work.document, work.roster, work.sentences, self.lexicon, self.threshold).read()

    def prepare(self, documents: list[Document]) -> list[_Work]:
        """The documents with their actors found and their promising sentences parsed, ready to be read."""
        works = [self._begin(document) for document in documents]
        self._recognise_entities(works)
        for work in works:
            add_short_names(work.document, work.roster)
            work.chosen = [span for span in work.chosen if self._holds_two(work, span)]
        self._parse(works)
        return works

    def _begin(self, document: Document) -> _Work:
        cast = Cast(self._catalogue, document.date)
        roster = recognise(document, cast, self._index)
        spans = split_sentences(document.text)
        return _Work(document, roster, spans, [s for s in spans if self.promising(document, s)], [])

    def promising(self, document: Document, span: Span) -> bool:
        """Whether a sentence has the words of a cue."""
        return not self._select or self._selection.carries(document.text[span.start : span.end])

    def _holds_two(self, work: _Work, span: Span) -> bool:
        """Whether a sentence may name two actors, counting what may refer to one."""
        if not self._select:
            return True
        named = len(work.roster.within(span))
        if named >= 2:
            return True
        if not work.roster.names:
            return False
        references = self._selection.references(work.document.text[span.start : span.end])
        return named + references >= 2

    def _recognise_entities(self, works: list[_Work]) -> None:
        asked: list[tuple[_Work, Span]] = []
        for work in works:
            for span in work.chosen:
                if unknown_capitals(work.document.text[span.start : span.end], work.roster.within(span), span.start):
                    asked.append((work, span))
        found = self._parser.entities([w.document.text[s.start : s.end] for w, s in asked])
        for (work, span), entities in zip(asked, found, strict=True):
            add_entities(work.document, work.roster, ((Span(span.start + e.start, span.start + e.end), label) for e, label in entities))

    def _parse(self, works: list[_Work]) -> None:
        prepared: list[tuple[_Work, int, Span, list[Token]]] = []
        for work in works:
            numbers = {span: number for number, span in enumerate(work.spans)}
            for span in work.chosen:
                whole = [Span(s.start - span.start, s.end - span.start) for s, _ in work.roster.within(span)]
                tokens = self._hyphenated(self._parser.tokens(work.document.text[span.start : span.end], whole))
                headline = len(tokens) < 16 and tokens[-1:] and tokens[-1].text not in {".", "?", "!", '"', "”"}
                if headline:
                    tokens = _comma_as_and(work, span, tokens)
                tokens = [_disguised(token, named, bool(headline)) for token, named in self._with_names(work, span, tokens)]
                if tokens:
                    prepared.append((work, numbers[span], span, tokens))
        trees = self._parser.parse([(tokens, span.start) for _, _, span, tokens in prepared])
        for (work, number, span, _), tree in zip(prepared, trees, strict=True):
            by_place = dict(work.roster.within(span))
            named = [by_place.get(Span(start, end)) for start, end in zip(tree.starts, tree.ends, strict=True)]
            sentence = Sentence(number, span, work.document.text[span.start : span.end], repaired(tree, named), named)
            _set_prefixed(sentence)
            work.sentences.append(sentence)


    def _hyphenated(self, tokens: list[Token]) -> list[Token]:
        """"build-up" and its like, which the tokeniser splits, as one token where the lexicon has them."""
        kept: list[Token] = []
        for token in tokens:
            if len(kept) > 1 and kept[-1].text == "-" and kept[-1].end == token.start and kept[-2].end == kept[-1].start:
                whole = f"{kept[-2].text}-{token.text}"
                if whole.lower() in self.lexicon.entries:
                    kept[-2:] = [Token(whole, kept[-2].start, token.end, kept[-2].text + token.text)]
                    continue
            kept.append(token)
        return kept

    @staticmethod
    def _with_names(work: _Work, span: Span, tokens: list[Token]) -> list[tuple[Token, Named | None]]:
        by_place = {(s.start - span.start, s.end - span.start): named for s, named in work.roster.within(span)}
        return [(token, by_place.get((token.start, token.end))) for token in tokens]


def _comma_as_and(work: _Work, span: Span, tokens: list[Token]) -> list[Token]:
    """Headlines put a comma for "and": "EU, US sanction Myanmar"."""
    ends = {s.end - span.start for s, _ in work.roster.within(span)}
    starts = {s.start - span.start for s, _ in work.roster.within(span)}
    if any(token.text == "and" for token in tokens):
        return tokens
    found = list(tokens)
    for i in range(1, len(tokens) - 1):
        if tokens[i].text == "," and tokens[i - 1].end in ends and tokens[i + 1].start in starts:
            found[i] = Token(",", tokens[i].start, tokens[i].end, "and")
    return found


def _disguised(token: Token, named: Named | None, everything: bool) -> Token:
    """A name of several words, which the parser has never met as one token, reads as a common one of its kind.

    In headlines, where the parser has least to go by, every name does.
    """
    if named is None or (not everything and " " not in token.text and "-" not in token.text and "." not in token.text):
        return token
    return Token(token.text, token.start, token.end, _stand_in(token.text, named))


def _stand_in(text: str, named: Named) -> str:
    if named.nature is Nature.ADJECTIVE:
        return "Russians" if text.endswith("s") and not text.endswith("ss") else "Russian"
    return {"Person": "Putin", "State": "Russia", "Territory": "Russia"}.get(named.actor.kind, "NATO")


def _set_prefixed(s: Sentence) -> None:
    """Take places, and actors behind "anti-", "pro-", "ex-", out of the sentence's names."""
    words = s.tree.lower
    for token, named in enumerate(s.named):
        if named is not None and token >= 2 and words[token - 1] in {"-", "–"} and words[token - 2] in {"anti", "pro", "ex", "non", "post", "counter"}:
            s.prefixed[token] = named
            s.named[token] = None
        elif named is not None and named.nature is Nature.PLACE:
            s.places[token] = named
            s.named[token] = None


class DocumentReader:
    """Reads the parsed sentences of one document in order."""

    def __init__(self, document: Document, roster: Roster, sentences: list[Sentence], lexicon: Lexicon, threshold: float) -> None:
        self._document = document
        self._roster = roster
        self._sentences = sentences
        self._lexicon = lexicon
        self._relations = load_relations()
        self._threshold = threshold
        cast = roster.cast
        self._nominals = Nominals(cast, lexicon, lambda s, noun: self._frames.doers(s, noun))
        self._clauses = Clauses(self._nominals, lexicon)
        self._frames = Frames(self._nominals, self._clauses, lexicon, lambda: self._discourse.both())
        self._status = StatusReader(lexicon)
        self._attribution = Attribution(self._nominals, self._clauses, lexicon)
        self._turns = Turns(document, roster)
        self._quotes = Quotes(document, roster, self._attribution, lexicon, self._turns)
        self._discourse = Discourse(roster, lexicon, self._turns)

    def read(self) -> Extraction:
        """The document's claims, in text order."""
        claims: dict[tuple[object, ...], Claim] = {}
        self._quotes.mark(self._sentences)
        for s in self._sentences:
            self._discourse.resolve(s, self._nominals)
            self._discourse.address(s, self._quotes.speakers(s))
            for claim in self._claims(s):
                key = (claim.subject.actor, claim.relation, claim.object.actor, s.number)
                if key not in claims or claims[key].confidence < claim.confidence:
                    claims[key] = claim
            self._discourse.note(s)
        used = {m for c in claims.values() for m in (c.subject.actor, c.object.actor, c.claimant.actor if c.claimant else None)}
        minted = tuple(actor for actor in self._roster.cast.minted.values() if actor.id in used)
        ordered = tuple(sorted(claims.values(), key=lambda c: (c.span, c.subject.span, c.relation, c.object.span)))
        return Extraction(self._document, ordered, minted)

    def _claims(self, s: Sentence) -> Iterator[Claim]:
        self._frames.begin()
        order = sorted(range(len(s.tree)), key=lambda t: s.tree.tags[t][:1] != "V")
        for token in order:
            lower = s.tree.lower[token]
            listed = self._lexicon.entries.get(lower)
            if listed is None or s.named[token] is not None:
                continue
            taken: set[tuple[str, str]] = set()
            for entry in listed:
                if not self._fits(s, token, entry):
                    continue
                for finding in self._frames.apply(s, token, entry):
                    pair = (finding.subject.actor.id, finding.object.actor.id)
                    if pair not in taken and (finding.frame.endswith("-mutual") or pair[::-1] not in taken):
                        taken.add(pair)
                        self._frames.remember(finding)
                        if finding.frame.startswith(("reciprocal", "mutual")):
                            self._discourse.pair([finding.subject, finding.object])
                        if claim := self._claim(s, finding):
                            act = speech_act(s, token, self._relations[entry.cue.relation])
                            if act is not None:
                                yield self._plain(s, token, claim.subject, act, claim.object, claim.confidence * 0.8, f"{entry.cue.id}/{act}")
                            if act not in {"reject", "threaten"} or entry.cue.relation in {"recognizes", "memberOf"}:
                                if not requested(s, token):
                                    yield claim
                            yield from self._accusation(s, finding, claim)

        yield from self._necessities(s)
        yield from self._guilt(s)

    def _necessities(self, s: Sentence) -> Iterator[Claim]:
        """"Pyongyang must cease its tests": whoever says so asks it of Pyongyang."""
        for verb in necessities(s):
            doers = self._clauses.source(s, verb)
            claimant = self._attribution.claimant(s, verb, self._quotes.claimants(s))
            asker = self._asker(claimant)
            if asker is None:
                continue
            for doer in doers:
                sides = {doer.actor.id, doer.principal} - {None}
                if not sides & {asker.actor, asker.principal}:
                    yield self._plain(s, verb, asker, "request", self._mention(doer), 0.7 * _certainty(doer), "request.necessity/clause")

    def _guilt(self, s: Sentence) -> Iterator[Claim]:
        """"Trump said Iran was responsible": whoever says so accuses Iran."""
        for token, doers in self._frames.guilty(s):
            claimant = self._attribution.claimant(s, token, self._quotes.claimants(s))
            accuser = self._asker(claimant)
            for doer in doers if accuser else ():
                sides = {doer.actor.id, doer.principal} - {None}
                if accuser and not sides & {accuser.actor, accuser.principal} and not self._status.read(s, token, "accuse", doer, doer).negated:
                    yield self._plain(s, token, accuser, "accuse", self._mention(doer), 0.75 * _certainty(doer), "accuse.guilt/clause")

    def _asker(self, claimant: Claimant | None) -> Mention | None:
        if claimant is not None:
            return Mention(claimant.actor, claimant.text, claimant.span, claimant.principal) if claimant.actor else None
        issuer = self._turns.issuer
        return Mention(issuer.id, "", Span(0, 0), self._roster.cast.principal(issuer)) if issuer else None

    def _plain(self, s: Sentence, trigger: int, subject: Mention, relation: str, obj: Mention, confidence: float, rule: str) -> Claim:
        """A claim in the narrator's voice of what is said here."""
        near = s.tree.starts[trigger] - s.span.start
        return Claim(
            document=self._document.key, subject=subject, relation=relation, object=obj, quote=s.text, span=s.span,
            period=find_period(s.text, self._document.date, near) or document_period(self._document.date),
            confidence=round(confidence, 3), version=VERSION, cue=s.tree.words[trigger], rule=rule,
        )  # fmt: skip

    def _fits(self, s: Sentence, token: int, entry: Entry) -> bool:
        """Whether part of speech, particle and preceding words agree with the entry."""
        tree, cue = s.tree, entry.cue
        tag = tree.tags[token]
        kind = _POS.get(tag[:1], "")
        if cue.frame in {"compound", "prefix"}:
            return True
        if cue.pos == "verb" and kind == "noun" and tree.deps[token] == "ROOT" and tree.child(token, "nsubj", "nsubjpass") is not None:
            kind = "verb"
        if kind != cue.pos and not (cue.pos == "adjective" and (tag in {"VBN", "VBG", "RB"} or (tag == "NN" and tree.deps[token] in {"compound", "amod"}))) and not (cue.pos == "noun" and tag in {"VBG", "VB", "VBP"} and tree.deps[token] in {"dobj", "pobj", "nsubj", "attr"}):
            return False
        if entry.before and not preceded(tree.lower, token, entry.before):
            return False
        if entry.after and cue.frame != "control":
            near = {tree.lower[k] for k in tree.kids[token]} | set(tree.lower[token + 1 : token + 3])
            return all(word in near for word in entry.after)
        return not (cue.frame == "control" and entry.after and not any(tree.lower[k] == entry.after[0] for k in (*tree.kids[token], *range(token + 1, min(token + 2, len(tree))))))

    def _claim(self, s: Sentence, finding: Finding) -> Claim | None:
        cue = finding.entry.cue
        status = self._status.read(s, finding.trigger, cue.relation, finding.subject, finding.object)
        claimant = self._attribution.claimant(s, finding.trigger, self._quotes.claimants(s))
        if claimant is not None and not status.negated and claimant.actor == finding.subject.actor.id and cue.relation in {"accuse", "reject", "request", "threaten", "support", "agree", "consult", "protest"}:
            claimant = None
        confidence = round(finding.confidence * _certainty(finding.subject) * _certainty(finding.object), 3)
        if confidence < self._threshold:
            return None
        near = s.tree.starts[finding.trigger] - s.span.start
        modality = status.modality if cue.modality == "actual" else "planned"
        return Claim(
            document=self._document.key,
            subject=self._mention(finding.subject),
            relation=cue.relation,
            object=self._mention(finding.object),
            quote=s.text,
            span=s.span,
            negated=(status.negated and not _superlative(s, finding)) ^ cue.negated,
            modality=modality,
            claimant=claimant,
            period=find_period(s.text, self._document.date, near) or document_period(self._document.date),
            confidence=confidence,
            version=VERSION,
            cue=s.tree.words[finding.trigger],
            rule=f"{cue.id}/{finding.frame}",
        )

    def _accusation(self, s: Sentence, finding: Finding, claim: Claim) -> Iterator[Claim]:
        """Whoever says that another did a hostile act accuses the other of it."""
        said_by = claim.claimant
        if said_by is None or said_by.actor is None or claim.negated or claim.relation not in {"assault", "coerce"} or claim.modality == "planned":
            return
        sides = {claim.subject.actor, claim.subject.principal}
        if s.tree.deps[finding.trigger] not in {"ccomp", "conj", "parataxis", "xcomp"} or claim.modality != "actual":
            return
        if said_by.actor in sides or said_by.principal in sides - {None}:
            return
        mention = Mention(said_by.actor, said_by.text, said_by.span, said_by.principal)
        yield self._plain(s, finding.trigger, mention, "accuse", claim.subject, claim.confidence * 0.8, f"{finding.entry.cue.id}/said")

    def _mention(self, argument: Argument) -> Mention:
        text = self._document.text[argument.span.start : argument.span.end]
        return Mention(argument.actor.id, text, argument.span, argument.principal)


def _superlative(s: Sentence, finding: Finding) -> bool:
    """"have never been closer" affirms the most."""
    word = s.tree.lower[finding.trigger]
    return finding.entry.cue.frame == "quality" and s.tree.tags[finding.trigger] == "JJR" and word not in {"fewer"}


def _certainty(argument: Argument) -> float:
    """How sure the reading of a phrase as an actor is: a first guess, before calibration."""
    base = {"name": 1.0, "people": 0.97, "owner": 0.9, "place": 0.8, "reference": 0.8}[argument.how]
    return base * (0.9 if argument.actor.minted else 1.0)




