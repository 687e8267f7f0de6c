"""The golden cases are well formed: what they say can be checked against their own text and the vocabulary."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from detente.ontology.relations import load_relations

FOLDER = Path(__file__).parent.parent / "golden"
FILES = sorted(FOLDER.glob("*.jsonl"))
PHENOMENA = {"negation", "modality", "attribution", "references", "actors", "time", "none", "headlines"}
CASE_KEYS = {"id", "text", "date", "construction", "gold"}
NEEDED = {"subject", "relation", "object", "evidence"}
CHOSEN = {"negated", "modality", "attributed_to", "alternatives", "optional", "period"}

DOCUMENT_KEYS = {"id", "title", "date", "source", "text", "gold"}

Case = dict[str, Any]


def read(path: Path) -> list[Case]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


SENTENCES = {path.stem: read(path) for path in FILES}
DOCUMENTS = {path.stem: read(path) for path in sorted((FOLDER / "documents").glob("*.jsonl"))}
CASES = SENTENCES | DOCUMENTS
every_file = pytest.mark.parametrize("name", CASES)
ALL = [case for cases in SENTENCES.values() for case in cases]
GOLD = [gold for case in ALL for gold in case["gold"]]


def file_of(relation: str) -> str:
    """``warmingTiesWith`` → ``warming-ties``, ``memberOf`` → ``member-of``."""
    words = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in relation)
    return words.replace("-ties-with", "-ties")


def stands_in(names: list[str], text: str) -> bool:
    return any(name.casefold() in text.casefold() for name in names)


def gold_of(name: str) -> Iterator[tuple[str, Case]]:
    """Every gold relation of a file, with the id of its case."""
    return ((case["id"], gold) for case in CASES[name] for gold in case["gold"])


@every_file
def test_ids_follow_the_file_and_its_order(name: str) -> None:
    numbers = range(1, len(CASES[name]) + 1)
    assert [case["id"] for case in CASES[name]] == [f"{name}-{number:03d}" for number in numbers]


@every_file
def test_cases_are_complete(name: str) -> None:
    for case in CASES[name]:
        assert set(case) == (DOCUMENT_KEYS if name in DOCUMENTS else CASE_KEYS), case["id"]
        assert case["text"] == case["text"].strip() != "", case["id"]
        assert case.get("construction", "a document"), case["id"]
        datetime.date.fromisoformat(case["date"])


@every_file
def test_gold_keeps_to_the_format(name: str) -> None:
    relations = load_relations()
    for where, gold in gold_of(name):
        assert NEEDED <= set(gold) <= NEEDED | CHOSEN, where
        types = [gold["relation"], *gold.get("alternatives", [])]
        assert set(types) <= set(relations), where
        assert len(types) == len(set(types)), where
        assert gold.get("modality", "planned") in {"planned", "possible"}, where
        assert gold.get("negated", True) is gold.get("optional", True) is True, f"{where}: false is left out"


@every_file
def test_gold_rests_on_the_text(name: str) -> None:
    for case in CASES[name]:
        text, where = case["text"], case["id"]
        for gold in case["gold"]:
            assert gold["evidence"].strip() != "", where
            assert gold["evidence"] in text, where
            assert gold["subject"][0] != gold["object"][0], where
            headed = f"{case.get('title', '')} {case.get('source', '')} {text}"
            assert stands_in(gold.get("attributed_to", [text]), headed), where
            if name in SENTENCES:
                assert not set(gold["subject"]) & set(gold["object"]), where
            if name in SENTENCES and not gold.get("optional"):
                assert stands_in(gold["subject"], text), where
                assert stands_in(gold["object"], text), where


@every_file
def test_no_relation_is_written_twice(name: str) -> None:
    relations = load_relations()
    seen: Counter[tuple[object, ...]] = Counter()
    for where, gold in gold_of(name):
        pair = (gold["subject"][0], gold["object"][0])
        ends = pair if relations[gold["relation"]].directed else tuple(sorted(pair))
        seen[(where, gold["relation"], ends)] += 1
    assert [key for key, count in seen.items() if count > 1] == []


@every_file
def test_periods_run_forward(name: str) -> None:
    for where, gold in gold_of(name):
        if "period" in gold:
            days = [gold["period"][side] for side in ("start", "end") if gold["period"][side]]
            assert days, where
            assert days == sorted(days), where
            assert all(datetime.date.fromisoformat(day) for day in days), where


def test_texts_are_unique() -> None:
    assert [text for text, count in Counter(case["text"] for case in ALL).items() if count > 1] == []


def test_every_relation_type_has_its_file_and_twenty_cases() -> None:
    wanted = {file_of(relation): relation for relation in load_relations()}
    assert set(SENTENCES) == set(wanted) | PHENOMENA
    for name, relation in wanted.items():
        shown = {
            where for where, gold in gold_of(name) if relation in {gold["relation"], *gold.get("alternatives", [])}
        }
        assert len(shown) >= 20, f"{name}.jsonl shows {relation}"


def test_there_are_enough_of_each_kind() -> None:
    sure = [gold for gold in GOLD if not gold.get("optional")]
    assert len(ALL) >= 650
    assert sum(gold.get("negated", False) for gold in sure) >= 25
    assert sum(gold.get("modality") == "planned" for gold in sure) >= 25
    assert sum(gold.get("modality") == "possible" for gold in sure) >= 15
    assert sum("attributed_to" in gold for gold in sure) >= 50
    assert sum("period" in gold for gold in sure) >= 25


def test_documents_are_many_and_show_every_type() -> None:
    assert sum(map(len, DOCUMENTS.values())) >= 400
    shown = {gold["relation"] for cases in DOCUMENTS.values() for case in cases for gold in case["gold"]}
    assert shown == set(load_relations())


def test_texts_of_documents_are_unique() -> None:
    texts = [case["text"] for cases in DOCUMENTS.values() for case in cases]
    assert len(set(texts)) == len(texts)


def test_sentences_without_a_relation_have_none() -> None:
    assert len(CASES["none"]) >= 60
    assert all(case["gold"] == [] for case in CASES["none"])
