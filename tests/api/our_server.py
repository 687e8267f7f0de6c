"""Our server as a process, for tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMMAND = [sys.executable, "-m", "detente.api.cli"]


@contextmanager
def serving(store: Path | str, **environment: str) -> Iterator[str]:
    """The address of a server process over ``store``, ended afterwards."""
    command = [*COMMAND, "serve", "--port", "0", "--store", str(store)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | environment)
    assert server.stderr is not None
    try:
        said = server.stderr.readline()
        found = re.search(r"http://\S+", said)
        assert found, said + server.stderr.read()
        yield found[0]
    finally:
        server.terminate()
        server.communicate(timeout=20)
