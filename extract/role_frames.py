"""The frame of nouns that say what somebody is to another: "Iran's ally", "a member of NATO"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.lexicon import Entry
from detente.extract.nominals import NEAR
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import Sides
from detente.extract.tools import Tools

_OF_A_BODY = frozenset({"affiliateOf", "memberOf", "accuse"})
_BECOME = frozenset("become became becomes becoming remain remains remained".split())


class RoleFrames:
    """``role``."""

    def __init__(self, tools: Tools) -> None:
        self._nominals = tools.nominals
        self._clauses = tools.clauses

    def role(self, s: Sentence, noun: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        words = frozenset(cue.prepositions)
        bearers = self.bearers(s, noun)
        holders: list[Argument] = []
        for token in tree.prepositions(noun, words):
            if tree.deps[token] == "pobj":
                holders += self._nominals.resolve(s, token, NEAR)
        if not holders:
            owned = self._nominals.owners(s, noun)
            holders = [a for a in owned if not any(a.actor.id == b.actor.id for b in bearers)]
        inside = tree.deps[noun] in {"compound", "nmod", "amod"}
        if inside and not holders and noun and (before := s.named[noun - 1]) is not None:
            holders = [self._nominals.argument(s, noun - 1, noun - 1, before.actor, "name")]
        if not bearers:
            bearers = self._kin(s, noun)
            holders = [a for a in holders if not any(a.actor.id == b.actor.id for b in bearers)]
        if bearers and holders:
            yield Sides(bearers, holders, "role")
        elif len(bearers) > 1 and not holders and tree.tags[noun] in {"NNS", "NNPS"} and cue.relation not in _OF_A_BODY:
            yield Sides(bearers, [], "role-joint")

    def _kin(self, s: Sentence, noun: int) -> list[Argument]:
        """A bloc named by its adjective beside an owner: "its European allies", "Washington's Gulf partners"."""
        if s.tree.child(noun, "poss") is None:
            return []
        found = []
        for kid in s.tree.children(noun, "amod", "compound"):
            named = s.named[kid]
            if named is not None and named.actor.kind == "Bloc":
                found.append(self._nominals.argument(s, kid, noun, named.actor, "people"))
        return found

    def bearers(self, s: Sentence, noun: int) -> list[Argument]:
        """Who is said to be what a role noun says."""
        tree = s.tree
        head, dep = tree.heads[noun], tree.deps[noun]
        found: list[Argument] = []
        for token in tree.children(noun, "appos"):
            found += self._nominals.resolve(s, token, NEAR)
        if not found:
            for kid in tree.children(noun, "prep"):
                if tree.lower[kid] in {"including", "like"} or tree.lower[kid] == "as":
                    for token in tree.children(kid, "pobj"):
                        found += self._nominals.resolve(s, token, NEAR)
            for clause in tree.children(noun, "relcl", "acl"):
                if tree.lower[clause] in {"include", "includes", "included"}:
                    found += [a for t in tree.children(clause, "dobj") for a in self._nominals.resolve(s, t, NEAR)]
        if found:
            return found
        if dep == "conj":
            if any(tree.lower[k] == "other" for k in tree.kids[noun]):
                others = [a for t in tree.conjuncts(noun) if t != noun for a in self._nominals.resolve_one(s, t)]
                if others:
                    return others
            first = tree.conjuncts(noun)[0]
            head, dep = tree.heads[first], tree.deps[first]
        if tree.tags[noun] == "NNS":
            for inner in tree.prepositions(noun, {"of", "in"}):
                apposed = [a for kid in tree.children(inner, "appos") for a in self._nominals.resolve(s, kid, NEAR)]
                if apposed:
                    return apposed
        if dep in {"attr", "oprd", "acomp"}:
            if dep == "oprd" and (objects := tree.children(head, "dobj")):
                return self._nominals.resolve(s, objects[0], NEAR)
            return self._clauses.subject(s, head, NEAR)
        if dep == "appos":
            return self._nominals.resolve(s, head, NEAR)
        if dep in {"compound", "nmod", "amod"} and (s.named[head] is not None or tree.child(head, "appos") is not None):
            return self._nominals.resolve(s, head, NEAR)
        if dep == "pobj" and tree.lower[head] == "as":
            governor = tree.heads[head]
            if tree.tags[governor][:1] == "V":
                targets = self._clauses.target_tokens(tree, governor)
                if targets:
                    return self._nominals.resolve(s, targets[0], NEAR)
                return self._clauses.subject(s, governor, NEAR)
        if dep == "dobj" and tree.lower[head] in _BECOME:
            return self._clauses.subject(s, head, NEAR)
        if noun + 1 == len(tree) or s.named[noun + 1] is None:
            return []
        titled = tree.heads[noun + 1] == noun or tree.tags[noun] == "NNS" or dep == "compound"
        return self._nominals.resolve(s, noun + 1, NEAR) if titled else []
