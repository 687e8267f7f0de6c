"""Definite descriptions: who "the group", "both countries" and "the president" are."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING

from detente.extract.classes import COUNTS, GROUPS, STATES
from detente.extract.epithets import describes, listed_before, of_land, of_side
from detente.extract.lexicon import Lexicon
from detente.extract.office_words import headship, is_called, plural_heads, same_office, within_name
from detente.extract.reading import Argument, Sentence
from detente.extract.salience import BROTHERS, as_reference, of_kind
from detente.ontology.actor import Actor
from detente.ontology.words import load_words

if TYPE_CHECKING:
    from detente.extract.discourse import Discourse

_HALVES = MappingProxyType({"north": "north-korea", "south": "south-korea"})
_UNIONS = frozenset({"Organisation", "Bloc"})
_UNION_WORDS = frozenset({"bloc", "alliance", "union", "organisation", "organization", "coalition", "body", "agency"})
_FIGHTERS = frozenset(
    {"militants", "rebels", "insurgents", "fighters", "jihadists", "terrorists", "guerrillas", "separatists"}
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "their", "each"})
_EPITHETS = frozenset(
    {
        "armed",
        "militant",
        "same",
        "rebel",
        "islamist",
        "terrorist",
        "extremist",
        "jihadist",
        "vice",
        "prime",
        "foreign",
        "defence",
        "defense",
        "crown",
        "supreme",
        "security",
    }
)
_STATE_BODIES = frozenset({"government", "army", "military", "junta", "regime"})
_CENTRAL = frozenset({"federal", "national", "central", "ruling", "military"})
_CHARGING = ("accus", "suspect", "convict", "clear", "inform", "warn", "notif", "remind", "depriv", "strip", "acquit")
"""Verbs whose "of" the parser hangs on whoever is accused: "accused the group of murder"."""
_SIDES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_REALMS = frozenset({"country", "nation", "kingdom", "republic", "island", "emirate", "state", "sultanate"})
_OTHER = frozenset(
    "other another first second third next previous new only whole entire foreign host neighbouring neighboring "
    "same latter small large big rich poor developing wealthy major key breakaway former rogue federal".split()
)
"""Adjectives that tell one country from others rather than describe the one spoken of."""
_OFFICE_PARTS = frozenset({"vice", "prime", "foreign", "defence", "defense", "crown", "supreme"})
_TOWARDS = frozenset({"rival", "warring", "feuding", "hostile", "allied", "friendly", "opposing"})
"""Adjectives that say how the two stand: "the rival countries"."""
_OPPOSED = frozenset(
    "interlocutors sides parties leaders presidents premiers neighbours neighbors rivals foes adversaries "
    "belligerents".split()
)
"""Plurals that mean the two last spoken of without a number."""
_HEADS = frozenset({"presidents", "leaders", "premiers", "sides", "parties"})
"""Who speaks for two states that nobody has been named for."""
_RANKS = frozenset({"officials", "ministers", "advisers", "advisors", "diplomats", "secretaries"})


_NAMESAKES = MappingProxyType(
    {"koreas": ("north-korea", "south-korea"), "sudans": ("sudan", "south-sudan")}
    | {"congos": ("democratic-republic-of-the-congo", "republic-of-the-congo")}
)
"""States that share a name: "both Koreas"."""
_FELLOWS = frozenset("members allies partners states countries nations powers economies neighbours neighbors".split())
_RULING = frozenset({"government", "regime", "pro-government", "pro-regime"})
_GOVERNED = frozenset("forces troops soldiers aircraft helicopters warplanes jets side positions artillery".split())
"""What is the state's that "government" stands beside: "government troops"."""
_BANDS = frozenset("front army brigade movement party alliance coalition union".split())
_BESIDE = frozenset({"neighbour", "neighbor", "rival", "foe", "adversary", "counterpart", "colleague"})


