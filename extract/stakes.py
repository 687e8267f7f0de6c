"""What one warns of: whom a threat meets that names nobody outright."""

from __future__ import annotations

from detente.extract.cue_words import entries_at
from detente.extract.reach import NEAR, TARGET
from detente.extract.reading import Argument, Sentence, ids_of
from detente.extract.tools import Family
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
_HARM = frozenset({"assault", "coerce", "mobilize", "sanction"})
_AHEAD = frozenset({"will", "would", "may", "might", "could", "'ll", "shall"})
_BEARING = frozenset({"tolerate", "allow", "accept", "permit", "stand", "forgive", "ignore"})


class Stakes(Family):
    """Finds whom a warning meets."""

    def met(self, s: Sentence, verb: int, source: list[Argument]) -> list[Argument]:
        """Those to whom ties would suffer, who would be answered, or whose doings will not be borne.

        "warned that it would hurt relations with Oslo", "that it would respond if Oslo shut the port".
        """
        own = ids_of(source)
        for clause in s.tree.children(verb, "ccomp"):
            found = self._harmed(s, clause) or self._unborne(s, clause) or self._dealt(s, clause, own)
            if not found and any(a.actor.id in own for a in self._clauses.subject(s, clause, NEAR)):
                conditions = (c for c in s.tree.children(clause, "advcl") if is_condition(s.tree, c))
                found = [a for c in conditions for a in self._clauses.subject(s, c, NEAR)]
            if found := [a for a in found if not {a.actor.id, a.principal} & own]:
                return found
        return []

    def _harmed(self, s: Sentence, clause: int) -> list[Argument]:
        """To whom ties would suffer, or on whose deed ill would follow: "any raid by Chad would bring war"."""
        tree = s.tree
        found: list[Argument] = []
        if tree.lower[clause] in _SUFFERING:
            named = tree.children(clause, "dobj", "nsubj", "nsubjpass")
            bonds = [t for t in named if tree.lower[t] in self._lexicon.bonds]
            behind = (t for b in bonds for t in tree.prepositions(b, {"with", "to"}))
            found = [a for t in behind for a in self._nominals.resolve(s, t, NEAR)]
        if not found and tree.lower[clause] in _BRINGING and _is_dire(s, clause):
            found = [a for t in tree.children(clause, "nsubj", "nsubjpass") for a in self._doers.of(s, t)]
        return found

    def _dealt(self, s: Sentence, clause: int, own: set[str]) -> list[Argument]:
        """Whom the warner's own side would hit: "warned that its buyers might boycott Chadian beef"."""
        tree = s.tree
        if tree.child(clause, "neg") is not None or not any(
            tree.lower[k] in _AHEAD for k in tree.children(clause, "aux")
        ):
            return []
        doers = self._clauses.subject(s, clause, NEAR) or self._nominals.owners(
            s, tree.child(clause, "nsubj") or clause
        )
        if not doers or not all({a.actor.id, a.principal} & own for a in doers):
            return []
        cues = {e.cue for e in entries_at(self._lexicon, s, clause) if e.cue.pos == "verb" and e.cue.relation in _HARM}
        behind = frozenset(w for cue in cues if cue.frame == "prepositional" for w in cue.prepositions)
        hit = tree.children(clause, "dobj") if any(cue.frame == "transitive" for cue in cues) else []
        hit += list(tree.prepositions(clause, behind))
        return [a for t in hit for a in self._nominals.resolve(s, t, TARGET)]

    def _unborne(self, s: Sentence, clause: int) -> list[Argument]:
        """Whose doings will not be borne: "would no longer tolerate raids by Chad"."""
        tree = s.tree
        denied = tree.child(clause, "neg") is not None or "longer" in {tree.lower[k] for k in tree.kids[clause]}
        if not denied or tree.lower[clause] not in _BEARING:
            return []
        borne = tree.children(clause, "dobj")
        borne += [t for b in tuple(borne) for t in tree.prepositions(b, {"by", "from"})]
        return [a for t in borne for a in self._nominals.resolve(s, t, TARGET)]


def _is_dire(s: Sentence, verb: int) -> bool:
    """Whether what a verb leads to is meant to deter."""
    led_to = [*s.tree.children(verb, "dobj"), *s.tree.prepositions(verb, {"to", "with", "by", "in"})]
    return any(s.tree.lower[t] in _DIRE for t in led_to)
