"""Claims as they would come from news, made by seed: a few actors in most, wire copies, claimants, dates, denials.

Each document holds one to ten claims in a text of some 150 words, of which the claims' sentences are a part; all
offsets cut out what they should. Actors are those of the catalogue, drawn by a Zipf law over their place in it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Final

from detente.extract.model import Claim, Claimant, Document, Extraction, Mention, Modality, Period, Span
from detente.ontology.actor import Actor
from detente.ontology.catalogue import load_catalogue

SOURCES: Final = ("Example Wire", "Example Herald", "Daily Example", "Example Post", "Radio Example", "Example Online")
WORDS: Final = (
    "talks border convoy river harvest minister report trade port summit envoy drought treaty grain army council vote "
    "ceasefire sanctions pipeline election parliament refugees hospital railway mine dam budget market fleet airspace"
).split()
COPIES: Final = 0.12
"""Share of documents that are copies of an earlier one under another title."""
EXPONENT: Final = 1.0
FREQUENT: Final = (
    ("consult", 24), ("accuse", 13), ("support", 9), ("agree", 7), ("assault", 9), ("coerce", 6), ("request", 6),
    ("cooperate", 5), ("reject", 4), ("threaten", 4), ("aid", 3), ("sanction", 2), ("mobilize", 2), ("concede", 1),
    ("protest", 1), ("retreat", 1), ("alliedWith", 3), ("partnerOf", 3), ("warmingTiesWith", 2), ("coolingTiesWith", 2),
    ("rivalOf", 2), ("enemyOf", 2), ("memberOf", 2), ("affiliateOf", 3), ("recognizes", 1),
)  # fmt: skip
"""How often each type comes, in the order of what PLOVER-coded event data shows: talks first, then accusations."""
FIRST: Final = date(2000, 1, 1).toordinal()
LAST: Final = date(2026, 10, 31).toordinal()


class Generator:
    """Draws documents with their claims; the same seed gives the same."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        actors = sorted(load_catalogue().actors.values(), key=lambda actor: (actor.kind != "State", actor.id))
        self._chance.shuffle(head := actors[:250])
        self._actors: Sequence[Actor] = (*head, *actors[250:])
        self._weights = list(accumulate(1 / (rank + 1) ** EXPONENT for rank in range(len(self._actors))))
        self._relations = [name for name, times in FREQUENT for _ in range(times)]
        self._recent: list[Extraction] = []

    def extractions(self, claims: int) -> Iterator[Extraction]:
        """Documents that hold so many claims between them."""
        while claims > 0:
            extraction = self._extraction()
            claims -= len(extraction.claims)
            yield extraction

    def _extraction(self) -> Extraction:
        if self._recent and self._chance.random() < COPIES:
            return self._copy(self._chance.choice(self._recent))
        extraction = self._fresh()
        self._recent = [*self._recent[-200:], extraction]
        return extraction

    def _copy(self, original: Extraction) -> Extraction:
        """The same story under another publisher, with a line added at its end."""
        old, chance = original.document, self._chance
        text = f"{old.text} {self._filler(8)}"
        document = Document(text, f"{old.title} ({chance.randrange(10**6)})", old.date, chance.choice(SOURCES))
        claims = tuple(_moved(claim, document.key) for claim in original.claims)
        return Extraction(document, claims)

    def _fresh(self) -> Extraction:
        chance = self._chance
        day = date.fromordinal(chance.randint(FIRST, LAST))
        protagonists = chance.choices(self._actors, cum_weights=self._weights, k=4)
        drafts = [self._draft(protagonists) for _ in range(min(10, 1 + int(chance.expovariate(0.25))))]
        parts: list[str] = []
        for sentence, *_ in drafts:
            parts += (self._filler(20), sentence)
        parts.append(self._filler(chance.randint(20, 80)))
        title = f"{protagonists[0].label}: {self._filler(5)}"
        document = Document(
            " ".join(parts), title, day.isoformat(), chance.choice(SOURCES), f"g{chance.getrandbits(64):x}"
        )
        claims, start = [], 0
        for filler, (sentence, subject, relation, object, who) in zip(parts[::2], drafts, strict=False):
            start += len(filler) + 1
            claims.append(self._claim(document, start, sentence, subject, relation, object, who, day))
            start += len(sentence) + 1
        return Extraction(document, tuple(claims))

    def _filler(self, words: int) -> str:
        return " ".join(self._chance.choices(WORDS, k=words)) + "."

    def _draft(self, actors: Sequence[Actor]) -> tuple[str, Actor, str, Actor, Actor | None]:
        subject, object = self._chance.choice(actors[:2]), self._chance.choice(actors)
        if subject is object:
            object = self._actors[0] if subject is not self._actors[0] else self._actors[1]
        relation = self._chance.choice(self._relations)
        who = self._chance.choice(self._actors[:300]) if self._chance.random() < 0.2 else None
        saying = f", {who.label} said" if who else ""
        return (
            f"{subject.label} {relation} {object.label} over the {self._filler(6)[:-1]}{saying}.",
            subject,
            relation,
            object,
            who,
        )

    def _claim(
        self,
        document: Document,
        start: int,
        sentence: str,
        subject: Actor,
        relation: str,
        object: Actor,
        who: Actor | None,
        day: date,
    ) -> Claim:
        chance = self._chance
        issued = day.isoformat()
        behind = start + len(subject.label) + len(relation) + 2
        said = start + len(sentence) - len(" said.") - len(who.label) if who else 0
        modality: Modality = chance.choices(("actual", "planned", "possible"), (80, 12, 8))[0]
        since = (day - timedelta(days=chance.randrange(4000))).isoformat()
        return Claim(
            document=document.key,
            subject=_mention(subject, start, issued),
            relation=relation,
            object=_mention(object, behind, issued),
            quote=sentence,
            span=Span(start, start + len(sentence)),
            negated=chance.random() < 0.06,
            modality=modality,
            claimant=Claimant(who.label, Span(said, said + len(who.label)), who.id, who.principal_on(issued))
            if who
            else None,
            period=Period(since, issued, "range", "since then")
            if chance.random() < 0.3
            else Period(issued, issued, "day"),
            confidence=round(chance.uniform(0.4, 1), 2),
            version="benchmark",
            cue=relation,
            rule=f"{relation}/subject-object",
        )


def _mention(actor: Actor, start: int, day: str) -> Mention:
    principal = actor.principal_on(day)
    return Mention(
        actor.id, actor.label, Span(start, start + len(actor.label)), principal if principal != actor.id else None
    )


def _moved(claim: Claim, document: str) -> Claim:
    fields = {name: getattr(claim, name) for name in Claim.__dataclass_fields__}
    return Claim(**fields | {"document": document})
