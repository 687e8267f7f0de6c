"""The frame of verbs that act on somebody directly."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.clauses import REFLEXIVE, is_passive
from detente.extract.cue_words import entries_at, has_thing, is_thing
from detente.extract.homeland import seized_at_home
from detente.extract.lexicon import Entry
from detente.extract.nominals import NEAR, TARGET, VICTIM
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import CALLED, Sides, source_reach
from detente.extract.stakes import at_stake
from detente.extract.tools import Family
from detente.extract.tree import Tree
from detente.ontology.relations import load_relations

_FORCE = frozenset({"assault", "coerce", "mobilize"})
_FORCES = frozenset("troops soldiers forces advisers advisors peacekeepers marines trainers instructors".split())
"""Whom one hosts, not to talk with them."""
_POINTING = frozenset({"the", "this", "these", "that", "those"})
_VISITING = ("visit", "revisit", "tour")
_SILENT = frozenset("comment say speak answer elaborate discuss name give confirm disclose specify reveal add".split())
"""What is refused to nobody but the press."""
_ARRESTED = ("arrest", "detain", "jail", "imprison", "sentence", "convict", "intern", "put", "place", "taken")
"""Beginnings of participles that tell what only a state does in its country."""
_DIRE = frozenset("consequences retaliation response measures action countermeasures reprisals".split())
_PARTICLES = frozenset("in out off up down over back aside".split())
_TAKEN_TO = frozenset({"task", "court", "tribunal", "arbitration", "icj", "icc", "international court of justice"})
"""Where one is taken with words alone."""
_MISHAPS = frozenset("crashes crashed sinks sank capsizes capsized derails derailed collides collided".split())
"""What kills without anybody's doing: "a Chadian helicopter crashed, killing the minister"."""
_CREWS = frozenset("sailors sailor crew crews marines soldiers fishermen policemen troops hostages pilots".split())
_FRIENDLY = frozenset("trusted preferred favoured favored white safe partners allies friends buyers".split())
"""What is said of lists that are good to be on."""
_MATERIEL = frozenset({"defences", "defenses"})
"""Plurals that name things to hit, where the singular names an act."""


