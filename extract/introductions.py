"""Persons and bands whom the text's own words introduce, where the recogniser passes over them or cuts them short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.extract.bodies import trimmed
from detente.extract.model import Span
from detente.extract.persons import given_names
from detente.ontology.words import load_words

_PART = r"(?:(?:[Aa]l|[Ee]l|ul|[Aa]s|[Aa]z)-)?[A-Z][\w’'-]*[a-z’']"
_PARTICLE = r"(?:[Aa]g|bin|ibn|ould|dia|wa|von|van|de|da|bint|ul)"
_NAME = rf"{_PART}(?: (?:{_PARTICLE} )?{_PART}){{1,4}}"
_ROLE = (
    r"(?:co-?)?(?:leader|founder|head|chief|commander|spokes(?:man|woman|person)|(?:vice-)?president|chair(?:man|woman)"
    r"|secretary(?:-general)?|deputy|emir|ideologue|strongman|warlord|treasurer|general|colonel|captain)"
)
_RANK = (
    r"(?:Colonel|General|Commander|Captain|Major|Sheikh|Mullah|Brigadier|Lieutenant|Marshal|Emir|Maulana"
    r"|warlord|commander|rebel leader|preacher|cleric)"
)
_BY_ROLE = re.compile(rf"\b{_ROLE}(?: \w+)?, (?P<name>{_NAME})(?=[,;.]|\)| (?:and )?[a-z])")
"""The name behind a role and a comma: "its leader, Twan Mrat Naing, …"."""
_HEIR = re.compile(rf"\b(?:[Hh]is|[Hh]er) (?:\w+ )?(?:successor|predecessor|deputy|son|brother), (?P<name>{_NAME})\b")
_ITS_OWN = re.compile(
    rf"\b(?P<name>{_NAME}), (?:its|their|the (?:group|movement|militia|faction|party)['’]s) (?:\w+ )?{_ROLE}\b"
)
_BY_RANK = re.compile(rf"\b{_RANK} (?P<name>{_NAME})\b")
_ARABIC = re.compile(r"(?<![\w-])(?:[A-Z][\w’']+ ){1,4}(?:al|el|as|ash|an|ad|at|ul)-[A-Z][\w’'-]+")
"""Two words of which the second has the article: a person, a band or a place, as the first one tells."""

_CALLED = re.compile(
    rf"(?<![\w.’'-])(?<![A-Z][a-z] )(?P<given>[A-Z][a-zé]+) (?:[A-Z]\. )?(?:{_PARTICLE} )?{_PART}(?: {_PART})?"
    r"(?=[,;.?!)]|['’]s\b| [a-z])"
)

_OPENERS = frozenset(
    "The In At On From By For With After As When While And But Under Since To Of That This If Though Until Before Near "
    "Meanwhile Both Like Only Even".split()
)
_OWNER = re.compile(r"['’]s ")


def introduced(text: str) -> Iterator[Span]:
    """The names of persons told by a role, a rank or an heir beside them: "Its leader, Twan Mrat Naing"."""
    for pattern in (_BY_ROLE, _HEIR, _ITS_OWN, _BY_RANK):
        for match in pattern.finditer(text):
            name = match["name"]
            if not _is_of_a_body(name):
                yield trimmed(text, Span(*match.span("name")))


def called(text: str) -> Iterator[Span]:
    """Names that begin with a given name: "Germain Katanga", "Kizza Besigye"."""
    for match in _CALLED.finditer(text):
        if match["given"] in given_names() and match["given"] != "Christian" and not _is_of_a_body(match.group()):
            yield trimmed(text, Span(*match.span()))


def arabic(text: str) -> Iterator[tuple[Span, bool]]:
    """Names with an Arabic article inside, and whether they are a band's: "Jund al-Aqsa" is, "Khalid al-Barnawi" not.

    Those that begin neither with a band's word nor with a known given name may be places, and are left out.
    """
    names = load_words().names
    for match in _ARABIC.finditer(text):
        start, parts = match.start(), match.group().split()
        while parts[0] in _OPENERS or parts[0].casefold() in load_words().titles or _OWNER.search(parts[0] + " "):
            start += len(parts.pop(0)) + 1
        is_place = parts[0] in names["spots"] or (parts[0] == "Abu" and len(parts) == 2)
        band = parts[0] in names["bands"]
        if len(parts) > 1 and not is_place and (band or parts[0] in given_names()):
            yield trimmed(text, Span(start, match.end())), band


def _is_of_a_body(name: str) -> bool:
    """Whether a name has a word that bodies, bands or places have in theirs, or is somebody's something."""
    if _OWNER.search(name):
        return True
    names = load_words().names
    kinds = ("bodies", "armed", "party", "media", "sites", "bands", "spots", "generic")
    return any(part in names[kind] for part in name.split() for kind in kinds)
