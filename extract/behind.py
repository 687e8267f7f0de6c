"""The words behind which a verb's frame looks for whom it acts on: behind its prepositions and those of its objects."""

from __future__ import annotations

from dataclasses import dataclass

from detente.extract.cue_words import entries_at
from detente.extract.lexicon import Entry
from detente.extract.reach import TARGET
from detente.extract.reading import Sentence
from detente.extract.tools import Family
from detente.extract.tree import Tree

_BALLOTS = frozenset("resolution resolutions motion text draft membership amendment".split())
_MEETINGS = frozenset({"rally", "rallies", "vigil", "vigils"})
_STANDING = frozenset({"stationed", "based", "deployed", "serving", "fighting"})
_SIDING = frozenset("solidarity sympathy support coordination cooperation concert line accordance agreement".split())
"""What one acts in with others, who are not acted on: "shut its border in solidarity with Chad"."""
_OCCASIONS = frozenset(
    "meeting meetings talks call conversation visit summit ceremony conference response reaction answer".split()
)
"""At what something is done, with whom is another matter: "voiced support at a meeting with Chad"."""
_BORNE = frozenset({"bombing", "shelling", "siege", "bombardment", "occupation", "blockade", "invasion"})
"""Acts whose "of" leads to whom they befall, not to who does them."""


_REASONS = frozenset({"over", "for", "after", "following", "since"})
"""What leads to why somebody is punished."""
_TOGETHER = frozenset({"together", "jointly", "along", "side"})
_MEASURES = frozenset("percent cent % dollars euros pounds".split())
"""How much a duty is: "duties of 80 percent on Omani steel"."""


def _goes_with(word: str, things: frozenset[str]) -> bool:
    """Whether what a thing is made or consists of leads on as the thing does: "a note of protest to Oslo"."""
    return word in things or word in _MEASURES


def _side_by_side(tree: Tree, token: int) -> bool:
    """Whether one fights on the side of who stands at ``token``: "fought the rebels together with Chad"."""
    preposition = tree.heads[token]
    beside = {tree.lower[max(preposition - 1, 0)], tree.lower[tree.heads[preposition]]}
    return tree.lower[preposition] == "with" and bool(beside & _TOGETHER)


@dataclass(frozen=True, slots=True)
class Act:
    """A verb that a cue of the frame fits, with what it is done with."""

    s: Sentence
    verb: int
    entry: Entry
    things: frozenset[str] | None
    """What must be its object, if the cue asks for something."""
    words: frozenset[str]
    """The prepositions of the cue."""
    passive: bool
    patient: list[int]
    """The heads of its object, or of its subject in the passive."""

    @property
    def relation(self) -> str:
        return self.entry.cue.relation


