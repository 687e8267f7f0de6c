"""Definite descriptions: who "the group", "both countries" and "the president" are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from detente.extract.classes import COUNTS, GROUPS, STATES
from detente.extract.countries import listed_here, regional
from detente.extract.epithets import describes, of_land, of_side
from detente.extract.lexicon import Lexicon
from detente.extract.office_words import headship, is_called, same_office, within_name
from detente.extract.reading import Argument, Sentence
from detente.extract.salience import BROTHERS, of_kind
from detente.extract.set_phrases import SetPhrases
from detente.extract.state_bodies import commanded, rebelled, seated, served
from detente.extract.tree import Tree
from detente.ontology.actor import Actor
from detente.ontology.words import load_words

if TYPE_CHECKING:
    from detente.extract.discourse import Discourse

_UNIONS = frozenset({"Organisation", "Bloc"})
_UNION_WORDS = frozenset({"bloc", "alliance", "union", "organisation", "organization", "coalition", "body", "agency"})
_FIGHTERS = frozenset(
    {
        "militants",
        "rebels",
        "insurgents",
        "fighters",
        "jihadists",
        "terrorists",
        "extremists",
        "guerrillas",
        "separatists",
        "islamists",
    }
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "their", "each"})
_EPITHETS = frozenset(
    "armed militant same rebel islamist terrorist extremist jihadist vice prime foreign defence defense crown supreme "
    "security".split()
)
_RULING = frozenset({"government", "regime", "cabinet"})
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
_STATES_TOO = frozenset({"countries", "nations", "states", "governments", "neighbours", "neighbors"})
_RANKS = frozenset({"officials", "ministers", "advisers", "advisors", "diplomats", "secretaries"})


_FELLOWS = frozenset("members allies partners states countries nations powers economies neighbours neighbors".split())
_BANDS = frozenset("front army brigade movement party alliance coalition union".split())
_FACTIONS = frozenset({"groups", "movements", "factions"})
_BANDED = frozenset({"group", "movement", "militia", "militants", "rebels", "insurgents", "outfit", "sect"})
_BESIDE = frozenset({"neighbour", "neighbor", "rival", "foe", "adversary", "counterpart", "colleague"})


class Descriptions:
    """Resolves definite noun phrases without a name in them."""

    def __init__(self, discourse: Discourse, lexicon: Lexicon) -> None:
        self._discourse = discourse
        self._phrases = SetPhrases(discourse)
        nouns = lexicon.nouns
        self._pairs, self._groups = nouns["pair_references"], nouns["group_references"]
        self._countries, self._offices = nouns["state_references"], nouns["office_references"]
        self._bodies, self._acting = nouns["body_references"], nouns["representatives"]
        self._any = self._pairs | self._groups | self._countries | self._offices | self._bodies | self._acting

    def read(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        """Whom the phrase headed by ``token`` takes up."""
        tree = s.tree
        if (found := self._phrases.read(s, token, lower)) is not None:
            return found
        if lower == "head" and (held := headship(tree, token)):
            return self._headed(s, token, held)
        return self._noun(s, token, lower) if lower in self._any and tree.tags[token][0] in "NCD" else []

    def _noun(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        """Whom a noun for a group, a country, an office or several of them takes up."""
        tree = s.tree
        kids = [tree.lower[k] for k in tree.kids[token]]
        plural = tree.tags[token] in {"NNS", "NNPS"}
        if lower in _RULING and (there := seated(s, token, self._discourse)):
            return there
        if plural and lower in _FELLOWS and COUNTS & set(kids) and self._share(s, token):
            return self._pair(s, token, "countries")
        group = lower in self._groups and "the" in kids and (not plural or lower in _FIGHTERS)
        if group and (own := of_land(s, token, self._discourse) or of_side(s, token, self._discourse)):
            return own
        if "the" in kids and not plural and lower in _REALMS and regional(s, token):
            return self._discourse.last(s, token, _realm(lower))
        if not any(word in _DEFINITE for word in kids) or any(s.named[k] is not None for k in _phrase(tree, token)):
            return []
        found = self._several(s, token, lower, kids) if plural else self._singled_out(s, token, lower, kids)
        if found is not None:
            return found
        apart = "of" in kids and not tree.lower[tree.heads[token]].startswith(_CHARGING)
        if apart or any(self._tells_apart(s, token, k) for k in tree.kids[token]):
            return []
        return self._last(s, token, lower, kids)

    def _several(self, s: Sentence, token: int, lower: str, kids: list[str]) -> list[Argument] | None:
        """Whom a plural takes up; None where fighters may be one group."""
        tree = s.tree
        if lower in _HEADS | _RANKS and "the" in kids and (known := self._discourse.acting.get(lower)):
            return [known]  # "NATO ministers met … The ministers also agreed"
        shared = bool((COUNTS | _TOWARDS) & set(kids)) or lower in _RANKS | _OPPOSED
        shared = shared or (lower in {"countries", "nations"} and tree.lower[tree.heads[token]] == "between")
        if shared and lower in self._pairs:
            return self._pair(s, token, lower)
        if lower in _FACTIONS and kids == ["the"]:  # several groups told of together
            return [a for a in self._discourse.several if a.actor.kind in GROUPS]
        if lower in self._groups and (found := self._by_name(s, token, lower)):
            return found  # "the militias", once the Iraqi militias have been met
        return None if lower in _FIGHTERS else []

    def _singled_out(self, s: Sentence, token: int, lower: str, kids: list[str]) -> list[Argument] | None:
        """Whom words beside a noun single out: "its neighbour", "the Islamic republic"; None where none do."""
        if lower in _BESIDE and (other := self._other(s, token)):
            return other
        described = lower in self._countries and "the" in kids
        return (self._state(s, token, kids) or None) if described else None

    def _last(self, s: Sentence, token: int, lower: str, kids: list[str]) -> list[Argument]:
        """Whom a noun alone takes up: the body, group, country or holder of an office last spoken of."""
        plural, subjects = s.tree.tags[token] in {"NNS", "NNPS"}, "that" not in kids
        if lower in _BANDS and within_name(s, token):
            return []
        if lower in _STATE_BODIES and (own := commanded(s, token, self._discourse)):
            return own
        if lower in _STATE_BODIES and (own := served(s, token, self._discourse)):
            return own
        if lower in _STATE_BODIES | {"state"} and (own := rebelled(s, token, self._discourse)):
            return own
        if lower in self._bodies and not plural and (found := self._by_name(s, token, lower)):
            return found
        if lower in self._acting and "the" in kids and (known := self._discourse.acting.get(lower)) is not None:
            holders = self._office(s, token, lower) if lower in self._offices else []
            return [a for a in holders if a.principal == known.actor.id][:1] or [known]
        if lower in self._groups:
            kinds = _UNIONS if lower in _UNION_WORDS else GROUPS
            found = self._discourse.last(s, token, of_kind(kinds), subjects=subjects)
            found = found or self._discourse.only(s, token, kinds)
            return found or (self._discourse.last(s, token, of_kind(_UNIONS)) if lower == "group" else [])
        if lower in self._countries:
            return self._discourse.last(s, token, _realm(lower), subjects=subjects)
        return self._office(s, token, lower) if s.tree.child(token, "appos") is None else []

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

    def _headed(self, s: Sentence, token: int, office: str) -> list[Argument]:
        """ "the head of state", or that of the state named beside: "the Omani head of government"."""
        lands = [n.actor for k in s.tree.children(token, "amod", "compound", "poss") if (n := s.named[k]) is not None]
        if not lands:
            return self._office(s, token, office)
        cast = self._discourse.cast
        holder = cast.ruler(lands[0].id) or cast.office_holder(office, lands[0].id)
        return [self._discourse.plain(holder or lands[0])]

    def _met(self, office: str) -> list[Argument]:
        """The persons met in that office, latest first."""
        recent = (r.argument for r in reversed(self._discourse.recent))
        return [
            a
            for a in recent
            if a.actor.kind == "Person" and any(same_office(office, role.office.casefold()) for role in a.actor.roles)
        ]

    def _listed_states(self, s: Sentence, token: int) -> list[Argument]:
        """The two states that the words before name together: "Chad and Mali armed it, which both countries deny"."""
        tree = s.tree
        if not any(tree.deps[a] == "relcl" for a in tree.ancestors(token)):
            return []
        lists = ([t, *tree.children(t, "conj")] for t in range(token) if tree.deps[t] in {"nsubj", "nsubjpass"})
        pairs = [
            [self._discourse.of_name(s, t, n) for t in listed if t < token and (n := s.named[t]) is not None]
            for listed in lists
        ]
        states = [pair for pair in pairs if len(pair) == 2 and all(a.actor.kind in STATES for a in pair)]
        return states[0] if len(states) == 1 else []

    def _three(self, s: Sentence, token: int) -> list[Argument]:
        """ "The three leaders": the persons of the sentence before, where it tells of three."""
        told = (r.argument for r in self._discourse.recent if r.sentence == s.number - 1)
        found = {a.actor.id: a for a in told if a.actor.kind == "Person"}
        three = any(s.tree.lower[k] == "three" for k in s.tree.kids[token])
        return list(found.values()) if three and len(found) == 3 else []

    def _pair(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        if {"three", "four", "five"} & {s.tree.lower[k] for k in s.tree.kids[token]}:
            found = listed_here(s, token, self._discourse) or (self._three(s, token) if lower in _HEADS else [])
            return found or self._discourse.several
        if lower in BROTHERS:
            if lower in _STATES_TOO and (here := self._listed_states(s, token)):
                return here
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
            fought = self._discourse.quarrel()
            held = any(a.actor.kind == "Territory" for a in named) and any(a.actor.kind in GROUPS for a in fought)
            return fought if held else named
        talk = lower in _HEADS and self._discourse.turns.is_readout()
        men = self._discourse.pairs.protagonists if talk else []  # whoever else is spoken of, the two who meet
        men = men or self._discourse.two_persons(s.number) or self._discourse.pairs.people()
        men = men or (self._discourse.pairs.brothers("countries") if lower in _HEADS else [])
        if men or lower not in {"sides", "parties", "leaders"}:
            return men
        fought = self._discourse.quarrel()
        return [] if lower == "leaders" and any(a.actor.kind == "Organisation" for a in fought) else fought


def _is_definite(tree: Tree, noun: int) -> bool:
    """Whether a noun has an article of its own, or is a name: not "the government and people of Chad"."""
    return tree.tags[noun] == "NNP" or any(tree.deps[k] == "det" for k in tree.kids[noun])


def _phrase(tree: Tree, noun: int) -> Iterator[int]:
    """The words of a noun's phrase without what is listed with it, nor what a clause adds to a subject: "the group,
    which has ties to Chad, …", "the government and Hamas".
    """
    ruling = tree.lower[noun] in _STATE_BODIES
    apart = [k for k in tree.children(noun, "conj") if ruling and _is_definite(tree, k)]
    if tree.deps[noun] in {"nsubj", "nsubjpass"} or tree.lower[noun] in _BANDED:
        apart += [k for k in tree.children(noun, "relcl") if tree.lower[tree.subtree(k)[0] - 1] == ","]
    aside = {t for k in apart for t in tree.subtree(k)}
    return (t for t in tree.subtree(noun) if t not in aside)


def _realm(noun: str) -> Callable[[Actor], bool]:
    """A test for the states that a noun may describe: no republic is "the kingdom"."""
    realms = load_words().realms
    if noun in realms:
        return lambda actor: actor.id in realms[noun]
    if noun == "republic":
        monarchies = realms["kingdom"] | realms["sultanate"] | realms["emirate"]
        return lambda actor: actor.kind in STATES and actor.id not in monarchies
    return of_kind(STATES)
