"""A line of a cue file that means nothing is refused, with what is wrong and where."""

from __future__ import annotations

import json

import pytest
from detente.ontology.cue import read_cue
from detente.ontology.errors import CueError

GOOD = {
    "id": "accuse.test",
    "relation": "accuse",
    "pos": "verb",
    "frame": "transitive",
    "words": ["blame"],
    "example": "Russia {past} Ukraine.",
}


def test_a_good_line_is_read() -> None:
    cue = read_cue(json.dumps(GOOD), "accuse.jsonl:1")
    assert (cue.id, cue.words, cue.relation) == ("accuse.test", ("blame",), "accuse")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"frame": "sideways"}, "unknown frame 'sideways'"),
        ({"pos": "adverb"}, "unknown part of speech"),
        ({"relation": "adores"}, "unknown relation type 'adores'"),
        ({"relation": ""}, "a relation is needed"),
        ({"denied": "adores"}, "of what is denied"),
        ({"sides": "neighbours"}, "unknown sides 'neighbours'"),
        ({"seizes": "time"}, "it seizes 'time'"),
        ({"words": ["blame", "blame"]}, "missing or repeated"),
        ({"example": ""}, "no example"),
        ({"confidence": 1.5}, "not within 0–1"),
        ({"colour": "red"}, "unknown keys"),
    ],
)
def test_a_line_that_means_nothing_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(CueError, match=r"accuse\.jsonl:7") as error:
        read_cue(json.dumps(GOOD | change), "accuse.jsonl:7")
    assert said in str(error.value)
