"""Pronouns: who "it", "they", "she" and "we" are."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from detente.extract.classes import COPULAS, COUNTS, GROUPS, REFLEXIVE
from detente.extract.lexicon import Lexicon
from detente.extract.nominals import PRONOUNS, Nominals
from detente.extract.persons import Genders
from detente.extract.plurals import people_of
from detente.extract.possessors import BODIES, Possessors, thanked
from detente.extract.reach import NEAR, TARGET
from detente.extract.reading import Argument, Sentence
from detente.extract.salience import BROTHERS, of_kind
from detente.extract.tree import Tree

if TYPE_CHECKING:
    from detente.extract.discourse import Discourse

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "herself", "hers"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_YOU = frozenset({"you", "your", "yours", "yourself"})
_PARTNERED = frozenset({"with", "between", "from", "to", "by"})
_TWO = frozenset({"each", "pair", "duo"})
_PLURALS = GROUPS | {"Force", "Organ", "Organisation", "Bloc"}
_ON_ACTS = ("condemn", "denounc", "deplor", "welcom", "den", "confirm", "reject", "dismiss", "applaud", "hail")
_CALLING = ("call", "describ", "term", "label", "brand", "denounc", "condemn", "dismiss", "consider", "regard")
_FEELING = frozenset({"make", "makes", "made", "making", "find", "finds", "found", "consider"})
_ATTITUDES = frozenset(
    "concerned ready willing prepared disappointed worried confident committed open opposed determined satisfied "
    "pleased happy aware alarmed appalled saddened outraged dismayed shocked sorry grateful hopeful optimistic "
    "convinced sure certain unhappy angry eager reluctant unwilling keen proud cautious sceptical skeptical".split()
)
"""What only somebody can be: "said it was concerned and urged Oslo to"."""
_MANNERS = frozenset({"accord", "way", "right", "hands", "behalf"})
"""What is one's own when nobody else is spoken of: "left of its own accord"."""


def referring_words(lexicon: Lexicon) -> Mapping[str, int]:
    """The words that may take up actors named elsewhere, with how many: "both" and "countries" make two together."""
    nouns = lexicon.nouns
    single = PRONOUNS | _YOU | COUNTS | frozenset({"former", "latter", "bilateral", "mainland"})
    described = (
        nouns["pair_references"] | nouns["group_references"] | nouns["state_references"] | nouns["office_references"]
    )
    return MappingProxyType(dict.fromkeys(single | described, 1) | dict.fromkeys(_TWO | {"koreas", "sudans"}, 2))


