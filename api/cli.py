"""The ``detente`` command.

Exit codes: 0 done; 1 an error, said on standard error; 2 wrong usage; 3 no such actor, claim or document; 4 a name that
several actors bear; 5 some of the input could not be read (the rest was); 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from detente.api import command_explain, commands_ask, commands_feed, commands_keys, commands_serve
from detente.api.output import complain
from detente.api.verbs import Verbs, store_option
from detente.ontology.errors import DetenteError

EXIT_CODES = """exit codes:
  0 done   1 error   2 wrong usage   3 no such actor, claim or document
  4 a name that several actors bear   5 some of the input could not be read (the rest was)"""

EXAMPLES = """examples:
  detente ingest examples/                     read documents into the graph
  detente relations taliban                    an actor's ties
  detente relations russia --type accuse       … of one type
  detente pair russia ukraine                  everything between two actors, with the words that say so
  detente query 'SELECT ?who { ?who det:enemyOf actor:taliban }'
  detente export graphml -o graph.graphml      for Gephi
  detente serve                                http://127.0.0.1:8000"""


class ShowVersion(argparse.Action):
    """``--version``: looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"detente {version('detente')}")
        parser.exit()


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command; each verb's parser sets ``run``."""
    parser = argparse.ArgumentParser(
        prog="detente",
        description="A graph of who stands how with whom in international politics, since when, and who says so.",
        epilog=f"{EXAMPLES}\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[store_option()],
    )
    parser.add_argument("--version", action=ShowVersion, nargs=0, help="print the version and exit")
    verbs = Verbs.of(parser.add_subparsers(title="commands", metavar="COMMAND", required=True))
    for module in (commands_feed, command_explain, commands_ask, commands_keys, commands_serve):
        module.add_verbs(verbs)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line ``arguments`` (default: the process's own); the exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except DetenteError as error:
        complain(str(error))
        return exit_code(error)
    except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
        complain(f"{error.strerror}: {error.filename}")
        return 1
    except BrokenPipeError:  # the reader has gone, and wants no more; the interpreter's last flush must not fail either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def exit_code(error: DetenteError) -> int:
    """The exit code that stands for ``error``; see the module's docstring."""
    from detente.graph.errors import AmbiguousName, NotFound

    if isinstance(error, NotFound):
        return 3
    return 4 if isinstance(error, AmbiguousName) else 1


if __name__ == "__main__":
    sys.exit(main())
