"""Who wrote the message that a text quotes: "Xi Jinping sent a telegram to Mr Assad. The message reads: …"."""

from __future__ import annotations

import re

from detente.extract.model import Span
from detente.extract.roster import Roster
from detente.ontology.actor import Actor

_READS = re.compile(
    r"\b(?:message|letter|telegram|cable|note|telegramme|greetings|congratulations|condolences|it)\b"
    r"(?: of [\w ]{3,40})?,? (?:reads?|says|said|states?|stated|runs|went)\b",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"\b(?:sent|sends|addressed|wrote|congratulated|congratulates|greeted|extended|offered|expressed|conveyed|forwarded)\b"
)
_STOP = re.compile(r"[.!?]\s|\n")


def writer(text: str, quote: Span, roster: Roster) -> tuple[Span, Actor] | None:
    """The name of whoever sent the message that the words around ``quote`` say reads so; None if they don't say it.

    The sender is the first name of the last sentence before that tells of sending, greeting or condoling, such as
    Xi Jinping in "Xi Jinping congratulated Mr Assad. The message reads: …".
    """
    before, behind = text[max(0, quote.start - 80) : quote.start], text[quote.end : quote.end + 60]
    if not _READS.search(before) and not _READS.match(behind.lstrip('",”. the')):
        return None
    for verb in reversed(list(_SENT.finditer(text, 0, quote.start))):
        stops = [m.end() for m in _STOP.finditer(text, 0, verb.start())]
        names = roster.within(Span(stops[-1] if stops else 0, verb.start()))
        if names:
            span, named = min(names, key=lambda item: item[0].start)
            return span, named.actor
    return None
