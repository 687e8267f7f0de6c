"""Keys and meaning of claims."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from detente.extract.model import Claim, Claimant, Document, Extraction, Mention, Span

DOCUMENT = Document("Iran warned Israel.", "Warning", "2024-03-26", "Example Wire", "w1")
CLAIM = Claim(
    DOCUMENT.key,
    Mention("iran", "Iran", Span(0, 4)),
    "threaten",
    Mention("israel", "Israel", Span(12, 18)),
    DOCUMENT.text,
    Span(0, 19),
)


def test_keys_are_the_same_in_every_run_and_version() -> None:
    assert DOCUMENT.key == "411e4a8ee1fbd04fb7b7a03d399c910d"
    assert CLAIM.key == "452103a1ba185de5dffb6abff0572069"


def test_a_documents_key_is_of_its_content_not_of_its_id() -> None:
    assert replace(DOCUMENT, id="other", metadata={"a": 1}).key == DOCUMENT.key
    changes: list[dict[str, Any]] = [{"text": "Iran."}, {"title": "x"}, {"date": None}, {"source": "Herald"}]
    for change in changes:
        assert replace(DOCUMENT, **change).key != DOCUMENT.key


def test_a_claims_key_outlives_a_better_reading_of_its_status() -> None:
    other = replace(
        CLAIM, negated=True, modality="possible", confidence=0.1, version="9", cue="x", rule="y", period=None
    )
    assert other.key == CLAIM.key
    changes: list[dict[str, Any]] = [
        {"relation": "accuse"},
        {"span": Span(1, 19)},
        {"document": "d"},
        {"subject": Mention("iraq", "Iran", Span(0, 4))},
        {"object": Mention("israel", "Israel", Span(13, 18))},
    ]
    for change in changes:
        assert replace(CLAIM, **change).key != CLAIM.key


@pytest.mark.parametrize(
    ("change", "affirms"),
    [
        ({}, True),
        ({"negated": True}, False),
        ({"modality": "planned"}, False),
        ({"claimant": Claimant("experts", Span(0, 1))}, False),
    ],
)
def test_only_the_narrators_plain_word_affirms(change: dict[str, Any], affirms: bool) -> None:
    assert replace(CLAIM, **change).affirms is affirms


def test_results_are_values() -> None:
    assert Extraction(DOCUMENT, (CLAIM,)) == Extraction(DOCUMENT, (replace(CLAIM),))
    assert hash(CLAIM) == hash(replace(CLAIM))
    assert sorted([Span(3, 4), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(3, 4)]
