"""The frames: from a word that carries a relation to the pairs of actors that stand in it.

Each frame of ``ontology/cue.py`` is one method; it yields sides, the sources and the targets, and leaves the words to the
cue and the reading of noun phrases to :mod:`nominals`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, permutations

from detente.extract.clauses import BLAMING, REFLEXIVE, Clauses, is_passive
from detente.extract.lexicon import Entry, Lexicon, preceded
from detente.extract.names import Nature
from detente.extract.nominals import NEAR, SOURCE, TARGET, VICTIM, Nominals, Reach
from detente.extract.reading import Argument, Sentence
from detente.extract.trace import Trace
from detente.ontology.relations import load_relations

VISITED: Reach = frozenset({"people", "place"})
_TARGETS: dict[str, Reach] = {
    "assault": VICTIM, "coerce": VICTIM, "mobilize": VICTIM, "retreat": VICTIM, "aid": VICTIM, "concede": VICTIM, "consult": VISITED,
    "request": NEAR, "memberOf": NEAR, "affiliateOf": NEAR, "alliedWith": NEAR, "partnerOf": NEAR, "agree": TARGET,
    "cooperate": NEAR, "enemyOf": NEAR, "rivalOf": NEAR,
}  # fmt: skip
_ACTING = frozenset({"assault", "coerce", "mobilize", "threaten", "sanction", "aid"})
_JUDGING = frozenset({"accuse", "support", "reject", "protest", "sanction", "request"})


_ABOUT = frozenset({"accuse", "support", "reject", "request", "consult", "threaten", "protest", "concede", "agree", "recognizes", "retreat"})
_BODIES = frozenset({"Organisation", "Bloc", "Party", "ArmedGroup", "Movement", "Organ"})
_ENTANGLED = frozenset({"locked", "embroiled", "engaged", "involved", "caught", "mired", "entangled", "bogged", "united", "joined"})
_EDGES = frozenset({"border", "borders", "frontier", "frontiers", "coast", "waters", "strait", "front", "airspace"})
_CHARGES = frozenset({"claim", "claims", "charge", "charges", "allegation", "allegations", "accusation", "accusations", "suggestion", "assertion", "assertions", "criticism"})
BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "remain", "remains", "remained", "stay", "stayed"})
HOSTILE = frozenset({"assault", "coerce", "accuse", "threaten", "sanction", "enemyOf", "rivalOf", "protest", "mobilize", "reject"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One relation between two actors, as a frame found it."""

    trigger: int
    entry: Entry
    subject: Argument
    object: Argument
    frame: str
    confidence: float


