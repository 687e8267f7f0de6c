"""Claims that follow from how something is said: who asks, accuses, denies or threatens by saying it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from detente.extract.attribution import Attribution
from detente.extract.belongings import Belongings
from detente.extract.cast import Cast
from detente.extract.claims import ClaimWriter, certainty, guess
from detente.extract.clauses import Clauses
from detente.extract.frames import Frames
from detente.extract.model import Claim, Claimant, Mention, Span
from detente.extract.quotes import Quotes
from detente.extract.reach import SOURCE, TARGET
from detente.extract.reading import Argument, Sentence, ids_of
from detente.extract.sides import Finding
from detente.extract.speakers import claimant_of
from detente.extract.speech_acts import CULPRITS, menaces, necessities, provocations, retorts, rights
from detente.extract.status import StatusReader
from detente.extract.turns import Turns

_SPOKEN = 0.8
"""The confidence in what a claim implies, as a share of that in the claim."""
_BLAMING = ("blam", "suspect", "hold", "held")
_OVER = frozenset({"for", "over", "of", "on", "in"})
_ADMITTING = ("admit", "acknowledg", "confirm", "confess", "conced")
_NECESSITY, _GUILT, _BELONGING = 0.7, 0.75, 0.7


class Implied:
    """Reads what one document's speakers do by speaking."""

    def __init__(
        self,
        cast: Cast,
        turns: Turns,
        quotes: Quotes,
        clauses: Clauses,
        frames: Frames,
        attribution: Attribution,
        status: StatusReader,
        writer: ClaimWriter,
        belongings: Belongings,
    ) -> None:
        self._cast = cast
        self._turns = turns
        self._quotes = quotes
        self._clauses = clauses
        self._frames = frames
        self._attribution = attribution
        self._status = status
        self._writer = writer
        self._belongings = belongings

    def necessities(self, s: Sentence) -> Iterator[Claim]:
        """Whoever says "Pyongyang must cease its tests" asks it of Pyongyang."""
        for verb in necessities(s):
            doers = self._clauses.source(s, verb)
            askers = self._askers(s, verb)
            if any(_same_side(asker, doer) for asker in askers for doer in doers):
                continue  # what the two should do together is asked of nobody
            for asker, doer in product(askers, doers):
                confidence = _NECESSITY * certainty(doer)
                obj = self._writer.mention(doer)
                yield self._writer.plain(s, verb, asker, "request", obj, confidence, "request.necessity/clause")

    def menaces(self, s: Sentence) -> Iterator[Claim]:
        """Whoever says that Riyadh will pay a high price threatens Riyadh."""
        for verb in menaces(s):
            for speaker, victim in product(self._askers(s, verb), self._menaced(s, verb)):
                if not _same_side(speaker, victim):
                    confidence = _NECESSITY * certainty(victim)
                    obj = self._writer.mention(victim)
                    yield self._writer.plain(s, verb, speaker, "threaten", obj, confidence, "threaten.menace/clause")

    def _menaced(self, s: Sentence, verb: int) -> list[Argument]:
        """Who is told that it will go ill: the subject, or who does what will not "go unpunished"."""
        act = self._clauses.subject_token(s.tree, verb)
        if act is not None and s.tree.lower[act] in CULPRITS:
            return self._frames.guilt.culprits()  # "those responsible will be punished"
        if act is None or s.tree.lower[verb] not in {"met", "meet", "go"}:
            return self._clauses.subject(s, verb)
        return self._frames.doers(s, act) or self._frames.doers_by(s, act)

    def retorts(self, s: Sentence) -> Iterator[Claim]:
        """Whoever would answer what another may do threatens the other: "will respond if the broadcasts go on"."""
        for verb, conditions in retorts(s):
            doers = self._clauses.source(s, verb)
            feared = [a for c in conditions for a in self._clauses.subject(s, c, TARGET)]
            own = ids_of(doers)
            feared = [a for a in feared if not {a.actor.id, a.principal} & own] or self._frames.enemy(s, doers)
            yield from self._threats(s, verb, doers, feared)
        for verb, deeds in provocations(s):
            doers = self._clauses.source(s, verb)
            provokers = [a for deed in deeds for a in self._frames.wrongdoers(s, deed)]
            if not provokers and s.tree.lower[verb] == "avenge":  # "vowed to avenge the attack" told before
                own, fought = ids_of(doers), self._frames.quarrel()
                apart = [a for a in fought if not {a.actor.id, a.principal} & own]
                provokers = apart if len(apart) < len(fought) else []
            yield from self._threats(s, verb, doers, provokers)

    def _threats(self, s: Sentence, verb: int, doers: list[Argument], feared: list[Argument]) -> Iterator[Claim]:
        """Each of the doers threatens each of the others."""
        own = ids_of(doers)
        for doer, other in product(doers, feared):
            if not {other.actor.id, other.principal} & own:
                confidence = _NECESSITY * min(certainty(doer), certainty(other))
                one, obj = self._writer.mention(doer), self._writer.mention(other)
                yield self._writer.plain(s, verb, one, "threaten", obj, confidence, "threaten.retort/clause")

    def losses(self, s: Sentence) -> Iterator[Claim]:
        """Whoever made the attack told before struck those whose people are "among the dead"."""
        for token, doers, struck in self._frames.guilt.casualties.found(s):
            for doer, victim in product(doers, struck):
                confidence = _NECESSITY * min(certainty(doer), certainty(victim))
                one, obj = self._writer.mention(doer), self._writer.mention(victim)
                yield self._writer.plain(s, token, one, "assault", obj, confidence, "assault.among-dead/clause")

    def rights(self, s: Sentence) -> Iterator[Claim]:
        """Whoever says that Chad has the right to defend itself supports Chad."""
        for token, bearer in rights(s):
            for speaker, other in product(self._askers(s, token), self._frames.meant(s, bearer)):
                if not _same_side(speaker, other):
                    confidence = _NECESSITY * certainty(other)
                    obj = self._writer.mention(other)
                    yield self._writer.plain(s, token, speaker, "support", obj, confidence, "support.right/clause")

    def guilt(self, s: Sentence) -> Iterator[Claim]:
        """Whoever says that Iran was responsible accuses Iran."""
        for token, doers in self._frames.guilt.found(s, lambda verb: _ids(self._askers(s, verb))):
            for accuser, doer in product(self._askers(s, token), doers):
                if _same_side(accuser, doer):
                    continue
                if not self._status.read(s, token, "accuse", doer, doer).negated:
                    confidence = _GUILT * certainty(doer)
                    obj = self._writer.mention(doer)
                    yield self._writer.plain(s, token, accuser, "accuse", obj, confidence, "accuse.guilt/clause")

    def dismissals(self, s: Sentence) -> Iterator[Claim]:
        """Whoever says that Oslo's complaint is baseless rejects what Oslo says."""
        for token, makers in self._frames.guilt.dismissed(s):
            for speaker, maker in product(self._askers(s, token), makers):
                if not _same_side(speaker, maker):
                    confidence = _GUILT * certainty(maker)
                    obj = self._writer.mention(maker)
                    if not self._status.read(s, token, "reject", maker, maker).negated:
                        yield self._writer.plain(s, token, speaker, "reject", obj, confidence, "reject.untrue/clause")

    def belonging(self, s: Sentence) -> Iterator[Claim]:
        """A leader's group is theirs, a group's wing the group's, a state's "allies" its allies, and who meets at a
        body's summit is of it.
        """
        found = [("affiliateOf", "affiliateOf.owner", *item) for item in self._belongings.found(s)]
        found += [("memberOf", "memberOf.leaders", *item) for item in self._belongings.assembled(s)]
        friends = [*self._belongings.friends(s), *self._belongings.called(s)]
        found += [(relation, f"{relation}.named", token, one, other) for relation, token, one, other in friends]
        for relation, rule, token, part, whole in found:
            confidence = _BELONGING * min(certainty(part), certainty(whole))
            one, other = self._writer.mention(part), self._writer.mention(whole)
            yield self._writer.plain(s, token, one, relation, other, confidence, f"{rule}/belonging")

    def act(self, s: Sentence, finding: Finding, act: str, claim: Claim) -> Claim:
        """What the subject does by speaking of the deed, such as ``reject`` in "refused to sanction Iran"."""
        rule = f"{finding.entry.cue.id}/{act}"
        return self._writer.plain(s, finding.trigger, claim.subject, act, claim.object, guess(finding) * _SPOKEN, rule)

    def accusation(self, s: Sentence, finding: Finding, claim: Claim) -> Iterator[Claim]:
        """Whoever says that another did a hostile act accuses the other of it."""
        voice = self._quotes.voices(s).get(finding.trigger)
        said_by = claim.claimant or voice
        if said_by is None or claim.negated or claim.modality != "actual":
            return
        said = {"ccomp", "conj", "parataxis", "xcomp"} | ({"ROOT"} if voice is not None else set())
        if not self._is_wrong(claim) or self._clause_dep(s, finding) not in said:
            return
        above = (s.tree.lower[h] for h in list(s.tree.ancestors(finding.trigger))[:3])
        if any(word.startswith(_ADMITTING) for word in above):
            return  # who admits it blames nobody
        sides = {claim.subject.actor, claim.subject.principal} - {None}
        if said_by.actor in sides or said_by.principal in sides:
            return
        rule = f"{finding.entry.cue.id}/said"
        confidence = guess(finding) * _SPOKEN
        accusers = self._mentions(s, said_by)
        if any({accuser.actor, accuser.principal} & sides for accuser in accusers):
            return  # what two say of themselves together
        for accuser in accusers:
            if accuser.actor not in sides:
                yield self._writer.plain(s, finding.trigger, accuser, "accuse", claim.subject, confidence, rule)

    def blame(self, s: Sentence, finding: Finding, claim: Claim) -> Iterator[Claim]:
        """Whoever is blamed for nothing else is blamed for the attack told: "A bomb hit Ankara. It blames ISIS"."""
        tree, trigger = s.tree, finding.trigger
        if claim.relation != "accuse" or claim.negated or not tree.lower[trigger].startswith(_BLAMING):
            return
        matters = [t for k in tree.kids[trigger] for t in tree.children(k, "pobj", "pcomp") if tree.lower[k] in _OVER]
        taken_up = any(tree.lower[t] == "which" for t in matters)  # "an air strike for which Oslo blamed Chad"
        if (matters and not taken_up) or (tree.lower[trigger].startswith("h") and not taken_up):
            return
        for place in self._frames.struck(s, trigger, [finding.object]):
            confidence = guess(finding) * _SPOKEN
            rule = f"{finding.entry.cue.id}/blamed"
            struck = self._writer.mention(place)
            said = self._writer.plain(s, trigger, claim.object, "assault", struck, confidence, rule)
            yield replace(
                said,
                claimant=claimant_of(s, finding.subject),
                modality="possible" if tree.lower[trigger].startswith("suspect") else "actual",
            )

    def _is_wrong(self, claim: Claim) -> bool:
        """Whether who says it of another accuses the other: hostile acts, and help for armed groups."""
        if claim.relation == "assault" and self._cast.get(claim.object.actor).kind == "ArmedGroup":
            return self._cast.get(claim.subject.actor).kind not in {"State", "Force"}  # "drove the group from the town"
        if claim.relation in {"assault", "coerce", "mobilize"}:
            return True
        harboured = re.search(r"\b(?:asylum|refuge|shelter)\b", claim.quote) is not None
        helped = claim.relation in {"aid", "support"} and self._cast.get(claim.object.actor).kind == "ArmedGroup"
        return helped and not harboured

    def _clause_dep(self, s: Sentence, finding: Finding) -> str:
        """How the clause of what was done hangs on the rest: of the verb, of the copula of "is behind the attack", or
        of the verb whose object the deed is, as in "carried out the attack".
        """
        tree, trigger = s.tree, finding.trigger
        head = tree.heads[trigger]
        if tree.deps[trigger] == "dobj":
            doers = {a.actor.id for a in self._clauses.source(s, head, SOURCE)}
            return tree.deps[head] if finding.subject.actor.id in doers else ""
        told = tree.heads[head]
        if tree.deps[trigger] == "relcl" and tree.deps[head] == "nsubj" and tree.lower[told].startswith("belong"):
            return tree.deps[told]  # "says that those who did it belonged to Hamas"
        behind = tree.deps[trigger] == "pobj" and tree.lower[head] == "behind"
        return tree.deps[tree.heads[head]] if behind else tree.deps[trigger]

    def _askers(self, s: Sentence, token: int) -> list[Mention]:
        """Whoever says what stands at ``token``: the named claimants, or else the body that issued the text."""
        claimant: Claimant | None = self._attribution.claimant(s, token, self._quotes.voices(s))
        if claimant is not None:
            return self._mentions(s, claimant)
        issuer = self._turns.issuer
        return [Mention(issuer.id, "", Span(0, 0), self._cast.principal(issuer))] if issuer else []

    def _mentions(self, s: Sentence, claimant: Claimant) -> list[Mention]:
        """A claimant and those who say it too, as sides of claims."""
        found = (self._writer.speaker(one) for one in self._attribution.together(s, claimant))
        return [mention for mention in found if mention is not None]


def _ids(mentions: list[Mention]) -> set[str]:
    """Who is mentioned, and for whom they act."""
    return {i for mention in mentions for i in (mention.actor, mention.principal) if i}


def _same_side(speaker: Mention, doer: Argument) -> bool:
    sides = {doer.actor.id, doer.principal} - {None}
    return bool(sides & {speaker.actor, speaker.principal})
