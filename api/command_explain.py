"""The verb that says why: explain."""

from __future__ import annotations

import argparse

from detente.api.output import Output
from detente.api.verbs import Verbs, add_paths, settings_of


def add_verbs(verbs: Verbs) -> None:
    """Add the parser of this module's verb."""
    explain = verbs.add(
        "explain", run_explain,
        "say, sentence by sentence, which actors and cues were seen and why they gave a claim or none",
        "detente explain brief.txt\ndetente explain --json brief.txt | jq '.sentences[].cues'",
        verbs.unstored,
    )  # fmt: skip
    add_paths(explain)
    explain.add_argument("--json", action="store_true", help="print one JSON object a document")


def run_explain(options: argparse.Namespace) -> int:
    """``explain FILE…``"""
    import sys

    from detente.extract import Extractor
    from detente.extract.explain import as_text, explain
    from detente.extract.intake import read_documents

    extractor = Extractor(settings_of(options).model)
    output = Output(sys.stdout, json=options.json)
    for document in read_documents(options.paths):
        sentences = explain(document, extractor)
        name = document.title or document.id or document.key
        if options.json:
            output.line({"document": document.id or document.key, "title": document.title, "sentences": sentences})
        else:
            output.text(name, "", *as_text(sentences))
    return 0
