"""The frame of verbs that act on somebody directly."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.classes import RECIPROCAL
from detente.extract.cue_words import entries_at, has_thing, is_thing
from detente.extract.lexicon import Entry
from detente.extract.reach import NEAR, TARGET
from detente.extract.reading import Argument, Sentence, ids_of
from detente.extract.sides import CALLED, Sides, source_reach
from detente.extract.tools import Family, Tools
from detente.extract.tree import Tree
from detente.extract.verb_complements import VerbComplements
from detente.extract.verb_doers import VerbDoers
from detente.extract.verb_forms import is_passive
from detente.extract.verb_matters import VerbMatters
from detente.extract.verb_targets import VerbTargets

_PARTICLES = frozenset("in out off up down over back aside".split())
_FIGHTS = frozenset({"fight", "fights", "battle", "battles", "brawl", "gunfight"})
_MISHAPS = frozenset("crashes crashed sinks sank capsizes capsized derails derailed collides collided".split())
"""What kills without anybody's doing: "a Chadian helicopter crashed, killing the minister"."""


class VerbFrames(Family):
    """``transitive``."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._agents = VerbDoers(tools)
        self._patients = VerbTargets(tools)
        self._complements = VerbComplements(tools)
        self._matters = VerbMatters(tools)

    def transitive(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        cue, relation = entry.cue, entry.cue.relation
        if relation == "memberOf" and any(s.tree.deps[k] == "pcomp" for k in s.tree.prepositions(verb, {"in"})):
            return  # "joined the Union in condemning Belarus"
        things = self._lexicon.things.get(cue.id)
        if cue.suffered and things and not any(is_thing(s, t, things) for t in s.tree.children(verb, "dobj")):
            return
        if cue.suffered:
            yield from self._died(s, verb)
            yield from self._fell_together(s, verb)
            return
        if relation == "assault" and self._by_mishap(s.tree, verb):
            return
        if relation == "concede" and self._by_raid(s, verb):
            return
        passive = is_passive(s.tree, verb)
        source = self._clauses.source(s, verb, source_reach(relation))
        source = source or self._agents.otherwise(s, verb, entry, passive)
        if not source and relation == "assault":
            self._note_victims(s, verb, entry)
            yield from self._fell_together(s, verb)
        if not source and relation == "accuse" and passive:
            yield from self._blamed(s, verb, cue.id)
        if not source or (cue.passive and not passive):
            return  # who controls a place or a crowd has no branch in it
        self._memory.note_speakers(source)
        yield from self._beside_object(s, verb, entry, source)
        for token in _behind_particle(s.tree, verb, entry) or self._clauses.target_tokens(s.tree, verb):
            if _each_other(s.tree, token):
                if things and s.tree.lower[token] not in RECIPROCAL and not is_thing(s, token, things):
                    continue
                several = self._patients.antecedents(s, verb) if len(source) < 2 else source
                yield Sides(several, several, "transitive-mutual")
                continue
            if s.tree.lower[token] in RECIPROCAL:
                if relation == "assault" and s.tree.lower[verb].startswith(("blow", "blew", "deton", "explod")):
                    yield Sides(source, self._patients.blown_up(s, verb), "transitive-self")
                continue
            if not self._matters.means_another(s, verb, token, entry):
                target = self._patients.of(s, verb, token, entry, source)
                if len(source) > 1 and ids_of(target) == ids_of(source):
                    continue  # what both do alike is done to neither: "both have a policy of turning away boats"
                yield Sides(source, target, f"{cue.frame}{'-passive' if passive else ''}")

    def _note_victims(self, s: Sentence, verb: int, entry: Entry) -> None:
        """Keep the persons whom nobody yet is told to have struck, for who is blamed for it later."""
        tokens = self._clauses.target_tokens(s.tree, verb)
        found = [a for t in tokens for a in self._patients.of(s, verb, t, entry, []) if a.actor.kind == "Person"]
        if found:
            self._memory.note_victims(found, s.tree.starts[verb])

    def _blamed(self, s: Sentence, verb: int, cue: str) -> Iterator[Sides]:
        """Who calls for somebody to be blamed: "called for Chad to be held accountable"."""
        callers, wanted = self._agents.calling_for(s, verb), self._lexicon.things.get(cue)
        if callers and (wanted is None or has_thing(s, verb, wanted)):
            tokens = self._clauses.target_tokens(s.tree, verb)
            yield Sides(callers, [a for t in tokens for a in self._nominals.resolve(s, t, NEAR)], f"transitive{CALLED}")

    def _beside_object(self, s: Sentence, verb: int, entry: Entry, source: list[Argument]) -> Iterator[Sides]:
        """Sides whose target is not the object: who is found or called something, or stands in a clause below."""
        relation, things = entry.cue.relation, self._lexicon.things.get(entry.cue.id)
        for found in self._found_so(s, verb, things or frozenset()):
            yield Sides(source, found, "transitive-found")
        yield from self._complements.sides(s, verb, relation, source)
        if things and relation in {"accuse", "reject"} and has_thing(s, verb, things):
            yield Sides(source, self._patients.called(s, verb), "transitive-called-by")

    @staticmethod
    def _by_mishap(tree: Tree, verb: int) -> bool:
        """Whether a crash or the like does the killing that a participle tells."""
        if tree.tags[verb] != "VBG" or tree.deps[verb] != "advcl":
            return False
        return any(tree.lower[above] in _MISHAPS for above in tree.ancestors(verb))

    def _by_raid(self, s: Sentence, verb: int) -> bool:
        """Whether men are freed from others by force: "raided a hideout of Abu Sayyaf, freeing a hostage"."""
        above = s.tree.heads[verb]
        freeing = s.tree.lower[verb] in {"freeing", "liberating", "rescuing"} and s.tree.deps[verb] == "advcl"
        cues = (e.cue for e in self._lexicon.entries.get(s.tree.lower[above], ()) if e.cue.pos == "verb")
        return freeing and any(c.relation == "assault" and not c.things for c in cues)

    def _found_so(self, s: Sentence, verb: int, things: frozenset[str]) -> Iterator[list[Argument]]:
        """Who is found to be something, read as a small clause: "hold Russian forces accountable"."""
        for clause in s.tree.children(verb, "ccomp", "oprd"):
            if s.tree.lower[clause] in things and s.tree.tags[clause][:2] == "JJ":
                for token in s.tree.children(clause, "nsubj"):
                    yield self._targets.target(s, token, "accuse")

    def _died(self, s: Sentence, verb: int) -> Iterator[Sides]:
        """ "Two Kenyan soldiers died in an al-Shabaab ambush", "lost their lives in an ambush by al-Shabaab"."""
        dead = self._clauses.subject_token(s.tree, verb)
        if dead is not None and (source := self._agents.through_event(s, verb)):
            yield Sides(source, self._targets.target(s, dead, "assault"), "transitive-died")

    def _fell_together(self, s: Sentence, verb: int) -> Iterator[Sides]:
        """Two sides with dead in one fight: "nine Chadian soldiers and six Oromo rebels were killed in clashes"."""
        tree, subject = s.tree, self._clauses.subject_token(s.tree, verb)
        fights: list[int | None] = [*tree.prepositions(verb, {"in", "during", "after", "following"})]
        dead = [subject]
        if subject is not None and tree.child(verb, "dobj") is not None:
            fights, dead = [subject], [tree.child(verb, "dobj")]
        if not any(t is not None and self._is_fight(s, t) for t in fights):
            return
        sides = [a for t in dead for a in self._nominals.resolve(s, t, TARGET) if a.actor.kind != "Person"]
        if len(sides) == 2:
            yield Sides(sides, [], "transitive-joint", 0.9)

    def _is_fight(self, s: Sentence, noun: int) -> bool:
        """Whether a noun names what two do to each other: "clashes", "fighting", "a battle"."""
        if s.tree.lower[noun] in _FIGHTS:
            return True
        cues = (entry.cue for entry in entries_at(self._lexicon, s, noun, "mutual"))
        return any(cue.relation in {"assault", "enemyOf"} for cue in cues)


def _behind_particle(tree: Tree, verb: int, entry: Entry) -> list[int]:
    """The object of a verb whose particle the parser takes for a preposition: "called in the Russian envoy"."""
    if len(entry.after) != 1 or entry.after[0] not in _PARTICLES or is_passive(tree, verb):
        return []
    read_as = (k for k in tree.children(verb, "prep", "prt") if k == verb + 1 and tree.lower[k] == entry.after[0])
    return [token for k in read_as for token in tree.children(k, "pobj")]


def _each_other(tree: Tree, token: int) -> bool:
    """Whether the object is "each other" or "one another", or a thing of theirs: "shelled each other's towns"."""
    token = next((k for k in tree.children(token, "poss") if tree.lower[k] in {"other", "another"}), token)
    if tree.lower[token] in {"other", "another"}:
        return True
    return tree.lower[token] == "one" and any(tree.lower[kid] == "another" for kid in tree.kids[token])
