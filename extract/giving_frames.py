"""The frame of verbs that hand something over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.extract.cue_words import entries_at, is_thing
from detente.extract.lexicon import Entry
from detente.extract.names import Nature
from detente.extract.reach import NEAR, TARGET, VICTIM
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import OPEN, Sides, source_reach
from detente.extract.tools import Family
from detente.extract.tree import Tree
from detente.extract.verb_forms import is_infinitive, is_passive
from detente.ontology.actor import Actor

_SPANS = frozenset({"hours", "days"})
_ARMED = frozenset("tanks armour commandos paratroopers warplanes artillery".split())
_MEN = frozenset("troops soldiers forces".split())
_HUNTING = ("pursu", "hunt", "fight", "attack", "seiz", "captur", "crush", "occup", "chas", "retak")
_CHECKING = ("stop", "halt", "repel", "combat", "contain", "count", "deter", "defeat")
"""Beginnings of what is done to whom a gift is not for: "sent jets to stop the rebels"."""
_EDGES = frozenset("airspace zone waters strait border borders frontier frontiers coast front".split())


class GivingFrames(Family):
    """``transfer``."""

    def transfer(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        things = self._lexicon.things.get(cue.id, frozenset())
        passive = is_passive(tree, verb)
        patients = self._clauses.target_tokens(tree, verb)
        reach = NEAR if passive else source_reach(cue.relation)  # "American aircraft dropped food"
        source = self._clauses.source(s, verb, reach) or self._owned(s, patients, things if passive else frozenset())
        if not source:
            return
        receivers: list[Argument] = []
        found_thing = any(is_thing(s, token, things) for token in (*patients, *tree.children(verb, "dobj")))
        beside = not things.isdisjoint(_SPANS) and any(
            is_thing(s, token, things) for token in tree.children(verb, "npadvmod")
        )
        found_thing = found_thing or beside
        if cue.relation == "aid" and (
            _move_in(tree, verb, patients) or _stands_by(tree, verb) or _sent_against(tree, verb)
        ):
            return
        given = [t for place in (verb, *patients) for t in tree.prepositions(place, {"with"})]
        with_things = any(is_thing(s, token, things) for token in given)
        if cue.relation == "concede":
            found_thing = found_thing or any(self._land(s, token, entry) for token in patients)
        if with_things:
            for token in patients:
                receivers += self._nominals.resolve(s, token, TARGET)
        elif found_thing:
            datives = tree.children(verb, "dative")
            plain = [d for d in datives if tree.tags[d] not in {"IN", "TO"}]
            objects = tree.children(verb, "dobj")
            if passive:
                plain = [t for t in patients if not is_thing(s, t, things)]
            elif len(objects) > 1 or (beside and not plain):
                plain = objects[:1]
            for token in plain:
                receivers += self._nominals.resolve(s, token, TARGET)
            if not receivers and not passive:
                receivers += self._swallowed(s, verb, objects)
            parts = [part for token in (*patients, *objects) for part in tree.conjuncts_after(token)]
            receivers += self._behind(s, (verb, *parts), entry)
        if not receivers and found_thing:
            receivers = self._beneficiaries(s, verb) or self._helped_so(s, verb)
        if not receivers and not passive:
            receivers = self._given_so(s, verb, entry, things)
        if receivers and (things.isdisjoint(_SPANS) or self._sent_home(s, verb) == (cue.relation == "sanction")):
            yield Sides(source, receivers, "transfer")
        elif (
            cue.topical
            and found_thing
            and not passive
            and not self._goes_to_others(s, verb)
            and not _checks(tree, verb)
        ):
            yield Sides(source, [], OPEN)  # "Britain pledged ten million pounds"

    def _given_so(self, s: Sentence, verb: int, entry: Entry, things: frozenset[str]) -> list[Argument]:
        """Who is given what a relative clause tells of: "the tanks that Oman has given Chad"."""
        tree = s.tree
        thing = tree.heads[verb]
        if (receiver := _to_whom(s, verb)) is not None and _follows(s, verb, things):
            return self._nominals.resolve(s, receiver, NEAR)
        if tree.deps[verb] != "relcl" or s.named[thing] is not None or not is_thing(s, thing, things):
            return []
        objects = [t for t in tree.children(verb, "dobj", "dative") if s.named[t] is not None]
        return [a for t in objects for a in self._nominals.resolve(s, t, NEAR)] or self._behind(s, (verb,), entry)

    def _owned(self, s: Sentence, patients: list[int], things: frozenset[str]) -> list[Argument]:
        """Whose things are handed over where nobody says by whom: "Iranian drones were sold to Venezuela", "a shipment
        of Iranian drones was".
        """
        given = [token for token in patients if is_thing(s, token, things)]
        given += [t for token in list(given) for t in s.tree.prepositions(token, {"of"}) if s.tree.lower[t] in things]
        return [a for token in given for a in self._nominals.owners(s, token) if a.token <= token]

    def _sent_home(self, s: Sentence, verb: int) -> bool | None:
        """Whether a time is given to envoys to leave in, not to an opponent; None where nothing is to be done in it."""
        tree = s.tree
        wanted = [k for k in tree.subtree(verb) if k > verb and is_infinitive(tree, k)]
        if not wanted:
            return None
        given = (p for t in tree.children(verb, "dative", "dobj", "nsubjpass") for p in tree.conjuncts_after(t))
        if any((n := s.named[token]) is not None and _rules(n.actor) for token in given):
            return False
        return any(tree.lower[k] in {"leave", "depart", "go", "quit", "pack"} for k in wanted)

    def _goes_to_others(self, s: Sentence, verb: int) -> bool:
        """Whether it is told who gets what is given, though not by name, or that it comes home."""
        tree, nouns = s.tree, self._lexicon.nouns
        people = nouns["office_references"] | nouns["people"] | nouns["representatives"]
        objects = [
            t for t in tree.children(verb, "dobj", "dative") if tree.deps[t] == "dobj" or tree.tags[t][:1] == "N"
        ]
        told = any(tree.lower[k] in {"to", "into", "against"} for t in (verb, *objects) for k in tree.kids[t])
        told = told or any(tree.lower[k] in people for t in objects for k in tree.children(t, "compound", "nmod"))
        return told or len(objects) > 1 or any(tree.lower[k] in {"home", "back"} for k in tree.kids[verb])

    @staticmethod
    def _land(s: Sentence, token: int, entry: Entry) -> bool:
        """Whether a territory itself is handed over: "handed Macau back to China", "gave Badme back to Eritrea"."""
        named = s.named[token] or s.places.get(token)
        if named is None and s.tree.tags[token] == "NNP":
            return bool({"back", "over"} & set(entry.after))
        return named is not None and (named.actor.kind == "Territory" or token in s.places)

    def _behind(self, s: Sentence, places: Iterable[int], entry: Entry) -> list[Argument]:
        """The receivers behind the cue's prepositions at the verb or the things: "sent arms to Ukraine"."""
        tree = s.tree
        found: list[Argument] = []
        for token in (t for place in places for t in tree.prepositions(place, frozenset(entry.cue.prepositions))):
            if tree.lower[token] in _EDGES:
                continue
            for inner in (token,) if tree.deps[token] == "pobj" else tree.children(token, "dobj"):
                found += self._nominals.resolve(s, inner, VICTIM)
        return found

    def _swallowed(self, s: Sentence, verb: int, objects: list[int]) -> list[Argument]:
        """A receiver that the parser took for part of the thing: "gave Mali five million dollars"."""
        for token in range(verb + 1, min([*objects[:1], verb + 7, len(s.tree)])):
            named = s.named[token]
            inside = s.tree.heads[token] in objects and s.tree.deps[token] in {"nmod", "compound", "amod"}
            counted = s.tree.deps[token] == "poss" and any(
                k > token for t in objects if s.tree.heads[token] == t for k in s.tree.children(t, "nummod")
            )  # "gave Chad's army five million dollars"
            if (inside or counted) and named is not None and named.nature is Nature.NAME:
                return [self._nominals.argument(s, token, token, named.actor, "name")]
        return []

    def _helped_so(self, s: Sentence, verb: int) -> list[Argument]:
        """Who is helped by the gift: "supports Chad's fight against the virus by donating vaccines"."""
        tree, by = s.tree, s.tree.heads[verb]
        helping = tree.heads[by]
        if tree.deps[verb] != "pcomp" or tree.lower[by] != "by" or tree.tags[helping][:1] not in {"V", "N"}:
            return []
        listed = (
            e.cue.relation for w in (helping, *tree.children(helping, "dobj")) for e in entries_at(self._lexicon, s, w)
        )
        if not {"support", "aid"} & set(listed):
            return []
        objects = [*tree.children(helping, "dobj"), helping]
        behind = [t for o in objects for t in tree.prepositions(o, {"for", "to", "of"}) if tree.deps[t] == "pobj"]
        return next((f for t in (*objects[:-1], *behind) if (f := self._targets.target(s, t, "aid"))), [])

    def _beneficiaries(self, s: Sentence, verb: int) -> list[Argument]:
        """Whom the gift is to serve: "provide $100 million to support stabilisation in Ghana"."""
        tree = s.tree
        for place in (verb, *tree.children(verb, "dobj")):
            for clause in tree.children(place, "xcomp", "advcl", "acl", "relcl"):
                if is_infinitive(s.tree, clause):
                    checked = tree.lower[clause].startswith((*_HUNTING, *_CHECKING))
                    for token in [] if checked else tree.children(clause, "dobj"):
                        if found := self._nominals.resolve(s, token, VICTIM):
                            return found
                    for token in tree.prepositions(clause, {"in", "across"}):
                        if found := self._nominals.resolve(s, token, VICTIM):
                            return found
        return []


