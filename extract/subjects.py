"""Where the subject of a verb stands, in its own clause or in one that governs it."""

from __future__ import annotations

from detente.extract.classes import RECIPROCAL, RELATIVE
from detente.extract.lexicon import Lexicon
from detente.extract.tree import Tree
from detente.extract.verb_forms import is_infinitive, is_passive

_KEEPING = frozenset("has have had having keeps keep kept maintains maintain maintained stations stationed".split())
"""What one does with men of one's own in a place."""
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
BLAMING = frozenset(
    "accuse accused accuses accusing blame blamed blames blaming criticise criticised criticises criticising "
    "criticize criticized criticizes criticizing condemn condemned condemns condemning suspect suspected "
    "suspects thank thanked thanks thanking praise praised praises praising charge charged punish punished "
    "sanction sanctioned sanctions expel expelled expels expelling suspend suspended suspends blacklist blacklisted "
    "blacklists penalise penalised penalises fine fined fines sue sued sues "
    "slam slammed denounce denounced rebuke rebuked stop stopped prevent prevented bar barred bars barring "
    "block blocked blocks "
    "deter deterred dissuade dissuaded ban banned bans banning forbid forbade prohibit prohibited prohibits "
    "discourage commend commended applaud applauded fault faulted attack attacked lambasted arrested convicted "
    "acquitted reproach reproached reproaches reproaching faults faulting".split()
)
_BACKING = ("support", "back", "assist", "help", "aid", "join", "follow")
"""Beginnings of verbs whose object does what stands behind "in": "supports Iraq in defeating the group"."""
_MEASURES = frozenset(
    "sanctions sanction embargo ban bans tariff duty duties fines tariffs restrictions fine penalties blockade".split()
)
_TOLD = frozenset({"request", "accuse", "threaten", "support"})
"""Acts that one goes on with who has said something."""
_BRINKS = frozenset({"point", "verge", "brink", "cusp", "process", "midst"})
"""On which somebody is who is about to do something."""
_HELPING = ("help", "assist", "enabl", "allow", "encourag", "urg", "press", "permit", "equip", "empower")
"""Beginnings of verbs whose object is to do what stands behind "to"."""
_CONGRATULATING = ("congratulat", "compliment")
"""Beginnings of verbs whose object has done what stands behind "on"."""
WARNING = ("warn", "caution", "advis", "counsel")


