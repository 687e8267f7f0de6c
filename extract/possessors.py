"""Whose the thing is that "its" or "his" owns, by the verb or noun above: "thanked Algeria for its mediation"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.lexicon import Lexicon
from detente.extract.nominals import Nominals
from detente.extract.reach import NEAR
from detente.extract.reading import Argument, Sentence
from detente.extract.salience import as_reference
from detente.extract.subjects import BLAMING

if TYPE_CHECKING:
    from detente.extract.discourse import Discourse

_IT = frozenset({"it", "its", "itself"})
BODIES = frozenset(
    {"State", "Territory", "Organisation", "ArmedGroup", "Party", "Movement", "Organ", "Force", "Company", "Bloc"}
)
"""Kinds of actors that are "it"."""
_SUPPLYING = (
    "provid",
    "suppl",
    "sen",
    "deliver",
    "giv",
    "gave",
    "ship",
    "sell",
    "sold",
    "transfer",
    "lend",
    "lent",
    "sale",
)
"""Beginnings of words for handing over, whose "for its war" is the war of whoever receives."""
_ANSWERS = frozenset({"response", "retaliation", "reaction", "reprisal"})
_PUNISHING = (
    "expel",
    "impos",
    "sanction",
    "recall",
    "summon",
    "suspend",
    "froze",
    "freez",
    "ban",
    "halt",
    "cut",
    "sever",
)
"""Beginnings of verbs for what is done to somebody for his own deeds."""
_PRAISING = ("thank", "commend", "prais", "congratulat", "applaud")
_HELPING = ("support", "back", "assist", "help", "aid", "solidarity")
"""Beginnings of words for help, whose "in its fight" is the fight of whoever is helped."""


class Possessors:
    """Finds whom "its" takes up where the construction tells."""

    def __init__(self, discourse: Discourse, lexicon: Lexicon) -> None:
        self._discourse = discourse
        self._lexicon = lexicon

    def of(self, s: Sentence, token: int) -> list[Argument]:
        """Whom the pronoun at ``token`` takes up by what stands above it; nobody where nothing tells."""
        return (
            self._supplied(s, token)
            or self._sharing(s, token)
            or self._listed_beside(s, token)
            or self._resolved(s, token)
            or self._helped(s, token)
            or self._blamed(s, token)
        )

    def _supplied(self, s: Sentence, token: int) -> list[Argument]:
        """ "supplies drones to Chad for its war": the one who gets them."""
        tree, name = s.tree, token - 2
        if name < 2 or tree.lower[token - 1] != "for" or tree.lower[token] not in _IT:
            return []
        named, to = s.named[name], tree.heads[name]
        if named is None or tree.lower[to] != "to" or named.actor.kind not in BODIES:
            return []
        above = list(tree.ancestors(to))[:3]  # "its providing of drones to Chad for its war", but no apology to Chad
        given = any(tree.lower[t].startswith(_SUPPLYING) for t in above)
        return [self._discourse.of_name(s, name, named)] if given else []

    def _blamed(self, s: Sentence, token: int) -> list[Argument]:
        """ "thanked Algeria for its mediation": the pronoun is the one who is thanked."""
        tree = s.tree
        here = token
        for _ in range(4):
            here = tree.heads[here]
            above = tree.heads[here]
            answering = tree.lower[here] in {"to", "for"} and tree.lower[above] in _ANSWERS  # "in response to its raid"
            if tree.deps[here] == "prep" and (answering or tree.lower[here] in {"for", "of", "over", "with"}):
                governor = tree.heads[tree.heads[above]] if answering else above
                if (
                    tree.lower[governor] in BLAMING
                    and (target := tree.child(governor, "dobj")) is not None
                    and (named := s.named[target]) is not None
                ):
                    for subject in tree.children(governor, "nsubj"):
                        if (accuser := s.named[subject]) is not None:
                            s.seconds[token] = as_reference(s, token, self._discourse.of_name(s, subject, accuser))
                    return [self._discourse.of_name(s, target, named)] if named.actor.kind in BODIES else []
                return self._punished(s, governor, here) if answering or tree.lower[here] in {"for", "over"} else []
        return []

    def _sharing(self, s: Sentence, token: int) -> list[Argument]:
        """ "Chad's aggression against Libya and its annexation of Aozou": the owner of what goes before the "and"."""
        tree = s.tree
        noun = tree.heads[token]
        if tree.deps[token] != "poss" or tree.deps[noun] != "conj" or tree.tags[noun][:2] != "NN":
            return []
        first = tree.heads[noun]
        if tree.deps[first] == "pobj" and s.named[first] is not None:
            first = tree.heads[tree.heads[first]]  # the parser hangs the second deed on whom the first befell
        owner = tree.child(first, "poss")
        if owner is None or tree.lower[owner] in _IT or (named := s.named[owner]) is None:
            return []
        acts = self._lexicon.events
        alike = tree.lower[noun] in acts and tree.lower[first] in acts
        return [self._discourse.of_name(s, owner, named)] if alike else []

    def _listed_beside(self, s: Sentence, token: int) -> list[Argument]:
        """ "discussed Eritrea and its arms": the body whose name stands right before the "and"."""
        tree, noun = s.tree, s.tree.heads[token]
        name = tree.heads[noun]
        listed = tree.deps[noun] == "conj" and tree.deps[name] in {"pobj", "dobj"}
        near = token - name < 7 and tree.lower[token - 1] == "and" and tree.lower[token] in _IT
        named = s.named[name] if listed and near else None
        return [self._discourse.of_name(s, name, named)] if named and named.actor.kind in BODIES else []

    def _resolved(self, s: Sentence, token: int) -> list[Argument]:
        """ "Oslo's refusal to end its war": the one whose refusal it is."""
        tree, verb = s.tree, s.tree.heads[s.tree.heads[token]]
        owner = tree.child(tree.heads[verb], "poss") if tree.deps[verb] == "acl" and tree.tags[verb] == "VB" else None
        named = s.named[owner] if owner is not None else None
        direct = tree.deps[token] == "poss" and tree.deps[tree.heads[token]] == "dobj"
        return [self._discourse.of_name(s, owner, named)] if direct and owner is not None and named else []

    def _helped(self, s: Sentence, token: int) -> list[Argument]:
        """ "Support for Oman in its fight", "backs the mission in its operation": the one who is helped."""
        tree, noun = s.tree, s.tree.heads[token]
        at = tree.heads[noun]
        if tree.deps[token] != "poss" or tree.deps[noun] != "pobj" or tree.lower[at] != "in":
            return []
        above = tree.heads[at]
        helps = [above, *tree.children(above, "dobj")]
        helped = [
            t
            for place in helps
            if tree.lower[place].startswith(_HELPING) and place < at
            for t in (
                tree.children(place, "dobj") if tree.tags[place][:1] == "V" else tree.prepositions(place, {"for", "to"})
            )
            if t < at and not tree.lower[t].startswith(_HELPING)
        ]
        for t in (k for h in helped for k in (h, *tree.children(h, "appos"))):
            if (named := s.named[t]) is not None and named.actor.kind in BODIES:
                return [self._discourse.of_name(s, t, named)]
        return []

    def _punished(self, s: Sentence, verb: int, reason: int) -> list[Argument]:
        """ "imposed sanctions on Chad for its support", "recalled its envoy from Chad over its raid": whom it hits."""
        tree = s.tree
        above = [v for v in (verb, *tree.ancestors(verb)) if tree.tags[v][:1] == "V"]
        for main, measure in ((v, m) for v in above for m in tree.children(v, "dobj", "nsubjpass")):
            if tree.lower[measure] in self._lexicon.events:
                for place in (main, measure):
                    for token in tree.prepositions(place, {"on", "against"}):
                        if (named := s.named[token]) is not None and named.actor.kind in BODIES:
                            return [self._discourse.of_name(s, token, named)]
        main = next((v for v in above if tree.lower[v].startswith(_PUNISHING)), reason)
        names = [(k, n) for k in range(main + 1, reason) if (n := s.named[k]) is not None and n.actor.kind in BODIES]
        return [self._discourse.of_name(s, *names[-1])] if names else []


def thanked(s: Sentence, token: int, nominals: Nominals) -> list[Argument]:
    """ "Thanked the president for his support": the pronoun is the person who is thanked."""
    tree, noun = s.tree, s.tree.heads[token]
    preposition = tree.heads[noun]
    verb = tree.heads[preposition]
    if tree.deps[token] != "poss" or tree.deps[noun] != "pobj" or tree.lower[preposition] != "for":
        return []
    objects = tree.children(verb, "dobj") if tree.lower[verb].startswith(_PRAISING) else []
    return [a for t in objects for a in nominals.resolve_one(s, t, NEAR) if a.actor.kind == "Person"]
