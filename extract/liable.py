"""Whose people those are who are punished for what they do: "sanctions on men responsible for abuses in Chad"."""

from __future__ import annotations

from detente.extract.classes import STATES
from detente.extract.nominals import Nominals
from detente.extract.reach import NEAR
from detente.extract.reading import Argument, Sentence

_ANSWERING = frozenset("responsible involved implicated complicit accused suspected complicity".split())
_HELPING = (
    "help", "support", "supply", "suppli", "fund", "financ", "facilitat", "enabl", "assist", "aid", "arm", "work",
    "act", "procur",
)  # fmt: skip
"""Beginnings of words behind which whoever is helped is the one meant: "firms that armed the Houthis"."""


def liable(s: Sentence, noun: int, nominals: Nominals) -> list[Argument]:
    """Whom a punishment of unnamed people or firms at ``noun`` is meant for, by the words behind; nobody without."""
    tree = s.tree
    behind = [k for k in tree.children(noun, "amod", "acl", "relcl") if k > noun]
    for clause in behind:
        inside = [t for t in tree.subtree(clause) if t > clause and s.named[t] is not None]
        if tree.lower[clause] in _ANSWERING:
            scenes = [t for t in inside if tree.deps[t] == "pobj" and tree.lower[tree.heads[t]] in {"in", "across"}]
            found = [a for t in scenes for a in nominals.resolve(s, t, NEAR) if a.actor.kind in STATES]
            return found[:1]
        if tree.lower[clause].startswith(_HELPING):
            for t in inside:
                named = s.named[t]
                if named is not None and tree.deps[t] in {"pobj", "dobj", "nsubj", "poss", "amod", "compound"}:
                    return [nominals.argument(s, t, t, named.actor, "name")]
    return []
