"""What stands out among the actors met: the weights by which references find their antecedents."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass

from detente.extract.classes import RELATIVE
from detente.extract.names import Nature
from detente.extract.reading import Argument, Sentence
from detente.ontology.actor import Actor

BROTHERS = frozenset(
    "countries nations states governments neighbours neighbors peoples allies capitals armies forces groups powers "
    "factions rivals".split()
)
"""Nouns in the plural that two or more bodies share: "both countries"."""
_PLACES = frozenset({"in", "at", "near", "inside", "across", "outside", "into", "from"})

_BOUND = 1.0
"""What the subject of a possessive's clause stands out by."""
_ASKED = 2.0
"""What whoever is asked or made to do something with a thing stands out by as its owner."""
_STRIVING = frozenset(
    "fight dispute conflict struggle effort efforts battle war campaign quest bid attempt attempts".split()
)
_INNER = frozenset({"ccomp", "relcl", "advcl", "acl"})
_DEPTH = 0.15
"""What a subject inside another clause stands back by, once its sentence is over."""


@dataclass(slots=True)
class Recent:
    """An actor met in a sentence, and how much it stands out there."""

    argument: Argument
    sentence: int
    weight: float
    listed: bool = False
    """Whether it was named with others, so that "they" rather than "it" takes it up."""


def of_kind(kinds: frozenset[str]) -> Callable[[Actor], bool]:
    """A test for actors of certain kinds."""
    return lambda actor: actor.kind in kinds


def as_reference(s: Sentence, token: int, argument: Argument) -> Argument:
    """``argument`` as taken up at ``token``."""
    return Argument(argument.actor, token, s.mention_span(token, token), "reference", argument.principal)


def barred_tokens(s: Sentence, token: int) -> set[int]:
    """What a pronoun or description in object position cannot take up: the subject of its own clause, be it of the
    verb that a participle hangs on: "Egypt cut its ties with Qatar, accusing it of meddling".
    """
    tree = s.tree
    if tree.lower[token] in {"its", "it"} and (several := _several_doers(s, token)):
        return several
    if tree.deps[token] not in {"dobj", "dative", "pobj"}:
        return set()
    head = tree.heads[token]
    for _ in range(6):
        if tree.tags[head][0] == "V" or tree.heads[head] == head:
            break
        head = tree.heads[head]
    for _ in range(4):
        if tree.child(head, "nsubj", "nsubjpass") is not None or tree.deps[head] not in {"conj", "advcl"}:
            break
        if tree.deps[head] == "advcl" and tree.tags[head] not in {"VBG", "VBN"}:
            break
        head = tree.heads[head]
    barred = set(tree.children(head, "nsubj", "nsubjpass"))
    barred = {each for subject in barred for each in tree.conjuncts_after(subject)}
    beside = {kid for subject in barred for kid in tree.children(subject, "appos")}
    barred |= beside | {k for t in beside for k in tree.children(t, "poss", "amod", "compound")}
    return barred | {tree.heads[head]} if tree.deps[head] == "relcl" else barred


_OFFICERS = frozenset(
    "leader commander chief head secretary secretary-general founder deputy emir second-in-command spokesman".split()
)
_HARMING = ("kill", "wound", "injur", "captur", "arrest", "detain", "assassinat", "seiz", "abduct")


def binder(s: Sentence, token: int) -> tuple[int | None, float]:
    """Whose thing a possessive in a clause is first, and how surely: whoever is asked to act ("urged Chad to end its
    raids"), else of whom a relative clause is about ("Riyadh, which restored its ties") or the clause's subject.
    """
    tree = s.tree
    if (whole := _its_whole(s, token) or _struck_with(s, token)) is not None:
        return whole, _ASKED
    if tree.lower[tree.heads[token]] in _STRIVING and tree.lower[token - 1] == "in" and token > 1:
        helped = token - 2  # "support for Chad in its fight against …"
        if s.named[helped] is not None or helped in s.references:
            return helped, _ASKED
    below = token
    for here in tree.ancestors(token):
        if tree.deps[below] in {"nsubj", "nsubjpass"}:
            return None, 0.0
        below = here
        if tree.tags[here][:1] != "V":
            continue
        subject = tree.child(here, "nsubj", "nsubjpass")
        if subject is not None:
            relative = tree.lower[subject] in RELATIVE and tree.deps[here] == "relcl"
            return (tree.heads[here] if relative else subject), _BOUND
        if tree.tags[here] == "VB" and (asked := _asked(s, here)) is not None:
            return asked, _ASKED
        if tree.deps[here] not in {"conj", "advcl", "pcomp", "aux", "xcomp"}:
            break
    return None, 0.0


def _asked(s: Sentence, verb: int) -> int | None:
    """Who is to do what the infinitive ``verb`` says: "forced Chad to …", "called on Chad again to …"."""
    tree = s.tree
    above = next((v for v in tree.ancestors(verb) if tree.tags[v][:1] == "V"), verb)
    asked = tree.children(above, "dobj") if tree.deps[verb] == "xcomp" else []
    asked += tree.prepositions(above, {"on", "upon"}) if tree.lower[above].startswith("call") else []
    asked = [t for t in asked if t < verb and (s.named[t] is not None or t in s.references)]
    return asked[-1] if asked else None


