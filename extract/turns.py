"""Whose words a document's unquoted text is: official statements, transcripts' turns, statements behind "she said:"."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from detente.extract.folding import fold
from detente.extract.model import Claimant, Document, Span
from detente.extract.names import catalogue_index
from detente.extract.roster import Roster
from detente.extract.signatories import joint_makers, signatories
from detente.ontology.actor import Actor
from detente.ontology.words import load_words

_TURN = re.compile(
    r"^(?:(?P<who>(?:(?:MR|MRS|MS|DR|GEN|Mr|Mrs|Ms|Dr)\. )?[A-Z][^\n:.!?\"“”]{2,70}|Q):\s"
    r"|(?P<asks>Q)[ \t]+(?=[A-Z“\"]))",
    re.MULTILINE,
)
_QUESTION = re.compile(r"(?:Question|Q|Answer|Moderator|Reporter|Journalist)\b")
_OUTLET = re.compile(r"[A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*){0,3}")
"""Who asks: "AFP", "China Daily"."""
_ABROAD = re.compile(
    r"(?:PRIME |FOREIGN |DEFEN[CS]E )?MINISTER|PRESIDENT|CHANCELLOR|PREMIER|KING|EMIR|CROWN PRINCE|TAOISEACH|SULTAN"
)
"""Who speaks beside a state's own officers in what it prints: "FOREIGN MINISTER AL-ZAYANI"."""
_AT_HOME = re.compile(r"(?:MR|MRS|MS|DR|GEN)\. |(?:SENIOR|ADMINISTRATION|SECRETARY|AMBASSADOR|GENERAL|ADMIRAL|NSC)\b")
_OFFICER = re.compile(
    r"\b(?P<office>President|Prime Minister|Chancellor|Foreign Minister|King|Secretary|Premier) (?P<name>[A-Z][\w’'-]+)"
)
_BY_THE_HEAD = re.compile(r"(?:the )?(?:President|Prime Minister|Government)(?: and|,)")
"""The issuer's own head of state or government among those who make a joint statement."""
_LEAD = re.compile(
    r"^(?P<who>[^\n\"“”:]{3,200}?)\b(?:said|says|added|stated|commented|declared|follows|statement|remarks)\b"
    r"[^\n\"“”:]{0,80}:[ \t]*\n+(?!\s*[\"“•*-])",
    re.MULTILINE,
)
_END = re.compile(
    r"^\W*(?:ENDS?\b|Notes? to editors|Background\b|Further information|Media enquiries|About \b|###)", re.MULTILINE
)
_STATEMENT = re.compile(r"\b(?:statement|remarks|message|speech|address|press release|interview)\b", re.IGNORECASE)
_PERSON_STATEMENT = re.compile(
    r"\b(?:statement|remarks|message|speech|address|interview|video)\b.{0,40}?\b(?:by|from|of|with)\b", re.IGNORECASE
)
_SPEECH = re.compile(r"\b(?:interview|address(?:ed|es)?|speech|remarks|speaks?|spoke|video|message)\b", re.IGNORECASE)
_TALK = re.compile(r"\b(?:readout|calls?|conversation|meeting|meets?|met|talks?|visit)\b", re.IGNORECASE)
_INTERVIEW = re.compile(r"\b(?:interview|video)\b", re.IGNORECASE)
_MASTHEAD = re.compile(
    r"(?:(?:Joint )?(?:Statement|Declaration|Communiqué|Message) (?:by|of|from) (?:the )?)?"
    r"(?P<who>(?:[\w’'-]+ ){0,3}(?:Government|Ministry|Office|Presidency|Embassy|Cabinet)\b[^\n:.]{0,60})[:.\n]"
)
_TOPIC = re.compile(r"\b(?:on|about|regarding|concerning|at|before|after|following|marking|honou?ring)\b")
"""What parts who makes a statement from what it is about: "Remarks by the President on Osama bin Laden"."""
_HEAD = re.compile(r"\b(?:Vice President|President|Prime Minister|King)\b")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]urs?|us|[Mm]y)\b")
_OFFICE = re.compile(
    r"\b(?:Secretary|Minister|President|Ambassador|Commander|General|Chancellor|Premier|Representative|Spokes\w+)\b",
    re.IGNORECASE,
)


