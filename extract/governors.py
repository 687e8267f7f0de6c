"""What a verb adds to the act that it governs: "refused to", "plans to", "may have", "was cancelled"."""

from __future__ import annotations

from detente.extract.classes import BE, SPOKEN
from detente.extract.lexicon import Lexicon
from detente.extract.moods import DENIED, PLAIN, PLANNED, POSSIBLE, Mood, Moods, conditional, infinitive
from detente.extract.purposes import listed, settles
from detente.extract.reading import Sentence
from detente.extract.tree import Tree
from detente.extract.verb_forms import is_passive

_MATERIAL = frozenset(
    {
        "assault",
        "coerce",
        "mobilize",
        "sanction",
        "aid",
        "retreat",
        "cooperate",
        "warmingTiesWith",
        "agree",
        "memberOf",
        "recognizes",
    }
)
_TOLD = frozenset({"accuse", "request", "threaten", "protest"})
"""What was said to somebody was said, however it is taken: "rejected the demand"."""
_WISHING = frozenset({"like", "want", "wish", "wanted", "wished"})
_LETTING = frozenset({"allow", "let", "permit"})
"""With "me", leave to say what is said by that: "allow me to welcome you"."""
_HINDERING = (
    "stop",
    "prevent",
    "bar",
    "block",
    "deter",
    "dissuad",
    "discourag",
    "keep",
    "kept",
    "prohibit",
    "ban",
    "hinder",
)
"""Beginnings of verbs behind which what stands with "from" is not done."""
_CONTINUING = frozenset({"yet", "still"})


