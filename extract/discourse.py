"""References within a document: who "it", "the group", "both countries" and "we" are."""

from __future__ import annotations

from dataclasses import dataclass

from detente.ontology.actor import Actor

from .cast import Cast
from .lexicon import Lexicon
from .names import Nature
from .nominals import Nominals
from .reading import Argument, Sentence

_HE = frozenset({"he", "him", "his", "himself", "she", "her", "herself", "hers"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_BODIES = frozenset({"State", "Territory", "Organisation", "ArmedGroup", "Party", "Movement", "Organ", "Force", "Company", "Bloc"})
_GROUPS = frozenset({"ArmedGroup", "Party", "Movement"})
_UNIONS = frozenset({"Organisation", "Bloc"})
_UNION_WORDS = frozenset({"bloc", "alliance", "union", "organisation", "organization", "coalition", "body", "agency"})


@dataclass(slots=True)
class _Recent:
    argument: Argument
    sentence: int
    subject: bool


class Discourse:
    """What has been mentioned so far, most recent last."""

    def __init__(self, cast: Cast, lexicon: Lexicon, issuer: Actor | None, speaker: Actor | None) -> None:
        self._cast = cast
        self._lexicon = lexicon
        self._recent: list[_Recent] = []
        self._pair: list[Argument] = []
        self._people: list[Argument] = []
        self.issuer = issuer
        """The actor whose statement the document is, if it is one."""
        self.speaker = speaker
        """Who says "I" where nobody is quoted."""

    def resolve(self, s: Sentence, nominals: Nominals, speakers: dict[int, Argument]) -> None:
        """Fill ``s.references``, left to right. ``speakers`` gives, per quoted token, who is quoted."""
        for token in range(len(s.tree)):
            if s.named[token] is not None:
                continue
            lower = s.tree.lower[token]
            found = self._pronoun(s, token, lower, speakers)
            if not found:
                found = self._description(s, token, lower, nominals)
            if found:
                s.references[token] = [self._as_reference(s, token, a) for a in found]

    def note(self, s: Sentence) -> None:
        """Remember the actors that ``s`` names, once it has been read."""
        tree = s.tree
        for token, named in enumerate(s.named):
            if named is not None:
                argument = Argument(named.actor, token, s.mention_span(token, token), "name", self._cast.principal(named.actor))
                self._recent.append(_Recent(argument, s.number, _is_subject(s, token)))
        for token, arguments in s.references.items():
            for argument in arguments:
                self._recent.append(_Recent(argument, s.number, _is_subject(s, token)))
        for token in range(len(tree)):
            if s.named[token] is not None and tree.deps[token] not in {"conj", "amod", "compound", "nmod"}:
                together = [t for t in tree.conjuncts_after(token) if (n := s.named[t]) and n.nature is not Nature.ADJECTIVE]
                if len(together) == 2:
                    self.pair([Argument(n.actor, t, s.mention_span(t, t), "name", self._cast.principal(n.actor)) for t in together if (n := s.named[t])])
        del self._recent[:-60]

    def pair(self, arguments: list[Argument]) -> None:
        """Note two actors spoken of together."""
        if len(arguments) != 2 or arguments[0].actor.id == arguments[1].actor.id:
            return
        if all(a.actor.kind == "Person" for a in arguments):
            self._people = arguments
        bodies = [self._body(a) for a in arguments]
        if bodies[0].actor.id != bodies[1].actor.id and all(b.actor.kind != "Person" for b in bodies):
            self._pair = bodies

    def both(self) -> list[Argument]:
        """The two bodies last spoken of together: what "bilateral" relations are between."""
        return self._pair

    def _body(self, argument: Argument) -> Argument:
        """The actor that a person acts for."""
        if argument.actor.kind != "Person" or argument.principal is None:
            return argument
        return Argument(self._cast.get(argument.principal), argument.token, argument.span, "reference", None)

    # ----

    def _as_reference(self, s: Sentence, token: int, argument: Argument) -> Argument:
        return Argument(argument.actor, token, s.mention_span(token, token), "reference", argument.principal)

    def _pronoun(self, s: Sentence, token: int, lower: str, speakers: dict[int, Argument]) -> list[Argument]:
        if lower in _HE:
            return self._last(s, token, frozenset({"Person"}))
        if lower in _IT:
            if lower == "it" and self._is_expletive(s, token):
                return []
            return self._last(s, token, _BODIES)
        if lower in _THEY:
            recent = self._people or self._pair
            if recent and lower in {"they", "their"} and self._recent and self._recent[-1].sentence - s.number < 2:
                return recent
            return self._last(s, token, _GROUPS | {"Force", "Organ", "Organisation", "Bloc"})
        if lower in _WE or lower in _I and s.tree.words[token] != "i":
            if s.tree.words[token] in {"US", "I."}:
                return []
            return self._first_person(s, token, lower, speakers)
        return []

    def _first_person(self, s: Sentence, token: int, lower: str, speakers: dict[int, Argument]) -> list[Argument]:
        quoted = speakers.get(token)
        if quoted is not None:
            if lower in _WE and quoted.principal is not None:
                return [self._argument(s, token, self._cast.get(quoted.principal))]
            return [quoted]
        if s.quoted and s.quoted[token]:
            return []
        actor = self.speaker if lower in _I else self.issuer or self.speaker
        return [self._argument(s, token, actor)] if actor is not None else []

    def _argument(self, s: Sentence, token: int, actor: Actor) -> Argument:
        return Argument(actor, token, s.mention_span(token, token), "reference", self._cast.principal(actor))

    @staticmethod
    def _is_expletive(s: Sentence, token: int) -> bool:
        head = s.tree.heads[token]
        if s.tree.deps[token] == "expl":
            return True
        is_copula = s.tree.lower[head] in {"is", "was", "be", "been", "'s", "remains", "seems", "appears"}
        return is_copula and any(s.tree.deps[k] in {"ccomp", "xcomp", "advcl"} for k in s.tree.kids[head])

    def _last(self, s: Sentence, token: int, kinds: frozenset[str]) -> list[Argument]:
        """The best antecedent of one of the kinds: recent, and a subject rather than not."""
        best: tuple[float, Argument] | None = None
        second: Argument | None = None
        for argument, sentence, subject in self._candidates(s, token):
            if argument.actor.kind not in kinds:
                continue
            distance = s.number - sentence
            if distance > 4:
                continue
            score = (1.5 if subject else 0.0) - distance + argument.span.start / 1e7
            if best is None or score >= best[0]:
                if best is not None and best[1].actor.id != argument.actor.id:
                    second = best[1]
                best = (score, argument)
            elif argument.actor.id != best[1].actor.id:
                second = argument
        if second is not None:
            s.seconds[token] = self._as_reference(s, token, second)
        return [best[1]] if best else []

    def _candidates(self, s: Sentence, token: int) -> list[tuple[Argument, int, bool]]:
        found = [(r.argument, r.sentence, r.subject) for r in self._recent]
        for before in range(token):
            named = s.named[before]
            if named is not None and not self._same_phrase(s, before, token):
                found.append((Argument(named.actor, before, s.mention_span(before, before), "name", self._cast.principal(named.actor)), s.number, _is_subject(s, before)))
            elif before in s.references:
                found += [(a, s.number, _is_subject(s, before)) for a in s.references[before]]
        return found

    @staticmethod
    def _same_phrase(s: Sentence, one: int, other: int) -> bool:
        """A pronoun object does not take up the subject of its own verb."""
        tree = s.tree
        return tree.heads[one] == tree.heads[other] and tree.deps[other] in {"dobj", "pobj", "dative"} and tree.deps[one].startswith("nsubj")

    def _description(self, s: Sentence, token: int, lower: str, nominals: Nominals) -> list[Argument]:
        tree = s.tree
        if tree.tags[token] not in {"NN", "NNS", "NNP", "NNPS", "CD", "DT"}:
            return []
        nouns = self._lexicon.nouns
        kids = [tree.lower[k] for k in tree.kids[token]]
        if lower in {"both", "two"} and tree.deps[token] in {"nsubj", "nsubjpass"}:
            return self._people or self._pair
        definite = any(word in {"the", "this", "that", "these", "those", "both", "its", "their", "each"} for word in kids)
        if not definite or any(s.named[k] is not None for k in tree.subtree(token)):
            return []
        if lower in nouns["pair_references"] and tree.tags[token] in {"NNS", "NNPS"} and ("two" in kids or "both" in kids or lower in {"sides", "parties", "leaders", "presidents", "ministers", "officials"}):
            return self._pair_of(s, token, lower)
        if any(tree.deps[k] in {"poss", "amod"} and tree.lower[k] not in {"armed", "militant", "same", "rebel", "islamist", "terrorist", "extremist"} for k in tree.kids[token]) or any(tree.lower[k] == "of" for k in tree.kids[token]):
            return []
        if tree.tags[token] in {"NNS", "NNPS"} and lower not in {"militants", "rebels", "insurgents", "fighters", "jihadists", "terrorists", "guerrillas", "separatists"}:
            return []
        if lower in nouns["group_references"]:
            return self._last(s, token, _UNIONS if lower in _UNION_WORDS else _GROUPS) or (self._last(s, token, _UNIONS) if lower == "group" else [])
        if lower in nouns["state_references"]:
            return self._last(s, token, frozenset({"State", "Territory"}))
        if lower in nouns["office_references"] and tree.child(token, "appos") is None:
            return self._office(s, token, lower)
        return []

    def _office(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        """"the president": the person last met in that office, or else the issuing state's."""
        office = self._office_name(s, token, lower)
        for recent in reversed(self._recent):
            actor = recent.argument.actor
            if actor.kind == "Person" and any(office in role.office.casefold() for role in actor.roles):
                return [recent.argument]
        if self.issuer is not None and (holder := self._cast.office_holder(office, self.issuer.id)):
            return [self._argument(s, token, holder)]
        return []

    @staticmethod
    def _office_name(s: Sentence, token: int, lower: str) -> str:
        """"vice president", "foreign minister": the office with the words right before it."""
        before = s.tree.lower[token - 1] if token else ""
        if before in {"vice", "prime", "foreign", "defence", "defense", "crown", "supreme"}:
            return f"{before} {lower}"
        return lower

    def _pair_of(self, s: Sentence, token: int, lower: str) -> list[Argument]:
        if lower in {"countries", "nations", "states", "governments", "neighbours", "neighbors", "peoples", "allies", "capitals", "armies", "forces", "groups", "powers", "factions", "rivals"}:
            return self._pair
        here = [Argument(n.actor, t, s.mention_span(t, t), "name", self._cast.principal(n.actor)) for t in range(token) if (n := s.named[t]) and n.actor.kind == "Person"]
        distinct = {a.actor.id: a for a in here}
        if len(distinct) > 1:
            return list(distinct.values())
        return self._people or self._pair


def _is_subject(s: Sentence, token: int) -> bool:
    tree = s.tree
    here = token
    for _ in range(4):
        if tree.deps[here] in {"nsubj", "nsubjpass"}:
            return True
        if tree.deps[here] not in {"conj", "compound", "poss", "amod", "appos"}:
            return False
        here = tree.heads[here]
    return False
