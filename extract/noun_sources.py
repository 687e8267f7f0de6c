"""Where a sentence names who does the act that a noun stands for, away from the noun: "ETA is behind the murder"."""

from __future__ import annotations

from detente.extract.classes import COPULAS
from detente.extract.doers import LAID_ON, measured
from detente.extract.reach import NEAR, SOURCE, TARGET
from detente.extract.reading import Argument, Sentence
from detente.extract.subjects import BLAMING
from detente.extract.tools import Family

_DISCUSSING = ("discuss", "stress", "underscor", "underlin", "call", "urg")
"""Beginnings of verbs that tell of no deed that another could support."""
_WORKS = frozenset({"work", "handiwork", "doing", "deed"})
_PRAISING = ("thank", "prais", "commend", "applaud", "credit", "laud", "hail")
_GUILTY = frozenset({"responsible", "guilty", "culpable"})


class NounSources(Family):
    """Who does what a noun says, by the words around it."""

    def backers(self, s: Sentence, noun: int) -> list[Argument]:
        """With whose support something is done: "with the backing of Oslo, Riga blocked the port"."""
        tree, with_ = s.tree, s.tree.heads[noun]
        if tree.deps[noun] != "pobj" or tree.lower[with_] != "with" or tree.lower[tree.heads[with_]] in COPULAS:
            return []
        verb = next((v for v in tree.ancestors(noun) if tree.tags[v][:1] == "V"), noun)
        if tree.lower[verb].startswith(_DISCUSSING) or not tree.children(noun, "det"):
            return []
        behind = [t for t in tree.prepositions(noun, {"of"}) if tree.deps[t] == "pobj"]
        return [a for t in behind for a in self._nominals.resolve(s, t, SOURCE)]

    def claimed(self, s: Sentence, noun: int) -> list[Argument]:
        """Who has done it by the participle behind: "attacks claimed by Islamic State"."""
        participles = [k for k in s.tree.children(noun, "acl") if s.tree.tags[k] == "VBN"]
        return [a for k in participles for a in self._clauses.agent(s, k)]

    def blamed(self, s: Sentence, noun: int) -> list[Argument]:
        """Whom a verb of blame holds to have done it: "accused Pakistan of the assault on its parliament"; or who is
        "behind the bombing", whose "work" it was.
        """
        tree, noun = s.tree, measured(s.tree, noun)  # "behind a wave of bombings"
        head = tree.heads[noun]
        verb = tree.heads[head]
        if tree.deps[noun] == "nsubj" and tree.lower[head] in COPULAS:
            works = [t for t in tree.children(head, "attr") if tree.lower[t] in _WORKS]
            return [a for work in works for t in tree.prepositions(work, {"of"}) for a in self._nominals.resolve(s, t)]
        if tree.deps[noun] == "pobj" and tree.lower[head] == "behind":
            if tree.lower[verb] in COPULAS:
                return self._clauses.source(s, verb, SOURCE)
            linked = tree.deps[verb] == "nsubj" and tree.lower[tree.heads[verb]] in COPULAS
            said_of = tree.heads[verb] if linked else verb
            names = tree.children(said_of, "attr") if said_of != verb else tree.children(verb, "appos")
            return [a for name in names for a in self._nominals.resolve(s, name, NEAR)]
        if tree.deps[noun] == "nsubjpass" and tree.lower[head] in LAID_ON:
            return [a for t in tree.prepositions(head, {"on", "to", "upon"}) for a in self._nominals.resolve(s, t)]
        if tree.deps[noun] == "pobj" and tree.lower[head] == "in" and tree.lower[verb] in {"involved", "implicated"}:
            held = self._clauses.target_tokens(tree, verb)
            return [a for token in held for a in self._nominals.resolve(s, token, SOURCE)]
        if tree.deps[noun] != "pobj" or tree.lower[head] not in {"of", "for", "over"}:
            return []
        blamed = self._clauses.target_tokens(tree, verb) if tree.lower[verb] in BLAMING else []
        return [a for token in blamed for a in self._nominals.resolve(s, token, NEAR)]

    def purpose_of(self, s: Sentence, noun: int, words: set[str]) -> list[Argument]:
        """Who acts "in support of", "in solidarity with", "in protest at", "as a warning to" somebody."""
        tree = s.tree
        head = tree.heads[noun]
        if tree.deps[noun] != "pobj" or tree.lower[head] not in words:
            return []
        for verb in tree.ancestors(head):
            if tree.deps[verb] == "prep" and tree.lower[verb] == "for":
                praised = tree.heads[verb]
                if tree.lower[praised].startswith(_PRAISING):  # "praised Oman for its role in support of Chad"
                    held = self._clauses.target_tokens(tree, praised)
                    return [a for token in held for a in self._nominals.resolve(s, token, NEAR)]
            if tree.tags[verb][:1] == "V" and (found := self._clauses.source(s, verb, SOURCE)):
                return found
            if tree.deps[verb] in {"acl", "relcl"} and tree.tags[verb][:1] == "V":
                return []  # "fired on women who marched in support of Chad"
        return []

    def taking_part(self, s: Sentence, noun: int) -> list[Argument]:
        """Whose people do something at it: "Peruvian youths threw stones during protests against the arrest"."""
        tree, at = s.tree, s.tree.heads[noun]
        verb = tree.heads[at]
        if tree.deps[noun] != "pobj" or tree.lower[at] not in {"during", "at", "in"} or tree.tags[verb][:1] != "V":
            return []
        doer = tree.child(verb, "nsubj")
        if doer is None or tree.lower[doer] not in self._lexicon.nouns["people"]:
            return []
        return self._nominals.resolve(s, doer, TARGET)

    def answering(self, s: Sentence, noun: int) -> list[Argument]:
        """Who did it by a predicate: "ETA is responsible for the murder of two judges"."""
        tree, preposition = s.tree, s.tree.heads[noun]
        above = tree.heads[preposition]
        if tree.deps[noun] != "pobj":
            return []
        if tree.lower[preposition] == "for" and tree.lower[above] in _GUILTY:
            if tree.deps[above] == "oprd":
                held = self._clauses.target_tokens(tree, tree.heads[above])
                return [a for t in held if t != above for a in self._nominals.resolve(s, t, NEAR)]
            if tree.deps[above] in {"acomp", "ccomp"}:
                clause = above if tree.deps[above] == "ccomp" else tree.heads[above]
                return self._clauses.subject(s, clause, NEAR)
            return self._nominals.resolve(s, tree.heads[above], NEAR) if tree.deps[above] == "amod" else []
        return []

    def helped(self, s: Sentence, noun: int) -> list[Argument]:
        """Who fights with another's help: "supports Iraq in the fight against the group"."""
        tree = s.tree
        verb = tree.heads[tree.heads[noun]]
        if tree.deps[noun] != "pobj" or tree.lower[tree.heads[noun]] not in {"in", "with", "for"}:
            return []
        cues = (e.cue for e in self._lexicon.entries.get(tree.lower[verb], ()) if e.cue.pos == "verb")
        if tree.tags[verb][:1] != "V" or not any(c.relation in {"support", "aid", "cooperate"} for c in cues):
            return []
        helped = [a for t in self._clauses.target_tokens(tree, verb) for a in self._nominals.resolve(s, t, NEAR)]
        return helped or self._clauses.source(s, verb, SOURCE)

    def made_of(self, s: Sentence, noun: int) -> list[Argument]:
        """Whose things are handed over: "the shipment of Iranian missiles", "the gift by Oman"."""
        tree = s.tree
        things = self._lexicon.things["aid.give"]
        of = [t for t in tree.prepositions(noun, {"of"}) if tree.deps[t] == "pobj"]
        behind = [a for t in of for a in self._doers.by(s, t)]
        return behind or [a for t in of if tree.lower[t] in things for a in self._nominals.owners(s, t)]

    @staticmethod
    def alarming(s: Sentence, noun: int) -> int | None:
        """The verb by which forces are alerted: "put their troops on high alert"."""
        tree = s.tree
        of = tree.heads[noun]
        if tree.lower[of] == "of" and tree.lower[tree.heads[of]].startswith(("level", "state", "footing")):
            noun = tree.heads[of]  # "on a high level of alert"
        head = tree.heads[noun]
        verb = tree.heads[head]
        placed = tree.lower[verb].startswith(("put", "plac", "keep", "kept"))
        return verb if tree.deps[noun] == "pobj" and tree.lower[head] == "on" and placed else None
