"""Bodies that the catalogue lacks: organs, parties, armed groups and organisations, by their names' own words."""

from __future__ import annotations

import re

from detente.extract.folding import fold
from detente.extract.model import Document, Span
from detente.extract.names import Nature
from detente.extract.reading import Named
from detente.extract.roster import Roster
from detente.ontology.words import WordClasses, load_words

_CAPITAL = r"[A-Z][\w’'-]+"
_BANDS = r"(?:Brigades?|Battalions?|Militia|Front|Army|Movement|Party|Legion|Corps|Alliance|Coalition|Union|Council)"
_PURPOSE = rf"(?: (?:of|for) (?:the )?{_CAPITAL}(?: (?:(?:and|of|for|the) )*{_CAPITAL})*)"
_BAND = re.compile(rf"\b(?:(?:{_CAPITAL}|al) ){{1,4}}{_BANDS}\b{_PURPOSE}?|\b{_BANDS}{_PURPOSE}")
"""What bands, parties and unions call themselves, which the recogniser often cuts short."""
_GUARD = re.compile(r"\b(?:presidential|republican|royal|palace|revolutionary|praetorian) guards?\b", re.IGNORECASE)
"""Troops who take sides of their own, often against the state's other troops."""
_PEOPLE = re.compile(
    r"\b[Ee]thnic [A-Z][a-z]+(?:s|ese)\b"
    r"|\b(?!The |This |That )(?:[A-Z][\w-]+ ){1,2}(?:tribe|clan)\b"
    r"|\b[Ee]thnic [A-Z][a-z]+ (?P<men>rebels|guerrillas|militants|insurgents|separatists|fighters|gunmen|militias?)\b"
)
"""A people outside its own state, or its fighters, and tribes: "ethnic Albanian rebels", "the Shammar tribe"."""
_CRAFT = re.compile(
    r"\b(?:[A-Z][A-Za-z]{0,3}-\d+\w*|Boeing(?: \d\w*)?|Airbus(?: A\d\w*)?|Black ?[Hh]awk|Hercules|Chinook)$"
    r"|\b(?:USS|HMS|INS|Boeing|Airbus|Sukhoi|Antonov|Ilyushin|Tupolev|Flight|MV|HMCS|HMAS|BRP) \S"
)
"""Aircraft and ships by their types, whose owners' names come before: "Air Force Tu-154", "Air India Boeing"."""
_SMALL = frozenset({"of", "for", "the", "and", "in", "on", "al", "e", "i", "de", "du", "la"})
"""Words without a capital that bodies' names have inside."""
_TEXTS = frozenset({"Charter", "Agreement", "Treaty", "Convention", "Resolution", "Declaration", "Act"})
"""What names of agreements and laws end in."""
_AT_LARGE = frozenset("of the and armed forces security national officials authorities troops people".split())
"""Words that beside a state's name still mean the state itself: "the Omani Armed Forces"."""


def add_bands(document: Document, roster: Roster) -> None:
    """Take up what is named like an armed group, a party or an alliance, whatever the recogniser makes of it."""
    for band in _BAND.finditer(document.text):
        add_body(document.text, trimmed(document.text, Span(*band.span())), roster, load_words())
    for people in _PEOPLE.finditer(document.text):
        span = Span(*people.span())
        if roster.free(span):
            kind = "ArmedGroup" if people["men"] else "Bloc"
            name = people.group() if people.group()[0].isupper() else "E" + people.group()[1:]
            roster.names[span] = Named(roster.cast.group(name, kind), Nature.NAME)
    for guard in _GUARD.finditer(document.text):
        span = Span(*guard.span())
        if roster.free(span):
            roster.names[span] = Named(roster.cast.group(guard.group().title(), "Force"), Nature.NAME)


def add_body(text: str, span: Span, roster: Roster, words: WordClasses) -> None:
    """Name the body at ``span`` an actor, unless its words say that it is something else."""
    name = text[span.start : span.end]
    parts = re.findall(r"[\w’'.-]+", name)
    if _names_other(name, parts, words) or _bygone(name, roster):
        return
    if len(parts) > 1:
        forget_places(roster, span)
    inside = [(s, n) for s, n in roster.names.items() if s.start < span.end and span.start < s.end]
    if "'s " in fold(name) or any(s.start < span.start or s.end > span.end for s, _ in inside):
        return
    if _office_or_text(parts, words) or _generic(name, parts, words):
        return
    if not inside and parts[0] == "Ministry" and (seat := _seat(text, span, roster)):
        roster.names[span] = Named(roster.cast.organ(name, seat), Nature.NAME)
    elif not inside and _called_body(text, name, parts, words):
        roster.names[span] = Named(roster.cast.group(name, _kind(parts, words), None), Nature.NAME)
    elif len(inside) == 1 and _names_organ(text, span, inside[0], words):
        part, whole = inside[0]
        del roster.names[part]
        roster.names[span] = Named(roster.cast.organ(name, whole.actor.id), Nature.NAME)
    elif len(inside) == 1 and "Party" in parts and inside[0][1].actor.kind == "State":
        part, whole = inside[0]  # "the National Party of Samoa" is not Samoa
        del roster.names[part]
        roster.names[span] = Named(roster.cast.group(name, "Party", whole.actor.id), Nature.NAME)


