"""Against whom forces are moved: "massed tanks at the border", "scrambled jets as bombers came"."""

from __future__ import annotations

from detente.extract.cue_words import entries_at
from detente.extract.reach import SOURCE, TARGET
from detente.extract.reading import Argument, Sentence
from detente.extract.tools import Family
from detente.extract.verb_forms import is_infinitive

_FACING = frozenset(
    "fight deter counter confront attack face intercept repel stop battle resist contain combat intercept oppose crush "
    "isolate threaten intimidate defeat warn shadow escort chase track monitor pressure contain".split()
)
_GUARDING = frozenset("guard defend protect patrol secure seal man reinforce".split())
_EDGES = frozenset("border borders frontier frontiers boundary frontline coast doorstep".split())
_COMPASS = frozenset({"north", "south", "east", "west"})
_GUARD = _EDGES | {"alert", "readiness", "front", "crossing", "crossings"}
"""Where, or in what state, forces wait for the opponent."""
_TOWARDS = frozenset("to on at along towards toward near in".split())


class Deployments(Family):
    """Finds the opponents of forces that move, and where they move to."""

    def places(self, s: Sentence, verb: int, patient: list[int]) -> list[int]:
        """The tokens of the edges that forces are moved to: "massed north of Kharkiv", "sent tanks to the border"."""
        tree = s.tree
        sides = [k for k in tree.kids[verb] if tree.lower[k] in _COMPASS]
        edges = [t for place in (verb, *patient) for t in tree.prepositions(place, {"on", "at"})]
        return [
            *(t for k in sides for t in tree.prepositions(k, {"of"})),
            *(t for t in edges if tree.lower[t] in _EDGES),
        ]

    def faced(self, s: Sentence, verb: int) -> list[Argument]:
        """Against whom forces are to move: "called up reservists to fight Hamas", "scrambled jets as bombers came"."""
        tree = s.tree
        places = (verb, *tree.children(verb, "dobj", "nsubjpass"))
        for purpose in (t for place in places for t in tree.prepositions(place, {"for"})):
            if any(e.cue.relation in {"assault", "enemyOf"} for e in entries_at(self._lexicon, s, purpose, "event")):
                behind = tree.prepositions(purpose, {"against", "on", "into"})
                if found := [a for t in behind for a in self._targets.target(s, t, "assault")]:
                    return found
        for clause in (c for place in places for c in tree.children(place, "advcl", "xcomp", "acl", "relcl")):
            if is_infinitive(tree, clause) and tree.lower[clause] in _FACING:
                faced = [*tree.children(clause, "dobj"), *tree.prepositions(clause, {"off"})]
                return [a for t in faced for a in self._nominals.resolve(s, t, TARGET)]
            if is_infinitive(tree, clause) and tree.lower[clause] in _GUARDING:
                edges = [t for t in tree.children(clause, "dobj") if tree.lower[t] in _EDGES]
                return [a for t in edges for a in self._targets.target(s, t, "mobilize")]
            timed = any(tree.lower[k] in {"as", "after", "when"} for k in tree.children(clause, "mark", "advmod"))
            meanwhile = any(tree.lower[k] == "as" for k in tree.children(clause, "mark")) and clause > verb
            meanwhile = meanwhile and tree.lower[clause] not in {"do", "does", "did", "done", "has", "have", "had"}
            if (timed and tree.lower[verb].startswith("scrambl")) or meanwhile:
                return self._clauses.subject(s, clause, SOURCE)
        return []

    def alarmed(self, s: Sentence, verb: int) -> list[Argument]:
        """Whose act makes forces move: "rushed troops to Ladakh after a clash with Chinese soldiers"."""
        for act in s.tree.prepositions(verb, {"after", "amid", "following"}):
            cues = (e.cue for e in entries_at(self._lexicon, s, act) if e.cue.pos == "noun")
            if any(cue.relation in {"assault", "threaten", "rivalOf", "mobilize"} for cue in cues):
                met = [a for t in s.tree.prepositions(act, {"with"}) for a in self._nominals.resolve(s, t, TARGET)]
                if found := met or self._doers.of(s, act):
                    return found
        return []

    def on_guard(self, s: Sentence, verb: int, patient: list[int]) -> bool:
        """Whether forces wait for whoever is the opponent: "put its army on alert", "sent tanks to the border"."""
        tree = s.tree
        if tree.lower[verb].startswith("scrambl"):
            return True
        spots = {t for place in (verb, *patient) for t in tree.prepositions(place, _TOWARDS)}
        return any(tree.lower[t] in _GUARD and not self._nominals.owners(s, t) for t in spots)

    @staticmethod
    def confronts(s: Sentence, place: int) -> bool:
        """Whether forces are set against a place, not sent to the help of a country or kept in it."""
        named = s.named[place]
        within = s.tree.lower[s.tree.heads[place]] in {"to", "in", "at"}
        return not (within and named is not None and named.actor.kind == "State")
