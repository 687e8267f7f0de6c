"""From a noun phrase to the actors that it stands for.

``reach`` says how far a role may look: ``people`` (a noun that acts for an actor: "Russian officials"), ``owner``
(any thing of an actor's: "an Iranian airport"), ``instrument`` (a thing that acts for its owner: "Israeli drones"),
``place`` (an actor as the place of the thing: "buildings in Iran"), ``helpers`` (who helps for it: "Cuban doctors").
"""

from __future__ import annotations

import re
from collections.abc import Callable

from detente.extract.allegiances import liege_tokens
from detente.extract.cast import Cast
from detente.extract.classes import COPULAS, RELATIVE
from detente.extract.lexicon import Lexicon
from detente.extract.names import Nature
from detente.extract.reading import Argument, Sentence
from detente.extract.tree import Tree
from detente.ontology.actor import Actor

Reach = frozenset[str]
NEAR: Reach = frozenset({"people"})
SOURCE: Reach = frozenset({"people", "instrument"})
TARGET: Reach = frozenset({"people", "owner"})
VICTIM: Reach = frozenset({"people", "owner", "place"})

_LOCATIVE = frozenset(
    "in at near outside around inside within from to into across over through off via toward towards throughout".split()
)
_ATTRIBUTES = frozenset({"amod", "compound", "nmod", "nn", "npadvmod", "nummod", "advmod", "dep", "quantmod"})
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
_SEATED = frozenset(
    "officials authorities government governments leaders leadership minister ministers courts court police "
    "regime administration junta rulers ruler lawmakers parliament diplomats embassy ambassador envoy "
    "ministry ministries premier legislature senate congress "
    "prosecutors commanders troops forces army military generals judges investigators detectives tribunal spies "
    "politicians rulership cabinet elements".split()
)
_ELSEWHERE = frozenset(
    "relief aid hospital medical health rescue humanitarian western diplomatic union opposition rebel church industry "
    "company school university morgue".split()
)
"""Of officials who sit in a country without acting for it."""
_HELPERS = frozenset(
    "doctors nurses medics surgeons engineers specialists experts firefighters rescuers advisers advisors trainers "
    "instructors technicians volunteers medicine vaccines helicopters".split()
)
"""Who and what helps on behalf of a state: "Cuban doctors treated …"."""
_MOVING = frozenset({"assault", "mobilize", "retreat", "consult", "concede"})
"""Acts that come from or go to a town."""
_BODIES = frozenset(
    "coalition alliance force forces mission group delegation team bloc panel brigade fleet troops soldiers units unit "
    "mercenaries militia militias fighters rebels militants column convoy flotilla".split()
)
MODEL = re.compile(r"[a-z]{1,4}-\d{1,3}[a-z]{0,2}")
"""Weapons known by their type: "F-16s", "Su-24", "B-52s"."""
_HELD = frozenset("held controlled occupied ruled run dominated governed claimed owned operated".split())
_OWNED = frozenset("flagged linked owned registered operated crewed drafted authored penned tabled".split())
"""Participles that say whose a thing is: "a British-flagged tanker", "a US-drafted resolution"."""
_INCLUDING = frozenset({"including", "among", "include", "like", "as", "namely"})


