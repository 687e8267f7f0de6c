"""What one warns of: whom a threat meets that names nobody outright."""

from __future__ import annotations

from collections.abc import Callable

from detente.extract.clauses import Clauses
from detente.extract.lexicon import Lexicon
from detente.extract.nominals import Nominals
from detente.extract.reach import NEAR, TARGET
from detente.extract.reading import Argument, Sentence, ids_of
from detente.extract.verb_forms import is_condition

_SUFFERING = frozenset(
    "affect affected harm damage hurt suffer jeopardise jeopardize strain worsen ruin poison sour undermine sever "
    "complicate wreck spoil imperil endanger deteriorate collapse review reviewed cut downgrade downgraded end".split()
)
_BRINGING = frozenset("bring cause trigger provoke lead mean draw invite met face meet".split())
_DIRE = frozenset(
    "damage consequences consequence response retaliation war force destruction costs cost punishment reaction "
    "reprisals escalation disaster".split()
)
"""What follows on what one is warned not to do."""
_BEARING = frozenset({"tolerate", "allow", "accept", "permit", "stand", "forgive", "ignore"})


def at_stake(
    s: Sentence,
    verb: int,
    source: list[Argument],
    nominals: Nominals,
    clauses: Clauses,
    lexicon: Lexicon,
    doers: Callable[[Sentence, int], list[Argument]],
) -> list[Argument]:
    """Whom a warning meets: those to whom ties would suffer, who would be answered, or whose doings will not be borne.

    "warned that it would hurt relations with Oslo", "that it would respond if Oslo shut the port".
    """
    tree, own = s.tree, ids_of(source)
    for clause in tree.children(verb, "ccomp"):
        found: list[Argument] = []
        if tree.lower[clause] in _SUFFERING:
            bonds = (t for t in tree.children(clause, "dobj", "nsubj", "nsubjpass") if tree.lower[t] in lexicon.bonds)
            found = [
                a for b in bonds for t in tree.prepositions(b, {"with", "to"}) for a in nominals.resolve(s, t, NEAR)
            ]
        if not found and tree.lower[clause] in _BRINGING and _is_dire(s, clause):  # "any raid by Chad would bring war"
            found = [a for t in tree.children(clause, "nsubj", "nsubjpass") for a in doers(s, t)]
        denied = tree.child(clause, "neg") is not None or "longer" in {tree.lower[k] for k in tree.kids[clause]}
        if not found and denied and tree.lower[clause] in _BEARING:
            borne = [*tree.children(clause, "dobj")]
            borne += [t for b in tuple(borne) for t in tree.prepositions(b, {"by", "from"})]
            found = [a for t in borne for a in nominals.resolve(s, t, TARGET)]
        if not found and any(a.actor.id in own for a in clauses.subject(s, clause, NEAR)):
            conditions = (c for c in tree.children(clause, "advcl") if is_condition(tree, c))
            found = [a for c in conditions for a in clauses.subject(s, c, NEAR)]
        if found := [a for a in found if not {a.actor.id, a.principal} & own]:
            return found
    return []


def _is_dire(s: Sentence, verb: int) -> bool:
    """Whether what a verb leads to is meant to deter."""
    led_to = [*s.tree.children(verb, "dobj"), *s.tree.prepositions(verb, {"to", "with", "by", "in"})]
    return any(s.tree.lower[t] in _DIRE for t in led_to)
