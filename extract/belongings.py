"""Belonging that no word of its own tells: "Muqtada al-Sadr's Mahdi Army", "Mahmoud Abbas, whose Fatah …"."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from detente.extract.classes import GROUPS
from detente.extract.lexicon import Lexicon
from detente.extract.names import Nature
from detente.extract.nominals import Nominals
from detente.extract.reach import NEAR
from detente.extract.reading import Argument, Sentence

_BODIES = GROUPS | {"Force", "Organ", "Organisation"}
_OPPOSED = frozenset({"rival", "enemy", "ally", "foe", "opponent", "partner", "archrival", "adversary", "neighbour"})
"""What a group beside its possessor is to it, rather than part of it: "its rival Fatah"."""
_KINSHIP = MappingProxyType(
    {"rivals": "rivalOf", "arch-rivals": "rivalOf", "archrivals": "rivalOf", "foes": "enemyOf", "enemies": "enemyOf",
     "adversaries": "enemyOf", "allies": "alliedWith", "partners": "partnerOf", "friends": "partnerOf"}
)  # fmt: skip
"""What two are to each other by the word that takes both up."""
_SESSION = 3
"""How many sentences on "the leaders" are those of the summit."""
_FOLLOWERS = frozenset("party movement group faction militia force forces coalition army wing bloc outfit band".split())


class Belongings:
    """Finds groups that a name beside them says whose they are."""

    def __init__(self, nominals: Nominals, lexicon: Lexicon) -> None:
        self._nominals = nominals
        self._lexicon = lexicon
        self._meeting: tuple[int, Argument] | None = None
        """The body whose summit was last spoken of, and in which sentence."""

    def assembled(self, s: Sentence) -> Iterator[tuple[int, Argument, Argument]]:
        """Members by their leaders' meeting: "the leaders of Brazil, Russia, India and China" at a BRICS summit.

        Fewer than four states may as well be guests.
        """
        tree = s.tree
        for token, named in enumerate(s.named):
            met = tree.heads[token] if tree.deps[token] in {"compound", "nmod", "poss"} else token
            if named is not None and named.actor.kind == "Organisation" and tree.lower[met] == "summit":
                self._meeting = s.number, self._nominals.argument(s, token, token, named.actor, "name")
        if self._meeting is None or s.number - self._meeting[0] > _SESSION:
            return
        for noun, lower in enumerate(tree.lower):
            if lower != "leaders" or not tree.children(noun, "det"):
                continue
            for place in tree.prepositions(noun, {"of"}):
                states = [a for a in self._nominals.resolve(s, place, NEAR) if a.actor.kind == "State"]
                yield from ((noun, a, self._meeting[1]) for a in states if len(states) > 3)

    def found(self, s: Sentence) -> Iterator[tuple[int, Argument, Argument]]:
        """For each group: the token where the belonging shows, who belongs, and to what.

        A person belongs to their group, a group to the one that it is said to be of. A state's name beside a group
        is but its country ("Lebanon's Hezbollah").
        """
        for token, named in enumerate(s.named):
            if named is None or named.nature is Nature.ADJECTIVE or named.actor.kind not in _BODIES:
                continue
            group = self._nominals.argument(s, token, token, named.actor, "name")
            if (member := self._member(s, token)) is not None:
                yield token, member, group
            yield from ((token, person, group) for person in self._people_of(s, token) if named.actor.kind in GROUPS)
            if any(s.tree.lower[k] in _OPPOSED for k in s.tree.children(token, "amod", "compound", "nmod")):
                continue
            for phrase in self._phrases(s, token):
                for owner in self._owners(s, phrase):
                    if owner.actor.id == group.actor.id:
                        continue
                    if owner.actor.kind == "Person" and named.actor.kind in GROUPS:
                        yield token, owner, group
                    elif owner.actor.kind in GROUPS | {"Force"} and named.actor.kind != "Organisation":
                        yield token, group, owner

    def friends(self, s: Sentence) -> Iterator[tuple[str, int, Argument, Argument]]:
        """Allies and partners named as somebody's: "our European allies", "Washington's Gulf partners"."""
        for token, named in enumerate(s.named):
            word = s.tree.lower[token].rsplit(" ", 1)[-1]
            relation = {"allies": "alliedWith", "partners": "partnerOf"}.get(word)
            if named is None or relation is None or s.tree.lower[s.tree.heads[token]] in {"from", "against", "without"}:
                continue
            group = self._nominals.argument(s, token, token, named.actor, "name")
            for place in s.tree.children(token, "poss"):
                yield from ((relation, token, a, group) for a in self._nominals.resolve(s, place, NEAR))

        yield from self._ours(s)

    def _ours(self, s: Sentence) -> Iterator[tuple[str, int, Argument, Argument]]:
        """Those whom a speaker calls his friends: "our Tajik friends", "our Danish allies"."""
        tree = s.tree
        for token, lower in enumerate(tree.lower):
            relation = {"friends": "partnerOf", "partners": "partnerOf", "allies": "alliedWith"}.get(lower)
            if relation is None or s.named[token] is not None or tree.children(token, "appos", "conj", "relcl"):
                continue
            ours = [k for k in tree.children(token, "poss") if tree.lower[k] == "our"]
            beside = [k for k in tree.children(token, "amod", "compound") if s.named[k] is not None]
            near = [n for k in beside[:1] for part in tree.conjuncts_after(k) if (n := s.named[part]) is not None]
            if len(beside) != 1 or any(n.actor.kind != "State" for n in near):
                continue
            for n in near:  # "our Polish and Lithuanian friends"
                friend = self._nominals.argument(s, token, token, n.actor, "people")
                yield from ((relation, token, a, friend) for k in ours for a in self._nominals.resolve(s, k, NEAR))

    def called(self, s: Sentence) -> Iterator[tuple[str, int, Argument, Argument]]:
        """Two taken up together by what they are to each other: "the two rivals", "both allies"."""
        for token, meant in s.references.items():
            relation = _KINSHIP.get(s.tree.lower[token])
            plural = s.tree.tags[token] in {"NNS", "NNPS"} and s.tree.child(token, "poss") is None
            if relation is not None and len(meant) == 2 and plural:
                yield relation, token, meant[0], meant[1]

    def _member(self, s: Sentence, token: int) -> Argument | None:
        """The person named as a body's: "Amnesty International's Agnès Callamard"."""
        tree, head = s.tree, s.tree.heads[token]
        named = s.named[head]
        if tree.deps[token] != "poss" or named is None or named.actor.kind != "Person":
            return None
        person = named.actor
        if not person.minted or self._nominals.argument(s, head, head, person, "name").principal is not None:
            return None
        bare = all(k == token or tree.deps[k] not in {"amod", "compound", "poss"} for k in tree.kids[head])
        return self._nominals.argument(s, head, head, named.actor, "name") if bare and head > token else None

    def _people_of(self, s: Sentence, token: int) -> list[Argument]:
        """Persons beside their group: "Rahul Gandhi of Congress", "the Tatmadaw under Min Aung Hlaing"."""
        tree, prep = s.tree, s.tree.heads[token]
        behind = token + 1 if tree.lower[token + 1 : token + 2] == ["under"] else token
        places = tree.children(behind, "pobj") if behind > token else []
        if tree.deps[token] == "pobj" and tree.lower[prep] in {"of", "from"} and tree.deps[prep] == "prep":
            places.append(tree.heads[prep])
        if tree.deps[token] == "poss" and tree.heads[token] == token + 2:
            places.append(token + 2)  # "Sinn Féin's Gerry Adams"
        named = ((place, s.named[place]) for place in places)
        people = ((place, n.actor) for place, n in named if n is not None and n.actor.kind == "Person")
        return [self._nominals.argument(s, place, place, actor, "name") for place, actor in people]

    def _phrases(self, s: Sentence, token: int) -> list[int]:
        """Heads of the phrases that name the group: its name, "the KNK faction", "his party, the KNK"."""
        tree, head = s.tree, s.tree.heads[token]
        found = [token]
        if tree.deps[token] in {"compound", "nmod", "appos"} and tree.lower[head] in _FOLLOWERS:
            found.append(head)
        return found + [kid for kid in tree.children(token, "appos") if tree.lower[kid] in _FOLLOWERS]

    def _owners(self, s: Sentence, phrase: int) -> list[Argument]:
        tree = s.tree
        places = [*tree.children(phrase, "poss"), *tree.prepositions(phrase, {"of"})]
        return [a for place in places for a in self._nominals.resolve(s, place, NEAR) if a.how in {"name", "reference"}]
