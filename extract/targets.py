"""Whom an act is aimed at, by the phrase that it falls on."""

from __future__ import annotations

from detente.extract.classes import COPULAS, FORCE, RELATIVE
from detente.extract.cue_words import entries_at
from detente.extract.doers import Doers
from detente.extract.lexicon import Lexicon
from detente.extract.liable import liable
from detente.extract.memory import Memory
from detente.extract.nominals import Nominals
from detente.extract.reach import NEAR, TARGET, VICTIM
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import TARGETS
from detente.extract.tree import Tree
from detente.extract.verb_forms import is_infinitive, is_passive

_JUDGING = frozenset({"accuse", "support", "reject", "protest", "sanction", "request"})
_OPINIONS = frozenset({"accuse", "support", "reject"})
_BLAMES = frozenset({"accuse", "reject"})
_JUDGED = frozenset({"accuse", "support"})
_PRESSURE = frozenset(
    "pressure demand demands request requests condition conditions terms insistence threats ultimatum calls wishes "
    "appeals protests blackmail".split()
)
_SPANS = frozenset("days weeks months years".split())
_CHARGES = frozenset(
    "claim claims charge charges suit suits lawsuit lawsuits allegation allegations accusation accusations "
    "suggestion suggestions assertion "
    "assertions insinuation insinuations "
    "criticism complaint complaints involvement role part responsibility wrongdoing hand complicity something".split()
)
"""What is rejected is what an accuser said: "denied the charge", "denied any role"."""
_DONE = frozenset("made taken issued announced adopted undertaken played expressed voiced shown exerted".split())
_UNDOING = frozenset("defeat destruction elimination eradication degradation downfall overthrow".split())
"""What those who support it wish on whom it befalls."""
_LOSSES = frozenset("death deaths loss losses killing killings murder murders victims".split())
"""What one condoles for with those who suffered it, not with who did it."""
_TOLD = frozenset("report reports finding findings remark remarks comment comments statement statements".split())
"""What is said without blaming anybody, and contradicted."""

_EDGES = frozenset({"border", "frontier", "boundary", "line"})
_GATHERINGS = frozenset(
    "protest protests rally rallies demonstration demonstrations march marches uprising uprisings revolt revolts "
    "rebellion insurrection mutiny riot riots strike strikes".split()
)
"""What is put down together with those who hold it: "broke up a rally by Ennahda"."""
_WARDING = ("repel", "repuls", "beat", "fend", "fought", "fight", "ward", "foil")
"""Beginnings of verbs that strike whoever does what they ward off: "repelled an assault by Boko Haram"."""
_RULERS_DEEDS = frozenset("crackdown clampdown repression persecution executions execution censorship coverup".split())
"""What those in power where it happens are blamed for: "condemned the crackdown in Belarus"."""
_POSTS = frozenset("embassy embassies consulate consulates base bases office offices".split())
"""What a state has in another, from which it withdraws."""
_KILLING = ("kill", "wound", "injur", "left", "die", "hit", "struck", "destroy", "target", "claim", "slain")
"""Beginnings of verbs that tell what an attack did."""
_WHERE = frozenset({"in", "at", "near", "outside", "inside", "across"})
_CORE = frozenset({"dobj", "nsubj", "nsubjpass"})
_MEN = frozenset("man men woman women people person persons leader leaders group groups country countries".split())


