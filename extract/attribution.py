"""Who says so: the subject of a verb of saying, "according to", or the speaker of a quotation."""

from __future__ import annotations

from .clauses import Clauses, is_passive
from .lexicon import Lexicon
from .model import Claimant, Span
from .nominals import NEAR, Nominals
from .reading import Argument, Sentence

_SPEAKER_NOUNS = frozenset(
    "expert experts analyst analysts official officials spokesman spokeswoman spokesperson source sources observer observers critic critics witness witnesses "
    "resident residents activist activists authority authorities report reports police minister ministry army military government media researcher researchers "
    "diplomat diplomats lawmaker lawmakers investigator investigators prosecutor prosecutors commander commanders agency statement people locals group leader leaders "
    "president organisation organization economist economists historian scholar scholars intelligence monitor monitors rebels soldiers newspaper television".split()
)
_CONTENT_NOUNS = frozenset("claim claims allegation allegations accusation accusations report reports assertion statement belief charge charges suspicion argument".split())


class Attribution:
    """Finds the claimant of what a trigger says."""

    def __init__(self, nominals: Nominals, clauses: Clauses, lexicon: Lexicon) -> None:
        self._nominals = nominals
        self._clauses = clauses
        self._lexicon = lexicon

    def claimant(self, s: Sentence, trigger: int, speakers: dict[int, Argument | Claimant]) -> Claimant | None:
        """Who says what ``trigger`` says, where the narrator does not; ``speakers`` gives the quoted speaker per token."""
        tree = s.tree
        here = trigger
        for _ in range(12):
            if found := self._according(s, here):
                return found
            head, dep = tree.heads[here], tree.deps[here]
            if head == here:
                break
            if found := self._from_governor(s, here, head, dep, trigger):
                return found
            here = head
        speaker = speakers.get(trigger)
        if isinstance(speaker, Claimant):
            return speaker
        return _claimant(s, speaker) if speaker is not None else None

    def _according(self, s: Sentence, token: int) -> Claimant | None:
        tree = s.tree
        for kid in tree.kids[token]:
            if tree.lower[kid] == "according":
                for to in tree.kids[kid]:
                    for name in tree.children(to, "pobj"):
                        return self._speaker(s, name)
        return None

    def _from_governor(self, s: Sentence, here: int, head: int, dep: str, trigger: int) -> Claimant | None:
        tree, verbs = s.tree, self._lexicon.verbs
        word = tree.lower[head]
        if tree.tags[head][:1] == "V" and word in verbs["say"]:
            if dep in {"ccomp", "parataxis", "dep"} or dep == "xcomp" and (word in _SELF or word.startswith(("accus", "alleg", "report", "claim", "say", "said", "believ"))):
                return self.sayer(s, head, here)
            if dep == "prep" and word.startswith(("accus", "suspect", "blam", "charg")) and trigger != here or dep == "pcomp" and word.startswith("accus"):
                return self.sayer(s, head, here)
        if tree.tags[head][:1] == "V" and word in verbs["affirm"] and dep in {"dobj", "ccomp", "nsubjpass"} and (trigger == here or tree.tags[here].startswith("N")):
            if word.startswith(("prais", "hail", "commend", "applaud", "reject", "denounc", "announc", "outlin")):
                return None
            return self.sayer(s, head, here)
        if dep == "acl" and word in _CONTENT_NOUNS:
            owners = self._nominals.owners(s, head)
            if owners:
                return _claimant(s, owners[0])
        return None

    def sayer(self, s: Sentence, verb: int, clause: int | None = None) -> Claimant | None:
        """Who a verb of saying makes speak; None where it is the narrator's passive ("is said to")."""
        if is_passive(s.tree, verb):
            agents = self._clauses.agent(s, verb)
            return _claimant(s, agents[0]) if agents else None
        token = self._clauses.subject_token(s.tree, verb)
        if token is None or token == clause:
            return None
        return self._speaker(s, token)

    def _speaker(self, s: Sentence, token: int) -> Claimant | None:
        found = self._nominals.resolve(s, token, NEAR)
        if found:
            return _claimant(s, found[0])
        tree = s.tree
        if tree.lower[token] in self._lexicon.nouns["words"]:
            owners = self._nominals.owners(s, token)
            if owners:
                return _claimant(s, owners[0])
        for kid in tree.prepositions(token, {"of", "from", "with", "at", "in"}):
            named = self._nominals.resolve(s, kid, NEAR)
            if named:
                return Claimant(tree.words[token], Span(tree.starts[token], tree.ends[token]), named[0].actor.id, named[0].principal)
        if tree.lower[token] in _SPEAKER_NOUNS or tree.tags[token].startswith("NNP"):
            first = token
            while first > 0 and tree.deps[first - 1] in {"compound", "amod", "det", "nummod"} and tree.heads[first - 1] in {token, first} and tree.deps[first - 1] != "det":
                first -= 1
            span = s.mention_span(first, token)
            return Claimant(s.text[span.start - s.span.start : span.end - s.span.start], span)
        return None


_SELF = frozenset("claim claims claimed claiming deny denies denied denying vow vows vowed promise promised pledge pledged boast".split())


def _claimant(s: Sentence, argument: Argument) -> Claimant:
    start, end = argument.span.start - s.span.start, argument.span.end - s.span.start
    text = s.text[start:end] if 0 <= start < end <= len(s.text) else argument.actor.label
    return Claimant(text, argument.span, argument.actor.id, argument.principal)
