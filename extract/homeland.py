"""Whose men seize a public figure where nobody says so."""

from __future__ import annotations

from detente.extract.clauses import Clauses, is_passive
from detente.extract.nominals import NEAR, Nominals
from detente.extract.reading import Argument, Sentence

_OFFICERS = frozenset(
    "police policemen soldiers troops army military prosecutors prosecutor authorities agents officers gendarmes "
    "troopers commandos paratroopers mutineers junta parliament senate congress lawmakers court judge judges".split()
)


def seized_at_home(s: Sentence, verb: int, nominals: Nominals, clauses: Clauses) -> list[Argument]:
    """The state of the one who is held, by men of no named state: "soldiers arrested President Bazoum before dawn"."""
    tree = s.tree
    agents = (t for t in tree.prepositions(verb, {"by"}) if tree.deps[t] == "pobj")
    men = next(agents, None) if is_passive(tree, verb) else clauses.subject_token(tree, verb)
    if men is None or tree.lower[men] not in _OFFICERS or nominals.resolve(s, men, NEAR):
        return []
    held = (a for t in clauses.target_tokens(tree, verb) for a in nominals.resolve(s, t, NEAR))
    states = (nominals.homeland(s, men, a) for a in held if a.actor.kind == "Person")
    return [state for state in states if state is not None][:1]
