"""Who does what in a clause: the subjects and objects of verbs, also where they stand outside the verb's own clause."""

from __future__ import annotations

from detente.extract.classes import RELATIVE
from detente.extract.companions import companions
from detente.extract.lexicon import Lexicon
from detente.extract.nominals import Nominals
from detente.extract.own_words import own_doer
from detente.extract.reach import NEAR, Reach
from detente.extract.reading import Argument, Sentence
from detente.extract.subjects import Subjects
from detente.extract.tree import Tree
from detente.extract.verb_forms import is_infinitive, is_passive

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_TOGETHER = (
    "work",
    "join",
    "cooperat",
    "partner",
    "team",
    "unit",
    "coordinat",
    "collaborat",
    "stand",
    "stood",
    "fight",
)
"""Beginnings of verbs that two do with one purpose."""
_JOINING = ("join", "follow")
_STANDING = ("stand", "stood", "unite")
"""Beginnings of verbs whose companions do what stands behind "in": "stands with Iraq in condemning the raid"."""
_COMMANDING = ("order", "sent", "send", "command", "instruct", "direct", "told", "tell", "deploy", "dispatch", "use")
"""Beginnings of verbs whose subject has its men do something."""
_SENDING = ("sent", "send", "scrambl", "deploy", "dispatch", "launch", "fire", "firing", "use", "using", "fly", "flew")
"""Beginnings of verbs whose subject has its arms do something."""


def _counted(tree: Tree, verb: int) -> int | None:
    """The object that the parser hangs below the words of its count: "kidnapped up to 16 advisers"."""
    for kid in tree.children(verb, "prep", "advmod"):
        if kid == verb + 1 and tree.lower[kid] in {"up", "over", "around", "about", "nearly", "under"}:
            below = [
                *tree.children(kid, "pobj"),
                *(t for k in tree.children(kid, "prep") for t in tree.children(k, "pobj")),
            ]
            return next((token for token in below if tree.child(token, "nummod") is not None), None)
    return None


def _described(tree: Tree, verb: int) -> list[int]:
    """What an object is in another's words: "bombed what it called a Hamas depot", "what it said was a base"."""
    for clause in tree.children(verb, "ccomp"):
        said = [clause, *tree.children(clause, "ccomp")]
        if any(tree.lower[k] == "what" for c in said for k in tree.children(c, "dobj", "nsubj", "nsubjpass")):
            behind_as = [t for t in tree.prepositions(clause, {"as"}) if tree.deps[t] == "pobj"]
            objects = [t for t in tree.children(clause, "dobj") if tree.lower[t] != "what"]
            return behind_as or [t for c in said for t in tree.children(c, "oprd", "attr")] or objects
    return []


def _shared_agent(tree: Tree, verb: int) -> list[int]:
    """The by-phrase behind the last of several participles: "are paid, armed and advised by Ankara"."""
    for other in tree.children(verb, "conj", "advcl"):
        if other > verb and tree.tags[other] in {"VBN", "VBD"} and tree.child(other, *_SUBJECTS, "dobj", "aux") is None:
            found = [t for t in tree.prepositions(other, {"by"}) if tree.deps[t] == "pobj"]
            return found or _shared_agent(tree, other)
    return []


def _far_agent(tree: Tree, verb: int) -> list[int]:
    """The by-phrase that the parser hangs on a word between: "was placed under an embargo by the council"."""
    nouns = [t for kid in tree.children(verb, "prep") for t in tree.children(kid, "pobj")]
    nouns += tree.children(verb, "xcomp")
    return [t for noun in nouns for t in tree.prepositions(noun, {"by"}) if tree.deps[t] == "pobj"]


def _at_hands(tree: Tree, verb: int) -> list[int]:
    """ "were killed at the hands of the junta"."""
    hands = [t for t in tree.prepositions(verb, {"at"}) if tree.lower[t] in {"hands", "hand"}]
    return [t for hand in hands for t in tree.prepositions(hand, {"of"}) if tree.deps[t] == "pobj"]


