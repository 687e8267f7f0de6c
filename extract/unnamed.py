"""Whom an act strikes whose words name nobody: "launched raids on rebel positions"."""

from __future__ import annotations

from detente.extract.classes import GROUPS
from detente.extract.reading import Argument, Sentence, ids_of
from detente.extract.tools import Family

FIGHTERS = frozenset(
    "militants rebels fighters insurgents gunmen guerrillas jihadists separatists paramilitaries attackers assailants "
    "terrorists extremists infiltrators bombers".split()
)
_OF_FIGHTERS = frozenset("rebel militant insurgent guerrilla separatist jihadist terrorist".split()) | FIGHTERS
_BARE = frozenset({"det", "amod", "compound", "nummod", "punct", "cc", "conj", "case", "quantmod", "predet"})
"""What may stand at a noun that says nothing of whose it is."""
_HOMELAND = frozenset(
    "village villages town towns border post posts outpost outposts checkpoint checkpoints base bases position "
    "positions territory territories soil line airport airports station mission embassy consulate airspace waters "
    "crossing crossings patrol patrols".split()
)
"""What a state speaks of as its own when it says that another struck it."""
_BLAMING = ("accus", "blam")
_MEN = frozenset("soldiers troops servicemen soldier serviceman policemen".split())


class Unnamed(Family):
    """Finds those whom an act strikes by what the text has told, or by who tells of it."""

    def struck(self, s: Sentence, act: int, doers: list[Argument]) -> list[Argument]:
        """The group that the doers fight, or the state that tells of the act; nobody where neither is meant."""
        near = [*s.tree.children(act, "dobj"), *s.tree.prepositions(act, {"on", "against", "at", "of", "by", "with"})]
        if any(_belongs_to_fighters(s, part) for token in near for part in s.tree.conjuncts_after(token)):
            return [a for a in self._memory.opponent(doers) if a.actor.kind in GROUPS]
        return self._teller(s, act, doers)

    def _teller(self, s: Sentence, act: int, doers: list[Argument]) -> list[Argument]:
        """The state that says that forces of another struck a place: "Oslo says that Danish guns shelled a post",
        "Oslo accused Danish troops of firing at a post".
        """
        tree, head = s.tree, s.tree.heads[act]
        if tree.deps[act] == "pcomp" and tree.lower[head] in {"of", "for"}:
            head = tree.heads[head]
            if not tree.lower[head].startswith(_BLAMING):
                return []
        elif tree.deps[act] != "ccomp" or tree.lower[head] not in self._lexicon.verbs["say"]:
            return []
        objects = [*tree.children(act, "dobj"), *tree.prepositions(act, {"on", "at", "across", "into"})]
        men = [t for t in tree.children(act, "nsubjpass", "dobj") if tree.lower[t] in _MEN]
        if not any(_is_bare(s, t) for t in (*men, *(t for t in objects if tree.lower[t] in _HOMELAND))):
            return []
        own, tellers = ids_of(doers), self._clauses.source(s, head)
        states = [a for a in tellers if a.actor.kind == "State" or a.principal]
        return [a for a in states if not {a.actor.id, a.principal} & own]


def _is_bare(s: Sentence, noun: int) -> bool:
    """Whether the words beside a noun say nothing of whose it is."""
    return all(s.tree.deps[k] in _BARE and s.tree.tags[k] != "NNP" for k in s.tree.kids[noun])


def _belongs_to_fighters(s: Sentence, token: int) -> bool:
    """Whether a noun stands for fighters or what is theirs, of no side that its words name."""
    tree = s.tree
    beside = {tree.lower[k] for k in tree.children(token, "compound", "amod")}
    if tree.tags[token][:1] != "N" or s.named[token] is not None or tree.deps[token] not in {"dobj", "pobj", "conj"}:
        return False
    if not (beside & _OF_FIGHTERS and tree.tags[token] == "NNS") and tree.lower[token] not in FIGHTERS:
        return False
    return all(tree.deps[k] in _BARE | {"prep"} and s.named[k] is None for k in tree.kids[token])
