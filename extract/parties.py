"""Whose deal it is that somebody else brokers: "a truce brokered by Qatar", "the Oman-mediated talks"."""

from __future__ import annotations

from detente.extract.classes import GROUPS, STATES
from detente.extract.cue_words import entries_at
from detente.extract.reach import NEAR, TARGET
from detente.extract.reading import Argument, Sentence, ids_of
from detente.extract.tools import Family

_SIDES = STATES | GROUPS | {"Force", "Person"}
"""Kinds of actors that others make peace between."""


_OPINIONS = frozenset({"support", "accuse", "reject"})
"""What others do about a deal: "welcomed the talks brokered by Oman"."""


class Parties(Family):
    """Finds the parties of something agreed or talked about."""

    def of(self, s: Sentence, noun: int, broker: int | None = None) -> list[Argument]:
        """Those between whom it is; those who make it; or the two whom the text is about.

        Args:
            s: the sentence.
            noun: what is agreed or talked about.
            broker: the verb that says who brokers it, if a verb does.
        """
        tree = s.tree
        between = [
            a for token in tree.prepositions(noun, {"between", "among"}) for a in self._nominals.resolve(s, token, NEAR)
        ]
        if between:
            return between
        partners = [t for t in tree.prepositions(noun, {"with"}) if tree.deps[t] == "pobj"]
        other = [a for token in partners for a in self._nominals.resolve(s, token, NEAR)]
        if partners and not other and broker is not None:
            return []  # "a dialogue with all stakeholders"
        above = list(tree.ancestors(noun))[:5]
        if broker is not None and broker in above:
            above = above[: above.index(broker)]  # "backed Oman in brokering a truce": not between those two
        clauses = [*tree.children(noun, "relcl"), *above]
        verb = next((v for v in clauses if tree.tags[v][:1] == "V" and v != broker), None)
        if verb is not None and any(e.cue.relation in _OPINIONS for e in entries_at(self._lexicon, s, verb)):
            return other or [a for a in self._both() if a.actor.id not in ids_of(self._clauses.source(s, verb, NEAR))]
        makers = self._clauses.source(s, verb, NEAR) if verb is not None else []
        if len(makers) == 1 and not other and verb is not None:
            other = self._affected(s, verb)
        if len(makers) > 1 or (makers and other):
            return makers + other
        return other or [a for a in self._both() if broker is None or a.actor.kind in _SIDES]

    def _affected(self, s: Sentence, verb: int) -> list[Argument]:
        """With whom one does under a deal what it lays down: "freed two Chadians under a truce brokered by Oman"."""
        tokens = [*self._clauses.target_tokens(s.tree, verb), *s.tree.prepositions(verb, {"to", "with", "from"})]
        return next((f for t in tokens if (f := self._nominals.resolve(s, t, TARGET))), [])