def _seat(text: str, span: Span, roster: Roster) -> str | None:
    """The state in which a body is said to sit: "the Ministry of Commerce in Beijing"."""
    match = re.match(r",? (?:in|of) ", text[span.end : span.end + 6])
    start = span.end + match.end() if match else -1
    found = (n.actor for s, n in roster.names.items() if s.start == start and n.actor.kind in {"State", "Territory"})
    return next((actor.id for actor in found), None)


def _names_other(name: str, parts: list[str], words: WordClasses) -> bool:
    """Whether a name is that of a place, a craft or a paper, or has words inside that names have not."""
    several = len(parts) > 1
    return (
        not parts
        or (several and parts[-1] in words.names["sites"])
        or (several and _CRAFT.search(name) is not None)
        or parts == ["Coast", "Guard"]
        or bool(set(parts) & words.names["media"])
        or any(part.islower() and part not in _SMALL for part in parts)
    )


def _bygone(name: str, roster: Roster) -> bool:
    """Whether an actor no longer there bore the name: "our Allies" are not those of the last world war."""
    today = roster.cast.date or "9999"
    return any(name in a.ambiguous and a.until and a.until < today for a in roster.cast.catalogue.named(name))


def _office_or_text(parts: list[str], words: WordClasses) -> bool:
    """Whether a name is that of an office or of something agreed: "Deputy Minister", "Paris Agreement"."""
    return bool({part.casefold() for part in parts} & (words.titles - {"national"})) or parts[-1] in _TEXTS


def _generic(name: str, parts: list[str], words: WordClasses) -> bool:
    """Whether a name says only what kind of body it is, or is too short to tell."""
    return set(parts) <= words.names["generic"] or (len(parts) == 1 and len(name) < 3)


def _called_body(text: str, name: str, parts: list[str], words: WordClasses) -> bool:
    """Whether a name says that it is a body's, is an abbreviation or comes again in the text."""
    abbreviation = name.isupper() and len(name) > 2
    return bool(set(parts) & words.names["bodies"]) or text.count(name) >= 2 or abbreviation


def _names_organ(text: str, span: Span, inside: tuple[Span, Named], words: WordClasses) -> bool:
    """Whether a name around a state's or organisation's is that of an organ, not of its people or troops at large."""
    part, whole = inside
    if whole.actor.kind not in {"State", "Territory", "Organisation"}:
        return False
    around = text[span.start : part.start] + " " + text[part.end : span.end]
    if {word.casefold() for word in re.findall(r"[\w’'-]+", around)} <= words.nouns["representatives"] | _AT_LARGE:
        return False
    parts = re.findall(r"[\w’'.-]+", text[span.start : span.end])
    longer = len(parts) > len(whole.actor.label.split())
    return longer and bool(set(parts) & (words.names["generic"] | words.names["armed"]))


def _kind(parts: list[str], words: WordClasses) -> str:
    """The class of a body by the words of its name."""
    if set(parts) & words.names["armed"]:
        return "ArmedGroup"
    return "Party" if set(parts) & words.names["party"] else "Organisation"


def forget_places(roster: Roster, span: Span) -> None:
    """Within a longer name, a place's name is no place."""
    for place in [
        s
        for s, n in roster.names.items()
        if n.nature is Nature.PLACE and span.start <= s.start and s.end <= span.end and s != span
    ]:
        del roster.names[place]


def trimmed(text: str, span: Span) -> Span:
    """A name without the article before it and the genitive behind it."""
    start, end = span.start, span.end
    piece = text[start:end]
    if match := re.match(r"(?:the|The|a|an)\s+", piece):
        start += match.end()
    if match := re.search(r"(?:['’]s|['’]|\s+)$", text[start:end]):
        end = start + match.start()
    return Span(start, end)