class Turns:
    """Says of every place in a document who has the word there, and to whom it is spoken."""

    def __init__(self, document: Document, roster: Roster) -> None:
        self._document = document
        self._roster = roster
        self._cast = roster.cast
        self.title = document.title
        self.issuer = self._issuer()
        """The state or body that issued the document, if it is a statement: its "we"."""
        self.author = self._author()
        """The person or body whose "I" the document's is."""
        self.signatories = signatories(document.text, roster) or self._joint()
        """Those who say "we" together in a statement of several."""
        found = self._dialogue()
        self._led = not found and bool(found := self._leads())
        found = found or self._speech()
        self._starts = [start for start, _ in found]
        self._speakers = [speaker for _, speaker in found]

    def _joint(self) -> list[Actor]:
        """The bodies that make a joint statement, by its title; none if it names fewer than two."""
        who = joint_makers(self._document.title)
        found = self.named_in(who)
        officers = (self._cast.titled(m["name"], None, m["office"]) for m in _OFFICER.finditer(who))
        found += [officer for officer in officers if officer is not None]
        if self.issuer is not None and _BY_THE_HEAD.match(who):
            found.insert(0, self.issuer)
        bodies: dict[str, Actor] = {}
        for actor in found:
            principal = self._cast.principal(actor)
            body = self._cast.get(principal) if principal else actor
            bodies.setdefault(body.id, body)
        return list(bodies.values()) if len(bodies) > 1 else []

    def narrator(self) -> bool:
        """Whether one person alone speaks in the document, as in an address, whose words are the narrator's own; an
        interview is not theirs, nor a statement that an office quotes.
        """
        alone = len({speaker.id if speaker is not None else "" for speaker in self._speakers}) == 1
        return alone and not self._led and not _INTERVIEW.search(self._document.title)

    def at(self, offset: int) -> Actor | None:
        """Who has the word at ``offset``; None where it is the narrator."""
        place = bisect_right(self._starts, offset) - 1
        return self._speakers[place] if place >= 0 else None

    def unknown(self, offset: int) -> bool:
        """Whether somebody has the word of whom nothing is known, so that his "we" is nobody's: a reporter's."""
        return not self._led and self.at(offset) is None and bisect_right(self._starts, offset) > 0

    def text(self, start: int, end: int) -> str:
        """The document's words from ``start`` to ``end``."""
        return self._document.text[start:end]

    def claimant(self, offset: int) -> Claimant | None:
        """The same, as a claimant."""
        actor = self.at(offset)
        return (
            None
            if actor is None
            else Claimant(actor.label, Span(offset, offset), actor.id, self._cast.principal(actor))
        )

    def addressee(self, offset: int) -> Actor | None:
        """The "you" of a conversation of two."""
        speaker = self.at(offset)
        others = {
            actor.id: actor
            for actor in self._speakers
            if actor is not None and speaker is not None and actor.id != speaker.id
        }
        return next(iter(others.values())) if len(others) == 1 else None

    def is_readout(self) -> bool:
        """Whether an office tells of a talk or call between two, by the document's title."""
        return self.issuer is not None and _TALK.search(self.title) is not None

    def partners(self) -> list[Actor]:
        """The two states between which the document's title has something happen: the issuer's and another."""
        if self.issuer is None:
            return []
        bodies = {self.issuer.id: self.issuer}
        for actor in self.titled:
            principal = self._cast.principal(actor)
            body = self._cast.get(principal) if principal else actor
            if body.kind != "Person":
                bodies.setdefault(body.id, body)
        return list(bodies.values()) if len(bodies) == 2 else []

    def people(self) -> list[Actor]:
        """The two persons of the title."""
        found = {actor.id: actor for actor in self.titled if actor.kind == "Person"}
        return list(found.values()) if self.issuer is not None and len(found) == 2 else []

    @cached_property
    def titled(self) -> list[Actor]:
        """The actors of the catalogue that the document's title names."""
        return self.named_in(self.title)

    def named_in(self, text: str) -> list[Actor]:
        """The actors of the catalogue that a text names."""
        return [picked[0] for match in catalogue_index().find(fold(text)) if (picked := self._cast.pick(match))]

    def _issuer(self) -> Actor | None:
        source = self._document.source or self._masthead()
        words = set(re.findall(r"\w+", source.casefold()))
        matches = catalogue_index().find(fold(source))
        actors = [picked[0] for match in matches if (picked := self._cast.pick(match))]
        if not actors:
            return None
        official = bool(words & load_words().names["official"])
        whole = any(m.span.end - m.span.start >= len(source.removeprefix("The ").strip()) - 1 for m in matches)
        if not (official or whole) or any(a.kind == "Person" for a in actors[:1]):
            return None
        if (
            len(actors) > 1
            and actors[0].kind == "Organ"
            and re.search(r"\bof (?:the )?$", source[: matches[1].span.start])
        ):
            return actors[1] if actors[1].kind == "State" else actors[0]  # "Ministry of Defence of Ukraine"
        principal = self._cast.principal(actors[0])
        return self._cast.get(principal) if principal else actors[0]

    def _masthead(self) -> str:
        """The first words of a statement that came without a source: "Statement by the Government of Canada: …"."""
        match = _MASTHEAD.match(self._document.text)
        return match.group("who") if match else ""

    def _author(self) -> Actor | None:
        if self.issuer is None:
            return None
        match = _PERSON_STATEMENT.search(self._document.title)
        if match is None and not _STATEMENT.search(self._document.title):
            return self.issuer
        who = _TOPIC.split(self._document.title[match.end() :])[0] if match else self._document.title
        persons = [actor for actor in self.named_in(who) if actor.kind == "Person"]
        office = _HEAD.search(who) if match and not persons else None
        holder = self._cast.office_holder(office[0].casefold(), self.issuer.id) if office else None
        return next(iter(persons), holder or self.issuer)

    def _dialogue(self) -> list[tuple[int, Actor | None]]:
        """The turns of a transcript: "Vladimir Putin: …"."""
        turns: list[tuple[int, Actor | None]] = []
        for match in _TURN.finditer(self._document.text):
            speaker = self._labelled(match) if match["who"] else None
            label = match["who"] or match["asks"]
            if speaker is not None or _QUESTION.match(label) or _OUTLET.fullmatch(label) or _ABROAD.match(label):
                turns.append((match.start(), speaker))
        return turns if len(turns) > 1 and any(speaker for _, speaker in turns) else []

    def _labelled(self, match: re.Match[str]) -> Actor | None:
        persons = [
            n.actor
            for s, n in self._roster.names.items()
            if match.start() <= s.start and s.end <= match.end("who") and n.actor.kind == "Person"
        ]
        if persons:
            return persons[-1]
        label = match["who"]
        if not label.replace("Mc", "MC").replace("Mr", "MR").isupper():
            return None
        surname = label.split()[-1].title()
        principal = self.issuer.id if self.issuer else None
        if principal and label.removeprefix("THE ") in {"PRESIDENT", "VICE PRESIDENT", "PRIME MINISTER"}:
            return self._cast.office_holder(label.removeprefix("THE ").casefold(), principal)
        return self._cast.titled(surname, principal) or self._unnamed(label)

    def _unnamed(self, label: str) -> Actor | None:
        """For whom somebody unknown speaks, by the label: a state's own officers for it ("MR. SNOW"), others for the
        one other state that the title names ("PRESIDENT RUTO", in remarks with the president of Kenya).
        """
        if _AT_HOME.match(label):
            return self.issuer
        other = [actor for actor in self.partners() if actor is not self.issuer] if _ABROAD.match(label) else []
        return other[0] if len(other) == 1 else None

    def _leads(self) -> list[tuple[int, Actor | None]]:
        """Statements printed unquoted behind "The Foreign Secretary said:"."""
        turns: list[tuple[int, Actor | None]] = []
        for match in _LEAD.finditer(self._document.text):
            if speaker := self._leading(match):
                turns.append((match.end(), speaker))
        if turns and (end := _END.search(self._document.text, turns[-1][0])):
            turns.append((end.start(), None))
        return turns

    def _leading(self, match: re.Match[str]) -> Actor | None:
        names = sorted(self._roster.names.items())
        inside = [n.actor for s, n in names if match.start() <= s.start and s.end <= match.end("who")]
        persons = [actor for actor in inside if actor.kind == "Person"]
        if persons:
            return persons[-1]
        if _OFFICE.search(match["who"]):
            before = [n.actor for s, n in names if s.end <= match.start() and n.actor.kind == "Person"]
            if before:
                return before[-1]
            if re.search(r"\bfor\b", match["who"]) and self.issuer is not None:
                return self.issuer  # "the Minister for Africa said"
        return inside[0] if inside else None

    def _speech(self) -> list[tuple[int, Actor | None]]:
        """A person's address or interview, printed without quotation marks."""
        author = self.author
        if (
            author is None
            or author.kind != "Person"
            or not _SPEECH.search(self._document.title)
            or re.search(r"\bstatement\b", self._document.title, re.IGNORECASE)
        ):
            return []
        text = self._document.text
        return (
            [(0, author)] if "“" not in text and '"' not in text[:200] and len(_FIRST_PERSON.findall(text)) > 3 else []
        )
