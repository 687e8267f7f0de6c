"""Wire copies are one origin; different reports are not."""

from __future__ import annotations

import random

from detente.extract.model import Document, Extraction
from detente.graph.library import ClaimGraph
from detente.graph.origins import alike, bands, components, shingles

WORDS = [
    "border",
    "talks",
    "convoy",
    "river",
    "harvest",
    "minister",
    "shelling",
    "trade",
    "port",
    "summit",
    "envoy",
    "drought",
    "treaty",
    "grain",
    "army",
]


def report(seed: int, length: int = 120) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + str(chance.randrange(40)) for _ in range(length))


def edited(text: str, changes: int, seed: int) -> str:
    """The text with some words in a row replaced."""
    words, chance = text.split(), random.Random(seed)
    start = chance.randrange(len(words) - changes)
    words[start : start + changes] = [f"edit{seed}x{number}" for number in range(changes)]
    return " ".join(words)


def test_copies_are_found_among_many() -> None:
    reports = {f"{number:03}": report(number) for number in range(150)}
    copies = {f"{number:03}-copy": edited(text, 6, int(number)) for number, text in reports.items()}
    marks = {key: shingles(text) for key, text in (reports | copies).items()}
    found = components({key: bands(each) for key, each in marks.items()}, marks.__getitem__)
    assert sorted(map(sorted, found)) == [[number, f"{number}-copy"] for number in reports]


def test_case_and_punctuation_make_no_difference() -> None:
    assert shingles("Talks, at the border: resumed.") == shingles("talks at the BORDER resumed")
    assert shingles("Too short") == shingles("too short!") != shingles("too long")


def test_texts_without_words_have_no_copies() -> None:
    assert bands(shingles(" … ")) == ()
    assert not alike(shingles(""), shingles(""))


def test_the_bands_stay_what_stores_hold() -> None:
    """Keys are kept in stores, so they must never change from one version to the next."""
    assert bands(shingles("Talks at the border resumed after a night of shelling."))[:2] == ("0.0791b228", "1.0cdfaf96")


def test_copies_in_a_graph(graph: ClaimGraph) -> None:
    text = report(1)
    texts = (text, edited(text, 5, 2), edited(text, 5, 3), report(9))
    documents = [Document(text=each, id=str(number)) for number, each in enumerate(texts)]
    graph.add_many(Extraction(document, ()) for document in documents)
    origins = [graph.document(document.key).origin for document in documents]
    assert origins[:3] == [min(document.key for document in documents[:3])] * 3
    assert origins[3] == documents[3].key
    assert graph.stats().origins == 2
