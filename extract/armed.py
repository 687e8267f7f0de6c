"""Whether those who do something come with arms: "troops entered the capital", but "the minister entered the hall"."""

from __future__ import annotations

from detente.extract.clauses import Clauses
from detente.extract.lexicon import Lexicon
from detente.extract.reading import Sentence

_ARMED = frozenset({"ArmedGroup", "Force"})


def comes_armed(s: Sentence, verb: int, clauses: Clauses, lexicon: Lexicon) -> bool:
    """Whether the subject of a verb is an army or its like: "Syrian troops entered Lebanon", "columns of the group"."""
    subject = clauses.subject_token(s.tree, verb)
    if subject is None:
        return False
    for part in s.tree.conjuncts_after(subject):
        named = s.named[part]
        met = [named.actor] if named is not None else [a.actor for a in s.references.get(part, ())]
        if s.tree.lower[part] in lexicon.nouns["forces"] or any(actor.kind in _ARMED for actor in met):
            return True
    return False
