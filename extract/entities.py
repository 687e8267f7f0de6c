"""Actors that the catalogue lacks, from what the named-entity recogniser finds: persons with their office, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.extract.bodies import add_body, forget_places, trimmed
from detente.extract.folding import fold
from detente.extract.introductions import arabic, called, introduced
from detente.extract.model import Document, Span
from detente.extract.names import PLACED, Nature
from detente.extract.persons import given_names
from detente.extract.reading import Named
from detente.extract.roster import Roster, state_before
from detente.ontology.words import WordClasses, load_words

_PARTICLES = frozenset({"dela", "della", "delle", "delos", "bint", "dalla", "dello", "degli"})
"""Long words without a capital that names have inside."""
_RIGHT_OF = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:of|from|for)\s+(?:the\s+)?")
_RIGHT_OFFICE = re.compile(
    r"\s*,\s*(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){0,4}?(?P<office>commander|spokesman|spokeswoman|spokesperson|head|chief"
    r"|director|leader|minister|president|secretary|ambassador|member|general|deputy|official|chairman|envoy|adviser"
    r"|advisor|representative)\s+(?:of|for|at|to|in)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_OFFICERS = re.compile(
    r"\b(?P<office>[a-z]+s) of (?P<states>[^,;.]+ and [^,;.]+), (?P<first>(?:[A-Z][^,;.]*? and )?)\Z"
)
_AGED = re.compile(r",? (?:an? (?:\w+ )?\d\d-year-old|aged \d|\d\d,)|, who\b")
_RIGHT_APPOS = re.compile(r"\s*,\s*(?:the\s+|an?\s+)?(?:former\s+|current\s+|deputy\s+)?")
_OFFICES = (
    "president", "prime minister", "foreign minister", "minister", "spokesman", "spokeswoman", "ambassador", "leader",
    "chief", "commander",
)  # fmt: skip
"""Offices that a body's name behind a person's leads to, the first that is found: "Ali Tamim, Omani minister"."""
_POST = re.compile(
    r"\b(?P<office>(?:(?:prime|foreign|defen[cs]e|interior|justice|finance|trade|deputy|vice|permanent|special|chief)"
    r" ){0,2}"
    r"(?:minister|president|premier|ambassador|envoy|representative|consul|negotiator|spokes(?:man|woman|person)"
    r"|official|lawmaker|legislator|senator|diplomat|adviser|advisor|judge|prosecutor))"
    r"(?: (?:to|in|at) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)?, \Z"
)
"""An office, perhaps with where it is held, before the comma in front of a name."""
_OFFICE_OF = re.compile(
    r"\b(?P<office>(?:deputy |vice |acting )?(?:member|speaker|head|chief|director|leader|commander|president|chairman|"
    r"chairwoman|secretary|minister|ambassador|deputy|official|general|spokes(?:man|woman|person)|adviser|advisor))"
    r" (?:of|for|in|at|to) (?:the )?\Z",
    re.IGNORECASE,
)
"""An office before the body whose name a comma parts from a person's: "a member of the Omani parliament, Ali Tamim"."""
_SEAT = re.compile(r"(?:['’]s)?(?: [a-z-]+){0,2}, ")
"""What may stand between a body's name and the person's: "the Omani parliament, Ali Tamim"."""
_LINKS = frozenset({"of", "for", "and", "the"})
"""Words inside a title."""


def add_entities(document: Document, roster: Roster, entities: Iterable[tuple[Span, str]]) -> None:
    """Take up what the recogniser found and the catalogue lacks; offsets are the document's."""
    words = load_words()
    for span, label in entities:
        span = trimmed(document.text, span)
        if label == "PERSON":
            span = _with_first_name(document.text, span)
        text = document.text[span.start : span.end]
        if not text or not text[0].isupper() or len(text) > 80 or "\n" in text:
            continue
        if _names_site(document.text, span, words):
            continue
        if label == "PERSON" or (label == "ORG" and _is_person(document.text, span, words)):
            _add_person(document.text, span, roster, words)
        elif label == "ORG" and text not in roster.cast.weak:  # "Key", once John Key has been met
            add_body(document.text, span, roster, words)


def add_introduced(document: Document, roster: Roster) -> None:
    """Take up persons and bands that the text's own words introduce: "its leader, Twan Mrat Naing", "Jund al-Aqsa"."""
    text, words = document.text, load_words()
    for span in introduced(text):
        if _clear(roster, span):
            _add_person(text, span, roster, words)
    for span, band in arabic(text):
        if not _clear(roster, span):
            continue
        if band:
            actor = roster.cast.group(text[span.start : span.end], "ArmedGroup")
            roster.names[span] = Named(actor, Nature.NAME)
        else:
            _add_person(text, span, roster, words)


