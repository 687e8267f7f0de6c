"""The process that reads documents for the server."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from our_server import COMMAND

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_it_ends_with_the_server(detente: Run, store: Path, how: signal.Signals) -> None:
    key = detente("keys", "create", "--scope", "write").stdout.split()[-1]
    command = [*COMMAND, "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as server:
        assert server.stderr is not None
        found = re.search(r"http://\S+", server.stderr.readline())
        assert found
        sent = {"text": "Russia threatened Ukraine."}
        answer = httpx.post(f"{found[0]}/v1/documents", json=sent, headers={"X-API-Key": key}, timeout=60)
        assert answer.status_code == 201
        server.send_signal(how)
        server.communicate(timeout=20)  # standard error ends when all that share it have ended
