"""Noun phrases that a parser cuts: "a missile and drone attack on Kyiv kills 28"."""

from __future__ import annotations

from detente.extract.list_repair import plain
from detente.extract.reading import Named
from detente.extract.tree import Tree

_MEANS = frozenset(
    "air arms artillery bomb cruise drone energy gas ground gun knife land missile mortar naval oil rocket sea "
    "security shell small tank trade".split()
)
"""What tells two acts or things of one kind apart by its means or matter: "missile and drone attacks"."""

_CALLING = ("call", "deem", "term", "label", "brand", "dub", "consider", "declar")
_VERDICTS = (
    "less", "able", "ible", "ful", "ous", "madness", "blackmail", "piracy", "aggression", "terrorism", "genocide",
    "nonsense", "hypocrisy", "racism", "theft", "extortion", "propaganda", "murder", "illegal", "unlawful",
)  # fmt: skip
"""Endings of words that say what something is called, without an article: "called the ban groundless"."""


_FIGHTING = frozenset(
    "militants rebels insurgents fighters gunmen separatists guerrillas jihadists militiamen troops soldiers forces "
    "jets warplanes drones police commandos marines paratroopers".split()
)
"""Plurals that a parser takes for verbs behind a name: "PKK militants attack a convoy"."""


_TELLING = frozenset(
    "demands claims offers plans vows urges orders bans blames threatens fears hails backs calls tells warns signs "
    "supports rejects accuses asks hosts visits names slams attacks strikes arms sanctions condemns".split()
)
"""Verbs in the third person that look like plurals of nouns."""


