"""Who says so: the subject of a verb of saying, "according to", or the speaker of a quotation."""

from __future__ import annotations

from collections.abc import Mapping

from detente.extract.clauses import Clauses, is_passive
from detente.extract.lexicon import Lexicon
from detente.extract.model import Claimant, Span
from detente.extract.nominals import NEAR, Nominals, is_seated
from detente.extract.reading import Argument, Sentence
from detente.extract.tree import Tree

_CONTENT_NOUNS = frozenset(
    "claim claims allegation allegations accusation accusations report reports assertion statement belief charge "
    "charges suspicion argument call calls demand demands".split()
)
_JUDGING = ("accus", "suspect", "blam", "charg", "thank", "fault", "criticis", "criticiz", "denounc")
_CLAIMING = ("claim", "deny", "deni", "boast", "admit", "alleg", "report", "say", "said", "believ", "confess")
_LABELLING = (
    "call",
    "describ",
    "regard",
    "consider",
    "view",
    "label",
    "brand",
    "dub",
    "portray",
    "deem",
    "characteri",
    "term",
    "count",
    "names",
    "naming",
    "rank",
    "reckon",
    "number",
    "treat",
    "defin",
)
_SEEING = frozenset({"see", "sees", "saw", "seen", "seeing"})
_RETELLING = frozenset(
    "put puts say says said note notes noted claim claims claimed allege alleges alleged report reports reported "
    "believe believes believed describe describes described recall recalls recalled".split()
)
_PRAISING = ("prais", "hail", "commend", "applaud", "reject", "denounc", "announc", "celebrat", "welcom")
_NARRATOR = frozenset({"i", "we", "it", "one", "you", "there", "this", "that", "which", "who", "what"})
_WHEN = frozenset({"when", "since", "after", "before", "while", "until", "as", "once"})
_THIRD = frozenset({"he", "she", "they"})
_UNSPOKEN = frozenset(
    {"day", "week", "month", "year", "time", "today", "morning", "number", "thing", "fact", "law", "result"}
)


