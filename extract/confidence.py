"""From a rule's own guess to the probability that a careful reader agrees with the claim.

The mapping is data, ``calibration.json``: knots of a monotone, piecewise linear function, fitted by
``benchmarks/calibration.py``, with the method and the figures of its cross-validation beside them.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from importlib.resources import files


def calibrated(raw: float) -> float:
    """The calibrated probability, 0–1, of a claim whose rule gives ``raw``, 0–1; never falls where ``raw`` rises."""
    knots = _knots()
    if raw <= knots[0][0]:
        return knots[0][1]
    if raw >= knots[-1][0]:
        return knots[-1][1]
    after = bisect_right(knots, (raw, 2.0))
    (left, low), (right, high) = knots[after - 1], knots[after]
    return low + (high - low) * (raw - left) / (right - left)


@cache
def _knots() -> tuple[tuple[float, float], ...]:
    content = json.loads((files("detente.extract") / "calibration.json").read_text("utf-8"))
    return tuple((float(raw), float(probability)) for raw, probability in content["knots"])
