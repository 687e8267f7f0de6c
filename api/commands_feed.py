"""The verbs that fill and empty the graph, and the one that only shows what would go in: ingest, remove, extract."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from detente.api.output import Output
from detente.api.verbs import Verbs, add_paths, opened, settings_of

if TYPE_CHECKING:
    from detente.extract.model import Extraction

PARTLY = 5
"""Exit code: some of the input could not be read; the rest was."""


def add_verbs(verbs: Verbs) -> None:
    """Add the parsers of this module's verbs."""
    ingest_ = verbs.add(
        "ingest", run_ingest, "read documents into the graph",
        "detente ingest news/\ndetente ingest brief.txt archive.jsonl",
    )  # fmt: skip
    add_paths(ingest_)
    extract = verbs.add(
        "extract", run_extract, "show the claims that documents make, without keeping them",
        "detente extract brief.txt\ndetente extract --format jsonl archive.jsonl > claims.jsonl",
        verbs.unstored,
    )  # fmt: skip
    add_paths(extract)
    extract.add_argument(
        "--format", choices=("jsonl", "text"), help="jsonl: a claim a line; text: to read (the default on a terminal)"
    )
    remove = verbs.add(
        "remove", run_remove, "take a document and its claims out of the graph", "detente remove brief-12"
    )
    remove.add_argument("document", metavar="DOC", help="the document's key, IRI or own id")


def run_ingest(options: argparse.Namespace) -> int:
    """``ingest PATH…``"""
    return ingest(options.paths, options)


def ingest(paths: Sequence[Path], options: argparse.Namespace) -> int:
    """Read the documents of ``paths`` into the graph and print what came of it; the exit code.

    What can't be read is said on standard error, by file and line; what can is kept, each document whole.
    """
    from detente.api.intake import Feed
    from detente.api.progress import shown_progress

    feed = Feed(paths, settings_of(options).model)
    with opened(options, writing=True) as graph, shown_progress("Reading", feed.size()) as advance:
        feed.into(graph, advance)
    tally = feed.tally()
    output = Output.choose(options.form)
    if output.json and options.run is run_ingest:
        output.value(tally)
    else:
        output.text(str(tally)) if not output.json else sys.stderr.write(f"{tally}\n")
    return PARTLY if tally.failed else 0


def run_extract(options: argparse.Namespace) -> int:
    """``extract FILE…``"""
    from detente.api.intake import Feed

    feed = Feed(options.paths, settings_of(options).model)
    form = options.format or ("text" if sys.stdout.isatty() else "jsonl")
    for extraction in feed.extractions():
        (print_lines if form == "jsonl" else print_text)(extraction)
    return PARTLY if feed.tally().failed else 0


def print_lines(extraction: Extraction) -> None:
    """Print each claim as a line of JSON, in the form that the scorer of the gold sets reads."""
    from detente.extract.output import claim_record
    from detente.ontology.catalogue import load_catalogue

    output = Output(sys.stdout, json=True)
    for claim in extraction.claims:
        output.line(claim_record(claim, extraction, load_catalogue()))


def print_text(extraction: Extraction) -> None:
    """Print the document's title and, for each claim, what it says, how it is meant, and the words."""
    output = Output(sys.stdout, json=False)
    output.text(extraction.document.title or extraction.document.id or extraction.document.key)
    for claim in extraction.claims:
        meant: Iterable[str | None] = (
            "not" if claim.negated else None,
            claim.modality if claim.modality != "actual" else None,
            f"says {claim.claimant.text}" if claim.claimant else None,
            claim.period.text if claim.period else None,
        )
        how = ", ".join(word for word in meant if word)
        output.text(
            f"  {claim.subject.actor} {claim.relation} {claim.object.actor}{f' ({how})' if how else ''}",
            f"    “{claim.quote}”",
        )


def run_remove(options: argparse.Namespace) -> int:
    """``remove DOC``"""
    with opened(options, writing=True) as graph:
        removed = graph.remove(options.document)
    output = Output.choose(options.form)
    if output.json:
        output.value({"document": options.document, "claims_removed": removed})
    else:
        output.text(f"{options.document} is out of the graph, with {removed} claims")
    return 0
