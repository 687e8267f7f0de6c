"""The frame of nouns that stand for an act: "a Russian attack on Ukraine"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.classes import COPULAS, FORCE, MATERIEL, RELATIVE
from detente.extract.doers import governor, measured
from detente.extract.homeland import kept_in
from detente.extract.lexicon import Entry
from detente.extract.noun_sources import NounSources
from detente.extract.noun_targets import NounTargets
from detente.extract.reach import NEAR, SOURCE, VICTIM
from detente.extract.reading import Argument, Sentence, ids_of
from detente.extract.sides import Sides
from detente.extract.speech_acts import REPAYING
from detente.extract.tools import Family, Tools
from detente.extract.tree import Tree

_GIVING = ("promis", "pledg", "offer", "give", "gave", "giving", "assur")
_ABOUT = frozenset("accuse support reject request consult threaten protest concede agree recognizes retreat".split())
_ENDING = frozenset("easing lifting end ending removal halt cessation relaxation".split())
_UNDERGONE = frozenset(
    "arrest arrests detention detentions imprisonment jailing capture abduction kidnapping killing killings murder "
    "assassination poisoning stabbing beheading lynching torture "
    "invasion occupation annexation bombing bombardment shelling deportation expulsion".split()
)
"""Acts whose "of" always leads to whom they befall."""
_ARRESTS = frozenset("arrest arrests detention jailing imprisonment trial conviction".split())
_REPLYING = ("respond", "retaliat", "repli", "reply", "answer", "denied", "deny", "denies", "admit")
"""Verbs of saying whose subject does, or is said to do, what the noun says: "responded with a barrage"."""
_COMING = frozenset("come came comes coming rush rushed rushes spring sprang fly flew ride rode go went".split())
_RISING = frozenset(
    "elected reelected re-elected sworn appointed wins won winning becomes became forms formed survives "
    "survived confirmed inaugurated nominated".split()
)
"""Verbs of coming to office or holding it, which one does with the support of others."""
_ENJOYING = frozenset(
    "enjoy enjoys enjoyed enjoying win wins won receive receives received lose loses lost rely relies relied "
    "relying depend depends depended depending count counts counted counting bank banks "
    "have has had having gain gains gained secure secures secured".split()
)
_NEEDING = frozenset("need needs needed deserve deserves deserved require requires required lack lacks lacked".split())
_OFFERS = frozenset("offer offers proposal proposals invitation invitations".split())
_HEEDING = frozenset(
    "heed heeds heeded heeding accept accepts accepted accepting meet meets met answer answers answered answering "
    "grant grants granted granting ignore ignores ignored ignoring defy defies defied defying receive received resist "
    "resists resisted resisting".split()
)
"""What is done with a request by the one to whom it goes."""
_REACTIONS = frozenset({"accuse", "protest", "support"})
"""What an act draws from others: "the strikes drew condemnation from Oman"."""
_WHERE = frozenset({"in", "at", "near", "inside", "within", "across", "throughout"})
_REFUSING = ("reject", "refus", "deni", "deny", "turn", "brush", "spurn", "rebuff", "dismiss", "declin", "grant")
"""Beginnings of verbs whose subject is whoever was asked: "rejected a request by Oman"."""
_ANSWERED = frozenset("accuse sanction coerce assault threaten reject protest".split())
"""What one may act in response to."""


class NounFrames(Family):
    """``event``."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._acting = NounSources(tools)
        self._befallen = NounTargets(tools)

    def event(self, s: Sentence, noun: int, entry: Entry) -> Iterator[Sides]:
        """The sides of the act, first by the words beside the noun, then by its clause's verb."""
        tree, relation = s.tree, entry.cue.relation
        if tree.deps[noun] == "pobj" and tree.lower[tree.heads[tree.heads[noun]]] in _ENDING:
            return
        if tree.lower[noun] in MATERIEL and relation == "support":
            return
        words = frozenset(entry.cue.prepositions)
        if relation == "assault" and self._befallen.slays(s, noun):
            words -= _WHERE  # who is slain is struck, not the country where it happens
        source, target, of_is_target = self._beside(s, noun, relation, words)
        if relation == "coerce" and target and not source:
            source = kept_in(s, noun, self._nominals) if tree.lower[noun] in _ARRESTS else []
        source, target = self._handed_over(
            s, noun, relation, words, self._acts(s, noun, relation, source, target), target
        )
        source, target = self._undergoes(s, noun, entry, source, target)
        if relation == "request" and source:  # "appeals for restraint from Oslo and Rome" are made to neither
            asking = {k for a in source for k in tree.conjuncts_after(a.token)}
            target = [a for a in target if a.token not in asking]
        if relation == "request" and source and not target:
            target = self._asked(s, noun)
        verb = governor(tree, noun)
        turned = self._enjoyed(s, noun, relation, verb, target or source) if of_is_target else None
        if (turned := turned or self._called_for(s, noun, relation)) is not None:
            yield turned
            return
        rule, weight = "event", 1.0
        if relation == "support" and (given := self._given_to(s, noun)) is not None:
            yield given
            return
        if relation == "support" and (backers := self._acting.backers(s, noun)):
            yield Sides(backers, self._befallen.helped_by(s, noun), "event-backing")
            return
        if verb is not None and relation in {"support", "aid"} and tree.lower[verb] in _NEEDING:
            return  # "the mission needs the full support of Oslo": not given yet
        if verb is not None:
            target = target or (self._heeds(s, noun, relation, verb) if source else [])
            if tree.lower[verb] in self._lexicon.verbs["suffer"] and relation == "affiliateOf":
                return  # "Macron won the French presidency": he leads France, not the other way round
            if tree.lower[verb] in self._lexicon.verbs["suffer"]:
                rule, source = "event-suffered", source or self._drawn_from(s, relation, verb)
                target = target or self._suffers(s, noun, relation, verb)
            elif (light := tree.lower[verb] in self._lexicon.verbs["light"]) or self._carries_out(
                s, verb, noun, relation
            ):
                weight = 1.0 if light else 0.85
                source = source or self._clauses.source(s, verb, SOURCE)
                if not any(
                    True for _ in tree.prepositions(noun, words & {"against"})
                ):  # "joined Oman in the fight against …"
                    target = target or self._befallen.behind(s, verb, words - {"in", "of"}, relation)
            if source and not target:
                target = self._befallen.next_to(s, noun, verb, words - _WHERE, relation)
        if not source:
            source, target = self._launched(s, noun, relation, words, target)
        if relation == "assault" and source and not target:
            target = self._befallen.slain(s, noun)
        if relation == "assault" and not target:
            target, weight = self._struck_at(s, noun, words, source, weight)
        if relation == "mobilize":
            if not source and (alarming := self._acting.alarming(s, noun)) is not None:
                verb, source = alarming, self._clauses.source(s, alarming, SOURCE)
            armed = all(a.actor.kind in {"State", "Territory", "ArmedGroup"} for a in source)
            apart = not any(tree.lower[k] in {"joint", "combined", "trilateral"} for k in tree.children(noun, "amod"))
            if not target and len(source) == 2 and armed and apart and verb is not None:
                yield Sides(source, [], "event-joint", weight)  # "both countries put their armies on alert"
                return
        yield Sides(source, target, rule, weight)

    def _given_to(self, s: Sentence, noun: int) -> Sides | None:
        """To whom it is promised or given, named between: "promised the emir his full support"."""
        tree, beside = s.tree, s.tree.heads[noun]
        receiver = beside if tree.deps[noun] == "appos" and tree.child(noun, "poss") is not None else None
        verb = beside if receiver is None else tree.heads[beside]
        if receiver is None and tree.deps[noun] == "dobj":
            receiver = next((t for t in tree.children(verb, "dative", "dobj") if t < noun), None)
        if receiver is None or s.named[receiver] is None or not tree.lower[verb].startswith(_GIVING):
            return None
        return Sides(self._clauses.source(s, verb, SOURCE), self._nominals.resolve(s, receiver, NEAR), "event-given")

    def _beside(
        self, s: Sentence, noun: int, relation: str, words: frozenset[str]
    ) -> tuple[list[Argument], list[Argument], bool]:
        """Source and target by the noun's own phrase, and whether "of" leads to the target."""
        tree = s.tree
        befalls = tree.lower[noun] in _UNDERGONE and any(tree.lower[k] == "of" for k in tree.children(noun, "prep"))
        target = [] if befalls else self._befallen.behind(s, noun, words - {"of"}, relation)
        of_is_target = "of" in words and not target
        target = target or self._befallen.aimed(s, noun, of_is_target, relation) or self._befallen.defended(s, noun)
        away = relation == "retreat" and "from" in words
        source = self._doers.source(s, noun, of_is_target, from_is_target=away) or self._acting.blamed(s, noun)
        if relation == "assault" and (scene := self._befallen.scene(s, noun)):
            target = target or scene
            source = [a for a in source if a.token != noun and a.token not in {b.token for b in scene}]
            source = source or self._doers.by(s, noun) or self._acting.claimed(s, noun)
        return source, target, of_is_target

    def _acts(
        self, s: Sentence, noun: int, relation: str, source: list[Argument], target: list[Argument]
    ) -> list[Argument]:
        """The source, if need be by the clause that the noun stands in."""
        if source or not target:
            return source
        if relation in {"support", "protest", "reject", "aid", "threaten"} or s.tree.lower[noun] == "pursuit":
            source = self._acting.purpose_of(s, noun, {"in", "as"} if s.tree.lower[noun] == "warning" else {"in"})
        if relation == "protest" and not source:
            source = self._acting.taking_part(s, noun)
        if relation in FORCE:
            return source or self._acting.answering(s, noun)
        return self._acting.helped(s, noun) if relation == "enemyOf" else source

    def _handed_over(
        self,
        s: Sentence,
        noun: int,
        relation: str,
        words: frozenset[str],
        source: list[Argument],
        target: list[Argument],
    ) -> tuple[list[Argument], list[Argument]]:
        """Source and target by what is given or lifted: "a shipment of Iranian arms", "the lifting of sanctions"."""
        tree = s.tree
        if relation == "aid":
            given = [t for t in tree.prepositions(noun, {"of"}) if tree.lower[t] in self._lexicon.things["aid.give"]]
            target = target or [a for t in given for a in self._befallen.behind(s, t, words - {"of"}, "aid")]
            source = source or (self._acting.made_of(s, noun) if target else [])
        if not source and relation == "concede":
            source = [a for t in tree.prepositions(noun, {"of"}) for a in self._nominals.owners(s, t) if target]
            source = [a for a in source if not any(a.actor.id == b.actor.id for b in target)]
        return source, target

    def _undergoes(
        self, s: Sentence, noun: int, entry: Entry, source: list[Argument], target: list[Argument]
    ) -> tuple[list[Argument], list[Argument]]:
        """Source and target, the target if need be by the clauses around the noun."""
        relation = entry.cue.relation
        if not target:
            target = self._befallen.told_of(s, noun, relation) or self._befallen.behind_doer(s, noun, entry)
            target = target or self._befallen.felt_by(s, noun, relation) or self._befallen.reached(s, noun, relation)
        if not target and source and relation in _ANSWERED:
            target = self._befallen.answered(s, noun)
        if not target and source and relation == "threaten":
            target = self._befallen.threatened(s, noun)
        if not target and source and relation in FORCE | {"threaten"}:
            target = self._befallen.borne(s, noun)
        if not target and source and relation == "assault":
            helped, own = self._befallen.stood_by(s, noun), ids_of(source)
            target = [a for a in helped if not {a.actor.id, a.principal} & own]
        if not target and relation in {"support", "aid", "cooperate"} and (verb_of := self._befallen.thanks(s, noun)):
            source = source or self._targets.target(s, verb_of[1], relation)
            target = self._clauses.source(s, verb_of[0], NEAR)
        if not target and source and relation in {"support", "aid"}:
            target = self._befallen.helped_by(s, noun) or self._befallen.appreciated(s, noun)
        return source, target

    def _launched(
        self, s: Sentence, noun: int, relation: str, words: frozenset[str], target: list[Argument]
    ) -> tuple[list[Argument], list[Argument]]:
        """Source and target by an empty verb behind the noun: "the raids that Chad has carried out on Libya"."""
        tree = s.tree
        for clause in tree.children(noun, "relcl"):
            doer = tree.child(clause, "nsubj")
            objects = tree.children(clause, "dobj")
            taken_up = doer is not None and tree.lower[doer] not in RELATIVE
            if not taken_up or tree.child(clause, "xcomp") or any(tree.lower[t] not in RELATIVE for t in objects):
                continue
            if tree.lower[clause] in self._lexicon.verbs["light"]:
                source = self._clauses.source(s, clause, SOURCE)
                return source, target or self._befallen.behind(s, clause, words - {"in", "of"}, relation)
        return [], target

    def _enjoyed(self, s: Sentence, noun: int, relation: str, verb: int | None, givers: list[Argument]) -> Sides | None:
        """Whose help a verb's subject has: "enjoys the support of Oman"."""
        if relation == "support" and givers and (risen := _risen_with(s.tree, noun)) is not None:
            subject = self._clauses.subject_token(s.tree, risen)
            return Sides(givers, [] if subject is None else self._nominals.resolve(s, subject, NEAR), "event-enjoyed")
        if verb is None or s.tree.lower[verb] not in _ENJOYING or relation not in {"support", "aid"}:
            return None
        subject = self._clauses.subject_token(s.tree, verb)
        served = [] if subject is None else self._targets.target(s, subject, relation)
        return Sides(givers, served, "event-enjoyed")

    def _asked(self, s: Sentence, noun: int) -> list[Argument]:
        """Who is to do what is asked: "Iran's demand that Chad lift the ban", "its call for Chad to withdraw"."""
        tree = s.tree
        verb = tree.heads[noun]
        if tree.lower[verb].startswith(_REFUSING) and tree.deps[noun] == "dobj":
            askers = ids_of(self._doers.of(s, noun))  # "rejected a request by Peru", but not by one's own premier
            asked = self._clauses.source(s, verb, NEAR)
            return [a for a in asked if not {a.actor.id, a.principal} & askers]
        clauses = tree.children(noun, "acl", "ccomp", "relcl", "advcl")
        marked = (c for c in clauses if any(tree.lower[k] in {"that", "for"} for k in tree.children(c, "mark")))
        return [a for c in marked for t in tree.children(c, "nsubj") for a in self._nominals.resolve(s, t, NEAR)]

    def _called_for(self, s: Sentence, noun: int, relation: str) -> Sides | None:
        """Who comes to whose aid, or acts at whose request."""
        tree = s.tree
        if relation in {"aid", "support"} and (rescue := self._come_to(s, noun)) is not None:
            helped = [a for t in tree.prepositions(noun, {"of"}) for a in self._nominals.resolve(s, t, NEAR)]
            helped = self._nominals.owners(s, noun) or helped
            return Sides(self._clauses.source(s, rescue, SOURCE), helped, "event-rescue")
        if relation == "request" and tree.lower[tree.heads[noun]] == "at":
            host = tree.heads[tree.heads[noun]]
            verb = tree.heads[host] if tree.deps[host] == "dobj" else host
            return Sides(self._nominals.owners(s, noun), self._clauses.source(s, verb, SOURCE), "event-behest")
        return None

    def _heeds(self, s: Sentence, noun: int, relation: str, verb: int) -> list[Argument]:
        """Who answers a request or turns a threat down, as the one addressed."""
        lower = s.tree.lower
        heeded = relation == "request" and lower[noun] not in _OFFERS and lower[verb] in _HEEDING
        pressing = heeded or (relation == "threaten" and self._turned_down(s, verb))
        return self._clauses.source(s, verb, SOURCE) if pressing else []

    def _suffers(self, s: Sentence, noun: int, relation: str, verb: int) -> list[Argument]:
        """The subject of a verb of suffering, unless support goes elsewhere: "welcomed Oman's commitment to peace"."""
        tree = s.tree
        if relation == "support" and any(tree.lower[k] in {"to", "for"} for k in tree.children(noun, "prep")):
            return []
        found = self._clauses.subject(s, verb, SOURCE)
        subject = self._clauses.subject_token(tree, verb)
        if found or subject is None or relation not in _REACTIONS:
            return found
        return self._targets.target(s, subject, relation)

    def _drawn_from(self, s: Sentence, relation: str, verb: int) -> list[Argument]:
        """Whose reaction it is that the tree hangs on the verb: "drew condemnation from Oman"."""
        tokens = s.tree.prepositions(verb, {"from"}) if relation in _REACTIONS else ()
        found = [a for t in tokens if s.tree.deps[t] == "pobj" for a in self._nominals.resolve(s, t, NEAR)]
        if found:
            self._memory.note_speakers(found)
        return found

    def _struck_at(
        self, s: Sentence, noun: int, words: frozenset[str], source: list[Argument], weight: float
    ) -> tuple[list[Argument], float]:
        """Whom an attack struck by where it was, or by the attack told before, and the weight of that."""
        target: list[Argument] = []
        if "in" in words and not self._befallen.means(s, noun):
            whole = {noun, measured(s.tree, noun)}
            places = [t for k in sorted(whole) for t in s.tree.prepositions(k, {"in"})]
            target = [a for t in places for a in self._nominals.resolve(s, t, VICTIM)]
        if not target and source and self._befallen.told_before(s, noun):
            return self._struck(s.tree.starts[noun], noun, source, near=True), 0.8 * weight
        return target, weight

    @staticmethod
    def _come_to(s: Sentence, noun: int) -> int | None:
        """The verb of "came to Italy's aid", "rushed to the rescue of Chad"."""
        head = s.tree.heads[noun]
        verb = s.tree.heads[head]
        if s.tree.deps[noun] != "pobj" or s.tree.lower[head] != "to":
            return None
        return verb if s.tree.lower[verb] in _COMING else None

    def _turned_down(self, s: Sentence, verb: int) -> bool:
        """Whether a verb's subject is the one addressed: "brushed aside the ultimatum from Oslo"."""
        listed = self._lexicon.entries.get(s.tree.lower[verb], ())
        kids = {s.tree.lower[k] for k in s.tree.kids[verb]}
        return any(e.cue.relation == "reject" and e.cue.pos == "verb" and kids.issuperset(e.after) for e in listed)

    def _carries_out(self, s: Sentence, verb: int, noun: int, relation: str) -> bool:
        """Whether a verb's subject may do what its object says: unless the verb speaks, judges or asks."""
        lower = s.tree.lower[verb]
        if lower in REPAYING:
            return False  # who avenges a killing has not killed the man
        if lower.startswith(_REPLYING) or (lower in COPULAS and s.tree.lower[noun] == "alert"):
            return True
        if lower in self._lexicon.verbs["deliberate"]:
            return relation in FORCE | {"sanction", "retreat", "recognizes", "aid", "concede"}
        if lower in self._lexicon.verbs["say"] or lower in self._lexicon.verbs["affirm"] or lower in COPULAS:
            return False
        about = _ABOUT - {"request"} if relation == "memberOf" else _ABOUT  # "applied for membership of NATO"
        return not any(e.cue.pos == "verb" and e.cue.relation in about for e in self._lexicon.entries.get(lower, ()))


def _risen_with(tree: Tree, noun: int) -> int | None:
    """The verb of coming to office that stands above "with the support of"; its subject or passive subject has it."""
    at = tree.heads[noun]
    if tree.deps[noun] != "pobj" or tree.lower[at] not in {"with", "thanks"}:
        return None
    above = next((t for t in tree.ancestors(at) if tree.tags[t][:1] == "V"), None)
    return above if above is not None and tree.lower[above] in _RISING else None