class Behind(Family):
    """Finds the heads of the phrases that may name the other side."""

    def places(self, act: Act) -> list[int]:
        """The heads behind the verb, behind what it is done with, and deeper where the cue allows it."""
        tree, verb, words = act.s.tree, act.verb, act.words
        found = [t for t in tree.prepositions(verb, words) if tree.lower[t] not in _SIDING]
        found += self._beside(act)
        if act.entry.after or act.things or act.relation == "request":
            led = (
                k for k in tree.children(verb, "prep") if act.relation != "sanction" or tree.lower[k] not in _REASONS
            )
            inner = [p for kid in led for p in tree.children(kid, "pobj")]
            inner = [p for p in inner if tree.lower[p] not in _SIDING | _OCCASIONS and not self._leaves(act.s, p)]
            found += [t for place in inner for t in tree.prepositions(place, words)]
        if act.relation == "concede" and not act.things:  # "yielded to pressure from Chad", often read as a verb
            weights = [t for t in (*found, *tree.children(verb, "xcomp")) if self._presses(act.s, t)]
            found += [t for weight in weights for t in tree.prepositions(weight, {"from"})]
        if act.things and not act.passive and not found:  # "fired rockets and sent drones against the base"
            after = [k for k in tree.children(verb, "conj") if tree.child(k, "dobj") and not tree.child(k, "nsubj")]
            found = [t for k in after for t in tree.prepositions(k, words)]
        if act.relation == "sanction" and (hit := [t for t in found if tree.lower[tree.heads[t]] not in _REASONS]):
            return hit  # "sanctions on Russia over the annexation of Crimea"
        if act.relation == "assault" and (against := [t for t in found if tree.lower[tree.heads[t]] == "against"]):
            return against  # "used tear gas against migrants at the border"
        if act.relation == "alliedWith" and "together" in words:
            found += [t for t in tree.prepositions(verb, {"with"}) if tree.lower[tree.heads[t] - 1] == "together"]
        if act.relation == "enemyOf":
            found = [t for t in found if not _side_by_side(tree, t)]
        if act.relation == "enemyOf" and (against := [t for t in found if tree.lower[tree.heads[t]] == "against"]):
            return against  # "fought with Oman against Chad"
        return found

    def _beside(self, act: Act) -> list[int]:
        """The heads behind the objects of the verb, its particles and adverbs."""
        tree, verb, words, things = act.s.tree, act.verb, act.words, act.things
        particles = self.particles(act) if not things or act.relation in {"retreat", "mobilize"} else []
        found: list[int] = []
        for token in (*(act.patient if things else tree.children(verb, "dobj", "prep")), *particles):
            if tree.lower[token] in {"according", "due", "owing", "thanks"}:
                continue
            made_of = [t for t in tree.prepositions(token, {"of"}) if things and _goes_with(tree.lower[t], things)]
            for part in (*tree.conjuncts_after(token), *made_of):  # "a note of protest to Oslo"
                borne = act.relation == "retreat" and things and tree.lower[part] not in _BORNE
                found += tree.prepositions(part, words - {"of"} if borne else words)
        return found

    @staticmethod
    def particles(act: Act) -> list[int]:
        """The particles and adverbs of the verb, of which some lead on: "moved tanks up to the border"."""
        if act.relation == "mobilize" and act.things:
            return [k for k in act.s.tree.kids[act.verb] if act.s.tree.lower[k] == "up"]
        return act.s.tree.children(act.verb, "prt", "advmod")

    def _presses(self, s: Sentence, noun: int) -> bool:
        """Whether a noun tells of what makes others give way."""
        pressing = {"coerce", "request", "threaten", "accuse", "protest"}
        return any(e.cue.relation in pressing for e in entries_at(self._lexicon, s, noun, "event"))

    def _leaves(self, s: Sentence, noun: int) -> bool:
        """Whether a noun tells who goes home, and so from where, not from whom: "called for a withdrawal from Chad"."""
        return any(e.cue.relation == "retreat" for e in entries_at(self._lexicon, s, noun, "event"))

    def stationed(self, s: Sentence, verb: int, patient: list[int]) -> list[int]:
        """Where those are who go home: "its last soldiers in Iraq came home", "withdraw our forces stationed there"."""
        tree, subject = s.tree, self._clauses.subject_token(s.tree, verb)
        men = patient or ([] if subject is None else [subject])
        men += [k for t in men for k in tree.children(t, "acl") if tree.lower[k] in _STANDING]
        return [t for k in men for t in tree.prepositions(k, {"in"}) if tree.deps[t] == "pobj"]

    def voted(self, s: Sentence, verb: int, token: int) -> bool:
        """Whether a body's own paper is voted on, for or against nobody: "against the UN resolution"."""
        if not s.tree.lower[verb].startswith(("vot", "abstain")):
            return False
        if s.tree.lower[token] == "it":
            return True
        if s.tree.lower[token] not in _BALLOTS:
            return False
        return all(a.actor.kind in {"Organisation", "Organ"} for a in self._nominals.resolve(s, token, TARGET))

    def protested(self, s: Sentence, verb: int, places: list[int]) -> list[int]:
        """Those protested against, rather than where it is done or who hears it: "complained to the UN"."""
        tree = s.tree
        if against := [t for t in places if tree.lower[tree.heads[t]] == "against"]:
            return against
        if any(tree.lower[t] in _MEETINGS for t in self._clauses.target_tokens(tree, verb)):
            return []  # a rally somewhere need not be against anybody
        heard = {"to", "with", "at", "before"}
        others = [t for t in places if tree.lower[tree.heads[t]] not in heard or not self._hears(s, t)]
        return others if others or tree.lower[verb].startswith("complain") else places

    def _hears(self, s: Sentence, token: int) -> bool:
        """Whether who is complained to is a world body that hears complaints."""
        return any(a.actor.kind in {"Organisation", "Organ"} for a in self._nominals.resolve(s, token, TARGET))
