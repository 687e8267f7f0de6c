"""Text folding that keeps every offset: one character in, one character out."""

from __future__ import annotations

import unicodedata
from functools import cache

_SAME = (
    dict.fromkeys("’‘ʼ`", "'")
    | dict.fromkeys("–‐‑−", "-")
    | dict.fromkeys("“”", '"')
    | dict.fromkeys("\u00a0\u2009\u202f", " ")
    | {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}
)


@cache
def _table() -> dict[int, str]:
    """Quotes, hyphens, spaces and accented Latin letters to their plain forms."""
    table = {ord(char): plain for char, plain in _SAME.items()}
    for code in range(0x00C0, 0x0250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and code not in table:
            table[code] = base
    for code in range(0x1E00, 0x1F00):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base
    return table


def fold(text: str) -> str:
    """``text`` with plain quotes, hyphens and unaccented Latin letters; same length, same case."""
    return text if text.isascii() else text.translate(_table())
