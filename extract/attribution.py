"""Who says so: the subject of a verb of saying, "according to", or the speaker of a quotation."""

from __future__ import annotations

from collections.abc import Mapping

from detente.extract.clauses import Clauses
from detente.extract.lexicon import Lexicon
from detente.extract.model import Claimant
from detente.extract.moods import infinitive
from detente.extract.nominals import Nominals
from detente.extract.reading import Argument, Sentence
from detente.extract.speakers import Speakers, claimant_of
from detente.extract.tree import Tree

_CONTENT_NOUNS = frozenset(
    "claim claims allegation allegations accusation accusations report reports assertion statement belief charge "
    "charges suspicion argument call calls demand demands concern concerns fear fears confidence belief beliefs "
    "suspicions conviction view evidence proof doubt doubts hope".split()
)
_VOICING = (
    "express",
    "voic",
    "repeat",
    "reiterat",
    "rais",
    "echo",
    "present",
    "level",
    "renew",
    "made",
    "mak",
    "found",
)
"""Beginnings of verbs by which somebody makes what their object contains their own word."""
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
_WITNESSING = frozenset("see sees saw seen seeing hear hears heard hearing watched watches find finds found".split())
"""What they govern without a tense was there to see: "saw them shake hands"."""
_RETELLING = frozenset(
    "put puts say says said note notes noted claim claims claimed allege alleges alleged report reports reported "
    "believe believes believed describe describes described recall recalls recalled".split()
)
_PRAISING = ("prais", "hail", "commend", "applaud", "reject", "denounc", "announc", "celebrat", "welcom")
_MARKS = frozenset({",", "—", "–", "-", "”", '"'})
_REASONS = frozenset(
    "revenge retaliation response return reprisal protest exchange because answer "
    "after since when while although".split()
)
"""What stands before an aside that is about the reason alone: "in revenge, they said, for the raid"."""
_HARMED = frozenset("killed wounded injured died hurt hit struck destroyed damaged displaced perished".split())
_WHEN = frozenset({"when", "since", "after", "before", "while", "until", "as", "once"})
_TELLING_OF = ("voic", "reiterat", "reaffirm", "convey", "underscor", "underlin", "restat", "relay", "stress")
"""Beginnings of verbs that tell what the subject, or somebody else, feels or stands for."""