def add_called(document: Document, roster: Roster, sentence: Span) -> None:
    """Take up whom the recogniser passed over in a sentence, though they bear a known given name."""
    text, words = document.text, load_words()
    for found in called(text[sentence.start : sentence.end]):
        span = Span(sentence.start + found.start, sentence.start + found.end)
        if roster.free(span) and not _names_site(text, span, words):
            _add_person(text, span, roster, words)


def _clear(roster: Roster, span: Span) -> bool:
    """Make room for a longer name, unless what stands there begins or ends it as well, or is no part of a person's."""
    inside = [(s, n) for s, n in roster.names.items() if s.start < span.end and span.start < s.end]
    for part, named in inside:
        person = named.actor.kind == "Person"
        within = part.end <= span.end and span.start < part.start + person and part != span
        known = person and part.end == span.end  # a name of the catalogue, title and all
        if not within or known or (not person and named.nature not in {Nature.ADJECTIVE, Nature.PLACE}):
            return False
    for part, _ in inside:
        del roster.names[part]
    return True


def _names_site(text: str, span: Span, words: WordClasses) -> bool:
    """Whether a name goes on as that of a place or building: "Ahmad Shah" of "Ahmad Shah International Airport"."""
    for word in text[span.end : span.end + 50].split(" ")[1:5]:
        if word.rstrip(".,;:").capitalize() in words.names["sites"]:
            return True
        if not word[:1].isupper() or not word[-1:].isalpha():
            return False
    return False


def _is_person(text: str, span: Span, words: WordClasses) -> bool:
    """Whether a body to the recogniser is called like a person: "Edward Grant", "Malika Rao, a 14-year-old"."""
    parts = text[span.start : span.end].split()
    names = words.names
    if not 2 <= len(parts) <= 4 or not all(re.fullmatch(r"(?:al-|el-)?[A-Z][\w’'-]*[a-z]", p) for p in parts):
        return False
    if set(parts) & (names["bodies"] | names["generic"] | names["armed"] | names["party"] | names["media"]):
        return False
    return parts[0] in given_names() or _AGED.match(text, span.end) is not None


def _with_first_name(text: str, span: Span) -> Span:
    """A name that the recogniser begins with its particle, from the name before: "Maria de Lima", not "de Lima"."""
    before = re.search(r"[A-Z][\w'’-]+ $", text[max(0, span.start - 30) : span.start])
    if not text[span.start : span.end][:1].islower() or before is None:
        return span
    return Span(span.start - len(before.group()), span.end)


def _add_person(text: str, span: Span, roster: Roster, words: WordClasses) -> None:
    """Name the person at ``span`` an actor, with the office that the words around state."""
    span = _without_titles(text, span, words)
    name = text[span.start : span.end]
    parts = name.split()
    if len(parts) > 1:
        forget_places(roster, span)
    if PLACED.search(text[max(0, span.start - 20) : span.start]):
        return  # "the village of Zelenyi Kut"
    if not roster.free(span) or not _like_person(name, words) or _works_for_media(text, span, words):
        return
    office, principal = _counted_off(text, span, roster, words) or _office(text, span, roster, words)
    actor = None
    if len(parts) == 1:
        known = roster.cast.weak.get(fold(name))
        actor = roster.cast.get(known) if known else roster.cast.titled(name, principal, office) if office else None
        if actor is None and not office:
            return
    roster.names[span] = Named(actor or roster.cast.person(name, principal, office), Nature.NAME)


def _without_titles(text: str, span: Span, words: WordClasses) -> Span:
    """A name without the titles before it: "Ali Tamim" of "Dr. Ali Tamim"."""
    parts = text[span.start : span.end].split()
    while len(parts) > 1 and parts[0].strip(".").casefold() in words.titles:
        span = Span(span.start + len(parts[0]) + 1, span.end)
        parts = parts[1:]
    return span


def _like_person(name: str, words: WordClasses) -> bool:
    """Whether a name has the length and capitals of a person's."""
    parts = name.split()
    if not name[:1].isupper() or len(parts) > 5 or parts[-1] in words.names["sites"]:
        return False
    return not any(part.islower() and len(part) > 3 and part not in _PARTICLES for part in parts)


