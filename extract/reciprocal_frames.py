"""The frame of verbs that two do with each other: "met with Iran", "Russia and China signed a pact"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.classes import RECIPROCAL
from detente.extract.cue_words import is_thing
from detente.extract.lexicon import Entry
from detente.extract.names import Nature
from detente.extract.reach import NEAR
from detente.extract.reading import Argument, Sentence, ids_of
from detente.extract.sides import VISITED, Sides, source_reach
from detente.extract.tools import Family
from detente.extract.tree import Tree
from detente.extract.verb_forms import is_passive

_LEADING = frozenset({"into", "of", "from"})
"""Last words of a verb that lead to its thing."""


_TIES = frozenset({"warmingTiesWith", "coolingTiesWith", "alliedWith", "partnerOf"})
_SIDE_BY_SIDE = frozenset("against alongside beside together under off back shoulder jointly hard".split())


def _with_others(tree: Tree, verb: int, words: frozenset[str]) -> bool:
    """Whether it is done with people who aren't any named actor, rather than with each other."""
    beside = [t for t in tree.prepositions(verb, words & {"with"}) if tree.deps[t] == "pobj"]
    return any(tree.lower[t] not in RECIPROCAL and tree.tags[t] in {"NNS", "NNP"} for t in beside)


def _of_matter(tree: Tree, token: int) -> bool:
    """Whether what is behind a thing done is its matter, not the border where it is done."""
    return tree.deps[token] == "pobj" and tree.lower[token] not in {"border", "borders", "frontier"}


def _by_themselves(tree: Tree, verb: int) -> bool:
    """Whether no third is named whom two would fight side by side: "the two armies fought with rifles for an hour"."""
    if is_passive(tree, verb) or tree.child(verb, "dobj", "xcomp") is not None or tree.deps[verb] == "xcomp":
        return False  # "agreed to stop fighting"
    words = {tree.lower[k] for k in tree.children(verb, "prep", "advmod", "prt")}
    return bool(words & {"with", "for", "over", "near", "along"}) and not words & _SIDE_BY_SIDE


