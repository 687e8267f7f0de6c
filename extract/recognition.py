"""The actors that a document names: the catalogue's by their names, others by the named-entity recogniser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from detente.extract.cast import Cast
from detente.extract.folding import fold
from detente.extract.model import Document, Span
from detente.extract.names import Match, NameIndex, Nature
from detente.extract.reading import Named
from detente.ontology.actor import Actor
from detente.ontology.words import WordClasses, load_words

_CAPITALISED = re.compile(r"(?<![.\w])[A-Z][\w'’-]+")
_TITLED = re.compile(
    r"\b(President|Prime Minister|Premier|Chancellor|King|Queen|Secretary|Minister|Ambassador|General|Gen\.|Mr|Mr\."
    r"|Mrs\.?|Ms\.?|Dr|Sheikh|Emir|Secretary-General|Ayatollah|Pope|Senator|Governor|Sultan)"
    r"\s+((?:[a-z]{2}[- ])?[A-Z][\w'’-]+)"
)
_PARTICLES = frozenset({"dela", "della", "delle", "delos", "bint", "dalla", "dello", "degli"})
"""Long words without a capital that names have inside."""
_CAPITAL = r"[A-Z][\w’'-]+"
_BANDS = r"(?:Brigades?|Battalions?|Militia|Front|Army|Movement|Party|Legion|Corps|Alliance|Coalition|Union|Council)"
_PURPOSE = rf"(?: (?:of|for) (?:the )?{_CAPITAL}(?: (?:(?:and|of|for|the) )*{_CAPITAL})*)"
_BAND = re.compile(rf"\b(?:(?:{_CAPITAL}|al) ){{1,4}}{_BANDS}\b{_PURPOSE}?|\b{_BANDS}{_PURPOSE}")
"""What bands, parties and unions call themselves, which the recogniser often cuts short."""
_RIGHT_OF = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:of|from|for)\s+(?:the\s+)?")
_RIGHT_OFFICE = re.compile(
    r"\s*,\s*(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){0,4}?(?P<office>commander|spokesman|spokeswoman|spokesperson|head|chief"
    r"|director|leader|minister|president|secretary|ambassador|member|general|deputy|official|chairman|envoy|adviser"
    r"|advisor|representative)\s+(?:of|for|at|to|in)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_RIGHT_APPOS = re.compile(r"\s*,\s*(?:the\s+|an?\s+)?(?:former\s+|current\s+|deputy\s+)?")


@dataclass(slots=True)
class Roster:
    """The named actors of a document, by place."""

    cast: Cast
    names: dict[Span, Named] = field(default_factory=dict)

    def within(self, span: Span) -> list[tuple[Span, Named]]:
        """The names inside ``span``, left to right."""
        return [(s, n) for s, n in sorted(self.names.items()) if s.start >= span.start and s.end <= span.end]

    def free(self, span: Span) -> bool:
        """Whether no name overlaps ``span``."""
        return not any(s.start < span.end and span.start < s.end for s in self.names)


def recognise(document: Document, cast: Cast, index: NameIndex) -> Roster:
    """The catalogue's actors in the text; the title helps to know who is meant."""
    roster = Roster(cast)
    folded = fold(document.text)
    matches = index.find(folded)
    cast.sure([*index.find(fold(document.title)), *matches])
    for match in matches:
        if picked := cast.pick(match, folded[match.span.start : match.span.end]):
            actor, nature = picked
            if not _part_of_name(folded, match, actor, nature):
                if nature is not Nature.PLACE:
                    cast.meet(actor)
                roster.names[_with_suffix(folded, match.span, actor)] = Named(actor, nature)
    _halves(folded, roster)
    _surnames_behind_titles(folded, roster)
    for band in _BAND.finditer(document.text):
        _add_body(document.text, _trim(document.text, Span(*band.span())), roster, load_words())
    return roster


def _halves(text: str, roster: Roster) -> None:
    """The first half of "North and South Korea", whose name stands only behind the second."""
    for match in re.finditer(r"\b(North|South|East|West) and (?:North|South|East|West) ([A-Z]\w+)", text):
        span = Span(match.start(1), match.end(1))
        known = roster.cast.catalogue.named(f"{match.group(1)} {match.group(2)}")
        if len(known) == 1 and roster.free(span):
            roster.names[span] = Named(roster.cast.meet(known[0]), Nature.NAME)


def _with_suffix(text: str, span: Span, actor: Actor) -> Span:
    """A person's name with "Jr." and the like behind it."""
    if actor.kind == "Person" and (
        match := re.match(r",? (?:Jr|Sr)\b\.?,?|,? I{2,3}\b", text[span.end : span.end + 7])
    ):
        return Span(span.start, span.end + match.end())
    return span


