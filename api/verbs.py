"""What the verbs of the command share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from detente.api.settings import Settings

if TYPE_CHECKING:
    from detente.graph.library import ClaimGraph

Run = Callable[[argparse.Namespace], int]


def verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    parent: argparse.ArgumentParser,
    name: str,
    run: Run,
    summary: str,
    examples: str,
) -> argparse.ArgumentParser:
    """The parser of a new verb; its help ends with ``examples``, one a line."""
    lines = "\n".join(f"  {line}" for line in examples.splitlines())
    parser = verbs.add_parser(
        name,
        parents=[parent],
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=f"examples:\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings of the environment under the options that were given; raises ``SettingsError``."""
    given = vars(options)
    return Settings.from_environment(store=given.get("store"), host=given.get("host"), port=given.get("port"))


def opened(options: argparse.Namespace, *, writing: bool = False) -> ClaimGraph:
    """The graph that ``--store`` or the environment names; raises ``StoreError``."""
    from detente.graph import open_graph

    return open_graph(settings_of(options).store, read_only=not writing)
