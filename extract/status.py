"""Whether what a trigger says is denied, planned or merely possible."""

from __future__ import annotations

from dataclasses import dataclass

from detente.extract.classes import BE
from detente.extract.governors import Governors
from detente.extract.lexicon import Lexicon
from detente.extract.model import Modality
from detente.extract.moods import DENIED, PLAIN, PLANNED, POSSIBLE, Mood, Moods, infinitive
from detente.extract.own_words import gladly_done
from detente.extract.purposes import DECIDED, settles
from detente.extract.reading import Argument, Sentence
from detente.extract.speech_acts import under_way
from detente.extract.subjects import WARNING
from detente.extract.tree import Tree

_CONTENT = frozenset(
    "report reports claim claims allegation allegations accusation accusations suggestion suggestions evidence proof "
    "indication indications rumour rumours rumor rumors charge charges".split()
)
_REFUTING = ("dismiss", "refut", "rebut", "debunk", "rubbish", "repudiat")
_DECISIONS = frozenset({"vote", "votes", "decision"})
_SUSPECTED = frozenset({"suspected", "alleged", "presumed"})
_ROUNDS = frozenset({"round", "rounds", "session", "sessions", "series"})
"""What is held or called off with what it consists of: "cancelled the second round of talks"."""
_RANKED = frozenset("first second third fourth fifth sixth last latest only sole".split())
_SEEKING = ("support", "back", "favour", "favor", "seek", "sought", "want", "oppos", "block", "aspir", "bid", "appl",
            "endors", "advocat", "champion", "complet")  # fmt: skip
"""Beginnings of words that govern a membership which is yet to come."""
_COMPLEMENTS = frozenset({"of", "for", "to", "on", "about", "against"})


@dataclass(frozen=True, slots=True)
class Status:
    """How a text puts what it says."""

    negated: bool = False
    modality: Modality = "actual"


_REASONS = frozenset({"over", "amid", "despite"})
"""What stands behind them has happened, whatever becomes of what is done for it or in spite of it."""


