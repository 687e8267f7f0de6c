"""Noun phrases that a parser cuts: "a missile and drone attack on Kyiv kills 28", "called the ban groundless"."""

from __future__ import annotations

from detente.extract.reading import Named
from detente.extract.tree import Tree

_MEANS = frozenset(
    "air arms artillery bomb cruise drone energy gas ground gun knife land missile mortar naval oil rocket sea "
    "security shell small tank trade".split()
)
"""What tells two acts or things of one kind apart by its means or matter: "missile and drone attacks"."""
_CALLING = ("call", "deem", "term", "label", "brand", "dub", "consider", "declar")
_NAMING = ("declar", "designat", "label", "classif", "brand", "proclaim", "pronounc", "dub", "deem", "list")
"""Beginnings of verbs of naming somebody something."""
_VERDICTS = (
    "less", "able", "ible", "ful", "ous", "madness", "blackmail", "piracy", "aggression", "terrorism", "genocide",
    "nonsense", "hypocrisy", "racism", "theft", "extortion", "propaganda", "murder", "illegal", "unlawful",
)  # fmt: skip
"""Endings of words that say what something is called, without an article: "called the ban groundless"."""
_LEAVING = frozenset(
    "withdrawal pullout pull-out pullback removal evacuation departure exit expulsion deportation repatriation return "
    "extradition eviction flight exodus".split()
)
"""Ways to go, whose "from" says what is left, whoever goes: "the withdrawal of some units from Panama"."""
_ATTACKS = frozenset(
    "attack attacks bombing bombings strike strikes raid raids shooting shootings explosion explosions blast blasts "
    "assault assaults counterattack counterattacks offensive ambush killing killings".split()
)
"""What has a doer and a place of its own behind it: "condemned the attack this morning at a hotel in Mogadishu"."""
_TAKING_NO_OBJECT = frozenset("protested demonstrated rallied marched complained voted rioted".split())
"""Past tenses that a parser takes for passives for a "by" behind: "protested against the raids by Peru"."""


def mend_compounds(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> None:
    """Put together, in place, the phrases that ``heads`` and ``deps`` part."""
    for noun in range(len(tree)):
        if noun > 2 and _shared(tree, noun):
            _join(tree, noun, heads, deps)
        if tree.words[noun] == "Operation" and deps[noun] == "compound" and noun < heads[noun]:
            _name_operation(tree, noun, heads, deps)
        if noun > 3 and (verdict := _judged_first(tree, noun)) is not None:
            phrase = tree.heads[noun]
            heads[noun], deps[noun] = tree.heads[phrase], "dobj"
            heads[verdict], deps[verdict] = phrase, "pobj"
        if noun > 1 and _is_verdict(tree, noun):
            _judge(tree, noun, heads, deps)
        if tree.lower[noun] in {"neighbouring", "neighboring"} and any(named[noun + 1 : noun + 2]):
            _describe(tree, noun, heads, deps)
        if (called := _called(tree, noun)) is not None:
            heads[called], deps[called] = tree.heads[noun], "dobj"
            deps[noun] = "oprd"
        if tree.lower[noun] in _LEAVING:
            for away in (k for t in tree.prepositions(noun, {"of"}) for k in tree.children(t, "prep")):
                if tree.lower[away] == "from":
                    heads[away] = noun
        if tree.lower[noun] in _ATTACKS and deps[noun] == "dobj":
            _bind_behind(tree, noun, heads)
        if tree.lower[noun] in _TAKING_NO_OBJECT:
            deeds = list(tree.prepositions(noun, {"against", "over", "at"}))
            for by in tree.children(noun, "agent", "prep"):
                if tree.lower[by] == "by" and deeds and deeds[-1] < by:
                    heads[by], deps[by] = deeds[-1], "prep"


def _bind_behind(tree: Tree, attack: int, heads: list[int]) -> None:
    """Hang on an attack who made it, and where it fell behind its time, that were hung on its verb."""
    verb = tree.heads[attack]
    for kid in tree.children(verb, "prep", "agent"):
        if kid == attack + 1 and tree.lower[kid] == "by":
            heads[kid] = attack
        timed = any(attack < k < kid <= attack + 4 for k in tree.children(verb, "npadvmod"))
        if timed and tree.lower[kid] in {"at", "in", "on", "near", "against"}:
            heads[kid] = attack


def _describe(tree: Tree, word: int, heads: list[int], deps: list[str]) -> None:
    """Make a word that was read as a verb describe the name behind it: "helped neighbouring Oman"."""
    verb, name = tree.heads[word], word + 1
    if tree.deps[word] not in {"xcomp", "ccomp", "pcomp", "advcl"} or tree.heads[name] != word:
        return
    for kid in tree.kids[word]:
        heads[kid] = verb
    heads[name], deps[name] = verb, "pobj" if tree.deps[word] == "pcomp" else "dobj"
    heads[word], deps[word] = name, "amod"


def _called(tree: Tree, noun: int) -> int | None:
    """Who is called what, where the parser makes a clause of both: "declared Hamas a terrorist organisation"."""
    verb = tree.heads[noun]
    naming = tree.lower[verb].startswith(_NAMING) and tree.deps[noun] == "ccomp" and tree.tags[noun][:1] == "N"
    if not naming or noun < verb or tree.child(noun, "mark", "aux", "auxpass", "cop", "dobj") is not None:
        return None
    if tree.child(verb, "dobj") is not None or tree.child(noun, "det") is None:
        return None
    return next((k for k in tree.children(noun, "nsubj") if verb < k < noun), None)


def _judge(tree: Tree, verdict: int, heads: list[int], deps: list[str]) -> None:
    """Make what is judged the object, and the verdict what it is called."""
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


def _is_verdict(tree: Tree, token: int) -> bool:
    """Whether a word was read as the head of what it judges: "madness" in "called the decision madness"."""
    thing, verb = token - 1, tree.heads[token]
    return (
        tree.deps[token] in {"dobj", "oprd"}
        and tree.lower[token].endswith(_VERDICTS)
        and tree.deps[thing] == "compound"
        and tree.heads[thing] == token
        and tree.lower[verb].startswith(_CALLING)
        and tree.child(token, "det", "poss") is not None
    )


def _name_operation(tree: Tree, noun: int, heads: list[int], deps: list[str]) -> None:
    """Make "Operation" what the sentence tells of, and its name part of it: "launched Operation Sea Lion against"."""
    last = heads[noun]
    heads[noun], deps[noun] = (noun if heads[last] == last else heads[last]), deps[last]
    for kid in tree.kids[last]:
        if kid != noun:
            heads[kid] = last if noun < kid < last else noun
    heads[last], deps[last] = noun, "appos"
