"""Who does what another was said to do: "Chad left the union, and Mali followed", "as did Oman", "so did Peru"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.extract.clauses import Clauses
from detente.extract.reach import NEAR
from detente.extract.reading import Argument, Sentence
from detente.extract.sides import Finding
from detente.extract.tree import Tree

_DOING = frozenset("do does did is are was were has have will would".split())
_FOLLOWING = frozenset({"follow", "follows", "followed"})
_ALIKE = frozenset({"likewise", "same", "too", "also"})
_WEIGHT = 0.9
_TAKING = frozenset({"take", "takes", "took", "taken"})
_STEPS = frozenset({"step", "steps", "decision", "action", "move", "measure", "measures"})
_DEEDS = frozenset(
    "sanction recognizes retreat concede accuse request protest support reject coerce aid cooperate".split()
)
"""What others may do likewise in a sentence of their own."""


class Ellipsis:
    """Finds the verbs that stand for another verb's whole clause, and who is their subject."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._told: tuple[int, list[Finding]] = (-9, [])

    def findings(self, s: Sentence, found: list[Finding]) -> Iterator[Finding]:
        """What ``found``, the findings of a sentence, tell of those who do likewise."""
        for verb in range(1, len(s.tree)):
            if not _is_elliptic(s.tree, verb):
                continue
            if (full := _antecedent(s.tree, verb)) is None:
                yield from self._as_before(s, verb, found)
                continue
            doers = self._clauses.subject(s, verb, NEAR)
            first = {a.actor.id for a in self._clauses.source(s, full, NEAR)} - {a.actor.id for a in doers}
            below = set(s.tree.subtree(full)) - set(s.tree.subtree(verb) if verb in s.tree.subtree(full) else ())
            told = [f for f in found if f.trigger in below and (f.subject.actor.id in first)]
            for finding, doer in ((f, d) for f in _of_one(told) for d in doers):
                if doer.actor.id not in {finding.object.actor.id, finding.object.principal}:
                    yield _likewise(finding, doer)
        if found:
            main = [f for f in found if _is_main(s.tree, f)]
            actors = {f.subject.actor.id for f in main}
            alone = all(f.subject.actor.id in actors for f in found if f.entry.cue.relation in _DEEDS)
            self._told = (s.number, main if alone else [])  # whom others follow is open where two act

    def _as_before(self, s: Sentence, verb: int, found: list[Finding]) -> Iterator[Finding]:
        """Who does what the main clause of the sentence before told: "Oman left. Chad followed suit"."""
        number, told = self._told
        if found or not told or s.number - number > 1 or not _says_what(s.tree, verb):
            return
        for finding, doer in ((f, d) for f in _of_one(told) for d in self._clauses.subject(s, verb, NEAR)):
            if doer.actor.id not in {finding.object.actor.id, finding.object.principal, finding.subject.actor.id}:
                yield replace(_likewise(finding, doer), trigger=verb)


def _is_elliptic(tree: Tree, verb: int) -> bool:
    """Whether a verb stands for another with all that goes with it: "did the same", "so did", "followed suit"."""
    if tree.child(verb, "nsubj") is None:
        return False
    rest = [k for k in tree.children(verb, "dobj", "ccomp", "xcomp", "attr", "acomp", "agent") if k > verb]
    words = {tree.lower[k] for k in rest} | {tree.lower[k] for k in tree.children(verb, "advmod")}
    if tree.lower[verb] in _FOLLOWING:
        bare = not any(tree.lower[k] in {"with", "by", "on", "from"} for k in tree.children(verb, "prep"))
        return bare and words <= {"suit", "soon", "later", "then", "quickly", "shortly", "swiftly"}
    if tree.lower[verb] in _TAKING:
        steps = [k for k in tree.children(verb, "dobj") if tree.lower[k] in _STEPS]
        return any(tree.lower[k] in {"same", "similar"} for step in steps for k in tree.kids[step])
    if tree.lower[verb] not in _DOING:
        return False
    turned = tree.lower[verb - 1] in {"so", "as"} and (tree.child(verb, "nsubj") or 0) > verb
    return (turned and not rest) or (bool(words & _ALIKE) and tree.lower[verb].startswith(("do", "did")))


def _says_what(tree: Tree, verb: int) -> bool:
    """Whether an elliptic verb tells by its words that the same is done: "followed suit", no bare "would follow"."""
    return tree.lower[verb] not in _FOLLOWING or any(tree.lower[k] == "suit" for k in tree.children(verb, "dobj"))


def _is_main(tree: Tree, finding: Finding) -> bool:
    """Whether a finding is what its sentence's main clause says was done."""
    here, root = finding.trigger, tree.root
    if finding.entry.cue.relation not in _DEEDS or tree.child(root, "neg", "aux") not in {None, _have(tree, root)}:
        return False
    if here != root and tree.deps[here] == "dobj":
        here = tree.heads[here]
    return here == root or (tree.deps[here] == "conj" and tree.heads[here] == root)


def _have(tree: Tree, verb: int) -> int | None:
    """The auxiliary "has" of a verb."""
    return next((k for k in tree.children(verb, "aux") if tree.lower[k] in {"has", "have", "had"}), None)


def _antecedent(tree: Tree, verb: int) -> int | None:
    """The verb that an elliptic one stands for: it governs or precedes it, or stands before a semicolon."""
    head = tree.heads[verb]
    if tree.deps[verb] in {"conj", "advcl", "parataxis"} and head != verb and tree.tags[head][:1] == "V":
        return head
    before = [
        k for k in tree.children(verb, "ccomp", "advcl", "parataxis", "dep") if k < verb and tree.tags[k][:1] == "V"
    ]
    return before[-1] if before else None


def _of_one(found: list[Finding]) -> list[Finding]:
    """One finding for each relation and object, whoever of several did it first."""
    kept: dict[tuple[str, str], Finding] = {}
    for finding in found:
        kept.setdefault((finding.entry.cue.relation, finding.object.actor.id), finding)
    return list(kept.values())


def _likewise(finding: Finding, doer: Argument) -> Finding:
    return replace(finding, subject=doer, frame="likewise", confidence=finding.confidence * _WEIGHT)
