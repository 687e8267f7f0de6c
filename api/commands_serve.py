"""The verbs that open the doors: serve and demo."""

from __future__ import annotations

import argparse
import socket
from importlib.resources import files
from pathlib import Path

from detente.api.errors import CannotListen, SettingsError
from detente.api.output import Output, complain
from detente.api.settings import Settings
from detente.api.verbs import Verbs, opened, settings_of


def add_verbs(verbs: Verbs) -> None:
    """Add the parsers of this module's verbs."""
    serve = verbs.add(
        "serve", run_serve, "serve the graph over HTTP: REST, SPARQL, GraphML, a page",
        "detente serve\ndetente serve --port 8080",
        verbs.stored,
    )  # fmt: skip
    _add_address(serve)
    demo = verbs.add(
        "demo", run_demo, "read the example documents, show what they say, and serve the graph",
        "detente demo\ndetente demo --no-serve",
    )  # fmt: skip
    _add_address(demo)
    demo.add_argument("--no-serve", dest="serve", action="store_false", help="stop after the table")
    demo.add_argument(
        "--examples", type=Path, metavar="FOLDER", help="the documents (default: those that come with Détente)"
    )


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", metavar="ADDRESS", help="address to listen on (default: 127.0.0.1, this machine only)"
    )
    parser.add_argument("--port", type=int, metavar="N", help="port to listen on (default: 8000; 0: any free one)")


def run_serve(options: argparse.Namespace) -> int:
    """``serve``"""
    return serve(settings_of(options))


def run_demo(options: argparse.Namespace) -> int:
    """``demo``"""
    from detente.api.command_query import show_rows
    from detente.api.commands_feed import ingest

    code = ingest([examples(options.examples)], options)
    with opened(options) as graph:
        stats = graph.stats()
        output = Output.choose(options.form)
        if output.json:
            output.value(stats)
        else:
            show_rows(
                graph.query(TOP_TIES),
                output,
                f"{stats.claims} claims in {stats.documents} documents make {stats.ties} ties; the strongest:",
            )
    return serve(settings_of(options)) if options.serve and not code else code


def examples(folder: Path | None) -> Path:
    """The folder of the example documents: that one, or the installed one; raises :class:`SettingsError`."""
    if folder is None:
        try:
            return Path(str(files("detente.examples")))
        except ModuleNotFoundError:
            advice = "install Détente anew, or name a folder of documents by --examples"
            raise SettingsError(f"the examples are not installed; {advice}") from None
    if not folder.is_dir():
        advice = "name one, or leave --examples out to read those that come with Détente"
        raise SettingsError(f"--examples is {str(folder)!r}, which is no folder; {advice}")
    return folder


PATIENCE = 3
"""Seconds that answers under way are given when the server is told to stop: a client may never read its own."""
TOP_TIES = """
SELECT ?subject ?relation ?object ?standing ?claims ?origins ?first ?last {
  ?tie a det:Tie ; det:subject/skos:prefLabel ?subject ; det:relation ?type ; det:object/skos:prefLabel ?object ;
    det:standing ?stands ; det:claimCount ?claims ; det:originCount ?origins .
  OPTIONAL { ?tie det:firstDate ?first } OPTIONAL { ?tie det:lastDate ?last }
  BIND(STRAFTER(STR(?type), "#") AS ?relation) BIND(STRAFTER(STR(?stands), "#") AS ?standing)
} ORDER BY DESC(?origins) DESC(?claims) ?subject ?relation ?object LIMIT 15"""


def serve(settings: Settings) -> int:
    """Serve until interrupted.

    Raises what opening the graph raises, and :class:`CannotListen`, before anything is served.
    """
    import uvicorn
    from detente.api.app import create_app
    from detente.api.lending import LendingProtocol
    from detente.graph import open_graph

    with open_graph(settings.store) as graph, listening(settings.host, settings.port) as sock:
        server = uvicorn.Server(
            uvicorn.Config(
                create_app(settings, graph),
                http=LendingProtocol,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=PATIENCE,
            )
        )
        host, port = sock.getsockname()[:2]
        complain(f"serving on http://{f'[{host}]' if ':' in host else host}:{port} (Ctrl+C stops it)")
        server.run(sockets=[sock])
    return 0


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to that address; raises :class:`CannotListen`."""
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        advice = "choose another by --host or --port"
        raise CannotListen(f"cannot listen on {host} port {port}: {error.strerror}; {advice}") from None
    # Else each answer waits 40 ms for the client's acknowledgement; what is accepted inherits it.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
