"""Whom a verb with a direct object is done to."""

from __future__ import annotations

from detente.extract.classes import FORCE, GROUPS
from detente.extract.homeland import state_served
from detente.extract.lexicon import Entry
from detente.extract.reach import NEAR, VICTIM
from detente.extract.reading import Argument, Sentence
from detente.extract.subjects import BLAMING
from detente.extract.tools import Family
from detente.extract.unnamed import FIGHTERS
from detente.extract.verb_forms import is_passive

_FORCES = frozenset("troops soldiers forces advisers advisors peacekeepers marines trainers instructors".split())
"""Whom one hosts, not to talk with them."""
_LAND = frozenset({"soil", "territory"})
_EDGES = frozenset({"border", "borders", "frontier"})
_DRIVING = ("expel", "evict", "deport", "bar", "ban", "remov", "driv", "drove")
"""Beginnings of verbs behind which "from" tells where somebody may not be."""
_COUNTRYMEN = frozenset("citizens nationals people population public travellers tourists".split())
_WANTED = frozenset("perpetrators attackers culprits kidnappers hijackers killers".split())
_VISITING = ("visit", "revisit", "tour")
_CREWS = frozenset("sailors sailor crew crews marines soldiers fishermen policemen troops hostages pilots".split())


class VerbTargets(Family):
    """Finds those whom an act befalls: by its object, its place, or what its object takes up."""

    def of(self, s: Sentence, verb: int, token: int, entry: Entry, source: list[Argument]) -> list[Argument]:
        """Whom the act on ``token`` is done to."""
        relation, things = entry.cue.relation, self._lexicon.things.get(entry.cue.id)
        if entry.cue.kinds:
            away = {"without", "with"} if s.tree.lower[verb].startswith("leav") else {"without"}
            if any(s.tree.lower[k] in away for place in (verb, token) for k in s.tree.children(place, "prep")):
                return []  # "leaving the bloc without a president"
            if s.tree.lower[verb].startswith(("see", "saw")) and _watched(s, verb):
                return []
            return self._nominals.resolve(s, token, NEAR)  # the body itself is left, not what is its
        edge = relation == "mobilize" and s.tree.lower[token] in _EDGES
        if edge and any(t for k in (verb, token) for t in s.tree.prepositions(k, {"into", "from"})):
            return []  # "crossed the Lebanese border into Israel", "the border from Lebanon"
        if relation == "threaten" and s.tree.lower[token] in _COUNTRYMEN and _is_own(s, token):
            return []  # "warned its citizens not to travel"
        target = self._met(s, verb, token, things) if relation == "consult" else []
        if relation == "reject":
            target = self._contradicted(s, verb, token)
        if relation != "consult" or (not target and self._visits(s, verb, things)):
            target = target or self._targets.target(s, token, relation)
        if not target and entry.cue.fled:
            fled = (t for t in s.tree.prepositions(verb, {"from"}) if s.tree.deps[t] == "pobj")
            target = [a for t in fled for a in self._nominals.resolve(s, t, NEAR)]
        beside = {s.tree.lower[k] for k in (token, *s.tree.children(token, "amod", "compound"))}
        rebels = not self._lexicon.nouns["rebels"].isdisjoint(beside)  # "Islamist columns near Konna"
        if not target and relation == "assault" and not things and not rebels:
            target = self._scene(s, verb)
        if not target and relation == "assault" and not things:
            target = self._unnamed_fighters(s, token, source)
        if not target and relation in {"assault", "coerce"} and not things and s.tree.lower[token] in _WANTED:
            target = self._at_large(s, token, source)
        if not target and entry.cue.claimed:
            target = self._told_behind(s, token)
        if not target and entry.cue.claimed:
            target = self._struck(s.tree.starts[verb], token, source)
        if not target and relation in {"assault", "coerce", "concede"} and not rebels:
            target = state_served(s, token, source, self._nominals)
        if not target and relation in FORCE:
            target = self._accusing(s, verb, token)
        if relation == "assault" and any(a.how == "place" for a in target):
            lost = [a for t in s.tree.prepositions(verb, {"from"}) for a in self._nominals.resolve(s, t, NEAR)]
            if lost or entry.cue.held:  # "captured Afrin from the YPG"
                target = [a for a in target if a.how != "place"]
        if relation in {"sanction", "coerce"} and s.tree.lower[verb].startswith(_DRIVING):
            left = [t for t in s.tree.prepositions(token, {"from"}) if s.tree.deps[t] == "pobj"]
            target = [a for a in target if a.token not in left or a.actor.kind != "Territory"]
        if entry.cue.direct:
            bare = s.tree.lower[token] not in {"it", "this", "that"}
            target = [a for a in target if bare and a.token in s.tree.conjuncts_after(token)]
        if entry.cue.seizes:
            target = [a for a in target if self._is_man(s, token, a) == (entry.cue.seizes == "people")]
        return target

    def _unnamed_fighters(self, s: Sentence, token: int, source: list[Argument]) -> list[Argument]:
        """Whose fighters are killed where the text told of one group at odds with the doers: "killed 30 militants"."""
        beside = {"compound", "poss", "nmod", "prep", "relcl", "acl"}
        if s.tree.lower[token] not in FIGHTERS or any(s.tree.deps[k] in beside for k in s.tree.kids[token]):
            return []
        return [a for a in self._memory.opponent(source) if a.actor.kind in GROUPS]

    def _at_large(self, s: Sentence, token: int, source: list[Argument]) -> list[Argument]:
        """The group that made the attack told last: "ordered the police to arrest the perpetrators"."""
        if any(s.tree.deps[k] not in {"det", "punct"} for k in s.tree.kids[token]):
            return []
        self._memory.note_speakers(source)
        return [a for a in self._memory.last_doer("assault") if a.actor.kind in GROUPS]

    @staticmethod
    def _visits(s: Sentence, verb: int, things: frozenset[str] | None) -> bool:
        """Whether a verb of meeting may have a place, or a thing of somebody's, for its object."""
        return bool(things) or s.tree.lower[verb].startswith(_VISITING)

    def _met(self, s: Sentence, verb: int, token: int, things: frozenset[str] | None) -> list[Argument]:
        """Whom one meets: the owner of the thing, or the object itself, but no troops and no matter."""
        if things:
            return self._nominals.owners(s, token)
        matter = s.tree.lower[token] in _FORCES | {"it"}  # "hosts US troops", "to discuss it", "called it a day"
        return [] if matter or self._visits(s, verb, things) else self._nominals.resolve(s, token, NEAR)

    def _is_man(self, s: Sentence, token: int, meant: Argument) -> bool:
        """Whether people are seized, who are held then, rather than a place: "seized fifteen British sailors"."""
        people = self._lexicon.nouns["people"] | _CREWS
        return meant.actor.kind == "Person" or s.tree.lower[token] in people

    def _contradicted(self, s: Sentence, verb: int, token: int) -> list[Argument]:
        """The accuser behind "it", "this" or a "which" that takes up the whole accusation."""
        objects = s.tree.children(verb, "dobj", "pobj") if s.tree.deps[verb] == "relcl" else []
        which = any(s.tree.lower[k] == "which" for k in objects)
        if which:
            return self._memory.accuser() or self._targets.teller(s, verb)
        if s.tree.lower[token] == "that":  # "asked Peru to expel him, but Peru ruled that out"
            return self._memory.asker() or self._memory.accuser()
        return self._memory.accuser() if s.tree.lower[token] in {"it", "this", "them"} else []

    def _accusing(self, s: Sentence, verb: int, token: int) -> list[Argument]:
        """The state that accuses another of what it did to its men or land: "accused Chad of killing four soldiers"."""
        tree = s.tree
        preposition = next((h for h in tree.ancestors(verb) if tree.tags[h][:1] != "V"), None)
        if preposition is None or tree.lower[preposition] not in {"of", "for"}:
            return []
        accusing, own = tree.heads[preposition], self._lexicon.nouns["state_owned"]
        if tree.lower[accusing] not in BLAMING or is_passive(tree, accusing) or tree.lower[token] not in own:
            return []
        return [a for a in self._clauses.source(s, accusing, NEAR) if a.actor.kind == "State" or a.principal]

    def _scene(self, s: Sentence, verb: int) -> list[Argument]:
        """The states where the act falls, for victims that belong to nobody named: "pounded targets in Syria"."""
        words = {"in", "inside", "near", "at", "around", "across", "outside"}
        if s.tree.lower[verb].startswith(("abduct", "kidnap", "seiz", "snatch")):
            words.add("from")
        also = (k for k in s.tree.children(verb, "conj") if s.tree.child(k, "dobj") is not None)
        told = [verb, *also]  # "kills nine and injures ten others in Sumy"
        victims = [t for act in told for t in s.tree.children(act, "dobj")]
        if not victims:  # "bombed what it called hideouts in Iran"
            told += [k for t in self._clauses.target_tokens(s.tree, verb) for k in (t, s.tree.heads[t]) if t > verb]
        vessels = self._lexicon.nouns["instruments"]
        deeds = self._lexicon.events | vessels
        aboard = [t for v in victims for t in s.tree.prepositions(v, {"on", "aboard"}) if s.tree.lower[t] in vessels]
        blows = [t for t in s.tree.prepositions(verb, {"by", "in"}) if s.tree.lower[t] in deeds]
        blows += [t for blow in list(blows) for t in s.tree.prepositions(blow, {"by"})]  # "by a mine near Liboi"
        scenes = [t for place in (*told, *victims, *blows) for t in s.tree.prepositions(place, words)]
        scenes += [t for p in (*told, *victims) for t in s.tree.prepositions(p, {"on"}) if s.tree.lower[t] in _LAND]
        for token in (*aboard, *scenes):
            if s.tree.lower[token] in {"border", "frontier"} and any(
                True for _ in s.tree.prepositions(token, {"with"})
            ):
                continue  # where two countries meet, neither is struck
            if s.tree.deps[token] == "pobj" and (found := self._nominals.resolve(s, token, VICTIM)):
                return [a for a in found if a.actor.kind in {"State", "Territory"}]
        return []

    def _told_behind(self, s: Sentence, deed: int) -> list[Argument]:
        """Whom a clause behind a deed says it struck: "claimed the blast that killed eleven people in Kampala"."""
        clauses = s.tree.children(deed, "relcl")
        struck = [t for clause in clauses for t in s.tree.children(clause, "dobj")]
        scenes = [t for place in (*clauses, *struck) for t in s.tree.prepositions(place, {"in"})]
        target = [a for t in struck for a in self._targets.target(s, t, "assault")]
        return target or [a for t in scenes for a in self._nominals.resolve(s, t, VICTIM)]

    def blown_up(self, s: Sentence, verb: int) -> list[Argument]:
        """Whom a suicide attack strikes: "blew himself up at the gates of the Indian embassy"."""
        spots = s.tree.prepositions(verb, {"at", "near", "inside", "outside", "in", "among", "beside", "by"})
        return next((found for spot in spots if (found := self._targets.target(s, spot, "assault"))), [])

    def called(self, s: Sentence, verb: int) -> list[Argument]:
        """Whose doing something is called: "called it an act of war by Chad", "condemned it as a crime by Oslo"."""
        names = [*s.tree.children(verb, "oprd", "attr"), *s.tree.prepositions(verb, {"as"})]
        return [a for name in names for a in self._doers.by(s, name)]

    def antecedents(self, s: Sentence, verb: int) -> list[Argument]:
        """All whom a relative clause tells of: "Chad and Libya, which fought each other"."""
        if s.tree.deps[verb] != "relcl":
            return []
        return self._nominals.resolve(s, s.tree.conjuncts(s.tree.heads[verb])[0], NEAR)


def _watched(s: Sentence, verb: int) -> bool:
    """Whether one sees somebody do something, or as something, rather than goes to see him: "saw Deby leave"."""
    tree = s.tree
    doing = (k for k in tree.children(verb, "conj", "ccomp", "xcomp") if tree.tags[k] in {"VB", "VBP", "VBG"})
    return any(tree.tags[verb] != tree.tags[k] for k in doing) or any(True for _ in tree.prepositions(verb, {"as"}))


def _is_own(s: Sentence, noun: int) -> bool:
    """Whether a noun is whoever's acts in its clause: "its citizens"."""
    return any(s.tree.lower[k] in {"its", "their", "his", "her", "our"} for k in s.tree.children(noun, "poss"))
