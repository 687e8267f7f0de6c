"""Objects with which a verb does not say what its cue says: "struck a deal" strikes nobody."""

from __future__ import annotations

from detente.extract.classes import FORCE, MATERIEL
from detente.extract.cue_words import entries_at, has_thing, is_thing
from detente.extract.lexicon import Entry
from detente.extract.reach import NEAR
from detente.extract.reading import Sentence
from detente.extract.tools import Family
from detente.extract.tree import Tree
from detente.ontology.actor import Actor

_TAKEN_TO = frozenset({"task", "court", "tribunal", "arbitration", "icj", "icc", "international court of justice"})
"""Where one is taken with words alone."""
_FRIENDLY = frozenset("trusted preferred favoured favored white safe partners allies friends buyers".split())
"""What is said of lists that are good to be on."""
_SENT = frozenset("mediator mediators envoy envoys ambassador negotiator negotiators broker member".split())
_CARRIED_OUT = frozenset(
    "warrant warrants order orders plan plans will project projects operation operations decision decisions strategy "
    "contract contracts policy agreement mandate ruling rulings sentence judgment instructions".split()
)
"""What is executed without anybody's death."""


_LAWSUITS = frozenset(
    "case cases charge charges lawsuit lawsuits suit appeal petition evidence ruling complaint".split()
)
"""What a court throws out."""
_INTANGIBLE = frozenset(
    "interests interest reputation image credibility prospects chances confidence trust prestige standing unity".split()
)
"""What is damaged without force."""

_DEEDS = frozenset(
    "genocide massacre holocaust famine killings crimes suffering efforts contribution contributions importance need "
    "concerns role sacrifice sacrifices".split()
)
"""What is recognised without recognising any state."""


class VerbMatters(Family):
    """Tells by the object of a verb whether it means another thing."""

    def means_another(self, s: Sentence, verb: int, token: int, entry: Entry) -> bool:
        """Whether with this object the verb is not what the cue says."""
        relation, things = entry.cue.relation, self._lexicon.things.get(entry.cue.id)
        if self._told_by_noun(s, verb) or (not things and self._other_matter(s, verb, token, entry)):
            return True
        if things and not (is_thing(s, token, things) or has_thing(s, verb, things)):
            return True
        if relation == "accuse" and things and token in s.references and s.tree.lower[token] in {"it", "this", "that"}:
            return True  # what is called names is a deed told before, whose doer need not be who was named last
        if relation == "recognizes" and s.tree.lower[token] in _DEEDS:
            return True  # "recognised the Armenian genocide"
        if relation == "recognizes" and any(s.tree.lower[t] in _SENT for t in s.tree.prepositions(verb, {"as"})):
            return True  # "accepted Mr Masire as mediator"
        if entry.cue.of_enemies:
            return _of_friends(s.tree, verb)
        return entry.cue.no_insult and self._insulted(s, verb, token)

    def _other_matter(self, s: Sentence, verb: int, token: int, entry: Entry) -> bool:
        """Whether other things are done: "struck a deal" strikes nobody; "called it a lie" phones nobody;
        "left four dead" withdraws from nowhere.
        """
        tree, relation, nouns = s.tree, entry.cue.relation, self._lexicon.nouns
        if relation == "consult":
            return _names(tree, verb)
        if relation == "retreat" and not entry.cue.kinds:
            return not self._somewhere(s, token) or tree.child(verb, "oprd") is not None
        if relation == "concede" and s.named[token] is None and token not in s.references:
            return tree.lower[token] not in nouns["people"] and tree.lower[token] not in nouns["representatives"]
        if relation in {"coerce", "reject"} and tree.lower[verb].startswith("dismiss"):
            return self._is_sacked(s, token) == (relation == "reject")
        if relation == "assault" and tree.lower[verb] in {"take", "takes", "took", "taken", "taking"}:
            return _takes_elsewhere(tree, verb)
        if relation == "assault" and tree.lower[verb].startswith("execut") and tree.lower[token] in _CARRIED_OUT:
            return True
        if entry.cue.kinds == ("Person",) and any(
            tree.lower[k] in {"which", "that"} for k in tree.children(verb, "dobj")
        ):
            return True  # "an exercise, which Oman held"
        if relation == "assault" and tree.lower[token] in _INTANGIBLE:
            return True
        if relation == "aid" and tree.lower[verb].startswith("reinforc") and s.named[token] is None:
            return tree.lower[token] not in nouns["people"] | nouns["representatives"] | nouns["forces"]
        if relation == "coerce" and tree.lower[verb].startswith(("throw", "threw")):
            return tree.lower[token] in nouns["acts"] | nouns["verdicts"] | _LAWSUITS
        if relation == "coerce" and tree.lower[verb] in {"hold", "holds", "held", "holding"}:
            return _esteems(tree, verb)
        if relation == "sanction":
            return tree.lower[token] in self._lexicon.bonds or self._is_aim(tree, verb)
        return relation in {"assault", "coerce"} and self._is_deed(s, token, relation)

    def _is_aim(self, tree: Tree, verb: int) -> bool:
        """Whether "to punish" him is but the aim of another blow, told by its own verb: "bombed Chad to punish it"."""
        above = tree.heads[verb]
        aim = tree.lower[verb] == "punish" and tree.deps[verb] in {"advcl", "xcomp"} and above < verb
        cues = (e.cue for e in self._lexicon.entries.get(tree.lower[above], ()) if e.cue.pos == "verb")
        return aim and any(c.relation in FORCE for c in cues)

    def _somewhere(self, s: Sentence, token: int) -> bool:
        """Whether a country or territory is left: "left Chad", "left the capital, N'Djamena"."""
        meant = _meant(s, token)
        for beside in s.tree.children(token, "appos"):
            meant += [a.actor for a in self._nominals.resolve(s, beside, NEAR)]
        return any(actor.kind in {"State", "Territory"} for actor in meant)

    def _is_sacked(self, s: Sentence, token: int) -> bool:
        """Whether a person is dismissed, from an office, rather than a claim."""
        sacked = s.tree.lower[token] in self._lexicon.nouns["office_references"]
        return sacked or any(actor.kind == "Person" for actor in _meant(s, token))

    def _is_deed(self, s: Sentence, token: int, relation: str) -> bool:
        """Whether the object names an act without force or a tie, which nobody is hurt by: "hit relations"."""
        if s.tree.words[token].casefold() in MATERIEL:
            return False
        cues = [entry.cue for entry in entries_at(self._lexicon, s, token)]
        others = {"protest"} if relation == "coerce" else set()
        return any(c.frame in {"mutual", "event", "bond"} and c.relation not in FORCE | others for c in cues)

    def _told_by_noun(self, s: Sentence, verb: int) -> bool:
        """Whether the noun before the participle tells the act already: "strikes targeting Hezbollah"."""
        aiming = s.tree.deps[verb] == "acl" and s.tree.lower[verb] in {"targeting", "hitting"}
        return aiming and bool(entries_at(self._lexicon, s, s.tree.heads[verb], "event"))

    @staticmethod
    def _insulted(s: Sentence, verb: int, token: int) -> bool:
        """Whether a state is called names rather than put on a list: "branded Pakistan a terrorist state"."""
        named = s.named[token]
        state = named is not None and named.actor.kind == "State"
        return state and s.tree.lower[verb].startswith(("brand", "label", "declar"))


