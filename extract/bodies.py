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
_CRAFT = re.compile(
    r"\b(?:[A-Z][A-Za-z]{0,3}-\d+\w*|Boeing(?: \d\w*)?|Airbus(?: A\d\w*)?|Black ?[Hh]awk|Hercules|Chinook)$"
    r"|\b(?:USS|HMS|INS|Boeing|Airbus|Sukhoi|Antonov|Ilyushin|Tupolev|Flight|MV|HMCS|HMAS|BRP) \S"
)
"""Aircraft and ships by their types, whose owners' names come before: "Air Force Tu-154", "Air India Boeing"."""


def add_bands(document: Document, roster: Roster) -> None:
    """Take up what is named like an armed group, a party or an alliance, whatever the recogniser makes of it."""
    for band in _BAND.finditer(document.text):
        add_body(document.text, trimmed(document.text, Span(*band.span())), roster, load_words())
    for guard in _GUARD.finditer(document.text):
        span = Span(*guard.span())
        if roster.free(span):
            roster.names[span] = Named(roster.cast.group(guard.group().title(), "Force"), Nature.NAME)


def add_body(text: str, span: Span, roster: Roster, words: WordClasses) -> None:
    """Name the body at ``span`` an actor, unless its words say that it is something else."""
    name = text[span.start : span.end]
    parts = re.findall(r"[\w’'.-]+", name)
    if (
        not parts
        or (len(parts) > 1 and parts[-1] in words.names["sites"])
        or (len(parts) > 1 and _CRAFT.search(name))
        or parts == ["Coast", "Guard"]
        or set(parts) & words.names["media"]
        or any(
            p.islower() and p not in {"of", "for", "the", "and", "in", "on", "al", "e", "i", "de", "du", "la"}
            for p in parts
        )
    ):
        return
    today = roster.cast.date or "9999"
    if any(name in a.ambiguous and a.until and a.until < today for a in roster.cast.catalogue.named(name)):
        return  # "our Allies" are not those of the last world war
    if len(parts) > 1:
        forget_places(roster, span)
    inside = [(s, n) for s, n in roster.names.items() if s.start < span.end and span.start < s.end]
    if "'s " in fold(name) or any(s.start < span.start or s.end > span.end for s, _ in inside):
        return
    if {part.casefold() for part in parts} & words.titles or parts[-1] in {
        "Charter",
        "Agreement",
        "Treaty",
        "Convention",
        "Resolution",
        "Declaration",
        "Act",
    }:
        return
    if set(parts) <= words.names["generic"] or (
        len(parts) == 1 and (parts[0] in words.names["generic"] or len(name) < 3)
    ):
        return
    if len(inside) > 1 or (inside and inside[0][1].actor.kind not in {"State", "Territory", "Organisation"}):
        return
    principal = None
    if (
        not inside
        and not set(parts) & words.names["bodies"]
        and text.count(name) < 2
        and not (name.isupper() and len(name) > 2)
    ):
        return
    if inside:
        others = {
            part.casefold()
            for part in re.findall(
                r"[\w’'-]+", (text[span.start : inside[0][0].start] + " " + text[inside[0][0].end : span.end])
            )
        }
        if others <= words.nouns["representatives"] | {
            "of",
            "the",
            "and",
            "armed",
            "forces",
            "security",
            "national",
            "officials",
            "authorities",
            "troops",
            "people",
        }:
            return
        if len(parts) - len(inside[0][1].actor.label.split()) < 1 or not set(parts) & (
            words.names["generic"] | words.names["armed"]
        ):
            return
        principal = inside[0][1].actor.id
        del roster.names[inside[0][0]]
    kind = (
        "Organ"
        if principal
        else "ArmedGroup"
        if set(parts) & words.names["armed"]
        else "Party"
        if set(parts) & words.names["party"]
        else "Organisation"
    )
    actor = roster.cast.group(name, kind, None) if principal is None else roster.cast.organ(name, principal)
    roster.names[span] = Named(actor, Nature.NAME)


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
