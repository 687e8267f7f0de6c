"""What a word's own children say of it: not, never, may, will, if, allegedly."""

from __future__ import annotations

from dataclasses import dataclass

from detente.extract.lexicon import Lexicon
from detente.extract.model import Modality
from detente.extract.tree import Tree

_NEGATORS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely", "barely", "nowhere"})
_MERELY = frozenset({"only", "just", "merely", "simply", "least"})
_POSSIBLE = frozenset({"may", "might", "could", "can", "ca"})
_PLANNED = frozenset({"will", "shall", "'ll", "’ll", "wo", "must", "should", "ought"})
_WOULD = frozenset({"would", "'d", "’d"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_DOUBTFUL = frozenset(
    "possibly perhaps maybe likely potentially probably presumably seemingly apparently allegedly purportedly "
    "supposedly".split()
)
_NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
_OPENINGS = frozenset({"begin", "begins", "start", "starts", "open", "opens"})
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MODIFIERS = frozenset({"amod", "compound"})
_OBJECTS = frozenset({"dobj", "attr", "nsubj", "nsubjpass"})
_ORDER = {"actual": 0, "planned": 1, "possible": 2}


@dataclass(frozen=True, slots=True)
class Mood:
    """Negation and modality that one word adds."""

    negated: bool = False
    modality: Modality = "actual"

    def with_(self, other: Mood) -> Mood:
        """Both together: two negations cancel out, the weaker modality counts."""
        return Mood(self.negated ^ other.negated, weaker(self.modality, other.modality))


PLAIN = Mood()
PLANNED = Mood(modality="planned")
POSSIBLE = Mood(modality="possible")
DENIED = Mood(negated=True)


def weaker(one: Modality, other: Modality) -> Modality:
    """The modality that claims less."""
    return one if _ORDER[one] >= _ORDER[other] else other


def conditional(tree: Tree, verb: int) -> bool:
    """Whether ``verb`` is the verb of an if-clause."""
    return any(tree.deps[k] in {"mark", "advmod"} and tree.lower[k] in _CONDITIONS for k in tree.kids[verb])


def infinitive(tree: Tree, verb: int) -> bool:
    """Whether ``verb`` has "to" before it."""
    return any(tree.lower[k] == "to" and tree.deps[k] == "aux" for k in tree.kids[verb])


def _is_scheduled(tree: Tree, verb: int) -> bool:
    """Whether a present tense tells of a day to come: "the drills begin on Monday"."""
    if (
        tree.lower[verb] not in _OPENINGS
        or tree.tags[verb] not in {"VBP", "VBZ", "VB"}
        or tree.child(verb, "aux") is not None
    ):
        return False
    return any(tree.lower[day] in _DAYS for day in tree.prepositions(verb, {"on", "from"}))


class Moods:
    """Reads the children of a word, with the lexicon's classes of adjectives."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._possible = lexicon.adjectives["possible"]
        self._planned = lexicon.adjectives["planned"]
        self._say = lexicon.verbs["say"]

    def own(self, tree: Tree, token: int, via: int = -1) -> Mood:
        """What the children of ``token`` say of it, but for the child ``via``, whose word was heard before."""
        negated = False
        modality: Modality = "actual"
        auxiliary: Modality = "actual"
        for kid in tree.kids[token]:
            if kid == via:
                continue
            word, dep = tree.lower[kid], tree.deps[kid]
            if dep == "neg" or (word in _NEGATORS and dep in {"advmod", "preconj", "cc"}):
                negated |= not (kid + 1 < len(tree) and tree.lower[kid + 1] in _MERELY)
            elif dep == "det":
                negated |= word in {"no", "neither"}
            elif dep == "aux":
                auxiliary = weaker(auxiliary, self._auxiliary(tree, token, word))
            elif dep == "mark" and word in _CONDITIONS:
                modality = "possible"
            elif dep == "advmod":
                if word in _DOUBTFUL:
                    modality = "possible"
                elif word == "longer" and any(tree.lower[k] == "no" for k in tree.kids[kid]):
                    negated = True
            elif dep in _MODIFIERS:
                modality = weaker(
                    modality, "possible" if word in self._possible else "planned" if word in self._planned else "actual"
                )
            elif dep in _OBJECTS and (dep[0] == "n" or tree.tags[token][0] == "V"):
                negated |= word in _NOBODY or any(
                    (tree.lower[k] in {"no", "neither"} and tree.deps[k] == "det")
                    or (tree.lower[k] == "neither" and dep[0] == "n" and tree.deps[k] in {"preconj", "cc"})
                    for k in tree.kids[kid]
                )
        if _is_scheduled(tree, token):
            modality = weaker(modality, "planned")
        if auxiliary == "planned" and self._hangs_on_condition(tree, token):
            auxiliary = "possible"
        return Mood(negated, modality if negated and self._flat(tree, token) else weaker(modality, auxiliary))

    def _auxiliary(self, tree: Tree, verb: int, word: str) -> Modality:
        if word in _POSSIBLE:
            return "possible"
        if word in _WOULD:
            return "planned" if self._reported(tree, verb) else "possible"
        return "planned" if word in _PLANNED else "actual"

    def _reported(self, tree: Tree, verb: int) -> bool:
        """Whether "would" is somebody's "will" retold."""
        head = tree.heads[verb]
        if any(tree.lower[k] in self._say for k in tree.children(verb, "parataxis")):
            return True
        if tree.deps[verb] == "conj":
            return self._reported(tree, head)
        return tree.deps[verb] in {"ccomp", "relcl", "acl"} and (
            tree.lower[head] in self._say or tree.tags[head][0] == "N"
        )

    @staticmethod
    def _flat(tree: Tree, verb: int) -> bool:
        """Whether "not" and the auxiliary together deny outright: "will not", "cannot", but not "may not"."""
        return not any(tree.lower[k] in {"may", "might", "must", "should"} for k in tree.children(verb, "aux"))

    @staticmethod
    def _hangs_on_condition(tree: Tree, verb: int) -> bool:
        return any(conditional(tree, k) for k in tree.children(verb, "advcl"))