class Governors:
    """Reads the verbs above a trigger; each step says what it adds and whether the path goes on."""

    def __init__(self, lexicon: Lexicon, moods: Moods) -> None:
        self._lexicon = lexicon
        self._moods = moods

    def read(self, s: Sentence, here: int, head: int, via: int, relation: str) -> tuple[Mood, bool]:
        """The mood that the verb ``head`` adds to ``here``, and whether what is above it counts too."""
        tree, dep = s.tree, s.tree.deps[here]
        if dep == "ccomp":
            return self._clause(tree, here, head)
        if dep == "conj":
            return self._joined(tree, here, head)
        if dep == "advcl":
            return self._adverbial(tree, here, head, relation)
        if dep == "advmod":
            return self._moods.own(tree, head, here), True
        if dep in {"nsubj", "nsubjpass"}:
            return self._as_subject(tree, here, head)
        if dep == "xcomp" and tree.tags[here][0] == "V":
            return self._infinitive(tree, here, head, relation)
        if dep == "prep" and tree.lower[here] == "behind" and tree.lower[head] in BE:
            return self._moods.own(tree, head, here), True  # "denied that it was behind the raid"
        kept = dep == "prep" and tree.lower[here] == "from" and tree.tags[via] == "VBG"
        if kept and tree.lower[head].startswith(_HINDERING):
            return DENIED, True  # "stopped Oman from sending troops"
        if dep in {"dobj", "prep", "dative", "xcomp", "agent"}:
            return self._as_object(s, here, head, via, relation)
        if dep in {"attr", "acomp", "oprd"}:
            return (
                (self._moods.own(tree, head, here), True)
                if tree.lower[head] in BE or dep != "oprd" or is_passive(tree, head)
                else (PLAIN, False)
            )
        return PLAIN, False

    def _clause(self, tree: Tree, here: int, head: int) -> tuple[Mood, bool]:
        """A clause that somebody says, thinks or wants."""
        verbs, word = self._lexicon.verbs, tree.lower[head]
        if word in _LETTING and any(tree.lower[k] in {"me", "us"} for k in (*tree.kids[head], *tree.kids[here])):
            return PLAIN, False
        if word in verbs["negate"] and word[:3] in {"den", "rul", "ref", "rej", "dis"}:
            return DENIED.with_(Mood(self._moods.own(tree, head, here).negated)), False
        if infinitive(tree, here) or (tree.tags[here] == "VB" and tree.child(here, "aux") is None):
            mood, _ = self._governed(tree, here, head)
            return mood, False
        if conditional(tree, here) or (word in verbs["doubt"] and word not in verbs["say"]):
            return POSSIBLE, False
        if (
            word.startswith(("think", "believ", "expect", "consider", "thought"))
            and self._moods.own(tree, head, here).negated
        ):
            return DENIED, False
        return PLAIN, False

    def _governed(self, tree: Tree, here: int, head: int) -> tuple[Mood, bool]:
        """What a verb makes of the act in the infinitive or gerund, or the noun, that it governs."""
        verbs, word = self._lexicon.verbs, tree.lower[head]
        own = self._moods.own(tree, head, here)
        if word in verbs["negate"] or _called_off(tree, head):
            return own.with_(DENIED), True
        if word in verbs["doubt"]:
            return own.with_(POSSIBLE), True
        if word in verbs["intend"]:
            return own.with_(PLANNED), True
        return own, False

    def _joined(self, tree: Tree, here: int, head: int) -> tuple[Mood, bool]:
        """A verb after "and", "or", "but": it shares the auxiliaries before the first where it has none of its own."""
        own = self._moods.own(tree, head, here)
        joiners = {tree.lower[k] for k in tree.kids[head] if tree.deps[k] == "cc"}
        if tree.child(here, "nsubj", "nsubjpass", "expl") is not None:
            return PLAIN, False
        if tree.child(here, "aux", "auxpass") is not None and not infinitive(tree, here):
            return PLAIN, tree.deps[head] in {"xcomp", "conj"}
        bare = tree.tags[here] == tree.tags[head]
        done = {tree.lower[k] for k in tree.children(head, "aux")}
        if "do" in done and "and" in joiners and tree.child(head, "dobj") is not None:
            return PLAIN, bare  # "they do not accept the terms and call on Oslo": a finite verb, not a second base form
        shared = (
            own.negated and bare and "but" not in joiners and (tree.tags[here] == "VB" or bool(joiners & {"or", "nor"}))
        )
        return Mood(shared, own.modality if bare else "actual"), bare

    def _adverbial(self, tree: Tree, here: int, head: int, relation: str) -> tuple[Mood, bool]:
        """A clause of condition, manner or purpose."""
        own = self._moods.own(tree, head, here)
        if infinitive(tree, here) and (
            self._sets_out(tree, head) or listed(tree, here, head) or settles(tree.lower[head], relation)
        ):
            return own, True
        if conditional(tree, here):
            return POSSIBLE, False
        if (
            any(tree.lower[k] == "without" for k in tree.children(here, "mark", "prep"))
            or tree.lower[max(here - 1, 0)] == "without"
        ):
            return DENIED, False
        if not infinitive(tree, here):
            return PLAIN, False
        ahead = relation in {"concede", "consult"} and own.modality == "planned"
        return PLANNED if ahead or relation in _MATERIAL else PLAIN, False

    def _as_subject(self, tree: Tree, here: int, head: int) -> tuple[Mood, bool]:
        """An act as the subject: it is as likely as its taking place."""
        verbs, word = self._lexicon.verbs, tree.lower[head]
        if tree.tags[here][0] == "V":
            return PLAIN, False
        if tree.deps[here] == "nsubj":
            if word in BE and self._is_due(tree, head):
                return self._moods.own(tree, head, here).with_(PLANNED), True
            if word in verbs["occur"] and tree.child(head, "attr", "acomp") is None:
                return self._moods.own(tree, head, here), True
            return PLAIN, False
        if word in verbs["light"]:
            return self._moods.own(tree, head, here), True
        if word in verbs["negate"] or _called_off(tree, head):
            return self._governed(tree, here, head)
        if word in verbs["intend"] and word[:2] not in {"or", "ag", "ap", "al", "pe", "di"}:
            return self._governed(tree, here, head)
        return PLAIN, False

    def _is_due(self, tree: Tree, be: int) -> bool:
        """Whether something "is to open", "is due to begin"."""
        verbs = [*tree.children(be, "xcomp")]
        for ready in tree.children(be, "acomp"):
            verbs += tree.children(ready, "xcomp") if tree.lower[ready] in self._lexicon.adjectives["ready"] else []
        return any(infinitive(tree, v) and tree.lower[v] in self._lexicon.verbs["occur"] for v in verbs)

    def _infinitive(self, tree: Tree, here: int, head: int, relation: str) -> tuple[Mood, bool]:
        """An act in the infinitive or gerund under the verb ``head``."""
        verbs, word = self._lexicon.verbs, tree.lower[head]
        own = self._moods.own(tree, head, here)
        to_do = infinitive(tree, here)
        if word in _LETTING and any(tree.lower[k] in {"me", "us"} for k in (*tree.kids[head], *tree.kids[here])):
            return PLAIN, False
        if word in _WISHING and relation in SPOKEN and tree.tags[here] == "VB" and self._speaks(tree, head):
            return PLAIN, False
        if (
            to_do
            and is_passive(tree, head)
            and (word in verbs["say"] or word in verbs["doubt"])
            and word not in {"expected", "told"}
        ):
            return own.with_(POSSIBLE), True
        if (
            to_do
            and any(tree.lower[k] in _CONTINUING for k in (*tree.kids[head], *tree.kids[here]))
            and word in {"has", "have", "had", "remains"}
        ):
            return DENIED, True
        if to_do and settles(word, relation):
            return own, True
        if own.negated and (word in verbs["quit"] or word.startswith("hesitat")):  # "has never ceased to harass Chad"
            return (
                PLANNED if word.startswith("hes") and "will" in tree.lower[max(head - 3, 0) : head] else PLAIN
            ), True
        if word in verbs["negate"] or (to_do and (word in verbs["intend"] or word in verbs["doubt"])):
            if relation == "agree" and word.startswith(("agree", "pledg", "promis", "vow", "resolv", "commit")):
                return own, True
            return self._governed(tree, here, head)[0], True
        if to_do and (word in BE or word == "going"):
            return own.with_(PLANNED), True
        if (
            to_do
            and relation in _MATERIAL
            and tree.child(here, "nsubj") is None
            and word not in verbs["light"]
            and word not in verbs["achieve"]
            and word not in verbs["quit"]
        ):
            return own.with_(PLANNED), True
        return own, True

    def _sets_out(self, tree: Tree, verb: int) -> bool:
        """Whether a verb tells of going about what stands in its infinitive of purpose: "crossed over to raid"."""
        return tree.lower[verb] in self._lexicon.verbs["set_out"] and tree.tags[verb] != "VB"

    def _speaks(self, tree: Tree, verb: int) -> bool:
        """Whether "I would like to", or "said he wanted to", does what it says."""
        told = tree.deps[verb] == "ccomp" and tree.lower[tree.heads[verb]] in self._lexicon.verbs["say"]
        own = {"i", "we", "he", "she"} if told else {"i", "we"}
        return any(tree.lower[k] in own for k in tree.children(verb, "nsubj"))

    def _as_object(self, s: Sentence, here: int, head: int, via: int, relation: str) -> tuple[Mood, bool]:
        """An act as the object of a verb, or of its preposition."""
        tree, verbs, word = s.tree, self._lexicon.verbs, s.tree.lower[head]
        if word in verbs["quit"] or (tree.lower[here] == "with" and relation in {"aid", "support"}):
            return PLAIN, False
        if tree.lower[here] == "to" and tree.tags[via] == "VBG" and word in verbs["intend"]:
            return self._governed(tree, here, head)  # "is committed to defeating the group"
        if word in verbs["light"] or word in {"has", "have", "had", "having"}:
            own = self._moods.own(tree, head, here)
            return (own.with_(PLANNED) if self._unfulfilled(word, relation) else own), True
        if word.startswith(("accus", "blam", "condemn", "crit")):
            unsaid = word.startswith("accus") and is_passive(tree, head) and tree.child(head, "agent") is None
            return (POSSIBLE if unsaid else PLAIN), False
        if (
            relation in _TOLD
            and word in verbs["negate"]
            and word.startswith(("rej", "dis", "den", "ref", "dec", "neg"))
        ):
            return PLAIN, False
        if word.startswith("call") and tree.deps[here] == "dobj" and not _called_off(tree, head):
            return PLAIN, False
        mood, governs = self._governed(tree, here, head)
        if governs and (
            tree.deps[here] != "prep" or tree.lower[here] in {"of", "on", "for", "from", "with", "to", "against"}
        ):
            if relation == "agree" or (relation in {"threaten", "request"} and mood.modality == "planned"):
                return self._moods.own(tree, head, here), True
            return (mood, True) if word not in verbs["affirm"] or word in verbs["negate"] else (PLAIN, False)
        if tree.deps[here] == "prep" and tree.tags[via][0] == "V" and tree.lower[here] == "by":
            return mood, True
        if tree.deps[here] != "prep" and not self._has_doer(s, via):
            return self._moods.own(tree, head, here), False
        return PLAIN, False

    @staticmethod
    def _unfulfilled(word: str, relation: str) -> bool:
        if relation in {"aid", "consult", "cooperate"} and word.startswith(("offer", "propos", "plan")):
            return True
        return relation in _MATERIAL - {"agree"} and word.startswith(
            ("plan", "pledg", "promis", "prepar", "plot", "seek", "sought", "threat", "vow")
        )

    @staticmethod
    def _has_doer(s: Sentence, noun: int) -> bool:
        """Whether the noun phrase itself names who does it, so that it is taken as given."""
        tree = s.tree
        if tree.child(noun, "poss") is not None or any(
            tree.lower[k] in {"by", "between"} for k in tree.children(noun, "prep")
        ):
            return True
        return any(s.named[k] is not None for k in tree.children(noun, "amod", "compound", "nmod"))


def _called_off(tree: Tree, verb: int) -> bool:
    """Whether a verb's particle says that its object does not take place: "called off the summit", "put it off"."""
    off = any(tree.lower[k] == "off" for k in tree.children(verb, "prt", "advmod", "prep"))
    return off and tree.lower[verb].startswith(("call", "put"))
