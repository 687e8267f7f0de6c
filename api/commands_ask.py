"""The verbs that ask the graph: actors, relations, pair, query, export, stats."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from detente.api.output import ROW_FORMS, TRIPLE_FORMS, Output
from detente.api.verbs import Verbs, opened

if TYPE_CHECKING:
    from detente.graph.views import ClaimView, TieView

STANDINGS = ("affirmed", "contested", "denied", "attributed", "onlyPlanned", "onlyPossible")
TIE_COLUMNS = ("subject", "relation", "object", "standing", "claims", "origins", "first", "last")


def add_verbs(verbs: Verbs) -> None:
    """Add the parsers of this module's verbs."""
    actors = verbs.add(
        "actors", run_actors, "find actors by name", "detente actors taliban\ndetente actors 'islamic state' --limit 5"
    )
    actors.add_argument("query", metavar="QUERY", help="a name or part of one, in any case")
    actors.add_argument("--limit", type=_count, default=20, metavar="N", help="show at most N (default: 20)")

    relations = verbs.add(
        "relations", run_relations, "show an actor's ties",
        "detente relations taliban\ndetente relations russia --type accuse --since 2022\n"
        "detente relations Iran --with Israel --polarity=-",
    )  # fmt: skip
    relations.add_argument("actor", metavar="ACTOR", help="id, IRI or name")
    relations.add_argument("--type", metavar="TYPE", help="only this relation type: accuse, alliedWith, …")
    relations.add_argument("--polarity", metavar="+|0|-", help="only this polarity (write --polarity=-)")
    relations.add_argument("--with", dest="other", metavar="ACTOR", help="only with this actor")
    relations.add_argument("--since", metavar="DATE", help="only with a date on or after this year, month or day")
    relations.add_argument("--until", metavar="DATE", help="only with a date on or before this year, month or day")
    relations.add_argument("--standing", choices=STANDINGS, help="only of this standing")
    relations.add_argument("--limit", type=_count, metavar="N", help="show at most N (default: all)")
    relations.add_argument("--offset", type=_count, default=0, metavar="N", help="pass over the first N")

    pair = verbs.add("pair", run_pair, "show all ties and claims between two actors", "detente pair russia ukraine")
    pair.add_argument("a", metavar="A", help="an actor: id, IRI or name")
    pair.add_argument("b", metavar="B", help="the other")
    pair.add_argument(
        "--limit", type=_count, default=50, metavar="N", help="show at most N claims, newest first (default: 50)"
    )

    query = verbs.add(
        "query", run_query, "ask in SPARQL",
        "detente query 'SELECT ?who { ?who det:enemyOf actor:taliban }'\ndetente query @question.rq --format csv\n"
        "detente query - < question.rq",
        verbs.stored,
    )  # fmt: skip
    query.add_argument("sparql", metavar="SPARQL", help="the query; @FILE reads it from a file, - from standard input")
    query.add_argument(
        "--format",
        choices=(*ROW_FORMS, *TRIPLE_FORMS),
        help="default: a table on a terminal, else JSON or Turtle, as fits the query",
    )

    export = verbs.add(
        "export", run_export, "write the graph for other programs",
        "detente export graphml -o ties.graphml\ndetente export graphml --grain claim > claims.graphml",
        verbs.stored,
    )  # fmt: skip
    export.add_argument("format", choices=("graphml",), metavar="FORMAT", help="graphml: for Gephi, networkx, igraph")
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write (default: standard output)")
    export.add_argument(
        "--grain", choices=("tie", "claim"), default="tie", help="what an edge stands for (default: tie)"
    )

    verbs.add("stats", run_stats, "count what the graph holds", "detente stats")


def run_actors(options: argparse.Namespace) -> int:
    """``actors QUERY``"""
    with opened(options) as graph:
        found = graph.find_actors(options.query, options.limit)
    rows = [(actor.id, actor.label, actor.kind, ", ".join(actor.names[:4])) for actor in found]
    Output.choose(options.form).either(found, ("id", "label", "kind", "also known as"), rows)
    return 0


def run_relations(options: argparse.Namespace) -> int:
    """``relations ACTOR``"""
    from detente.api.filters import TieFilter

    chosen = TieFilter.parse(
        options.type, options.polarity, options.other, options.since, options.until, options.standing
    )
    with opened(options) as graph:
        ties = chosen.ties(graph, options.actor, options.limit, options.offset)
    Output.choose(options.form).either(ties, TIE_COLUMNS, tie_rows(ties))
    return 0


def run_pair(options: argparse.Namespace) -> int:
    """``pair A B``"""
    with opened(options) as graph:
        pair = graph.pair(options.a, options.b, limit=options.limit)
    output = Output.choose(options.form)
    if output.json:
        output.value(pair)
        return 0
    output.table(TIE_COLUMNS, tie_rows(pair.ties))
    output.table(("date", "claim", "status", "words", "source"), claim_rows(pair.claims))
    if pair.claim_count > len(pair.claims):
        output.text(f"{pair.claim_count - len(pair.claims)} older claims are not shown; --limit shows more")
    return 0


def run_query(options: argparse.Namespace) -> int:
    """``query SPARQL``"""
    from detente.api.command_query import answer

    with opened(options) as graph:
        answer(graph, _text_of(options.sparql), options.format, sys.stdout)
    return 0


def run_export(options: argparse.Namespace) -> int:
    """``export FORMAT``"""
    with opened(options) as graph:
        if options.output is None:
            graph.write_graphml(sys.stdout.buffer, options.grain)
            return 0
        with options.output.open("wb") as stream:
            edges = graph.write_graphml(stream, options.grain)
    sys.stderr.write(f"{edges} edges written to {options.output}\n")
    return 0


def run_stats(options: argparse.Namespace) -> int:
    """``stats``"""
    with opened(options) as graph:
        stats = graph.stats()
    rows = [(name, getattr(stats, name)) for name in ("documents", "origins", "claims", "ties")]
    rows += [(f"… {standing}", count) for standing, count in stats.standings.items() if count]
    rows += [("actors", stats.actors), ("… not in the catalogue", stats.minted)]
    Output.choose(options.form).either(stats, ("", "count"), rows)
    return 0


def tie_rows(ties: Iterable[TieView]) -> list[Sequence[object]]:
    """Rows under :data:`TIE_COLUMNS`."""
    return [
        (
            tie.subject.label,
            tie.relation,
            tie.object.label,
            tie.standing,
            tie.claim_count,
            tie.origin_count,
            tie.first_date,
            tie.last_date,
        )
        for tie in ties
    ]


def claim_rows(claims: Iterable[ClaimView]) -> list[Sequence[object]]:
    """Rows of date, claim, status, words and source."""
    return [
        (
            claim.date,
            f"{claim.subject.actor.label} {claim.relation} {claim.object.actor.label}",
            status(claim),
            claim.quote,
            claim.document.source or claim.document.title,
        )
        for claim in claims
    ]


def status(claim: ClaimView) -> str:
    """How a claim is meant: ``not``, ``planned``, ``possible``, ``says Putin``; empty where it is a plain statement."""
    words = ["not"] if claim.negated else []
    words += [claim.modality] if claim.modality != "actual" else []
    words += [f"says {claim.claimant.text}"] if claim.claimant else []
    return ", ".join(words)


def _text_of(argument: str) -> str:
    if argument == "-":
        return sys.stdin.read()
    return Path(argument[1:]).read_text("utf-8") if argument.startswith("@") else argument


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number, 0 or more")
    return int(text)
