#!/usr/bin/env python3
"""All figures of the extractor: scores on the gold sets, speed against the bare model, selection, memory.

    python benchmarks/extraction.py [--model NAME] [--rounds N] [--aside] [--only scores speed …] [--json]

Scores come from the gold sets' own scorers in ../shared/gold, over what ``detente extract`` prints; without that folder
they are skipped and the speeds are measured on the examples. Speeds are ratios to ``nlp.pipe`` of the whole model
on the same texts, in turns in one process; the median of the rounds counts.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from detente.extract import Document, Extraction, Extractor
from detente.extract.intake import read_documents
from detente.extract.models import chosen_model
from detente.extract.output import claim_record
from detente.ontology.catalogue import load_catalogue
from mixed_news import mixed

ROOT = Path(__file__).parent.parent
GOLD = ROOT.parent / "shared" / "gold"
SETS = ("dev_documents", "dev_plover_gsr", "dev_re3d")
PARTS = ("scores", "speed", "selection", "memory")
Figures = dict[str, Any]


# -- scores ------------------------------------------------------------------------------------------------------


def scores(model: str | None, aside: bool) -> Figures:
    """Both scorers on all sets; with ``aside`` also on each part of the documents."""
    if not GOLD.is_dir():
        return {"skipped": f"no gold sets at {GOLD}"}
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in SETS:
            gold, found = GOLD / f"{name}.jsonl", Path(folder) / f"{name}.found"
            found.write_text(_extracted(gold, model), "utf-8")
            if name != "dev_documents":
                figures[name] = _sentence_scores(gold, found)
                continue
            figures[name] = _document_scores(gold, found)
            for part in ("aside", "rest") if aside else ():
                piece = Path(folder) / f"{part}.jsonl"
                piece.write_text("".join(line for line in _lines(gold) if is_aside(line) == (part == "aside")), "utf-8")
                figures[f"{name}, {part}"] = _document_scores(piece, found)
    return figures


def is_aside(line: str) -> bool:
    """Whether a record is of the third whose errors nobody looks at."""
    return int(hashlib.sha256(str(json.loads(line)["id"]).encode()).hexdigest(), 16) % 3 == 0


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines(keepends=True)


def _extracted(gold: Path, model: str | None) -> str:
    """What ``detente extract`` prints; with another model, the same from the library."""
    if model is None:
        command = [sys.executable, "-m", "detente.api.cli", "extract", "--format", "jsonl", str(gold)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
    extractions = Extractor(model).extract_all(read_documents([gold]))
    return "".join(f"{json.dumps(claim_record(c, e, load_catalogue()))}\n" for e in extractions for c in e.claims)


def _document_scores(gold: Path, found: Path) -> Figures:
    result: Figures = json.loads(_run("score.py", gold, found, "--json"))
    return result


def _sentence_scores(gold: Path, found: Path) -> Figures:
    figures: Figures = {}
    for line in _run("score_sentences.py", gold, found).splitlines():
        level, rest = line.split(maxsplit=1)
        pairs = re.findall(r"\b(R|P|F1) ([\d.]+)", rest)
        figures[level] = {{"R": "recall", "P": "precision", "F1": "f1"}[key]: float(value) for key, value in pairs}
    return figures


def _run(scorer: str, *arguments: object) -> str:
    command = [sys.executable, str(GOLD / scorer), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


# -- speed -------------------------------------------------------------------------------------------------------


def dense_documents() -> list[Document]:
    """Political text: the gold documents, or the examples where there are none."""
    gold = GOLD / "dev_documents.jsonl"
    return list(read_documents([gold if gold.exists() else ROOT / "examples"]))


def mixed_documents(count: int = 120) -> list[Document]:
    """Mixed news around the sentences of the golden cases."""
    golden = ROOT / "tests" / "golden"
    cases = [json.loads(line) for file in sorted(golden.glob("*.jsonl")) for line in _lines(file)]
    return [Document(text, date="2024-03-26") for text in mixed([case["text"] for case in cases], count)]


def speed(model: str | None, rounds: int) -> Figures:
    """Documents and tokens a second of the extractor and of the bare model, and their ratio, on both kinds of text."""
    nlp = importlib.import_module(chosen_model(model)).load()
    extractor = Extractor(model)
    figures: Figures = {}
    for name, documents in (("dense political text", dense_documents()), ("mixed news", mixed_documents())):
        texts = [document.text for document in documents]
        tokens = sum(len(nlp.make_doc(text)) for text in texts)
        bare, own = _in_turns(rounds, partial(_read, nlp.pipe, texts), partial(_read, extractor.extract_all, documents))
        figures[name] = {
            "documents": len(texts),
            "tokens": tokens,
            "bare documents/s": round(len(texts) / bare, 2),
            "detente documents/s": round(len(texts) / own, 2),
            "bare tokens/s": round(tokens / bare),
            "detente tokens/s": round(tokens / own),
            "ratio": round(bare / own, 2),
        }
    return figures


def _in_turns(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The median seconds of each work, done in turns after one round to warm up."""
    for work in works:
        work()
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, seconds, strict=True):
            started = time.perf_counter()
            work()
            taken.append(time.perf_counter() - started)
    return [statistics.median(taken) for taken in seconds]