class Nominals:
    """Resolves noun phrases of one sentence at a time."""

    def __init__(self, cast: Cast, lexicon: Lexicon, agents: Callable[[Sentence, int], list[Argument]]) -> None:
        self._cast = cast
        self._lexicon = lexicon
        self._agents = agents

    def resolve(self, s: Sentence, head: int | None, reach: Reach = NEAR) -> list[Argument]:
        """The actors that the phrase headed by ``head`` stands for, its coordinated parts included."""
        if head is None:
            return []
        found: list[Argument] = []
        for part in s.tree.conjuncts_after(head):
            found += self._one(s, part, reach)
        if len(found) == 0 and head in s.references:
            found = s.references[head]
        return _distinct(found)

    def resolve_one(self, s: Sentence, token: int, reach: Reach = NEAR) -> list[Argument]:
        """The actors that the phrase headed by ``token`` stands for, without what is coordinated with it."""
        return self._one(s, token, reach)

    def _one(self, s: Sentence, token: int, reach: Reach, depth: int = 0) -> list[Argument]:
        if depth > 4:
            return []
        named = s.named[token]
        if named is not None:
            return self._named(s, token, named.actor, named.nature, reach)
        if token in s.references:
            return s.references[token]
        if token in s.places:
            if "owner" in reach and (holders := self.holders(s, token)):
                return holders
            land = self._land(s.places[token].actor)
            return [self.argument(s, token, token, land, "place")] if "place" in reach else []
        for kid in s.tree.children(token, "compound") if s.tree.tags[token] == "NNP" else ():
            if (first := s.named[kid]) is not None and first.actor.kind == "Person":
                return [self.argument(s, kid, token, first.actor, "name")]  # "Hamad bin Khalifa al-Thani"
        lower = s.tree.lower[token]
        if lower in RELATIVE:
            antecedent = self._antecedent(s, token)
            return self._one(s, antecedent, reach, depth + 1) if antecedent is not None else []
        if lower in PRONOUNS:
            return []
        nouns = self._lexicon.nouns
        if apposed := self._apposed(s, token) or self._bearer(s, token):
            return apposed
        if lower in nouns["rebels"] and (group := self._rebels(s, token)):
            return group
        if "owner" in reach and (holders := self.holders(s, token)):
            return holders
        if lower in nouns["transparent"]:
            shared = {"with"} if lower in {"border", "frontier"} else set()
            for inner in s.tree.prepositions(token, {"of", "from", "among"} | shared):
                if found := self.resolve(s, inner, reach):
                    return found
        if examples := self._examples(s, token) or self._composed(s, token):
            return examples
        if lower in nouns["representatives"] and (owners := self._owners(s, token, "people", depth)):
            return [self._in_office(s, token, a) for a in owners]
        if lower in nouns["words"] and s.tree.deps[token] == "nsubj" and (authors := self._authors(s, token, depth)):
            return authors
        if linked := self._linked(s, token):
            return linked
        if "helpers" in reach and lower in _HELPERS:
            return self._owners(s, token, "people", depth)
        if lower in nouns["people"] and ("owner" in reach or "people" in reach):
            return self._owners(s, token, "people", depth) if "owner" in reach else []
        acts = lower in nouns["instruments"] or lower in self._lexicon.events or MODEL.fullmatch(lower) is not None
        if "instrument" in reach and acts:
            return self._agents(s, token) or self._owners(s, token, "owner", depth) or self._layers(s, token)
        if lower in nouns["adversaries"]:
            return []  # "opponents of Ortega" stand for anybody but him
        if "owner" in reach and (found := self._owners(s, token, "owner", depth)):
            return found
        beside = {s.tree.lower[k] for k in s.tree.children(token, "amod", "compound")}
        if "place" in reach and nouns["rebels"].isdisjoint({lower, *beside}) and (places := self._places(s, token)):
            return places
        return self._predicated(s, token, depth)

    def _predicated(self, s: Sentence, token: int, depth: int) -> list[Argument]:
        """Of whom a common noun is said, by a copula or beside the name: "Rebels is a militia that Ankara arms"."""
        tree, head = s.tree, s.tree.heads[token]
        nouns = self._lexicon.nouns
        body = nouns["group_references"] | nouns["state_references"] | nouns["representatives"] | nouns["people"]
        among = tree.deps[token] == "pobj" and tree.lower[head] == "among" and tree.lower[tree.heads[head]] in COPULAS
        if among and (tree.lower[token] == "those" or tree.lower[token] in body):
            told = tree.children(tree.heads[head], "nsubj")  # "Peru was among those who condemned it"
            return [a for t in told for part in tree.conjuncts_after(t) for a in self._one(s, part, NEAR, depth + 1)]
        beside = s.named[head] if tree.deps[token] == "appos" else None
        person = beside is not None and beside.actor.kind == "Person"  # "Johnson Sirleaf, an economist whom Doe jailed"
        person = person and any(tree.lower[k] in {"who", "whom"} for c in tree.kids[token] for k in tree.kids[c])
        if tree.deps[token] not in {"attr", "appos", "nsubj"} or (tree.lower[token] not in body and not person):
            return []
        if tree.child(token, "relcl", "acl") is None:
            return []
        if tree.deps[token] == "nsubj":  # "the group that Delhi blames is Lashkar-e-Taiba"
            names = tree.children(head, "attr") if tree.lower[head] in COPULAS else []
            return [a for name in names if s.named[name] is not None for a in self._one(s, name, NEAR, depth + 1)]
        if tree.deps[token] == "appos":
            return self._one(s, head, NEAR, depth + 1) if s.named[head] is not None else []
        subject = tree.child(head, "nsubj") if tree.lower[head] in COPULAS else None
        if subject is None or subject == token:
            return []
        return [a for part in tree.conjuncts_after(subject) for a in self._one(s, part, NEAR, depth + 1)]

    @staticmethod
    def _antecedent(s: Sentence, token: int) -> int | None:
        """The noun that a relative pronoun takes up."""
        here = token
        for above in s.tree.ancestors(token):
            if s.tree.deps[here] == "relcl":
                return above if above != token else None
            here = above
        return None

    def _named(self, s: Sentence, token: int, actor: Actor, nature: Nature, reach: Reach) -> list[Argument]:
        if nature is Nature.CAPITAL and self.is_place(s, token):
            if "place" not in reach:
                return []
            return [self.argument(s, token, token, self._land(actor), "place")]
        if (
            nature is Nature.ADJECTIVE
            and s.tree.deps[token] in {"amod", "compound"}
            and not s.tree.tags[token].startswith("N")
        ):
            return []
        return [self.argument(s, token, token, actor, "name")]

    def _land(self, actor: Actor) -> Actor:
        """The state that a province is part of: what befalls Peshawar befalls Pakistan."""
        whole = actor.parent if actor.kind == "Territory" else None
        return self._cast.get(whole) if whole else actor

    def is_place(self, s: Sentence, token: int) -> bool:
        """Whether a city's name at ``token`` is scenery here, not its government."""
        tree = s.tree
        head = tree.heads[token]
        if tree.deps[token] == "pobj" and tree.lower[head] in _LOCATIVE:
            return not (tree.lower[head] in {"from", "to"} and self._is_act(s, tree.heads[head]))
        if tree.deps[token] == "appos" and tree.lower[head] in {"capital", "city", "town", "port"}:
            return True
        if any(tree.lower[k] in {"city", "capital", "town"} for k in tree.children(token, "appos", "compound")):
            return True
        return tree.deps[token] == "npadvmod"

    def _is_act(self, s: Sentence, noun: int) -> bool:
        """Whether a noun says what governments do: "calls from Washington", "ties to Kinshasa"."""
        if s.tree.lower[noun] in self._lexicon.bonds:
            return True
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

    def _apposed(self, s: Sentence, token: int) -> list[Argument]:
        """A name set beside a common noun: "the Kurdish group, the YPG"; "rival Pakistan"."""
        found: list[Argument] = []
        for kid in s.tree.children(token, "appos"):
            for part in s.tree.conjuncts_after(kid):
                named = s.named[part]
                if named is not None and named.nature is not Nature.ADJECTIVE:
                    found.append(self.argument(s, part, part, named.actor, "name"))
        return found

    def _bearer(self, s: Sentence, token: int) -> list[Argument]:
        """The person behind several titles: "met with party chairman and former prime minister Ali Tamim"."""
        tree = s.tree
        titles = self._lexicon.nouns["office_references"] | {"member"}
        if tree.lower[token] not in titles or tree.tags[token] not in {"NN", "NNP"}:
            return []
        if any(tree.deps[k] in {"det", "poss", "appos", "relcl"} for k in tree.kids[token]):
            return []
        listed = False
        for here in range(token + 1, min(token + 16, len(tree))):
            named = s.named[here]
            if named is not None and named.actor.kind == "Person":
                return [self.argument(s, here, here, named.actor, "name")] if listed else []
            if named is None and tree.tags[here] not in {"NNP", "NNPS", "NN", "CC", "IN", "DT", "JJ"}:
                return []
            listed = listed or tree.lower[here] == "and"
        return []

    def _layers(self, s: Sentence, token: int) -> list[Argument]:
        """Who laid or sent what does harm: "a mine planted by the FARC killed five", "shells from Syria"."""
        places = (token, *s.tree.children(token, "acl"))
        behind = [t for k in places for t in s.tree.prepositions(k, {"by", "from"})]
        return [a for t in behind for a in self.resolve(s, t)]

    def holders(self, s: Sentence, token: int) -> list[Argument]:
        """Who holds a place now, whosever it is: "the Houthi-held port", "Hajin, controlled by the YPG"."""
        tree = s.tree
        if s.named[token] is not None or tree.lower[token] in self._lexicon.nouns["people"]:
            return []
        held = [k for k in tree.children(token, "amod", "acl", "relcl") if tree.lower[k] in _HELD]
        behind = [t for k in held for t in tree.prepositions(k, {"by"})]
        behind += [t for k in held for t in tree.children(k, "npadvmod", "compound", "nmod") if s.named[t] is not None]
        for clause in (k for k in held if tree.deps[k] == "relcl"):
            if any(tree.lower[k] in {"which", "that"} for k in tree.children(clause, "dobj")):
                behind += tree.children(clause, "nsubj")  # "Fallujah, which ISIL has held since January"
        return [a for t in behind for a in self.resolve(s, t)]

    def _authors(self, s: Sentence, token: int, depth: int) -> list[Argument]:
        """Whose words are for them: "a UN report", "the joint statement issued by Mali and Niger"."""
        behind = list(s.tree.prepositions(token, {"by", "from"}))
        for clause in s.tree.children(token, "acl"):
            behind += s.tree.prepositions(clause, {"by"})
        authors = [a for t in behind for a in self.resolve(s, t)]
        return authors or self._owners(s, token, "people", depth)

    def _rebels(self, s: Sentence, token: int) -> list[Argument]:
        """ "Houthi rebels" are the Houthis; "Syrian rebels" a body of their own, not Syria."""
        for kid in s.tree.children(token, "amod", "compound", "nmod"):
            named = s.named[kid]
            if named is None:
                continue
            if named.actor.kind in {"State", "Territory", "Bloc"} or (
                named.nature is Nature.ADJECTIVE and named.actor.kind != "ArmedGroup"
            ):
                words = s.tree.words[kid] + " " + s.tree.words[token]
                group = self._cast.group(words, "ArmedGroup", named.actor.id)
                return [self.argument(s, kid, token, group, "name")]
            return [self.argument(s, kid, token, named.actor, "people")]
        return []

    def _linked(self, s: Sentence, token: int) -> list[Argument]:
        """ "officials associated with North Korea", "fighters loyal to Khalifa Haftar"."""
        return next((found for t in liege_tokens(s, token) if (found := self.resolve(s, t))), [])

    def _examples(self, s: Sentence, token: int) -> list[Argument]:
        """ "countries such as Iran and Syria", "partners, including Japan"."""
        found: list[Argument] = []
        for kid in s.tree.kids[token]:
            if s.tree.lower[kid] in _INCLUDING and s.tree.deps[kid] == "prep":
                for inner in s.tree.children(kid, "pobj"):
                    found += [a for a in self.resolve(s, inner) if a.how == "name"]
        return found

    def _composed(self, s: Sentence, token: int) -> list[Argument]:
        """Who leads or makes up a body: "a coalition led by Oman and including Chad", "a force made up of Fijians"."""
        behind = any(s.tree.lower[k] in {"of", "from"} for k in s.tree.children(token, "prep"))
        beside = s.tree.deps[token] == "appos" and s.named[s.tree.heads[token]] is not None
        if s.tree.lower[token] not in _BODIES or behind or beside or self._owners(s, token, "people", 1):
            return []
        found: list[Argument] = []
        for clause in s.tree.children(token, "acl"):
            for part in s.tree.conjuncts_after(clause):
                inner = [*s.tree.children(part, "pobj", "dobj")]
                if s.tree.lower[part] in {"led", "headed", "commanded", "formed", "run"}:
                    inner = list(s.tree.prepositions(part, {"by"}))
                elif s.tree.lower[part] in {"made", "composed", "consisting", "drawn"}:
                    inner = [
                        t for k in (part, *s.tree.children(part, "prt")) for t in s.tree.prepositions(k, {"of", "from"})
                    ]
                elif s.tree.lower[part] not in {"including", "comprising", "uniting", "grouping"}:
                    continue
                found += [a for t in inner for a in self.resolve(s, t)]
        return found

    def owners(self, s: Sentence, token: int) -> list[Argument]:
        """The actors that a noun belongs to: by adjective, compound, possessor or ``of``."""
        return _distinct(self._owners(s, token, "owner", 0))

    def _owners(self, s: Sentence, token: int, how: str, depth: int) -> list[Argument]:
        tree = s.tree
        found: list[Argument] = []
        for kid in tree.kids[token]:
            dep = tree.deps[kid]
            if dep in _ATTRIBUTES:
                found += self._attribute(s, kid, token, how)
            elif dep == "poss" and not _met_by(tree, kid, token):
                found += self._possessor(s, kid, token, how)
            elif (dep == "prep" and tree.lower[kid] == "of") or (
                dep == "prep"
                and how == "people"
                and tree.lower[kid]
                in ({"from", "in", "for", "to"} if is_seated(tree, token) else {"from", "for", "to"})
            ):
                done_by = tree.deps[token] == "pobj" and tree.lower[tree.heads[token]] == "by"
                done_by = done_by or tree.lower[token] in {"side", "sides", "part", "parts", "half", "halves"}
                for inner in tree.children(kid, "pobj"):
                    if (tree.lower[kid] == "of" and not (done_by and found)) or not found:
                        found += [_widened(self, s, a, token, how) for a in self._inner(s, inner, depth)]
        return found

    def _in_office(self, s: Sentence, token: int, argument: Argument) -> Argument:
        """The person behind "the Russian president", where the text or the catalogue tells."""
        if s.tree.tags[token] not in {"NN", "NNP"} or argument.actor.kind != "State":
            return argument
        office = s.tree.lower[token]
        before = s.tree.lower[token - 1] if token else ""
        if before in {"vice", "prime", "foreign", "defence", "defense", "crown", "supreme"}:
            office = f"{before} {office}"
        holder = self._cast.office_holder(office, argument.actor.id) if office in OFFICES else None
        if holder is None:
            return argument
        return Argument(holder, argument.token, argument.span, "people", argument.actor.id)

    def _inner(self, s: Sentence, token: int, depth: int) -> list[Argument]:
        found: list[Argument] = []
        for part in s.tree.conjuncts_after(token):
            named = s.named[part]
            if named is not None:
                found.append(self.argument(s, part, part, named.actor, "name"))
            else:
                deeper = self._one(s, part, NEAR, depth + 1)
                if not deeper and depth < 2:
                    deeper = [a for t in s.tree.prepositions(part, {"of"}) for a in self._inner(s, t, depth + 1)]
                found += deeper
        return found

    def _attribute(self, s: Sentence, kid: int, token: int, how: str) -> list[Argument]:
        found = []
        for part in s.tree.conjuncts_after(kid):
            named = s.named[part]
            if named is not None:
                found.append(self.argument(s, part, token, named.actor, how))
            elif s.tree.lower[part] == "led" and part >= 2 and (leader := s.named[part - 2]) is not None:
                found.append(self.argument(s, part - 2, token, leader.actor, how))
            else:
                for inner in s.tree.children(part, "compound", "amod", "nmod", "npadvmod"):
                    owned = s.tree.deps[part] not in {"amod", "advmod"} or s.tree.lower[part] in _OWNED
                    if (deep := s.named[inner]) is not None and owned:
                        found.append(self.argument(s, inner, token, deep.actor, how))
        return found

    def _possessor(self, s: Sentence, kid: int, token: int, how: str) -> list[Argument]:
        found: list[Argument] = []
        for part in s.tree.conjuncts_after(kid):
            if part in s.references:
                taken = s.references[part]
                found += (
                    [Argument(a.actor, token, s.mention_span(part, token), "reference", a.principal) for a in taken]
                    if how == "people" and part < token
                    else taken
                )
            elif (named := s.named[part]) is not None:
                found.append(self.argument(s, part, token if how == "people" else part, named.actor, how))
            else:
                found += [_widened(self, s, a, token, how) for a in self._one(s, part, NEAR, 1)]
        return found

    def _places(self, s: Sentence, token: int) -> list[Argument]:
        found: list[Argument] = []
        for inner in s.tree.prepositions(token, {"in", "at", "near", "inside", "of", "across"}):
            for part in s.tree.conjuncts_after(inner):
                named = s.named[part] or s.places.get(part)
                if named is not None and named.actor.kind in {"State", "Territory"}:
                    found.append(self.argument(s, part, part, self._land(named.actor), "place"))
                else:
                    found += list(self._one(s, part, frozenset({"place", "owner"}), 2))
        for part in s.tree.children(token, "appos", "compound"):
            named = s.places.get(part) or (s.named[part] if s.tree.deps[part] == "appos" else None)
            if named is not None and named.actor.kind in {"State", "Territory"}:
                found.append(self.argument(s, part, part, self._land(named.actor), "place"))
            elif s.tree.deps[part] == "appos" and named is None:
                found += self._places(s, part)[:1]
        return found


