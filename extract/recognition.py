"""The actors that a document names, by the catalogue's names for them and by the short names that follow from those."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.extract.cast import Cast
from detente.extract.folding import fold
from detente.extract.model import Document, Span
from detente.extract.names import PLACED, Match, NameIndex, Nature
from detente.extract.persons import given_names
from detente.extract.reading import Named
from detente.extract.roster import Roster, state_before
from detente.ontology.actor import Actor, reached
from detente.ontology.words import load_words

_CAPITALISED = re.compile(r"(?<![.\w])[A-Z][\w'’-]+")
_OTHER_COALITION = re.compile(
    r"(?<!U\.S\.)(?<!US)(?<!American)-led coalition|[Cc]oalition (?:to|of|government|partner|parties|deal)"
)
"""A coalition that is none against an enemy of all, but a war of its own or a government."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLACES = frozenset({"Israel", "Santiago", "Sofia", "Trinidad", "Victoria", "Wellington"})
"""Given names that are also places', which stand before other places in lists of few commas."""
_OF_PLACES = frozenset({Nature.NAME, Nature.SEAT, Nature.CAPITAL, Nature.PLACE})
_TITLED = re.compile(
    r"\b((?:Vice |Deputy )?President|(?:Deputy )?Prime Minister|(?:Foreign|Defen[cs]e|Interior|Finance) Minister"
    r"|(?:Foreign|Defen[cs]e) Secretary|Premier|Chancellor|King|Queen|Secretary|Minister|Ambassador|General|Gen\."
    r"|Mr|Mr\.|Mrs\.?|Ms\.?|Dr|Sheikh|Emir|Secretary-General|Ayatollah|Pope|Senator|Governor|Sultan)"
    r"\s+((?:[a-z]{2}[- ])?[A-Z][\w'’-]+)"
)


def recognise(document: Document, cast: Cast, index: NameIndex) -> Roster:
    """The catalogue's actors in the text; the title helps to know who is meant."""
    roster = Roster(cast)
    folded = fold(document.text)
    matches = [match for match in index.find(folded) if not _is_place(folded, match, cast)]
    cast.years = frozenset(_YEAR.findall(folded))
    cast.sure([*index.find(fold(document.title)), *matches])
    if not _OTHER_COALITION.search(folded):
        _meet_coalitions(cast)
    for match in matches:
        if picked := cast.pick(match, folded[match.span.start : match.span.end]):
            actor, nature = picked
            if not _part_of_name(folded, match, actor, nature):
                actor = _of_another(folded, match.span, actor, roster, index) or actor
                if nature is not Nature.PLACE:
                    cast.meet(actor)
                roster.names[_with_suffix(folded, match.span, actor)] = Named(actor, nature)
    _halves(folded, roster)
    _surnames_behind_titles(folded, roster)
    return roster


def _of_another(text: str, span: Span, actor: Actor, roster: Roster, index: NameIndex) -> Actor | None:
    """The organ of the state named beside it, where the bare word means another's: "Peru's Congress".

    "The Ministry of Defence in Baghdad" is Iraq's.
    """
    form = text[span.start : span.end]
    if actor.kind != "Organ" or form not in actor.ambiguous:
        return None
    before = re.search(r"(?:['’]s?|\b) $", text[max(0, span.start - 3) : span.start])
    end = span.start - len(before.group()) if before else -1
    states = [n.actor for s, n in roster.names.items() if s.end == end]
    if behind := re.match(r" (?:of|in) (?:the )?", text[span.end : span.end + 8]):
        start = span.end + behind.end()
        found = [m for m in index.find(text[start : start + 60]) if m.span.start == 0]
        states += [picked[0] for m in found if (picked := roster.cast.pick(m))]
    owner = next((a for a in states if a.kind in {"State", "Territory"}), None)
    if owner is None or owner.id == roster.cast.principal(actor):
        return None
    return roster.cast.organ(f"{form} of {owner.label}", owner.id)


def _meet_coalitions(cast: Cast) -> None:
    """Know "the coalition" from its enemy: the catalogue's id of such a coalition says whom it is against."""
    for enemy in list(cast.met):
        coalition = cast.catalogue.actors.get(f"coalition-against-{enemy}")
        if coalition is not None and (coalition.since is None or reached(coalition.since, cast.date or "9999")):
            cast.meet(coalition)


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


def _is_place(text: str, match: Match, cast: Cast) -> bool:
    """Whether a place has a person's name: "the town of Masisi"."""
    persons = all(cast.get(c.actor).kind == "Person" for c in match.candidates)
    return persons and PLACED.search(text[max(0, match.span.start - 20) : match.span.start]) is not None


