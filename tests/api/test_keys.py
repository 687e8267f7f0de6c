"""The file of the keys."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
from our_server import serving

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_damaged_file_of_keys_is_said_and_lets_nobody_in(detente: Run, store: Path) -> None:
    key = detente("keys", "create", "--scope", "write").stdout.splitlines()[-1]
    file = Path(f"{store}.keys.json")
    file.write_text(file.read_text()[:-3])
    assert f"{file} is damaged" in detente("keys", "list", check=1).stderr
    with serving(store) as address:
        answer = httpx.post(f"{address}/sparql/update", data={"update": "CLEAR ALL"}, headers={"X-API-Key": key})
        assert answer.status_code == 500
        assert answer.headers["content-type"] == "application/problem+json"
