"""Origins: documents that are near-duplicates of one another, as wire copies are, count as one source.

Two documents are near-duplicates when the sets of their five-word shingles have a Jaccard index of at least 0.6
(Broder 1997, "On the resemblance and containment of documents"), and MinHash finds the pair: 8 bands of 3 hashes
(Leskovec, Rajaraman & Ullman, "Mining of Massive Datasets", 3.4), which find 86 % of pairs with an index of 0.6, 96 %
at 0.7, 99.7 % at 0.8. Both tests look at the two texts alone, so the origins, the connected components, don't depend
on the order in which documents come.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

WORDS = 5
BANDS = 8
ROWS = 3
LIKE = 0.6

Marks: TypeAlias = frozenset[int]
"""The shingles of a text, as hashes of 64 bits."""

_WORD = re.compile(r"\w+")
_SHIFT = np.uint64(32)


@lru_cache(maxsize=1)
def _hashes() -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint64]]:
    """Weights of a shingle's words; factors and addends of the multiply-shift hashes: the same on every machine."""
    drawn = hashlib.shake_256(b"detente origins").digest((WORDS + 2 * BANDS * ROWS) * 8)
    numbers = np.frombuffer(drawn, dtype="<u8").astype(np.uint64)
    factors, addends = numbers[WORDS:].reshape(2, BANDS * ROWS, 1)
    return numbers[:WORDS] | np.uint64(1), factors | np.uint64(1), addends


def shingles(text: str) -> Marks:
    """All runs of five words, letter case and punctuation aside; the whole text where it is shorter."""
    words = [zlib.crc32(word.encode()) for word in _WORD.findall(text.casefold())]
    if not words:
        return frozenset()
    words += [0] * (WORDS - len(words))
    runs = sliding_window_view(np.array(words, dtype=np.uint64), WORDS)
    return frozenset((runs * _hashes()[0]).sum(axis=1, dtype=np.uint64).tolist())


def bands(marks: Marks) -> tuple[str, ...]:
    """The keys under which documents with these shingles are looked up: near-duplicates share at least one."""
    if not marks:
        return ()
    _, factors, addends = _hashes()
    values = np.fromiter(marks, dtype=np.uint64, count=len(marks))
    values ^= values >> _SHIFT
    least = ((factors * values + addends) >> _SHIFT).min(axis=1).astype("<u4").reshape(BANDS, ROWS)
    return tuple(f"{number}.{zlib.crc32(row.tobytes()):08x}" for number, row in enumerate(least))


def alike(one: Marks, other: Marks) -> bool:
    """Whether the Jaccard index of the two sets reaches 0.6."""
    if min(len(one), len(other)) < LIKE * max(len(one), len(other)):
        return False
    common = len(one & other)
    return common > 0 and common >= LIKE * (len(one) + len(other) - common)


def origin_of(documents: Iterable[str]) -> str:
    """The key of the origin of these documents: the least of theirs."""
    return min(documents)


def copies(marks: Marks, candidates: Mapping[str, Iterable[str]], read: Callable[[str], Marks]) -> set[str]:
    """The origins, among candidates (origin → documents that share a band), of which at least one document is alike."""
    return {
        origin for origin, documents in candidates.items() if any(alike(marks, read(key)) for key in sorted(documents))
    }


def components(keys: Mapping[str, Iterable[str]], read: Callable[[str], Marks]) -> list[set[str]]:
    """Documents, given with the keys of their bands, grouped by origin; ``read`` gives the shingles of one."""
    group = {document: {document} for document in keys}
    by_band: dict[str, list[str]] = {}
    for document, bands in keys.items():
        for band in bands:
            by_band.setdefault(band, []).append(document)
    for documents in by_band.values():
        for one, other in combinations(documents, 2):
            if group[one] is not group[other] and alike(read(one), read(other)):
                smaller, larger = sorted((group[one], group[other]), key=len)
                larger |= smaller
                group.update(dict.fromkeys(smaller, larger))
    return list({id(members): members for members in group.values()}.values())