class Frames:
    """Applies the frames to the words of one sentence."""

    def __init__(self, nominals: Nominals, clauses: Clauses, lexicon: Lexicon, both: Callable[[], list[Argument]]) -> None:
        self._both = both
        self._events: dict[str, list[tuple[tuple[int, int], Argument, Argument]]] = {}
        self._judge: list[Argument] = []
        self._directed = {name: relation.directed for name, relation in load_relations().items()}
        self._consumed: set[int] = set()
        self.trace: Trace | None = None
        """Where to note what is considered; None for nowhere."""
        self._nominals = nominals
        self._clauses = clauses
        self._lexicon = lexicon
        self._by_name: Mapping[str, Callable[[Sentence, int, Entry], Iterator[Sides]]] = {
            "transitive": self._transitive,
            "prepositional": self._prepositional,
            "reciprocal": self._reciprocal,
            "transfer": self._transfer,
            "control": self._control,
            "demand": self._demand,
            "event": self._event,
            "mutual": self._mutual,
            "role": self._role,
            "property": self._property,
            "compound": self._compound,
            "prefix": self._prefix,
            "change": self._change,
            "quality": self._quality,
            "others": self._others_of,
        }

    def begin(self) -> None:
        """Start on a new sentence."""
        self._consumed = set()

    def apply(self, s: Sentence, trigger: int, entry: Entry) -> list[Finding]:
        """The relations that ``entry`` finds at ``trigger``; sources and targets that are the same actor are dropped."""
        find = self._by_name.get(entry.cue.frame)
        found: dict[tuple[str, str], Finding] = {}
        if trigger in self._consumed and entry.cue.pos == "noun":
            return []
        for sides in find(s, trigger, entry) if find else ():
            if self.trace is not None:
                self.trace.sides(sides)
            for subject, obj in sides.pairs(self._directed[entry.cue.relation]):
                if entry.cue.swap:
                    subject, obj = obj, subject
                if obj.how == "reference" and sides.targets is not sides.sources and any(obj.actor.id == a.actor.id for a in sides.sources) and sides.targets:
                    if (second := s.seconds.get(obj.token)) is None or any(second.actor.id == a.actor.id for a in sides.sources):
                        continue
                    obj = second
                obj = self._other_reading(s, subject, obj, entry)
                if subject.actor.id == obj.actor.id or self._own_state(subject, obj, entry.cue.relation):
                    if self.trace is not None:
                        self.trace.same()
                    continue
                key = (subject.actor.id, obj.actor.id)
                if entry.cue.things:
                    self._consumed |= self._things_of(s, trigger, entry)
                found.setdefault(key, Finding(trigger, entry, subject, obj, sides.name, entry.cue.confidence * sides.weight))
        return list(found.values())

    def _other_reading(self, s: Sentence, subject: Argument, obj: Argument, entry: Entry) -> Argument:
        """Nobody attacks "its soldiers" of their own: the pronoun then means the next best actor."""
        if obj.actor.id in {subject.actor.id, subject.principal} and obj.how in {"reference", "people"} and entry.cue.relation in HOSTILE:
            for token in range(obj.token, max(obj.token - 4, -1), -1):
                if (second := s.seconds.get(token)) is not None and second.actor.id not in {subject.actor.id, subject.principal}:
                    return second
        return obj

    @staticmethod
    def _own_state(subject: Argument, obj: Argument, relation: str) -> bool:
        """Whether the target is merely the state that the source acts for, or a person's office or journey is told."""
        if relation == "memberOf" and obj.actor.kind not in _BODIES:
            return True
        if relation == "affiliateOf" and obj.actor.kind == "State" and subject.actor.kind not in {"ArmedGroup", "Movement", "Party", "Force", "Company", "Organ"}:
            return True
        if subject.actor.kind == "Person":
            if relation == "retreat":
                return True
            if relation == "affiliateOf" and obj.actor.kind not in {"ArmedGroup", "Party", "Movement"}:
                return True
        if obj.actor.id != subject.principal:
            return False
        if relation in {"affiliateOf", "memberOf"}:
            return obj.actor.kind in {"State", "Territory"}
        return relation not in {"coolingTiesWith", "rivalOf"}

    # -- verbs ---------------------------------------------------------------------------------------------------

    def _transitive(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        relation = entry.cue.relation
        source = self._clauses.source(s, verb, self._source_reach(relation))
        if not source and relation in {"assault", "coerce"} and is_passive(s.tree, verb):
            source = self._through_event(s, verb)
        if not source and entry.cue.swap and is_passive(s.tree, verb):
            source = [a for token in s.tree.prepositions(verb, {"to", "into"}) for a in self._nominals.resolve(s, token, NEAR)]
        if not source:
            return
        self._judge = source
        things = self._lexicon.things.get(entry.cue.id)
        for token in self._clauses.target_tokens(s.tree, verb):
            if s.tree.lower[token] in {"other", "another"}:
                yield Sides(source, source, "transitive-mutual")
            if s.tree.lower[token] in REFLEXIVE:
                continue
            if s.tree.deps[verb] == "acl" and s.tree.lower[verb] in {"targeting", "hitting"} and self._entries(s, s.tree.heads[verb], "event"):
                continue
            if not things and self._other_matter(s, verb, token, relation):
                continue
            if things and not (self._is_thing(s, token, things) or self._has_child(s, verb, things)):
                continue
            target = self._contradicted(s, verb, token) if relation == "reject" else []
            target = target or self.target(s, token, relation)
            if not target and relation == "assault" and not things:
                target = self._scene(s, verb)
            yield Sides(source, target, f"{entry.cue.frame}{'-passive' if is_passive(s.tree, verb) else ''}")

    def _contradicted(self, s: Sentence, verb: int, token: int) -> list[Argument]:
        """The accuser behind "it", "this" or a "which" that takes up the whole accusation."""
        which = s.tree.deps[verb] == "relcl" and any(s.tree.lower[k] == "which" for k in s.tree.children(verb, "dobj", "pobj"))
        return self._accuser(s, token) if which or s.tree.lower[token] in {"it", "this", "that", "them"} else []

    def _scene(self, s: Sentence, verb: int) -> list[Argument]:
        """The states where the act falls, for victims that belong to nobody named: "pounded targets in Syria"."""
        for token in s.tree.prepositions(verb, {"in", "inside", "near", "at", "around", "across", "outside"}):
            if s.tree.deps[token] == "pobj" and (found := self._nominals.resolve(s, token, VICTIM)):
                return [a for a in found if a.actor.kind in {"State", "Territory"}]
        return []

    def _other_matter(self, s: Sentence, verb: int, token: int, relation: str) -> bool:
        """"struck a deal" strikes nobody; "called it a lie" phones nobody; "left four dead" withdraws from nowhere."""
        tree = s.tree
        if relation == "consult":
            return tree.child(verb, "oprd", "xcomp") is not None or len(tree.children(verb, "dobj")) > 1
        if relation == "retreat":
            named = s.named[token]
            return named is None or named.actor.kind not in {"State", "Territory"} or tree.child(verb, "oprd") is not None
        if relation == "sanction":
            return tree.lower[token] in self._lexicon.bonds
        if relation in {"assault", "coerce"}:
            listed = self._entries(s, token)
            return any(e.cue.frame in {"mutual", "event", "bond"} and e.cue.relation not in {"assault", "coerce", "mobilize"} for e in listed)
        return False

    @staticmethod
    def _source_reach(relation: str) -> Reach:
        if relation == "protest":
            return TARGET
        return SOURCE if relation in _ACTING else NEAR

    def _through_event(self, s: Sentence, verb: int) -> list[Argument]:
        """"killed in an Israeli air strike", "wounded in clashes with Yemeni forces"."""
        if s.tree.deps[verb] == "relcl" and (found := self.doers(s, s.tree.heads[verb])):
            return found
        for token in s.tree.prepositions(verb, {"in", "by", "during", "following", "after", "from", "when"}):
            for part in s.tree.conjuncts_after(token):
                if found := self.doers(s, part) or self._opponents(s, part):
                    return found
        return []

    def _opponents(self, s: Sentence, noun: int) -> list[Argument]:
        if not any(e.cue.frame == "mutual" for e in self._lexicon.entries.get(s.tree.lower[noun], ())):
            return []
        return [a for token in s.tree.prepositions(noun, {"with"}) for a in self._nominals.resolve(s, token, NEAR)]

    def target(self, s: Sentence, token: int, relation: str) -> list[Argument]:
        """The actors that an act of ``relation`` on the phrase at ``token`` is aimed at."""
        found: list[Argument] = []
        for part in s.tree.conjuncts_after(token):
            found += self._part_target(s, part, relation)
        return found or (self._nominals.resolve(s, token, NEAR) if token in s.references else [])

    def _part_target(self, s: Sentence, token: int, relation: str) -> list[Argument]:
        near = self._nominals.resolve_one(s, token, NEAR)
        if near:
            return near
        if relation == "reject" and s.tree.lower[token] in _CHARGES and not self._nominals.owners(s, token):
            return self._accuser(s, token) or self._last_doer("accuse")
        if relation in _JUDGING and (doers := self.doers(s, token) or self._recalled(s, token)):
            return doers
        if relation in {"assault", "coerce"} and s.tree.lower[token] in self._lexicon.events:
            for inner in s.tree.prepositions(token, {"of", "on", "against", "at", "in"}):
                if s.tree.deps[inner] == "pobj" and (found := self.target(s, inner, relation)):
                    return found
        found = self._nominals.resolve_one(s, token, _TARGETS.get(relation, TARGET))
        if not found and relation in {"assault", "coerce"}:
            for inner in s.tree.prepositions(token, {"for", "carrying", "of"}):
                if s.tree.deps[inner] == "pobj" and (found := self._nominals.resolve(s, inner, TARGET)):
                    return found
        if not found and relation in _JUDGING:
            for inner in s.tree.prepositions(token, {"for", "of", "by", "from", "with"} if relation == "sanction" else {"for", "of", "by", "from"}):
                if found := self.target(s, inner, relation) if s.tree.deps[inner] == "pobj" else []:
                    break
        return found

    def remember(self, finding: Finding) -> None:
        """Keep who did what, so that "the attack" can be led back to its doer."""
        act = (finding.object.span.start, finding.trigger)
        self._events.setdefault(finding.entry.cue.relation, []).append((act, finding.subject, finding.object))

    def _recalled(self, s: Sentence, noun: int) -> list[Argument]:
        """Who did "the attack" that an earlier sentence told of."""
        listed = self._entries(s, noun, "event")
        definite = any(s.tree.lower[k] in {"the", "this", "these", "that", "those", "such"} for k in s.tree.kids[noun])
        own = any(True for _ in s.tree.prepositions(noun, {"on", "against", "by", "of"}))
        if not listed or not definite or (own and listed[0].cue.relation != "assault"):
            return []
        return self._last_doer(listed[0].cue.relation)

    def _last_doer(self, relation: str) -> list[Argument]:
        """Who last did such a thing: to the one who now speaks of it, if any did."""
        events = self._events.get(relation, [])[-8:]
        ids = {i for a in self._judge for i in (a.actor.id, a.principal) if i}
        struck = [event for event in events if {event[2].actor.id, event[2].principal} & ids]
        others = [event for event in events if not {event[1].actor.id, event[1].principal} & ids]
        last = (struck or others)[-1:]
        return [doer for act, doer, _ in events if last and act == last[0][0]]

    def _accuser(self, s: Sentence, token: int) -> list[Argument]:
        """Who is contradicted by "denies it", "rejected the charge": whoever accused the one who now speaks."""
        ids = {i for a in self._judge for i in (a.actor.id, a.principal) if i}
        accusers = [doer for _, doer, accused in self._events.get("accuse", []) if {accused.actor.id, accused.principal} & ids]
        return accusers[-1:]

    def _things_of(self, s: Sentence, verb: int, entry: Entry) -> set[int]:
        """The nouns that the verb's cue has already taken into account."""
        things = self._lexicon.things[entry.cue.id]
        parts = {p for t in self._clauses.target_tokens(s.tree, verb) for p in s.tree.conjuncts_after(t)}
        parts |= {k for p in set(parts) for k in s.tree.prepositions(p, {"of"})}
        return {p for p in parts if s.tree.lower[p] in things}

    def _is_thing(self, s: Sentence, token: int, things: frozenset[str]) -> bool:
        lower, seen = s.tree.lower, 0
        for part in s.tree.conjuncts_after(token):
            if lower[part] in things:
                return True
            seen += 1
            for kid in s.tree.prepositions(part, {"of", "in", "worth"}):
                if lower[kid] in things:
                    return True
            if any(lower[kid] in things for kid in s.tree.children(part, "compound", "amod", "nmod")) and seen == 1:
                return True
        return False

    def _has_child(self, s: Sentence, verb: int, things: frozenset[str]) -> bool:
        return any(s.tree.lower[kid] in things for kid in s.tree.subtree(verb)[:12] if abs(kid - verb) < 6 and kid > verb)

    def _prepositional(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        things = self._lexicon.things.get(cue.id)
        passive = is_passive(tree, verb)
        patient = self._clauses.target_tokens(tree, verb)
        if things:
            if not any(self._is_thing(s, token, things) for token in patient):
                return
            source = self._clauses.source(s, verb, self._source_reach(cue.relation))
            if source and any(self._others(s, token, source) for token in patient):
                return
        else:
            if not passive and tree.child(verb, "dobj") is not None and self._nominals.resolve(s, tree.child(verb, "dobj"), TARGET):
                return
            source = self._clauses.source(s, verb, TARGET if cue.relation == "protest" else SOURCE) if not passive else self._clauses.agent(s, verb)
        if not source:
            return
        words = frozenset(cue.prepositions)
        places = list(tree.prepositions(verb, words))
        for token in patient if things else tree.children(verb, "dobj", "prt", "advmod", "prep"):
            for part in tree.conjuncts_after(token):
                places += tree.prepositions(part, words)
        if entry.after or things or cue.relation == "request":
            places += [t for kid in tree.children(verb, "prep") for p in tree.children(kid, "pobj") for t in tree.prepositions(p, words)]
        for token in places:
            if target := self._place_target(s, token, cue.relation):
                yield Sides(source, target, "prepositional")

    def _others(self, s: Sentence, noun: int, source: list[Argument]) -> bool:
        """Whether the thing spoken of is somebody else's: "noted US support for Ukraine"."""
        owners = self.doers(s, noun)
        ids = {a.actor.id for a in source} | {a.principal for a in source}
        return bool(owners) and not any(a.actor.id in ids for a in owners)

    def _place_target(self, s: Sentence, token: int, relation: str) -> list[Argument]:
        if s.tree.deps[token] == "pcomp":
            return []
        named = s.named[token]
        if named is not None and named.nature is Nature.CAPITAL and relation not in {"consult", "mobilize", "retreat", "assault", "aid"}:
            return [self._nominals.argument(s, token, token, named.actor, "name")]
        return self.target(s, token, relation)

    def _reciprocal(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        things = self._lexicon.things.get(cue.id)
        objects = self._clauses.target_tokens(tree, verb)
        if things and not any(self._is_thing(s, token, things) for token in objects):
            return
        passive = is_passive(tree, verb)
        one = self._clauses.source(s, verb, NEAR) if things or not passive else self._clauses.subject(s, verb, NEAR)
        other: list[Argument] = []
        words = frozenset(cue.prepositions)
        for place in (verb, *(p for o in objects for p in tree.conjuncts_after(o)), *tree.children(verb, "prt", "advmod")):
            for token in tree.prepositions(place, words):
                if tree.deps[token] == "pobj":
                    other += self._nominals.resolve(s, token, NEAR)
        if not things and not other and not passive:
            for token in objects:
                other += self._nominals.resolve(s, token, NEAR)
        if one and other:
            yield Sides(one, other, "reciprocal")
            if len(one) > 1 and not things:
                return
        elif len(one) > 1:
            yield Sides(one, [], "reciprocal-joint")

    def _transfer(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        things = self._lexicon.things.get(cue.id, frozenset())
        passive = is_passive(tree, verb)
        source = self._clauses.source(s, verb, NEAR)
        if not source:
            return
        words = frozenset(cue.prepositions)
        receivers: list[Argument] = []
        patients = self._clauses.target_tokens(tree, verb)
        found_thing = any(self._is_thing(s, token, things) for token in (*patients, *tree.children(verb, "dobj")))
        with_things = any(self._is_thing(s, token, things) for token in tree.prepositions(verb, {"with"}))
        if with_things:
            for token in patients:
                receivers += self._nominals.resolve(s, token, TARGET)
        elif found_thing:
            datives = tree.children(verb, "dative")
            plain = [d for d in datives if tree.tags[d] not in {"IN", "TO"}]
            objects = tree.children(verb, "dobj")
            if passive:
                plain = [t for t in patients if not self._is_thing(s, t, things)]
            elif len(objects) > 1:
                plain = objects[:1]
            for token in plain:
                receivers += self._nominals.resolve(s, token, TARGET)
            if not receivers and not passive:
                receivers += self._swallowed(s, verb, objects)
            places = list(tree.prepositions(verb, words))
            for token in (*patients, *objects):
                for part in tree.conjuncts_after(token):
                    places += tree.prepositions(part, words)
            for token in places:
                if tree.lower[token] in _EDGES:
                    continue
                if tree.deps[token] == "pobj":
                    receivers += self._nominals.resolve(s, token, VICTIM)
                else:
                    for inner in tree.children(token, "dobj"):
                        receivers += self._nominals.resolve(s, inner, VICTIM)
        if not receivers and found_thing:
            receivers = self._beneficiaries(s, verb)
        if receivers:
            yield Sides(source, receivers, "transfer")

    def _swallowed(self, s: Sentence, verb: int, objects: list[int]) -> list[Argument]:
        """A receiver that the parser took for part of the thing: "gave Mali five million dollars"."""
        for token in range(verb + 1, min(verb + 3, len(s.tree))):
            named = s.named[token]
            if named is not None and named.nature is Nature.NAME and s.tree.heads[token] in objects and s.tree.deps[token] in {"nmod", "compound", "amod"}:
                return [self._nominals.argument(s, token, token, named.actor, "name")]
        return []

    def _beneficiaries(self, s: Sentence, verb: int) -> list[Argument]:
        """Whom the gift is to serve: "provide $100 million to support stabilisation in Ghana"."""
        tree = s.tree
        for place in (verb, *tree.children(verb, "dobj")):
            for clause in tree.children(place, "xcomp", "advcl", "acl", "relcl"):
                if self._infinitive(s, clause):
                    for token in tree.children(clause, "dobj"):
                        if found := self._nominals.resolve(s, token, VICTIM):
                            return found
        return []

    def _control(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree = s.tree
        source = self._clauses.source(s, verb, NEAR)
        if not source:
            return
        tokens: list[int] = []
        if entry.after:
            tokens += [t for t in tree.prepositions(verb, frozenset(entry.after)) if tree.deps[t] == "pobj"]
            tokens += self._wanted_doers(s, verb) if "for" in entry.after else []
        elif is_passive(tree, verb):
            tokens += self._clauses.target_tokens(tree, verb)
        else:
            inner = tree.children(verb, "ccomp", "xcomp")
            tokens += [t for t in tree.children(verb, "dobj", "dative") if tree.lower[t] not in REFLEXIVE]
            tokens += [t for v in inner for t in tree.children(v, "nsubj", "nsubjpass") if self._infinitive(s, v)]
        wanted = any(self._infinitive(s, v) for v in tree.children(verb, "xcomp", "ccomp", "advcl") if v > verb)
        wanted = wanted or any(tree.lower[k] in {"for", "against"} for k in tree.children(verb, "prep"))
        if not wanted and tree.lower[verb].startswith(("tell", "told", "order", "instruct", "direct", "call", "want", "push", "press", "invit", "advis", "encourag")):
            return
        for token in tokens:
            if target := self._nominals.resolve(s, token, NEAR):
                yield Sides(source, target, "control", 1.0 if wanted else 0.6)
                return

    @staticmethod
    def _infinitive(s: Sentence, verb: int) -> bool:
        return any(s.tree.lower[k] == "to" for k in s.tree.children(verb, "aux"))

    def _demand(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree = s.tree
        source = self._clauses.source(s, verb, NEAR)
        if not source:
            return
        for token in (*tree.children(verb, "dobj"), *tree.prepositions(verb, {"for"})):
            if tree.lower[token] in self._lexicon.events:
                yield Sides(source, self.doers(s, token) or self._undergoers(s, token), "demand-noun", 0.9)
        for token in self._wanted_doers(s, verb):
            yield Sides(source, self._nominals.resolve(s, token, NEAR), "demand-for")
        for clause in tree.children(verb, "ccomp"):
            marked = any(tree.lower[k] == "that" for k in tree.children(clause, "mark"))
            bare = marked and tree.tags[clause] in {"VB", "VBP"} and tree.child(clause, "aux") is None
            if tree.tags[clause] == "VB" or (bare and not tree.lower[verb].startswith("insist")) or (marked and self._should(s, clause)):
                doer = self._clauses.subject_token(tree, clause)
                if is_passive(tree, clause):
                    yield Sides(source, self._clauses.agent(s, clause), "demand")
                yield Sides(source, self._nominals.resolve(s, doer, NEAR), "demand")

    @staticmethod
    def _wanted_doers(s: Sentence, verb: int) -> list[int]:
        """Who is to do it in "called for Ukraine to withdraw"."""
        clauses = [c for c in s.tree.children(verb, "advcl", "xcomp", "ccomp") if any(s.tree.lower[k] == "for" for k in s.tree.children(c, "mark"))]
        return [t for c in clauses for t in s.tree.children(c, "nsubj")]

    def _undergoers(self, s: Sentence, noun: int) -> list[Argument]:
        """"the withdrawal of Serbian forces": who is to do it, behind "of"."""
        return [a for token in s.tree.prepositions(noun, {"of", "by", "from"}) for a in self._nominals.resolve(s, token, NEAR)]

    @staticmethod
    def _should(s: Sentence, clause: int) -> bool:
        return any(s.tree.lower[k] in {"must", "should", "ought"} for k in s.tree.children(clause, "aux"))

    # -- nouns ---------------------------------------------------------------------------------------------------

    def _entries(self, s: Sentence, token: int, frame: str | None = None) -> list[Entry]:
        """The cues of a word, those left out whose other words aren't there."""
        listed = self._lexicon.entries.get(s.tree.lower[token], ())
        return [e for e in listed if (frame is None or e.cue.frame == frame) and (not e.before or preceded(s.tree.lower, token, e.before))]

    def doers(self, s: Sentence, noun: int) -> list[Argument]:
        """Who does what an event noun says, from the noun phrase alone."""
        listed = self._entries(s, noun, "event")
        if not listed:
            return []
        return self._event_source(s, noun, "of" in listed[0].cue.prepositions)

    def _event_source(self, s: Sentence, noun: int, of_is_target: bool) -> list[Argument]:
        tree = s.tree
        found: list[Argument] = []
        for kid in tree.kids[noun]:
            if tree.deps[kid] in {"amod", "compound", "nmod", "poss"}:
                found += [a for a in self._nominals.owners(s, noun) if a.token == kid or a.token in tree.subtree(kid) or a.token == noun]
                break
        found = [a for a in self._nominals.owners(s, noun) if self._before(a, s, noun)]
        if not found:
            for token in tree.prepositions(noun, {"by"}):
                found += self._nominals.resolve(s, token, SOURCE)
        if not found:
            for participle in tree.children(noun, "acl"):
                if tree.tags[participle] == "VBN":
                    found += self._clauses.agent(s, participle)
        if not found:
            for token in tree.prepositions(noun, {"from"} if of_is_target else {"from", "of"}):
                found += self._nominals.resolve(s, token, NEAR)
        return found

    @staticmethod
    def _before(argument: Argument, s: Sentence, noun: int) -> bool:
        return argument.span.start < s.tree.starts[noun]

    def _governor(self, s: Sentence, noun: int) -> int | None:
        """The empty verb whose object (or subject, in the passive) the noun is."""
        tree = s.tree
        first = noun
        while tree.deps[first] == "conj" and not tree.tags[tree.heads[first]].startswith("V"):
            first = tree.heads[first]
        head = tree.heads[first]
        if tree.deps[first] in {"dobj", "nsubjpass", "attr"} and tree.tags[head][:1] == "V":
            return head
        if tree.deps[first] == "pobj" and tree.lower[head] in {"in", "with", "to", "for", "on", "out", "at", "under"}:
            governor = tree.heads[head]
            held = tree.child(governor, "dobj")
            if tree.tags[governor][:1] == "V" and (held is None or tree.lower[held] == "part"):
                return governor
        return None

    def _event(self, s: Sentence, noun: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        if tree.deps[noun] == "pobj" and tree.lower[tree.heads[tree.heads[noun]]] in {"easing", "lifting", "end", "ending", "removal", "halt", "cessation", "relaxation"}:
            return
        words = frozenset(cue.prepositions)
        target: list[Argument] = []
        of_is_target = "of" in words
        for token in tree.prepositions(noun, words - {"of"}):
            if tree.deps[token] == "pobj":
                target += self.target(s, token, cue.relation)
        if target:
            of_is_target = False
        elif of_is_target:
            for token in tree.prepositions(noun, {"of"}):
                target += self.target(s, token, cue.relation)
        for participle in tree.children(noun, "acl"):
            if not target and tree.lower[participle] in {"targeting", "aimed", "directed", "launched", "carried", "imposed", "waged", "conducted", "made", "levelled", "leveled"}:
                aimed = [*tree.children(participle, "dobj"), *tree.prepositions(participle, {"at", "against", "on", "upon", "for", "in"})]
                target = [a for token in aimed for a in self.target(s, token, cue.relation)]
        if not target:
            target = self._defended(s, noun)
        source = self._event_source(s, noun, of_is_target) or self._blamed(s, noun)
        verb = self._governor(s, noun)
        if not source and target and cue.relation in {"support", "protest", "reject", "aid"}:
            source = self._purpose_of(s, noun)
        suffered, weight = False, 1.0
        if verb is not None:
            if tree.lower[verb] in self._lexicon.verbs["suffer"]:
                suffered = True
                target = target or self._clauses.subject(s, verb)
            elif (light := tree.lower[verb] in self._lexicon.verbs["light"]) or self._carries_out(s, verb):
                weight = 1.0 if light else 0.85
                source = source or self._clauses.source(s, verb, SOURCE)
                if not target:
                    for token in tree.prepositions(verb, words - {"in", "of"}):
                        if tree.deps[token] == "pobj":
                            target += self.target(s, token, cue.relation)
        if not target and cue.relation == "assault" and not self._means(s, noun):
            for token in tree.prepositions(noun, {"in"}):
                target += self._nominals.resolve(s, token, VICTIM)
        yield Sides(source, target, "event-suffered" if suffered else "event", weight)

    def _carries_out(self, s: Sentence, verb: int) -> bool:
        """Whether a verb's subject may do what its object says: unless the verb speaks, judges or asks."""
        lower = s.tree.lower[verb]
        if lower in self._lexicon.verbs["say"] or lower in self._lexicon.verbs["affirm"] or lower in BE:
            return False
        return not any(e.cue.pos == "verb" and e.cue.relation in _ABOUT for e in self._lexicon.entries.get(lower, ()))

    def _means(self, s: Sentence, noun: int) -> bool:
        """Whether the act is but the means of another verb, whose object is the true target: "killed in an air strike in Iraq"."""
        governor = s.tree.heads[s.tree.heads[noun]]
        return s.tree.deps[noun] == "pobj" and is_passive(s.tree, governor) and any(e.cue.relation == "assault" for e in self._lexicon.entries.get(s.tree.lower[governor], ()))

    def _purpose_of(self, s: Sentence, noun: int) -> list[Argument]:
        """Who acts "in support of", "in solidarity with", "in protest at" somebody."""
        tree = s.tree
        head = tree.heads[noun]
        if tree.deps[noun] != "pobj" or tree.lower[head] != "in":
            return []
        for verb in tree.ancestors(head):
            if tree.tags[verb][:1] == "V":
                return self._clauses.source(s, verb, SOURCE)
        return []

    def _defended(self, s: Sentence, noun: int) -> list[Argument]:
        """"defend Israel against attacks from Hamas"."""
        tree = s.tree
        head = tree.heads[noun]
        governor = tree.heads[head]
        if tree.deps[noun] == "pobj" and tree.lower[head] in {"against", "from"} and tree.lower[governor].startswith(("defend", "protect", "shield", "guard")):
            return [a for token in self._clauses.target_tokens(tree, governor) for a in self._nominals.resolve(s, token, TARGET)]
        return []

    def _blamed(self, s: Sentence, noun: int) -> list[Argument]:
        """Whom a verb of blame holds to have done it: "accused Pakistan of the assault on its parliament"."""
        tree = s.tree
        head = tree.heads[noun]
        governor = tree.heads[head]
        if tree.deps[noun] != "pobj" or tree.lower[head] not in {"of", "for", "over"} or tree.lower[governor] not in BLAMING:
            return []
        return [a for token in self._clauses.target_tokens(tree, governor) for a in self._nominals.resolve(s, token, NEAR)]

    def _mutual(self, s: Sentence, noun: int, entry: Entry) -> Iterator[Sides]:
        words = {"with", "to"} if entry.cue.relation in {"alliedWith", "partnerOf", "agree", "cooperate"} else {"with", "to", "against"}
        yield from self._between(s, noun, "mutual", strict=False, words=words)

    def _between(self, s: Sentence, noun: int, name: str, *, strict: bool, words: set[str] | frozenset[str] = frozenset({"with", "to"})) -> Iterator[Sides]:
        """The two sides of something mutual."""
        tree = s.tree
        both: list[Argument] = []
        for token in tree.prepositions(noun, {"between", "among", "amongst"}):
            both += self._nominals.resolve(s, token, NEAR)
        verb = self._governor(s, noun)
        hit = self._stricken(s, noun)
        if hit and not both:
            against = [a for token in tree.prepositions(noun, {"with"}) for a in self._nominals.resolve(s, token, NEAR)]
            if against:
                yield Sides(against, hit, name + "-stricken")
                yield Sides(hit, against, name + "-stricken")
                return
        if not both and verb is not None:
            for token in tree.prepositions(verb, {"between"}):
                both += self._nominals.resolve(s, token, NEAR)
        if len(both) > 1:
            yield Sides(both, [], name + "-between")
            return
        owners = [a for a in self._nominals.owners(s, noun) if self._before(a, s, noun)]
        other: list[Argument] = []
        for token in tree.prepositions(noun, words):
            if tree.deps[token] == "pobj":
                other += self._nominals.resolve(s, token, VISITED if tree.lower[noun].startswith(("visit", "trip", "tour", "stop")) else NEAR)
        hyphenated = self._hyphenated(s, noun)
        if len(hyphenated) > 1:
            yield Sides(hyphenated, [], name + "-hyphen")
            return
        subject: list[Argument] = []
        entangled = verb is not None and tree.lower[verb] in _ENTANGLED
        if verb is not None and (other or strict or entangled or tree.lower[verb] in BE or tree.lower[verb] in self._lexicon.verbs["light"]):
            subject = self._clauses.subject(s, verb, NEAR) if entangled else self._clauses.source(s, verb, NEAR)
            if not other:
                for token in tree.prepositions(verb, {"with"}):
                    if tree.deps[token] == "pobj":
                        other += self._nominals.resolve(s, token, NEAR)
        kids = {tree.lower[k] for k in tree.kids[noun]}
        if kids & {"bilateral", "mutual", "our", "their"} and not other and len(owners) < 2 and len(self._both()) == 2:
            yield Sides(self._both(), [], name + "-joint", 0.9)
            return
        if owners and other:
            yield Sides(owners, other, name + "-owner")
        elif other and subject:
            yield Sides(subject, other, name + "-subject")
        elif len(owners) > 1:
            yield Sides(owners, [], name + "-owners", 0.9)
        elif owners and subject and not _same(owners, subject) and verb is not None:
            yield Sides(subject, owners, name + "-subject-owner", 0.7)
        elif len(subject) > 1 and not strict:
            yield Sides(subject, [], name + "-joint")
        elif both and owners:
            yield Sides(owners, both, name + "-owner")

    def _stricken(self, s: Sentence, noun: int) -> list[Argument]:
        """Who came to harm in it: "Five Saudi soldiers were killed in clashes with the Houthis"."""
        tree = s.tree
        governor = tree.heads[tree.heads[noun]]
        if tree.deps[noun] != "pobj" or tree.lower[tree.heads[noun]] not in {"in", "following", "after", "during", "amid"} or not is_passive(tree, governor):
            return []
        return [a for token in self._clauses.target_tokens(tree, governor) for a in self._nominals.resolve(s, token, TARGET)]

    def _hyphenated(self, s: Sentence, noun: int) -> list[Argument]:
        """"Russian-Indian relations", "the U.S.-ROK alliance"."""
        words, named = s.tree.words, s.named
        for token in range(noun - 1, max(noun - 6, 1), -1):
            if s.tree.tags[token][:1] == "V" and s.tree.tags[token] not in {"VBN", "VBG"}:
                return []
            right, left = named[token], named[token - 2]
            if right is not None and left is not None and words[token - 1] in {"-", "–", "/"}:
                pair = [self._nominals.argument(s, t, t, n.actor, "name") for t, n in ((token - 2, left), (token, right))]
                before = named[token - 4] if token >= 4 and words[token - 3] in {"-", "–", "/"} else None
                return ([self._nominals.argument(s, token - 4, token - 4, before.actor, "name")] if before else []) + pair
        return []

    def _role(self, s: Sentence, noun: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        words = frozenset(cue.prepositions)
        bearers = self._bearers(s, noun)
        holders: list[Argument] = []
        for token in tree.prepositions(noun, words):
            if tree.deps[token] == "pobj":
                holders += self._nominals.resolve(s, token, NEAR)
        if not holders:
            owned = self._nominals.owners(s, noun)
            holders = [a for a in owned if not any(a.actor.id == b.actor.id for b in bearers)]
        if not holders and noun and (before := s.named[noun - 1]) is not None and tree.deps[noun] in {"compound", "nmod", "amod"}:
            holders = [self._nominals.argument(s, noun - 1, noun - 1, before.actor, "name")]
        if bearers and holders:
            yield Sides(bearers, holders, "role")
        elif len(bearers) > 1 and not holders and tree.tags[noun] in {"NNS", "NNPS"} and cue.relation not in {"affiliateOf", "memberOf", "accuse"}:
            yield Sides(bearers, [], "role-joint")

    def _bearers(self, s: Sentence, noun: int) -> list[Argument]:
        """Who is said to be what a role noun says."""
        tree = s.tree
        head, dep = tree.heads[noun], tree.deps[noun]
        found: list[Argument] = []
        for token in tree.children(noun, "appos"):
            found += self._nominals.resolve(s, token, NEAR)
        if not found:
            for kid in tree.children(noun, "prep"):
                if tree.lower[kid] in {"including", "like"} or tree.lower[kid] == "as":
                    for token in tree.children(kid, "pobj"):
                        found += self._nominals.resolve(s, token, NEAR)
        if found:
            return found
        if dep == "conj":
            if any(tree.lower[k] == "other" for k in tree.kids[noun]):
                others = [a for t in tree.conjuncts(noun) if t != noun for a in self._nominals.resolve_one(s, t)]
                if others:
                    return others
            first = tree.conjuncts(noun)[0]
            head, dep = tree.heads[first], tree.deps[first]
        if tree.tags[noun] == "NNS":
            for inner in tree.prepositions(noun, {"of", "in"}):
                apposed = [a for kid in tree.children(inner, "appos") for a in self._nominals.resolve(s, kid, NEAR)]
                if apposed:
                    return apposed
        if dep in {"attr", "oprd"} or dep == "acomp":
            if dep == "oprd" and (objects := tree.children(head, "dobj")):
                return self._nominals.resolve(s, objects[0], NEAR)
            return self._clauses.subject(s, head, NEAR)
        if dep == "appos":
            return self._nominals.resolve(s, head, NEAR) if s.named[head] or head in s.references else self._nominals.resolve(s, head, NEAR)
        if dep in {"compound", "nmod", "amod"} and (s.named[head] is not None or tree.child(head, "appos") is not None):
            return self._nominals.resolve(s, head, NEAR)
        if dep == "pobj" and tree.lower[head] == "as":
            governor = tree.heads[head]
            if tree.tags[governor][:1] == "V":
                targets = self._clauses.target_tokens(tree, governor)
                if targets:
                    return self._nominals.resolve(s, targets[0], NEAR)
                return self._clauses.subject(s, governor, NEAR)
        if dep == "dobj" and tree.lower[head] in {"become", "became", "becomes", "becoming", "remain", "remains", "remained"}:
            return self._clauses.subject(s, head, NEAR)
        if noun + 1 < len(tree) and s.named[noun + 1] is not None and (tree.heads[noun + 1] == noun or tree.tags[noun] == "NNS" or dep == "compound"):
            return self._nominals.resolve(s, noun + 1, NEAR)
        return []

    # -- adjectives ----------------------------------------------------------------------------------------------

    def _property(self, s: Sentence, adjective: int, entry: Entry) -> Iterator[Sides]:
        tree = s.tree
        target: list[Argument] = []
        for token in tree.prepositions(adjective, frozenset(entry.cue.prepositions)):
            if tree.deps[token] == "pobj":
                target += self.target(s, token, entry.cue.relation)
        described = self._described(s, adjective) if target or tree.deps[adjective] == "acomp" else []
        if target:
            yield Sides(described, target, "property")
        elif len(described) > 1 and entry.cue.relation in {"partnerOf", "alliedWith", "enemyOf", "rivalOf"} and not tree.children(adjective, "prep", "xcomp"):
            yield Sides(described, [], "property-joint", 0.8)

    def _described(self, s: Sentence, adjective: int) -> list[Argument]:
        tree = s.tree
        head, dep = tree.heads[adjective], tree.deps[adjective]
        if tree.child(adjective, "nsubj", "nsubjpass") is not None:
            return self._clauses.subject(s, adjective, NEAR)
        if dep in {"acomp", "oprd", "attr", "xcomp", "conj", "advcl", "ccomp"}:
            return self._clauses.subject(s, head if dep != "conj" else tree.heads[tree.conjuncts(adjective)[0]], NEAR)
        if tree.tags[head].startswith("N"):
            return self._nominals.resolve(s, head, NEAR)
        return self._clauses.subject(s, adjective, NEAR)

    def _compound(self, s: Sentence, word: int, entry: Entry) -> Iterator[Sides]:
        if word < 2 or s.tree.words[word - 1] not in {"-", "–"} or s.named[word - 2] is None:
            return
        named = s.named[word - 2]
        head = self._noun_after(s, word)
        if named is not None and head is not None:
            source = [self._nominals.argument(s, word - 2, word - 2, named.actor, "name")]
            yield Sides(source, [a for a in self._nominals.resolve(s, head, NEAR) if a.span.start > s.tree.starts[word]], "compound")

    def _prefix(self, s: Sentence, word: int, entry: Entry) -> Iterator[Sides]:
        if word + 2 >= len(s.tree) or s.tree.words[word + 1] not in {"-", "–"}:
            return
        actor = s.prefixed.get(word + 2)
        head = self._noun_after(s, word + 2)
        if actor is not None and head is not None:
            target = [self._nominals.argument(s, word + 2, word + 2, actor.actor, "name")]
            yield Sides([a for a in self._nominals.resolve(s, head, NEAR) if a.token != word + 2], target, "prefix")

    def _noun_after(self, s: Sentence, token: int) -> int | None:
        """The noun that a hyphenated adjective ending at ``token`` describes."""
        for after in range(token + 1, min(token + 8, len(s.tree))):
            tag = s.tree.tags[after]
            if tag.startswith("N") and not (after + 1 < len(s.tree) and s.tree.tags[after + 1].startswith("N")):
                return after
            if tag[:1] not in "NJVC,H" and s.tree.words[after] != ",":
                return None
        return None

    def _others_of(self, s: Sentence, word: int, entry: Entry) -> Iterator[Sides]:
        """"the United States and other G7 nations"."""
        tree = s.tree
        body = tree.heads[word]
        named = s.named[body]
        if named is None:
            owners = self._nominals.owners(s, body) if tree.lower[body] in {"members", "member", "states", "countries", "nations"} else []
        else:
            owners = [self._nominals.argument(s, body, body, named.actor, "name")]
        owners = [a for a in owners if a.actor.kind in {"Organisation", "Bloc"}]
        if owners and tree.deps[body] == "conj":
            members = [a for t in tree.conjuncts(body) if t < body for a in self._nominals.resolve_one(s, t)]
            yield Sides(members, owners[:1], "others")

    def guilty(self, s: Sentence) -> Iterator[tuple[int, list[Argument]]]:
        """The words that say that somebody is guilty of something, and who."""
        tree = s.tree
        for token, lower in enumerate(tree.lower):
            if lower in {"responsible", "guilty", "culpable", "complicit"} and tree.deps[token] in {"acomp", "oprd", "attr", "conj"}:
                yield token, self._described(s, token)
            elif lower in {"perpetrator", "perpetrators", "culprit", "culprits", "mastermind", "masterminds", "aggressor"} and tree.deps[token] == "attr":
                yield token, self._bearers(s, token)

    # -- bonds ---------------------------------------------------------------------------------------------------

    def _change(self, s: Sentence, word: int, entry: Entry) -> Iterator[Sides]:
        tree = s.tree
        if entry.cue.pos == "verb":
            bonds = [*tree.children(word, "dobj", "nsubjpass", "nsubj"), *self._clauses.target_tokens(tree, word)]
            if (inherited := self._clauses.subject_token(tree, word)) is not None and not tree.children(word, "dobj"):
                bonds.append(inherited)
        else:
            bonds = [*tree.prepositions(word, {"of", "in", "to", "between"}), *tree.children(word, "compound")]
            if tree.deps[word] == "dobj":
                bonds += []
        for bond in dict.fromkeys(p for b in bonds for p in tree.conjuncts_after(b)):
            if tree.lower[bond] not in self._lexicon.bonds:
                continue
            yield from self._bond_sides(s, bond, word, entry)

    def _bond_sides(self, s: Sentence, bond: int, word: int, entry: Entry) -> Iterator[Sides]:
        sides = list(self._between(s, bond, "bond", strict=True))
        tree = s.tree
        if not sides:
            one = self._clauses.source(s, word, NEAR) if entry.cue.pos == "verb" else self._event_source(s, word, True)
            other: list[Argument] = list(self._nominals.owners(s, bond))
            for place in (bond, word):
                for token in tree.prepositions(place, {"with", "to", "between"}):
                    if tree.deps[token] == "pobj":
                        other += self._nominals.resolve(s, token, NEAR)
            if one and other:
                sides = [Sides(one, other, "bond-subject")]
            elif len(other) > 1:
                sides = [Sides(other, [], "bond-joint")]
            elif len(one) > 1:
                sides = [Sides(one, [], "bond-joint")]
        yield from sides

    def _quality(self, s: Sentence, word: int, entry: Entry) -> Iterator[Sides]:
        tree = s.tree
        head, dep = tree.heads[word], tree.deps[word]
        if dep == "conj":
            first = tree.conjuncts(word)[0]
            head, dep = tree.heads[first], tree.deps[first]
        bond: int | None = None
        if dep == "amod" and tree.lower[head] in self._lexicon.bonds:
            bond = head
        elif dep in {"acomp", "oprd", "attr"}:
            subject = self._clauses.subject_token(tree, head)
            if subject is not None and tree.lower[subject] in self._lexicon.bonds:
                bond = subject
        if bond is None:
            return
        sides = list(self._between(s, bond, "bond", strict=False))
        if not sides and (verb := self._governor(s, bond)) is not None:
            one = self._clauses.source(s, verb, NEAR)
            other = self._nominals.owners(s, bond)
            if one and other:
                sides = [Sides(one, other, "bond-subject")]
        yield from sides


@dataclass(frozen=True, slots=True)
class Sides:
    """Sources and targets; without targets, the sources stand towards one another."""

    sources: list[Argument]
    targets: list[Argument]
    name: str
    weight: float = 1.0

    def pairs(self, directed: bool) -> Iterator[tuple[Argument, Argument]]:
        """Every source with every target, or every two of the sources, both ways where the relation is directed."""
        if self.targets:
            yield from ((a, b) for a in self.sources for b in self.targets)
        elif "joint" in self.name or "between" in self.name or "hyphen" in self.name or "owners" in self.name:
            yield from permutations(self.sources, 2) if directed else combinations(self.sources, 2)


def _same(one: list[Argument], other: list[Argument]) -> bool:
    return {a.actor.id for a in one} == {a.actor.id for a in other}
