"""From a noun phrase to the actors that it stands for, as far as the role may look (:mod:`reach`)."""

from __future__ import annotations

import re
from collections.abc import Callable

from detente.extract.cast import Cast
from detente.extract.classes import RELATIVE
from detente.extract.lexicon import Lexicon
from detente.extract.names import Nature
from detente.extract.owners import Owners
from detente.extract.reach import NEAR, TARGET, Reach
from detente.extract.reading import Argument, Sentence
from detente.extract.stand_ins import StandIns
from detente.ontology.actor import Actor

_LOCATIVE = frozenset(
    "in at near outside around inside within from to into across over through off via toward towards throughout".split()
)
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "both", "its", "their"})
PRONOUNS = frozenset(
    "he she it they him her them his its their theirs hers we us our ours i me my who whom which that whose "
    "itself themselves himself herself each".split()
)
OFFICES = frozenset(
    ["president", "prime minister", "vice president", "foreign minister", "defence minister", "defense minister",
     "king", "emir", "chancellor", "supreme leader", "crown prince", "secretary of state", "premier", "sultan",
     "foreign secretary"]
)  # fmt: skip
_HELPERS = frozenset(
    "doctors nurses medics surgeons engineers specialists experts firefighters rescuers advisers advisors trainers "
    "instructors technicians volunteers medicine vaccines helicopters".split()
)
"""Who and what helps on behalf of a state: "Cuban doctors treated …"."""
_FELLOWS = frozenset("ally allies partner partners".split())
_WHOLE = frozenset({"allies", "nations", "states", "countries", "capitals"})
_BODIES = frozenset({"Organisation", "Bloc"})
"""Whose fellows act for the whole: "NATO allies condemned", but not "American allies"."""
_MOVING = frozenset({"assault", "mobilize", "retreat", "consult", "concede"})
"""Acts that come from or go to a town."""
MODEL = re.compile(r"[a-z]{1,4}-\d{1,3}[a-z]{0,2}")
"""Weapons known by their type: "F-16s", "Su-24", "B-52s"."""