def _checks(tree: Tree, verb: int) -> bool:
    """Whether forces go to act against somebody: "sent troops to fight the rebels"."""
    wanted = (k for k in tree.subtree(verb) if is_infinitive(tree, k))
    return any(tree.lower[k].startswith((*_HUNTING, *_CHECKING)) for k in wanted)


def _move_in(tree: Tree, verb: int, things: list[int]) -> bool:
    """Whether armed men go where nobody says that they help: "sent troops and tanks into southern Somalia"."""
    sent = [p for t in things for p in tree.conjuncts_after(t)]
    hunted = any(tree.lower[k].startswith(_HUNTING) for k in tree.children(verb, "xcomp", "advcl"))
    spots = (t for place in (verb, *sent) for t in tree.prepositions(place, {"in"}))
    hunted = hunted or any(tree.lower[t] == "pursuit" for t in spots)
    armed = any(tree.lower[p] in _ARMED or (hunted and tree.lower[p] in _MEN) for p in sent)
    return armed and any(True for place in (verb, *sent) for _ in tree.prepositions(place, {"into"}))


def _sent_against(tree: Tree, verb: int) -> bool:
    """Whether what is sent is sent against somebody: "sent aircraft against camps in Congo"."""
    sent = (verb, *tree.children(verb, "dobj"))
    return any(True for place in sent for _ in tree.prepositions(place, {"against"}))