def sayers(s: Sentence, token: int, saying: Set[str]) -> set[int]:
    """The subject of the verb of saying whose clause begins with a pronoun: "the emir, Mr X, said he would go"."""
    tree = s.tree
    verb = tree.heads[token]
    while tree.deps[verb] == "conj" and tree.child(tree.heads[verb], "nsubj") in {token, None}:
        verb = tree.heads[verb]
    above = tree.heads[verb]
    if tree.deps[token] not in {"nsubj", "nsubjpass"} or tree.deps[verb] != "ccomp" or tree.lower[above] not in saying:
        return set()
    for _ in range(3):
        subject = tree.child(above, "nsubj")
        if subject is not None or tree.deps[above] != "conj":
            break
        above = tree.heads[above]
    if subject is None or subject > token:
        return set()
    beside = tree.children(subject, "appos")
    return {subject, *beside, *(k for t in beside for k in tree.children(t, "appos"))}


def _struck_with(s: Sentence, token: int) -> int | None:
    """Whose leader is killed with what is struck: "bombed a base of the FARC, killing its commander"."""
    tree, man = s.tree, s.tree.heads[token]
    verb = tree.heads[man]
    if tree.deps[man] != "dobj" or tree.lower[man] not in _OFFICERS or not tree.lower[verb].startswith(_HARMING):
        return None
    above = tree.heads[verb]
    if above == verb or tree.deps[verb] not in {"advcl", "conj"} or tree.child(verb, "nsubj", "mark") is not None:
        return None
    barred = {k for subject in tree.children(above, "nsubj") for k in tree.subtree(subject)}
    struck = (t for t in range(above + 1, verb) if t not in barred and s.named[t] is not None)
    return next(struck, None)


def _its_whole(s: Sentence, token: int) -> int | None:
    """The name right before a possessive that goes on with it: "between Iran, its ally Syria and Russia"."""
    tree = s.tree
    if token < 2 or tree.words[token - 1] != "," or s.named[token - 2] is None:
        return None
    head = tree.heads[token]
    while tree.deps[head] == "compound":
        head = tree.heads[head]
    behind = head + 2 if tree.lower[head + 1 : head + 2] == ["the"] else head + 1
    apart = behind < len(tree) and s.named[behind] is not None  # not "Iran, its ally in the Gulf": Iran itself
    return token - 2 if apart and tree.deps[head] in {"appos", "conj", "acl", "nmod"} else None


def _several_doers(s: Sentence, token: int) -> set[int]:
    """The subjects of a clause that are several, whom "its" takes up none of: "Oman and Chad gave its envoys a day"."""
    tree = s.tree
    for verb in tree.ancestors(token):
        if tree.tags[verb][:1] == "V" and (subject := tree.child(verb, "nsubj", "nsubjpass")) is not None:
            listed = tree.conjuncts_after(subject)
            inside = subject in tree.ancestors(token)
            return set(listed) if subject < token and len(listed) > 1 and not inside else set()
    return set()


_MEN = frozenset("militants fighters rebels gunmen guerrillas insurgents members troops soldiers forces".split())
"""Who act for the group that they are said to be of."""


def weight(s: Sentence, token: int) -> float:
    """How much a mention stands out: subjects do, adjectives and places do not."""
    tree = s.tree
    named = s.named[token]
    if tree.deps[token] == "pobj" and tree.lower[tree.heads[token]] in _PLACES:
        return -0.4
    if tree.deps[token] == "amod" and tree.tags[tree.heads[token]] == "NNS":
        return -1.0
    if tree.deps[token] in {"dobj", "dative"}:
        return 0.15
    here = token
    for _ in range(4):
        if tree.deps[here] in {"nsubj", "nsubjpass"}:
            return 1.0 if named is None or named.nature is not Nature.ADJECTIVE else 0.6
        if tree.deps[here] == "pobj" and tree.lower[tree.heads[here]] in {"of", "from"}:
            here = tree.heads[here]  # "fighters of the FARC"
            if tree.lower[tree.heads[here]] not in _MEN:
                break
        elif tree.deps[here] not in {"conj", "compound", "poss", "amod", "appos"}:
            break
        here = tree.heads[here]
    return (
        -0.3
        if named is not None and named.nature is Nature.ADJECTIVE and tree.deps[token] in {"amod", "compound"}
        else 0.0
    )


def is_listed(s: Sentence, token: int) -> bool:
    """Whether a mention is one of several: "Mali and Niger", "both states"."""
    if s.named[token] is None:
        return len(s.references.get(token, ())) > 1
    return any(t != token and (s.named[t] is not None or t in s.references) for t in s.tree.conjuncts(token))


def lasting_weight(s: Sentence, token: int) -> float:
    """How much a mention stands out for the sentences to come: the subject of the main clause most."""
    found = weight(s, token)
    if found < 1.0:
        return found
    return found - (_DEPTH if any(s.tree.deps[a] in _INNER for a in s.tree.ancestors(token)) else 0.0)
