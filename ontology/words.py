"""The word classes of ``words.toml``, with every inflected form."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.ontology.errors import CueError


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Named classes of base forms, by part of speech as the file has them."""

    nouns: dict[str, frozenset[str]]
    verbs: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    titles: frozenset[str]
    names: dict[str, frozenset[str]]
    """Parts of proper names, case as printed."""
    realms: dict[str, frozenset[str]]
    """States by the noun that describes them, as ids: ``kingdom``, ``island``."""


@cache
def load_words() -> WordClasses:
    """The classes of ``ontology/words.toml``; compound nouns are joined by hyphens there.

    Raises:
        CueError: the file lacks a section.
    """
    raw = tomllib.loads((files("detente.ontology") / "words.toml").read_text("utf-8"))
    try:
        sections = {
            name: {key: frozenset(text.split()) for key, text in raw[name].items()}
            for name in ("nouns", "verbs", "adjectives", "titles", "names", "realms")
        }
    except KeyError as error:
        raise CueError(f"ontology/words.toml: section {error} is missing") from error
    return WordClasses(
        sections["nouns"],
        sections["verbs"],
        sections["adjectives"],
        sections["titles"]["words"],
        sections["names"],
        sections["realms"],
    )
