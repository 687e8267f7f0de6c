"""Whose deal it is that somebody else brokers: "a truce brokered by Qatar", "the Oman-mediated talks"."""

from __future__ import annotations

from detente.extract.nominals import NEAR
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
        clauses = [*tree.children(noun, "relcl"), *list(tree.ancestors(noun))[:3]]
        verb = next((v for v in clauses if tree.tags[v][:1] == "V" and v != broker), None)
        makers = self._clauses.source(s, verb, NEAR) if verb is not None else []
        if len(makers) > 1 or (makers and other):
            return makers + other
        return other or self._both()
