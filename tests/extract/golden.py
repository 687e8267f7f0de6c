"""Scoring against the golden cases: names must overlap, types agree; undirected types in either order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detente.extract.model import Claim, Document, Extraction
from detente.extract.output import claim_record
from detente.ontology.catalogue import load_catalogue
from detente.ontology.relations import load_relations

FOLDER = Path(__file__).parent.parent / "golden"
FLOORS = FOLDER / "floors.json"
SHORT = FOLDER / "short.txt"
"""What the packaged model is known to miss, to find wrongly or to put wrongly in the sentences, one a line."""


@dataclass(slots=True)
class Score:
    """Counts over distinct (subject, type, object) triples."""

    hits: int = 0
    gold: int = 0
    found: int = 0
    status: int = 0
    """Hits with the right negation, modality and claimant."""
    periods: int = 0
    """Hits with the right period, of those whose case gives one."""
    dated: int = 0
    misses: list[str] = field(default_factory=list)
    """Each relation missed or wrongly found, to be read."""

    def __iadd__(self, other: Score) -> Score:
        for name in ("hits", "gold", "found", "status", "periods", "dated", "misses"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    @property
    def precision(self) -> float:
        """Hits of what was found; 1 where nothing was."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Hits of what there is; 1 where there is nothing."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.hits / (self.found + self.gold) if self.found + self.gold else 1.0


def golden_files() -> list[Path]:
    """The files of sentence-sized cases, in name order."""
    return sorted(FOLDER.glob("*.jsonl"))


def document_files() -> list[Path]:
    """The files of whole documents with their relations, in name order."""
    return sorted((FOLDER / "documents").glob("*.jsonl"))


def read_cases(file: Path) -> list[dict[str, Any]]:
    """The cases of one file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def as_document(case: Mapping[str, Any]) -> Document:
    """A case's text as the extractor gets it."""
    return Document(case["text"], case.get("title", ""), case.get("date"), case.get("source"), case["id"])


def normal(name: str) -> str:
    """A name as it is compared: without case, punctuation, genitive and article."""
    name = re.sub(r"[’'`]s?\b", "", name.casefold())
    return re.sub(r"^(the|a|an) ", "", re.sub(r"[^\w]+", " ", name).strip())


def names_of(actor: Mapping[str, Any]) -> frozenset[str]:
    """All names under which an actor record may match: its own and its principal's."""
    above = actor["principal"] or {"label": "", "aliases": []}
    return frozenset(
        map(
            normal,
            filter(None, (actor["label"], actor["mention"], *actor["aliases"], above["label"], *above["aliases"])),
        )
    )


def agrees(gold: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether a claim's record is what a golden relation says, at the level of types."""
    if record["relation"] not in {gold["relation"], *gold.get("alternatives", ())}:
        return False
    subject, obj = frozenset(map(normal, gold["subject"])), frozenset(map(normal, gold["object"]))
    straight = subject & names_of(record["subject"]) and obj & names_of(record["object"])
    swapped = subject & names_of(record["object"]) and obj & names_of(record["subject"])
    return bool(straight or (swapped and not load_relations()[record["relation"]].directed))


def matches(case: Mapping[str, Any], extraction: Extraction) -> Iterator[tuple[Claim, Mapping[str, Any] | None]]:
    """Each claim with the golden relation that it is, optional ones included; None where it is wrong."""
    free = list(case["gold"])
    for claim in extraction.claims:
        record = claim_record(claim, extraction, load_catalogue())
        found = next((g for g in free if agrees(g, record)), None) or next(
            (g for g in case["gold"] if agrees(g, record)), None
        )
        if found in free:
            free.remove(found)
        yield claim, found


def score_case(case: Mapping[str, Any], extraction: Extraction) -> Score:
    """One case's counts; a relation found twice counts once, an optional one not at all."""
    sure = [gold for gold in case["gold"] if not gold.get("optional")]
    score = Score(gold=len(sure))
    taken: list[Mapping[str, Any]] = []
    wrong: set[tuple[str, str, str]] = set()
    for claim, gold in matches(case, extraction):
        if gold is None:
            triple = (claim.subject.actor, claim.relation, claim.object.actor)
            if triple not in wrong:
                wrong.add(triple)
                score.misses.append(f"wrong  {case['id']}: {' '.join(triple)} by {claim.rule} « {case['text']} »")
        elif gold in sure and gold not in taken:
            taken.append(gold)
            _tally(score, case, gold, claim, extraction)
    score.hits, score.found = len(taken), len(taken) + len(wrong)
    score.misses += [f"missed {case['id']}: {_relation(g)} « {case['text']} »" for g in sure if g not in taken]
    return score


def _relation(gold: Mapping[str, Any]) -> str:
    return f"{gold['subject'][0]} {gold['relation']} {gold['object'][0]}"


def _tally(
    score: Score, case: Mapping[str, Any], gold: Mapping[str, Any], claim: Claim, extraction: Extraction
) -> None:
    record = claim_record(claim, extraction, load_catalogue())
    said, by = gold.get("attributed_to"), record["attributed_to"]
    attributed = bool(frozenset(map(normal, said)) & names_of(by)) if said and by else not said and not by
    status = (gold.get("negated", False), gold.get("modality", "actual"))
    right = attributed and status == (claim.negated, claim.modality)
    score.status += right
    if not right:
        score.misses.append(f"status {case['id']}: {_relation(gold)} « {case['text']} »")
    if "period" in gold:
        score.dated += 1
        wanted, found = gold["period"], claim.period
        score.periods += found is not None and (found.start, found.end) == (wanted["start"], wanted["end"])


def score_files(
    extract_all: Callable[[Iterable[Document]], Iterator[Extraction]], files: Iterable[Path]
) -> dict[str, Score]:
    """The score of each file, by its name without suffix."""
    scores: dict[str, Score] = {}
    for file in files:
        score, cases = Score(), read_cases(file)
        for case, extraction in zip(cases, extract_all(map(as_document, cases)), strict=True):
            score += score_case(case, extraction)
        scores[file.stem] = score
    return scores
