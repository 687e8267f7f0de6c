#!/usr/bin/env python3
"""Does a claim's confidence mean what it says? Reliability of the golden cases and, where present, of a gold set.

    python benchmarks/calibration.py [--gold ../shared/gold/dev_documents.jsonl] [--svg FILE] [--write]

Fits isotonic regression (pool adjacent violators: Ayer et al. 1955) and Platt scaling (Platt 1999, with his smoothed
targets) on the golden cases and documents, compares both by cross-validation over cases, and with --write keeps the
better in extract/calibration.json. The gold set is only ever measured, never fitted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "extract"))

from detente.extract import Extractor  # noqa: E402
from golden import as_document, document_files, golden_files, matches, read_cases  # noqa: E402

FOLDS, BINS, SMALLEST = 5, 10, 25
"""Folds of the cross-validation; bars of the diagram; fewest claims behind a knot."""
Sample = tuple[float, bool, str]
"""A claim's confidence, whether the gold agrees, and its case."""
Knots = list[tuple[float, float]]


def samples(file: Path, extractor: Extractor) -> list[Sample]:
    """The claims of a file of cases, matched with its gold at type level."""
    cases = read_cases(file)
    found = zip(cases, extractor.extract_all(map(as_document, cases)), strict=True)
    return [(claim.confidence, gold is not None, case["id"]) for case, e in found for claim, gold in matches(case, e)]


def isotonic(data: Sequence[Sample]) -> Knots:
    """Knots of the best monotone fit: neighbours that fall, or stand on too few claims, are pooled."""
    pools: list[list[float]] = []
    for raw, right, _ in sorted(data):
        if pools and pools[-1][3] == raw:
            pools[-1][0] += right
            pools[-1][1] += 1
            pools[-1][2] += raw
        else:
            pools.append([float(right), 1.0, raw, raw])
    stack: list[list[float]] = []
    for pool in pools:
        stack.append(pool)
        while len(stack) > 1 and (
            stack[-2][0] / stack[-2][1] >= stack[-1][0] / stack[-1][1] or stack[-2][1] < SMALLEST
        ):
            hits, count, total, last = stack.pop()
            stack[-1] = [stack[-1][0] + hits, stack[-1][1] + count, stack[-1][2] + total, last]
    if len(stack) > 1 and stack[-1][1] < SMALLEST:
        hits, count, total, last = stack.pop()
        stack[-1] = [stack[-1][0] + hits, stack[-1][1] + count, stack[-1][2] + total, last]
    return [(round(total / count, 4), round((hits + 1) / (count + 2), 4)) for hits, count, total, _ in stack]


def platt(data: Sequence[Sample]) -> Knots:
    """Knots of a logistic curve over the log odds of the raw confidence, by Newton's method."""
    positive = sum(right for _, right, _ in data)
    high, low = (positive + 1) / (positive + 2), 1 / (len(data) - positive + 2)
    slope, offset = 1.0, 0.0
    for _ in range(50):
        g0 = g1 = h00 = h01 = h11 = 1e-9
        for raw, right, _ in data:
            x = _odds(raw)
            p = _sigmoid(slope * x + offset)
            error, weight = p - (high if right else low), p * (1 - p)
            g0, g1 = g0 + error * x, g1 + error
            h00, h01, h11 = h00 + weight * x * x, h01 + weight * x, h11 + weight
        determinant = h00 * h11 - h01 * h01
        slope -= (h11 * g0 - h01 * g1) / determinant
        offset -= (h00 * g1 - h01 * g0) / determinant
    places = [k / 20 for k in range(1, 20)]
    return [(raw, round(_sigmoid(max(slope, 0.0) * _odds(raw) + offset), 4)) for raw in places]


def _odds(raw: float) -> float:
    raw = min(max(raw, 0.01), 0.99)
    return math.log(raw / (1 - raw))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def through(knots: Knots, raw: float) -> float:
    """The piecewise linear function through the knots."""
    if raw <= knots[0][0]:
        return knots[0][1]
    for (left, low), (right, high) in pairwise(knots):
        if raw <= right:
            return low + (high - low) * (raw - left) / (right - left)
    return knots[-1][1]


def cross_validated(data: Sequence[Sample], fit: Callable[[Sequence[Sample]], Knots]) -> list[Sample]:
    """The data with each confidence replaced by what a fit on the other folds makes of it."""
    made: list[Sample] = []
    for fold in range(FOLDS):
        knots = fit([s for s in data if _fold(s) != fold])
        made += [(through(knots, raw), right, case) for raw, right, case in data if _fold((raw, right, case)) == fold]
    return made


