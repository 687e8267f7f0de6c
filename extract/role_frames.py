"""The frame of nouns that say what somebody is to another: "Iran's ally", "a member of NATO"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.classes import COPULAS, MUTUAL_TIES
from detente.extract.companions import along_with
from detente.extract.lexicon import Entry
from detente.extract.names import Nature
from detente.extract.reach import NEAR, TARGET
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import Sides
from detente.extract.tools import Family

_OF_A_BODY = frozenset({"affiliateOf", "memberOf", "accuse"})
_BECOME = frozenset("become became becomes becoming remain remains remained".split())
_TURNING = frozenset({"become", "became", "becomes", "becoming"})
_TIES = frozenset({"ties", "links", "connections"})
_HAVING = frozenset("has have had comprises".split())
_CALLING = (
    "call", "nam", "count", "regard", "describ", "see", "saw", "consider", "label", "defin", "treat", "rank", "view",
    "hail", "list", "rais", "elevat", "brand", "declar", "number", "reckon", "portray", "designat", "denounc",
)  # fmt: skip
"""Beginnings of verbs that say of somebody what he is to the subject: "counts Kuwait among its friends"."""
_GROUPS = frozenset("group grouping bloc club forum alliance association union organisation organization".split())
_SHARES = frozenset("more something one some two three four several many most both another few each any others".split())
"""Of several of whom something is said: "is one of Iran's allies"."""


class RoleFrames(Family):
    """``role``."""

    def role(self, s: Sentence, noun: int, entry: Entry) -> Iterator[Sides]:
        tree, cue = s.tree, entry.cue
        words = frozenset(cue.prepositions)
        bearers = self.bearers(s, noun)
        if cue.relation == "memberOf" and (listed := self._listed(s, noun)):
            yield listed
            return
        holders: list[Argument] = []
        for token in tree.prepositions(noun, words):
            if tree.deps[token] == "pobj":
                reach = TARGET if cue.relation == "threaten" else NEAR
                holders += self._seat(s, token) or self._nominals.resolve(s, token, reach)
        if not holders and cue.relation == "consult":
            return  # a body's mediator mediates for it, not with it
        if not holders:
            first = s.tree.conjuncts(noun)[0] if s.tree.deps[noun] == "conj" else noun
            owners = self._nominals.owners(s, noun) or ([] if s.named[first] else self._nominals.owners(s, first))
            owned = [a for a in owners if not self._odd_body(cue.relation, a)]
            holders = [a for a in owned if not any(a.actor.id == b.actor.id for b in bearers)]
            owner = tree.child(first, "poss")
            if owned and not holders and owner is not None and (second := s.seconds.get(owner)) is not None:
                holders = [second]  # "Peru was one of its members": not one of its own
        inside = tree.deps[noun] in {"compound", "nmod", "amod"}
        if inside and not holders and noun and (before := s.named[noun - 1]) is not None:
            beside = [self._nominals.argument(s, noun - 1, noun - 1, before.actor, "name")]
            holders = [a for a in beside if not self._odd_body(cue.relation, a)]
        if not holders:
            behind = tree.prepositions(head, words) if (head := tree.heads[noun]) != noun else iter(())
            holders = [a for t in behind if tree.lower[t] == "which" for a in self._nominals.resolve(s, t, NEAR)]
        if not holders and tree.deps[noun] == "dobj" and tree.lower[tree.heads[noun]] in _HAVING and bearers:
            holders = self._clauses.subject(s, tree.heads[noun], NEAR)  # "the bloc has two members: Oman and Chad"
        if inside and not holders:
            holders = self._beside(s, tree.heads[noun], cue.relation)
        if not holders and cue.relation in MUTUAL_TIES and not (tree.deps[noun] == "ccomp" and len(bearers) > 1):
            holders = self._callers(s, noun) or self._dealing(s, noun)
        if not holders and cue.ours and len(bearers) == 1:
            holders = self._speaking(s, noun, bearers[0])
        if not bearers and cue.relation == "threaten" and tree.deps[noun] == "attr":
            bearers = self._clauses.subject(s, tree.heads[noun], TARGET)
        if not bearers:
            bearers = self._kin(s, noun)
            holders = [a for a in holders if not any(a.actor.id == b.actor.id for b in bearers)]
        if cue.relation == "affiliateOf" and any(a.actor.kind != "State" for a in holders):
            holders = [a for a in holders if a.actor.kind != "State"]  # "al-Qaeda's Somali branch"
        if bearers and holders:
            if cue.relation == "memberOf":
                bearers = bearers + [a for t in along_with(tree, noun) for a in self._nominals.resolve(s, t, NEAR)]
            yield Sides(bearers, holders, "role")
        elif len(bearers) > 1 and not holders and tree.tags[noun] in {"NNS", "NNPS"} and cue.relation in MUTUAL_TIES:
            if tree.child(noun, "poss") is not None:
                return  # "Oman, Chad and our other partners"
            if any(tree.lower[k] in {"including", "like", "as"} for k in tree.children(noun, "prep")):
                return  # "other close friends, including Oman and Chad" are somebody else's
            yield Sides(bearers, [], "role-joint")

    @staticmethod
    def _odd_body(relation: str, owner: Argument) -> bool:
        """Whether a role's owner says of which body the bearer is a member: "our NATO ally, Albania"."""
        return relation == "alliedWith" and owner.actor.kind == "Organisation"

    def _seat(self, s: Sentence, token: int) -> list[Argument]:
        """A capital that a role is towards is its government: "a counterweight to Beijing"."""
        named = s.named[token]
        if named is None or named.nature is not Nature.CAPITAL or s.tree.children(token, "conj"):
            return []
        return [self._nominals.argument(s, token, token, named.actor, "name")]

    def _listed(self, s: Sentence, noun: int) -> Sides | None:
        """Members listed behind their body: "two members of the EU, Greece and Malta", "the G7, a group of seven
        countries, Japan, Canada …".
        """
        tree, head = s.tree, s.tree.heads[noun]
        group = tree.heads[head]
        if tree.deps[noun] == "pobj" and tree.lower[head] == "of" and tree.lower[group] in _GROUPS:
            if tree.deps[group] not in {"appos", "attr"}:
                return None
            body = self._clauses.subject(s, tree.heads[group], NEAR) if tree.deps[group] == "attr" else (
                self._nominals.resolve_one(s, tree.heads[group]))  # fmt: skip
            behind = tree.children(noun, "appos", "conj") + [t for t in tree.children(group, "appos") if t > noun]
        else:
            bodies = [t for t in tree.prepositions(noun, {"of"}) if s.named[t] is not None]
            if tree.tags[noun] != "NNS" or not bodies or not tree.children(noun, "nummod", "amod"):
                return None
            body, behind = self._nominals.resolve_one(s, bodies[0]), tree.children(bodies[0], "conj")
            if behind and tree.lower[behind[0] - 1] in {"and", "the"}:
                return None
        members = [a for t in behind for a in self._nominals.resolve(s, t, NEAR) if a.actor.kind == "State"]
        wholes = [a for a in body if a.actor.kind in {"Organisation", "Bloc"}]
        return Sides(members, wholes[:1], "role-list") if members and wholes else None

    def _beside(self, s: Sentence, name: int, relation: str) -> list[Argument]:
        """Whose ally a name is that the role noun stands before: "its rival India", "India warned rival Pakistan"."""
        tree = s.tree
        if s.named[name] is None:
            return []
        if owners := tree.children(name, "poss"):
            return [a for token in owners for a in self._nominals.resolve(s, token, NEAR)]
        head = tree.heads[name]
        inside = tree.deps[name] in {"dobj", "pobj", "dative"}
        if relation not in MUTUAL_TIES or tree.children(name, "det") or not inside:
            return []
        verb = next((v for v in (head, *tree.ancestors(head)) if tree.tags[v][:1] == "V"), None)
        return self._clauses.source(s, verb, NEAR) if verb is not None else []

    def _callers(self, s: Sentence, noun: int) -> list[Argument]:
        """Who calls somebody a friend: "Xi called Pakistan a brother", "counts Kuwait among its friends"."""
        verb = self._calling(s, noun)
        return [] if verb is None else self._clauses.source(s, verb, NEAR)

    def _dealing(self, s: Sentence, noun: int) -> list[Argument]:
        """Whose friend the one is with whom something is done: "Moscow armed Belarus, a close ally"."""
        tree, name = s.tree, s.tree.heads[noun]
        if tree.deps[noun] != "appos" or tree.deps[name] not in {"dobj", "pobj", "dative"} or s.named[name] is None:
            return []
        if tree.tags[noun] != "NN" or not any(tree.lower[k] in {"a", "an"} for k in tree.kids[noun]):
            return []
        verb = next((v for v in tree.ancestors(name) if tree.tags[v][:1] == "V"), None)
        return self._clauses.source(s, verb, NEAR) if verb is not None else []

    def _speaking(self, s: Sentence, noun: int, bearer: Argument) -> list[Argument]:
        """Whose ally a statement's "Chad is a key ally" means: the one whose statement it is."""
        tree = s.tree
        if noun not in s.voices or tree.tags[noun] != "NN" or any(tree.lower[k] == "of" for k in tree.kids[noun]):
            return []
        first = tree.conjuncts(noun)[0]
        told = (
            tree.deps[first] == "attr"
            and tree.lower[tree.heads[first]] not in _TURNING
            and tree.child(tree.heads[first], "neg") is None
        )
        single = any(tree.lower[k] in {"a", "an"} for k in tree.kids[noun])
        if not (told and single):
            return []
        speaker = s.voices[noun]
        body = None if bearer.actor.kind == "Person" else self._nominals.homeland(s, noun, speaker)
        return [body or speaker]

    @staticmethod
    def _calling(s: Sentence, noun: int) -> int | None:
        """The verb of naming that a role noun is the predicate of."""
        tree = s.tree
        first = tree.conjuncts(noun)[0]
        head = tree.heads[first]
        if tree.deps[first] == "pobj" and tree.lower[head] in {"as", "among", "to", "of"}:
            head = tree.heads[head]
            if tree.lower[head] in {"rank", "status", "level"}:
                head = tree.heads[tree.heads[head]]
        elif tree.deps[first] != "oprd" and not (tree.deps[first] == "ccomp" and tree.child(first, "aux") is None):
            return None
        return head if tree.tags[head][:1] == "V" and tree.lower[head].startswith(_CALLING) else None

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

    def _behind_body(self, s: Sentence, noun: int) -> list[Argument]:
        """The branch that the parser sets beside its body: "the armed wing of Fatah, the Brigades"."""
        tree = s.tree
        if tree.tags[noun] != "NN" or tree.deps[noun] not in {"nsubj", "nsubjpass", "dobj", "pobj"}:
            return []
        if not any(e.cue.relation == "affiliateOf" for e in self._lexicon.entries.get(tree.lower[noun], ())):
            return []
        beside = (k for t in tree.prepositions(noun, {"of"}) for k in tree.children(t, "appos"))
        return [a for k in beside if s.named[k] is not None for a in self._nominals.resolve(s, k, NEAR)]

    def _tied(self, s: Sentence, noun: int) -> list[Argument]:
        """Who has ties: "the band has links to al-Qaeda", "Jund al-Islam, a group with ties to al-Qaeda"."""
        tree, head = s.tree, s.tree.heads[noun]
        if tree.deps[noun] == "dobj" and tree.lower[head] in _HAVING:
            return self._clauses.subject(s, head, NEAR)
        if tree.deps[noun] != "pobj" or tree.lower[head] != "with" or tree.tags[tree.heads[head]][:1] != "N":
            return []
        bearer = tree.heads[head]
        return self._nominals.resolve(s, bearer, NEAR) or self.bearers(s, bearer)

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
        if not found:
            found = self._behind_body(s, noun)
        if found:
            return found
        if dep == "pobj" and tree.lower[head] == "of" and tree.lower[tree.heads[head]] in _SHARES:
            return self.bearers(s, tree.heads[head])  # "is one of Iran's allies"
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
        if dep == "ccomp" and tree.tags[noun][:1] == "N" and self._calling(s, noun) is not None:
            return [a for token in tree.children(noun, "nsubj") for a in self._nominals.resolve(s, token, NEAR)]
        if dep in {"attr", "oprd", "acomp"}:
            if dep == "oprd" and (objects := tree.children(head, "dobj")):
                return self._nominals.resolve(s, objects[0], NEAR)
            return self._clauses.subject(s, head, NEAR)
        if dep == "appos":
            return self._nominals.resolve(s, head, NEAR)
        if dep in {"compound", "nmod", "amod"} and (s.named[head] is not None or tree.child(head, "appos") is not None):
            return self._nominals.resolve(s, head, NEAR)
        if dep == "nsubj" and tree.lower[head] in COPULAS:
            return [a for t in tree.children(head, "attr") if t > head for a in self._nominals.resolve(s, t, NEAR)]
        if dep == "pobj" and tree.lower[head] in {"as", "among"}:
            governor = tree.heads[head]
            subject = tree.child(governor, "nsubj", "nsubjpass")
            if tree.lower[head] == "among" and subject is not None and noun < subject:
                return self._nominals.resolve(s, subject, NEAR)  # "among its allies, Chad has …"
            if tree.lower[head] == "among" and tree.lower[governor] in COPULAS:
                return self._clauses.subject(s, governor, NEAR)
            if tree.lower[head] == "among" and self._calling(s, noun) is None:
                return []
            if tree.tags[governor][:1] == "V":
                targets = self._clauses.target_tokens(tree, governor)
                if targets:
                    return self._nominals.resolve(s, targets[0], NEAR)
                return self._clauses.subject(s, governor, NEAR)
        if tree.lower[noun] in _TIES:
            return self._tied(s, noun)
        if dep == "dobj" and tree.lower[head] in _BECOME:
            return self._clauses.subject(s, head, NEAR)
        if noun + 1 == len(tree) or s.named[noun + 1] is None:
            return []
        titled = tree.heads[noun + 1] == noun or tree.tags[noun] == "NNS" or dep == "compound"
        titled = titled or tree.child(noun, "poss") is not None  # "Chad and its ally Mali left"
        return self._nominals.resolve(s, noun + 1, NEAR) if titled else []