def _meant(s: Sentence, token: int) -> list[Actor]:
    """Whom the token names or, without a name, refers to."""
    named = s.named[token]
    return [named.actor] if named is not None else [a.actor for a in s.references.get(token, ())]


def _names(tree: Tree, verb: int) -> bool:
    """Whether the object is called something or called in, rather than spoken to: "called it a lie"."""
    called = tree.lower[verb].startswith("call")
    if called and any(tree.lower[k] == "in" for k in tree.children(verb, "prt", "prep", "advmod")):
        return True
    other = tree.child(verb, "oprd", "xcomp") if called else tree.child(verb, "oprd")  # "phoned Putin to say so"
    return other is not None or len(tree.children(verb, "dobj")) > 1


def _takes_elsewhere(tree: Tree, verb: int) -> bool:
    """Whether nothing is captured: "take its troops out of Chad", "took Chad to court over the border"."""
    words_only = any(tree.lower[t] in _TAKEN_TO for t in tree.prepositions(verb, {"to"}))
    words_only = words_only or any(True for _ in tree.prepositions(verb, {"from"}))  # "took Shusha from Armenia"
    return words_only or any(tree.lower[k] in {"out", "over"} and k > verb + 1 for k in tree.children(verb, "prep"))


def _esteems(tree: Tree, verb: int) -> bool:
    """Whether nobody is kept: "held him responsible", "holds the king in high esteem", "held him to his word"."""
    kinds = {tree.lower[k] for k in tree.children(verb, "prep", "prt")}
    called = tree.child(verb, "oprd", "acomp", "ccomp", "xcomp", "advcl") is not None
    return called or bool(kinds & {"to", "up", "back"})


def _of_friends(tree: Tree, verb: int) -> bool:
    """Whether it is no list of enemies that somebody is taken off: "from its list of trusted partners"."""
    lists = (t for t in tree.subtree(verb) if tree.lower[t] in {"list", "lists"})
    return any(tree.lower[k] in _FRIENDLY for t in lists for k in tree.subtree(t))