def _part_of_name(text: str, match: Match, actor: Actor, nature: Nature) -> bool:
    """Whether a state's or city's name is but a part of another: "New Jersey", "Paris Agreement", "Michael Jordan"."""
    before = text[max(0, match.span.start - 24) : match.span.start]
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
    if actor.kind == "State" and nature is Nature.ADJECTIVE and before.endswith("thnic "):
        return True  # "ethnic Albanian rebels" are not Albania's
    if re.search(r"\b(?:Sea|Gulf|Straits?|Bay) of (?:the )?$", before):
        return True  # missiles fired into the Sea of Japan do not strike Japan
    if re.search(r"\b(?:Abu|Umm|Ibn|Bin) $", before):
        return True  # "Yasser Abu Shabab" is no group
    if (
        actor.kind == "Person"
        and nature is Nature.NAME
        and (PLACED.search(before) or _is_namesake(before, form, actor))
    ):
        return True
    if nature in _OF_PLACES and actor.kind in {"State", "Territory"} and _is_surname(before):
        return True
    if actor.kind == "Company" and (
        re.match(r"[- ](?:jets?|flights?|airliners?|planes?|aircraft|helicopters?|A?\d{3}|MAX)\b", after)
        or (form in {"Boeing", "Airbus"} and re.search(r"\b[Aa]n? (?:\w+ )?$", before))
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


def _is_namesake(before: str, surname: str, actor: Actor) -> bool:
    """Whether the given name before a surname makes it another's: "Musa al-Sadr" is not Moqtada al-Sadr."""
    given = re.search(r"([A-Z][a-z]+) $", before)
    if given is None or " " in surname:
        return False
    own = {part for name in (actor.label, *actor.names) for part in re.split(r"[ -]", name)}
    name = given.group(1)
    if re.search(r"\b(?:Abu|Umm) [A-Z]\w+ $", before):
        return True  # "Abu Bakar Bashir" is not Omar al-Bashir
    surely = surname.casefold().startswith(("al-", "el-")) and name.casefold() not in load_words().titles
    return name not in own and (surely or name in given_names())


def _is_surname(before: str) -> bool:
    """Whether a given name stands before the name of a place: "Michael Jordan", "Germain Katanga"."""
    given = re.search(r"(?<![\w’'.-])([A-Z][a-zé]+) $", before)
    return given is not None and given.group(1) in given_names() and given.group(1) not in _PLACES


def _surnames_behind_titles(text: str, roster: Roster) -> None:
    """ "President Bazoum" where the text never gives the full name."""
    for match in _TITLED.finditer(text):
        span = Span(match.start(2), match.end(2))
        if roster.free(span) and match.group(2) not in roster.cast.weak:
            following = re.match(r"\s+[A-Z][\w'’-]+", text[match.end() :])
            if following:
                continue
            name = re.sub(r"['’]s$", "", match.group(2))
            actor = roster.cast.titled(name, state_before(roster, span.start), match.group(1))
            if actor is not None:
                roster.names[Span(span.start, span.start + len(name))] = Named(actor, Nature.NAME)


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
    _given_alone(document.text, roster)


def _given_alone(text: str, roster: Roster) -> None:
    """Mark the given name that only one of those met bears, where it stands alone: "I thank John for his service"."""
    bearers: dict[str, set[str]] = {}
    for actor in roster.cast.met.values():
        first, _, rest = actor.label.partition(" ")
        if actor.kind == "Person" and rest and len(first) > 3 and first not in _PLACES:
            bearers.setdefault(first, set()).add(actor.id)
    alone = {first: next(iter(ids)) for first, ids in bearers.items() if len(ids) == 1 and first in given_names()}
    if not alone:
        return
    pattern = re.compile(rf"(?<![\w’'.-])(?<![A-Z][a-z] )(?:{'|'.join(map(re.escape, sorted(alone)))})(?![\w-]| [A-Z])")
    for match in pattern.finditer(text):
        span = Span(match.start(), match.end())
        if roster.free(span) and not re.search(r"[A-Z][\w’'.-]* $", text[max(0, span.start - 20) : span.start]):
            roster.names[span] = Named(roster.cast.get(alone[match.group()]), Nature.NAME)


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
            _take_over(text, match.group(1), named.actor, roster)


def _take_over(text: str, acronym: str, actor: Actor, roster: Roster) -> None:
    """An acronym taken for a body of its own is the body whose name it is: "Unity Party of Nepal (UPN)"."""
    for span, named in list(roster.names.items()):
        if text[span.start : span.end] == acronym and named.actor.id.startswith("x-"):
            roster.names[span] = Named(actor, Nature.NAME)


def unknown_capitals(text: str, names: Sequence[tuple[Span, Named]], offset: int) -> bool:
    """Whether a sentence has capitalised words, not at its start, outside the names found so far."""
    for match in _CAPITALISED.finditer(text):
        start = offset + match.start()
        if match.start() > 1 and not any(s.start <= start < s.end for s, _ in names):
            return True
    return False