class VerbFrames(Family):
    """``transitive``."""

    def transitive(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        cue, relation = entry.cue, entry.cue.relation
        if relation == "memberOf" and any(s.tree.deps[k] == "pcomp" for k in s.tree.prepositions(verb, {"in"})):
            return  # "joined the Union in condemning Belarus"
        if cue.suffered:
            yield from self._died(s, verb)
            yield from self._fell_together(s, verb)
            return
        if relation == "assault" and self._by_mishap(s.tree, verb):
            return
        passive = is_passive(s.tree, verb)
        source = self._clauses.source(s, verb, source_reach(relation)) or self._other_source(s, verb, entry, passive)
        if not source and relation == "assault":
            yield from self._fell_together(s, verb)
        if not source and relation == "accuse" and passive and (callers := self._calling_for(s, verb)):
            blamed = [a for t in self._clauses.target_tokens(s.tree, verb) for a in self._nominals.resolve(s, t, NEAR)]
            wanted = self._lexicon.things.get(cue.id)
            if wanted is None or has_thing(s, verb, wanted):
                yield Sides(callers, blamed, f"transitive{CALLED}")
            return
        if not source or (cue.passive and not passive):
            return  # who controls a place or a crowd has no branch in it
        self._memory.note_speakers(source)
        things = self._lexicon.things.get(cue.id)
        for found in self._found_so(s, verb, things or frozenset()):
            yield Sides(source, found, "transitive-found")
        yield from self._by_clause(s, verb, relation, source)
        if things and relation in {"accuse", "reject"} and has_thing(s, verb, things):
            yield Sides(source, self._called(s, verb), "transitive-called-by")
        for token in _behind_particle(s.tree, verb, entry) or self._clauses.target_tokens(s.tree, verb):
            if _each_other(s.tree, token):
                several = self._antecedents(s, verb) if len(source) < 2 else source
                yield Sides(several, several, "transitive-mutual")
                continue
            if s.tree.lower[token] in REFLEXIVE:
                if relation == "assault" and s.tree.lower[verb].startswith(("blow", "blew", "deton", "explod")):
                    yield Sides(source, self._blown_up(s, verb), "transitive-self")
                continue
            if not self._means_another(s, verb, token, entry):
                target = self._undergone_by(s, verb, token, entry, source)
                yield Sides(source, target, f"{cue.frame}{'-passive' if passive else ''}")

    @staticmethod
    def _by_mishap(tree: Tree, verb: int) -> bool:
        """Whether a crash or the like does the killing that a participle tells."""
        if tree.tags[verb] != "VBG" or tree.deps[verb] != "advcl":
            return False
        return any(tree.lower[above] in _MISHAPS for above in tree.ancestors(verb))

    def _other_source(self, s: Sentence, verb: int, entry: Entry, passive: bool) -> list[Argument]:
        """Who does it where neither subject nor by-phrase says so: by the act, the place or the preposition."""
        relation, source = entry.cue.relation, list[Argument]()
        if passive and relation in {"assault", "coerce"}:
            source = self._through_event(s, verb)
        if not source and relation in {"assault", "coerce"}:
            source = self._recalled_doer(s, verb)
        if not source and relation == "coerce":
            source = seized_at_home(s, verb, self._nominals, self._clauses)
        if source or not passive:
            return source
        if entry.cue.swap and (found := self._behind(s, verb, {"to", "into"})):
            return found
        if relation == "coerce":
            return self._keepers(s, verb)
        if relation == "protest":
            return self._behind(s, verb, {"to", "into"})  # "was summoned to the Dutch foreign ministry"
        if relation == "sanction":
            return [a for a in self._behind(s, verb, {"from"}) if a.actor.kind in {"Organisation", "Bloc"}]
        return []

    def _calling_for(self, s: Sentence, verb: int) -> list[Argument]:
        """Who wants somebody blamed: "called for Chad to be held accountable", "said that Chad must be punished"."""
        tree, head = s.tree, s.tree.heads[verb]
        if tree.deps[verb] not in {"advcl", "ccomp", "xcomp", "acl"}:
            return []
        needed = any(tree.lower[k] in {"must", "should", "ought"} for k in tree.children(verb, "aux"))
        said = needed and tree.lower[head] in self._lexicon.verbs["say"]
        if not said and not any(e.cue.relation == "request" for e in self._lexicon.entries.get(tree.lower[head], ())):
            return []
        return self._clauses.source(s, head, NEAR) if tree.tags[head][:1] == "V" else self._nominals.owners(s, head)

    def _called(self, s: Sentence, verb: int) -> list[Argument]:
        """Whose doing something is called: "called it an act of war by Chad", "condemned it as a crime by Oslo"."""
        names = [*s.tree.children(verb, "oprd", "attr"), *s.tree.prepositions(verb, {"as"})]
        return [a for name in names for a in self._doers.by(s, name)]

    def _behind(self, s: Sentence, verb: int, words: set[str]) -> list[Argument]:
        return [a for token in s.tree.prepositions(verb, words) for a in self._nominals.resolve(s, token, NEAR)]

    def _by_clause(self, s: Sentence, verb: int, relation: str, source: list[Argument]) -> Iterator[Sides]:
        """Sides whose target stands in the clause below: "threatened to shell Goma", "refused to meet Kabila"."""
        word = s.tree.lower[verb]
        if relation == "threaten" and word.startswith("threaten"):
            yield Sides(source, self._threatened(s, verb), "transitive-threat", 0.9)
        if relation == "threaten" and word.startswith("warn") and not s.tree.children(verb, "dobj"):
            dire = any(s.tree.lower[t] in _DIRE for t in s.tree.prepositions(verb, {"of"}))
            yield Sides(source, self._threatened(s, verb) if dire else [], "transitive-threat", 0.8)
            met = at_stake(s, verb, source, self._nominals, self._clauses, self._lexicon)
            yield Sides(source, met, "transitive-stake", 0.85)
        if relation == "reject" and word.startswith(("refus", "declin")):
            yield Sides(source, self._refused(s, verb), "transitive-refusal", 0.9)

    def _means_another(self, s: Sentence, verb: int, token: int, entry: Entry) -> bool:
        """Whether with this object the verb is not what the cue says."""
        relation, things = entry.cue.relation, self._lexicon.things.get(entry.cue.id)
        if self._told_by_noun(s, verb) or (not things and self._other_matter(s, verb, token, entry)):
            return True
        if things and not (is_thing(s, token, things) or has_thing(s, verb, things)):
            return True
        if relation == "accuse" and things and token in s.references and s.tree.lower[token] in {"it", "this", "that"}:
            return True  # what is called names is a deed told before, whose doer need not be who was named last
        if entry.cue.of_enemies:
            return _of_friends(s.tree, verb)
        return entry.cue.no_insult and self._insulted(s, verb, token)

    def _undergone_by(self, s: Sentence, verb: int, token: int, entry: Entry, source: list[Argument]) -> list[Argument]:
        """Whom the act on ``token`` is done to."""
        relation, things = entry.cue.relation, self._lexicon.things.get(entry.cue.id)
        if entry.cue.kinds:
            if any(s.tree.lower[k] == "without" for place in (verb, token) for k in s.tree.children(place, "prep")):
                return []  # "leaving the bloc without a president"
            return self._nominals.resolve(s, token, NEAR)  # the body itself is left, not what is its
        target = self._met(s, verb, token, things) if relation == "consult" else []
        if relation == "reject":
            target = self._contradicted(s, verb, token)
        if relation != "consult" or (not target and self._visits(s, verb, things)):
            target = target or self._targets.target(s, token, relation)
        if not target and entry.cue.fled:
            fled = (t for t in s.tree.prepositions(verb, {"from"}) if s.tree.deps[t] == "pobj")
            target = [a for t in fled for a in self._nominals.resolve(s, t, NEAR)]
        rebels = s.tree.lower[token] in self._lexicon.nouns["rebels"]
        if not target and relation == "assault" and not things and not rebels:
            target = self._scene(s, verb)
        if not target and entry.cue.claimed:
            target = self._struck(s.tree.starts[verb], token, source)
        if entry.cue.direct:
            bare = s.tree.lower[token] not in {"it", "this", "that"}
            target = [a for a in target if bare and a.token in s.tree.conjuncts_after(token)]
        if entry.cue.seizes:
            target = [a for a in target if self._is_man(s, token, a) == (entry.cue.seizes == "people")]
        return target

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

    @staticmethod
    def _insulted(s: Sentence, verb: int, token: int) -> bool:
        """Whether a state is called names rather than put on a list: "branded Pakistan a terrorist state"."""
        named = s.named[token]
        state = named is not None and named.actor.kind == "State"
        return state and s.tree.lower[verb].startswith(("brand", "label", "declar"))

    def _recalled_doer(self, s: Sentence, verb: int) -> list[Argument]:
        """Who did "the attack" of an earlier sentence: "the attack killed three Oromo", "died in the raid"."""
        tree = s.tree
        acts: list[int | None] = [self._clauses.subject_token(tree, verb)]
        if is_passive(tree, verb):
            acts = [t for t in tree.prepositions(verb, {"in", "by", "during", "from"}) if tree.deps[t] == "pobj"]
        for act in acts:
            if act is None or not any(tree.lower[k] in _POINTING for k in tree.children(act, "det")):
                continue
            if any(e.cue.relation == "assault" for e in entries_at(self._lexicon, s, act, "event")):
                struck = (
                    a for t in self._clauses.target_tokens(tree, verb) for a in self._targets.target(s, t, "assault")
                )
                self._memory.note_speakers(list(struck))
                return self._memory.last_doer("assault")
        return []

    def _threatened(self, s: Sentence, verb: int) -> list[Argument]:
        """Whom a threat to do something concerns: the first named in what is threatened, or in its condition."""
        tree = s.tree
        for deed in tree.children(verb, "xcomp"):
            for token in tree.subtree(deed):
                named = s.named[token]
                if named is not None and tree.deps[token] in {"dobj", "pobj", "nsubj", "poss", "dative"}:
                    return [self._nominals.argument(s, token, token, named.actor, "name")]
        for place in (verb, *tree.children(verb, "xcomp")):
            for clause in tree.children(place, "advcl"):
                if any(tree.lower[k] in {"unless", "if", "until"} for k in tree.children(clause, "mark")):
                    return self._clauses.subject(s, clause, NEAR)
        return []

    def _refused(self, s: Sentence, verb: int) -> list[Argument]:
        """Whom a refusal to do something concerns: "refused to let UN planes land", "to hand him to the court"."""
        tree = s.tree
        for deed in tree.children(verb, "xcomp"):
            if tree.lower[deed] in _SILENT:
                return []
            clauses = tree.children(deed, "ccomp", "xcomp")
            kept_from = [t for c in clauses for t in tree.children(c, "nsubj")]
            for token in (*kept_from, *tree.prepositions(deed, {"to", "with", "from"})):
                if tree.tags[token][:1] != "V" and (found := self._targets.target(s, token, "reject")):
                    return found
            for token in [] if self._spares(s, deed) else tree.children(deed, "dobj"):
                return [a for a in self._targets.target(s, token, "reject") if a.how == "name"]
        return []

    def _spares(self, s: Sentence, deed: int) -> bool:
        """Whether not to do it spares its object: "refused to condemn Russia", "to extradite the envoy"."""
        listed = self._lexicon.entries.get(s.tree.lower[deed], ())
        hostile = any(load_relations()[e.cue.relation].polarity == "-" for e in listed if e.cue.relation)
        return hostile or s.tree.lower[deed] in {"extradite", "deport"}

    def _antecedents(self, s: Sentence, verb: int) -> list[Argument]:
        """All whom a relative clause tells of: "Chad and Libya, which fought each other"."""
        if s.tree.deps[verb] != "relcl":
            return []
        return self._nominals.resolve(s, s.tree.conjuncts(s.tree.heads[verb])[0], NEAR)

    def _found_so(self, s: Sentence, verb: int, things: frozenset[str]) -> Iterator[list[Argument]]:
        """Who is found to be something, read as a small clause: "hold Russian forces accountable"."""
        for clause in s.tree.children(verb, "ccomp"):
            if s.tree.lower[clause] in things and s.tree.tags[clause][:2] == "JJ":
                for token in s.tree.children(clause, "nsubj"):
                    yield self._nominals.resolve(s, token, NEAR)

    def _told_by_noun(self, s: Sentence, verb: int) -> bool:
        """Whether the noun before the participle tells the act already: "strikes targeting Hezbollah"."""
        aiming = s.tree.deps[verb] == "acl" and s.tree.lower[verb] in {"targeting", "hitting"}
        return aiming and bool(entries_at(self._lexicon, s, s.tree.heads[verb], "event"))

    def _contradicted(self, s: Sentence, verb: int, token: int) -> list[Argument]:
        """The accuser behind "it", "this" or a "which" that takes up the whole accusation."""
        objects = s.tree.children(verb, "dobj", "pobj") if s.tree.deps[verb] == "relcl" else []
        which = any(s.tree.lower[k] == "which" for k in objects)
        if which:
            return self._memory.accuser() or self._targets.teller(s, verb)
        return self._memory.accuser() if s.tree.lower[token] in {"it", "this", "that", "them"} else []

    def _died(self, s: Sentence, verb: int) -> Iterator[Sides]:
        """ "Two Kenyan soldiers died in an al-Shabaab ambush", "lost their lives in an ambush by al-Shabaab"."""
        dead = self._clauses.subject_token(s.tree, verb)
        if dead is not None and (source := self._through_event(s, verb)):
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
        cues = (entry.cue for entry in entries_at(self._lexicon, s, noun, "mutual"))
        return any(cue.relation in {"assault", "enemyOf"} for cue in cues)

    def _keepers(self, s: Sentence, verb: int) -> list[Argument]:
        """In whose country somebody is held or tried: "two Canadians were detained in China"."""
        if not s.tree.lower[verb].startswith(_ARRESTED):
            return []
        behind = [t for t in s.tree.prepositions(verb, {"in"}) if s.tree.deps[t] == "pobj"]
        found = (a for t in behind for a in self._nominals.resolve(s, t, NEAR))
        return [a for a in found if a.actor.kind == "State"][:1]

    def _scene(self, s: Sentence, verb: int) -> list[Argument]:
        """The states where the act falls, for victims that belong to nobody named: "pounded targets in Syria"."""
        words = {"in", "inside", "near", "at", "around", "across", "outside"}
        if s.tree.lower[verb].startswith(("abduct", "kidnap", "seiz", "snatch")):
            words.add("from")
        also = (k for k in s.tree.children(verb, "conj") if s.tree.child(k, "dobj") is not None)
        told = [verb, *also]  # "kills nine and injures ten others in Sumy"
        victims = [t for act in told for t in s.tree.children(act, "dobj")]
        for token in (t for place in (*told, *victims) for t in s.tree.prepositions(place, words)):
            if s.tree.deps[token] == "pobj" and (found := self._nominals.resolve(s, token, VICTIM)):
                return [a for a in found if a.actor.kind in {"State", "Territory"}]
        return []

    def _blown_up(self, s: Sentence, verb: int) -> list[Argument]:
        """Whom a suicide attack strikes: "blew himself up at the gates of the Indian embassy"."""
        spots = s.tree.prepositions(verb, {"at", "near", "inside", "outside", "in", "among", "beside", "by"})
        return next((found for spot in spots if (found := self._targets.target(s, spot, "assault"))), [])

    def _other_matter(self, s: Sentence, verb: int, token: int, entry: Entry) -> bool:
        """Whether other things are done: "struck a deal" strikes nobody; "called it a lie" phones nobody;
        "left four dead" withdraws from nowhere.
        """
        tree, relation = s.tree, entry.cue.relation
        if relation == "consult":
            if any(tree.lower[k] == "in" for k in tree.children(verb, "prt", "prep", "advmod")) and (
                tree.lower[verb].startswith("call")
            ):
                return True
            called = tree.lower[verb].startswith("call")  # but "telephoned Putin to say so" phones him
            other = tree.child(verb, "oprd", "xcomp") if called else tree.child(verb, "oprd")
            return other is not None or len(tree.children(verb, "dobj")) > 1
        if relation == "retreat" and not entry.cue.kinds:
            named = s.named[token]
            meant = [named.actor] if named is not None else [a.actor for a in s.references.get(token, ())]
            for beside in tree.children(token, "appos"):
                meant += [a.actor for a in self._nominals.resolve(s, beside, NEAR)]
            somewhere = any(actor.kind in {"State", "Territory"} for actor in meant)
            return not somewhere or tree.child(verb, "oprd") is not None
        if relation == "concede" and s.named[token] is None and token not in s.references:
            nouns = self._lexicon.nouns
            return tree.lower[token] not in nouns["people"] and tree.lower[token] not in nouns["representatives"]
        if relation in {"coerce", "reject"} and tree.lower[verb].startswith("dismiss"):
            meant = [n.actor for n in [s.named[token]] if n] or [a.actor for a in s.references.get(token, ())]
            sacked = tree.lower[token] in self._lexicon.nouns["office_references"]
            return (sacked or any(actor.kind == "Person" for actor in meant)) == (relation == "reject")
        if relation == "assault" and tree.lower[verb] in {"take", "takes", "took", "taken", "taking"}:
            preps = tree.children(verb, "prep")  # "take its troops out of Chad", "took Chad to court over the border"
            words_only = any(tree.lower[t] in _TAKEN_TO for t in tree.prepositions(verb, {"to"}))
            return words_only or any(tree.lower[k] in {"out", "over"} and k > verb + 1 for k in preps)
        if relation == "coerce" and tree.lower[verb].startswith(("throw", "threw")):
            return tree.lower[token] in self._lexicon.nouns["acts"]
        if relation == "sanction":
            return tree.lower[token] in self._lexicon.bonds
        if relation in {"assault", "coerce"} and tree.words[token].casefold() not in _MATERIEL:
            cues = [entry.cue for entry in entries_at(self._lexicon, s, token)]
            others = {"protest"} if relation == "coerce" else set()
            return any(c.frame in {"mutual", "event", "bond"} and c.relation not in _FORCE | others for c in cues)
        return False

    def _through_event(self, s: Sentence, verb: int) -> list[Argument]:
        """Who did it: "killed in an Israeli air strike", "wounded in clashes with Yemeni forces"."""
        if s.tree.deps[verb] == "relcl" and (found := self._doers.of(s, s.tree.heads[verb])):
            return found
        for token in s.tree.prepositions(verb, {"in", "by", "during", "following", "after", "from", "when"}):
            for part in s.tree.conjuncts_after(token):
                if found := self._doers.of(s, part) or self._opponents(s, part):
                    return found
        return []

    def _opponents(self, s: Sentence, noun: int) -> list[Argument]:
        if not any(e.cue.frame == "mutual" for e in self._lexicon.entries.get(s.tree.lower[noun], ())):
            return []
        return [a for token in s.tree.prepositions(noun, {"with"}) for a in self._nominals.resolve(s, token, NEAR)]


def _behind_particle(tree: Tree, verb: int, entry: Entry) -> list[int]:
    """The object of a verb whose particle the parser takes for a preposition: "called in the Russian envoy"."""
    if len(entry.after) != 1 or entry.after[0] not in _PARTICLES or is_passive(tree, verb):
        return []
    read_as = (k for k in tree.children(verb, "prep", "prt") if k == verb + 1 and tree.lower[k] == entry.after[0])
    return [token for k in read_as for token in tree.children(k, "pobj")]


def _each_other(tree: Tree, token: int) -> bool:
    """Whether the object is "each other" or "one another"."""
    if tree.lower[token] in {"other", "another"}:
        return True
    return tree.lower[token] == "one" and any(tree.lower[kid] == "another" for kid in tree.kids[token])


def _of_friends(tree: Tree, verb: int) -> bool:
    """Whether it is no list of enemies that somebody is taken off: "from its list of trusted partners"."""
    lists = (t for t in tree.subtree(verb) if tree.lower[t] in {"list", "lists"})
    return any(tree.lower[k] in _FRIENDLY for t in lists for k in tree.subtree(t))
