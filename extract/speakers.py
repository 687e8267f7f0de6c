"""Who speaks: from a verb of saying, or a noun beside it, to a claimant."""

from __future__ import annotations

from detente.extract.clauses import Clauses
from detente.extract.lexicon import Lexicon
from detente.extract.model import Claimant, Span
from detente.extract.nominals import Nominals
from detente.extract.owners import is_seated
from detente.extract.reach import NEAR
from detente.extract.reading import Argument, Sentence
from detente.extract.tree import Tree
from detente.extract.verb_forms import is_passive

_ADDRESSING = ("told", "tell", "inform", "assur", "remind", "advis", "notif")
"""Beginnings of verbs of saying whose object is who hears it."""
_ABROAD = frozenset({"embassy", "consulate", "consul"})
_EXPERTS = frozenset("experts inspectors monitors observers investigators researchers rapporteur inspector".split())
"""Those who speak for the body that sent them: "UN experts", but "Israeli experts" for themselves."""
_SOME = frozenset({"one", "two", "three", "several", "many", "some", "others", "most"})
_NARRATOR = frozenset({"i", "we", "it", "one", "you", "there", "this", "that", "which", "who", "what"})
_THIRD = frozenset({"he", "she", "they"})
_UNSPOKEN = frozenset(
    "day week month year time today morning number thing fact law laws result plan plans priorities principles rules "
    "schedule timetable needs wishes interests norms terms operation".split()
)


class Speakers:
    """Finds the claimants that verbs of saying name; remembers who spoke last."""

    def __init__(self, nominals: Nominals, clauses: Clauses, lexicon: Lexicon) -> None:
        self._nominals = nominals
        self._clauses = clauses
        self._lexicon = lexicon
        self._latest: Claimant | None = None

    def of_verb(self, s: Sentence, verb: int, clause: int | None = None) -> Claimant | None:
        """Who a verb of saying makes speak; None where it is the narrator's passive ("is said to")."""
        if (quoted := _quoting(s.tree, verb)) is not None:
            return self.at(s, quoted)
        if is_passive(s.tree, verb):
            agents = self._clauses.agent(s, verb)
            if agents:
                return claimant_of(s, agents[0])
            by = [t for t in s.tree.prepositions(verb, {"by"}) if s.tree.deps[t] == "pobj"]
            return self.at(s, by[0]) if by else None
        token = self._clauses.subject_token(s.tree, verb)
        if token is None or token == clause:
            token = self._behind(s, verb, clause)
        if token is None:
            token = _before(s, verb)
        return None if token is None else self.at(s, token)

    @staticmethod
    def _behind(s: Sentence, verb: int, clause: int | None) -> int | None:
        """The subject of "says Ankara" behind what it says, which the parser takes for an object."""
        if (clause is not None and clause > verb) or verb + 1 >= len(s.tree):
            return None
        for kid in s.tree.children(verb, "nsubj", "dobj", "attr", "oprd", "npadvmod", "dep"):
            hearer = s.tree.deps[kid] == "dobj" and s.tree.lower[verb].startswith(_ADDRESSING)
            if kid > verb and s.tree.tags[kid][0] == "N" and not hearer:
                return kid
        return None

    def at(self, s: Sentence, token: int) -> Claimant | None:
        """Whom the noun or pronoun at ``token`` makes speak; "he" is the last speaker where he is nobody else."""
        found = self._spoken_by(s, token)
        if found is not None:
            self._latest = found
        elif s.tree.lower[token] in _THIRD:
            return self._latest
        return found

    def _spoken_by(self, s: Sentence, token: int) -> Claimant | None:
        tree = s.tree
        if tree.lower[token] in _NARRATOR and (tree.lower[token] != "it" or token not in s.references):
            return None
        if tree.lower[token] in _ABROAD and tree.child(token, "poss", "amod", "compound") is None:
            return self._noun(s, token)
        if found := self._nominals.resolve(s, token, NEAR):
            return claimant_of(s, found[0])
        if tree.lower[token] in self._lexicon.nouns["words"] and (owners := self._nominals.owners(s, token)):
            return claimant_of(s, owners[0])
        words = {"of", "from", "with", "at", "for", "by"} | ({"in"} if is_seated(tree, token) else set())
        for kid in tree.prepositions(token, words):
            if tree.lower[token] in _ABROAD and tree.lower[tree.heads[kid]] in {"in", "at"}:
                continue
            if named := self._nominals.resolve(s, kid, NEAR):
                return Claimant(
                    tree.words[token], Span(tree.starts[token], tree.ends[token]), named[0].actor.id, named[0].principal
                )
        for expert in (token, *tree.prepositions(token, {"of", "by", "from"})):
            sent_by = self._nominals.owners(s, expert) if tree.lower[expert] in _EXPERTS else []
            if sent_by and sent_by[0].actor.kind not in {"State", "Territory", "People"}:
                return claimant_of(s, sent_by[0])
        if (tree.tags[token][0] == "N" and tree.lower[token] not in _UNSPOKEN) or tree.lower[token] in _SOME:
            return self._noun(s, token)
        return None

    @staticmethod
    def _noun(s: Sentence, token: int) -> Claimant:
        """An unnamed claimant, as the noun stands with its modifiers: "his assistant", "one of its candidates"."""
        tree = s.tree
        first = last = token
        while (
            first > 0
            and (tree.deps[first - 1] in {"compound", "amod", "nummod"} or tree.tags[first - 1] == "PRP$")
            and tree.heads[first - 1] in {token, first}
        ):
            first -= 1
        if tree.lower[token] in _SOME and (whole := list(tree.prepositions(token, {"of", "among"}))):
            last = whole[0]
        span = s.mention_span(first, last)
        return Claimant(s.text[span.start - s.span.start : span.end - s.span.start], span)


def _quoting(tree: Tree, verb: int) -> int | None:
    """Whom others quote: "the emir was quoted as saying", "an agency quoted the emir as saying"."""
    if tree.lower[verb] == "saying" and tree.lower[tree.heads[verb]] == "as":
        verb = tree.heads[tree.heads[verb]]
    if tree.lower[verb] not in {"quoted", "quotes", "quoting"}:
        return None
    return tree.child(verb, "nsubjpass" if is_passive(tree, verb) else "dobj")


def _before(s: Sentence, verb: int) -> int | None:
    """The speaker right before the verb, whom the parser hangs on a noun of what is said: "…, the mediator, Mr X, told
    reporters".
    """
    tree, token = s.tree, verb - 1
    if token > 0 and tree.words[token] == ",":
        token -= 1
    if token < 0 or tree.tags[token][0] != "N" or tree.deps[token] not in {"appos", "conj", "dep", "npadvmod"}:
        return None
    return token if s.named[token] is not None else None


def claimant_of(s: Sentence, argument: Argument) -> Claimant:
    """An actor as the one who says so, in the words that stand for it."""
    start, end = argument.span.start - s.span.start, argument.span.end - s.span.start
    text = s.text[start:end] if 0 <= start < end <= len(s.text) else argument.actor.label
    if argument.how == "reference":
        text = argument.actor.label
    return Claimant(text, argument.span, argument.actor.id, argument.principal)
