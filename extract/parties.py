"""Whose deal it is that somebody else brokers: "a truce brokered by Qatar", "the Oman-mediated talks"."""

from __future__ import annotations

from detente.extract.reach import NEAR, TARGET
from detente.extract.reading import Argument, Sentence
from detente.extract.tools import Family


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
        other = [a for token in tree.prepositions(noun, {"with"}) for a in self._nominals.resolve(s, token, NEAR)]
        clauses = [*tree.children(noun, "relcl"), *list(tree.ancestors(noun))[:5]]
        verb = next((v for v in clauses if tree.tags[v][:1] == "V" and v != broker), None)
        makers = self._clauses.source(s, verb, NEAR) if verb is not None else []
        if len(makers) == 1 and not other and verb is not None:
            other = self._affected(s, verb)
        if len(makers) > 1 or (makers and other):
            return makers + other
        return other or self._both()

    def _affected(self, s: Sentence, verb: int) -> list[Argument]:
        """With whom one does under a deal what it lays down: "freed two Chadians under a truce brokered by Oman"."""
        tokens = [*self._clauses.target_tokens(s.tree, verb), *s.tree.prepositions(verb, {"to", "with", "from"})]
        return next((f for t in tokens if (f := self._nominals.resolve(s, t, TARGET))), [])
