"""The calibration's shape."""

from __future__ import annotations

import json
from importlib.resources import files

from detente.extract.confidence import calibrated
from hypothesis import given
from hypothesis import strategies as st

SHARES = st.floats(0, 1)


@given(SHARES, SHARES)
def test_it_never_falls_and_stays_a_probability(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= calibrated(low) <= calibrated(high) <= 1


def test_it_goes_through_its_knots_and_says_its_method() -> None:
    content = json.loads((files("detente.extract") / "calibration.json").read_text("utf-8"))
    assert content["method"].startswith(("platt", "isotonic"))
    assert content["brier"]["cross-validated"] < content["brier"]["raw"]
    raws = [raw for raw, _ in content["knots"]]
    assert raws == sorted(set(raws))
    for raw, probability in content["knots"]:
        assert abs(calibrated(raw) - probability) < 1e-9