def _part_of_name(text: str, match: Match, actor: Actor, nature: Nature) -> bool:
    """Whether a state's or city's name is but a part of another: "New Jersey", "Paris Agreement", "Michael Jordan"."""
    before = text[max(0, match.span.start - 12) : match.span.start]
    form = text[match.span.start : match.span.end]
    if form in load_words().names["media"] and match.candidates[0].ambiguous:
        return True
    if form in {"Congress", "Parliament", "Assembly"} and re.search(r"(?:\d(?:st|nd|rd|th)|Party)\s$", before):
        return True
    if re.match(
        r" (?:Peninsula|Sea|Ocean|Gulf|Straits?|River|Valley|Mountains|Plateau|Canal|Basin|Desert|Channel|Charter)\b",
        text[match.span.end : match.span.end + 12],
    ):
        return True
    after = text[match.span.end : match.span.end + 24]
    if nature is Nature.CAPITAL and re.match(
        r" (?:Agreement|Accord|Accords|Treaty|Protocol|Declaration|Convention|Convenant|Club|Airport|Street|University"
        r"|Summit|Process|Times|Post|Conference|Stock|Exchange|Marathon|Olympics|Principles|Pact)",
        after,
    ):
        return True
    if (
        nature is Nature.NAME
        and actor.kind == "State"
        and re.match(r" (?:Today|Times|Post|Airlines|Airways|Tribune|Herald|Daily|Open|Grand Prix)\b", after)
    ):
        return True
    return bool(
        re.search(r"\b(?:New|Papua New)\s$", before)
        and nature is not Nature.ADJECTIVE
        and not actor.label.startswith(("New", "Papua"))
    )


def _surnames_behind_titles(text: str, roster: Roster) -> None:
    """ "President Bazoum" where the text never gives the full name."""
    for match in _TITLED.finditer(text):
        span = Span(match.start(2), match.end(2))
        if roster.free(span) and match.group(2) not in roster.cast.weak:
            following = re.match(r"\s+[A-Z][\w'’-]+", text[match.end() :])
            if following:
                continue
            name = re.sub(r"['’]s$", "", match.group(2))
            actor = roster.cast.titled(name, _state_before(roster, span.start))
            if actor is not None:
                roster.names[Span(span.start, span.start + len(name))] = Named(actor, Nature.NAME)


def _state_before(roster: Roster, end: int) -> str | None:
    kinds = {"State", "Territory", "Organ", "Force", "Organisation", "ArmedGroup", "Party", "Movement"}
    near = [(s, n) for s, n in roster.names.items() if end - 45 < s.end <= end and n.actor.kind in kinds]
    near = [(s, n) for s, n in near if n.actor.kind in {"State", "Territory"} or end - s.end < 4]
    return max(near, key=lambda item: item[0])[1].actor.id if near else None


def add_entities(document: Document, roster: Roster, entities: Iterable[tuple[Span, str]]) -> None:
    """Take up what the recogniser found and the catalogue lacks; offsets are the document's."""
    words = load_words()
    for span, label in entities:
        span = _trim(document.text, span)
        if label == "PERSON":
            span = _with_first_name(document.text, span)
        text = document.text[span.start : span.end]
        if not text or not text[0].isupper() or len(text) > 80 or "\n" in text:
            continue
        if label == "PERSON":
            _add_person(document.text, span, roster, words)
        elif label == "ORG":
            _add_body(document.text, span, roster, words)


def _with_first_name(text: str, span: Span) -> Span:
    """A name that the recogniser begins with its particle, from the name before: "Maria de Lima", not "de Lima"."""
    before = re.search(r"[A-Z][\w'’-]+ $", text[max(0, span.start - 30) : span.start])
    if not text[span.start : span.end][:1].islower() or before is None:
        return span
    return Span(span.start - len(before.group()), span.end)


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    piece = text[start:end]
    if match := re.match(r"(?:the|The|a|an)\s+", piece):
        start += match.end()
    if match := re.search(r"(?:['’]s|['’]|\s+)$", text[start:end]):
        end = start + match.start()
    return Span(start, end)


def _add_person(text: str, span: Span, roster: Roster, words: WordClasses) -> None:
    parts = text[span.start : span.end].split()
    while len(parts) > 1 and parts[0].strip(".").casefold() in words.titles:
        span = Span(span.start + len(parts[0]) + 1, span.end)
        parts = parts[1:]
    name = text[span.start : span.end]
    if len(parts) > 1:
        _forget_places(roster, span)
    if (
        not roster.free(span)
        or len(parts) > 5
        or any(p.islower() and len(p) > 3 and p not in _PARTICLES for p in parts)
        or not name
        or not name[0].isupper()
    ):
        return
    office, principal = _office(text, span, roster, words)
    if len(parts) == 1:
        known = roster.cast.weak.get(fold(name))
        actor = roster.cast.get(known) if known else roster.cast.titled(name, principal) if office else None
        if actor is None and not office:
            return
        actor = actor or roster.cast.person(name, principal, office)
    else:
        actor = roster.cast.person(name, principal, office)
    roster.names[span] = Named(actor, Nature.NAME)