class Attribution:
    """Finds the claimant of what a trigger says."""

    def __init__(self, nominals: Nominals, clauses: Clauses, lexicon: Lexicon) -> None:
        self._nominals = nominals
        self._clauses = clauses
        self._lexicon = lexicon
        self._latest: Claimant | None = None

    def claimant(self, s: Sentence, trigger: int, speakers: Mapping[int, Claimant]) -> Claimant | None:
        """Who says what ``trigger`` says, where the narrator does not; ``speakers`` are those quoted, by token."""
        tree = s.tree
        here, deep = trigger, False
        for _ in range(12):
            if found := self._beside(s, here, trigger):
                return found
            head, dep = tree.heads[here], tree.deps[here]
            if head == here or _known_anyway(tree, here) or (here < head and ";" in tree.words[here:head]):
                break
            if found := self._from_governor(s, here, head, trigger, deep):
                return found
            if dep in {"acl", "advcl", "xcomp"}:
                deep |= tree.lower[head] not in self._lexicon.nouns["intend"] and tree.lower[head] not in _CONTENT_NOUNS
            here = head
        if trigger not in speakers and (found := self._colon(s)):
            return found
        return speakers.get(trigger)

    def _beside(self, s: Sentence, token: int, trigger: int) -> Claimant | None:
        """ "according to X", "as X puts it", "— analysts agree —", "says X" behind the clause."""
        tree = s.tree
        for kid in tree.kids[token]:
            dep = tree.deps[kid]
            if tree.lower[kid] == "according":
                for to in tree.kids[kid]:
                    for name in tree.children(to, "pobj"):
                        return self._speaker(s, name)
            elif kid == trigger:
                continue
            elif (
                dep == "advcl" and tree.lower[kid] in _RETELLING and any(tree.lower[k] == "as" for k in tree.kids[kid])
            ) or (
                dep in {"parataxis", "ccomp", "dep", "conj"}
                and kid > token
                and tree.lower[kid] in self._lexicon.verbs["say"]
                and self._aside(s, kid)
            ):
                return self.sayer(s, kid)
        return None

    @staticmethod
    def _aside(s: Sentence, verb: int) -> bool:
        """Whether a verb of saying stands behind a comma or dash and has nothing said of its own."""
        tree = s.tree
        if (s.quoted and s.quoted[verb]) or (
            tree.child(verb, "ccomp", "dobj", "xcomp") is not None and tree.child(verb, "nsubj") is not None
        ):
            return False
        first = min(tree.subtree(verb))
        return first > 0 and tree.words[first - 1] in {",", "—", "–", "-", "”", '"'}

    def _colon(self, s: Sentence) -> Claimant | None:
        """ "Zelensky: Russia is shelling towns"."""
        if len(s.tree) > 2 and s.tree.words[1] == ":" and (named := s.named[0]) is not None:
            return claimant_of(s, self._nominals.argument(s, 0, 0, named.actor, "name"))
        return None

    def _from_governor(self, s: Sentence, here: int, head: int, trigger: int, deep: bool) -> Claimant | None:
        tree, verbs, dep = s.tree, self._lexicon.verbs, s.tree.deps[here]
        word = tree.lower[head]
        if tree.tags[head][:1] == "V":
            if word in verbs["say"] and self._said(s, here, head, trigger):
                said_by = self.sayer(s, head, here)
                return None if word.startswith("announc") and self._own_act(s, here, said_by) else said_by
            if (
                word.startswith(_JUDGING)
                and trigger != here
                and (dep == "pcomp" or (dep == "prep" and tree.lower[here] in {"of", "for", "with", "over"}))
            ):
                return self.sayer(s, head, here)
            if (
                (word.startswith(_LABELLING) or word in _SEEING)
                and (dep == "oprd" or (dep == "prep" and tree.lower[here] in {"as", "among"}))
                and not deep
                and not any(tree.tags[kid] == "PRP$" for kid in tree.children(trigger, "poss"))
            ):
                return self.sayer(s, head, here)
            if (
                word in verbs["affirm"]
                and not deep
                and dep in {"dobj", "ccomp", "nsubjpass"}
                and (trigger == here or tree.tags[here][0] == "N")
            ):
                if word.startswith(_PRAISING) and not any(tree.lower[k] == "our" for k in tree.children(here, "poss")):
                    return None
                return self.sayer(s, head, here)
            if word.startswith("boast") and dep == "prep" and not deep:
                return self.sayer(s, head, here)
        elif dep == "acl" and word in _CONTENT_NOUNS and (owners := self._nominals.owners(s, head)):
            return claimant_of(s, owners[0])
        return None

    def _own_act(self, s: Sentence, clause: int, said_by: Claimant | None) -> bool:
        """ "They announced that they were leaving": to announce an act of one's own is to do it."""
        doer = self._clauses.subject_token(s.tree, clause)
        return said_by is not None and any(
            a.actor.id == said_by.actor for a in s.references.get(doer if doer is not None else -1, ())
        )

    @staticmethod
    def _said(s: Sentence, here: int, head: int, trigger: int) -> bool:
        tree = s.tree
        dep, word = tree.deps[here], tree.lower[head]
        if dep in {"ccomp", "parataxis", "dep"}:
            return True
        if dep == "conj":
            return any(tree.lower[k] == "that" for k in tree.children(here, "mark"))
        if dep == "nsubj" and here < head and trigger != here:
            return any(k > head for k in tree.children(head, "nsubj"))
        return dep == "xcomp" and word.startswith(_CLAIMING) and trigger != head

    def sayer(self, s: Sentence, verb: int, clause: int | None = None) -> Claimant | None:
        """Who a verb of saying makes speak; None where it is the narrator's passive ("is said to")."""
        if is_passive(s.tree, verb):
            agents = self._clauses.agent(s, verb)
            return claimant_of(s, agents[0]) if agents else None
        token = self._clauses.subject_token(s.tree, verb)
        if token is None or token == clause:
            token = self._behind(s, verb, clause)
        return None if token is None else self._speaker(s, token)

    @staticmethod
    def _behind(s: Sentence, verb: int, clause: int | None) -> int | None:
        """The subject of "says Ankara" behind what it says, which the parser takes for an object."""
        if (clause is not None and clause > verb) or verb + 1 >= len(s.tree):
            return None
        for kid in s.tree.children(verb, "nsubj", "dobj", "attr", "oprd", "npadvmod", "dep"):
            if kid > verb and s.tree.tags[kid][0] == "N":
                return kid
        return None

    def _speaker(self, s: Sentence, token: int) -> Claimant | None:
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
        if found := self._nominals.resolve(s, token, NEAR):
            return claimant_of(s, found[0])
        if tree.lower[token] in self._lexicon.nouns["words"] and (owners := self._nominals.owners(s, token)):
            return claimant_of(s, owners[0])
        words = {"of", "from", "with", "at", "for"} | ({"in"} if is_seated(tree, token) else set())
        for kid in tree.prepositions(token, words):
            if named := self._nominals.resolve(s, kid, NEAR):
                return Claimant(
                    tree.words[token], Span(tree.starts[token], tree.ends[token]), named[0].actor.id, named[0].principal
                )
        if (tree.tags[token][0] == "N" and tree.lower[token] not in _UNSPOKEN) or tree.lower[token] in {
            "many",
            "some",
            "others",
        }:
            return self._noun(s, token)
        return None

    @staticmethod
    def _noun(s: Sentence, token: int) -> Claimant:
        """An unnamed claimant, as the noun stands with its modifiers."""
        tree = s.tree
        first = token
        while (
            first > 0
            and tree.deps[first - 1] in {"compound", "amod", "nummod"}
            and tree.heads[first - 1] in {token, first}
        ):
            first -= 1
        span = s.mention_span(first, token)
        return Claimant(s.text[span.start - s.span.start : span.end - s.span.start], span)


def _known_anyway(tree: Tree, token: int) -> bool:
    """Whether a phrase tells what is known rather than what somebody says: relative and participial clauses, and
    what was before or after ("said that it would pay, as Egypt had done").
    """
    dep = tree.deps[token]
    if dep == "relcl":
        return True
    if dep == "acl":
        return tree.tags[token] == "VBN" and token > 0 and "," in tree.words[tree.heads[token] + 1 : token]
    return dep == "advcl" and any(tree.lower[k] in _WHEN for k in tree.children(token, "mark", "advmod"))


def claimant_of(s: Sentence, argument: Argument) -> Claimant:
    """An actor as the one who says so, in the words that stand for it."""
    start, end = argument.span.start - s.span.start, argument.span.end - s.span.start
    text = s.text[start:end] if 0 <= start < end <= len(s.text) else argument.actor.label
    if argument.how == "reference":
        text = argument.actor.label
    return Claimant(text, argument.span, argument.actor.id, argument.principal)
