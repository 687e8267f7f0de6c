"""The frame of nouns that stand for an act: "a Russian attack on Ukraine"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.clauses import BLAMING, is_passive
from detente.extract.doers import BE, LAID_ON, governor
from detente.extract.lexicon import Entry
from detente.extract.names import Nature
from detente.extract.nominals import NEAR, SOURCE, TARGET, VICTIM
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import Sides
from detente.extract.tools import Family

_ABOUT = frozenset("accuse support reject request consult threaten protest concede agree recognizes retreat".split())
_ENDING = frozenset("easing lifting end ending removal halt cessation relaxation".split())
_UNDERGONE = frozenset(
    "arrest arrests detention detentions imprisonment jailing capture abduction kidnapping killing killings murder "
    "assassination invasion occupation annexation bombing bombardment shelling deportation expulsion".split()
)
"""Acts whose "of" always leads to whom they befall."""
_AIMED = frozenset("targeting aimed directed launched carried imposed waged conducted made levelled leveled".split())
_GUILTY = frozenset({"responsible", "guilty", "culpable"})
_REPLYING = ("respond", "retaliat", "repli", "reply", "answer", "denied", "deny", "denies", "admit")
"""Verbs of saying whose subject does, or is said to do, what the noun says: "responded with a barrage"."""
_FORCE = frozenset({"assault", "coerce", "mobilize"})
_COMING = frozenset("come came comes coming rush rushed rushes spring sprang fly flew ride rode go went".split())
_SHIELD = ("defend", "protect", "shield", "guard")
_ARRIVING = (
    "reach", "arriv", "enter", "land", "dock", "flow", "help", "came", "come", "deliver", "sent", "ship", "save",
)  # fmt: skip
"""Beginnings of verbs of help that gets where it is needed."""
_HURTING = (
    "hurt", "hit", "target", "damag", "crippl", "squeez", "isolat", "batter", "affect", "bar", "restrict", "cut",
    "weaken", "devastat", "punish", "strangl", "prevent", "prohibit", "deprive", "choke", "ruin", "wreck",
    "block", "push", "cost", "forc", "appl", "cover",
)  # fmt: skip
"""Beginnings of verbs of what sanctions do to whom they are laid upon."""
_ENJOYING = frozenset(
    "enjoy enjoys enjoyed enjoying win wins won receive receives received lose loses lost rely relies relied "
    "relying depend depends depended depending count counts counted counting bank banks".split()
)
_AT = frozenset({"at", "against", "on", "upon", "for", "in"})


_OFFERS = frozenset("offer offers proposal proposals invitation invitations".split())
_HEEDING = frozenset(
    "heed heeds heeded heeding accept accepts accepted accepting meet meets met answer answers answered answering "
    "grant grants granted granting ignore ignores ignored ignoring defy defies defied defying receive received resist "
    "resists resisted resisting".split()
)
"""What is done with a request by the one to whom it goes."""


_WHERE = frozenset({"in", "at", "near", "inside", "within", "across", "throughout"})


class NounFrames(Family):
    """``event``."""

    def event(self, s: Sentence, noun: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        if tree.deps[noun] == "pobj" and tree.lower[tree.heads[tree.heads[noun]]] in _ENDING:
            return
        words = frozenset(cue.prepositions)
        if cue.relation == "assault" and self._slays(s, noun):
            words -= _WHERE  # who is slain is struck, not the country where it happens
        befalls = tree.lower[noun] in _UNDERGONE and any(tree.lower[k] == "of" for k in tree.children(noun, "prep"))
        target = [] if befalls else self._behind(s, noun, words - {"of"}, cue.relation)
        of_is_target = "of" in words and not target
        target = target or self._aimed(s, noun, of_is_target, cue.relation) or self._defended(s, noun)
        away = cue.relation == "retreat" and "from" in words
        source = self._doers.source(s, noun, of_is_target, from_is_target=away) or self._blamed(s, noun)
        if cue.relation == "assault" and (scene := self._scene(s, noun)):
            target = target or scene
            source = [a for a in source if a.token != noun and a.token not in {b.token for b in scene}]
            source = source or self._doers.by(s, noun) or self._claimed(s, noun)
        verb = governor(tree, noun)
        if not source and target and cue.relation in {"support", "protest", "reject", "aid", "threaten"}:
            source = self._purpose_of(s, noun, {"in", "as"} if tree.lower[noun] == "warning" else {"in"})
        if not source and target and cue.relation in _FORCE:
            source = self._answering(s, noun)
        if not source and target and cue.relation == "enemyOf":
            source = self._helped(s, noun)
        if cue.relation == "aid":
            given = [t for t in tree.prepositions(noun, {"of"}) if tree.lower[t] in self._lexicon.things["aid.give"]]
            target = target or [a for t in given for a in self._behind(s, t, words - {"of"}, "aid")]
            source = source or (self._made_of(s, noun) if target else [])
        if not source and cue.relation == "concede":  # "the lifting of US sanctions"
            source = [a for t in tree.prepositions(noun, {"of"}) for a in self._nominals.owners(s, t) if target]
            source = [a for a in source if not any(a.actor.id == b.actor.id for b in target)]
        suffered, weight = False, 1.0
        if not target:
            target = self._told_of(s, noun, cue.relation) or self._behind_doer(s, noun, entry)
            target = target or self._felt_by(s, noun, cue.relation) or self._reached(s, noun, cue.relation)
        if not target and source and cue.relation == "threaten":
            target = self._threatened(s, noun)
        if not target and source and cue.relation in _FORCE | {"threaten"}:
            target = self._borne(s, noun)
        if not target and cue.relation in {"support", "aid", "cooperate"} and (verb_of := self._thanks(s, noun)):
            source = source or self._targets.target(s, verb_of[1], cue.relation)
            target = self._clauses.source(s, verb_of[0], NEAR)
        if not target and source and cue.relation in {"support", "aid"}:
            target = self._helped_by(s, noun)
        if verb is not None and tree.lower[verb] in _ENJOYING and cue.relation in {"support", "aid"} and of_is_target:
            subject = self._clauses.subject_token(tree, verb)
            served = [] if subject is None else self._targets.target(s, subject, cue.relation)
            yield Sides(target or source, served, "event-enjoyed")
            return
        if (rescue := self._come_to(s, noun)) is not None and cue.relation in {"aid", "support"}:
            yield Sides(self._clauses.source(s, rescue, SOURCE), self._nominals.owners(s, noun), "event-rescue")
            return
        if cue.relation == "request" and tree.deps[noun] == "pobj" and tree.lower[tree.heads[noun]] == "at":
            asked = self._clauses.source(s, tree.heads[tree.heads[noun]], SOURCE)
            yield Sides(self._nominals.owners(s, noun), asked, "event-behest")
            return
        if verb is not None:
            heeded = cue.relation == "request" and tree.lower[noun] not in _OFFERS and tree.lower[verb] in _HEEDING
            pressing = heeded or (cue.relation == "threaten" and self._turned_down(s, verb))
            if not target and source and pressing:
                target = self._clauses.source(s, verb, SOURCE)
            if tree.lower[verb] in self._lexicon.verbs["suffer"]:
                suffered = True
                elsewhere = cue.relation == "support" and any(
                    tree.lower[k] in {"to", "for"} for k in tree.children(noun, "prep")
                )  # "welcomed Oman's commitment to peace"
                target = target or ([] if elsewhere else self._clauses.subject(s, verb, SOURCE))
            elif (light := tree.lower[verb] in self._lexicon.verbs["light"]) or self._carries_out(s, verb, noun):
                weight = 1.0 if light else 0.85
                source = source or self._clauses.source(s, verb, SOURCE)
                target = target or self._behind(s, verb, words - {"in", "of"}, cue.relation)
        if not target and "in" in words and cue.relation == "assault" and not self._means(s, noun):
            for token in tree.prepositions(noun, {"in"}):
                target += self._nominals.resolve(s, token, VICTIM)
        if not target and source and cue.relation == "assault" and self._told_before(s, noun):
            target, weight = self._struck(tree.starts[noun], noun, source, near=True), 0.8 * weight
        if not source and cue.relation == "mobilize" and (alarming := self._alarming(s, noun)) is not None:
            verb, source = alarming, self._clauses.source(s, alarming, SOURCE)
        armed = all(a.actor.kind in {"State", "Territory", "ArmedGroup"} for a in source)
        if not target and cue.relation == "mobilize" and len(source) == 2 and armed and verb is not None:
            yield Sides(source, [], "event-joint", weight)  # "both countries put their armies on alert"
            return
        yield Sides(source, target, "event-suffered" if suffered else "event", weight)

    def _scene(self, s: Sentence, noun: int) -> list[Argument]:
        """Where an attack known by its place befell somebody: "the Paris attacks"."""
        found = []
        for kid in s.tree.children(noun, "compound"):
            named = s.named[kid]
            if named is not None and named.nature in {Nature.CAPITAL, Nature.PLACE}:
                found.append(self._nominals.argument(s, kid, kid, named.actor, "place"))
            elif kid in s.places:
                found.append(self._nominals.argument(s, kid, kid, s.places[kid].actor, "place"))
        return found

    def _claimed(self, s: Sentence, noun: int) -> list[Argument]:
        """Who has done it by the participle behind: "attacks claimed by Islamic State"."""
        participles = [k for k in s.tree.children(noun, "acl") if s.tree.tags[k] == "VBN"]
        return [a for k in participles for a in self._clauses.agent(s, k)]

    @staticmethod
    def _told_before(s: Sentence, noun: int) -> bool:
        """Whether "the attack" takes up one told before: nothing beside it says on whom or whose."""
        beside = {s.tree.lower[k] for k in s.tree.kids[noun]}
        return bool(beside & {"the", "this"}) and not any(
            s.tree.deps[k] in {"prep", "acl", "relcl", "poss", "amod", "compound"} for k in s.tree.kids[noun]
        )

    @staticmethod
    def _come_to(s: Sentence, noun: int) -> int | None:
        """The verb of "came to Italy's aid", "rushed to the rescue of Chad"."""
        head = s.tree.heads[noun]
        verb = s.tree.heads[head]
        if s.tree.deps[noun] != "pobj" or s.tree.lower[head] != "to":
            return None
        return verb if s.tree.lower[verb] in _COMING else None

    def _told_of(self, s: Sentence, noun: int, relation: str) -> list[Argument]:
        """Whom the noun's own clause is about: "the accusation that Moscow poisoned him", "the demand that he go"."""
        if relation not in {"accuse", "request", "threaten"}:
            return []
        for clause in s.tree.children(noun, "acl", "ccomp", "relcl"):
            marked = any(s.tree.lower[k] == "that" for k in s.tree.children(clause, "mark"))
            doer = s.tree.child(clause, "nsubj", "nsubjpass")
            if marked and doer is not None:
                return self._nominals.resolve(s, doer, SOURCE)
        return []

    def _behind_doer(self, s: Sentence, noun: int, entry: Entry) -> list[Argument]:
        """Targets that the tree hangs on the doer: "the detention by Belarus of Sofia Sapega"."""
        doers = [t for t in s.tree.prepositions(noun, {"by"}) if s.tree.deps[t] == "pobj"]
        words = frozenset(entry.cue.prepositions) - {"in", "to"}
        if entry.cue.relation == "mobilize":
            doers += [t for t in s.tree.prepositions(noun, {"of"}) if s.tree.deps[t] == "pobj"]
        return [a for doer in doers for a in self._behind(s, doer, words, entry.cue.relation)]

    def _helped_by(self, s: Sentence, noun: int) -> list[Argument]:
        """Who does something with another's help: "struck Houthi depots with support from Canada"."""
        tree = s.tree
        head = tree.heads[noun]
        if tree.deps[noun] != "pobj" or tree.lower[head] not in {"with", "thanks", "to"}:
            return []
        above = list(tree.ancestors(head))
        if tree.lower[head] == "to":
            above = above[1:] if above and tree.lower[above[0]] == "thanks" else []
        verb = next((v for v in above[:3] if tree.tags[v][:1] == "V"), None)
        return self._clauses.source(s, verb, SOURCE) if verb is not None else []

    def _behind(self, s: Sentence, word: int, prepositions: frozenset[str], relation: str) -> list[Argument]:
        """The targets behind a noun's or verb's prepositions."""
        tree = s.tree
        tokens = [t for t in tree.prepositions(word, prepositions) if tree.deps[t] == "pobj"]
        if not tokens:  # "the support of Peru and other members for Chad": the tree hangs it on the last of the list
            doers = [p for t in tree.prepositions(word, {"of"}) for p in tree.conjuncts_after(t)[1:]]
            behind = prepositions & {"for", "on", "against"}
            tokens = [t for p in doers for t in tree.prepositions(p, behind) if tree.deps[t] == "pobj"]
        return [a for token in tokens for a in self._targets.target(s, token, relation)]

    def _aimed(self, s: Sentence, noun: int, of_is_target: bool, relation: str) -> list[Argument]:
        """The targets behind "of" or a participle: "the shelling of Kharkiv", "strikes aimed at Hezbollah"."""
        tree = s.tree
        tokens = list(tree.prepositions(noun, {"of"})) if of_is_target else []
        found = [a for token in tokens for a in self._targets.target(s, token, relation)]
        for participle in tree.children(noun, "acl"):
            if not found and tree.lower[participle] in _AIMED:
                tokens = [*tree.children(participle, "dobj"), *tree.prepositions(participle, _AT)]
                found = [a for token in tokens for a in self._targets.target(s, token, relation)]
        return found

    def _turned_down(self, s: Sentence, verb: int) -> bool:
        """Whether a verb's subject is the one addressed: "brushed aside the ultimatum from Oslo"."""
        listed = self._lexicon.entries.get(s.tree.lower[verb], ())
        kids = {s.tree.lower[k] for k in s.tree.kids[verb]}
        return any(e.cue.relation == "reject" and e.cue.pos == "verb" and kids.issuperset(e.after) for e in listed)

    def _carries_out(self, s: Sentence, verb: int, noun: int) -> bool:
        """Whether a verb's subject may do what its object says: unless the verb speaks, judges or asks."""
        lower = s.tree.lower[verb]
        if lower.startswith(_REPLYING) or (lower in BE and s.tree.lower[noun] == "alert"):
            return True
        if lower in self._lexicon.verbs["say"] or lower in self._lexicon.verbs["affirm"] or lower in BE:
            return False
        return not any(e.cue.pos == "verb" and e.cue.relation in _ABOUT for e in self._lexicon.entries.get(lower, ()))

    def _means(self, s: Sentence, noun: int) -> bool:
        """Whether the act is but the means of another, which has the true target: "killed in an air strike in Iraq"."""
        verb = s.tree.heads[s.tree.heads[noun]]
        listed = self._lexicon.entries.get(s.tree.lower[verb], ())
        means = s.tree.deps[noun] == "pobj" and is_passive(s.tree, verb)
        return means and any(e.cue.relation == "assault" for e in listed)

    @staticmethod
    def _alarming(s: Sentence, noun: int) -> int | None:
        """The verb by which forces are alerted: "put their troops on high alert"."""
        tree, head = s.tree, s.tree.heads[noun]
        verb = tree.heads[head]
        placed = tree.lower[verb].startswith(("put", "plac", "keep", "kept"))
        return verb if tree.deps[noun] == "pobj" and tree.lower[head] == "on" and placed else None

    def _slays(self, s: Sentence, noun: int) -> bool:
        """Whether the act is how a person or militants met their death: "Zarqawi was killed in a raid in Iraq"."""
        tree = s.tree
        verb = tree.heads[tree.heads[noun]]
        listed = self._lexicon.entries.get(tree.lower[verb], ())
        if tree.deps[noun] != "pobj" or not any(e.cue.relation == "assault" and e.cue.pos == "verb" for e in listed):
            return False
        dead = self._clauses.target_tokens(tree, verb) if is_passive(tree, verb) else []
        dead = dead or [t for t in [self._clauses.subject_token(tree, verb)] if t is not None]
        if any(tree.lower[t] in self._lexicon.nouns["rebels"] for t in dead):
            return True
        return any(a.actor.kind == "Person" for t in dead for a in self._nominals.resolve(s, t, NEAR))

    def _purpose_of(self, s: Sentence, noun: int, words: set[str]) -> list[Argument]:
        """Who acts "in support of", "in solidarity with", "in protest at", "as a warning to" somebody."""
        tree = s.tree
        head = tree.heads[noun]
        if tree.deps[noun] != "pobj" or tree.lower[head] not in words:
            return []
        for verb in tree.ancestors(head):
            if tree.tags[verb][:1] == "V" and (found := self._clauses.source(s, verb, SOURCE)):
                return found
        return []

    def _answering(self, s: Sentence, noun: int) -> list[Argument]:
        """Who did it by a predicate: "ETA is responsible for the murder of two judges"."""
        tree, preposition = s.tree, s.tree.heads[noun]
        above = tree.heads[preposition]
        if tree.deps[noun] != "pobj":
            return []
        if tree.lower[preposition] == "for" and tree.lower[above] in _GUILTY:
            if tree.deps[above] == "oprd":
                held = self._clauses.target_tokens(tree, tree.heads[above])
                return [a for t in held if t != above for a in self._nominals.resolve(s, t, NEAR)]
            if tree.deps[above] in {"acomp", "ccomp"}:
                clause = above if tree.deps[above] == "ccomp" else tree.heads[above]
                return self._clauses.subject(s, clause, NEAR)
            return self._nominals.resolve(s, tree.heads[above], NEAR) if tree.deps[above] == "amod" else []
        return []

    def _borne(self, s: Sentence, noun: int) -> list[Argument]:
        """Who is "under" it: "came under attack from Chad", "under pressure from Oslo, Riga gave way"."""
        tree, preposition = s.tree, s.tree.heads[noun]
        if tree.deps[noun] != "pobj" or tree.lower[preposition] != "under":
            return []
        above = tree.heads[preposition]
        if tree.tags[above][:1] == "V":
            objects = tree.children(above, "dobj")
            if objects and objects[0] < preposition:
                return [a for t in objects for a in self._nominals.resolve(s, t, TARGET)]
            return self._clauses.subject(s, above, NEAR)
        return self._nominals.resolve(s, above, NEAR) if tree.tags[above][:1] == "N" else []

    def _threatened(self, s: Sentence, noun: int) -> list[Argument]:
        """Whom what is threatened would befall: "threats to invade Georgia", "the threat of a strike on Iran"."""
        tree = s.tree
        for clause in tree.children(noun, "acl"):
            if tree.tags[clause] == "VB":
                tokens = [*tree.children(clause, "dobj"), *tree.prepositions(clause, {"on", "against", "to", "at"})]
                return next((f for t in tokens if (f := self._targets.target(s, t, "assault"))), [])
        deeds = [t for t in tree.prepositions(noun, {"of"}) if tree.lower[t] in self._lexicon.events]
        behind = (t for deed in deeds for t in tree.prepositions(deed, _AT | {"into"}))
        return next((f for t in behind if (f := self._targets.target(s, t, "assault"))), [])

    def _felt_by(self, s: Sentence, noun: int, relation: str) -> list[Argument]:
        """Whom the act does something to in its own clause: "sanctions that have isolated North Korea"."""
        if relation not in {"sanction", "assault", "coerce", "aid"}:
            return []
        tree = s.tree
        for clause in tree.children(noun, "relcl"):
            subject = tree.child(clause, "nsubj")
            if subject is not None and tree.lower[subject] in {"that", "which"}:
                for token in tree.children(clause, "dobj"):
                    return self._targets.target(s, token, relation)
        return []

    def _made_of(self, s: Sentence, noun: int) -> list[Argument]:
        """Whose things are handed over: "the shipment of Iranian missiles", "the gift by Oman"."""
        tree = s.tree
        things = self._lexicon.things["aid.give"]
        of = [t for t in tree.prepositions(noun, {"of"}) if tree.deps[t] == "pobj"]
        behind = [a for t in of for a in self._doers.by(s, t)]
        return behind or [a for t in of if tree.lower[t] in things for a in self._nominals.owners(s, t)]

    def _reached(self, s: Sentence, noun: int, relation: str) -> list[Argument]:
        """Where help arrives, and whom sanctions hit: "aid from Oman reached Chad", "the sanctions have hurt Iran"."""
        tree, first = s.tree, s.tree.conjuncts(noun)[0]
        verb = tree.heads[first]
        if tree.deps[first] not in {"nsubj", "nsubjpass"} or tree.tags[verb][:1] != "V":
            return []
        if relation == "sanction" and tree.lower[verb].startswith(_HURTING):
            return [a for t in tree.children(verb, "dobj") for a in self._targets.target(s, t, relation)]
        if relation != "aid" or not tree.lower[verb].startswith(_ARRIVING):
            return []
        tokens = [*tree.children(verb, "dobj"), *tree.prepositions(verb, {"in", "at", "to", "into", "for"})]
        return [a for t in tokens for a in self._targets.target(s, t, relation)]

    def _thanks(self, s: Sentence, noun: int) -> tuple[int, int] | None:
        """The verb of thanking for what a noun says, and its object: "Cairo thanked Oman for its support"."""
        tree, first = s.tree, s.tree.conjuncts(noun)[0]
        preposition = tree.heads[first]
        verb = tree.heads[preposition]
        if tree.deps[first] != "pobj" or tree.lower[preposition] != "for" or not tree.lower[verb].startswith("thank"):
            return None
        thanked = self._clauses.target_tokens(tree, verb)
        return (verb, thanked[0]) if thanked else None

    def _helped(self, s: Sentence, noun: int) -> list[Argument]:
        """Who fights with another's help: "supports Iraq in the fight against the group"."""
        tree = s.tree
        verb = tree.heads[tree.heads[noun]]
        if tree.deps[noun] != "pobj" or tree.lower[tree.heads[noun]] not in {"in", "with", "for"}:
            return []
        cues = (e.cue for e in self._lexicon.entries.get(tree.lower[verb], ()) if e.cue.pos == "verb")
        if tree.tags[verb][:1] != "V" or not any(c.relation in {"support", "aid", "cooperate"} for c in cues):
            return []
        helped = [a for t in self._clauses.target_tokens(tree, verb) for a in self._nominals.resolve(s, t, NEAR)]
        return helped or self._clauses.source(s, verb, SOURCE)

    def _defended(self, s: Sentence, noun: int) -> list[Argument]:
        """Who is shielded from it: "defend Israel against attacks from Hamas"."""
        tree = s.tree
        head = tree.heads[noun]
        verb = tree.heads[head]
        if tree.deps[noun] != "pobj" or tree.lower[head] not in {"against", "from"}:
            return []
        defended = self._clauses.target_tokens(tree, verb) if tree.lower[verb].startswith(_SHIELD) else []
        return [a for token in defended for a in self._nominals.resolve(s, token, TARGET)]

    def _blamed(self, s: Sentence, noun: int) -> list[Argument]:
        """Whom a verb of blame holds to have done it: "accused Pakistan of the assault on its parliament"; or who is
        "behind the bombing".
        """
        tree = s.tree
        head = tree.heads[noun]
        verb = tree.heads[head]
        if tree.deps[noun] == "pobj" and tree.lower[head] == "behind":
            if tree.lower[verb] in BE:
                return self._clauses.source(s, verb, SOURCE)
            said_of = tree.heads[verb] if tree.deps[verb] == "nsubj" and tree.lower[tree.heads[verb]] in BE else verb
            names = tree.children(said_of, "attr") if said_of != verb else tree.children(verb, "appos")
            return [a for name in names for a in self._nominals.resolve(s, name, NEAR)]
        if tree.deps[noun] == "nsubjpass" and tree.lower[head] in LAID_ON:
            return [a for t in tree.prepositions(head, {"on", "to", "upon"}) for a in self._nominals.resolve(s, t)]
        if tree.deps[noun] == "pobj" and tree.lower[head] == "in" and tree.lower[verb] in {"involved", "implicated"}:
            held = self._clauses.target_tokens(tree, verb)
            return [a for token in held for a in self._nominals.resolve(s, token, SOURCE)]
        if tree.deps[noun] != "pobj" or tree.lower[head] not in {"of", "for", "over"}:
            return []
        blamed = self._clauses.target_tokens(tree, verb) if tree.lower[verb] in BLAMING else []
        return [a for token in blamed for a in self._nominals.resolve(s, token, NEAR)]
