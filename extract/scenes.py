"""Where an attack fell whose doer is told later: "A bomb killed nine in Kabul. The group claimed responsibility."."""

from __future__ import annotations

import re
from functools import cached_property

from detente.extract.classes import STATES
from detente.extract.lexicon import Lexicon
from detente.extract.model import Document, Span
from detente.extract.names import Nature
from detente.extract.reading import Argument, Named, ids_of
from detente.extract.roster import Roster
from detente.extract.selection import words_of
from detente.extract.sentences import split_sentences

_STRUCK = STATES | {"Force"}
_WORD = re.compile(r"(?:['’]s)?\s+(\w+)")
_BACK = 2
"""How many sentences before the claim the attack may stand, and how many open a report of it."""


class Scenes:
    """Finds the state that the attack last told of in a document has struck.

    An act on people or places that plainly belong to a state has that state as its target; sentences that name but
    one actor are not parsed, so this reads their names alone.
    """

    def __init__(self, document: Document, roster: Roster, lexicon: Lexicon) -> None:
        self._document = document
        self._roster = roster
        self._lexicon = lexicon

    def struck(self, offset: int, token: int, doers: list[Argument], *, near: bool = False) -> list[Argument]:
        """The state struck by the last attack told before ``offset``; none if several may be meant.

        Args:
            offset: where the claim's word begins, in characters of the document.
            token: the token that stands for the state in the sentence of the claim.
            doers: who claims the attack; it did not strike them.
            near: whether to look at the last sentences only, not at the opening of the document as well.
        """
        own = ids_of(doers)
        before = [s for s in self._spans if s.start < offset]
        for span in (*reversed(before[-_BACK - 1 :]), *([] if near else before[:_BACK])):
            part = Span(span.start, min(span.end, offset))
            if self._lexicon.attacks.isdisjoint(words_of(self._document.text[part.start : part.end])):
                continue
            if found := self._states(part, own):
                return [Argument(found[0].actor, token, found[1], "reference")]
        return []

    def _states(self, span: Span, own: set[str]) -> tuple[Named, Span] | None:
        """The one state whose people or places a sentence names, those by adjective first."""
        near: dict[Nature, dict[str, tuple[Named, Span]]] = {}
        for place, named in self._roster.within(span):
            if named.actor.kind not in _STRUCK or self._beside(place.end):
                continue
            state = self._roster.cast.principal(named.actor) or named.actor.id
            if named.actor.id in own or self._roster.cast.get(state).kind not in STATES:
                continue
            if state not in own:
                meant = Named(self._roster.cast.get(state), named.nature)
                near.setdefault(named.nature, {}).setdefault(state, (meant, place))
        for states in (near.get(Nature.ADJECTIVE, {}), {k: v for found in near.values() for k, v in found.items()}):
            whole = {k: v for k, v in states.items() if v[0].actor.parent not in states}  # "Quetta, Pakistan"
            if len(whole) == 1:
                return next(iter(whole.values()))
        return None

    def _beside(self, end: int) -> bool:
        """Whether a name only says which border or envoy is meant: "near the Afghan border"."""
        after = _WORD.match(self._document.text, end)
        return after is not None and after[1].casefold() in self._no_victims

    @cached_property
    def _no_victims(self) -> frozenset[str]:
        nouns = self._lexicon.nouns
        return nouns["office_references"] | {"border", "frontier", "envoy", "ambassador", "charge", "chargé", "side"}

    @cached_property
    def _spans(self) -> list[Span]:
        return split_sentences(self._document.text)
