"""The reader: from the parsed sentences of one document to its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from detente.extract.attribution import Attribution
from detente.extract.belongings import Belongings
from detente.extract.claims import ClaimWriter, guess
from detente.extract.classes import SPOKEN
from detente.extract.clauses import Clauses
from detente.extract.confidence import calibrated
from detente.extract.cue_words import fits
from detente.extract.discourse import Discourse
from detente.extract.ellipsis import Ellipsis
from detente.extract.frames import Frames
from detente.extract.implied import Implied
from detente.extract.lexicon import Entry, Lexicon
from detente.extract.model import Claim, Claimant, Document, Extraction, Mention
from detente.extract.nominals import Nominals
from detente.extract.quotes import Quotes
from detente.extract.reading import Argument, Sentence
from detente.extract.roster import Roster
from detente.extract.scenes import Scenes
from detente.extract.sides import CALLED, Finding
from detente.extract.speakers import claimant_of
from detente.extract.speech_acts import governing_verb, requested, speech_act
from detente.extract.status import Status, StatusReader
from detente.extract.topic import Topic
from detente.extract.turns import Turns
from detente.ontology.relations import load_relations

_JUDGING = frozenset({"accuse", "support", "reject", "protest", "request"})
"""What is said of another's step, and is none itself."""
_HARM = frozenset({"assault", "mobilize"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A finding, with how the text puts it and who says so."""

    finding: Finding
    status: Status
    claimant: Claimant | None


class DocumentReader:
    """Reads the parsed sentences of one document in order."""

    def __init__(
        self,
        document: Document,
        roster: Roster,
        sentences: list[Sentence],
        lexicon: Lexicon,
        threshold: float,
        scale: Callable[[float], float] = calibrated,
    ) -> None:
        self._document = document
        self._roster = roster
        self._sentences = sentences
        self._judging: set[int] = set()
        """The numbers of sentences that judge others."""
        self._lexicon = lexicon
        self._relations = load_relations()
        self._threshold = threshold
        self._scale = scale
        self._nominals = Nominals(roster.cast, lexicon, lambda s, noun: self._frames.doers(s, noun))
        self._clauses = Clauses(self._nominals, lexicon)
        scenes = Scenes(document, roster, lexicon)
        about = Topic(document, roster).opponent
        self._frames = Frames(
            self._nominals, self._clauses, lexicon, lambda: self._discourse.both(), scenes.struck, about
        )
        self._ellipsis = Ellipsis(self._clauses)
        self._status = StatusReader(lexicon)
        self._attribution = Attribution(self._nominals, self._clauses, lexicon)
        self._turns = Turns(document, roster)
        self._quotes = Quotes(document, roster, self._attribution, lexicon, self._turns)
        self._discourse = Discourse(roster, lexicon, self._turns, self._frames.foe, self._frames.quarrel)
        self._writer = ClaimWriter(document, scale)
        self._implied = Implied(
            roster.cast,
            self._turns,
            self._quotes,
            self._clauses,
            self._frames,
            self._attribution,
            self._status,
            self._writer,
            Belongings(self._nominals, lexicon),
        )

    def read(self, claims_of: Callable[[DocumentReader, Sentence], Iterator[Claim]]) -> Extraction:
        """The document's claims, in text order; ``claims_of`` takes a sentence through the steps of this reader."""
        claims: list[Claim] = []
        self._quotes.mark(self._sentences)
        for s in self._sentences:
            best: dict[tuple[str, str, str], Claim] = {}
            for claim in claims_of(self, s):
                triple = (claim.subject.actor, claim.relation, claim.object.actor)
                if triple not in best or best[triple].confidence < claim.confidence:
                    best[triple] = claim
            claims += (claim for claim in best.values() if not _told_of_persons(claim, best.values()))
            self._discourse.note(s)
            if any(claim.relation in _JUDGING for claim in best.values()):
                self._judging.add(s.number)
        mentions = [m for c in claims for m in (c.subject, c.object, c.claimant) if m]
        minted = self._roster.cast.minted_among({actor for m in mentions for actor in (m.actor, m.principal) if actor})
        ordered = tuple(sorted(claims, key=lambda c: (c.span, c.subject.span, c.relation, c.object.span)))
        return Extraction(self._document, ordered, minted)

    def resolve(self, s: Sentence, _: Iterator[object]) -> Iterator[object]:
        """Step: note in the sentence whom its pronouns and descriptions mean; gives nothing on."""
        self._discourse.resolve(s, self._nominals)
        self._frames.note_step(self._discourse.leader(s.number, self._judging))
        self._discourse.address(s, self._quotes.speakers(s))
        return iter(())

    def findings(self, s: Sentence, _: Iterator[object]) -> Iterator[Finding]:
        """Step: what the cues find, verbs first, and who does likewise."""
        self._frames.begin()
        found: list[Finding] = []
        for token in sorted(range(len(s.tree)), key=lambda t: s.tree.tags[t][:1] != "V"):
            for finding in self._findings(s, token):
                found.append(finding)
                yield finding
        yield from self._ellipsis.findings(s, found)

    def statements(self, s: Sentence, findings: Iterator[Finding]) -> Iterator[Statement]:
        """Step: negation, modality and claimant of what was found."""
        for finding in findings:
            relation, subject = finding.entry.cue.relation, finding.subject
            called = finding.frame.endswith(CALLED)
            said = s.tree.heads[finding.trigger] if called else finding.trigger
            status = self._status.read(s, said, relation, subject, finding.object)
            claimant = self._attribution.claimant(s, said, self._quotes.claimants(s))
            if claimant and not status.negated and relation in SPOKEN and self._does(claimant, finding):
                claimant = None
            if claimant is None:
                claimant = self._attribution.voicing(s, said, finding.subject)
            if finding.frame == "others" and not s.quoted[said]:
                claimant = None  # who says that "Oman and other G7 nations" did it tells nobody that Oman is one
            if claimant is None and finding.entry.cue.claimed:
                claimant = claimant_of(s, finding.subject)
            yield Statement(finding, status, claimant)

    def _does(self, claimant: Claimant, finding: Finding) -> bool:
        """Whether who says so is the one who does it, or either of those who do it together."""
        if claimant.actor == finding.subject.actor.id:
            return True
        return not self._relations[finding.entry.cue.relation].directed and claimant.actor == finding.object.actor.id

    def claims(self, s: Sentence, statements: Iterator[Statement]) -> Iterator[Claim]:
        """Step: the claims that the statements make or imply."""
        for statement in statements:
            yield from self._claims_of(s, statement)
        yield from self._implied.necessities(s)
        yield from self._implied.menaces(s)
        yield from self._implied.retorts(s)
        yield from self._implied.guilt(s)
        yield from self._implied.dismissals(s)
        yield from self._implied.rights(s)
        yield from self._implied.losses(s)
        yield from self._implied.belonging(s)

    def _findings(self, s: Sentence, token: int) -> Iterator[Finding]:
        """What the cues of one word find; the first cue that finds a pair has it."""
        listed = self._lexicon.entries.get(s.tree.lower[token], ()) if s.named[token] is None else ()
        taken: set[tuple[str, str]] = set()
        aimed = False
        for entry in listed:
            for finding in self._frames.apply(s, token, entry) if self._fits(s, token, entry) else ():
                if finding.frame == "provoked" and aimed:
                    continue  # the word names whom it is done to
                aimed = aimed or finding.frame != "provoked"
                pair = (finding.subject.actor.id, finding.object.actor.id)
                if pair in taken or (
                    pair[::-1] in taken and not finding.frame.endswith(("-mutual", "-joint", "-stricken", "behest"))
                ):
                    continue
                taken.add(pair)
                self._frames.remember(s, finding)
                if finding.frame.startswith(("reciprocal", "mutual")):
                    self._discourse.pair([finding.subject, finding.object])
                yield finding

    def _fits(self, s: Sentence, token: int, entry: Entry) -> bool:
        return fits(s, token, entry)

    def _claims_of(self, s: Sentence, statement: Statement) -> Iterator[Claim]:
        """The claim of a statement, unless its words only ask for the deed, and what is done by saying it."""
        claim = self._claim(s, statement)
        if claim is None:
            return
        finding = statement.finding
        relation = finding.entry.cue.relation
        if finding.entry.cue.only_denied:
            if claim.negated:
                yield replace(claim, negated=False, modality="actual")  # "will not allow Oslo to drill"
            return
        if (denied := finding.entry.cue.denied) and claim.negated:
            yield replace(claim, relation=denied, negated=False)  # "will not accept Oslo's terms"
            return
        act = speech_act(s, finding.trigger, self._relations[relation]) or _announced(claim)
        if act is not None:
            yield self._act(s, finding, act, claim)
        stands = act not in {"reject", "threaten", "sanction"} or relation in {"recognizes", "memberOf", "retreat"}
        wanted = requested(s, finding.trigger)
        if stands and (finding.frame.endswith(CALLED) or not wanted):
            yield claim
        for charge in () if wanted else self._implied.accusation(s, finding, claim):
            self._frames.remember_charge(self._side(charge.subject), self._side(charge.object))
            yield charge
        yield from self._implied.blame(s, finding, claim)

    def _side(self, mention: Mention) -> Argument:
        """A side of a claim as what later sentences may take up."""
        return Argument(self._roster.cast.get(mention.actor), 0, mention.span, "name", mention.principal)

    def _act(self, s: Sentence, finding: Finding, act: str, claim: Claim) -> Claim:
        """The speech act behind a deed, as likely as its own verb says it is."""
        done = self._implied.act(s, finding, act, claim)
        verb = governing_verb(s.tree, finding.trigger)
        if verb is None:
            return done
        status = self._status.read(s, verb, act, finding.subject, finding.object)
        claimant = self._attribution.claimant(s, verb, self._quotes.claimants(s))
        if claimant is not None and self._does(claimant, finding):
            claimant = None
        return replace(done, negated=status.negated, modality=status.modality, claimant=claimant)

    def _claim(self, s: Sentence, statement: Statement) -> Claim | None:
        """The claim of a statement; None where it is too uncertain."""
        confidence = guess(statement.finding)
        if self._scale(confidence) < self._threshold:
            return None
        return self._writer.found(s, statement.finding, statement.status, statement.claimant, confidence)


def _told_of_persons(claim: Claim, told: Iterable[Claim]) -> bool:
    """Whether a claim repeats for two bodies what its sentence says of their people: "Tokayev and Xi agreed to boost
    trade between Kazakhstan and China".
    """
    return any(
        other is not claim
        and (other.relation, other.negated, other.modality) == (claim.relation, claim.negated, claim.modality)
        and other.claimant == claim.claimant
        and _acts_for(other.subject, claim.subject)
        and _acts_for(other.object, claim.object)
        for other in told
    )


def _acts_for(one: Mention, body: Mention) -> bool:
    """Whether a mention is of the body's own, or of the body."""
    return body.actor in {one.actor, one.principal}


def _announced(claim: Claim) -> str | None:
    """The relation type ``threaten`` where a claim is its own subject's word that it will do harm; else None."""
    own = claim.claimant is not None and claim.claimant.actor in {claim.subject.actor, claim.subject.principal}
    harm = claim.relation in _HARM and claim.modality != "actual" and not claim.negated
    return "threaten" if own and harm else None