class Descriptions:
    """Resolves definite noun phrases without a name in them."""

    def __init__(self, discourse: Discourse, lexicon: Lexicon) -> None:
        self._discourse = discourse
        nouns = lexicon.nouns
        self._pairs, self._groups = nouns["pair_references"], nouns["group_references"]
        self._countries, self._offices = nouns["state_references"], nouns["office_references"]
        self._bodies, self._acting = nouns["body_references"], nouns["representatives"]
        self._any = self._pairs | self._groups | self._countries | self._offices | self._bodies | self._acting

    def read(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        """Whom the phrase headed by ``token`` takes up."""
        tree = s.tree
        if (lower in {"both", "two", "each"} and tree.deps[token] in _SIDES) or (
            lower in {"pair", "duo"} and tree.lower[token - 1] == "the"
        ):
            if lower == "each" or tree.deps[token] in {"dobj", "pobj"}:
                return self._listed_here(s, token) or self._discourse.pairs.latest(s.number, 1)
            return self._discourse.two_here(s, token) or self._discourse.pairs.people()
        if lower in {"three", "four"} and tree.lower[token - 1] == "the" and tree.deps[token] in _SIDES:
            return self._discourse.several
        if (
            lower in {"former", "latter"}
            and tree.lower[token - 1] == "the"
            and tree.deps[token] not in {"amod", "compound"}
        ):
            pair = listed_before(s, token, self._discourse) or self._discourse.pairs.latest(s.number, 1)
            return pair[lower == "latter" :][:1]
        if tree.words[token] == "Allies" and not tree.children(token, "amod", "poss", "compound"):
            return self._issuer()  # as an alliance calls its members
        if lower == "heads" and plural_heads(tree, token):
            return self._discourse.pairs.people()
        if lower == "head" and (held := headship(tree, token)):
            return self._office(s, token, held)
        if tree.words[token] == "Administration" and (issuer := self._discourse.turns.issuer) is not None:
            alone = all(tree.deps[k] in {"det", "case"} for k in tree.kids[token] if k < token)
            return [self._discourse.plain(issuer)] if alone else []
        if lower in _HALVES and s.tree.words[token][0].isupper() and s.tree.lower[token - 1] == "the":
            return self._half(s, token, lower)
        if lower == "enemy" or (token and tree.lower[token - 1] == "enemy" and tree.heads[token - 1] == token):
            return self._enemy(s, token)
        if lower in _NAMESAKES or lower == "mainland":
            return self._by_part(s, token, lower)
        if lower in _GOVERNED and (rulers := self._ruling(s, token)):
            return rulers
        if lower not in self._any or tree.tags[token][0] not in "NCD":
            return []
        kids = [tree.lower[k] for k in tree.kids[token]]
        plural = tree.tags[token] in {"NNS", "NNPS"}
        if plural and lower in _FELLOWS and COUNTS & set(kids) and self._share(s, token):
            return self._pair(s, token, "countries")
        group = lower in self._groups and "the" in kids and (not plural or lower in _FIGHTERS)
        if group and (own := of_land(s, token, self._discourse) or of_side(s, token, self._discourse)):
            return own
        if not any(word in _DEFINITE for word in kids) or any(s.named[k] is not None for k in tree.subtree(token)):
            return []
        if plural and lower in _HEADS | _RANKS and "the" in kids and (known := self._discourse.acting.get(lower)):
            return [known]  # "NATO ministers met … The ministers also agreed"
        if lower in _BESIDE and not plural and (other := self._other(s, token)):
            return other
        if (
            plural
            and lower in self._pairs
            and (
                (COUNTS | _TOWARDS) & set(kids)
                or lower in _RANKS | _OPPOSED
                or (lower in {"countries", "nations"} and tree.lower[tree.heads[token]] == "between")
            )
        ):
            return self._pair(s, token, lower)
        if lower in self._countries and "the" in kids and not plural and (state := self._state(s, token, kids)):
            return state
        if plural and lower in self._groups and (found := self._by_name(s, token, lower)):
            return found  # "the militias", once the Iraqi militias have been met
        if (
            ("of" in kids and not tree.lower[tree.heads[token]].startswith(_CHARGING))
            or any(self._tells_apart(s, token, k) for k in tree.kids[token])
            or (plural and lower not in _FIGHTERS)
        ):
            return []
        if lower in _BANDS and within_name(s, token):
            return []
        nearest = "that" in kids
        if lower in self._bodies and not plural and (found := self._by_name(s, token, lower)):
            return found
        if lower in self._acting and "the" in kids and (known := self._discourse.acting.get(lower)) is not None:
            holders = self._office(s, token, lower) if lower in self._offices else []
            return [a for a in holders if a.principal == known.actor.id][:1] or [known]
        if lower in self._groups:
            found = self._discourse.last(
                s, token, of_kind(_UNIONS if lower in _UNION_WORDS else GROUPS), subjects=not nearest
            )
            found = found or (self._discourse.last(s, token, of_kind(_UNIONS)) if lower == "group" else [])
            return found or self._discourse.only(s, token, _UNIONS if lower in _UNION_WORDS else GROUPS)
        if lower in self._countries:
            return self._discourse.last(s, token, _realm(lower), subjects=not nearest)
        return self._office(s, token, lower) if tree.child(token, "appos") is None else []

    def _issuer(self) -> list[Argument]:
        """The organisation that issued the text, as those in it speak for it."""
        issuer = self._discourse.turns.issuer
        return [self._discourse.plain(issuer)] if issuer is not None and issuer.kind == "Organisation" else []

    def _ruling(self, s: Sentence, token: int) -> list[Argument]:
        """Whose "government forces" are: the state whose rebels the sentence names, or the one last spoken of."""
        tree = s.tree
        beside = {tree.lower[k] for k in tree.children(token, "compound", "amod", "nmod")}
        if beside.isdisjoint(_RULING) or any(s.named[k] is not None for k in tree.subtree(token)):
            return []
        cast = self._discourse.cast
        fought = [n.actor for n in s.named if n is not None and n.actor.kind in GROUPS]
        for country in (actor.country for actor in fought):
            if country is not None and cast.get(country).kind in STATES:
                return [as_reference(s, token, self._discourse.plain(cast.get(country)))]
        return self._discourse.last(s, token, of_kind(STATES))

    def _tells_apart(self, s: Sentence, token: int, beside: int) -> bool:
        """Whether a word beside a noun tells it from others of its kind: "the other army", but not "the armed group",
        "the federal army" nor "the group, smaller than Hamas".
        """
        tree = s.tree
        if tree.deps[beside] == "amod" and beside > token:
            return False
        noun = tree.lower[token]
        own = noun in _STATE_BODIES and tree.lower[beside] in _CENTRAL
        own = own or (noun in self._groups and describes(tree.lower[beside], union=noun in _UNION_WORDS))
        if tree.deps[beside] == "compound" and tree.tags[beside] == "NNP" and noun == "community":
            return True  # "the Masalit community"
        return tree.deps[beside] in {"poss", "amod"} and tree.lower[beside] not in _EPITHETS and not own

    def _by_part(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        """ "Both Koreas", "the two Sudans"; "the mainland" where the text has named Taiwan."""
        tree, cast = s.tree, self._discourse.cast
        if lower in _NAMESAKES:
            return [self._discourse.plain(cast.get(state)) for state in _NAMESAKES[lower]]
        placed = tree.children(token, "prep", "appos", "amod", "compound") or tree.deps[token] in {"amod", "compound"}
        if placed or tree.lower[token - 1] != "the" or "taiwan" not in cast.met:
            return []
        return [self._discourse.plain(cast.get("china"))]

    @staticmethod
    def _share(s: Sentence, token: int) -> bool:
        """Whether two are counted by what they share: "the two NATO members", "both Baltic states"."""
        tree = s.tree
        named = [n for k in tree.subtree(token) if (n := s.named[k]) is not None]
        inside = all(tree.deps[k] in {"amod", "compound", "nmod", "det", "nummod"} for k in tree.kids[token])
        return inside and bool(named) and all(n.actor.kind in _UNIONS for n in named)

    def _other(self, s: Sentence, token: int) -> list[Argument]:
        """ "Its neighbour": the other of the two bodies last spoken of together, or in the sentence before."""
        tree = s.tree
        owner = tree.child(token, "poss")
        if (
            owner is None
            or tree.lower[owner] not in {"its", "their", "his", "her"}
            or tree.children(token, "appos", "relcl", "amod")
        ):
            return []
        own = {a.actor.id for a in s.references.get(owner, ())}
        if tree.lower[token] in {"counterpart", "colleague"}:
            people = self._discourse.pairs.protagonists
            met = [a for a in people if a.actor.id not in own]
            return met if own and len(people) == 2 and len(met) == 1 else []
        for pair in (self._discourse.pairs.latest(s.number, 2), self._discourse.last_two()):
            others = [a for a in pair if a.actor.id not in own]
            if len(pair) == 2 and len(others) == 1 and others[0].actor.kind in STATES:
                return others
        return []

    def _state(self, s: Sentence, token: int, kids: list[str]) -> list[Argument]:
        """The state that words about its nature describe: "the Islamic republic", "the oil-rich kingdom"."""
        tree = s.tree
        beside = tree.children(token, "amod")
        if tree.lower[token] not in _REALMS or not beside or _OTHER & set(kids):
            return []
        if any(tree.deps[k] in {"prep", "poss", "compound", "relcl", "nummod"} for k in tree.kids[token]):
            return []
        return self._discourse.last(s, token, _realm(tree.lower[token]))

    def _by_name(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        """ "The council": the body last met that has the word in its name."""
        return self._discourse.last(s, token, lambda actor: is_called(actor, lower), reach=9, subjects=False)

    def _office(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        """ "the president": the person last met in that office, or else the issuing state's."""
        before = s.tree.lower[token - 1] if token else ""
        office = f"{before} {lower}" if before in _OFFICE_PARTS else lower
        if lower == "minister" and s.tree.lower[max(token - 2, 0) : token] == ["external", "affairs"]:
            office = "foreign minister"
        if lower == "general" and before == "-":
            office = f"{s.tree.lower[token - 2]}-general"
        beside = {a.principal for t in s.tree.conjuncts(token) for a in s.references.get(t, ())}
        met = [a for a in self._met(office) if a.principal not in beside]
        issuer = self._discourse.turns.issuer
        seat = (self._discourse.cast.principal(issuer) or issuer.id) if issuer is not None else None
        holder = self._discourse.cast.office_holder(office, seat) if seat and seat not in beside else None
        if holder is not None and (not met or any(a.actor.id == holder.id for a in met)):
            return [self._discourse.plain(holder)]
        return met[:1]

    def _met(self, office: str) -> list[Argument]:
        """The persons met in that office, latest first."""
        recent = (r.argument for r in reversed(self._discourse.recent))
        return [
            a
            for a in recent
            if a.actor.kind == "Person" and any(same_office(office, role.office.casefold()) for role in a.actor.roles)
        ]

    def _half(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        """ "The North", once one of the Koreas has been named."""
        recent = {r.argument.actor.id for r in self._discourse.recent}
        recent |= {n.actor.id for n in s.named[:token] if n is not None}
        southern = lower == "south" and "south-sudan" in recent and recent.isdisjoint(_HALVES.values())
        if southern and s.tree.deps[token] not in {"amod", "compound", "nmod"}:
            return [self._discourse.plain(self._discourse.cast.get("south-sudan"))]
        if recent.isdisjoint(_HALVES.values()) or s.tree.deps[token] in {"amod", "compound", "nmod"}:
            return []
        return [self._discourse.plain(self._discourse.cast.get(_HALVES[lower]))]

    def _enemy(self, s: Sentence, token: int) -> list[Argument]:
        """Whom "the enemy" and "enemy fighters" are to those whom the sentence has named so far."""
        tree = s.tree
        definite = any(tree.lower[k] == "the" for k in tree.kids[token])
        if tree.lower[token] == "enemy" and (tree.deps[token] in {"compound", "amod", "attr"} or not definite):
            return []
        if tree.children(token, "prep", "poss", "appos"):
            return []
        named = [self._discourse.of_name(s, t, n) for t in range(token) if (n := s.named[t])]
        return self._discourse.foe(named + [a for t in range(token) for a in s.references.get(t, ())])

    def _listed_here(self, s: Sentence, token: int) -> list[Argument]:
        """The two that the subject before ``token`` names together: "Mali and Niger fought, each blaming the other"."""
        for subject in range(token):
            if s.tree.deps[subject] in {"nsubj", "nsubjpass"}:
                listed = [t for t in s.tree.conjuncts_after(subject) if t < token and s.named[t] is not None]
                if len(listed) == 2:
                    return [self._discourse.of_name(s, t, n) for t in listed if (n := s.named[t]) is not None]
        return []

    def _pair(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        if {"three", "four", "five"} & {s.tree.lower[k] for k in s.tree.kids[token]}:
            return self._discourse.several
        if lower in BROTHERS:
            two = self._discourse.pairs.brothers(lower) or self._discourse.last_two()
            states = lower not in {"countries", "nations", "states"} or all(a.actor.kind in STATES for a in two)
            return two if states else []
        if lower in _RANKS:
            met = self._discourse.pairs.protagonists or self._discourse.pairs.people()
            return met or self._discourse.pairs.brothers("countries") or self._discourse.last_two()
        here = [
            self._discourse.of_name(s, t, n) for t in range(token) if (n := s.named[t]) and n.actor.kind == "Person"
        ]
        distinct = {a.actor.id: a for a in here}
        if len(distinct) > 1:
            return list(distinct.values())
        if lower in {"sides", "parties"} and len(named := self._discourse.pairs.titled()) == 2:
            return named
        men = self._discourse.two_persons(s.number) or self._discourse.pairs.people()
        men = men or (self._discourse.pairs.brothers("countries") if lower in _HEADS else [])
        return men or (self._discourse.quarrel() if lower in {"sides", "parties", "leaders"} else [])


def _realm(noun: str) -> Callable[[Actor], bool]:
    """A test for the states that a noun may describe: no republic is "the kingdom"."""
    realms = load_words().realms
    if noun in realms:
        return lambda actor: actor.id in realms[noun]
    if noun == "republic":
        monarchies = realms["kingdom"] | realms["sultanate"] | realms["emirate"]
        return lambda actor: actor.kind in STATES and actor.id not in monarchies
    return of_kind(STATES)