def is_seated(tree: Tree, token: int) -> bool:
    """Whether who sits in a country acts for it: "officials in Kabul", but not "relief officials in Kabul"."""
    beside = tree.children(token, "amod", "compound", "nmod")
    return tree.lower[token] in _SEATED and not any(tree.lower[k] in _ELSEWHERE for k in beside)


def _met_by(tree: Tree, possessor: int, noun: int) -> bool:
    """Whether a possessor says whom a counterpart meets, not for whom he acts: "his counterparts from Chad"."""
    if not tree.lower[noun].startswith("counterpart") or tree.tags[possessor] != "PRP$":
        return False
    return any(tree.lower[k] in {"from", "in"} for k in tree.children(noun, "prep"))


def _widened(nominals: Nominals, s: Sentence, inner: Argument, token: int, how: str) -> Argument:
    if how != "people":
        return (
            inner if inner.how == "reference" else Argument(inner.actor, inner.token, inner.span, how, inner.principal)
        )
    first, last = sorted((inner.token, token))
    return Argument(inner.actor, token, s.mention_span(first, last), how, inner.principal)


def _distinct(found: list[Argument]) -> list[Argument]:
    kept: dict[str, Argument] = {}
    for argument in found:
        kept.setdefault(argument.actor.id, argument)
    return list(kept.values())