def _fold(sample: Sample) -> int:
    return hashlib.sha256(sample[2].encode()).digest()[0] % FOLDS


def brier(data: Iterable[Sample]) -> float:
    """The mean squared error of the probabilities (Brier 1950)."""
    errors = [(raw - right) ** 2 for raw, right, _ in data]
    return sum(errors) / len(errors)


def bars(data: Sequence[Sample]) -> list[tuple[float, float, int]]:
    """Per tenth: mean confidence, share right, number of claims."""
    found = []
    for k in range(BINS):
        inside = [s for s in data if min(int(s[0] * BINS), BINS - 1) == k]
        if inside:
            found.append(
                (sum(s[0] for s in inside) / len(inside), sum(s[1] for s in inside) / len(inside), len(inside))
            )
    return found


def calibration_error(data: Sequence[Sample]) -> float:
    """Expected calibration error over ten bars (Naeini et al. 2015)."""
    return sum(abs(mean - share) * count for mean, share, count in bars(data)) / len(data)


def table(title: str, data: Sequence[Sample]) -> None:
    """Print a reliability table."""
    print(f"\n{title}: {len(data)} claims, Brier {brier(data):.4f}, calibration error {calibration_error(data):.4f}")
    for mean, share, count in bars(data):
        print(f"  said {mean:.2f}  right {share:.2f}  {'█' * round(share * 40):40} {count:5}")


def drawing(series: Mapping[str, Sequence[Sample]]) -> str:
    """A reliability diagram as SVG: what was said from left to right, what was right from bottom to top."""
    size, colours = 240, ("#1f77b4", "#d62728", "#2ca02c", "#9467bd")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-40 -10 {size + 200} {size + 50}" font-family="sans-serif">',
        f'<path d="M0 {size}L{size} 0M0 0V{size}H{size}" fill="none" stroke="#999"/>',
        f'<text x="{size / 2}" y="{size + 30}" font-size="11" text-anchor="middle">confidence</text>',
        f'<text x="-28" y="{size / 2}" font-size="11" transform="rotate(-90 -28 {size / 2})">share right</text>',
    ]
    for place, ((name, data), colour) in enumerate(zip(series.items(), colours, strict=False)):
        points = [(mean * size, size - share * size, count) for mean, share, count in bars(data)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}"/>')
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{1.5 + math.log10(count):.1f}" fill="{colour}"/>'
            for x, y, count in points
        ]
        parts.append(f'<text x="{size + 12}" y="{14 + 14 * place}" font-size="11" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold" / "dev_documents.jsonl")
    parser.add_argument("--svg", type=Path, help="draw the diagram into this file")
    parser.add_argument("--write", action="store_true", help="keep the better fit in extract/calibration.json")
    options = parser.parse_args()
    extractor = Extractor(calibrate=False)
    golden = [sample for file in (*golden_files(), *document_files()) for sample in samples(file, extractor)]
    table("golden cases and documents, as the rules say", golden)
    fits = {"isotonic": isotonic, "platt": platt}
    tried = {name: cross_validated(golden, fit) for name, fit in fits.items()}
    for name, made in tried.items():
        table(f"golden cases and documents, {name}, cross-validated", made)
    best = min(tried, key=lambda name: brier(tried[name]))
    knots = fits[best](golden)
    series = {"golden, raw": golden, f"golden, {best}": tried[best]}
    if options.gold.exists():
        held = samples(options.gold, extractor)
        table(f"{options.gold.name}, as the rules say", held)
        series["documents, raw"] = held
        series[f"documents, {best}"] = [(through(knots, raw), right, case) for raw, right, case in held]
        table(f"{options.gold.name}, {best} fitted on the golden cases and documents", series[f"documents, {best}"])
    else:
        print(f"\nno gold set at {options.gold}: only the golden cases are measured")
    if options.svg:
        options.svg.write_text(drawing(series), "utf-8")
    if options.write:
        content = {
            "method": f"{best}, fitted on tests/golden by benchmarks/calibration.py",
            "claims": len(golden),
            "brier": {"raw": round(brier(golden), 4), "cross-validated": round(brier(tried[best]), 4)},
            "knots": knots,
        }
        (ROOT / "extract" / "calibration.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