def _works_for_media(text: str, span: Span, words: WordClasses) -> bool:
    """Whether a person reports for a paper or station: "Jeremy Bowen of the BBC", "the BBC's Jeremy Bowen"."""
    media = words.names["media"]
    behind = re.match(r",? (?:of|from|for) (?:the )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)", text[span.end : span.end + 50])
    before = re.search(r"([A-Z][\w-]+)(?:['’]s)? (?:[a-z]+ )?$", text[max(0, span.start - 40) : span.start])
    named = [m.group(1) for m in (behind, before) if m]
    return any(name in media or name.split()[0] in media for name in named)


def _counted_off(text: str, span: Span, roster: Roster, words: WordClasses) -> tuple[str, str] | None:
    """Office and principal by turn: "the foreign ministers of Oman and Chad, Ali Tamim and Issa Kabir"."""
    start = max(0, span.start - 140)
    match = _OFFICERS.search(text[start : span.start])
    if match is None or match["office"].removesuffix("s").casefold() not in words.titles:
        return None
    between = Span(start + match.start("states"), start + match.end("states"))
    states = [n.actor for _, n in roster.within(between) if n.actor.kind in {"State", "Territory"}]
    if len(states) != 2:
        return None
    return match["office"].removesuffix("s").title(), states[bool(match["first"])].id


def _office(text: str, span: Span, roster: Roster, words: WordClasses) -> tuple[str | None, str | None]:
    """The office and principal that the words around a person's name state."""
    office = _title_before(text, span, words)
    if office and not _named_behind(text, span, roster):
        principal = state_before(roster, span.start - len(office))
        if principal is not None:
            return office, principal
    if (posted := _posted(text, span, roster)) is not None:
        return posted
    if (match := _RIGHT_OFFICE.match(text, span.end)) and (body := _body_at(roster, match.end())):
        return office or match["office"].title(), body.actor.id
    if (match := _RIGHT_OF.match(text, span.end)) and (body := _body_at(roster, match.end())):
        return office, body.actor.id
    if (match := _RIGHT_APPOS.match(text, span.end)) and (body := _body_at(roster, match.end())):
        after = text[match.end() : match.end() + 80].casefold()
        if any(f" {title}" in after for title in words.titles if len(title) > 4):
            return office or next((o.title() for o in _OFFICES if o in after), None), body.actor.id
    return office, None


def _posted(text: str, span: Span, roster: Roster) -> tuple[str, str] | None:
    """Office and state where the office stands before a comma: "Oman's ambassador to the UN, Ali Tamim"."""
    start = max(0, span.start - 90)
    match = _POST.search(text[start : span.start])
    if match is None:
        return _heading(text, span, roster)
    principal = state_before(roster, start + match.start("office"))
    return (match["office"].title(), principal) if principal is not None else None


def _heading(text: str, span: Span, roster: Roster) -> tuple[str, str] | None:
    """Office and body where the body's name stands before the comma: "the head of Hamas, Ali Tamim"."""
    before = [(s, n) for s, n in roster.names.items() if span.start - 30 < s.end < span.start]
    if not before:
        return None
    at, body = max(before, key=lambda item: item[0])
    match = _OFFICE_OF.search(text[max(0, at.start - 40) : at.start])
    if match is None or body.actor.kind == "Person" or not _SEAT.fullmatch(text[at.end : span.start]):
        return None
    return match["office"].title(), body.actor.id


def _title_before(text: str, span: Span, words: WordClasses) -> str | None:
    """The title right before a name: "Minister of State" of "the Minister of State Ali Tamim"."""
    title: list[str] = []
    for token in reversed(re.findall(r"[\w.’'-]+|[^\w\s]", text[max(0, span.start - 70) : span.start])):
        plain = token.strip(".").casefold()
        if plain not in words.titles and not (title and plain in _LINKS):
            break
        title.insert(0, token)
    while title and title[0].casefold() in _LINKS:
        title.pop(0)
    return " ".join(title) or None


def _body_at(roster: Roster, start: int) -> Named | None:
    """What is named from ``start`` on, unless a person."""
    named = next((n for s, n in roster.names.items() if s.start == start), None)
    return None if named is None or named.actor.kind == "Person" else named


def _named_behind(text: str, span: Span, roster: Roster) -> bool:
    """Whether a state follows a person's name as theirs: "Minister Tamar Beruchashvili of Georgia"."""
    match = _RIGHT_OF.match(text, span.end)
    return match is not None and any(
        s.start == match.end() and n.actor.kind in {"State", "Territory"} for s, n in roster.names.items()
    )