class Subjects:
    """Finds the heads of subjects."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def of(self, tree: Tree, verb: int, depth: int = 0) -> int | None:
        """The head of the surface subject, possibly of a governing clause; None where there is none in the sentence."""
        if depth > 6:
            return None
        own = tree.child(verb, *_SUBJECTS)
        if own is not None:
            if tree.lower[own] in RELATIVE and tree.deps[verb] == "relcl":
                return tree.heads[verb]
            if (cleft := _cleft(tree, verb, own)) is not None:
                return cleft
            if not (tree.lower[own] in {"there", "it"} and tree.deps[own] == "expl"):
                return own
        dep, head = tree.deps[verb], tree.heads[verb]
        if head == verb:
            return None
        if dep == "relcl":
            given = tree.child(tree.heads[head], "dative") if tree.deps[head] == "dobj" else None
            if own is None and given is not None and is_infinitive(tree, verb):
                return given  # "denied Chad a base to attack from"
            timed = tree.lower[head] in {"hours", "days", "weeks", "time"}  # "gave them 72 hours to leave"
            if own is None and tree.deps[head] == "dobj" and is_infinitive(tree, verb) and not timed:
                return self.of(tree, tree.heads[head], depth + 1)  # "began a hunger strike to protest"
            return head if own is None else None
        if dep == "acl":
            by_somebody = tree.tags[verb] == "VBD" and tree.child(verb, "agent") is not None
            return self._stationed(tree, verb, head) if tree.tags[verb] in {"VBG", "VBN"} or by_somebody else None
        if dep == "pcomp":
            return self._through_preposition(tree, head, depth)
        if dep == "xcomp":
            return self._controller(tree, head, depth)
        if dep == "conj" and (teller := self._teller(tree, verb, head)) is not None:
            return self.of(tree, teller, depth + 1)
        if dep in {"conj", "ccomp", "dep", "parataxis"} and tree.tags[head][:1] == "V":
            if dep == "conj" and tree.tags[verb] in {"VBD", "VBZ"} and _is_verdict(tree, head):
                head = tree.heads[head]
            return self.of(tree, head, depth + 1)
        if dep == "advcl" and (fronted := self._fronted(tree, verb)) is not None:
            return fronted
        if dep == "advcl" and tree.lower[head].startswith(_HELPING) and is_infinitive(tree, verb):
            return self._controller(tree, head, depth)  # "helped Chad to fight the rebels"
        if dep == "advcl" and tree.tags[head][:1] in "VJ" and self._open(tree, verb):
            return self.of(tree, head, depth + 1)
        if dep in {"acomp", "attr", "oprd"} and tree.tags[head][:1] == "V":
            return self.of(tree, head, depth + 1)
        return None

    def _teller(self, tree: Tree, verb: int, first: int) -> int | None:
        """The verb of saying between two verbs, whose subject goes on speaking: "Troops fired on crowds, Oxfam said,
        and urged Chad to …".
        """
        between = [
            k for k in tree.children(first, "parataxis") if k < verb and tree.lower[k] in self._lexicon.verbs["say"]
        ]
        apart = between and all(w in {",", "and", "but"} for w in tree.lower[between[-1] + 1 : verb])
        told = any(
            e.cue.relation in _TOLD for e in self._lexicon.entries.get(tree.lower[verb], ()) if e.cue.pos == "verb"
        )
        return between[-1] if apart and told else None

    @staticmethod
    def _stationed(tree: Tree, verb: int, head: int) -> int:
        """Who does what a participle tells of the men that somebody has in a place: "has troops in Syria helping the
        Kurds".
        """
        men, at = head, tree.heads[head]
        if tree.deps[head] == "pobj" and tree.lower[at] == "in":
            men = tree.heads[at] if tree.tags[tree.heads[at]] == "NNS" else head
        keeper = tree.child(tree.heads[men], *_SUBJECTS)
        kept = tree.deps[men] == "dobj" and tree.lower[tree.heads[men]] in _KEEPING and tree.tags[men] == "NNS"
        return keeper if kept and keeper is not None and tree.tags[verb] == "VBG" else head

    @staticmethod
    def _fronted(tree: Tree, verb: int) -> int | None:
        """The subject of the clause before a participle that the parser hangs on the main verb behind both: "After
        Russia took Crimea, wresting it from Ukraine, officials in Riga asked …".
        """
        main = tree.heads[verb]
        subject = tree.child(main, *_SUBJECTS)
        if tree.tags[verb] != "VBG" or subject is None or subject < verb or tree.lower[verb - 1] != ",":
            return None
        before = [k for k in tree.children(main, "advcl") if k < verb]
        return tree.child(before[-1], *_SUBJECTS) if before else None

    @staticmethod
    def _open(tree: Tree, verb: int) -> bool:
        return tree.tags[verb] in {"VBG", "VBN"} or any(tree.lower[k] == "to" for k in tree.children(verb, "aux"))

    def _controller(self, tree: Tree, governor: int, depth: int) -> int | None:
        if tree.lower[governor] in self._lexicon.verbs["object_control"] and not is_passive(tree, governor):
            target = tree.child(governor, "dobj", "dative")
            if target is not None and tree.lower[target] not in RECIPROCAL:
                return target
        for token in tree.prepositions(
            governor, {"on", "upon", "to"} if tree.lower[governor].startswith(("call", "appeal", "prevail")) else set()
        ):
            if tree.deps[token] == "pobj":
                return token
        return self.of(tree, governor, depth + 1)

    def _through_preposition(self, tree: Tree, preposition: int, depth: int) -> int | None:
        while tree.deps[preposition] == "conj" and tree.lower[tree.heads[preposition]] == tree.lower[preposition]:
            preposition = tree.heads[preposition]  # "for refusing to leave and for arming the rebels"
        governor = tree.heads[preposition]
        if tree.tags[governor] == "RB":
            governor = tree.heads[governor]
        if tree.tags[governor][:2] == "JJ" and tree.deps[governor] in {"acomp", "conj", "advcl"}:
            return self.of(tree, governor, depth + 1)
        if tree.lower[governor] in _BRINKS and tree.deps[governor] == "pobj":
            verb = tree.heads[tree.heads[governor]]  # "were on the point of signing"
            return self.of(tree, verb, depth + 1) if tree.tags[verb][:1] == "V" else None
        if tree.tags[governor][:1] != "V":
            return None
        if tree.lower[preposition] == "in" and tree.lower[governor].startswith(_BACKING):
            helped = tree.child(governor, "dobj")
            return helped if helped is not None else self.of(tree, governor, depth + 1)
        if tree.lower[preposition] == "against" and tree.lower[governor].startswith(WARNING):
            warned = tree.child(governor, "dobj")
            return warned if warned is not None else self.of(tree, governor, depth + 1)
        if tree.lower[preposition] in {"on", "upon"} and tree.lower[governor].startswith(_CONGRATULATING):
            honoured = tree.child(governor, "dobj")
            return honoured if honoured is not None else self.of(tree, governor, depth + 1)
        if tree.lower[governor] in BLAMING and tree.lower[preposition] in {"of", "for", "from", "with", "over"}:
            if is_passive(tree, governor):
                return self.of(tree, governor, depth + 1)
            if (blamed := tree.child(governor, "dobj")) is not None:
                return blamed
        if tree.lower[preposition] == "for" and (hit := _measured(tree, governor)) is not None:
            return hit
        return self.of(tree, governor, depth + 1)

    @staticmethod
    def owner(tree: Tree, verb: int) -> int | None:
        """The noun whose owner does it: "Iran's plan to attack", "threat of attacking", "plan to arm and to attack"."""
        while tree.deps[verb] == "conj" and tree.tags[tree.heads[verb]][:1] == "V":
            verb = tree.heads[verb]
        head = tree.heads[verb]
        if tree.deps[verb] == "acl" and tree.tags[head].startswith("N"):
            return head
        if tree.deps[verb] == "pcomp" and tree.tags[tree.heads[head]].startswith("N"):
            return tree.heads[head]
        return None


def _measured(tree: Tree, verb: int) -> int | None:
    """Whom a measure hits that is taken for what they did: "imposed sanctions on Chad for arming the rebels"."""
    if is_passive(tree, verb):
        return None
    measures = [t for t in tree.children(verb, "dobj") if tree.lower[t] in _MEASURES]
    places = [t for m in measures for place in (m, verb) for t in tree.prepositions(place, {"on", "against"})]
    return next((t for t in places if tree.deps[t] == "pobj"), None)


def _cleft(tree: Tree, verb: int, pronoun: int) -> int | None:
    """Whom a clause of "it was" singles out: "It was Ethiopian artillery, the UN said, that hit the hospital"."""
    head = tree.heads[verb]
    if tree.lower[pronoun] not in {"that", "who", "which"} or tree.deps[verb] != "ccomp":
        return None
    subject = tree.child(head, "nsubj")
    return tree.child(head, "attr") if subject is not None and tree.lower[subject] == "it" else None


def _is_verdict(tree: Tree, verb: int) -> bool:
    """Whether a participle only says what the verb above makes of its object: "declared the rebels beaten"."""
    bare = tree.child(verb, "aux", "auxpass", "mark", "dobj") is None and tree.deps[verb] == "ccomp"
    declared = tree.lower[tree.heads[verb]].startswith(("declar", "pronounc", "deem", "consider"))
    return bare and (tree.tags[verb] in {"VBN", "JJ"} or (declared and tree.tags[verb] == "VBD"))
