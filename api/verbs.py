"""What the verbs of the command share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.api.settings import Settings

if TYPE_CHECKING:
    from detente.graph.library import ClaimGraph

Run = Callable[[argparse.Namespace], int]


@dataclass(frozen=True, slots=True)
class Verbs:
    """Where the modules add their verbs: all take ``--store``."""

    parsers: argparse._SubParsersAction[argparse.ArgumentParser]
    stored: argparse.ArgumentParser
    """Parent of verbs that use the graph."""
    shown: argparse.ArgumentParser
    """Parent of verbs that use it and print as ``--json`` or ``--table`` says."""
    unstored: argparse.ArgumentParser
    """Parent of verbs that only look at documents."""

    @classmethod
    def of(cls, parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> Verbs:
        """The verbs of a command, none yet."""
        stored = store_option()
        shown = argparse.ArgumentParser(add_help=False, parents=[stored])
        form = shown.add_mutually_exclusive_group()
        for name, when in (("json", "JSON, the default when piped"), ("table", "tables, the default on a terminal")):
            form.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=f"print {when}")
        return cls(parsers, stored, shown, store_option("taken as by every command; this one uses no graph"))

    def add(
        self, name: str, run: Run, summary: str, examples: str, parent: argparse.ArgumentParser | None = None
    ) -> argparse.ArgumentParser:
        """The parser of a new verb, under :attr:`shown` or another ``parent``; its help ends with ``examples``, one a
        line.
        """
        lines = "\n".join(f"  {line}" for line in examples.splitlines())
        parser = self.parsers.add_parser(
            name,
            parents=[parent or self.shown],
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=f"examples:\n{lines}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.set_defaults(run=run)
        return parser


def store_option(
    meaning: str = "the graph to use: a folder, or the address of a SPARQL server "
    "(default: $DETENTE_STORE, or the user's data folder)",
) -> argparse.ArgumentParser:
    """A parent of parsers that take ``--store``; ``meaning`` is its help."""
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument("--store", metavar="PATH|URL", default=argparse.SUPPRESS, help=meaning)
    return parent


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Let a verb take the documents to read, and the model to read them with."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="text files, JSON lines (.jsonl), or folders of them"
    )
    parser.add_argument(
        "--model",
        metavar="NAME",
        help="the spaCy pipeline to read with, by its import name, or 'largest' for the largest English one installed "
        "(default: $DETENTE_MODEL, or the small one)",
    )


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings of the environment under the options that were given; raises ``SettingsError``."""
    given = vars(options)
    return Settings.from_environment(
        store=given.get("store"), model=given.get("model"), host=given.get("host"), port=given.get("port")
    )


def opened(options: argparse.Namespace, *, writing: bool = False) -> ClaimGraph:
    """The graph that ``--store`` or the environment names; raises ``StoreError``."""
    from detente.graph import open_graph

    return open_graph(settings_of(options).store, read_only=not writing)