def _read(reader: Callable[[Any], Iterable[object]], items: Sequence[object]) -> None:
    _exhaust(reader(items))


def _exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass


# -- selection and memory ----------------------------------------------------------------------------------------


def selection(model: str | None) -> Figures:
    """How many sentences are parsed, and which claims the choice of sentences costs."""
    documents = dense_documents()
    for name in SETS[1:]:
        if (GOLD / f"{name}.jsonl").exists():
            documents += read_documents([GOLD / f"{name}.jsonl"])
    chosen, everything = Extractor(model), Extractor(model, select=False)
    with_choice, without = _claims(chosen.extract_all(documents)), _claims(everything.extract_all(documents))
    return {
        "claims, selected sentences": len(with_choice),
        "claims, all sentences": len(without),
        "lost": len(without - with_choice),
        "gained": len(with_choice - without),
        "sentences parsed, dense": _parsed(chosen, dense_documents()),
        "sentences parsed, mixed": _parsed(chosen, mixed_documents()),
    }


def _claims(extractions: Iterable[Extraction]) -> set[str]:
    return {claim.key for extraction in extractions for claim in extraction.claims}


def _parsed(extractor: Extractor, documents: list[Document]) -> float:
    works = extractor.prepare(documents)
    return round(sum(len(work.sentences) for work in works) / max(sum(len(work.spans) for work in works), 1), 3)


def memory(model: str | None) -> Figures:
    """Peak memory of a process that reads the dense documents once and five times over, in MB."""
    figures: Figures = {}
    for times in (1, 5):
        command = [sys.executable, __file__, "--peak", str(times), *(["--model", model] if model else [])]
        figures[f"peak MB, {times} ×"] = float(
            subprocess.run(command, check=True, capture_output=True, text=True).stdout
        )
    return figures


def peak(model: str | None, times: int) -> float:
    """This process's peak memory in MB, once it has read the documents ``times`` over."""
    documents = dense_documents()
    _exhaust(Extractor(model).extract_all(d for _ in range(times) for d in documents))
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss there counts the parent's memory until the program was started
        kilobytes = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        return round(int(kilobytes[1]) / 1024, 1) if kilobytes else 0.0
    return round(
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024), 1
    )


# -- the command -------------------------------------------------------------------------------------------------


def lines(figures: Figures, indent: int = 0) -> Iterable[str]:
    """Figures as an indented table."""
    for name, value in figures.items():
        if isinstance(value, dict) and all(not isinstance(item, dict) for item in value.values()) and len(value) < 7:
            yield f"{' ' * indent}{name:28} " + "  ".join(f"{key} {item}" for key, item in value.items())
        elif isinstance(value, dict):
            yield f"{' ' * indent}{name}"
            yield from lines(value, indent + 2)
        else:
            yield f"{' ' * indent}{name:28} {value}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", help="a spaCy pipeline by its import name (default: the small one)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the speed measurement")
    parser.add_argument("--aside", action="store_true", help="also score the third of the documents that is set aside")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="measure only these")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--peak", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak:
        print(peak(options.model, options.peak))
        return
    measures: dict[str, Callable[[], Figures]] = {
        "scores": lambda: scores(options.model, options.aside),
        "speed": lambda: speed(options.model, options.rounds),
        "selection": lambda: selection(options.model),
        "memory": lambda: memory(options.model),
    }
    figures: Figures = {"model": chosen_model(options.model)}
    figures |= {part: measures[part]() for part in PARTS if part in options.only}
    print(json.dumps(figures, indent=1) if options.json else "\n".join(lines(figures)))


if __name__ == "__main__":
    main()
