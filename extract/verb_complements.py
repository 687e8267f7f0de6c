"""Whom threats and refusals concern, by the clause below their verb: "threatened to shell Goma"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.reach import NEAR
from detente.extract.reading import Argument, Sentence, ids_of
from detente.extract.sides import Sides
from detente.extract.stakes import Stakes
from detente.extract.tools import Family, Tools
from detente.extract.verb_forms import is_condition
from detente.ontology.relations import load_relations

_SILENT = frozenset("comment say speak answer elaborate discuss name give confirm disclose specify reveal add".split())
"""What is refused to nobody but the press."""
_DIRE = frozenset("consequences retaliation response measures action countermeasures reprisals".split())


class VerbComplements(Family):
    """Finds the targets of verbs of threatening and refusing in what is threatened or refused."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._stakes = Stakes(tools)

    def sides(self, s: Sentence, verb: int, relation: str, source: list[Argument]) -> Iterator[Sides]:
        """Sides whose target stands in the clause below: "threatened to shell Goma", "refused to meet Kabila"."""
        word = s.tree.lower[verb]
        if relation == "threaten" and word.startswith("threaten"):
            yield Sides(source, self._threatened(s, verb), "transitive-threat", 0.9)
        if relation == "threaten" and word.startswith("warn") and not s.tree.children(verb, "dobj"):
            dire = any(s.tree.lower[t] in _DIRE for t in s.tree.prepositions(verb, {"of"}))
            meant = (self._threatened(s, verb) or self._memory.opponent(source)) if dire else []
            yield Sides(source, meant, "transitive-threat", 0.8)
            yield Sides(source, self._stakes.met(s, verb, source), "transitive-stake", 0.85)
        if relation == "reject" and word.startswith(("refus", "declin")):
            yield Sides(source, self._refused(s, verb), "transitive-refusal", 0.9)
        if relation == "reject" and word.startswith(("deny", "deni")):
            yield Sides(source, self._denied(s, verb, source), "transitive-denial", 0.9)

    def _denied(self, s: Sentence, verb: int, source: list[Argument]) -> list[Argument]:
        """Who accused those who deny that they did it: "denied that it was involved", "denied being behind it"."""
        tree, own = s.tree, ids_of(source)
        for clause in tree.children(verb, "ccomp", "xcomp"):
            doer = tree.child(clause, "nsubj", "nsubjpass")
            done = [] if doer is None else self._nominals.resolve(s, doer, NEAR)
            if (doer is None and tree.tags[clause] == "VBG") or ids_of(done) & own:
                return self._memory.accuser() or self._memory.last_doer("accuse")
        return []

    def _threatened(self, s: Sentence, verb: int) -> list[Argument]:
        """Whom a threat to do something concerns: the first named in what is threatened, or in its condition."""
        tree = s.tree
        for deed in tree.children(verb, "xcomp"):
            for token in tree.subtree(deed):
                named = s.named[token]
                if named is not None and tree.deps[token] in {"dobj", "pobj", "nsubj", "poss", "dative"}:
                    return [self._nominals.argument(s, token, token, named.actor, "name")]
        for place in (verb, *tree.children(verb, "xcomp")):
            for clause in tree.children(place, "advcl"):
                if is_condition(tree, clause):
                    return self._clauses.subject(s, clause, NEAR)
        return []

    def _refused(self, s: Sentence, verb: int) -> list[Argument]:
        """Whom a refusal to do something concerns: "refused to let UN planes land", "to hand him to the court"."""
        tree = s.tree
        for deed in tree.children(verb, "xcomp"):
            if tree.lower[deed] in _SILENT:
                return []
            clauses = tree.children(deed, "ccomp", "xcomp")
            kept_from = [t for c in clauses for t in tree.children(c, "nsubj")]
            for token in (*kept_from, *tree.prepositions(deed, {"to", "with", "from"})):
                if tree.tags[token][:1] != "V" and (found := self._targets.target(s, token, "reject")):
                    return found
            within = (s.named[t] for t in tree.subtree(deed))
            about = any(n is not None and n.actor.kind != "Person" for n in within)
            if not about and tree.deps[verb] != "relcl" and (asked := self._memory.asker()):
                return asked  # "Peru asked for him, but Japan refused to hand him over"
            for token in [] if self._spares(s, deed) else tree.children(deed, "dobj"):
                return [a for a in self._targets.target(s, token, "reject") if a.how == "name"]
        return []

    def _spares(self, s: Sentence, deed: int) -> bool:
        """Whether not to do it spares its object: "refused to condemn Russia", "to extradite the envoy"."""
        listed = self._lexicon.entries.get(s.tree.lower[deed], ())
        hostile = any(load_relations()[e.cue.relation].polarity == "-" for e in listed if e.cue.relation)
        return hostile or s.tree.lower[deed] in {"extradite", "deport"}
