"""Frames of adjectives: "hostile to Israel", "Iran-backed militias", "anti-American protests", "other G7 nations"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.classes import MUTUAL_TIES, SPOKEN
from detente.extract.lexicon import Entry
from detente.extract.parties import Parties
from detente.extract.reach import NEAR
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import Sides
from detente.extract.tools import Family, Tools
from detente.ontology.cue import Cue

_MEMBERS = frozenset({"members", "member", "states", "countries", "nations"})


class AdjectiveFrames(Family):
    """``property``, ``compound``, ``prefix``, ``others`` and ``jointly``."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._parties = Parties(tools)

    def property(self, s: Sentence, adjective: int, entry: Entry) -> Iterator[Sides]:
        tree = s.tree
        target: list[Argument] = []
        for token in tree.prepositions(adjective, frozenset(entry.cue.prepositions)):
            if tree.deps[token] == "pobj":
                target += self._targets.target(s, token, entry.cue.relation)
        described = self.described(s, adjective) if target or tree.deps[adjective] == "acomp" else []
        pair = s.references.get(tree.heads[adjective], []) if tree.deps[adjective] == "amod" else []
        if target:
            yield Sides(described, target, "property")
        elif tree.deps[adjective] == "amod" and (beside := self._beside(s, adjective, entry)):
            yield beside
        elif len(pair) == 2 and entry.cue.relation in MUTUAL_TIES:
            yield Sides(pair, [], "property-joint", 0.8)
        elif len(described) > 1 and entry.cue.relation in MUTUAL_TIES and not tree.children(adjective, "prep", "xcomp"):
            yield Sides(described, [], "property-joint", 0.8)

    def _beside(self, s: Sentence, adjective: int, entry: Entry) -> Sides | None:
        """Whose rival a named body is by the list it stands in, or by who acts on it: "Hamas and the rival Fatah"."""
        tree, head = s.tree, s.tree.heads[adjective]
        if entry.cue.relation != "rivalOf" or tree.tags[head] == "NNS" or tree.child(head, "poss") is not None:
            return None
        named = [a for a in self._nominals.resolve_one(s, head) if a.how in {"name", "people"}]
        bodies = [a for a in named if a.actor.kind in {"ArmedGroup", "Party", "Movement"}]
        verb = next((v for v in tree.ancestors(head) if tree.tags[v][:1] == "V"), None)
        if not bodies or verb is None:
            return None
        before = [a for t in tree.conjuncts(head) if t < head for a in self._nominals.resolve_one(s, t)]
        return Sides(before or self._clauses.source(s, verb, NEAR), bodies, "property-beside", 0.9)

    def described(self, s: Sentence, adjective: int) -> list[Argument]:
        tree = s.tree
        head, dep = tree.heads[adjective], tree.deps[adjective]
        if tree.child(adjective, "nsubj", "nsubjpass") is not None:
            return self._clauses.subject(s, adjective, NEAR)
        if dep in {"acomp", "oprd", "attr", "xcomp", "conj", "advcl", "ccomp"}:
            return self._clauses.subject(s, head if dep != "conj" else tree.heads[tree.conjuncts(adjective)[0]], NEAR)
        if tree.tags[head].startswith("N"):  # "men loyal to Chad and guards of Oman": not the guards
            behind = s.tree.starts[adjective] if adjective > head else s.span.end
            return [a for a in self._nominals.resolve(s, head, NEAR) if a.span.start < behind]
        return self._clauses.subject(s, adjective, NEAR)

    def compound(self, s: Sentence, word: int, entry: Entry) -> Iterator[Sides]:
        if word < 2 or s.tree.words[word - 1] not in {"-", "–"} or s.named[word - 2] is None:
            return
        named = s.named[word - 2]
        head = self._noun_after(s, word)
        if named is not None and head is not None:
            source = [self._nominals.argument(s, word - 2, word - 2, named.actor, "name")]
            if entry.cue.relation == "consult":
                yield Sides(source, self._parties.of(s, head), "compound-broker")
                return
            target = [a for a in self._nominals.resolve(s, head, NEAR) if a.span.start > s.tree.starts[word]]
            yield Sides(source, target, "compound")

    def prefix(self, s: Sentence, word: int, entry: Entry) -> Iterator[Sides]:
        if word + 2 >= len(s.tree) or s.tree.words[word + 1] not in {"-", "–"}:
            return
        actor = s.prefixed.get(word + 2)
        head = self._noun_after(s, word + 2)
        if actor is not None and head is not None:
            target = [self._nominals.argument(s, word + 2, word + 2, actor.actor, "name")]
            yield Sides([a for a in self._nominals.resolve(s, head, NEAR) if a.token != word + 2], target, "prefix")

    def jointly(self, s: Sentence, adverb: int, entry: Entry) -> Iterator[Sides]:
        """Several who do by deed, not by word, what the adverb's verb says: "Oslo and Riga jointly guard the cable"."""
        tree, verb = s.tree, s.tree.heads[adverb]
        if (
            tree.deps[adverb] != "advmod"
            or tree.tags[verb][:1] != "V"
            or tree.lower[verb] in self._lexicon.verbs["say"]
        ):
            return
        if any(c.frame == "reciprocal" or c.relation in SPOKEN for c in self._cues(s, verb, adverb)):
            return
        yield Sides(self._clauses.source(s, verb, NEAR), [], "jointly-joint")

    def _cues(self, s: Sentence, verb: int, adverb: int) -> list[Cue]:
        """What the verb carries by itself or, without an object, by the adverb: "patrol together"."""
        listed = self._lexicon.entries.get(s.tree.lower[verb], ())
        beside = () if s.tree.child(verb, "dobj") is not None else (s.tree.lower[adverb],)
        bare = (e for e in listed if e.cue.pos == "verb" and not e.cue.things)
        return [e.cue for e in bare if not e.after or e.after == beside]

    def _noun_after(self, s: Sentence, token: int) -> int | None:
        """The noun that a hyphenated adjective ending at ``token`` describes."""
        for after in range(token + 1, min(token + 8, len(s.tree))):
            tag = s.tree.tags[after]
            if tag.startswith("N") and not (after + 1 < len(s.tree) and s.tree.tags[after + 1].startswith("N")):
                return after
            if tag[:1] not in "NJVC,H" and s.tree.words[after] != ",":
                return None
        return None

    def others(self, s: Sentence, word: int, entry: Entry) -> Iterator[Sides]:
        """Members named beside their body: "the United States and other G7 nations"."""
        tree = s.tree
        body = tree.heads[word]
        named = s.named[body]
        if named is None:
            owners = self._nominals.owners(s, body) if tree.lower[body] in _MEMBERS else []
        else:
            owners = [self._nominals.argument(s, body, body, named.actor, "name")]
        owners = [a for a in owners if a.actor.kind in {"Organisation", "Bloc"}]
        if owners and tree.deps[body] == "conj":
            members = [a for t in tree.conjuncts(body) if t < body for a in self._nominals.resolve_one(s, t)]
            yield Sides(members, owners[:1], "others")