class Clauses:
    """Finds the arguments of verbs."""

    def __init__(self, nominals: Nominals, lexicon: Lexicon) -> None:
        self._nominals = nominals
        self._lexicon = lexicon
        self._subjects = Subjects(lexicon)

    def source(self, s: Sentence, verb: int, reach: Reach = NEAR) -> list[Argument]:
        """Who does it: the subject, or the by-phrase of a passive."""
        if is_passive(s.tree, verb):
            return self.agent(s, verb, reach)
        named = self._among_them(s, verb) or self.subject(s, verb, reach) + self._companions(s, verb)
        return named or own_doer(s, verb)

    def _among_them(self, s: Sentence, verb: int) -> list[Argument]:
        """Those named of a number: "Five members of the league, among them Oman and Chad, signed it"."""
        tree = s.tree
        subject = tree.child(verb, "nsubj")
        if subject is None or tree.tags[subject] != "NNS":
            return []
        preps = [k for at in (subject, verb) for k in tree.children(at, "prep") if tree.lower[k] == "among"]
        below = [tree.children(k, "pobj") for k in preps if subject < k < verb and tree.lower[k + 1] == "them"]
        parts = [t for listed in below for them in listed for t in (them, *tree.children(them, "appos", "nmod"))]
        return [a for t in parts if s.named[t] is not None for a in self._nominals.resolve(s, t, NEAR)]

    def _companions(self, s: Sentence, verb: int) -> list[Argument]:
        """With whom the subject does it: "Bahrain, like Egypt, has …", "together with Oman, Chad sent …", "works with
        Iraq to defeat the group", "joined Chad in suing it".
        """
        tree, head = s.tree, s.tree.heads[verb]
        if alike := self._alike(s, verb):
            return [a for t in alike for a in self._nominals.resolve(s, t, NEAR)]
        above = tree.heads[head]
        if tree.deps[verb] == "pcomp" and tree.lower[head] == "in":
            if tree.lower[above].startswith(_JOINING):
                return self.agent(s, above) if is_passive(tree, above) else self.subject(s, above, NEAR)
            if tree.lower[above].startswith(_STANDING):
                return self._behind(s, above, {"with", "alongside"})
        if joint := companions(tree, verb):
            return [a for t in joint for a in self._nominals.resolve(s, t, NEAR)]
        purpose = tree.deps[verb] in {"advcl", "xcomp"} and is_infinitive(tree, verb)
        if not purpose or not tree.lower[head].startswith(_TOGETHER):
            return []
        return self._behind(s, head, {"with", "alongside", "by", "beside"})

    def _behind(self, s: Sentence, verb: int, words: set[str]) -> list[Argument]:
        """The actors behind a verb's prepositions."""
        return [a for t in s.tree.prepositions(verb, words) for a in self._nominals.resolve(s, t, NEAR)]

    @staticmethod
    def _alike(s: Sentence, verb: int) -> list[int]:
        """Whom the subject is like: "Bahrain, like Egypt, has …"."""
        tree = s.tree
        subject = tree.child(verb, "nsubj")
        if subject is None or s.named[subject] is None or tree.lower[subject + 1 : subject + 3] != [",", "like"]:
            return []
        return [t for k in (subject, verb) for t in tree.prepositions(k, {"like"}) if t < verb]

    def agent(self, s: Sentence, verb: int, reach: Reach = NEAR) -> list[Argument]:
        """The actors of the by-phrase: "shot down by a missile from a Turkish jet"."""
        tree = s.tree
        tokens = [t for t in tree.prepositions(verb, {"by"}) if tree.deps[t] == "pobj"]
        listed = [k for by in tree.children(verb, "agent") for k in tree.children(by, "conj") if tree.lower[k] == "by"]
        tokens += [t for by in listed for t in tree.children(by, "pobj")]
        if not tokens:  # "was declared a terrorist organisation by Oman"
            tokens = [t for k in tree.children(verb, "oprd", "dobj") for t in tree.prepositions(k, {"by"})]
        if not tokens:
            tokens = _shared_agent(tree, verb) or _far_agent(tree, verb) or _at_hands(tree, verb)
        found = [a for token in tokens for a in self._nominals.resolve(s, token, reach)]
        if not found and "instrument" in reach:
            arms = [t for t in tokens if tree.lower[t] in self._lexicon.nouns["instruments"]]
            behind = [t for t in tree.prepositions(verb, {"from"}) if arms and t > arms[0]]
            return [a for token in behind for a in self._nominals.resolve(s, token, reach)]
        return found

    def subject(self, s: Sentence, verb: int, reach: Reach = NEAR) -> list[Argument]:
        """The actors of the surface subject, taken from the governing clause where the verb has none of its own."""
        token = self.subject_token(s.tree, verb)
        if token is not None:
            found = self._nominals.resolve(s, token, reach) or self._beside_subject(s, verb, token, reach)
            found = found or self._commander(s, verb, token, reach) or self._sender(s, verb, token, reach)
            ranked = s.tree.deps[token] == "attr" and s.tree.heads[verb] == token and is_infinitive(s.tree, verb)
            if ranked and (not found or s.named[token] is None):
                return self._doer_of(s, token, reach)  # "Peru became the first state to recognise Kosovo"
            if found or not (self._below_participle(s.tree, verb, token) or self._lays_down(s.tree, verb, token)):
                return found
            return self._nominals.owners(s, token) or self._doer_of(s, token, reach)
        owner = self._subjects.owner(s.tree, verb)
        if owner is not None and s.tree.deps[owner] == "attr" and is_infinitive(s.tree, verb):
            return self._doer_of(s, owner, reach)
        if owner is not None:
            return self._nominals.owners(s, owner) or self.agent(s, owner, reach) or self._doer_of(s, owner, reach)
        return []

    def _beside_subject(self, s: Sentence, verb: int, subject: int, reach: Reach) -> list[Argument]:
        """The name that the parser takes for a second subject: "Opposition figures, among them Issa, accused Chad"."""
        if s.tree.heads[subject] != verb:
            return []
        others = [k for k in s.tree.children(verb, "nsubj") if k > subject and s.named[k] is not None]
        return [a for token in others for a in self._nominals.resolve(s, token, reach)]

    def _lays_down(self, tree: Tree, verb: int, noun: int) -> bool:
        """Whether a clause tells what a law or the like does for whoever made it: "adopted a law that bans …"."""
        edict = tree.lower[noun] in self._lexicon.nouns["edicts"] and tree.deps[noun] == "dobj"
        return edict and tree.deps[verb] == "relcl" and tree.heads[verb] == noun

    def _commander(self, s: Sentence, verb: int, men: int, reach: Reach) -> list[Argument]:
        """Who has men of nobody named do it: "Warsaw ordered the army to guard the frontier"."""
        tree, head = s.tree, s.tree.heads[men]
        sent = tree.deps[verb] == "xcomp" and tree.deps[men] == "dobj" and tree.heads[verb] == head
        commanded = sent and tree.lower[head].startswith(_COMMANDING) and not is_passive(tree, head)
        if not commanded or tree.lower[men] not in self._lexicon.nouns["forces"] | {"police", "military", "navy"}:
            return []
        return self.subject(s, head, reach)

    def _sender(self, s: Sentence, verb: int, arms: int, reach: Reach) -> list[Argument]:
        """Whose arms do it that a clause tells of: "scrambled jets which bombed the camp"."""
        tree, head = s.tree, s.tree.heads[arms]
        sent = tree.deps[verb] == "relcl" and tree.heads[verb] == arms and tree.deps[arms] == "dobj"
        if not sent or tree.lower[arms] not in self._lexicon.nouns["instruments"] or is_passive(tree, head):
            return []
        return self.subject(s, head, reach) if tree.lower[head].startswith(_SENDING) else []

    @staticmethod
    def _below_participle(tree: Tree, verb: int, noun: int) -> bool:
        """Whether a noun's participle governs the verb: "a declaration pledging to help Kyiv"."""
        here = verb
        for _ in range(3):
            if tree.deps[here] == "acl":
                return tree.tags[here] == "VBG" and tree.heads[here] == noun
            if tree.deps[here] not in {"xcomp", "conj"}:
                return False
            here = tree.heads[here]
        return False

    def _doer_of(self, s: Sentence, noun: int, reach: Reach) -> list[Argument]:
        """Who has the plan, makes the threat: the subject of the verb whose object the noun is."""
        tree = s.tree
        head = tree.heads[noun]
        cues = (e.cue for e in self._lexicon.entries.get(tree.lower[head], ()) if e.cue.pos == "verb")
        judged = {c.relation for c in cues if not c.things}
        if judged & {"accuse", "reject"} or tree.lower[head].startswith(("discuss", "debate", "review")):
            return []  # who discusses or opposes a plan does not carry it out
        if tree.deps[noun] in {"dobj", "attr"} and tree.tags[head].startswith("V"):
            return self.subject(s, head, reach)
        return []

    def subject_token(self, tree: Tree, verb: int) -> int | None:
        """The head of the surface subject, possibly of a governing clause; None where there is none in the sentence."""
        return self._subjects.of(tree, verb)

    def target_tokens(self, tree: Tree, verb: int) -> list[int]:
        """The heads of what the verb acts on: direct object, passive subject, or antecedent of a relative clause."""
        if is_passive(tree, verb):
            token = self.subject_token(tree, verb)
            return [] if token is None else [token]
        objects = tree.children(verb, "dobj", "dative")
        found = [o for o in objects if tree.tags[o] != "IN" and tree.lower[o] != "to"]
        if found:
            if tree.deps[verb] == "relcl" and tree.lower[found[0]] in RELATIVE:
                return [tree.heads[verb]]
            return found
        if not objects and (counted := _counted(tree, verb)) is not None:
            return [counted]
        if not objects and (described := _described(tree, verb)):
            return described
        if not objects and tree.lower[verb] in self._lexicon.verbs["object_control"]:
            for clause in tree.children(verb, "ccomp", "xcomp"):
                doer = tree.child(clause, "nsubj")
                if (
                    doer is not None
                    and tree.child(clause, "mark") is None
                    and tree.tags[clause] == "VB"
                    and all(tree.lower[k] == "to" for k in tree.children(clause, "aux"))
                ):
                    return [doer]
        if tree.deps[verb] in {"relcl", "acl"} and tree.child(verb, "nsubj") is not None:
            subject = tree.child(verb, "nsubj")
            if subject is not None and tree.lower[subject] not in RELATIVE:
                return [tree.heads[verb]]
        shared = [k for k in tree.children(verb, "conj") if tree.tags[k][:1] == "V" and not tree.child(k, "nsubj")]
        if shared and (after := tree.child(shared[0], "dobj")) is not None:
            return [after]
        return tree.children(verb, "oprd", "attr")[:1] if not objects else []