class Attribution:
    """Finds the claimant of what a trigger says."""

    def __init__(self, nominals: Nominals, clauses: Clauses, lexicon: Lexicon) -> None:
        self._nominals = nominals
        self._clauses = clauses
        self._lexicon = lexicon
        self._speakers = Speakers(nominals, clauses, lexicon)

    def claimant(self, s: Sentence, trigger: int, speakers: Mapping[int, Claimant]) -> Claimant | None:
        """Who says what ``trigger`` says, where the narrator does not; ``speakers`` are those quoted, by token."""
        tree = s.tree
        here, deep = trigger, False
        for _ in range(12):
            if found := self._beside(s, here, trigger):
                return found
            head, dep = tree.heads[here], tree.deps[here]
            if head == here or _known_anyway(tree, here) or (here == trigger and _introduces(s, here)):
                break
            if here < head and ";" in tree.words[here:head]:
                return self._before_semicolon(s, here, head) or speakers.get(trigger)
            if found := self._from_governor(s, here, head, trigger, deep):
                return found
            if dep in {"acl", "advcl", "xcomp"}:
                deep |= tree.lower[head] not in self._lexicon.nouns["intend"] and tree.lower[head] not in _CONTENT_NOUNS
            here = head
        if trigger not in speakers and (found := self._colon(s)):
            return found
        return speakers.get(trigger)

    def together(self, s: Sentence, claimant: Claimant) -> list[Claimant]:
        """A claimant and those who say it with them: "Oman and Chad said", "a statement by Oman and Chad says"."""
        starts = [t for t in range(len(s.tree)) if s.tree.starts[t] <= claimant.span.start < s.tree.ends[t]]
        if claimant.actor is None or not starts:
            return [claimant]
        here = starts[0]
        while s.tree.deps[here] in {"amod", "compound", "nmod", "poss"}:
            here = s.tree.heads[here]
        beside = (a for part in s.tree.conjuncts(here) for a in self._nominals.resolve_one(s, part))
        others = [claimant_of(s, a) for a in beside if a.actor.id not in {claimant.actor, claimant.principal}]
        return [claimant, *others]

    def sayer(self, s: Sentence, verb: int, clause: int | None = None) -> Claimant | None:
        """Who a verb of saying makes speak; None where it is the narrator's passive ("is said to")."""
        return self._speakers.of_verb(s, verb, clause)

    def voicing(self, s: Sentence, trigger: int, subject: Argument) -> Claimant | None:
        """Who tells of another's feelings: "Sullivan voiced the concerns of the allies about Chad"; nobody who tells of
        ``subject``'s own.
        """
        telling = s.tree.lower[trigger].startswith(_TELLING_OF) and s.tree.tags[trigger][:1] == "V"
        speaker = self.sayer(s, trigger) if telling else None
        if speaker is None or speaker.actor is None:
            return None
        own = {one.actor for one in self.together(s, speaker)}
        return speaker if subject.actor.id not in own else None

    def _before_semicolon(self, s: Sentence, here: int, head: int) -> Claimant | None:
        """The sayer of the first half of "Israel says that …; Tehran says that …", which the parser reads as one."""
        for verb in s.tree.ancestors(head):
            if verb < here and s.tree.lower[verb] in self._lexicon.verbs["say"] and ";" not in s.tree.words[verb:here]:
                return self.sayer(s, verb, here)
        return None

    def _beside(self, s: Sentence, token: int, trigger: int) -> Claimant | None:
        """ "according to X", "as X puts it", "— analysts agree —", "says X" behind the clause."""
        tree = s.tree
        for kid in tree.kids[token]:
            dep = tree.deps[kid]
            if tree.lower[kid] == "according":
                for to in tree.kids[kid]:
                    for name in tree.children(to, "pobj"):
                        return self._speakers.at(s, name)
            elif kid == trigger:
                continue
            elif (
                dep == "advcl" and tree.lower[kid] in _RETELLING and any(tree.lower[k] == "as" for k in tree.kids[kid])
            ) or (
                dep in {"parataxis", "ccomp", "dep", "conj"}
                and (kid > token or dep == "parataxis")
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
        if tree.lower[first - (tree.words[first] not in _MARKS) - 1] in _REASONS:
            return False
        return first > 0 and not _MARKS.isdisjoint(tree.words[first - 1 : first + 1])

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
        elif dep == "acl" and word in _CONTENT_NOUNS:
            if owners := self._nominals.owners(s, head):
                return claimant_of(s, owners[0])
            voiced = tree.deps[head] == "dobj" and tree.lower[tree.heads[head]].startswith(_VOICING)
            return self.sayer(s, tree.heads[head]) if voiced else None
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
        if word in _WITNESSING and tree.tags[here] in {"VB", "VBG"} and tree.child(here, "mark", "aux") is None:
            return False
        if dep in {"ccomp", "parataxis", "dep"}:
            return ";" not in tree.lower[here:head]
        if dep == "conj":
            return any(tree.lower[k] == "that" for k in tree.children(here, "mark"))
        if dep == "nsubj" and here < head and trigger != here:
            return any(k > head for k in tree.children(head, "nsubj"))
        return dep == "xcomp" and word.startswith(_CLAIMING) and trigger != head


def _introduces(s: Sentence, token: int) -> bool:
    """Whether a noun only says who the person beside it is: "the group's leader, Mr X, had been killed"."""
    if s.tree.tags[token][0] != "N" or s.tree.deps[token] in {"attr", "oprd", "appos"}:
        return False
    return any(s.named[k] is not None for k in s.tree.children(token, "appos"))


def _known_anyway(tree: Tree, token: int) -> bool:
    """Whether a phrase tells what is known rather than what somebody says: relative and participial clauses, and
    what was before or after ("said that it would pay, as Egypt had done"), but not what goes on ("as troops leave").
    """
    dep = tree.deps[token]
    if (
        (dep == "relcl" and not infinitive(tree, token))
        or dep == "appos"
        or (dep == "compound" and tree.tags[tree.heads[token]] in {"NNP", "NNPS"})
    ):
        return True
    if dep == "acl":
        return tree.tags[token] == "VBN" and token > 0 and "," in tree.words[tree.heads[token] + 1 : token]
    if dep != "advcl" or (token > tree.heads[token] and tree.lower[tree.heads[token]] in _HARMED):
        return False
    marks = {tree.lower[k] for k in tree.children(token, "mark", "advmod")} & _WHEN
    return bool(marks) and not (marks == {"as"} and tree.tags[token] in {"VBP", "VBZ"})