class Nominals:
    """Resolves noun phrases of one sentence at a time."""

    def __init__(self, cast: Cast, lexicon: Lexicon, agents: Callable[[Sentence, int], list[Argument]]) -> None:
        self._cast = cast
        self._lexicon = lexicon
        self._agents = agents
        self._stand_ins = StandIns(self, cast, lexicon)
        self._owners = Owners(self)

    def resolve(self, s: Sentence, head: int | None, reach: Reach = NEAR) -> list[Argument]:
        """The actors that the phrase headed by ``head`` stands for, its coordinated parts included."""
        if head is None:
            return []
        found: list[Argument] = []
        for part in s.tree.conjuncts_after(head):
            found += self.resolve_one(s, part, reach)
        if len(found) == 0 and head in s.references:
            found = s.references[head]
        return _distinct(found)

    def resolve_one(self, s: Sentence, token: int, reach: Reach = NEAR, depth: int = 0) -> list[Argument]:
        """The actors that the phrase headed by ``token`` stands for, without what is coordinated with it; ``depth``
        says through how many phrases it was reached.
        """
        if depth > 4:
            return []
        named = s.named[token]
        if named is not None:
            return self._named(s, token, named.actor, named.nature, reach)
        if token in s.references:
            return s.references[token]
        if token in s.places:
            if "owner" in reach and (holders := self._stand_ins.holders(s, token)):
                return holders
            land = self.land(s.places[token].actor)
            return [self.argument(s, token, token, land, "place")] if "place" in reach else []
        for kid in s.tree.children(token, "compound") if s.tree.tags[token] == "NNP" else ():
            if (first := s.named[kid]) is not None and first.actor.kind == "Person":
                return [self.argument(s, kid, token, first.actor, "name")]  # "Hamad bin Khalifa al-Thani"
        lower = s.tree.lower[token]
        if lower in RELATIVE:
            antecedent = self._antecedent(s, token)
            return self.resolve_one(s, antecedent, reach, depth + 1) if antecedent is not None else []
        if lower in PRONOUNS:
            return []
        nouns = self._lexicon.nouns
        if apposed := self._stand_ins.apposed(s, token) or self._stand_ins.bearer(s, token):
            return apposed
        if lower in nouns["rebels"] and (group := self._stand_ins.rebels(s, token)):
            return group
        if "owner" in reach and (holders := self._stand_ins.holders(s, token)):
            return holders
        if lower in nouns["transparent"]:
            shared = {"with"} if lower in {"border", "frontier"} else set()
            for inner in s.tree.prepositions(token, {"of", "from", "among"} | shared):
                if found := self.resolve(s, inner, reach):
                    return found
        if examples := self._stand_ins.examples(s, token) or self._stand_ins.composed(s, token):
            return examples
        if lower == "member" and self._of_a_union(s, token) and any(s.tree.lower[k] == "a" for k in s.tree.kids[token]):
            return []  # "a NATO member" is one of several, too
        if lower in nouns["representatives"] and (owners := self.owners_of(s, token, "people", depth)):
            return [self._in_office(s, token, a) for a in owners]
        whole = _WHOLE if s.tree.child(token, "poss") is None else _FELLOWS  # "its NATO allies" are NATO
        plural = s.tree.tags[token] in {"NNS", "NNPS"}
        if (
            lower in whole
            and plural
            and (body := [a for a in self.owners_of(s, token, "people", depth) if a.actor.kind in _BODIES])
        ):
            return body
        if (
            lower in nouns["words"]
            and s.tree.deps[token] == "nsubj"
            and (authors := self._stand_ins.authors(s, token, depth))
        ):
            return authors
        if linked := self._stand_ins.linked(s, token) or self._stand_ins.enrolled(s, token):
            return linked
        if "helpers" in reach and lower in _HELPERS:
            return self.owners_of(s, token, "people", depth)
        if lower in nouns["people"] and ("owner" in reach or "people" in reach):
            owners = self.owners_of(s, token, "people", depth)
            if "owner" in reach:
                return owners or self._stand_ins.fled(s, token)
            several = s.tree.tags[token] == "NNS"  # "Druze inhabitants" are the Druze
            return [a for a in owners if several and a.actor.kind == "Bloc" and not a.actor.minted]
        acts = lower in nouns["instruments"] or lower in self._lexicon.events or MODEL.fullmatch(lower) is not None
        if "instrument" in reach and acts:
            return (
                self._agents(s, token)
                or self.owners_of(s, token, "owner", depth)
                or self._stand_ins.layers(s, token)
                or self._fired_from(s, token)
            )
        if lower in _FELLOWS and self._of_a_union(s, token):
            return []  # "its NATO ally" is one of several
        if lower in nouns["adversaries"]:
            return []  # "opponents of Ortega" stand for anybody but him
        if "owner" in reach and (found := self.owners_of(s, token, "owner", depth)):
            return found
        beside = {s.tree.lower[k] for k in s.tree.children(token, "amod", "compound")}
        if (
            "place" in reach
            and nouns["rebels"].isdisjoint({lower, *beside})
            and (places := self._owners.places(s, token))
        ):
            return places
        return self._stand_ins.predicated(s, token, depth)

    def among(self, s: Sentence, token: int) -> list[Argument]:
        """Whose people are named among those whom the phrase at ``token`` tells of: "hostages, including a Dane"."""
        behind = [a for t in self._stand_ins.among_them(s.tree, token) for a in self.resolve(s, t, TARGET)]
        return _distinct(self._stand_ins.examples(s, token, TARGET) + behind)

    def _fired_from(self, s: Sentence, arm: int) -> list[Argument]:
        """From whose land something came: "a shell fired from Syrian territory"."""
        fired = [k for k in s.tree.children(arm, "acl") if s.tree.tags[k] == "VBN"]
        land = [t for k in fired for t in s.tree.prepositions(k, {"from"}) if s.tree.lower[t] in {"territory", "soil"}]
        return [a for t in land for a in self.owners(s, t)]

    def _of_a_union(self, s: Sentence, token: int) -> bool:
        """Whether a body's name stands right before a noun that says what somebody is within it."""
        beside = (s.named[k] for k in s.tree.children(token, "compound", "amod", "nmod"))
        return any(named is not None and named.actor.kind == "Organisation" for named in beside)

    def _antecedent(self, s: Sentence, token: int) -> int | None:
        """The noun that a relative pronoun takes up."""
        here = token
        for above in s.tree.ancestors(token):
            if s.tree.deps[here] == "relcl":
                whole, nouns = s.tree.heads[above], self._lexicon.nouns
                beside = s.tree.deps[above] == "appos" and s.named[above] is None and s.named[whole] is not None
                if beside and s.tree.lower[above] in nouns["representatives"] | nouns["group_references"]:
                    return whole  # "the ELN, Colombia's oldest rebel group, which …"
                return above if above != token else None
            here = above
        return None

    def _named(self, s: Sentence, token: int, actor: Actor, nature: Nature, reach: Reach) -> list[Argument]:
        if nature is Nature.CAPITAL and self.is_place(s, token):
            if "place" not in reach:
                return []
            return [self.argument(s, token, token, self.land(actor), "place")]
        if nature is Nature.CAPITAL and "place" in reach:
            actor = self.land(actor)  # "captured El Fasher"
        if (
            nature is Nature.ADJECTIVE
            and s.tree.deps[token] in {"amod", "compound"}
            and not s.tree.tags[token].startswith("N")
        ):
            return []
        if nature is Nature.ADJECTIVE and "owner" not in reach and _is_one_man(s, token):
            return []
        return [self.argument(s, token, token, actor, "name")]

    def land(self, actor: Actor) -> Actor:
        """The state that a province is part of: what befalls Peshawar befalls Pakistan."""
        whole = actor.parent if actor.kind == "Territory" else None
        return self._cast.get(whole) if whole else actor

    def is_place(self, s: Sentence, token: int) -> bool:
        """Whether a city's name at ``token`` is scenery here, not its government."""
        tree = s.tree
        head = tree.heads[token]
        if tree.deps[token] == "pobj" and tree.lower[head] in _LOCATIVE:
            act = tree.heads[head]
            if tree.deps[act] == "pobj" and tree.lower[tree.heads[act]] == "for" and tree.lower[head] == "from":
                act = tree.heads[tree.heads[act]]  # "appeals for restraint from Oslo"
            return not (tree.lower[head] in {"from", "to"} and self._is_act(s, act))
        if tree.deps[token] == "appos" and tree.lower[head] in {"capital", "city", "town", "port"}:
            return True
        if any(tree.lower[k] in {"city", "capital", "town"} for k in tree.children(token, "appos", "compound")):
            return True
        return tree.deps[token] == "npadvmod"

    def _is_act(self, s: Sentence, noun: int) -> bool:
        """Whether a word says what governments do or feel: "calls from Washington", "grateful to Kinshasa"."""
        if s.tree.lower[noun] in self._lexicon.bonds:
            return True
        if s.tree.tags[noun] == "JJ" and s.tree.lower[noun] != "close":  # a base is close to a city
            return any(e.cue.frame == "property" for e in self._lexicon.entries.get(s.tree.lower[noun], ()))
        listed = self._lexicon.entries.get(s.tree.lower[noun], ()) if s.tree.tags[noun][:1] == "N" else ()
        return any(e.cue.pos == "noun" and e.cue.frame == "event" and e.cue.relation not in _MOVING for e in listed)

    def argument(self, s: Sentence, first: int, token: int, actor: Actor, how: str) -> Argument:
        """An argument at ``token`` whose words start at token ``first``."""
        start, end = min(first, token), max(first, token)
        return Argument(actor, token, s.mention_span(start, end), how, self._cast.principal(actor))

    def homeland(self, s: Sentence, token: int, person: Argument) -> Argument | None:
        """The state that a person acts for, as the words at ``token`` stand for it; None for no state."""
        actor = self._cast.get(person.principal) if person.principal else None
        return self.argument(s, token, token, actor, "people") if actor is not None and actor.kind == "State" else None

    def fought(self, s: Sentence, token: int, group: Argument) -> Argument | None:
        """The state in which an armed group is at home, where its fight goes on; None for others."""
        led = self._cast.get(group.principal) if group.actor.kind == "Person" and group.principal else group.actor
        country = led.country if led.kind in {"ArmedGroup", "Party", "Movement"} else None
        state = self._cast.get(country) if country else None
        return self.argument(s, token, token, state, "people") if state is not None and state.kind == "State" else None

    def is_met(self, actor: Actor) -> bool:
        """Whether the document names an actor."""
        return actor.id in self._cast.met

    def holders(self, s: Sentence, token: int) -> list[Argument]:
        """Who holds a place now, whosever it is: "the Houthi-held port"."""
        return self._stand_ins.holders(s, token)

    def owners_of(self, s: Sentence, token: int, how: str, depth: int) -> list[Argument]:
        """The actors that a noun belongs to, as arguments found in the way ``how``."""
        return self._owners.of(s, token, how, depth)

    def owners(self, s: Sentence, token: int) -> list[Argument]:
        """The actors that a noun belongs to: by adjective, compound, possessor or ``of``."""
        return _distinct(self.owners_of(s, token, "owner", 0))

    def _in_office(self, s: Sentence, token: int, argument: Argument) -> Argument:
        """The person behind "the Russian president", where the text or the catalogue tells."""
        if s.tree.tags[token] not in {"NN", "NNP"} or argument.actor.kind != "State":
            return argument
        office = s.tree.lower[token]
        before = s.tree.lower[token - 1] if token else ""
        if before in {"vice", "prime", "foreign", "defence", "defense", "crown", "supreme"}:
            office = f"{before} {office}"
        holder = self._cast.office_holder(office, argument.actor.id) if office in OFFICES else None
        if office == "leader":
            holder = self._cast.ruler(argument.actor.id)
        if holder is None:
            return argument
        return Argument(holder, argument.token, argument.span, "people", argument.actor.id)


def _is_one_man(s: Sentence, token: int) -> bool:
    """Whether a people's name stands for one of them: "the Australian", but not "the British"."""
    tree = s.tree
    single = tree.lower[token].endswith(("n", "i")) and tree.tags[token] in {"NN", "NNP", "JJ"}
    return single and any(tree.lower[k] in {"the", "a", "an"} for k in tree.children(token, "det"))


def _distinct(found: list[Argument]) -> list[Argument]:
    kept: dict[str, Argument] = {}
    for argument in found:
        kept.setdefault(argument.actor.id, argument)
    return list(kept.values())
