"""The words of a SPARQL update that stand outside all braces. Enough to edit one, not to judge what is safe in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""
    (?P<skip>
        \#[^\n\r]*                                        # comment
      | <[^<>"{}|^`\\\x00-\x20]*>                         # IRI
      | \"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | [?$@][\w-]+ | [\w.-]*:[^\s{}()<>;,.]*             # variable, language, prefixed name
    )
  | (?P<open>\{) | (?P<close>\}) | (?P<word>[A-Za-z]+)
    """,
    re.VERBOSE | re.DOTALL,
)


def group_end(update: str, start: int) -> int:
    """Where the first group that begins at or after ``start`` ends."""
    depth = 0
    for token in _TOKEN.finditer(update, start):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if token.lastgroup == "close" and depth == 0:
            return token.end()
    return len(update)


def outer_words(update: str) -> Iterator[tuple[str, int, int]]:
    """The words outside all braces, in capitals, with where they begin and end."""
    depth = 0
    for token in _TOKEN.finditer(update):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if token.lastgroup == "word" and depth == 0:
            yield token[0].upper(), token.start(), token.end()
