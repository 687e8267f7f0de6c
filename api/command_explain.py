"""The verb that says why: explain."""

from __future__ import annotations

import argparse
from pathlib import Path

from detente.api.output import Output
from detente.api.verbs import verb


def add_verbs(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    common: argparse.ArgumentParser,
    shown: argparse.ArgumentParser,
) -> None:
    """Add the parser of this module's verb."""
    explain = verb(
        verbs, argparse.ArgumentParser(add_help=False), "explain", run_explain,
        "say, sentence by sentence, which actors and cues were seen and why they gave a claim or none",
        "detente explain brief.txt\ndetente explain --json brief.txt | jq '.sentences[].cues'",
    )  # fmt: skip
    explain.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="text files, JSON lines (.jsonl), or folders of them"
    )
    explain.add_argument("--json", action="store_true", help="print one JSON object a document")


def run_explain(options: argparse.Namespace) -> int:
    """``explain FILE…``"""
    import sys

    from detente.extract import Extractor
    from detente.extract.explain import as_text, explain
    from detente.extract.intake import read_documents

    extractor = Extractor()
    output = Output(sys.stdout, json=options.json)
    for document in read_documents(options.paths):
        sentences = explain(document, extractor)
        name = document.title or document.id or document.key
        if options.json:
            output.line({"document": document.id or document.key, "title": document.title, "sentences": sentences})
        else:
            output.text(name, "", *as_text(sentences))
    return 0
