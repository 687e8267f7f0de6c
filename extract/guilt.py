"""The words that say that somebody is guilty, or that a charge is untrue: "Oslo was behind the raid"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set

from detente.extract.adjective_frames import AdjectiveFrames
from detente.extract.casualties import Casualties
from detente.extract.classes import COPULAS
from detente.extract.cue_words import entries_at
from detente.extract.reach import NEAR, SOURCE
from detente.extract.reading import Argument, Sentence
from detente.extract.role_frames import RoleFrames
from detente.extract.tools import Family, Tools
from detente.extract.tree import Tree
from detente.extract.verb_forms import is_passive

_GUILTY = frozenset({"responsible", "guilty", "culpable", "complicit"})
_APPALLED = frozenset("appalled outraged disgusted shocked horrified dismayed angered infuriated alarmed".split())
"""What one says to be at what another does wrong."""
_WRONGS = frozenset(
    "lied lying cheated cheating betrayed violated violates violating breached breaches breaching deceived meddled "
    "meddling".split()
)
"""Verbs of what nobody does rightly: who says so of another accuses him."""
_BREACHES = frozenset({"violation", "breach", "contravention", "defiance"})
"""What an act that is "in" them makes of whoever does it."""
_CULPRITS = frozenset({"perpetrator", "perpetrators", "culprit", "culprits", "mastermind", "masterminds", "aggressor"})
_TASKS = (
    "protect", "ensur", "maintain", "secur", "safe", "implement", "overs", "coordinat", "provid", "manag", "organis",
    "organiz", "defen", "guard", "polic", "affairs", "monitor",
)  # fmt: skip
"""Beginnings of words for what offices are responsible for."""
_BEARING = ("bear", "bore", "carries", "carry", "share")
_BURDENS = frozenset({"responsibility", "blame", "guilt"})
_DUPED = frozenset({"lied", "betrayed", "deceived", "cheated", "misled", "humiliated"})
_PLOTTED = frozenset("masterminded orchestrated instigated engineered".split())
_TYING = frozenset({"linking", "links", "linked", "tying", "implicating", "implicates"})
_MURDERS = frozenset("killing murder assassination poisoning kidnapping abduction massacre".split())
"""What nobody orders rightly."""
_PLOTS = _MURDERS | frozenset(
    "coup coups plot plots putsch uprising unrest crisis mutiny revolt riot riots sabotage killings murders "
    "disappearance disappearances abductions hack explosions".split()
)
_PACTS = frozenset(
    "agreement agreements treaty treaties ceasefire cease-fire truce accord accords pact pacts promise promises deal "
    "commitment commitments word law".split()
)
"""What nobody breaks rightly."""
_BREAKING = frozenset({"broke", "broken", "breaking", "breaks"})
_PERPETRATED = frozenset("carried conducted committed perpetrated staged mounted executed orchestrated".split())


Sayers = Callable[[int], Set[str]]


class Guilt(Family):
    """Finds who is said to be guilty."""

    def __init__(self, tools: Tools, roles: RoleFrames, adjectives: AdjectiveFrames) -> None:
        super().__init__(tools)
        self._roles = roles
        self._adjectives = adjectives
        self.casualties = Casualties(tools)

    def found(self, s: Sentence, sayers: Sayers) -> Iterator[tuple[int, list[Argument]]]:
        """The tokens that say so, each with those whom it is said of; ``sayers`` gives who says what stands at one."""
        for token in range(len(s.tree)):
            if (guilty := self._at(s, token, sayers)) is not None:
                yield token, guilty

    def _at(self, s: Sentence, token: int, sayers: Sayers) -> list[Argument] | None:
        """Whom the word at ``token`` calls guilty; None where it is no such word."""
        tree, lower, dep, head = s.tree, s.tree.lower[token], s.tree.deps[token], s.tree.heads[token]
        if lower in self._lexicon.things["accuse.label"] and dep in {"acomp", "attr"}:
            return self._condemned(s, head, sayers) or self._doers.source(s, token, False)
        if lower in _APPALLED and dep == "acomp":  # "said she was appalled that Iran should show the crew"
            return [a for c in tree.children(token, "ccomp") for a in self._clauses.source(s, c, NEAR)] or None
        if lower in _GUILTY and dep in {"acomp", "oprd", "attr", "conj"}:
            return None if _in_charge(tree, token) else self._adjectives.described(s, token)
        if lower in _WRONGS and tree.tags[token][:1] == "V" and not is_passive(tree, token):
            return self._clauses.source(s, token, NEAR) if dep in {"ccomp", "conj", "ROOT"} else []
        if lower in _DUPED and is_passive(tree, token):  # "said he had been lied to by Oslo"
            return self._clauses.agent(s, token) or None
        if lower == "ordered" and dep in {"ccomp", "conj"} and not is_passive(tree, token):
            murder = any(tree.lower[t] in _MURDERS for t in tree.children(token, "dobj"))
            return self._clauses.source(s, token, NEAR) if murder else None
        if lower in _PLOTTED and not is_passive(tree, token) and dep in {"ccomp", "conj"}:
            deeds = tree.children(token, "dobj")
            return self._clauses.source(s, token, NEAR) if self._is_foul(s, deeds) else None
        if lower in _TYING and tree.tags[token][:1] == "V" and not is_passive(tree, token):
            deeds = list(tree.prepositions(token, {"to", "with", "in"}))
            deeds += [t for o in tree.children(token, "dobj") for t in tree.prepositions(o, {"to", "with", "in"})]
            tied = [a for o in tree.children(token, "dobj") for a in self._nominals.resolve(s, o, NEAR)]
            return tied if self._is_attack(s, deeds) else None
        if lower in _BREACHES and dep == "pobj" and tree.lower[head] == "in":
            return self._condemned(s, tree.heads[head], sayers) if tree.lower[tree.heads[head]] in COPULAS else None
        if lower == "blame" and dep == "xcomp" and tree.lower[head] in COPULAS:
            return self._condemned(s, head, sayers)
        if lower in _BREAKING and dep in {"ccomp", "conj"} and not is_passive(tree, token):
            pact = any(tree.lower[t] in _PACTS for t in tree.children(token, "dobj"))
            return self._clauses.source(s, token, NEAR) if pact else None
        if lower == "behind" and tree.lower[head] in COPULAS and self._is_foul(s, tree.children(token, "pobj")):
            return self._clauses.source(s, head, SOURCE)
        if lower in _PERPETRATED and is_passive(tree, token):
            done = self._is_attack(s, [self._clauses.subject_token(tree, token)])
            return self._clauses.agent(s, token) if done else None
        if lower.startswith(_BEARING) and any(tree.lower[k] in _BURDENS for k in tree.children(token, "dobj")):
            return self._clauses.source(s, token, NEAR)
        if lower in _CULPRITS and dep == "attr":
            return self._roles.bearers(s, token)
        return None

    def culprits(self) -> list[Argument]:
        """Who made the attack told last, whoever now speaks of "those responsible"."""
        self._memory.note_speakers([])
        return self._memory.last_doer("assault")

    def dismissed(self, s: Sentence) -> Iterator[tuple[int, list[Argument]]]:
        """The words that say that a claim is untrue, and whose claim: "that Oslo's complaint was baseless"."""
        tree = s.tree
        for token, lower in enumerate(tree.lower):
            if lower in self._lexicon.things["reject.label"] and tree.deps[token] in {"acomp", "attr"}:
                subject = self._clauses.subject_token(tree, tree.heads[token])
                if subject is not None and self._targets.is_charge(s, subject):
                    yield token, self._targets.target(s, subject, "reject")

    def _is_attack(self, s: Sentence, nouns: Iterable[int | None]) -> bool:
        """Whether one of some nouns stands for an attack."""
        told = (e for t in nouns if t is not None for e in entries_at(self._lexicon, s, t, "event"))
        return any(e.cue.relation == "assault" for e in told)

    def _is_foul(self, s: Sentence, nouns: list[int]) -> bool:
        """Whether one of some nouns stands for an attack or for what is plotted."""
        return self._is_attack(s, nouns) or any(s.tree.lower[t] in _PLOTS for t in nouns)

    def _condemned(self, s: Sentence, verb: int, sayers: Sayers) -> list[Argument]:
        """Whom a word of blame behind a copula falls on: "the strike was a crime", "Tehran is a danger"."""
        subject = self._clauses.subject_token(s.tree, verb)
        if subject is None:
            return []
        named = self._nominals.resolve(s, subject, NEAR) or self._doers.by(s, subject)
        if not named and any(
            e.cue.relation in {"aid", "support"} for e in entries_at(self._lexicon, s, subject, "event")
        ):
            named = self._doers.of(s, subject)  # "Tehran's supply of arms is in breach of the treaty"
        pointed = any(s.tree.lower[k] in {"the", "this", "these", "such"} for k in s.tree.children(subject, "det"))
        if named or not pointed:
            return named
        self._memory.note_sayers(sayers(verb))
        return self._targets.target(s, subject, "accuse")  # "says that the raid is illegal"


def _in_charge(tree: Tree, adjective: int) -> bool:
    """Whether somebody is responsible for a task, not for a wrong: "responsible for protecting the embassy"."""
    tasks = [t for k in tree.children(adjective, "prep") for t in tree.children(k, "pobj", "pcomp")]
    return any(tree.lower[t].startswith(_TASKS) for t in tasks)


def at_fault(s: Sentence, those: int) -> bool:
    """Whether "those" are those who did it: "those responsible", "those behind the attack"."""
    return any(
        s.tree.lower[k] in {"responsible", "behind", "guilty"} for k in range(those + 1, min(those + 3, len(s.tree)))
    )
