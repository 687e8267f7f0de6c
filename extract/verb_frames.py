"""Frames of verbs that act on somebody directly, or behind a preposition."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.clauses import REFLEXIVE, is_infinitive, is_passive
from detente.extract.cue_words import entries_at, has_thing, is_thing
from detente.extract.lexicon import Entry
from detente.extract.names import Nature
from detente.extract.nominals import NEAR, SOURCE, TARGET, VICTIM
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import OPEN, Sides, source_reach
from detente.extract.tools import Tools
from detente.extract.tree import Tree
from detente.ontology.relations import load_relations

_FACING = frozenset(
    "fight deter counter confront attack face repel stop battle resist contain combat intercept oppose crush "
    "isolate threaten intimidate defeat".split()
)
_FORCE = frozenset({"assault", "coerce", "mobilize"})
_ON_THE_SPOT = frozenset({"consult", "mobilize", "retreat", "assault", "aid"})
"""Where a capital is a town, not the government that sits there."""
_SILENT = frozenset("comment say speak answer elaborate discuss name give confirm disclose specify reveal add".split())
"""What is refused to nobody but the press."""
_BORNE = frozenset({"bombing", "shelling", "siege", "bombardment", "occupation", "blockade", "invasion"})
"""Acts whose "of" leads to whom they befall, not to who does them."""
_MATERIEL = frozenset({"defences", "defenses"})
"""Plurals that name things to hit, where the singular names an act."""


class VerbFrames:
    """``transitive``, ``prepositional`` and ``reciprocal``."""

    def __init__(self, tools: Tools) -> None:
        self._nominals = tools.nominals
        self._clauses = tools.clauses
        self._lexicon = tools.lexicon
        self._memory = tools.memory
        self._doers = tools.doers
        self._targets = tools.targets

    def transitive(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        relation = entry.cue.relation
        source = self._clauses.source(s, verb, source_reach(relation))
        if not source and relation in {"assault", "coerce"} and is_passive(s.tree, verb):
            source = self._through_event(s, verb)
        if not source and entry.cue.swap and is_passive(s.tree, verb):
            behind = s.tree.prepositions(verb, {"to", "into"})
            source = [a for token in behind for a in self._nominals.resolve(s, token, NEAR)]
        if not source:
            return
        self._memory.note_speakers(source)
        things = self._lexicon.things.get(entry.cue.id)
        for found in self._found_so(s, verb, things or frozenset()):
            yield Sides(source, found, "transitive-found")
        if relation == "threaten" and s.tree.lower[verb].startswith("threaten"):
            yield Sides(source, self._threatened(s, verb), "transitive-threat", 0.9)
        if relation == "reject" and s.tree.lower[verb].startswith(("refus", "declin")):
            yield Sides(source, self._refused(s, verb), "transitive-refusal", 0.9)
        for token in self._clauses.target_tokens(s.tree, verb):
            if _each_other(s.tree, token):
                several = self._antecedents(s, verb) if len(source) < 2 else source
                yield Sides(several, several, "transitive-mutual")
                continue
            if s.tree.lower[token] in REFLEXIVE:
                if relation == "assault" and s.tree.lower[verb].startswith(("blow", "blew", "deton", "explod")):
                    yield Sides(source, self._blown_up(s, verb), "transitive-self")
                continue
            if self._told_by_noun(s, verb) or (not things and self._other_matter(s, verb, token, relation)):
                continue
            if things and not (is_thing(s, token, things) or has_thing(s, verb, things)):
                continue
            target = self._contradicted(s, verb, token) if relation == "reject" else []
            if relation == "accuse" and things and s.tree.lower[token] in {"it", "this", "that"}:
                target = self._memory.last_actor()
            if relation == "consult" and things:
                target = self._nominals.owners(s, token)
            target = target or self._targets.target(s, token, relation)
            if not target and relation == "assault" and not things:
                target = self._scene(s, verb)
            yield Sides(source, target, f"{entry.cue.frame}{'-passive' if is_passive(s.tree, verb) else ''}")

    def _threatened(self, s: Sentence, verb: int) -> list[Argument]:
        """Whom a threat to do something concerns: the first named in what is threatened, or in its condition."""
        tree = s.tree
        for deed in tree.children(verb, "xcomp"):
            for token in tree.subtree(deed):
                named = s.named[token]
                if named is not None and tree.deps[token] in {"dobj", "pobj", "nsubj", "poss", "dative"}:
                    return [self._nominals.argument(s, token, token, named.actor, "name")]
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
        return self._memory.accuser() if which or s.tree.lower[token] in {"it", "this", "that", "them"} else []

    def _scene(self, s: Sentence, verb: int) -> list[Argument]:
        """The states where the act falls, for victims that belong to nobody named: "pounded targets in Syria"."""
        words = {"in", "inside", "near", "at", "around", "across", "outside"}
        if s.tree.lower[verb].startswith(("abduct", "kidnap", "seiz", "snatch")):
            words.add("from")
        for token in s.tree.prepositions(verb, words):
            if s.tree.deps[token] == "pobj" and (found := self._nominals.resolve(s, token, VICTIM)):
                return [a for a in found if a.actor.kind in {"State", "Territory"}]
        return []

    def _blown_up(self, s: Sentence, verb: int) -> list[Argument]:
        """Whom a suicide attack strikes: "blew himself up at the gates of the Indian embassy"."""
        spots = s.tree.prepositions(verb, {"at", "near", "inside", "outside", "in", "among", "beside", "by"})
        return next((found for spot in spots if (found := self._targets.target(s, spot, "assault"))), [])

    def _other_matter(self, s: Sentence, verb: int, token: int, relation: str) -> bool:
        """Whether other things are done: "struck a deal" strikes nobody; "called it a lie" phones nobody;
        "left four dead" withdraws from nowhere.
        """
        tree = s.tree
        if relation == "consult":
            return tree.child(verb, "oprd", "xcomp") is not None or len(tree.children(verb, "dobj")) > 1
        if relation == "retreat":
            named = s.named[token]
            meant = [named.actor] if named is not None else [a.actor for a in s.references.get(token, ())]
            somewhere = any(actor.kind in {"State", "Territory"} for actor in meant)
            return not somewhere or tree.child(verb, "oprd") is not None
        if relation == "concede" and s.named[token] is None and token not in s.references:
            nouns = self._lexicon.nouns
            return tree.lower[token] not in nouns["people"] and tree.lower[token] not in nouns["representatives"]
        if relation == "sanction":
            return tree.lower[token] in self._lexicon.bonds
        if relation in {"assault", "coerce"} and tree.words[token].casefold() not in _MATERIEL:
            cues = [entry.cue for entry in entries_at(self._lexicon, s, token)]
            return any(c.frame in {"mutual", "event", "bond"} and c.relation not in _FORCE for c in cues)
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

    def prepositional(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        things = self._lexicon.things.get(cue.id)
        passive = is_passive(tree, verb)
        patient = self._clauses.target_tokens(tree, verb)
        if things:
            if not any(is_thing(s, token, things) for token in patient):
                return
            source = self._clauses.source(s, verb, source_reach(cue.relation))
            if not source and passive:
                source = [a for token in patient for a in self._nominals.owners(s, token)]
            if source and any(self._others(s, token, source) for token in patient):
                return
        else:
            held = [] if passive else self._nominals.resolve(s, tree.child(verb, "dobj"), TARGET)
            if any(cue.relation != "cooperate" or a.actor.kind != "Person" for a in held):
                return
            reach = TARGET if cue.relation == "protest" else SOURCE
            source = self._clauses.agent(s, verb) if passive else self._clauses.source(s, verb, reach)
        if not source:
            return
        words = frozenset(cue.prepositions)
        places = list(tree.prepositions(verb, words))
        for token in patient if things else tree.children(verb, "dobj", "prt", "advmod", "prep"):
            if tree.lower[token] in {"according", "due", "owing", "thanks"}:
                continue
            for part in tree.conjuncts_after(token):
                borne = cue.relation == "retreat" and things and tree.lower[part] not in _BORNE
                places += tree.prepositions(part, words - {"of"} if borne else words)
        if entry.after or things or cue.relation == "request":
            inner = [p for kid in tree.children(verb, "prep") for p in tree.children(kid, "pobj")]
            places += [t for place in inner for t in tree.prepositions(place, words)]
        met = False
        for token in places:
            if target := self._place_target(s, token, cue.relation):
                met = True
                yield Sides(source, target, "prepositional")
        if things and not places and not passive:
            yield Sides(source, [], OPEN)
        if not met and cue.relation == "mobilize" and (met_by := self._faced(s, verb)):
            yield Sides(source, met_by, "prepositional-faced", 0.85)

    def _faced(self, s: Sentence, verb: int) -> list[Argument]:
        """Against whom forces are to move: "called up reservists to fight Hamas", "scrambled jets as bombers came"."""
        tree = s.tree
        places = (verb, *tree.children(verb, "dobj"))
        for clause in (c for place in places for c in tree.children(place, "advcl", "xcomp", "acl", "relcl")):
            if is_infinitive(tree, clause) and tree.lower[clause] in _FACING:
                return [a for t in tree.children(clause, "dobj") for a in self._nominals.resolve(s, t, TARGET)]
            timed = any(tree.lower[k] in {"as", "after", "when"} for k in tree.children(clause, "mark", "advmod"))
            if timed and tree.lower[verb].startswith("scrambl"):
                return self._clauses.subject(s, clause, SOURCE)
        return []

    def _others(self, s: Sentence, noun: int, source: list[Argument]) -> bool:
        """Whether the thing spoken of is somebody else's: "noted US support for Ukraine"."""
        owners = self._doers.of(s, noun)
        ids = {a.actor.id for a in source} | {a.principal for a in source}
        return bool(owners) and not any(a.actor.id in ids for a in owners)

    def _place_target(self, s: Sentence, token: int, relation: str) -> list[Argument]:
        if s.tree.deps[token] == "pcomp":
            return []
        named = s.named[token]
        if named is not None and named.actor.kind == "Bloc" and s.tree.lower[s.tree.heads[token]] == "in":
            return []
        if named is not None and named.nature is Nature.CAPITAL and relation not in _ON_THE_SPOT:
            return [self._nominals.argument(s, token, token, named.actor, "name")]
        return self._targets.target(s, token, relation)

    def reciprocal(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        things = self._lexicon.things.get(cue.id)
        objects = self._clauses.target_tokens(tree, verb)
        if things and not any(is_thing(s, token, things) for token in objects):
            return
        if (
            entry.after
            and not things
            and any(
                tree.lower[o] not in REFLEXIVE and tree.lower[o] not in entry.after for o in tree.children(verb, "dobj")
            )
        ):
            return
        passive = is_passive(tree, verb)
        reach = source_reach(entry.cue.relation)
        one = self._clauses.source(s, verb, reach) if things or not passive else self._clauses.subject(s, verb, NEAR)
        other: list[Argument] = []
        words = frozenset(cue.prepositions)
        parts = [p for o in objects for p in tree.conjuncts_after(o)]
        parts += [t for p in list(parts) for t in tree.prepositions(p, {"of", "on", "for"}) if tree.deps[t] == "pobj"]
        if entry.after:
            parts += [t for kid in tree.children(verb, "prep") for t in tree.children(kid, "pobj")]
        for place in (verb, *parts, *tree.children(verb, "prt", "advmod")):
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


def _each_other(tree: Tree, token: int) -> bool:
    """Whether the object is "each other" or "one another"."""
    if tree.lower[token] in {"other", "another"}:
        return True
    return tree.lower[token] == "one" and any(tree.lower[kid] == "another" for kid in tree.kids[token])
