"""The frame of nouns that stand for something between two: "talks with Iran", "the U.S.-ROK alliance"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.clauses import is_passive
from detente.extract.doers import BE, governor, stands_before
from detente.extract.lexicon import Entry
from detente.extract.nominals import NEAR, TARGET
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import VISITED, Sides
from detente.extract.tools import Family
from detente.extract.tree import Tree

_ENTANGLED = frozenset("locked embroiled engaged involved caught mired entangled bogged united joined".split())
_JOINTS = frozenset({"-", "–", "/"})
_VISITS = ("visit", "trip", "tour", "stop")
_SHARED = frozenset({"joint", "common", "combined", "bilateral", "trilateral", "naval", "military"})
_FRIENDLY = frozenset({"alliedWith", "partnerOf", "agree", "cooperate"})
_TOWARDS = frozenset({"with", "to"})


class MutualFrames(Family):
    """``mutual``."""

    def mutual(self, s: Sentence, noun: int, entry: Entry) -> Iterator[Sides]:
        words = _TOWARDS if entry.cue.relation in _FRIENDLY else _TOWARDS | {"against"}
        yield from self.between(s, noun, "mutual", strict=False, words=words, shared=entry.cue.relation == "cooperate")

    def between(
        self, s: Sentence, noun: int, name: str, *, strict: bool, words: frozenset[str] = _TOWARDS, shared: bool = False
    ) -> Iterator[Sides]:
        """The two sides of something mutual.

        Args:
            s: the sentence.
            noun: the token of the noun.
            name: how the sides' names begin.
            strict: whether the subject's being several is not enough: "they signed a pact", but not "their ties".
            words: the prepositions that lead to the other side.
            shared: whether those whose joint work it is stand behind "of" or "by".
        """
        tree = s.tree
        both: list[Argument] = []
        made = [k for k in tree.children(noun, "acl") if tree.tags[k] == "VBN"]
        for token in (t for place in (noun, *made) for t in tree.prepositions(place, {"between", "among", "amongst"})):
            both += self._nominals.resolve(s, token, NEAR)
        if not both and "against" in words:
            both = [a for t in tree.prepositions(noun, {"of"}) for a in self._nominals.resolve(s, t, NEAR)]
            both = both if len(both) > 1 else []
        if shared and not both and any(tree.lower[k] in _SHARED for k in tree.children(noun, "amod", "compound")):
            for token in tree.prepositions(noun, {"of", "by", "from"}):
                both += self._nominals.resolve(s, token, NEAR)
            both = both if len(both) > 1 else []
        verb = governor(tree, noun)
        hit = self._stricken(s, noun)
        if hit and not both:
            foes = [a for token in tree.prepositions(noun, {"with"}) for a in self._nominals.resolve(s, token, NEAR)]
            if foes:
                yield Sides(foes, hit, name + "-stricken")
                yield Sides(hit, foes, name + "-stricken")
                return
        if not both and (place := verb if verb is not None else _happening(tree, noun)) is not None:
            for token in tree.prepositions(place, {"between"}):
                both += self._nominals.resolve(s, token, NEAR)
        if len(both) > 1:
            yield Sides(both, [], name + "-between")
            return
        owners = [a for a in self._nominals.owners(s, noun) if stands_before(a, s, noun)]
        other: list[Argument] = []
        reach = VISITED if tree.lower[noun].startswith(_VISITS) else NEAR
        for token in tree.prepositions(noun, words):
            if tree.deps[token] == "pobj":
                other += self._nominals.resolve(s, token, reach)
        hyphenated = self._hyphenated(s, noun)
        if len(hyphenated) > 1:
            yield Sides(hyphenated, [], name + "-hyphen")
            return
        subject: list[Argument] = []
        entangled = verb is not None and tree.lower[verb] in _ENTANGLED
        if verb is not None and (other or strict or entangled or self._empty(tree.lower[verb])):
            subject = self._clauses.subject(s, verb, NEAR) if entangled else self._clauses.source(s, verb, NEAR)
        if verb is None and other and not owners:
            subject = self._being_in(s, noun)
            if not subject and "against" in words:
                subject = self._touched(s, noun)
        if verb is not None and not other and (subject or owners):
            for token in tree.prepositions(verb, {"with"}):
                if tree.deps[token] == "pobj":
                    other += self._nominals.resolve(s, token, NEAR)
        kids = {tree.lower[k] for k in tree.kids[noun]}
        if kids & {"bilateral", "mutual", "our", "their"} and not other and len(owners) < 2 and len(self._both()) == 2:
            yield Sides(self._both(), [], name + "-joint", 0.9)
            return
        if owners and other:
            yield Sides(owners, other, name + "-owner")
        elif other and subject:
            yield Sides(subject, other, name + "-subject")
        elif len(owners) > 1:
            yield Sides(owners, [], name + "-owners", 0.9)
        elif owners and subject and not _same(owners, subject) and verb is not None:
            yield Sides(subject, owners, name + "-subject-owner", 0.7)
        elif len(subject) > 1 and not strict:
            yield Sides(subject, [], name + "-joint")
        elif both and owners:
            yield Sides(owners, both, name + "-owner")

    def _being_in(self, s: Sentence, noun: int) -> list[Argument]:
        """Who is in it without a verb: "Chad, at odds with Libya, …"."""
        tree, preposition = s.tree, s.tree.heads[noun]
        head = tree.heads[preposition]
        if tree.deps[noun] != "pobj" or tree.lower[preposition] not in {"at", "in"} or s.named[head] is None:
            return []
        return self._nominals.resolve(s, tree.conjuncts(head)[0], NEAR)

    def _touched(self, s: Sentence, noun: int) -> list[Argument]:
        """Whom it moves to something: "tensions with Turkey have pushed Greece to rearm"."""
        tree, verb = s.tree, s.tree.heads[noun]
        if tree.deps[noun] != "nsubj" or tree.tags[verb][:1] != "V":
            return []
        return [a for token in tree.children(verb, "dobj") for a in self._nominals.resolve(s, token, NEAR)]

    def _empty(self, verb: str) -> bool:
        return verb in BE or verb in self._lexicon.verbs["light"]

    def _stricken(self, s: Sentence, noun: int) -> list[Argument]:
        """Who came to harm in it: "Five Saudi soldiers were killed in clashes with the Houthis"."""
        tree = s.tree
        head = tree.heads[noun]
        verb = tree.heads[head]
        if tree.deps[noun] != "pobj" or tree.lower[head] not in {"in", "following", "after", "during", "amid"}:
            return []
        struck = self._clauses.target_tokens(tree, verb) if is_passive(tree, verb) else []
        return [a for token in struck for a in self._nominals.resolve(s, token, TARGET)]

    def _hyphenated(self, s: Sentence, noun: int) -> list[Argument]:
        """The actors that a hyphen joins before the noun: "Russian-Indian relations", "the U.S.-ROK alliance"."""
        words, named = s.tree.words, s.named
        for token in range(noun - 1, max(noun - 6, 1), -1):
            if s.tree.tags[token][:1] == "V" and s.tree.tags[token] not in {"VBN", "VBG"}:
                return []
            right, left = named[token], named[token - 2]
            if right is not None and left is not None and words[token - 1] in _JOINTS:
                before = named[token - 4] if token >= 4 and words[token - 3] in _JOINTS else None
                row = ((token - 4, before), (token - 2, left), (token, right))
                return [self._nominals.argument(s, t, t, n.actor, "name") for t, n in row if n is not None]
        return []


def _happening(tree: Tree, noun: int) -> int | None:
    """The verb that something takes place by: "a rift has opened between"."""
    first = tree.conjuncts(noun)[0]
    verb = tree.heads[first]
    return verb if tree.deps[first] == "nsubj" and tree.tags[verb][:1] == "V" else None


def _same(one: list[Argument], other: list[Argument]) -> bool:
    return {a.actor.id for a in one} == {a.actor.id for a in other}