def mend_compounds(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> None:
    """Put together, in place, the phrases that ``heads`` and ``deps`` part."""
    for noun in range(3, len(tree)):
        if _shared(tree, noun):
            _join(tree, noun, heads, deps)
    for name in range(2, len(tree)):
        if _cut_off(tree, named, name):
            heads[name], deps[name] = name - 1, "pobj"
        if _tells_of(tree, named, name):
            heads[name], deps[name] = name + 1, "nsubj"
        if (clause := _cut_in(tree, named, name)) is not None:
            first, main = clause
            noun, verb = name - 1, name + 1
            heads[verb], deps[verb], heads[name], deps[name] = noun, "relcl", verb, "nsubj"
            heads[main], deps[main], heads[first], deps[first] = main, "ROOT", main, "nsubj"
            heads[noun], deps[noun] = first, "appos"
            for mark in tree.children(verb, "punct"):
                heads[mark] = main
    for verb in range(2, len(tree) - 1):
        if _does_together(tree, named, verb):
            _share_verb(tree, verb, heads, deps)
    for noun in range(len(tree) - 1):
        if tree.words[noun] == "Operation" and deps[noun] == "compound" and noun < heads[noun]:
            _name_operation(tree, noun, heads, deps)
    for verb in range(len(tree)):
        if deps[verb] == "ccomp" and ";" in tree.lower[verb : heads[verb]]:
            deps[verb] = "dep"  # told beside the main clause, not by its verb
    for claim in range(4, len(tree)):
        if (verdict := _judged_first(tree, claim)) is not None:
            phrase = tree.heads[claim]
            heads[claim], deps[claim] = tree.heads[phrase], "dobj"
            heads[verdict], deps[verdict] = phrase, "pobj"
    for verdict in range(2, len(tree)):
        if _is_verdict(tree, verdict):
            thing, verb = verdict - 1, tree.heads[verdict]
            for kid in tree.kids[verdict]:
                heads[kid] = thing if kid < thing else verb
            heads[thing], deps[thing] = verb, "dobj"
            heads[verdict], deps[verdict] = verb, "oprd"


def _judged_first(tree: Tree, noun: int) -> int | None:
    """The verdict before an object that was read as its noun: "dismissed as absurd the charge", "as baseless Oslo's
    claims"; None where there is none.
    """
    phrase = tree.heads[noun]
    verdict = phrase + 1
    if tree.deps[noun] != "pobj" or tree.lower[phrase] != "as" or tree.deps[phrase] != "prep" or noun < verdict + 2:
        return None
    opened = tree.deps[verdict + 1] in {"det", "poss"} and tree.heads[verdict + 1] == noun
    judged = tree.deps[verdict] == "amod" and tree.tags[verdict][:1] in "JV" and tree.heads[verdict] == noun
    told = tree.tags[tree.heads[phrase]][:1] == "V" and tree.child(tree.heads[phrase], "dobj") is None
    return verdict if opened and judged and told else None


def _shared(tree: Tree, noun: int) -> bool:
    """Whether "attack" was listed behind "missile" in "a missile and drone attack"."""
    first, second = noun - 3, noun - 1
    return (
        tree.deps[noun] == "conj"
        and tree.heads[noun] == first
        and tree.lower[noun - 2] in {"and", "or"}
        and tree.lower[first] in _MEANS
        and tree.tags[first] == "NN"
        and tree.deps[second] == "compound"
        and tree.heads[second] == noun
    )


def _join(tree: Tree, noun: int, heads: list[int], deps: list[str]) -> None:
    """Make of "missile" and "drone" what the attack is by."""
    first = noun - 3
    heads[noun], deps[noun] = (noun if heads[first] == first else heads[first]), deps[first]
    for kid in tree.kids[first]:
        if kid != noun:
            heads[kid] = noun
    heads[first], deps[first] = noun, "nmod"
    heads[noun - 2], deps[noun - 2] = first, "cc"


def _cut_off(tree: Tree, named: list[Named | None], name: int) -> bool:
    """Whether a name right behind a preposition was taken for a second subject: "the raid on Chad kills four"."""
    preposition, verb = name - 1, tree.heads[name]
    subject = plain(named[name]) and tree.deps[name] in {"nsubj", "compound"} and verb > name
    if not subject or tree.deps[preposition] != "prep":
        return False
    noun = tree.heads[preposition]
    return not tree.kids[preposition] and tree.deps[noun] == "nsubj" and tree.heads[noun] == verb


def _is_verdict(tree: Tree, token: int) -> bool:
    """Whether a word was read as the head of what it judges: "madness" in "called the decision madness"."""
    thing, verb = token - 1, tree.heads[token]
    return (
        tree.deps[token] == "dobj"
        and tree.lower[token].endswith(_VERDICTS)
        and tree.deps[thing] == "compound"
        and tree.heads[thing] == token
        and tree.lower[verb].startswith(_CALLING)
        and tree.child(token, "det", "poss") is not None
    )


def _tells_of(tree: Tree, named: list[Named | None], name: int) -> bool:
    """Whether a name was set beside the noun that its own clause tells of: "the group Israel blames for the raid"."""
    noun, verb = name - 1, name + 1
    beside = plain(named[name]) and tree.deps[name] == "appos" and tree.heads[name] == noun and named[noun] is None
    if not beside or verb >= len(tree) or tree.deps[verb] != "relcl" or tree.heads[verb] != noun:
        return False
    return tree.tags[verb] in {"VBZ", "VBD", "VBP"} and tree.child(verb, "nsubj", "nsubjpass", "auxpass") is None


def _cut_in(tree: Tree, named: list[Named | None], name: int) -> tuple[int, int] | None:
    """Subject and verb of the main clause that another was taken for: "Ansaru, the group Chad blames for it, fled"."""
    noun, verb = name - 1, name + 1
    if not plain(named[name]) or tree.deps[name] != "appos" or tree.heads[name] != noun or verb != tree.root:
        return None
    comma = next((k for k in range(noun - 1, 0, -1) if tree.lower[k] == ","), 0)
    first = comma - 1
    if first < 0 or not plain(named[first]) or named[noun] is not None or tree.heads[first] != verb:
        return None
    later = [k for k in tree.children(verb, "dep", "conj", "ccomp") if tree.tags[k] in {"VBD", "VBZ", "VBP", "VBN"}]
    if not later or "," not in tree.lower[verb : later[0]] or tree.child(later[0], "nsubj", "nsubjpass") is not None:
        return None
    return first, later[0]


def retagged(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make of "militants" in "PKK militants attack a convoy" the subject, in place, where it was taken for the verb."""
    for noun in range(1, len(tree) - 1):
        name, verb = noun - 1, noun + 1
        if name == tree.root and named[name] is not None and _is_verb(tree, noun):
            _give_verb(tree, name, heads, deps, tags)
        if tree.lower[noun] not in _FIGHTING or tags[noun][:1] != "V" or named[name] is None:
            continue
        if tags[verb][:1] != "V" or heads[name] != noun or heads[verb] != noun:
            continue
        tags[noun], tags[verb] = "NNS", "VBP" if tags[verb] == "VB" else tags[verb]
        heads[verb], deps[verb] = (verb if heads[noun] == noun else heads[noun]), deps[noun]
        for kid in tree.kids[noun]:
            if kid > verb:
                heads[kid] = verb
        heads[noun], deps[noun], heads[name], deps[name] = verb, "nsubj", noun, "compound"


def _name_operation(tree: Tree, noun: int, heads: list[int], deps: list[str]) -> None:
    """Make "Operation" what the sentence tells of, and its name part of it: "launched Operation Sea Lion against"."""
    last = heads[noun]
    heads[noun], deps[noun] = (noun if heads[last] == last else heads[last]), deps[last]
    for kid in tree.kids[last]:
        if kid != noun:
            heads[kid] = last if noun < kid < last else noun
    heads[last], deps[last] = noun, "appos"


def _is_verb(tree: Tree, noun: int) -> bool:
    """Whether a plural behind a name that was taken for the verb is the verb: "Trump demands Iran's surrender"."""
    root = noun - 1
    read_as_noun = tree.tags[noun] == "NNS" and tree.heads[noun] == root and tree.deps[noun] in {"dobj", "nsubj"}
    other = [k for k in tree.children(root, "dobj", "ccomp", "xcomp", "conj") if k > noun]
    return read_as_noun and tree.lower[noun] in _TELLING and bool(other) and tree.child(root, "nsubj") in {None, noun}


def _give_verb(tree: Tree, name: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make the plural behind the name the verb of all that was hung on the name."""
    verb = name + 1
    for kid in tree.kids[name]:
        if kid != verb and kid > name:
            heads[kid] = verb
    heads[verb], deps[verb], heads[name], deps[name] = verb, "ROOT", verb, "nsubj"
    tags[name], tags[verb] = "NNP", "VBZ"


def _does_together(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether a noun with an object, listed behind a name, is the verb: "Syria and the SDF exchange detainees"."""
    first, name = tree.heads[verb], verb - 1
    listed = (
        tree.deps[verb] == "conj" and first == tree.root and tree.tags[verb] == "NN" and tree.tags[first][:1] == "N"
    )
    beside = tree.heads[name] == verb and tree.deps[name] == "compound" and plain(named[name])
    return listed and beside and tree.child(verb, "dobj") is not None and tree.child(first, "cc") is not None


def _share_verb(tree: Tree, verb: int, heads: list[int], deps: list[str]) -> None:
    """Make the noun the verb of the two listed before it."""
    first, name = tree.heads[verb], verb - 1
    for kid in tree.kids[verb]:
        if kid < name:
            heads[kid] = name
    for kid in tree.kids[first]:
        if kid > verb:
            heads[kid] = verb
    heads[first], deps[first], heads[verb], deps[verb] = verb, "nsubj", verb, "ROOT"
    heads[name], deps[name] = first, "conj"
