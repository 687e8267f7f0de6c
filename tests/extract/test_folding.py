"""Folding keeps offsets."""

from __future__ import annotations

import pytest
from detente.extract.folding import fold
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Łukasz Ørsted Đilas", "Lukasz Orsted Dilas"),
        ("non‑aligned – “bloc”", 'non-aligned - "bloc"'),
        ("Nguyễn Phú Trọng", "Nguyen Phu Trong"),
        ("Москва 北京", "Москва 北京"),
        ("Straße Æthelred", "Straße Æthelred"),
    ],
)
def test_plain_forms(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_one_character_for_one(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_white_space_stays_white_space(text: str) -> None:
    assert [c.isspace() for c in fold(text)] == [c.isspace() for c in text]