class StatusReader:
    """Reads negation and modality off the path from a trigger up to the clause that asserts it.

    The path ends where the trigger's phrase is taken as given: a noun phrase with a doer of its own under a verb that
    neither does, denies nor intends it ("will repel attacks by Hamas"), a relative clause, the subject of another act.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._moods = Moods(lexicon)
        self._governors = Governors(lexicon, self._moods)

    def read(self, s: Sentence, trigger: int, relation: str, *sides: Argument) -> Status:
        """The status of what ``trigger`` says as a cue of ``relation``; ``sides`` are its two actors."""
        tree = s.tree
        total = self._moods.own(tree, trigger)
        if _pledges(tree, trigger, relation):
            total = total.with_(PLANNED)
        here, via = trigger, trigger
        for _ in range(9):
            head = tree.heads[here]
            if head == here:
                if infinitive(tree, here) and tree.tags[here] == "VB":
                    total = total.with_(PLANNED)
                break
            if here < head and ";" in tree.words[here:head]:
                break
            mood, goes_on = self._step(s, here, head, via, relation)
            total = total.with_(mood)
            if not goes_on:
                break
            if tree.deps[here] != "prep":
                via = here
            here = head
        if relation == "memberOf" and _is_sought(tree, trigger):
            total = total.with_(PLANNED)
        if s.text.rstrip('"”’) ').endswith("?"):
            total = total.with_(POSSIBLE)
        if sides and _is_suspected(s, sides[0]):
            total = total.with_(POSSIBLE)
        if any(_denied_side(s, side) for side in sides):
            total = total.with_(DENIED)
        return Status(total.negated, total.modality)

    def _step(self, s: Sentence, here: int, head: int, via: int, relation: str) -> tuple[Mood, bool]:
        """What the head of ``here`` adds, and whether the path goes on; ``via`` is the last word but prepositions."""
        tree = s.tree
        dep = tree.deps[here]
        if dep in {"xcomp", "advcl"} and infinitive(tree, here) and self._is_ranked(tree, head):
            return self._moods.own(tree, head, here), True
        if under_way(tree, here):
            return PLAIN, False
        if gladly_done(tree, here):
            return self._moods.own(tree, head, here), True
        if dep in {"appos", "csubj"} or (dep == "relcl" and not infinitive(tree, here)):
            return PLAIN, False
        if tree.deps[here] == "conj" and tree.tags[here][0] != "V":
            return PLAIN, True
        if dep in {"pobj", "pcomp"}:
            return self._preposition(tree, here, head)
        if tree.tags[head][0] == "V" or tree.tags[head] == "MD" or tree.lower[head] in BE:
            return self._governors.read(s, here, head, via, relation)
        if tree.tags[head][0] == "J" or tree.tags[head] == "RB":
            return self._adjective(tree, here, head)
        return self._noun(tree, here, head, via, relation)

    @staticmethod
    def _is_ranked(tree: Tree, verb: int) -> bool:
        """Whether its subject is, or is among, the first or last to do something."""
        ranks = [*tree.children(verb, "attr"), *tree.prepositions(verb, {"among"})]
        return any(tree.lower[k] in _RANKED for rank in ranks for k in tree.kids[rank])

    def _preposition(self, tree: Tree, here: int, head: int) -> tuple[Mood, bool]:
        """What a preposition itself says: "without", "far from", "short of", "rather than"."""
        word = tree.lower[head]
        above = tree.lower[tree.heads[head]]
        before = tree.lower[head - 1] if head else ""
        if (
            word == "without"
            or (word, before) in {("from", "far"), ("of", "short"), ("than", "rather"), ("of", "instead")}
            or above == "instead"
        ):
            return DENIED, False
        if word in _REASONS and tree.deps[here] == "pobj":
            return PLAIN, False  # "refused to punish Oslo over its invasion of Chad": it did invade
        if word == "against" and tree.deps[here] == "pcomp" and above.startswith(WARNING):
            return POSSIBLE, False
        return PLAIN, tree.deps[head] in {"prep", "agent", "dative"} and (word != "by" or tree.deps[here] == "pcomp")

    def _adjective(self, tree: Tree, here: int, head: int) -> tuple[Mood, bool]:
        adjectives, word = self._lexicon.adjectives, tree.lower[head]
        own = self._moods.own(tree, head, here)
        gerund = tree.deps[here] == "prep" and tree.lower[here] == "to" and tree.child(here, "pcomp") is not None
        if tree.deps[here] == "xcomp" or gerund or (tree.deps[here] == "prep" and infinitive(tree, here)):
            if word in adjectives["ready"] and not any(tree.lower[k] == "you" for k in tree.children(here, "dobj")):
                return own.with_(PLANNED), True
            if word in adjectives["likely"]:
                return own.with_(POSSIBLE), True
            if word in adjectives["unlikely"]:
                return own.with_(Mood(True, "possible")), True
            if word in adjectives["unable"]:
                return own.with_(DENIED), True
        return own, tree.deps[here] in {"xcomp", "prep"}

    def _noun(self, tree: Tree, here: int, head: int, via: int, relation: str) -> tuple[Mood, bool]:
        """What a noun adds to what hangs on it: "plans to attack", "the absence of relations"."""
        nouns, word, dep = self._lexicon.nouns, tree.lower[head], tree.deps[here]
        if dep == "amod" and word in self._lexicon.bonds:
            return self._moods.own(tree, head, here), True
        to_do = dep in {"acl", "relcl", "xcomp"} and infinitive(tree, here)
        if to_do and any(tree.lower[kid] in _RANKED for kid in tree.kids[head]):
            return self._moods.own(tree, head, here), True
        if to_do or dep == "compound" or (dep == "prep" and tree.lower[here] in _COMPLEMENTS):
            own = self._moods.own(tree, head, here)
            if word in nouns["lack"]:
                return own.with_(DENIED), True
            if word in nouns["intend"]:
                return own.with_(PLANNED) if relation not in {"request", "agree", "threaten"} or to_do else own, True
            if word in nouns["doubt"]:
                return own.with_(POSSIBLE), True
            if dep == "prep" and (word in nouns["transparent"] or word in _ROUNDS) and tree.lower[here] == "of":
                return own, True
        if word in _CONTENT and any(tree.lower[k] == "that" for k in tree.children(here, "mark")):
            own = self._moods.own(tree, head, here)
            if tree.deps[head] == "dobj" and tree.lower[tree.heads[head]].startswith(_REFUTING):
                return DENIED, False
            return (POSSIBLE, False) if own.negated else (own, True)
        if to_do and (settles(word, relation) or (relation in DECIDED and word in _DECISIONS)):
            return self._moods.own(tree, head, here), True
        if to_do and head == tree.root and tree.tags[here] == "VB":
            return PLANNED, False
        return PLAIN, False


def _is_suspected(s: Sentence, doer: Argument) -> bool:
    """Whether a doer is only thought to be one: "suspected Boko Haram bombers"."""
    tree = s.tree
    if not s.span.start <= doer.span.start < s.span.end:
        return False  # the token is one of the sentence that names him
    inside = tree.deps[doer.token] in {"compound", "nmod", "amod", "poss"}
    tokens = (doer.token, tree.heads[doer.token]) if inside else (doer.token,)
    return any(tree.lower[k] in _SUSPECTED for token in tokens for k in tree.children(token, "amod"))


def _denied_side(s: Sentence, side: Argument) -> bool:
    """Whether an actor is left out by name: "Russia, not Belarus, invaded"."""
    if not s.span.start <= side.span.start < s.span.end or not side.token:
        return False
    before = s.tree.lower[side.token - 1]
    if before == "the" and side.token > 1:
        before = s.tree.lower[side.token - 2]
    return before == "not"


def _is_sought(tree: Tree, noun: int) -> bool:
    """Whether a membership is wished for rather than held: "supports Oslo's accession to the union"."""
    governor = tree.heads[noun]
    if tree.deps[noun] == "pobj":
        governor = tree.heads[governor]
    return tree.tags[noun][:1] == "N" and governor != noun and tree.lower[governor].startswith(_SEEKING)


def _pledges(tree: Tree, trigger: int, relation: str) -> bool:
    """Whether the trigger itself promises the act: "pledged 50 million"."""
    stems = ("pledg", "promis", "propos")
    return relation in {"aid", "cooperate"} and tree.tags[trigger][0] == "V" and tree.lower[trigger].startswith(stems)
