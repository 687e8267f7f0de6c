"""Whether what a trigger says is denied, planned or merely possible."""

from __future__ import annotations

from dataclasses import dataclass

from .lexicon import Lexicon
from .model import Modality
from .reading import Sentence
from .tree import Tree

_NEGATORS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely", "nowhere"})
_POSSIBLE_AUX = frozenset({"may", "might", "could", "can", "ca"})
_PLANNED_AUX = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d"})
_NECESSARY_AUX = frozenset({"must", "should", "ought"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_PURPOSE = frozenset({"assault", "coerce", "mobilize", "sanction", "aid", "retreat", "cooperate", "enemyOf", "warmingTiesWith", "agree", "memberOf", "recognizes"})
_DOUBTFUL_ADVERBS = frozenset({"possibly", "perhaps", "maybe", "likely", "potentially", "probably", "presumably", "seemingly", "apparently"})
_CLIMB = frozenset({"xcomp", "pcomp", "dobj", "nsubjpass", "acl", "pobj", "prep", "conj", "advcl", "attr", "acomp", "ccomp", "oprd", "amod", "compound", "relcl", "dative", "nsubj", "appos", "agent"})


@dataclass(frozen=True, slots=True)
class Status:
    """How a text puts what it says."""

    negated: bool = False
    modality: Modality = "actual"


class StatusReader:
    """Reads negation and modality off the path from a trigger up to the clause that asserts it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def read(self, s: Sentence, trigger: int, relation: str) -> Status:
        """The status of what ``trigger`` says as a cue of ``relation``."""
        tree = s.tree
        negated, modality = self._own(tree, trigger)
        here = trigger
        for _ in range(8):
            head, dep = tree.heads[here], tree.deps[here]
            if head == here or dep not in _CLIMB:
                break
            denies, mood, stop = self._step(tree, here, head, dep, relation)
            negated ^= denies
            modality = _weaker(modality, mood)
            if stop:
                break
            here = head
        if s.text.rstrip("\"”’) ").endswith("?"):
            modality = _weaker(modality, "possible")
        return Status(negated, modality)

    def _own(self, tree: Tree, token: int) -> tuple[bool, Modality]:
        """What the token's own children say."""
        negated = False
        modality: Modality = "actual"
        adjectives = self._lexicon.adjectives
        for kid in tree.kids[token]:
            word, dep = tree.lower[kid], tree.deps[kid]
            if dep == "neg" or word in _NEGATORS and dep in {"advmod", "preconj", "cc"}:
                negated = True
            elif dep == "det" and word == "no":
                negated = True
            elif dep == "advmod" and word == "longer" and any(tree.lower[k] == "no" for k in tree.kids[kid]):
                negated = True
            elif dep == "aux":
                modality = _weaker(modality, _auxiliary(word))
            elif dep == "mark" and word in _CONDITIONS:
                modality = _weaker(modality, "possible")
            elif dep == "advmod" and word in _DOUBTFUL_ADVERBS:
                modality = _weaker(modality, "possible")
            elif dep in {"amod", "compound"} and word in adjectives["possible"]:
                modality = _weaker(modality, "possible")
            elif dep in {"amod", "compound"} and word in adjectives["planned"]:
                modality = _weaker(modality, "planned")
            elif dep == "dobj" and tree.tags[token][:1] == "V" and any(tree.lower[k] == "no" and tree.deps[k] == "det" for k in tree.kids[kid]):
                negated = True
            elif dep in {"nsubj", "nsubjpass"} and (word in {"nobody", "none", "neither"} or any(tree.lower[k] in {"no", "neither"} and tree.deps[k] == "det" for k in tree.kids[kid])):
                negated = True
        return negated, modality

    def _step(self, tree: Tree, here: int, head: int, dep: str, relation: str) -> tuple[bool, Modality, bool]:
        """What the governor adds: whether it denies, its mood, and whether the climb ends here."""
        lower, tags = tree.lower, tree.tags
        word = lower[head]
        verbs, nouns, adjectives = self._lexicon.verbs, self._lexicon.nouns, self._lexicon.adjectives
        if dep == "prep" and lower[here] == "without" or lower[head] == "without":
            return True, "actual", False
        if tags[head][:1] == "V" or tags[head] == "MD" or word in {"is", "are", "was", "were", "be", "been", "being"}:
            return self._verb_step(tree, here, head, dep, relation)
        if dep in {"acl", "prep"} and word in nouns["intend"]:
            return self._own(tree, head)[0], "planned", False
        if dep in {"acl", "prep"} and word in nouns["doubt"]:
            return self._own(tree, head)[0], "possible", False
        if dep == "xcomp" and word in adjectives["ready"]:
            return False, "planned", False
        if dep == "xcomp" and word in adjectives["likely"]:
            return word.startswith(("un", "re")), "possible", False
        if dep in {"conj"} and tags[here][:1] == "N":
            return False, "actual", False
        return False, "actual", dep in {"relcl", "appos", "nsubj", "compound", "amod"}

    def _verb_step(self, tree: Tree, here: int, head: int, dep: str, relation: str) -> tuple[bool, Modality, bool]:
        verbs = self._lexicon.verbs
        word = tree.lower[head]
        own_negated, own_mood = self._own(tree, head)
        if dep in {"relcl", "nsubj"} and tree.tags[here][:1] == "V":
            return False, "actual", True
        if dep == "nsubj":
            return False, own_mood if word in verbs["light"] else "actual", True
        if dep == "ccomp":
            if word in verbs["negate"] and word[:3] in {"den", "rul", "ref", "rej"}:
                return True, "actual", True
            mood: Modality = "possible" if word in verbs["doubt"] and word not in verbs["say"] else "actual"
            return False, mood, True
        if dep == "conj":
            joined = any(tree.lower[k] in {"or", "nor"} for k in tree.kids[head] if tree.deps[k] == "cc")
            has_own = tree.child(here, "nsubj", "nsubjpass", "aux") is not None
            return own_negated and (joined or not has_own) and joined, "actual" if has_own else own_mood, False
        if dep == "advcl":
            if any(tree.lower[k] in _CONDITIONS for k in tree.children(here, "mark")):
                return False, "possible", True
            purpose = any(tree.lower[k] == "to" for k in tree.children(here, "aux")) and relation in _PURPOSE
            return False, "planned" if purpose else "actual", True
        if dep in {"xcomp", "pcomp", "prep", "dobj", "nsubjpass", "attr", "acomp", "oprd", "dative"}:
            mood = own_mood
            denies = own_negated
            infinitive = any(tree.lower[k] == "to" for k in tree.children(here, "aux"))
            if word in verbs["negate"] and dep in {"xcomp", "prep", "dobj", "pcomp"}:
                denies = not denies
            elif word in verbs["intend"] and (infinitive or dep in {"xcomp", "dobj"} and word in _strong_intent(verbs)):
                mood = _weaker(mood, "planned")
            elif word in verbs["doubt"] and dep in {"xcomp", "dobj", "prep"} and not word.startswith("accus"):
                mood = _weaker(mood, "possible")
            elif dep == "xcomp" and infinitive and word in {"is", "are", "was", "were", "going"}:
                mood = _weaker(mood, "planned")
            elif dep == "xcomp" and infinitive and tree.child(here, "nsubj") is None and relation in _PURPOSE and word not in verbs["light"] and not word.startswith(("help", "force", "claim", "begin", "began", "continue", "appear", "manage", "prove", "use", "compel", "cause", "le", "mov", "go", "com", "have", "had", "has", "tend", "accus", "report", "know", "believ", "say", "said")):
                mood = _weaker(mood, "planned")
            return denies, mood, False
        return False, "actual", True


def _strong_intent(verbs: object) -> frozenset[str]:
    return frozenset(
        "plan plans planned planning vow vowed vows promise promised promises threaten threatened threatens propose proposed proposes pledge pledged pledges "
        "seek seeks sought seeking demand demands demanded prepare prepares prepared want wants wanted urge urged consider considered considering mull mulled "
        "weigh weighed request requested intend intends intended".split()
    )


def _auxiliary(word: str) -> Modality:
    if word in _POSSIBLE_AUX:
        return "possible"
    if word in _PLANNED_AUX or word in _NECESSARY_AUX:
        return "planned"
    return "actual"


_ORDER = {"actual": 0, "planned": 1, "possible": 2}


def _weaker(one: Modality, other: Modality) -> Modality:
    return one if _ORDER[one] >= _ORDER[other] else other
