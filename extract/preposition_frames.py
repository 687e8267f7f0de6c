"""The frame of verbs that act on somebody behind a preposition: "fired at Israel", "imposed sanctions on Iran"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.behind import Act, Behind
from detente.extract.cue_words import is_thing
from detente.extract.deployments import Deployments
from detente.extract.doers import BROKERED, stands_before
from detente.extract.lexicon import Entry
from detente.extract.names import Nature
from detente.extract.nominals import MODEL
from detente.extract.parties import Parties
from detente.extract.reach import NEAR, SOURCE, TARGET, VICTIM
from detente.extract.reading import Argument, Sentence, ids_of
from detente.extract.sides import OPEN, Sides, source_reach
from detente.extract.tools import Family, Tools
from detente.extract.tree import Tree
from detente.extract.verb_forms import is_infinitive, is_passive

_ON_THE_SPOT = frozenset({"consult", "mobilize", "retreat", "assault", "aid"})
"""Where a capital is a town, not the government that sits there."""
_BANDS = frozenset(
    "troops soldiers peacekeepers forces marines paratroopers commandos warships jets planes aircraft warplanes convoy "
    "brigade battalion contingent reinforcements tanks ships vessels doctors medics rescuers bombers fighters".split()
)
"""Who arrives without calling on anybody."""
_EDGES = frozenset({"border", "borders", "frontier"})
_WAYS_IN = ("border", "door", "gate", "frontier", "home")
_FORCING = ("forc", "compel", "oblig")

_FRIENDS = frozenset(
    "ally allies friend friends neighbour neighbours neighbor neighbors partner partners brother brothers man men "
    "people troops soldiers government leader president minister army forces client clients sister side".split()
)
"""Whom one stands by, rather than what one has said."""

_LEAVE = frozenset({"invitation", "request", "consent", "permission", "agreement", "behest"})
"""With what guests come."""
_PEACEFUL = frozenset(
    "defend help support protect assist aid join escape flee seek buy reinforce rescue greet celebrate search".split()
)
"""What those do who come into a land not to strike it."""


class PrepositionFrames(Family):
    """``prepositional``."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._parties = Parties(tools)
        self._behind = Behind(tools)
        self._deployments = Deployments(tools)

    def prepositional(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        cue = entry.cue
        if cue.idle and _asks(s, verb):
            return
        things, words = self._lexicon.things.get(cue.id), frozenset(cue.prepositions)
        with_it = [*s.tree.prepositions(verb, {"with"})] if cue.means else self._clauses.target_tokens(s.tree, verb)
        if things and entry.after and not with_it:  # "called for a boycott of Chad"
            with_it = list(s.tree.prepositions(verb, frozenset(entry.after)))
        if cue.relation == "retreat" and any(s.tree.lower[k] == "joint" for t in with_it for k in s.tree.kids[t]):
            return  # "halted joint patrols with Oslo"
        act = Act(s, verb, entry, things, words, is_passive(s.tree, verb), with_it)
        source = self._source_with(act, things) if things else self._source_alone(act)
        if not source:
            return
        if things and cue.sellers and not act.passive and (sellers := self._sellers(s, act.patient, words)):
            yield Sides(source, sellers, "prepositional-sellers", 0.9)
            return
        if things and any(self._others(s, token, source) for token in act.patient):
            return
        if things and cue.relation == "support" and (states := self._represented(s, act.patient, source)):
            source = states
        if things and cue.relation == "accuse":
            source = [a for token in act.patient for a in self._feeling(s, token)] or source
        yield from self._sides(act, source)

    def _source_with(self, act: Act, things: frozenset[str]) -> list[Argument]:
        """Who does it with one of the things that the cue asks for; nobody where none is there."""
        s, verb, cue = act.s, act.verb, act.entry.cue
        wrested = cue.places and any(self._is_place(s, token) for token in act.patient)
        if not wrested and not any(is_thing(s, token, things) for token in act.patient):
            return []
        source = self._clauses.source(s, verb, source_reach(cue.relation))
        if not source and cue.relation == "threaten" and not act.passive:  # "NATO's expansion poses a threat"
            source = self._nominals.owners(s, self._clauses.subject_token(s.tree, verb) or verb)
        if not source and act.passive:
            source = [a for token in act.patient for a in self._nominals.owners(s, token)]
        return source

    def _source_alone(self, act: Act) -> list[Argument]:
        """Who does it where the verb needs no object; nobody where it has an actor for its object."""
        s, verb, cue = act.s, act.verb, act.entry.cue
        handed = cue.relation == "cooperate"  # a Malaysian may be handed over to Malaysia
        held = self._nominals.resolve(s, self._object(s, verb), NEAR if handed else TARGET)
        finite = not act.passive and s.tree.tags[verb] != "VB"
        if handed and act.entry.after and finite and not act.patient:
            return []  # "hands over to his successor"
        if cue.relation == "alliedWith":
            held = []  # "fought al-Shabaab alongside Chad"
        freed = cue.prepositions == ("of",)  # who frees a place of somebody strikes him
        if (
            not act.passive
            and not freed
            and any(not handed or (a.actor.kind != "Person" and a.how != "people") for a in held)
        ):
            return []
        reach = TARGET if cue.relation == "protest" else VICTIM if cue.swap else SOURCE
        source = self._clauses.agent(s, verb) if act.passive else self._clauses.source(s, verb, reach)
        return [] if self._goes_otherwise(s, verb, cue.relation, source) else source

    @staticmethod
    def _object(s: Sentence, verb: int) -> int | None:
        """What the verb acts on, unless it is an edge crossed on the way: "crossed the Lebanese border into Israel"."""
        found = s.tree.child(verb, "dobj")
        return None if found is not None and s.tree.lower[found] in _EDGES else found

    def _places(self, act: Act) -> list[int]:
        """The heads of the phrases that may name the other side, as the relation has them."""
        s, tree, cue = act.s, act.s.tree, act.entry.cue
        places = self._behind.places(act)
        if cue.relation == "retreat" and not places:
            places = self._behind.stationed(s, act.verb, act.patient)
        if cue.facing:
            places = [t for t in places if self._deployments.confronts(s, t)]
        if "close" in act.words:
            near = [k for k in self._behind.particles(act) if tree.lower[k] == "close"]
            places += [t for k in near for t in tree.prepositions(k, {"to"})]
        if cue.relation == "mobilize":
            places += self._deployments.places(s, act.verb, act.patient)
        if act.things and cue.relation in {"accuse", "retreat"}:  # "brought a case against Oman at the tribunal"
            places = [t for t in places if tree.lower[tree.heads[t]] == "against"] or places
        return self._behind.protested(s, act.verb, places) if cue.relation == "protest" else places

    def _sides(self, act: Act, source: list[Argument]) -> Iterator[Sides]:
        """The source with whoever is named behind, or else with whom the cue lets it be understood."""
        s, tree, verb, cue = act.s, act.s.tree, act.verb, act.entry.cue
        if cue.relation == "mobilize" and (met_by := self._deployments.faced(s, verb)):
            yield Sides(source, met_by, "prepositional-faced", 0.85)
            return
        met, places = False, self._places(act)
        if _opens(act) and (cue.relation == "aid") != any(self._is_crowd(s, token) for token in places):
            return  # borders are opened to refugees for help, to others as a favour
        for token in places:
            if len(source) > 1 and tree.lower[token - 1 : token + 1] in (["each", "other"], ["one", "another"]):
                yield Sides(source, source, "prepositional-mutual")
                return
            if self._behind.voted(s, verb, token) or _own_word(tree, verb, token):
                continue
            target = self._place_target(s, token, cue.relation)
            if cue.relation == "agree" and len(source) > 1:
                target = [a for a in target if not _brokers(tree, a.token)]
            if target:
                if cue.relation == "mobilize" and ids_of(target) <= ids_of(source):
                    continue  # forces kept at home are set against another, if anybody
                met = True
                beside = ids_of(target) if cue.relation == "alliedWith" else set()
                yield Sides([a for a in source if a.actor.id not in beside], target, "prepositional")
        if not met:
            yield from self._understood(act, source, bool(places))
        elif act.things and cue.relation != "mobilize" and not act.passive and not places:
            yield Sides(source, [], OPEN)

    def _is_crowd(self, s: Sentence, token: int) -> bool:
        """Whether a phrase stands for people: "refugees", "thousands of Tutsis"."""
        people = [token, *s.tree.prepositions(token, {"of"})]
        if any(s.tree.lower[t] in self._lexicon.nouns["people"] for t in people):
            return True
        named = (s.named[t] for t in people)
        return any(n is not None and n.nature is Nature.ADJECTIVE for n in named)

    @staticmethod
    def _among_themselves(act: Act, source: list[Argument]) -> bool:
        """Whether several are to negotiate what is theirs: "told Oman and Chad to negotiate a truce" of nobody else."""
        return len(source) > 1 and not act.passive and act.s.tree.lower[act.verb] == "negotiate"

    def _understood(self, act: Act, source: list[Argument], placed: bool) -> Iterator[Sides]:
        """Sides whose target is not behind any preposition: who forces one to go, whose deal it is, whom it struck."""
        s, verb, cue = act.s, act.verb, act.entry.cue
        if cue.relation == "support" and act.things and not placed and _likewise(s, verb):
            yield Sides(source, self._memory.last_supported(source), "prepositional-also", 0.8)
        if cue.relation == "retreat" and (victors := self._forcing(s, verb)):
            yield Sides(source, victors, "prepositional-forced", 0.9)
        if act.things and cue.parties and not self._among_themselves(act, source):
            parties = [a for t in act.patient for a in self._parties.of(s, t, verb)]
            yield Sides(source, parties, "prepositional-parties", 0.9)
        if cue.claimed:
            scene = self._struck(s.tree.starts[verb], act.patient[0] if act.patient else verb, source)
            yield Sides(source, scene, "prepositional-scene", 0.9)
        if placed and cue.relation == "assault" and not act.passive:
            yield Sides(source, [], "prepositional-alone")  # "fired at a border post"
        if act.things and cue.relation == "mobilize":
            if alarmed := self._deployments.alarmed(s, verb):
                yield Sides(source, alarmed, "prepositional-alarmed", 0.85)
            elif self._deployments.on_guard(s, verb, act.patient):
                yield Sides(source, [], OPEN)
        elif (
            (act.things or cue.understood)
            and not act.passive
            and (not placed or cue.understood)
            and not self._with_whom(act)
        ):
            yield Sides(source, [], OPEN)

    def _with_whom(self, act: Act) -> list[Argument]:
        """With whom a truce is, where it is not left unsaid: "Hamas announced a truce with Israel"."""
        tokens = [t for thing in act.patient for t in act.s.tree.prepositions(thing, {"with", "between"})]
        if act.entry.cue.relation != "retreat":
            return []
        return [a for t in tokens for a in self._nominals.resolve(act.s, t, NEAR)]

    def _forcing(self, s: Sentence, verb: int) -> list[Argument]:
        """Who makes others go: "the Houthi advance forced the troops to pull out", "were forced to retreat by them"."""
        head = s.tree.heads[verb]
        if s.tree.deps[verb] not in {"xcomp", "ccomp"} or not s.tree.lower[head].startswith(_FORCING):
            return []
        if is_passive(s.tree, head):
            return self._clauses.agent(s, head, SOURCE) or self._clauses.agent(s, verb, SOURCE)
        return self._clauses.source(s, head, SOURCE)

    @staticmethod
    def _is_place(s: Sentence, token: int) -> bool:
        """Whether what is taken is a place by its name: "retook the Falklands from Argentina"."""
        named = s.named[token] or s.places.get(token)
        return named is not None and named.actor.kind in {"Territory", "State"}

    def _sellers(self, s: Sentence, bought: list[int], words: frozenset[str]) -> list[Argument]:
        """Whose goods are bought where no "from" says so: "imports Iranian oil", "buys most of Iran's gas"."""
        tree = s.tree
        parts = [p for t in bought for p in tree.conjuncts_after(t)]
        if any(True for p in parts for _ in tree.prepositions(p, words)):
            return []
        parts += [t for p in list(parts) for t in tree.prepositions(p, {"of"})]
        return [a for p in parts for a in self._nominals.owners(s, p) if a.how != "reference"]

    def _goes_otherwise(self, s: Sentence, verb: int, relation: str, source: list[Argument]) -> bool:
        """Whether who comes comes for something else: troops for no talks, a person alone to occupy nothing."""
        if relation == "assault" and s.tree.lower[verb].startswith("cross"):
            left = (a for t in s.tree.prepositions(verb, {"from"}) for a in self._nominals.resolve(s, t, TARGET))
            return any(True for _ in left) or all(a.actor.kind == "Person" for a in source)
        if relation == "assault" and _in_peace(s, verb):
            return True
        if relation == "assault" and s.tree.lower[verb].startswith("shot") and s.tree.child(verb, "dobj") is not None:
            return True  # "shot two men at the border with Chad"
        if relation != "consult" or (subject := self._clauses.subject_token(s.tree, verb)) is None:
            return False
        if s.tree.lower[verb] in {"fly", "flies", "flew", "flown", "flying"} and s.tree.child(verb, "dobj"):
            return True  # who flies goods or others to a place talks with nobody there
        purposes = [c for c in s.tree.children(verb, "xcomp", "advcl") if is_infinitive(s.tree, c)]
        if any(s.tree.lower[c] == "meet" and any(True for _ in s.tree.prepositions(c, {"with"})) for c in purposes):
            return True  # "travelled to Geneva to meet with his Russian counterpart"
        words = [s.tree.lower[t] for t in s.tree.subtree(subject)]
        return any(w in _BANDS or MODEL.fullmatch(w) for w in words)

    def _others(self, s: Sentence, noun: int, source: list[Argument]) -> bool:
        """Whether the thing spoken of is somebody else's: "noted US support for Ukraine"."""
        kinds = {s.tree.lower[k] for k in s.tree.children(noun, "prep")}
        if "of" in kinds and kinds & {"for", "towards", "toward"}:
            owners = [a for t in s.tree.prepositions(noun, {"of"}) for a in self._nominals.resolve(s, t, NEAR)]
            if len(owners) > 1:
                return True  # "underscored the support of Canada and other NATO members for Riga"
        else:
            owners = self._doers.of(s, noun)
        ids = {a.actor.id for a in source} | {a.principal for a in source}
        return bool(owners) and not any(a.actor.id in ids for a in owners)

    def _represented(self, s: Sentence, things: list[int], source: list[Argument]) -> list[Argument]:
        """The state whose support its officer tells of by its name: "Sullivan reiterated the U.S. commitment"."""
        served = {a.principal for a in source if a.principal}
        owners = [a for t in things for a in self._nominals.owners(s, t) if stands_before(a, s, t)]
        return [a for a in owners if a.how != "reference" and a.actor.id in served]

    def _feeling(self, s: Sentence, noun: int) -> list[Argument]:
        """Whose concern another voices: "voiced the concerns of Chad about Libya"."""
        behind = (t for t in s.tree.prepositions(noun, {"of"}) if s.tree.deps[t] == "pobj")
        return [a for t in behind for a in self._nominals.resolve(s, t, NEAR)]

    def _place_target(self, s: Sentence, token: int, relation: str) -> list[Argument]:
        if s.tree.deps[token] == "pcomp":
            return []
        named = s.named[token]
        where = {"in", "to"} if relation == "mobilize" else {"in"}
        if named is not None and named.actor.kind == "Bloc" and s.tree.lower[s.tree.heads[token]] in where:
            return []
        if named is not None and named.nature is Nature.CAPITAL and relation not in _ON_THE_SPOT:
            seats = ((t, s.named[t]) for t in s.tree.conjuncts_after(token))
            return [self._nominals.argument(s, t, t, n.actor, "name") for t, n in seats if n is not None]
        return self._targets.target(s, token, relation)


def _in_peace(s: Sentence, verb: int) -> bool:
    """Whether troops come as guests or helpers: "crossed into Chad at its invitation", "to defend the president"."""
    tree = s.tree
    asked = any(tree.lower[t] in _LEAVE for t in tree.prepositions(verb, {"at", "with", "by", "on"}))
    aims = (c for c in tree.children(verb, "xcomp", "advcl") if is_infinitive(tree, c))
    return asked or any(tree.lower[c] in _PEACEFUL for c in aims)


def _opens(act: Act) -> bool:
    """Whether a way in is opened to somebody: "reopened its border to"."""
    opened = act.s.tree.lower[act.verb].startswith(("open", "reopen")) and act.relation in {"aid", "concede"}
    return opened and any(act.s.tree.lower[t].startswith(_WAYS_IN) for t in act.patient)


def _likewise(s: Sentence, verb: int) -> bool:
    """Whether it is what others did before: "Peru also expressed its support"."""
    return any(s.tree.lower[k] in {"also", "too", "likewise"} for k in s.tree.children(verb, "advmod"))


def _asks(s: Sentence, verb: int) -> bool:
    """Whether a verb's clause says what is to be done or given: "called on the king to resign", "on Chad for help"."""
    tree = s.tree
    places = (verb, *tree.prepositions(verb, {"on"}))
    below = [v for k in places for v in tree.children(k, "xcomp", "ccomp", "advcl", "acl")]
    return any(is_infinitive(tree, v) for v in below) or any(True for _ in tree.prepositions(verb, {"for"}))


def _own_word(tree: Tree, verb: int, token: int) -> bool:
    """Whether somebody stands by what he says or does himself: "the court stood by its ruling"."""
    stands = tree.lower[verb].startswith(("stand", "stood", "stick", "stuck")) and tree.tags[token][:2] == "NN"
    return stands and any(tree.tags[k] == "PRP$" for k in tree.kids[token]) and tree.lower[token] not in _FRIENDS


def _brokers(tree: Tree, token: int) -> bool:
    """Whether a name is whose good offices are told: "Oman and Chad agreed to a truce brokered by Peru"."""
    by = tree.heads[token]
    return tree.lower[by] == "by" and tree.lower[tree.heads[by]] in BROKERED
