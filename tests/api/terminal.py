"""What the command prints on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path
from typing import Literal

from our_server import COMMAND

COLUMNS = 120


def on_a_terminal(
    *arguments: str | Path, store: Path, stream: Literal["stdout", "stderr"] = "stdout", check: int = 0
) -> str:
    """What the command prints to ``stream``, a terminal of :data:`COLUMNS`; ``check`` is how it must end."""
    leader, follower = pty.openpty()
    environment = os.environ | {"DETENTE_STORE": str(store), "COLUMNS": str(COLUMNS), "TERM": "xterm"}
    stdout, stderr = (follower if stream == name else subprocess.DEVNULL for name in ("stdout", "stderr"))
    command = [*COMMAND, *map(str, arguments)]
    with subprocess.Popen(command, env=environment, stdout=stdout, stderr=stderr) as process:
        os.close(follower)
        printed = b""
        while piece := _read(leader):
            printed += piece
        os.close(leader)
        assert process.wait(60) == check, printed
    return printed.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""
