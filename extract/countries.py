"""Countries that a sentence's own words single out, without a name beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.classes import COUNTED, STATES
from detente.extract.reading import Argument, Sentence
from detente.extract.salience import as_reference

if TYPE_CHECKING:
    from detente.extract.discourse import Discourse


def regional(s: Sentence, token: int) -> bool:
    """Whether a country is described by the part of the world where it is: "the West African country"."""
    named = [n for k in s.tree.children(token, "amod", "compound", "nmod") if (n := s.named[k]) is not None]
    return len(named) == 1 and named[0].actor.kind == "Bloc" and s.tree.child(token, "prep", "relcl", "poss") is None


def listed_here(s: Sentence, token: int, discourse: Discourse) -> list[Argument]:
    """As many as are counted, listed before in the sentence: "Oman, Chad and Peru left, and Rome told the three
    states …".
    """
    count = next((COUNTED[s.tree.lower[k]] for k in s.tree.kids[token] if s.tree.lower[k] in COUNTED), 0)
    for first in range(token):
        listed = s.tree.conjuncts_after(first) if s.named[first] is not None else []
        names = [(t, n) for t in listed if (n := s.named[t]) is not None and t < token and n.actor.kind in STATES]
        if count and len(names) == len(listed) == count:
            return [as_reference(s, token, discourse.of_name(s, t, n)) for t, n in names]
    return []
