"""The frame of verbs that act on somebody behind a preposition: "fired at Israel", "imposed sanctions on Iran"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.cue_words import entries_at, is_thing
from detente.extract.lexicon import Entry
from detente.extract.names import Nature
from detente.extract.nominals import MODEL
from detente.extract.parties import Parties
from detente.extract.reach import NEAR, SOURCE, TARGET, VICTIM
from detente.extract.reading import Argument, Sentence, ids_of
from detente.extract.sides import OPEN, Sides, source_reach
from detente.extract.tools import Family, Tools
from detente.extract.verb_forms import is_infinitive, is_passive

_FACING = frozenset(
    "fight deter counter confront attack face intercept repel stop battle resist contain combat intercept oppose crush "
    "isolate threaten intimidate defeat warn shadow escort chase track monitor pressure contain".split()
)
_GUARDING = frozenset("guard defend protect patrol secure seal man reinforce".split())
_ON_THE_SPOT = frozenset({"consult", "mobilize", "retreat", "assault", "aid"})
"""Where a capital is a town, not the government that sits there."""
_BANDS = frozenset(
    "troops soldiers peacekeepers forces marines paratroopers commandos warships jets planes aircraft warplanes convoy "
    "brigade battalion contingent reinforcements tanks ships vessels doctors medics rescuers bombers fighters".split()
)
"""Who arrives without calling on anybody."""
_BALLOTS = frozenset("resolution resolutions motion text draft membership amendment".split())
_MEETINGS = frozenset({"rally", "rallies", "vigil", "vigils"})
_FORCING = ("forc", "compel", "oblig")
_EDGES = frozenset("border borders frontier frontiers boundary frontline coast doorstep".split())
_COMPASS = frozenset({"north", "south", "east", "west"})
_GUARD = _EDGES | {"alert", "readiness", "front", "crossing", "crossings"}
"""Where, or in what state, forces wait for the opponent."""
_STANDING = frozenset({"stationed", "based", "deployed", "serving", "fighting"})
_TOWARDS = frozenset("to on at along towards toward near in".split())
_SIDING = frozenset("solidarity sympathy support coordination cooperation concert line accordance agreement".split())
"""What one acts in with others, who are not acted on: "shut its border in solidarity with Chad"."""
_OCCASIONS = frozenset("meeting meetings talks call conversation visit summit ceremony conference".split())
"""At what something is done, with whom is another matter: "voiced support at a meeting with Chad"."""
_BORNE = frozenset({"bombing", "shelling", "siege", "bombardment", "occupation", "blockade", "invasion"})
"""Acts whose "of" leads to whom they befall, not to who does them."""


class PrepositionFrames(Family):
    """``prepositional``."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._parties = Parties(tools)

    def prepositional(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        if cue.idle and _asks(s, verb):
            return
        things, words = self._lexicon.things.get(cue.id), frozenset(cue.prepositions)
        passive = is_passive(tree, verb)
        patient = self._clauses.target_tokens(tree, verb)
        if things:
            wrested = cue.places and any(self._is_place(s, token) for token in patient)
            if not wrested and not any(is_thing(s, token, things) for token in patient):
                return
            source = self._clauses.source(s, verb, source_reach(cue.relation))
            if not source and cue.relation == "threaten" and not passive:  # "NATO's expansion poses a threat"
                source = self._nominals.owners(s, self._clauses.subject_token(tree, verb) or verb)
            if not source and passive:
                source = [a for token in patient for a in self._nominals.owners(s, token)]
            if source and cue.sellers and not passive and (sellers := self._sellers(s, patient, words)):
                yield Sides(source, sellers, "prepositional-sellers", 0.9)
                return
            if source and any(self._others(s, token, source) for token in patient):
                return
            if cue.relation == "accuse" and source:
                source = [a for token in patient for a in self._feeling(s, token)] or source
        else:
            handed = cue.relation == "cooperate"  # a Malaysian may be handed over to Malaysia
            held = [] if passive else self._nominals.resolve(s, tree.child(verb, "dobj"), NEAR if handed else TARGET)
            freed = cue.prepositions == ("of",)  # who frees a place of somebody strikes him
            if not freed and any(not handed or a.actor.kind != "Person" for a in held):
                return
            reach = TARGET if cue.relation == "protest" else VICTIM if cue.swap else SOURCE
            source = self._clauses.agent(s, verb) if passive else self._clauses.source(s, verb, reach)
        if not source or (not things and self._goes_otherwise(s, verb, cue.relation, source)):
            return
        places = [t for t in tree.prepositions(verb, words) if tree.lower[t] not in _SIDING]
        beside = tree.children(verb, "prt", "advmod")
        carriers = patient if things else tree.children(verb, "dobj", "prep")
        if cue.relation == "mobilize" and things:
            beside = [k for k in tree.kids[verb] if tree.lower[k] == "up"]  # "moved tanks up to the border"
        for token in (*carriers, *(beside if not things or cue.relation in {"retreat", "mobilize"} else ())):
            if tree.lower[token] in {"according", "due", "owing", "thanks"}:
                continue
            made_of = [t for t in tree.prepositions(token, {"of"}) if things and tree.lower[t] in things]
            for part in (*tree.conjuncts_after(token), *made_of):  # "a note of protest to Oslo"
                borne = cue.relation == "retreat" and things and tree.lower[part] not in _BORNE
                places += tree.prepositions(part, words - {"of"} if borne else words)
        if entry.after or things or cue.relation == "request":
            inner = [p for kid in tree.children(verb, "prep") for p in tree.children(kid, "pobj")]
            inner = [p for p in inner if tree.lower[p] not in _SIDING | _OCCASIONS and not self._leaves(s, p)]
            places += [t for place in inner for t in tree.prepositions(place, words)]
        if cue.relation == "concede" and not things:  # "yielded to pressure from Chad", which is often read as a verb
            weights = [t for t in (*places, *tree.children(verb, "xcomp")) if self._presses(s, t)]
            places += [t for weight in weights for t in tree.prepositions(weight, {"from"})]
        if things and not passive and not places:  # "fired rockets and sent drones against the base"
            after = [k for k in tree.children(verb, "conj") if tree.child(k, "dobj") and not tree.child(k, "nsubj")]
            places = [t for k in after for t in tree.prepositions(k, words)]
        if cue.relation == "mobilize":  # "massed north of Kharkiv"
            sides = [k for k in tree.kids[verb] if tree.lower[k] in _COMPASS]
            places += [t for k in sides for t in tree.prepositions(k, {"of"})]
        if cue.relation == "retreat" and not places:
            places = self._stationed(s, verb, patient)
        if cue.relation == "assault" and (against := [t for t in places if tree.lower[tree.heads[t]] == "against"]):
            places = against  # "used tear gas against migrants at the border"
        if cue.facing:
            places = [t for t in places if self._confronts(s, t)]
        if "close" in words:
            places += [t for k in beside if tree.lower[k] == "close" for t in tree.prepositions(k, {"to"})]
        if cue.relation == "mobilize":
            moved = (verb, *patient)
            places += [t for place in moved for t in tree.prepositions(place, {"on", "at"}) if tree.lower[t] in _EDGES]
        if cue.relation == "mobilize" and (met_by := self._faced(s, verb)):
            yield Sides(source, met_by, "prepositional-faced", 0.85)
            return
        if cue.relation == "protest":
            places = self._protested(s, verb, places)
        met = False
        for token in places:
            if len(source) > 1 and tree.lower[token - 1 : token + 1] in (["each", "other"], ["one", "another"]):
                yield Sides(source, source, "prepositional-mutual")
                return
            if self._voted(s, verb, token):
                continue
            if target := self._place_target(s, token, cue.relation):
                if cue.relation == "mobilize" and ids_of(target) <= ids_of(source):
                    continue  # forces kept at home are set against another, if anybody
                met = True
                yield Sides(source, target, "prepositional")
        if not met and cue.relation == "retreat" and (victors := self._forcing(s, verb)):
            yield Sides(source, victors, "prepositional-forced", 0.9)
        if things and not met and cue.parties:
            parties = [a for t in patient for a in self._parties.of(s, t, verb)]
            yield Sides(source, parties, "prepositional-parties", 0.9)
        if not met and cue.claimed:
            scene = self._struck(tree.starts[verb], patient[0] if patient else verb, source)
            yield Sides(source, scene, "prepositional-scene", 0.9)
        if things and not met and cue.relation == "mobilize":
            if alarmed := self._alarmed(s, verb):
                yield Sides(source, alarmed, "prepositional-alarmed", 0.85)
            elif self._on_guard(s, verb, patient):
                yield Sides(source, [], OPEN)
        elif things and not passive and (not places or (cue.understood and not met)):
            yield Sides(source, [], OPEN)

    def _presses(self, s: Sentence, noun: int) -> bool:
        """Whether a noun tells of what makes others give way."""
        pressing = {"coerce", "request", "threaten", "accuse", "protest"}
        return any(e.cue.relation in pressing for e in entries_at(self._lexicon, s, noun, "event"))

    def _leaves(self, s: Sentence, noun: int) -> bool:
        """Whether a noun tells who goes home, and so from where, not from whom: "called for a withdrawal from Chad"."""
        return any(e.cue.relation == "retreat" for e in entries_at(self._lexicon, s, noun, "event"))

    def _forcing(self, s: Sentence, verb: int) -> list[Argument]:
        """Who makes others go: "the Houthi advance forced the troops to pull out", "were forced to retreat by them"."""
        head = s.tree.heads[verb]
        if s.tree.deps[verb] not in {"xcomp", "ccomp"} or not s.tree.lower[head].startswith(_FORCING):
            return []
        if is_passive(s.tree, head):
            return self._clauses.agent(s, head, SOURCE) or self._clauses.agent(s, verb, SOURCE)
        return self._clauses.source(s, head, SOURCE)

    def _voted(self, s: Sentence, verb: int, token: int) -> bool:
        """Whether a body's own paper is voted on, for or against nobody: "against the UN resolution"."""
        if not s.tree.lower[verb].startswith(("vot", "abstain")) or s.tree.lower[token] not in _BALLOTS:
            return False
        return all(a.actor.kind in {"Organisation", "Organ"} for a in self._nominals.resolve(s, token, TARGET))

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
        if relation != "consult" or (subject := self._clauses.subject_token(s.tree, verb)) is None:
            return False
        if s.tree.lower[verb] in {"fly", "flies", "flew", "flown", "flying"} and s.tree.child(verb, "dobj"):
            return True  # who flies goods or others to a place talks with nobody there
        purposes = [c for c in s.tree.children(verb, "xcomp", "advcl") if is_infinitive(s.tree, c)]
        if any(s.tree.lower[c] == "meet" and any(True for _ in s.tree.prepositions(c, {"with"})) for c in purposes):
            return True  # "travelled to Geneva to meet with his Russian counterpart"
        words = [s.tree.lower[t] for t in s.tree.subtree(subject)]
        return any(w in _BANDS or MODEL.fullmatch(w) for w in words)

    @staticmethod
    def _confronts(s: Sentence, place: int) -> bool:
        """Whether forces are set against a place, not sent to the help of a country or kept in it."""
        named = s.named[place]
        within = s.tree.lower[s.tree.heads[place]] in {"to", "in", "at"}
        return not (within and named is not None and named.actor.kind == "State")

    def _protested(self, s: Sentence, verb: int, places: list[int]) -> list[int]:
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

    def _faced(self, s: Sentence, verb: int) -> list[Argument]:
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

    def _stationed(self, s: Sentence, verb: int, patient: list[int]) -> list[int]:
        """Where those are who go home: "its last soldiers in Iraq came home", "withdraw our forces stationed there"."""
        tree, subject = s.tree, self._clauses.subject_token(s.tree, verb)
        men = patient or ([] if subject is None else [subject])
        men += [k for t in men for k in tree.children(t, "acl") if tree.lower[k] in _STANDING]
        return [t for k in men for t in tree.prepositions(k, {"in"}) if tree.deps[t] == "pobj"]

    def _alarmed(self, s: Sentence, verb: int) -> list[Argument]:
        """Whose act makes forces move: "rushed troops to Ladakh after a clash with Chinese soldiers"."""
        for act in s.tree.prepositions(verb, {"after", "amid", "following"}):
            cues = (e.cue for e in entries_at(self._lexicon, s, act) if e.cue.pos == "noun")
            if any(cue.relation in {"assault", "threaten", "rivalOf", "mobilize"} for cue in cues):
                met = [a for t in s.tree.prepositions(act, {"with"}) for a in self._nominals.resolve(s, t, TARGET)]
                if found := met or self._doers.of(s, act):
                    return found
        return []

    def _on_guard(self, s: Sentence, verb: int, patient: list[int]) -> bool:
        """Whether forces wait for whoever is the opponent: "put its army on alert", "sent tanks to the border"."""
        tree = s.tree
        if tree.lower[verb].startswith("scrambl"):
            return True
        spots = {t for place in (verb, *patient) for t in tree.prepositions(place, _TOWARDS)}
        return any(tree.lower[t] in _GUARD and not self._nominals.owners(s, t) for t in spots)

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
            return [self._nominals.argument(s, token, token, named.actor, "name")]
        return self._targets.target(s, token, relation)


def _asks(s: Sentence, verb: int) -> bool:
    """Whether a verb's clause says what is to be done or given: "called on the king to resign", "on Chad for help"."""
    tree = s.tree
    places = (verb, *tree.prepositions(verb, {"on"}))
    below = [v for k in places for v in tree.children(k, "xcomp", "ccomp", "advcl", "acl")]
    return any(is_infinitive(tree, v) for v in below) or any(True for _ in tree.prepositions(verb, {"for"}))
