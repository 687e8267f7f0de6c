"""Frames of help that comes to where it is needed, and of forces that come because they were asked to."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.lexicon import Entry
from detente.extract.reach import NEAR, SOURCE
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import Sides, source_reach
from detente.extract.tools import Family
from detente.extract.verb_forms import is_infinitive, is_passive

_HELPING = ("help", "assist", "treat", "train", "rescue", "support", "aid", "search")


class HelpingFrames(Family):
    """``arrival`` and ``behest``."""

    def arrival(self, s: Sentence, verb: int, entry: Entry) -> Iterator[Sides]:
        tree = s.tree
        comers = self._comers(s, verb, entry)
        if not comers:
            return
        places = [t for t in tree.prepositions(verb, frozenset(entry.cue.prepositions)) if tree.deps[t] == "pobj"]
        places += [] if is_passive(tree, verb) else tree.children(verb, "dobj")  # "Cuban doctors reached Haiti"
        helped = [a for t in places for a in self._targets.target(s, t, entry.cue.relation)]
        yield Sides(comers, helped or self._helped(s, verb), "arrival")

    def behest(self, s: Sentence, noun: int, entry: Entry) -> Iterator[Sides]:
        tree, preposition = s.tree, s.tree.heads[noun]
        if tree.deps[noun] != "pobj" or tree.lower[preposition] not in {"at", "on"}:
            return
        verb = next((v for v in tree.ancestors(preposition) if tree.tags[v][:1] == "V"), None)
        comers = self._comers(s, verb, entry) if verb is not None else []
        if comers:
            yield Sides(comers, self._nominals.owners(s, noun), "behest")

    def _comers(self, s: Sentence, verb: int, entry: Entry) -> list[Argument]:
        """Whose men or goods come, if the verb's subject, or what is sent, is one of the cue's things."""
        sent = self._clauses.target_tokens(s.tree, verb) if is_passive(s.tree, verb) else []
        subject = self._clauses.subject_token(s.tree, verb)
        tokens = sent or ([] if subject is None else [subject])
        things = self._lexicon.things[entry.cue.id]
        reach = SOURCE | source_reach(entry.cue.relation)
        coming = [t for t in tokens if not things.isdisjoint(s.tree.lower[k] for k in s.tree.subtree(t))]
        return [a for t in coming for a in self._nominals.resolve(s, t, reach) or self._senders(s, t)]

    def _senders(self, s: Sentence, thing: int) -> list[Argument]:
        """Whose goods come: "Indian flour arrived", "tonnes of flour from India arrived"."""
        behind = s.tree.prepositions(thing, {"from"})
        return self._nominals.owners(s, thing) or [a for t in behind for a in self._nominals.resolve(s, t, NEAR)]

    def _helped(self, s: Sentence, verb: int) -> list[Argument]:
        """Whom they come to help: "Cuban doctors flew in to help Haiti"."""
        clauses = [c for c in s.tree.children(verb, "advcl", "xcomp") if is_infinitive(s.tree, c)]
        tokens = [t for c in clauses if s.tree.lower[c].startswith(_HELPING) for t in s.tree.children(c, "dobj")]
        return [a for t in tokens for a in self._targets.target(s, t, "aid")]
