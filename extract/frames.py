"""The frames: from a word that carries a relation to the pairs of actors that stand in it.

Each frame of ``ontology/cue.py`` is a method of a class in one of the modules ``*_frames``; it yields sides, the
sources and the targets, and leaves the words to the cue and the reading of noun phrases to :mod:`nominals`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from detente.extract.adjective_frames import AdjectiveFrames
from detente.extract.armed import comes_armed
from detente.extract.asking_frames import AskingFrames
from detente.extract.bond_frames import BondFrames
from detente.extract.classes import FORCE, INVITATIONS
from detente.extract.clauses import Clauses
from detente.extract.cue_words import entries_at, things_of
from detente.extract.giving_frames import GivingFrames
from detente.extract.guilt import Guilt, at_fault
from detente.extract.helping_frames import HelpingFrames
from detente.extract.joining_frames import JoiningFrames
from detente.extract.kinds import fit, own_affair
from detente.extract.lexicon import Entry, Lexicon
from detente.extract.memory import SHUNNING
from detente.extract.mutual_frames import MutualFrames
from detente.extract.nominals import Nominals
from detente.extract.noun_frames import NounFrames
from detente.extract.preposition_frames import PrepositionFrames
from detente.extract.provocation import ANSWERS, provokers
from detente.extract.reading import Argument, Sentence, ids_of
from detente.extract.reciprocal_frames import ReciprocalFrames
from detente.extract.role_frames import RoleFrames
from detente.extract.sides import OPEN, OPPOSING, Finding, Frame, Sides
from detente.extract.speech_acts import CULPRITS, under_way
from detente.extract.tools import Struck, Tools
from detente.extract.trace import Trace
from detente.extract.unnamed import Unnamed
from detente.extract.verb_forms import is_told
from detente.extract.verb_frames import VerbFrames
from detente.ontology.cue import Cue
from detente.ontology.relations import load_relations

_HOSTILE = frozenset("assault coerce accuse threaten sanction enemyOf rivalOf protest mobilize reject".split())
_HARMFUL = frozenset("assault coerce mobilize threaten sanction".split())

_APART = frozenset({"retreat", "consult"})
"""Relations whose things may be acts of others: "the talks between Oman and Chad that Peru brokered"."""
_MANY_SIDED = frozenset({"trilateral", "tripartite", "quadrilateral", "multilateral", "three-way", "four-way"})
About = Callable[[Sentence, int, list[Argument]], list[Argument]]
"""From a sentence, a token and the doers to whom the text is about."""
_FIGHTING = frozenset({"State", "ArmedGroup", "Force", "Movement", "Organ"})
_FAVOURS = frozenset({"support", "aid", "agree", "consult", "cooperate"})
_KIN = frozenset("ally allies neighbour neighbours neighbor neighbors".split())


class Frames:
    """Applies the frames to the words of one sentence."""

    def __init__(
        self,
        nominals: Nominals,
        clauses: Clauses,
        lexicon: Lexicon,
        both: Callable[[], list[Argument]],
        struck: Struck,
        about: About,
    ) -> None:
        self._about = about
        self._tools = Tools.over(nominals, clauses, lexicon, both, struck)
        self._adjectives = AdjectiveFrames(self._tools)
        self._roles = RoleFrames(self._tools)
        self._unnamed = Unnamed(self._tools)
        self.guilt = Guilt(self._tools, self._roles, self._adjectives)
        self._by_name = self._listed()
        self._directed = {name: relation.directed for name, relation in load_relations().items()}
        self._consumed: set[int] = set()
        self.trace: Trace | None = None
        """Where to note what is considered; None for nowhere."""

    def _listed(self) -> Mapping[str, Frame]:
        """The frames by the names that cues know them by."""
        verbs, giving, asking = VerbFrames(self._tools), GivingFrames(self._tools), AskingFrames(self._tools)
        nouns, mutual, adjectives = NounFrames(self._tools), MutualFrames(self._tools), self._adjectives
        bonds, helping = BondFrames(self._tools, mutual), HelpingFrames(self._tools)
        return {
            "transitive": verbs.transitive,
            "prepositional": PrepositionFrames(self._tools).prepositional,
            "reciprocal": ReciprocalFrames(self._tools).reciprocal,
            "transfer": giving.transfer,
            "arrival": helping.arrival,
            "behest": helping.behest,
            "joining": JoiningFrames(self._tools).joining,
            "control": asking.control,
            "demand": asking.demand,
            "clause": asking.clause,
            "event": nouns.event,
            "mutual": mutual.mutual,
            "role": self._roles.role,
            "property": adjectives.property,
            "compound": adjectives.compound,
            "prefix": adjectives.prefix,
            "others": adjectives.others,
            "jointly": adjectives.jointly,
            "change": bonds.change,
            "quality": bonds.quality,
        }

    def begin(self) -> None:
        """Start on a new sentence."""
        self._consumed = set()

    def remember(self, s: Sentence, finding: Finding) -> None:
        """Keep who did what, so that "the attack" can be led back to its doer."""
        tree, word = s.tree, finding.trigger
        if finding.entry.cue.claimed:  # "claimed the bombing", "claimed responsibility for the bombing"
            claimed = tree.children(word, "dobj")
            claimed += [t for k in (word, *claimed) for t in tree.prepositions(k, {"for"})]
            word = next((t for t in claimed if tree.lower[t] in self._tools.lexicon.attacks), word)
        self._tools.memory.remember(finding, tree.lower[word])

    def remember_charge(self, accuser: Argument, accused: Argument) -> None:
        """Keep who accused whom, so that "rejects the allegation" can be led back to the accuser."""
        self._tools.memory.remember_charge(accuser, accused, accuser.span.start)

    def note_step(self, doer: list[Argument]) -> None:
        """Keep of whom the text has just told something, so that "the decision" can be led back to its maker."""
        self._tools.memory.note_step(doer)

    def foe(self, doers: list[Argument]) -> list[Argument]:
        """Who "the enemy" is to ``doers``, by what the text has told so far."""
        return self._tools.memory.foe(doers)

    def enemy(self, s: Sentence, doers: list[Argument]) -> list[Argument]:
        """With whom the doers, or the state where a group among them is at home, were last at odds."""
        own = ids_of(doers)
        if found := self._tools.memory.opponent(doers):
            return found
        lands = (self._tools.nominals.fought(s, a.token, a) for a in doers if a.actor.kind != "Person")
        foes = [a for land in lands if land is not None for a in self._tools.memory.opponent([land])]
        return [a for a in foes if not {a.actor.id, a.principal} & own] or self.foe(doers)

    def wrongdoers(self, s: Sentence, noun: int) -> list[Argument]:
        """Who did the hostile act that a noun tells of, or who last did one: "vowed to hunt down those responsible"."""
        if s.tree.lower[noun] in CULPRITS:
            return self._tools.memory.last_doer("assault") if s.tree.lower[noun] != "those" or at_fault(s, noun) else []
        hostile = any(e.cue.relation in _HARMFUL for e in entries_at(self._tools.lexicon, s, noun, "event"))
        return self._tools.doers.of(s, noun) if hostile else []

    def quarrel(self) -> list[Argument]:
        """The two whom the text told of last as being at odds: who "both sides" are."""
        return self._tools.memory.quarrel()

    def doers(self, s: Sentence, noun: int) -> list[Argument]:
        """Who does what an event noun says, from the noun phrase alone."""
        return self._tools.doers.of(s, noun)

    def doers_by(self, s: Sentence, noun: int) -> list[Argument]:
        """Who does it, behind "by" alone."""
        return self._tools.doers.by(s, noun)

    def meant(self, s: Sentence, token: int) -> list[Argument]:
        """The actors that the phrase at ``token`` stands for."""
        return self._tools.nominals.resolve(s, token)

    def apply(self, s: Sentence, trigger: int, entry: Entry) -> list[Finding]:
        """The relations that ``entry`` finds at ``trigger``; those of an actor with itself are dropped."""
        find = self._by_name.get(entry.cue.frame)
        found: dict[tuple[str, str], Finding] = {}
        if trigger in self._consumed and entry.cue.pos == "noun":
            return []
        tools = self._tools
        armed = (entry.cue.armed or entry.cue.relation == "accuse") and comes_armed(
            s, trigger, tools.clauses, tools.lexicon
        )
        if entry.cue.swap and any(s.tree.lower[t] == "over" for t in s.tree.subtree(trigger)):
            armed = False  # "has come under fire over its raids"
        if entry.cue.armed != armed and (entry.cue.armed or entry.cue.swap):
            return []  # troops come under fire from guns, not from critics
        half: list[Argument] = []
        alone: list[Argument] = []
        whole = False
        answering: list[Argument] = []
        prompted = provokers(s, trigger, tools.clauses) if entry.cue.relation in ANSWERS else []
        for sides in self._all_round(s, trigger, find(s, trigger, entry) if find else ()):
            if prompted and sides.name.endswith("joint"):
                sides = Sides(sides.sources, prompted, "provoked", 0.9 * sides.weight)
            if self.trace is not None:
                self.trace.sides(sides)
            open_end = entry.cue.relation in OPPOSING or entry.cue.understood
            if sides.sources and not sides.targets and open_end and sides.name == OPEN:
                half = sides.sources
            whole = whole or bool(sides.targets)
            alone = alone or sides.sources
            answering += sides.sources if prompted else []
            for subject, obj in self._pairs(s, trigger, sides, entry):
                if entry.cue.things and not self._apart(entry.cue) and not sides.name.endswith("parties"):
                    # what is stopped was done, and what one brokers others do
                    taken = things_of(tools.lexicon, tools.clauses, s, trigger, entry)
                    self._consumed |= {thing for thing in taken if not under_way(s.tree, thing)}
                finding = Finding(trigger, entry, subject, obj, sides.name, entry.cue.confidence * sides.weight)
                found.setdefault((subject.actor.id, obj.actor.id), finding)
        if answering and not found and not whole:
            self._add(found, s, trigger, Sides(answering, prompted, "provoked"), entry, 0.9)
        opposed = tools.memory.opponent(half) if half and not found else []
        if half and not found and not opposed and entry.cue.relation == "threaten":
            opposed = self.enemy(s, half)
        if half and not found and not opposed and entry.cue.relation in SHUNNING:
            opposed = tools.memory.shunned(half, s.tree.starts[trigger])
        if half and not found and not opposed and entry.cue.understood:
            opposed = self._fought(s, trigger, half if entry.cue.relation == "retreat" else [])
        if opposed:
            self._add(found, s, trigger, Sides(half, opposed, "opponent"), entry, 0.7)
        if not found and alone and entry.cue.relation == "assault":
            struck = self._unnamed.struck(s, trigger, alone)
            self._add(found, s, trigger, Sides(alone, struck, "unnamed"), entry, 0.8)
            if not found and entry.cue.pos == "verb" and is_told(s.tree, trigger):
                tools.memory.note_deed([a for a in alone if a.actor.kind in _FIGHTING], entry.cue.relation)
        if not found and not whole and alone and self._means_topic(s, trigger, entry):
            shunned = tools.memory.opponent(alone) if entry.cue.relation in SHUNNING else []
            about = shunned or [a for a in self._about(s, trigger, alone) if not self._spared(entry, alone, a)]
            if entry.cue.relation in {"protest", "coolingTiesWith"}:  # no envoy is recalled from an armed group
                about = [a for a in about if a.actor.kind != "ArmedGroup"]
            self._add(found, s, trigger, Sides(alone, about, "topic"), entry, 0.6)
        return list(found.values())

    def _add(
        self,
        found: dict[tuple[str, str], Finding],
        s: Sentence,
        trigger: int,
        sides: Sides,
        entry: Entry,
        weight: float,
    ) -> None:
        """Put what stands between ``sides`` among the findings, where its pair has none yet."""
        for subject, obj in self._pairs(s, trigger, sides, entry):
            finding = Finding(trigger, entry, subject, obj, sides.name, entry.cue.confidence * weight)
            found.setdefault((subject.actor.id, obj.actor.id), finding)

    def _spared(self, entry: Entry, doers: list[Argument], other: Argument) -> bool:
        """Whether who has just stood by the other would blame him: "condoles with Oslo and condemns the crime"."""
        return entry.cue.relation == "accuse" and self._tools.memory.stands_by(doers, other)

    def _means_topic(self, s: Sentence, verb: int, entry: Entry) -> bool:
        """Whether a verb without a target is done to whom the text is about: "condemned the raid", "urged its ally"."""
        if not is_told(s.tree, verb):
            return False
        tools, falls_on = self._tools, self._tools.clauses.target_tokens(s.tree, verb)
        if entry.cue.topical:  # whose land is attacked is not to blame for it
            acts = (e.cue.relation for t in falls_on for e in entries_at(tools.lexicon, s, t, "event"))
            return "assault" not in acts
        addressed = (t for t in falls_on if s.tree.lower[t] in _KIN)
        definite = any(s.tree.deps[k] in {"det", "poss"} for t in addressed for k in s.tree.kids[t])
        return definite and entry.cue.relation in {"accuse", "request", "threaten"}

    @staticmethod
    def _all_round(s: Sentence, trigger: int, found: Iterable[Sides]) -> Iterator[Sides]:
        """The sides, and the targets among themselves where all meet all: "a trilateral meeting with Oman and Chad"."""
        many = not _MANY_SIDED.isdisjoint(s.tree.lower[max(trigger - 4, 0) : trigger + 5])
        for sides in found:
            yield sides
            if many and len(sides.targets) > 1:
                yield Sides(sides.targets, [], sides.name + "-joint", sides.weight)

    def _pairs(self, s: Sentence, trigger: int, sides: Sides, entry: Entry) -> Iterator[tuple[Argument, Argument]]:
        """Subject and object of each relation between the sides that can be meant."""
        relation = entry.cue.relation
        for subject, obj in sides.pairs(self._directed[relation]):
            if entry.cue.swap:
                subject, obj = obj, subject
            if entry.cue.armed and subject.how == "place":
                continue  # where those stand who fire does not fire
            if not fit(entry.cue, subject, obj):
                continue
            meant = obj if entry.cue.swap else self._not_a_source(s, sides, obj, entry.cue.relation)
            if meant is None:
                continue
            meant = self._other_reading(s, subject, meant, entry)
            if entry.cue.relation in FORCE and meant.actor.id in self._hosts(s, trigger):
                continue
            if meant.how == "reference" and meant.principal == subject.actor.id and relation in _FAVOURS:
                if (other := _second(s, meant, {subject.actor.id, meant.actor.id})) is None:
                    continue  # no state helps its own president: "he" is another
                meant = other
            if subject.actor.id == meant.actor.id or own_affair(subject, meant, entry.cue):
                if self.trace is not None:
                    self.trace.same()
                continue
            yield subject, meant

    def _fought(self, s: Sentence, verb: int, groups: list[Argument]) -> list[Argument]:
        """Whose group it is that ceases to fight: "Nepal's Maoists declared a truce", "ETA disbands itself"."""
        nominals, subject = self._tools.nominals, self._tools.clauses.subject_token(s.tree, verb)
        owners = nominals.owners(s, subject) if subject is not None else []
        states = [a for a in owners if a.actor.kind == "State"]
        at_home = (nominals.fought(s, a.token, a) for a in groups if a.actor.kind != "Person")
        return (states or [state for state in at_home if state is not None])[:1]

    @staticmethod
    def _apart(cue: Cue) -> bool:
        """Whether the things of a cue tell something besides what its verb tells of them."""
        return cue.spares or cue.relation in _APART

    def _hosts(self, s: Sentence, verb: int) -> set[str]:
        """At whose invitation troops come, who are not attacked by them."""
        lower, heads = s.tree.lower, s.tree.heads
        invited = (t for t in s.tree.subtree(verb) if lower[t] in INVITATIONS and lower[heads[t]] in {"at", "with"})
        return ids_of(a for t in invited for a in self._tools.nominals.owners(s, t))

    @staticmethod
    def _not_a_source(s: Sentence, sides: Sides, obj: Argument, relation: str) -> Argument | None:
        """A pronoun among the targets means none of the sources but the next best actor; None if there is no other."""
        sources = {a.actor.id for a in sides.sources}
        if obj.how != "reference" or sides.targets is sides.sources or obj.actor.id not in sources or not sides.targets:
            return obj
        if (second := s.seconds.get(obj.token)) is None and relation in _HARMFUL:
            second = _second(s, obj, sources)
        if second is None or (second.span.start > obj.span.start and relation in _HARMFUL):
            return None  # "warns that a raid would be a war against it, and Chad …" warns not Chad
        return second if second.actor.id not in sources else None

    @staticmethod
    def _other_reading(s: Sentence, subject: Argument, obj: Argument, entry: Entry) -> Argument:
        """Nobody attacks "its soldiers" of their own: the pronoun then means the next best actor."""
        own = {subject.actor.id, subject.principal}
        if obj.actor.id in own and obj.how in {"reference", "people"} and entry.cue.relation in _HOSTILE:
            return _second(s, obj, own) or obj
        return obj

    def struck(self, s: Sentence, token: int, doers: list[Argument]) -> list[Argument]:
        """The state, or the persons, whom the attack told right before ``token`` struck."""
        if victims := self._tools.memory.victims(s.tree.starts[token]):
            ids = ids_of(doers)
            return [a for a in victims if not {a.actor.id, a.principal} & ids]
        return self._tools.struck(s.tree.starts[token], token, doers, near=True)


def _second(s: Sentence, obj: Argument, own: Set[str | None]) -> Argument | None:
    """Who else the pronoun beside ``obj`` may take up: "Oslo said that Russian spies had hacked its parliament"."""
    before = range(obj.token, max(obj.token - 4, -1), -1)
    behind = [p for t in s.tree.prepositions(obj.token, {"of"}) for p in s.tree.children(t, "poss")]
    for token in (*before, *behind):
        if (second := s.seconds.get(token)) is not None and second.actor.id not in own:
            return second
    return None
