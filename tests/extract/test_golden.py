"""The golden cases keep their floors.

``python tests/extract/test_golden.py`` measures anew, prints every miss and, with ``--write``, sets the floors a little
below what is measured and notes what falls short; without it nothing is written.
"""

from __future__ import annotations

import argparse
import json

import pytest
from detente.extract import Document, Extractor
from detente.extract.output import claim_record
from detente.ontology.catalogue import load_catalogue
from golden import FLOORS, SHORT, Score, agrees, as_document, document_files, golden_files, score_case, score_files

SLACK = 0.04
"""How far below the measure a floor is set: one or two cases of a file."""
WHOLES = ("all", "documents")


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return all_scores(Extractor())


def all_scores(extractor: Extractor) -> dict[str, Score]:
    """The scores of each file, of ``all`` sentences and of ``documents`` as a whole."""
    sentences = score_files(extractor.extract_all, golden_files())
    documents = score_files(extractor.extract_all, document_files())
    return {"all": whole(sentences), **sentences, "documents": whole(documents), **documents}


def whole(scores: dict[str, Score]) -> Score:
    total = Score()
    for score in scores.values():
        total += score
    return total


def floors_for(scores: dict[str, Score]) -> dict[str, dict[str, float]]:
    """Floors a little below the measured scores, by file and for both wholes."""
    return {name: _floor(score, SLACK if name not in WHOLES else SLACK / 4) for name, score in scores.items()}


def _floor(score: Score, slack: float) -> dict[str, float]:
    if not score.gold:
        return {"wrong": score.found + 1}
    return {name: max(0.0, round(value - slack, 2)) for name, value in measures(score).items()}


def measures(score: Score) -> dict[str, float]:
    """The shares that are held to a floor."""
    status = score.status / score.hits if score.hits else 1.0
    return {"precision": score.precision, "recall": score.recall, "status": status}


def shortfalls(scores: dict[str, Score]) -> list[str]:
    """What is missed, wrong or put wrongly in the sentences, without their texts."""
    return [miss.split(" « ")[0] for file in golden_files() for miss in scores[file.stem].misses]


def read_floors() -> dict[str, dict[str, float]]:
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    return floors


@pytest.mark.parametrize("name", [*WHOLES, *(file.stem for file in (*golden_files(), *document_files()))])
def test_floors(name: str, scores: dict[str, Score]) -> None:
    floor, score = read_floors()[name], scores[name]
    listing = "\n".join(["", *(score.misses if name not in WHOLES else [])])
    assert score.found <= floor.get("wrong", score.found), listing
    low = {key: round(value, 3) for key, value in measures(score).items() if value < floor.get(key, 0.0)}
    assert not low, f"{name}: {low} below {floor}{listing}"


def test_no_sentence_falls_short_that_did_not(scores: dict[str, Score]) -> None:
    """Each sentence shows what it was written for, so that no rule can go without a test that says so."""
    known = frozenset(SHORT.read_text("utf-8").splitlines())
    assert not [line for line in shortfalls(scores) if line not in known]


def test_every_file_has_its_floors() -> None:
    assert set(read_floors()) == {*WHOLES, *(file.stem for file in (*golden_files(), *document_files()))}


def test_the_measure_itself() -> None:
    """One right, one in the wrong direction, one missed."""
    case = {
        "id": "x",
        "text": "Russia attacked Ukraine.",
        "gold": [
            {"subject": ["Russia"], "relation": "assault", "object": ["Ukraine"]},
            {"subject": ["Ukraine"], "relation": "accuse", "object": ["Russia"]},
        ],
    }
    score = score_case(case, Extractor().extract(as_document(case)))
    assert (score.hits, score.gold, score.found, score.status) == (1, 2, 1, 1)
    case["gold"] = [{"subject": ["Ukraine"], "relation": "assault", "object": ["Russia"]}]
    score = score_case(case, Extractor().extract(as_document(case)))
    assert (score.hits, score.gold, score.found) == (0, 1, 1)


def test_undirected_types_match_either_way_and_principals_count() -> None:
    (extraction,) = Extractor().extract_all([Document("Vladimir Putin met with Xi Jinping.", date="2023-03-20")])
    record = claim_record(extraction.claims[0], extraction, load_catalogue())
    assert agrees({"subject": ["China"], "relation": "consult", "object": ["Putin"]}, record)
    assert not agrees({"subject": ["China"], "relation": "consult", "object": ["Iran"]}, record)
    assert not agrees({"subject": ["China"], "relation": "aid", "object": ["Putin"]}, record)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the golden cases.")
    parser.add_argument(
        "--write",
        action="store_true",
        help=f"set {FLOORS.name} a little below what is measured, and {SHORT.name} to what falls short",
    )
    parser.add_argument("--model", help="spaCy pipeline to use")
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was wrong")
    options = parser.parse_args()
    scores = all_scores(Extractor(options.model))
    for name, score in scores.items():
        if options.misses and name not in WHOLES:
            print(*score.misses, sep="\n")
        status, dated = score.status / max(score.hits, 1), score.periods / max(score.dated, 1)
        print(
            f"{name:16} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}  status {status:.3f}"
            f"  ({score.hits} of {score.gold}, {score.found} found)" + (f"  period {dated:.3f}" if score.dated else "")
        )
    if options.write:
        FLOORS.write_text(json.dumps(floors_for(scores), indent=1) + "\n", "utf-8")
        SHORT.write_text("".join(f"{line}\n" for line in shortfalls(scores)), "utf-8")


if __name__ == "__main__":
    main()
