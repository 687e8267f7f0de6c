"""The cues and word classes, indexed by every inflected form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from detente.extract.inflection import forms, plural
from detente.ontology.cue import Cue, load_cues
from detente.ontology.words import load_words

_SURE = 0.7
"""The least confidence of cues whose words tell an attack by themselves."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a cue, as looked up by the form of its head."""

    cue: Cue
    word: str
    before: tuple[str, ...] = ()
    """Words that stand right before the head, of a noun phrase: ``air`` of ``air strike``."""
    after: tuple[str, ...] = ()
    """Particles or objects of a verb: ``down`` of ``shoot down``."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Look-up tables from lower-case word forms."""

    entries: Mapping[str, tuple[Entry, ...]]
    things: Mapping[str, frozenset[str]]
    """Cue id to every form of its things."""
    nouns: Mapping[str, frozenset[str]]
    verbs: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, frozenset[str]]
    titles: frozenset[str]
    bonds: frozenset[str]
    events: frozenset[str]
    """Forms of nouns that stand for acts."""
    attacks: frozenset[str]
    """Forms of words that by themselves tell of an attack."""


def _entries(cue: Cue) -> list[tuple[str, Entry]]:
    found = []
    for word in cue.words:
        parts = word.split()
        if cue.pos == "verb":
            entry = Entry(cue, word, after=tuple(parts[1:]))
            found += [(form, entry) for form in forms(parts[0], "verb")]
        else:
            entry = Entry(cue, word, before=tuple(parts[:-1]))
            found += [(form, entry) for form in forms(parts[-1], cue.pos)]
    return found


def _joined(form: str) -> str:
    """A form as the parser's tokens have it: "re-establish" is one word there without its hyphen."""
    return form[:2] + form[3:] if form.startswith(("re-", "co-op", "co-ord")) else form


def _tells_attack(entry: Entry) -> bool:
    """Whether a word tells an attack, surely and without others beside it, as "responsibility" in "claim …"."""
    alone = not entry.after and not entry.cue.things
    return alone and entry.cue.relation == "assault" and entry.cue.confidence >= _SURE


def _noun_forms(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_joined(form) for word in words for form in (word, plural(word)))


def _verb_forms(words: frozenset[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in forms(word, "verb"))


def preceded(words: list[str], token: int, before: tuple[str, ...]) -> bool:
    """Whether the words right before ``token``, hyphens aside, are ``before``: "air strike", "air-strike"."""
    here = token - 1
    for word in reversed(before):
        if here >= 0 and words[here] == "-":
            here -= 1
        if here < 0 or words[here] != word:
            return False
        here -= 1
    return True


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the installed data files, built once per process."""
    entries: dict[str, list[Entry]] = {}
    things = {}
    for cue in load_cues():
        for form, entry in _entries(cue):
            entries.setdefault(_joined(form), []).append(entry)
        if cue.things:
            things[cue.id] = _noun_forms(frozenset(cue.things))
    for listed in entries.values():
        listed.sort(key=lambda e: (-len(e.before) - len(e.after), not e.cue.things, -e.cue.confidence))
    words = load_words()
    bonds = frozenset(form for form, listed in entries.items() if any(e.cue.frame == "bond" for e in listed))
    return Lexicon(
        {form: tuple(listed) for form, listed in entries.items()},
        things,
        {name: _noun_forms(group) for name, group in words.nouns.items()},
        {name: _verb_forms(group) for name, group in words.verbs.items()},
        words.adjectives,
        words.titles,
        bonds,
        frozenset(form for form, listed in entries.items() if any(e.cue.frame == "event" for e in listed)),
        frozenset(form for form, listed in entries.items() if any(_tells_attack(e) for e in listed)),
    )