class ReciprocalFrames(Family):
    """``reciprocal``."""

    def reciprocal(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        if tree.deps[verb] == "acomp" and tree.lower[tree.heads[verb]].startswith(("stand", "stood")):
            return  # "stand united with" somebody is to support him
        things = self._lexicon.things.get(cue.id)
        objects = self._clauses.target_tokens(tree, verb)
        if cue.relation == "cooperate" and objects and _is_fought(tree, (verb, *objects)):
            return
        if (
            things and entry.after and entry.after[-1] in _LEADING and not objects
        ):  # "entered into a pact with", "pulled out of it"
            objects = [t for t in tree.prepositions(verb, frozenset(entry.after)) if tree.deps[t] == "pobj"]
        if things and not any(is_thing(s, token, things) for token in objects):
            return
        if (
            entry.after
            and not things
            and any(
                tree.lower[o] not in RECIPROCAL and tree.lower[o] not in entry.after
                for o in tree.children(verb, "dobj")
            )
        ):
            return
        if tree.lower[verb] in {"speak", "speaks", "spoke", "speaking"} and tree.child(verb, "dobj") is not None:
            return  # a language, or the truth
        if tree.lower[verb].startswith(("speak", "spoke")) and {"out", "up"} & {tree.lower[k] for k in tree.kids[verb]}:
            return  # "spoke out for peace"
        if cue.relation == "rivalOf" and tree.child(verb, "ccomp") is not None:
            return  # both argue that something is so
        if cue.alone and not _by_themselves(tree, verb):
            return
        passive = is_passive(tree, verb)
        reach = source_reach(entry.cue.relation)
        one = self._clauses.source(s, verb, reach) if things or not passive else self._clauses.subject(s, verb, NEAR)
        if things and not one and tree.deps[verb] == "acl":
            one = self._main_subject(s, verb)
        if things and not one and passive:
            one = self._signers(s, verb, objects)
        other: list[Argument] = []
        words = frozenset(cue.prepositions)
        parts = [p for o in objects for p in tree.conjuncts_after(o)]
        parts += [t for p in list(parts) for t in tree.prepositions(p, {"of", "on", "for"}) if _of_matter(tree, t)]
        if entry.after:
            parts += [t for kid in tree.children(verb, "prep") for t in tree.children(kid, "pobj")]
        for place in (verb, *parts, *tree.children(verb, "prt", "advmod")):
            for token in tree.prepositions(place, words):
                if tree.deps[token] == "pobj":
                    other += self._partner(s, token, cue.relation)
        if not things and not other and not passive and not cue.matter:
            for token in objects:  # "discussed it", "settled it": a matter, no partner
                other += [] if tree.lower[token] == "it" else self._nominals.resolve(s, token, NEAR)
        if one and other:
            yield Sides(one, other, "reciprocal")
            if len(one) > 1 and not things:
                return
        elif not things and not entry.after and not cue.alone and _with_others(tree, verb, words):
            return  # "Mali and Niger met with merchants"
        elif tree.lower[verb].startswith(("speak", "spoke")) and any(True for _ in tree.prepositions(verb, {"of"})):
            return  # each speaks of it, not with the other
        elif members := _members_among(one):
            ids = {a.actor.id for a in members}
            yield Sides([a for a in one if a.actor.id not in ids], members, "reciprocal")
        elif len(one) > 1 and not self._of_a_third(s, objects, one):
            yield Sides(one, [], "reciprocal-joint")
        elif things and not one and (parties := self._between(s, parts)):
            yield Sides(parties, [], "reciprocal-joint", 0.9)

    def _of_a_third(self, s: Sentence, papers: list[int], two: list[Argument]) -> bool:
        """Whether what the two accept or sign is another's: "Oslo and Riga accepted the Chadian plan"."""
        owners = ids_of(a for t in papers for a in self._nominals.owners(s, t))
        return bool(owners) and not owners & ids_of(two)

    def _partner(self, s: Sentence, token: int, relation: str) -> list[Argument]:
        """Whom a phrase behind the verb names; ties are with who governs in a capital: "moved closer to Moscow"."""
        if relation not in _TIES:
            return self._nominals.resolve(s, token, NEAR)
        found: list[Argument] = []
        for part in s.tree.conjuncts_after(token):
            named = s.named[part]
            if named is not None and named.nature is Nature.CAPITAL:
                found.append(self._nominals.argument(s, part, part, named.actor, "name"))
            else:
                found += self._nominals.resolve_one(s, part, NEAR)
        return found

    def _between(self, s: Sentence, things: list[int]) -> list[Argument]:
        """Whose it is that others sign: "the heads of state signed a treaty on trade between Oman and Chad"."""
        tree = s.tree
        matters = [*things, *(t for p in things for t in tree.prepositions(p, {"on", "of"}))]
        behind = [t for p in matters for t in tree.prepositions(p, {"between"})]
        return next((f for t in behind if len(f := self._nominals.resolve(s, t, NEAR)) > 1), [])

    def _signers(self, s: Sentence, verb: int, papers: list[int]) -> list[Argument]:
        """Who signs where nobody says by whom: at whose visit or talks, or the two of whom the text tells: "a deal was
        signed during Mr Akayev's visit to Moscow", "bilateral documents were signed".
        """
        tree = s.tree
        shared = {tree.lower[k] for paper in papers for k in tree.children(paper, "amod")} & {
            "bilateral",
            "joint",
            "mutual",
        }
        for occasion in tree.prepositions(verb, {"during", "after", "following", "at", "on"}):
            hosts = [
                a for t in tree.prepositions(occasion, {"to", "with"}) for a in self._nominals.resolve(s, t, VISITED)
            ]
            guests = self._nominals.owners(s, occasion)
            if hosts and guests:
                return [*guests[:1], *hosts[:1]]
        return self._both() if shared and len(self._both()) == 2 else []

    def _main_subject(self, s: Sentence, participle: int) -> list[Argument]:
        """Who made what a participle tells of: "released him under a deal signed with Oman"."""
        tree = s.tree
        noun = tree.heads[participle]
        if tree.deps[noun] != "pobj":
            return []
        verb = next((v for v in list(tree.ancestors(noun))[:3] if tree.tags[v][:1] == "V"), None)
        return self._clauses.source(s, verb, NEAR) if verb is not None else []


def _members_among(listed: list[Argument]) -> list[Argument]:
    """A body and those listed behind it as its members: "Iran and six powers, the United States, Britain …"."""
    bodies = [a for a in listed if a.actor.kind in {"Organisation", "Bloc"}]
    members = {m.actor for a in bodies for m in a.actor.members}
    found = [a for a in listed if a.actor.id in members]
    return bodies + found if len(found) > 1 else []


def _is_fought(tree: Tree, places: tuple[int, ...]) -> bool:
    """Whether what two launch is a fight against a third, not one that is told as theirs together."""
    against = any(tree.lower[k] == "against" for place in places for k in tree.children(place, "prep"))
    return against and not any(tree.lower[k] in {"joint", "combined"} for place in places for k in tree.kids[place])