class Targets:
    """Finds the actors behind what is struck, judged, given to or asked."""

    def __init__(self, nominals: Nominals, lexicon: Lexicon, doers: Doers, memory: Memory) -> None:
        self._nominals = nominals
        self._lexicon = lexicon
        self._doers = doers
        self._memory = memory

    def target(self, s: Sentence, token: int, relation: str) -> list[Argument]:
        """The actors that an act of ``relation`` on the phrase at ``token`` is aimed at."""
        found: list[Argument] = []
        for part in s.tree.conjuncts_after(token):
            found += self._part_target(s, part, relation)
        return found or (self._nominals.resolve(s, token, NEAR) if token in s.references else [])

    def _part_target(self, s: Sentence, token: int, relation: str) -> list[Argument]:
        if relation == "support" and s.tree.lower[token] in _UNDOING:
            return []  # "committed to the defeat of the group"
        if relation == "retreat" and s.tree.lower[token] in _POSTS:  # "its embassy in Baghdad"
            abroad = [a for t in s.tree.prepositions(token, {"in", "at"}) for a in self._nominals.resolve(s, t, VICTIM)]
            if abroad:
                return abroad
        if relation in {"assault", "coerce", "sanction"} and (named := self._nominals.among(s, token)):
            return named
        near = (relation in FORCE and self._nominals.holders(s, token)) or self._nominals.resolve_one(s, token, NEAR)
        if near and relation in _JUDGED and _is_deed_pronoun(s, token) and not self._memory.apart(near):
            return self._memory.judged(relation, s.tree.starts[token])  # nobody judges himself: "Oman condemned them"
        if near:
            return near + self._countrymen(s, token, near, relation)
        if s.tree.lower[token] in self._lexicon.nouns["adversaries"]:
            return []  # who praises the killers of a man does not praise him
        mourned = relation == "support" and s.tree.lower[token] in _LOSSES
        if relation in _JUDGING and not mourned and (makers := self._doers.far_by(s, token)):
            return makers
        if relation in _JUDGING and (makers := self._made_by(s, token)):
            return makers
        if relation in _BLAMES and self.is_charge(s, token) and (authors := self._authors(s, token)):
            return authors
        if relation == "reject" and s.tree.lower[token] in _CHARGES and not self._belongs(s, token):
            charged = self._memory.accuser()
            if charged or s.tree.lower[token] == "something":  # "accused Chad of spying, something that Chad denied"
                return charged
            return self._memory.last_doer("accuse") or self.teller(s, token)
        if relation == "reject" and s.tree.lower[token] in _TOLD and not self._belongs(s, token):
            return self.teller(s, token)
        if relation in _JUDGING and (doers := self._doers.of(s, token) or self._recalled(s, token, relation)):
            return doers
        if relation == "accuse" and s.tree.lower[token] in _RULERS_DEEDS:
            return [a for t in s.tree.prepositions(token, {"in"}) for a in self._nominals.resolve_one(s, t, VICTIM)]
        if relation in _OPINIONS and any(
            e.cue.relation in FORCE - {"mobilize"} for e in entries_at(self._lexicon, s, token, "event")
        ):
            return [a for k in s.tree.children(token, "acl") if s.tree.tags[k] == "VBN" for a in self._doers.by(s, k)]
        if relation in {"threaten", "protest"} and self._is_blow(s, token):
            return self._doers.of(s, token) or self._recalled(
                s, token, relation
            )  # "vowed revenge for the killing of its man"
        against = any(True for _ in s.tree.prepositions(token, {"against"}))
        if relation == "coerce" and s.tree.lower[token] in _GATHERINGS and against:
            return []  # police who break up a rally against him are on his side
        if relation == "coerce" and s.tree.lower[token] in _GATHERINGS and (held := self._doers.of(s, token)):
            return held
        warded = relation == "assault" and s.tree.lower[s.tree.heads[token]].startswith(_WARDING)
        if warded and token != s.tree.root and (doers := self._doers.of(s, token)):
            return doers
        between = s.tree.prepositions(token, {"between"}) if s.tree.lower[token] in _EDGES else ()
        if relation == "retreat" and (found := [a for t in between for a in self._nominals.resolve(s, t, NEAR)]):
            return found
        if relation in {"assault", "coerce", "retreat"} and s.tree.lower[token] in self._lexicon.events:
            for inner in s.tree.prepositions(token, {"of", "on", "against", "at", "in"}):
                if s.tree.deps[inner] == "pobj" and (found := self.target(s, inner, relation)):
                    return found
            if relation == "assault" and (found := self._felt(s, token)):
                return found
        if relation == "concede" and (pressed := self._pressing(s, token)):
            return pressed
        found = self._nominals.resolve_one(s, token, TARGETS.get(relation, TARGET))
        if not found and relation in {"assault", "coerce"}:
            full = [t for k in s.tree.children(token, "amod") for t in s.tree.prepositions(k, {"of", "with"})]
            for inner in (*s.tree.prepositions(token, {"for", "carrying", "of"}), *full):
                if s.tree.deps[inner] == "pobj" and (found := self._nominals.resolve(s, inner, TARGET)):
                    return found
        if not found and relation in FORCE:
            beside = s.tree.children(token, "appos")
            found = [a for kid in beside for a in self._nominals.resolve_one(s, kid, TARGETS.get(relation, TARGET))]
        if not found and relation == "support":
            found = self._served(s, token)
        if not found and relation == "sanction":
            found = liable(s, token, self._nominals)
        if not found and relation in _JUDGING:
            words = {"for", "of", "by", "from"} | ({"with"} if relation == "sanction" else set())
            for inner in s.tree.prepositions(token, words):
                if found := self.target(s, inner, relation) if s.tree.deps[inner] == "pobj" else []:
                    break
        if not found and (relation in _JUDGING or relation == "agree"):
            found = self._maker(s, token)
        if not found and (relation in _JUDGING or relation == "agree"):  # "accepted the plan drawn up by Oslo"
            made = [k for k in s.tree.children(token, "acl") if s.tree.tags[k] == "VBN" and not self._judges(s, k)]
            found = [a for k in made for a in self._doers.by(s, k)]
        if not found and relation in _JUDGED and _is_deed_pronoun(s, token):
            found = self._memory.judged(relation, s.tree.starts[token])
        return found

    def _felt(self, s: Sentence, noun: int) -> list[Argument]:
        """Whom an attack befell by the clause behind it: "bombings that killed nine in Lahore", "in which … died"."""
        tree = s.tree
        clauses = tree.children(noun, "relcl") + [k for k in tree.children(noun, "acl") if tree.tags[k] == "VBG"]
        for clause in clauses:
            if not tree.lower[clause].startswith(_KILLING):
                continue
            for token in tree.children(clause, "dobj", "nsubj", "nsubjpass"):
                if tree.lower[token] not in RELATIVE and (found := self.target(s, token, "assault")):
                    return found
            below = (t for t in tree.subtree(clause) if tree.deps[t] == "pobj" and tree.lower[tree.heads[t]] in _WHERE)
            if found := next((f for t in below if (f := self._nominals.resolve_one(s, t, VICTIM))), []):
                return found
        return []

    def _is_blow(self, s: Sentence, noun: int) -> bool:
        """Whether a noun is what revenge is taken for, or a protest is raised against: a killing, an arrest."""
        against = s.tree.lower[s.tree.heads[noun]] in {"for", "over", "against", "at"}
        return against and any(
            e.cue.relation in {"assault", "coerce"} for e in entries_at(self._lexicon, s, noun, "event")
        )

    @staticmethod
    def is_charge(s: Sentence, noun: int) -> bool:
        """Whether a noun stands for what an accuser or reporter said: "charge", "report"."""
        return s.tree.lower[noun] in _CHARGES | _TOLD

    def _countrymen(self, s: Sentence, token: int, near: list[Argument], relation: str) -> list[Argument]:
        """Whose people those are who are named beside what they are: "two Israeli soldiers, Goldwasser and Regev"."""
        unknown = all(a.actor.kind == "Person" and a.actor.minted and a.principal is None for a in near)
        if relation not in {"assault", "coerce"} or s.named[token] is not None or not unknown:
            return []
        return [a for a in self._nominals.owners(s, token) if a.actor.kind == "State" and a.token <= token]

    def teller(self, s: Sentence, token: int) -> list[Argument]:
        """Who said what is contradicted behind it: "Oslo says that Chad did it, a claim that Chad calls absurd"."""
        tree = s.tree
        for verb in range(token - 1, -1, -1):
            if tree.lower[verb] in self._lexicon.verbs["say"] and tree.child(verb, "ccomp") is not None:
                subjects = tree.children(verb, "nsubj")
                return self._memory.apart([a for t in subjects for a in self._nominals.resolve(s, t, NEAR)])
        return []

    def _judges(self, s: Sentence, verb: int) -> bool:
        """Whether a verb tells what somebody thinks of a thing, rather than who made it or whose people they are."""
        noun, nouns = s.tree.lower[s.tree.heads[verb]], self._lexicon.nouns
        if noun in nouns["people"] or noun in nouns["representatives"] or s.tree.lower[verb] == "sponsored":
            return False
        listed = entries_at(self._lexicon, s, verb)
        return any(e.cue.relation in _OPINIONS and e.cue.pos == "verb" and not e.cue.things for e in listed)

    def _maker(self, s: Sentence, noun: int) -> list[Argument]:
        """Who made what is judged or accepted: "the map that Beijing had filed", not "that Tokyo had condemned"."""
        tree = s.tree
        if tree.lower[noun] in _MEN:
            return []
        for clause in tree.children(noun, "relcl"):
            if any(e.cue.relation in _OPINIONS for e in entries_at(self._lexicon, s, clause)):
                continue
            for token in tree.children(clause, "nsubj"):
                if tree.lower[token] not in RELATIVE and (found := self._nominals.resolve(s, token, NEAR)):
                    return found
        return []

    def _pressing(self, s: Sentence, noun: int) -> list[Argument]:
        """To whom one yields: who presses, or whom the measure that is eased lies upon."""
        tree = s.tree
        if tree.lower[noun] in _PRESSURE:
            doers = self._nominals.owners(s, noun)
            behind = tree.prepositions(noun, {"from", "by", "of"})
            return doers or [a for t in behind for a in self._nominals.resolve(s, t, NEAR)]
        if any(e.cue.relation == "sanction" for e in entries_at(self._lexicon, s, noun, "event")):
            behind = tree.prepositions(noun, {"on", "against", "upon", "of"})
            return [a for t in behind for a in self.target(s, t, "sanction")]
        deeper = (
            tree.prepositions(noun, {"of"}) if tree.lower[noun] in self._lexicon.nouns["transparent"] | _SPANS else ()
        )
        return [a for t in deeper for a in self._pressing(s, t)]

    def _authors(self, s: Sentence, noun: int) -> list[Argument]:
        """Who said what is contradicted: "the charges levelled by Oslo", not "a charge denied by Chad"."""
        said = [k for k in s.tree.children(noun, "acl") if s.tree.tags[k] == "VBN" and not self._judges(s, k)]
        if said and self._nominals.owners(s, noun):
            return []  # "the findings of Oslo's ministry, repeated by Riga"
        return [a for k in said for a in self._doers.by(s, k)]

    def _made_by(self, s: Sentence, noun: int) -> list[Argument]:
        """Who did what is judged: "rejects the announcements made by Oslo", "the role played by Chad"."""
        done = [k for k in s.tree.children(noun, "acl") if s.tree.lower[k] in _DONE]
        return [a for k in done for a in self._doers.by(s, k)]

    def _belongs(self, s: Sentence, noun: int) -> bool:
        """Whether the words beside a noun say whose it is."""
        return bool(self._nominals.owners(s, noun)) or any(True for _ in s.tree.prepositions(noun, {"by", "from"}))

    def _served(self, s: Sentence, noun: int) -> list[Argument]:
        """Whom the thing supported is to serve: "steps to help the Malian people"."""
        tree = s.tree
        for clause in tree.children(noun, "acl", "relcl"):
            if is_infinitive(tree, clause):
                for token in tree.children(clause, "dobj", "nsubj"):
                    if found := self._nominals.resolve(s, token, TARGET):
                        return found
        return []

    def _deed_of(self, s: Sentence, noun: int) -> list[Argument]:
        """Who does what a clause behind the noun judges: "maintained a policy that Oslo condemned", "left, a step
        criticised by Italy".
        """
        tree = s.tree
        judged = any(
            e.cue.relation in _JUDGING
            for k in tree.children(noun, "relcl", "acl")
            for e in entries_at(self._lexicon, s, k)
        )
        if not judged or self._nominals.owners(s, noun):
            return []
        deed = next((n for n in (noun, *tree.ancestors(noun)) if self._is_deed(s, n) or _is_clause(tree, n)), noun)
        if not self._is_deed(s, deed):
            return []
        head = tree.heads[deed]
        if tree.deps[deed] == "appos":
            head = next((h for h in tree.ancestors(deed) if tree.tags[h][:1] == "V"), head)
        elif tree.deps[deed] != "dobj" and (tree.deps[deed] != "npadvmod" or tree.lower[deed] not in _STEPS):
            return []
        return self._doers.subject(s, head) if tree.tags[head][:1] == "V" else []

    def _is_deed(self, s: Sentence, noun: int) -> bool:
        acts = self._lexicon.nouns["acts"] | self._lexicon.events | _STEPS
        return s.tree.lower[noun] in acts

    def _recalled(self, s: Sentence, noun: int, relation: str) -> list[Argument]:
        """Who did "the attack" that an earlier sentence told of."""
        listed = entries_at(self._lexicon, s, noun, "event")
        if s.tree.lower[noun] in self._lexicon.nouns["acts"] and not self._nominals.owners(s, noun):
            bare = not any(s.tree.deps[k] in {"prep", "acl", "relcl", "amod", "compound"} for k in s.tree.kids[noun])
            pointed = any(s.tree.lower[k] in {"the", "this", "these"} for k in s.tree.kids[noun])
            if bare and pointed:
                doers = self._clause_before(s, noun) or self._memory.last_actor()
                return doers or (self._memory.stepped() if relation in _JUDGED else [])
            return self._deed_of(s, noun)
        if governed := self._deed_of(s, noun):
            return governed
        definite = any(s.tree.lower[k] in {"the", "this", "these", "that", "those", "such"} for k in s.tree.kids[noun])
        own = any(True for _ in s.tree.prepositions(noun, {"on", "against", "by", "of"}))
        if definite and not own and s.tree.lower[noun] in self._lexicon.nouns["verdicts"]:
            return self._memory.last_doer("coerce")
        if not listed or not definite or (own and listed[0].cue.relation != "assault"):
            return []
        told = listed[0].cue.relation  # "the abduction" of those who "were captured"
        return self._memory.last_doer(told, s.tree.lower[noun]) or (
            self._memory.last_doer("coerce") if told == "assault" else []
        )

    def _clause_before(self, s: Sentence, noun: int) -> list[Argument]:
        """Who acts in the clause that a judgement is coordinated with: "Oslo shut the port, and Rome called the move
        unwise".
        """
        tree, judging = s.tree, s.tree.heads[noun]
        first = tree.heads[judging]
        doers = tree.children(judging, "nsubj")
        if tree.deps[noun] != "dobj" or tree.deps[judging] != "conj" or not doers or tree.tags[first][:1] != "V":
            return []
        if first > judging or is_passive(tree, first) or tree.lower[first] in self._lexicon.verbs["say"] | COPULAS:
            return []
        if any(e.cue.relation in _JUDGING - {"sanction"} for e in entries_at(self._lexicon, s, first)):
            return []  # who has judged a deed has not done it
        acting = tree.children(first, "nsubj")
        return [a for t in acting for a in self._nominals.resolve(s, t, NEAR)]


_STEPS = frozenset({"step", "move", "deal", "accord", "pact", "truce", "remarks", "comments"})
"""What others judge in a clause behind: "agreed to a truce, a deal welcomed by Oslo"."""


def _is_deed_pronoun(s: Sentence, token: int) -> bool:
    """Whether a pronoun may take up what was done, not an actor: "Chad called it a crime"."""
    pronoun = s.tree.lower[token] in {"it", "this", "that", "them", "these", "those"}
    return pronoun and s.tree.deps[token] in _CORE


def _is_clause(tree: Tree, token: int) -> bool:
    """Whether a token is the verb of a clause, not of a phrase such as "of turning away boats"."""
    return tree.tags[token][:1] == "V" and tree.deps[token] != "pcomp"