def _stands_by(tree: Tree, verb: int) -> bool:
    """Whether words are given, no money: "promised the emir his full support"."""
    objects = tree.children(verb, "dobj")
    objects += [k for t in objects for k in tree.children(t, "appos")]
    return any(tree.lower[t] == "support" and tree.child(t, "poss") is not None for t in objects)


def _rules(actor: Actor) -> bool:
    """Whether a person heads a state: no envoy to be sent home."""
    offices = [role.office.casefold() for role in actor.roles]
    return any(word in office for office in offices for word in ("president", "king", "prime minister"))


def _to_whom(s: Sentence, verb: int) -> int | None:
    """The name before a relative clause's "to whom": "Julian Assange, to whom Ecuador had granted asylum"."""
    tree = s.tree
    whom = next((t for t in tree.prepositions(verb, {"to"}) if tree.lower[t] == "whom"), None)
    if whom is None or whom < 3:
        return None
    before = whom - 3 if tree.lower[whom - 2] == "," else whom - 2
    if before > 1 and tree.lower[before - 1] == "in":
        before -= 2  # "the Houthis in Yemen, to whom"
    return before if s.named[before] is not None else None


def _follows(s: Sentence, verb: int, things: frozenset[str]) -> bool:
    """Whether what is given stands right behind its verb."""
    return any(is_thing(s, t, things) for t in range(verb + 1, min(verb + 4, len(s.tree))))