def _forget_places(roster: Roster, span: Span) -> None:
    """Within a longer name, a place's name is no place."""
    for place in [
        s
        for s, n in roster.names.items()
        if n.nature is Nature.PLACE and span.start <= s.start and s.end <= span.end and s != span
    ]:
        del roster.names[place]


def _office(text: str, span: Span, roster: Roster, words: WordClasses) -> tuple[str | None, str | None]:
    """The office and principal that the words around a person's name state."""
    left = text[max(0, span.start - 70) : span.start]
    tokens = re.findall(r"[\w.’'-]+|[^\w\s]", left)
    title: list[str] = []
    for token in reversed(tokens):
        plain = token.strip(".").casefold()
        if plain in words.titles or (title and plain in {"of", "for", "and", "the"}):
            title.insert(0, token)
        else:
            break
    while title and title[0].casefold() in {"of", "for", "and", "the"}:
        title.pop(0)
    office = " ".join(title) or None
    principal = None
    if office and not _named_behind(text, span, roster):
        principal = _state_before(roster, span.start - len(office))
    if principal is None and (match := _RIGHT_OFFICE.match(text, span.end)):
        named = next((n for s, n in roster.names.items() if s.start == match.end()), None)
        if named is not None and named.actor.kind != "Person":
            return office or match["office"].title(), named.actor.id
    for pattern in (_RIGHT_OF, _RIGHT_APPOS):
        if principal is None and (match := pattern.match(text, span.end)):
            named = next((n for s, n in roster.names.items() if s.start == match.end()), None)
            after = text[match.end() : match.end() + 80].casefold()
            if (
                named is not None
                and named.actor.kind != "Person"
                and (pattern is _RIGHT_OF or any(f" {t}" in after for t in words.titles if len(t) > 4))
            ):
                principal = named.actor.id
                if pattern is _RIGHT_APPOS and office is None:
                    office = next(
                        (
                            t.title()
                            for t in (
                                "president",
                                "prime minister",
                                "foreign minister",
                                "minister",
                                "spokesman",
                                "spokeswoman",
                                "ambassador",
                                "leader",
                                "chief",
                                "commander",
                            )
                            if t in after
                        ),
                        None,
                    )
    return office, principal


def _named_behind(text: str, span: Span, roster: Roster) -> bool:
    """Whether a state follows a person's name as theirs: "Minister Tamar Beruchashvili of Georgia"."""
    match = _RIGHT_OF.match(text, span.end)
    return match is not None and any(
        s.start == match.end() and n.actor.kind in {"State", "Territory"} for s, n in roster.names.items()
    )


def _add_body(text: str, span: Span, roster: Roster, words: WordClasses) -> None:
    name = text[span.start : span.end]
    parts = re.findall(r"[\w’'.-]+", name)
    if (
        not parts
        or set(parts) & words.names["media"]
        or any(
            p.islower() and p not in {"of", "for", "the", "and", "in", "on", "al", "e", "i", "de", "du", "la"}
            for p in parts
        )
    ):
        return
    if len(parts) > 1:
        _forget_places(roster, span)
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


def add_short_names(document: Document, roster: Roster) -> None:
    """Mark surnames and short names of the actors met, wherever they stand alone."""
    forms = {fold(form): actor for form, actor in roster.cast.weak.items() if len(form) > 1}
    forms |= {form[0].upper() + form[1:]: actor for form, actor in forms.items() if form[0].islower()}
    _acronyms(document.text, roster, forms)
    if not forms:
        return
    pattern = re.compile(
        r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) + r")(?![\w])"
    )
    for match in pattern.finditer(fold(document.text)):
        span = Span(match.start(), match.end())
        if roster.free(span):
            actor = roster.cast.get(forms[match.group()])
            roster.names[_with_given_name(document.text, span, actor)] = Named(actor, Nature.NAME)


def _with_given_name(text: str, span: Span, actor: Actor) -> Span:
    """A surname with the person's given name behind it: "Kishida Fumio"."""
    if actor.kind != "Person":
        return span
    match = re.match(r" ([A-Z][\w-]+)", text[span.end : span.end + 25])
    given = {part for name in (actor.label, *actor.names) for part in name.split()}
    return Span(span.start, span.end + match.end()) if match and match.group(1) in given else span


def _acronyms(text: str, roster: Roster, forms: dict[str, str]) -> None:
    """Acronyms that the text introduces in brackets behind a full name."""
    for span, named in sorted(roster.names.items()):
        match = re.match(r"\s*\(\s*[\"“]?([A-Z][A-Za-z.-]{1,11})[\"”]?\s*\)", text[span.end : span.end + 18])
        if match and named.nature is Nature.NAME:
            forms.setdefault(fold(match.group(1)), named.actor.id)


def unknown_capitals(text: str, names: Sequence[tuple[Span, Named]], offset: int) -> bool:
    """Whether a sentence has capitalised words, not at its start, outside the names found so far."""
    for match in _CAPITALISED.finditer(text):
        start = offset + match.start()
        if match.start() > 1 and not any(s.start <= start < s.end for s, _ in names):
            return True
    return False
