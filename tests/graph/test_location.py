"""Where a store is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from detente.graph import StoreError
from detente.graph.location import open_store


@pytest.mark.parametrize("address", ["http://me:secret@127.0.0.1:7878", "https://secret@example.org/sparql"])
def test_an_address_with_a_password_is_refused_and_not_shown(address: str) -> None:
    with pytest.raises(StoreError, match="DETENTE_STORE_PASSWORD") as caught:
        open_store(address)
    assert "secret" not in str(caught.value)


def test_reading_where_there_is_no_store_says_what_makes_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="detente ingest"):
        open_store(tmp_path / "nothing", read_only=True)