class Pronouns:
    """Resolves the pronouns of one sentence after the other."""

    def __init__(self, discourse: Discourse, lexicon: Lexicon) -> None:
        self._discourse = discourse
        self._lexicon = lexicon
        self._possessors = Possessors(discourse, lexicon)
        self._acting = lexicon.nouns["representatives"] | lexicon.nouns["words"] | lexicon.nouns["people"]
        self.genders = Genders()
        """Whom the text speaks of as "he" and as "she"."""

    def third(self, s: Sentence, token: int, lower: str, nominals: Nominals) -> list[Argument]:
        """Whom a pronoun of the third person takes up."""
        if lower in REFLEXIVE:
            return self._reflexive(s, token)
        undergoing = s.tree.deps[s.tree.heads[token]] in {"dobj", "pobj"} and _MANNERS.isdisjoint(
            s.tree.lower[token + 2 : token + 3]
        )
        if s.tree.lower[token + 1 : token + 2] == ["own"] and undergoing and (found := self._reflexive(s, token)):
            return found
        if lower in _HE or lower in _SHE:
            gender = "f" if lower in _SHE else "m"
            found = thanked(s, token, nominals) or self._undergoing(s, token, nominals)
            if gender == "f" and not found:  # most who are not known for women are men
                found = self._discourse.last(s, token, lambda a: a.kind == "Person" and self.genders.is_woman(a))
            found = found or self._discourse.last(
                s, token, lambda a: a.kind == "Person" and self.genders.may_be(a, gender)
            )
            if found:
                self.genders.learn(found[0].actor, gender)
            return found or self._unnamed(s, token, nominals) or self._told_before(s)
        if lower in _IT:
            if lower == "it" and (_is_empty(s.tree, token) or self._same_thing(s, token) or self._act(s, token)):
                return []
            itself = self._predicated(s, token)
            return (
                self._possessors.of(s, token)
                or self._discourse.last(s, token, lambda a: a.kind in BODIES and a.id != itself)
                or self._ahead(s, token)
            )
        return self._they(s, token, nominals) if lower in _THEY else []

    def _predicated(self, s: Sentence, token: int) -> str | None:
        """Who is said to be what the owner has, and so not the owner: "Oslo said that Chad is among its partners"."""
        tree, here = s.tree, s.tree.heads[token]
        role = any(e.cue.frame == "role" for e in self._lexicon.entries.get(tree.lower[here], ()))
        if tree.deps[token] != "poss" or not role:
            return None  # "remains steadfast in its support"
        while tree.deps[here] in {"pobj", "prep", "conj"}:
            here = tree.heads[here]
        verb = tree.heads[here] if tree.deps[here] == "attr" else here
        subject = tree.child(verb, "nsubj") if tree.lower[verb] in COPULAS else None
        named = s.named[subject] if subject is not None else None
        return named.actor.id if named is not None else None

    def _unnamed(self, s: Sentence, token: int, nominals: Nominals) -> list[Argument]:
        """ "The Dutch minister … he": an official without a name stands for whom he acts."""
        for before in range(token):
            if (
                s.tree.tags[before] == "NN"
                and s.tree.deps[before] == "nsubj"
                and s.tree.lower[before] in self._lexicon.nouns["office_references"]
            ):
                return nominals.resolve_one(s, before, NEAR)
        return []

    def _undergoing(self, s: Sentence, token: int, nominals: Nominals) -> list[Argument]:
        """The envoy without a name to whom something is done, and more in the same breath: "expelled the Irish
        ambassador, accusing him of spying".
        """
        tree, verb = s.tree, s.tree.heads[token]
        above = tree.heads[verb]
        if tree.deps[token] != "dobj" or tree.deps[verb] != "advcl" or tree.tags[verb] != "VBG":
            return []
        officers = self._lexicon.nouns["office_references"]
        for man in (t for t in tree.children(above, "dobj") if t < token):
            if tree.tags[man] == "NN" and s.named[man] is None and tree.lower[man] in officers:
                return nominals.resolve_one(s, man, NEAR)
        return []

    def _told_before(self, s: Sentence) -> list[Argument]:
        """The official without a name who did something in the sentence before: "The Dutch premier left. He said …"."""
        officer = self._discourse.officer
        return [officer[1]] if officer is not None and officer[0] == s.number - 1 else []

    def _reflexive(self, s: Sentence, token: int) -> list[Argument]:
        """ "Ukraine's ability to defend itself": the subject or owner next above."""
        for here in s.tree.ancestors(token):
            for kid in s.tree.children(here, "nsubj", "nsubjpass", "poss"):
                if (named := s.named[kid]) is not None:
                    return [self._discourse.of_name(s, kid, named)]
                if kid in s.references or s.tree.deps[kid] != "poss":
                    return s.references.get(kid, [])
        return []

    def _same_thing(self, s: Sentence, token: int) -> bool:
        """ "The typhoon battered Luzon before it hit Taiwan": the pronoun goes on with a subject that is no actor."""
        tree = s.tree
        verb = tree.heads[token]
        if tree.deps[token] != "nsubj" or tree.deps[verb] != "advcl":
            return False
        subject = tree.child(tree.heads[verb], "nsubj", "nsubjpass")
        return (
            subject is not None and subject < token and tree.tags[subject] in {"NN", "NNP"}
            and s.named[subject] is None and subject not in s.references
            and tree.lower[subject] not in self._acting
        )  # fmt: skip

    def _act(self, s: Sentence, token: int) -> bool:
        """ "The attack came at night. Chad condemned it": the pronoun is the act, not an actor."""
        tree = s.tree
        if self._judged(s, token):
            return True
        if tree.deps[token] != "dobj" or not tree.lower[tree.heads[token]].startswith(_ON_ACTS):
            return False
        return self._discourse.act >= s.number - 1 or any(lower in self._lexicon.events for lower in tree.lower[:token])

    def _judged(self, s: Sentence, token: int) -> bool:
        """ "Chad calls it a mistake": what is called something that is no group or state is what happened."""
        tree = s.tree
        verb = tree.heads[token]
        if token < verb or tree.deps[token] not in {"dobj", "nsubj"} or not tree.lower[verb].startswith(_CALLING):
            return False
        called = tree.children(verb, "oprd", "attr", "dobj", "ccomp")
        called += tree.prepositions(verb, {"as"})
        called = [t for t in called if t > token and tree.tags[t][:1] in "NJ"]
        nouns = self._lexicon.nouns
        bodies = nouns["group_references"] | nouns["state_references"] | nouns["representatives"]
        bodies |= nouns["pair_references"]
        return bool(called) and tree.lower[called[0]] not in bodies

    def _ahead(self, s: Sentence, token: int) -> list[Argument]:
        """ "As it withdrew, the United Nations blamed Asmara": the subject of the clause to come."""
        tree = s.tree
        for here in tree.ancestors(token):
            if tree.deps[here] == "advcl":
                for subject in tree.children(tree.heads[here], "nsubj", "nsubjpass"):
                    if subject > token and (named := s.named[subject]) is not None and named.actor.kind in BODIES:
                        return [self._discourse.of_name(s, subject, named)]
        return []

    def _they(self, s: Sentence, token: int, nominals: Nominals) -> list[Argument]:
        tree = s.tree
        for before in range(token - 1, -1, -1):
            dep = tree.deps[before]
            if dep in {"nsubj", "nsubjpass", "dobj", "pobj"} and len(tree.conjuncts_after(before)) > 1:
                found = nominals.resolve(s, before, NEAR)
                if len(found) > 1 or (found and dep in {"nsubj", "nsubjpass"}):
                    return found
            if (
                tree.tags[before] in {"NNS", "NNPS"}
                and s.named[before] is None
                and dep in {"nsubj", "nsubjpass", "dobj", "pobj"}
            ):
                undergone = tree.deps[token] == "dobj" and dep == "dobj"  # "held eight Britons … before it freed them"
                found = nominals.resolve_one(s, before, TARGET if undergone else NEAR)
                if found or dep in {"nsubj", "nsubjpass"}:
                    return found
        opening = tree.deps[token] == "nsubj" and tree.words[token] == "They"
        if {"we", "our", "i"} & set(tree.lower[:token]):
            return []
        if opening and token == 0 and (acting := people_of(s, self._discourse)) is not None:
            return [self._discourse.plain(acting)]
        if tree.lower[token] in {"they", "their"} and self._discourse.all_act == s.number - 1:
            self._discourse.all_act = s.number
            return self._discourse.several
        if opening and (told := self._discourse.plural) is not None and s.number - told[0] <= 2:
            return told[1]
        pairs = self._discourse.pairs
        together = pairs.all_together if tree.lower[token] == "they" else pairs.latest
        return together(s.number, 4 if opening else 1) or self._discourse.last(s, token, of_kind(_PLURALS), reach=2)

    def spoken(self, s: Sentence, token: int, lower: str, speakers: dict[int, Argument]) -> list[Argument]:
        """Whom "I", "we" and "you" mean."""
        turns, cast = self._discourse.turns, self._discourse.cast
        if lower in _YOU:
            addressee = turns.addressee(s.span.end - 1)
            if addressee is None and (speaker := speakers.get(token)) is not None:
                return self._hearer(s, speaker)
            return [self._discourse.plain(addressee)] if addressee is not None else []
        if (lower not in _WE and lower not in _I) or s.tree.words[token] in {"US", "I.", "i"}:
            return []
        quoted = speakers.get(token)
        if quoted is not None:
            if lower == "our" and self._shared(s.tree, token):
                if turns.addressee(s.span.end - 1) is not None:
                    return self._discourse.both()
                if heard := self._hearer(s, quoted):
                    return [self._discourse.body(quoted), self._discourse.body(heard[0])]
            if lower == "we" and turns.addressee(s.span.end - 1) is not None and self._done_together(s.tree, token):
                return self._discourse.both()
            if lower in _WE and quoted.principal is not None:
                return [self._discourse.plain(cast.get(quoted.principal))]
            return [quoted]
        if (s.quoted and s.quoted[token]) or turns.unknown(s.span.end - 1):
            return []
        if lower in _WE and turns.signatories and turns.at(s.span.end - 1) is None:
            return [self._discourse.plain(actor) for actor in turns.signatories]
        actor = (turns.at(s.span.end - 1) or turns.author) if lower in _I else turns.issuer or turns.author
        if actor is None and lower in _WE and not speakers:
            return self._discourse.narrator(s, token)
        return [self._discourse.plain(actor)] if actor is not None else []

    def _hearer(self, s: Sentence, speaker: Argument) -> list[Argument]:
        """Whom a quoted speaker means by "you": the other of the two persons whom a readout is about."""
        people = self._discourse.pairs.protagonists or self._discourse.two_persons(s.number)
        others = [a for a in people if a.actor.id != speaker.actor.id]
        return others if len(people) == 2 and len(others) == 1 else []

    def _shared(self, tree: Tree, token: int) -> bool:
        """Whether "our" countries, relations or trade are the speaker's and the hearer's."""
        head = tree.lower[tree.heads[token]]
        return (
            head in self._lexicon.bonds
            or head in BROTHERS
            or any(e.cue.frame == "mutual" for e in self._lexicon.entries.get(head, ()))
        )

    def _done_together(self, tree: Tree, token: int) -> bool:
        """Whether "we" are the speaker and the hearer, who do something that takes two: "we signed a treaty"."""
        verb = tree.heads[token]
        more = [k for k in tree.children(verb, "conj") if tree.child(k, "nsubj") is None]
        if tree.deps[token] != "nsubj" or more or any(True for _ in tree.prepositions(verb, _PARTNERED)):
            return False
        objects = {tree.lower[t] for t in tree.children(verb, "dobj")}
        listed = [e for e in self._lexicon.entries.get(tree.lower[verb], ()) if e.cue.frame == "reciprocal"]
        if any(e.cue.matter for e in listed):
            return True
        things = [self._lexicon.things.get(e.cue.id) for e in listed if not e.after]
        return any(objects & wanted for wanted in things if wanted)


def _is_empty(tree: Tree, token: int) -> bool:
    """Whether "it" stands for no thing: "it is clear that", "made it possible to"."""
    head = tree.heads[token]
    if tree.deps[token] == "expl":
        return True
    kids = tree.kids[head]
    if tree.deps[token] == "nsubjpass" and any(tree.deps[k] in {"ccomp", "xcomp"} for k in kids):
        return True
    felt = tree.lower[head] in COPULAS and tree.children(head, "acomp")
    if felt and _ATTITUDES & {tree.lower[k] for k in felt}:
        return False
    if tree.lower[head] in {"is", "was", "be", "been", "'s", "’s", "remains", "seems", "seemed", "appears", "became"}:
        return any(tree.deps[k] in {"ccomp", "xcomp", "advcl", "acomp"} for k in kids)
    return tree.lower[head] in _FEELING or (tree.deps[token] == "nsubj" and tree.tags[head][0] == "J")
