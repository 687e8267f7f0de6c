"""Whose men seize a public figure, or strike a group, where nobody says so."""

from __future__ import annotations

from detente.extract.clauses import Clauses
from detente.extract.nominals import Nominals
from detente.extract.reach import NEAR, TARGET
from detente.extract.reading import Argument, Sentence
from detente.extract.verb_forms import is_passive

_OFFICERS = frozenset(
    "police policemen soldiers troops army military prosecutors prosecutor authorities agents officers gendarmes "
    "troopers commandos paratroopers mutineers junta parliament senate congress lawmakers court judge judges".split()
)
_TROOPS = frozenset("troops soldiers army military police policemen commandos paratroopers gendarmes".split())
_KEEPERS = frozenset("security government federal state police regime counterterrorism special".split())
"""What forces are that only a state has: "security forces"."""
_SERVING = frozenset("soldiers troops policemen police soldier policeman servicemen troopers gendarmes".split())
_BESIDE = frozenset("det amod compound nummod punct cc conj quantmod relcl acl".split())
"""What may stand at men who are then the state's own where a group acts on them."""
_PLACE = frozenset({"people", "place"})
_PETTY = frozenset(
    "driving drunken drunkenness drunk theft shoplifting burglary robbery speeding brawl brawling vandalism".split()
)
"""Offences over which no state is at odds with another."""


def kept_in(s: Sentence, act: int, nominals: Nominals) -> list[Argument]:
    """The state in whose country an arrest is told to be made: "was arrested at a hotel in Abuja"."""
    if not _PETTY.isdisjoint(s.tree.lower[t] for t in s.tree.subtree(act)):
        return []
    behind = [t for t in s.tree.prepositions(act, {"in", "at"}) if s.tree.deps[t] == "pobj"]
    behind += [t for spot in list(behind) for t in s.tree.prepositions(spot, {"in"})]
    if s.tree.deps[act] == "relcl" and any(s.tree.lower[k] == "where" for k in s.tree.children(act, "advmod")):
        behind.append(s.tree.heads[act])  # "landed in Minsk, where police arrested him"
    behind += [t for state in s.tree.prepositions(act, {"under"}) for t in s.tree.prepositions(state, {"in"})]
    behind += [t for held in s.tree.prepositions(act, {"of"}) for t in s.tree.prepositions(held, {"in", "at"})]
    found = (a for t in behind for a in nominals.resolve(s, t, _PLACE))
    return [a for a in found if a.actor.kind == "State"][:1]


def held_at_home(s: Sentence, verb: int, nominals: Nominals, clauses: Clauses) -> list[Argument]:
    """The state of a public figure who is held where nobody says where: "Navalny was jailed for nine years"."""
    if not (_PETTY | {"by"}).isdisjoint(s.tree.lower[t] for t in s.tree.subtree(verb)):
        return []
    for token in clauses.target_tokens(s.tree, verb):
        return _home(s, token, nominals.resolve(s, token, NEAR), nominals)
    return []


def seized_at_home(s: Sentence, verb: int, nominals: Nominals, clauses: Clauses) -> list[Argument]:
    """The state of the one who is held, by men of no named state: "soldiers arrested President Bazoum before dawn"."""
    men = _unnamed_men(s, verb, _OFFICERS, nominals, clauses)
    if men is None:
        return []
    held = [a for t in clauses.target_tokens(s.tree, verb) for a in nominals.resolve(s, t, NEAR)]
    return _home(s, men, held, nominals) or kept_in(s, verb, nominals)


def fought_at_home(s: Sentence, verb: int, nominals: Nominals, clauses: Clauses) -> list[Argument]:
    """The state whose unnamed men strike an armed group at home there: "Prabhakaran was killed by troops"."""
    men = _unnamed_men(s, verb, _TROOPS, nominals, clauses)
    if men is None:
        return []
    told = (verb, *clauses.target_tokens(s.tree, verb))
    spots = [t for k in told for t in s.tree.prepositions(k, {"in", "near", "at"}) if s.tree.deps[t] == "pobj"]
    where = [nominals.land(a.actor).id for t in spots for a in nominals.resolve(s, t, _PLACE)]
    struck = (a for t in clauses.target_tokens(s.tree, verb) for a in nominals.resolve(s, t, TARGET))
    states = (nominals.fought(s, men, a) for a in struck)
    return [state for state in states if state is not None and (not where or state.actor.id in where)][:1]


def state_served(s: Sentence, men: int, doers: list[Argument], nominals: Nominals) -> list[Argument]:
    """The state where an armed group is at home, on whose men it acts: "Colombia's FARC killed three soldiers"."""
    tree = s.tree
    bare = all(tree.deps[k] in _BESIDE and s.named[k] is None and tree.tags[k] != "NNP" for k in tree.kids[men])
    if tree.lower[men] not in _SERVING or not bare:
        return []
    groups = [a for a in doers if a.actor.kind == "ArmedGroup"]
    states = (nominals.fought(s, men, a) for a in groups)
    return [state for state in states if state is not None and nominals.is_met(state.actor)][:1]


def _home(s: Sentence, token: int, held: list[Argument], nominals: Nominals) -> list[Argument]:
    """The first state that one of the persons among ``held`` acts for, as the words at ``token`` stand for it."""
    states = (nominals.homeland(s, token, a) for a in held if a.actor.kind == "Person")
    return [state for state in states if state is not None][:1]


def _unnamed_men(s: Sentence, verb: int, among: frozenset[str], nominals: Nominals, clauses: Clauses) -> int | None:
    """Who does it, where that is one of the nouns ``among`` and of no named state; else None."""
    tree = s.tree
    agents = (t for t in tree.prepositions(verb, {"by"}) if tree.deps[t] == "pobj")
    men = next(agents, None) if is_passive(tree, verb) else clauses.subject_token(tree, verb)
    if men is None or nominals.resolve(s, men, NEAR):
        return None
    beside = {tree.lower[k] for k in tree.children(men, "compound", "amod")}
    return men if tree.lower[men] in among or (tree.lower[men] == "forces" and beside & _KEEPERS) else None
