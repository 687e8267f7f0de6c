"""What a document has told so far of who did what to whom, so that "the attack" can be led back to its doer."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from detente.extract.reading import Argument, ids_of
from detente.extract.sides import Finding

_HOSTILE = frozenset("assault coerce mobilize threaten sanction accuse protest enemyOf rivalOf coolingTiesWith".split())
_DEEDS = frozenset(
    "assault coerce mobilize sanction aid agree recognizes retreat concede threaten reject coolingTiesWith "
    "cooperate".split()
)
"""What others judge."""
_OPINIONS = frozenset({"accuse", "support", "affiliateOf", "memberOf"})
"""What is neither a move nor a decision."""
_FIGHTS = frozenset({"assault", "coerce", "mobilize", "enemyOf"})
"""What makes two the sides of a conflict."""
SHUNNING = frozenset({"coolingTiesWith", "sanction", "protest"})
"""What several states do to one, each in a clause of its own."""
_BESIDE = 160
"""Characters back to the target that the clauses of one sentence share."""
_FAR = 400
"""Characters back to the deed that a judgement takes up without naming it."""
_STEM = 4
"""Letters that "bombed" and "the bombing" share."""
_RECENT = 8
"""Events of a kind that are looked back on."""


@dataclass(frozen=True, slots=True)
class _Event:
    """Who did it to whom; what one phrase tells of several doers is one act."""

    act: tuple[int, int]
    doer: Argument
    undergoer: Argument
    relation: str
    word: str = ""
    """What the text called it."""

    def struck(self, ids: set[str]) -> bool:
        """Whether it was done to one of ``ids``."""
        return bool({self.undergoer.actor.id, self.undergoer.principal} & ids)

    def done_by(self, ids: set[str]) -> bool:
        """Whether one of ``ids`` did it."""
        return bool({self.doer.actor.id, self.doer.principal} & ids)


class Memory:
    """The events of one document, by relation, and who last spoke of any."""

    def __init__(self) -> None:
        self._events: dict[str, list[_Event]] = {}
        self._speakers: set[str] = set()
        self._last: list[_Event] = []
        self._quarrels: list[_Event] = []
        self._lone: dict[str, list[Argument]] = {}
        self._victims: tuple[list[Argument], int] = ([], 0)
        self._step: list[Argument] = []

    def remember(self, finding: Finding, word: str = "") -> None:
        """Keep who did what, and by which word the text told of it."""
        act = (finding.object.span.start, finding.trigger)
        event = _Event(act, finding.subject, finding.object, finding.entry.cue.relation, word[:_STEM])
        self._events.setdefault(finding.entry.cue.relation, []).append(event)
        if finding.frame != "compound":  # "the Turkish-backed government" tells no step of Turkey's
            self._last = [*self._last[-_RECENT:], event]
        if finding.entry.cue.relation in _HOSTILE:
            self._quarrels.append(event)

    def note_deed(self, doers: list[Argument], relation: str) -> None:
        """Keep who did what to nobody named, so that "the attack" can be led back to its doer."""
        self._lone[relation] = doers

    def note_step(self, doer: list[Argument]) -> None:
        """Keep of whom the text has just told something that no cue carries: "Oslo adopted a budget"."""
        self._step = doer

    def stepped(self) -> list[Argument]:
        """Who took the step that is judged, where nobody is told to have done it to another."""
        return self.apart(self._step)

    def remember_charge(self, accuser: Argument, accused: Argument, offset: int) -> None:
        """Keep who accused whom by saying what the other did: "Chad says that Oslo armed the rebels"."""
        event = _Event((accused.span.start, offset), accuser, accused, "accuse")
        self._events.setdefault("accuse", []).append(event)

    def note_victims(self, victims: list[Argument], offset: int) -> None:
        """Keep whom an act befell that nobody is told to have done: "Haniyeh was killed in Tehran"."""
        self._victims = (victims, offset)

    def victims(self, offset: int) -> list[Argument]:
        """Whom such an act befell right before ``offset``."""
        victims, told = self._victims
        return victims if 0 <= offset - told <= _FAR else []

    def opponent(self, doers: list[Argument]) -> list[Argument]:
        """With whom the doers last were at odds, in the events that this document told."""
        ids = ids_of(doers)
        for event in reversed(self._quarrels[-_RECENT:]):
            if event.struck(ids) != event.done_by(ids):
                return [event.doer if event.struck(ids) else event.undergoer]
        return []

    def stands_by(self, doers: list[Argument], other: Argument) -> bool:
        """Whether the doers spoke or acted for another in what was told so far: whom they then hardly mean to blame."""
        ids, others = ids_of(doers), ids_of([other])
        return any(event.done_by(ids) and event.struck(others) for event in self._events.get("support", []))

    def shunned(self, doers: list[Argument], offset: int) -> list[Argument]:
        """Whom others right before ``offset`` broke with or protested to: "Peru recalled its envoy from Oslo, and Chad
        broke off relations".
        """
        ids = ids_of(doers)
        for event in reversed(self._quarrels[-2:]):
            near = 0 <= offset - event.undergoer.span.start <= _BESIDE
            if near and event.relation in SHUNNING and not event.struck(ids) and not event.done_by(ids):
                return [event.undergoer]
        return []

    def quarrel(self) -> list[Argument]:
        """Doer and undergoer of the hostile act that was told last, if any was told of two that can fight."""
        fought = [e for e in self._quarrels[-_RECENT:] if e.relation in _FIGHTS]
        return [fought[-1].doer, fought[-1].undergoer] if fought else []

    def foe(self, doers: list[Argument]) -> list[Argument]:
        """Who "the enemy" is to the doers: their last opponent, or whoever was last fought."""
        ids = ids_of(doers)
        fought = [e.undergoer for e in self._events.get("assault", []) + self._events.get("enemyOf", [])]
        others = [a for a in fought[-1:] if a.actor.id not in ids]
        return self.opponent(doers) or others

    def note_speakers(self, speakers: list[Argument]) -> None:
        """Those whose judgement of an event is being read."""
        self._speakers = ids_of(speakers)

    def note_sayers(self, ids: Set[str]) -> None:
        """As :meth:`note_speakers`, by the ids of actors and principals."""
        self._speakers = set(ids)

    def judged(self, relation: str, offset: int) -> list[Argument]:
        """On whom a judgement of the deed told last before ``offset`` falls: its doer, or whom another judged for it.

        "Turkey shelled a village in Syria. Iran called it a crime, and Peru too condemned it."
        """
        for event in reversed(self._last):
            if not 0 <= offset - event.doer.span.start <= _FAR and event.doer.how != "reference":
                continue
            passed_on = event.relation == "accuse" if relation == "accuse" else event.relation == "support"
            meant = event.undergoer if passed_on else event.doer
            if event.relation not in (_DEEDS | {relation}) or {meant.actor.id, meant.principal} & self._speakers:
                continue
            return [meant]
        return []

    def apart(self, found: list[Argument]) -> list[Argument]:
        """Those of ``found`` who are not the one who now speaks."""
        return [a for a in found if not {a.actor.id, a.principal} & self._speakers]

    def last_doer(self, relation: str, word: str = "") -> list[Argument]:
        """Who last did such a thing, by the same word if any: to the one who now speaks of it, if any did."""
        events = self._events.get(relation, [])[-_RECENT:]
        events = [e for e in events if word and e.word == word[:_STEM]] or events
        struck = [event for event in events if event.struck(self._speakers)]
        others = [event for event in events if not event.done_by(self._speakers)]
        last = (struck or others)[-1:]
        if not last:
            return self.apart(self._lone.get(relation, []))
        return [event.doer for event in events if event.act == last[0].act]

    def last_supported(self, doers: list[Argument]) -> list[Argument]:
        """Whom others were last told to stand by, other than the doers."""
        ids = ids_of(doers)
        stood_by = [e.undergoer for e in self._events.get("support", []) if not e.struck(ids)]
        return stood_by[-1:]

    def last_captor(self) -> list[Argument]:
        """Who last seized or attacked anybody, other than who now speaks of it."""
        taken = [e for e in self._last if e.relation in {"assault", "coerce"} and not e.done_by(self._speakers)]
        return list({e.doer.actor.id: e.doer for e in taken if e.act == taken[-1].act}.values())

    def captor(self, held: list[Argument]) -> list[Argument]:
        """Who last seized one of the held."""
        ids = {a.actor.id for a in held}
        taken = [e for e in self._events.get("coerce", []) if e.undergoer.actor.id in ids]
        return [] if not taken or taken[-1].done_by(self._speakers) else [taken[-1].doer]

    def last_actor(self) -> list[Argument]:
        """Who last did anything at all, other than who now speaks of it: whose "move" or "decision" is meant."""
        deeds = (event for event in self._last if event.relation not in _OPINIONS)
        others = [event for event in deeds if not event.done_by(self._speakers)]
        return list({e.doer.actor.id: e.doer for e in others if e.act == others[-1].act}.values())

    def asker(self) -> list[Argument]:
        """Whom a refusal answers: whoever asked something of the one who now speaks."""
        asked = [event for event in self._events.get("request", [])[-_RECENT:] if event.struck(self._speakers)]
        return [event.doer for event in asked if event.act == asked[-1].act]

    def accuser(self) -> list[Argument]:
        """Who is contradicted by "denies it", "rejected the charge": whoever accused the one who now speaks."""
        charges = [event for event in self._events.get("accuse", []) if event.struck(self._speakers)]
        return [event.doer for event in charges if event.act == charges[-1].act]
