"""Bodies by what they are and where they are from: "the Lebanese group", "the Shia militia", "the continental body"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.classes import GROUPS, STATES
from detente.extract.names import Nature
from detente.extract.reading import Argument, Sentence
from detente.ontology.words import load_words

if TYPE_CHECKING:
    from detente.extract.discourse import Discourse


_UNIONS = frozenset({"coalition", "alliance", "bloc", "union"})
"""What somebody leads or backs without its being a group spoken of."""
_TELLING = frozenset({"prep", "relcl", "appos", "acl"})


def of_land(s: Sentence, token: int, discourse: Discourse) -> list[Argument]:
    """The group of a country last spoken of: after Hezbollah, "the Lebanese group" is not Lebanon."""
    tree = s.tree
    beside = tree.children(token, "amod", "compound", "nmod")
    lands = [n for k in beside if (n := s.named[k]) is not None]
    if len(lands) != 1 or lands[0].nature is not Nature.ADJECTIVE or lands[0].actor.kind not in STATES:
        return []
    if any(tree.deps[k] in {"prep", "relcl", "appos", "poss"} for k in tree.kids[token]):
        return []
    if any(s.named[k] is None and not describes(tree.lower[k]) for k in beside):
        return []
    land = lands[0].actor.id
    return discourse.last(s, token, lambda actor: actor.kind in GROUPS and actor.country == land, reach=9)


def of_side(s: Sentence, token: int, discourse: Discourse) -> list[Argument]:
    """The group last spoken of, by whose side it is on: after the Houthis, "the Iran-backed group"."""
    tree = s.tree
    sided = [k for k in tree.children(token, "amod") if any(s.named[i] is not None for i in tree.kids[k])]
    if len(sided) != 1 or tree.words[sided[0] - 1] not in {"-", "–"} or tree.lower[token] in _UNIONS:
        return []
    others = [k for k in tree.kids[token] if k not in sided and tree.deps[k] not in {"det", "punct", "case"}]
    if any((k < token and not describes(tree.lower[k])) or tree.deps[k] in _TELLING for k in others):
        return []
    sides = [discourse.plain(n.actor) for k in tree.kids[sided[0]] if (n := s.named[k]) is not None]
    foes = {a.actor.id for a in discourse.foe(sides)}
    return discourse.last(s, token, lambda actor: actor.kind in GROUPS and actor.id not in foes, reach=9)


def describes(word: str, *, union: bool = False) -> bool:
    """Whether an adjective describes the group, or the union of states, spoken of: "Shia", "continental"."""
    return word in load_words().adjectives["union_epithets" if union else "group_epithets"]


def listed_before(s: Sentence, token: int, discourse: Discourse) -> list[Argument]:
    """The two last named together before ``token``: "Chad and Mali fell out after the latter closed its border"."""
    for first in range(token - 1, -1, -1):
        if s.named[first] is None or s.tree.deps[first] == "conj":
            continue
        listed = [t for t in s.tree.conjuncts_after(first) if t < token and s.named[t] is not None]
        if len(listed) == 2:
            return [discourse.of_name(s, t, n) for t in listed if (n := s.named[t]) is not None]
    return []
