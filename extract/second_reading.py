"""Sentences that the parser reads twice: "Maoist rebels ambush a column", whose verb it took for a noun at first.

A plain verb that may be a noun is what a small parser errs in most where news is told in the present tense. Where the
words around show that it is the verb, the sentence is parsed once more, with a word that cannot be a noun in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from detente.extract.classes import GROUPS
from detente.extract.inflection import verb_forms
from detente.extract.language import Parser, Token
from detente.extract.model import Span
from detente.extract.names import Nature
from detente.extract.nominals import MODEL
from detente.extract.preparation import names_at
from detente.extract.reading import Named
from detente.extract.tree import Tree
from detente.extract.verb_repair import READ_AS_NOUNS
from detente.ontology.cue import load_cues
from detente.ontology.words import load_words

_PLURAL = "took"
"""What the parser reads for "attack": a past tense, which it takes for nothing else."""
_SINGULAR = "takes"
_BEARERS = tuple(
    "men vessels ships boats jets police aircraft personnel cavalry infantry people military troops forces".split()
)
"""Endings of plurals without an s."""
_OPENING = frozenset({"DT", "PRP$", "CD", "NNP", "NNPS", "NNS", "JJ", "VBG", "VBN", "PRP"})
"""Tags of the words that an object may begin with."""
_ARTICLES = frozenset({"DT", "PRP$", "CD"})
_LOYAL = frozenset("loyal linked allied faithful tied affiliated associated".split())
_MOVING = frozenset("march advance retreat".split())
_WHITHER = frozenset("into on toward towards across from to".split())
"""What men go, and where to: "fighters march into the town"."""
_TELLING = frozenset("demands claims urges warns orders vows threatens pledges offers fears hopes".split())
_WHOLE = frozenset(
    "claim responsibility|claims responsibility|open fire|opens fire|return fire|returns fire|exchange fire|"
    "seize control|seizes control|regain control|regains control|launch attacks|stage attacks|stage raids|"
    "vow revenge|vows revenge|vow retaliation|vows retaliation|vow vengeance|vows vengeance|threaten retaliation|"
    "deny responsibility|deny involvement|trade fire|fire on|fire at|fire upon|shoot down|shoots down|"
    "exchanges fire|battle for|clash in|clash near".split("|")
)
"""Verbs and objects that go together without an article."""
_ASIDE = frozenset("with along together backed supported helped aided joined led".split())
"""What opens an aside on who else takes part."""
_CONTROL = frozenset(
    "help helps helped helping let lets make makes made see sees saw watch have had would could can may might will "
    "must shall should do does did that".split()
)
"""Words before a plain form that make it an infinitive or a subjunctive: "helped the rebels attack", "urged that"."""


def read_twice(
    parser: Parser, sentences: Sequence[tuple[list[Token], int, Sequence[tuple[Span, Named]]]]
) -> list[Tree]:
    """The trees of sentences, each given with its offset in the document and what is named in it."""
    trees = list(parser.parse([(tokens, offset) for tokens, offset, _ in sentences]))
    again = []
    for place, (tokens, _, names) in enumerate(sentences):
        if (found := second_reading(tokens, trees[place], names_at(trees[place], names))) is not None:
            again.append((place, *found))
    second = parser.parse([(tokens, sentences[place][1]) for place, tokens, _ in again])
    for (place, _, lost), tree in zip(again, second, strict=True):
        if is_better(tree, lost):
            trees[place] = tree
    return trees


def second_reading(tokens: list[Token], tree: Tree, named: list[Named | None]) -> tuple[list[Token], list[int]] | None:
    """The tokens of a sentence with its lost verbs disguised, and where these stand; None where none was lost.

    >>> # "Islamists(NNS) raid(NN) a(DT) post(NN)" is parsed anew as "Islamists took a post"
    """
    lost = [k for k in range(1, len(tree) - 1) if _is_lost(tree, named, k)]
    if not lost and _lacks_verb(tree):
        lost = [k for k in range(1, len(tree) - 2) if _may_be_verb(tree, named, k)][:1]
    if not lost:
        return None
    found = list(tokens)
    for verb in lost:
        found[verb] = replace(tokens[verb], stand_in=_stand_in(tree, verb))
        if tree.tags[verb - 1][:1] == "V":
            found[verb - 1] = replace(tokens[verb - 1], stand_in="soldiers")
    return found, lost


def _stand_in(tree: Tree, verb: int) -> str:
    """What the parser reads for the word at ``verb``, by what goes with it."""
    if tree.lower[verb + 1] in {"that", "to"}:
        plural = "insist" if tree.lower[verb + 1] == "that" else "want"
        return f"{plural}s" if tree.lower[verb].endswith("s") else plural
    if tree.lower[verb] in _MOVING and tree.lower[verb + 1] in _WHITHER:
        return "went"
    if tree.tags[verb + 1] == "IN":
        return "works" if tree.lower[verb].endswith("s") else "work"
    return _SINGULAR if tree.lower[verb].endswith("s") else _PLURAL


def _lacks_verb(tree: Tree) -> bool:
    """Whether a whole sentence was read as a noun phrase: "The government boycotts talks with Chad."."""
    root = tree.root
    whole = tree.lower[-1] == "." and tree.tags[root][:1] == "N" and len(tree) > 4
    return whole and tree.child(root, "nsubj", "nsubjpass", "cop", "aux") is None


def _may_be_verb(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether a word in a sentence without a verb may be it: a third person behind a singular noun or a name."""
    before, after = verb - 1, verb + 1
    told = tree.lower[verb] in third_persons() and tree.tags[verb] in {"NNS", "NN", "VBZ"}
    if not told or named[verb] is not None:
        return False
    here = named[before]
    name = here is not None and here.nature is not Nature.ADJECTIVE
    if not name and (tree.tags[before] != "NN" or tree.tags[verb] == "NN"):
        return False
    return _opens_object(tree, named, verb) or tree.tags[after] in {"NN", "IN", "RP", "TO"} - _closed(tree, after)


def _closed(tree: Tree, after: int) -> set[str]:
    """The tags that open no object here: that of a preposition behind which a noun phrase goes on."""
    return {"IN"} if tree.lower[after] in {"of", "in", "at", "from", "near", "for", "by"} else set()


@cache
def third_persons() -> frozenset[str]:
    """The third persons of the verbs that the lexicon lists: "boycotts", "sides"."""
    return frozenset(verb_forms(word.split()[0])[0] for cue in load_cues() if cue.pos == "verb" for word in cue.words)


def is_better(tree: Tree, lost: list[int]) -> bool:
    """Whether a second reading took the words at ``lost`` for the verbs of clauses."""
    return all(tree.tags[k][:1] == "V" and tree.deps[k] not in {"amod", "compound", "acl", "aux"} for k in lost)


def _is_lost(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether the noun at ``verb`` stands where only a verb can."""
    word = tree.lower[verb]
    noun = tree.tags[verb][:1] in "NJ" or tree.deps[verb] in {"nsubj", "compound", "pobj"} or word == "back"
    if not noun or named[verb] is not None or not _opens_object(tree, named, verb):
        return False
    if word in READ_AS_NOUNS | _TELLING:
        return _behind_one(tree, named, verb) or _behind_and(tree, named, verb)
    plain = word in load_words().verbs["noun_like"] or f"{word}s" in READ_AS_NOUNS or word in _MOVING
    many = plain and (_behind_many(tree, named, verb) or _goes_on(tree, named, verb))
    return many and not _CONTROL & set(tree.lower[max(0, verb - 8) : verb])


def _opens_object(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether an object may begin right behind ``verb``."""
    after = verb + 1
    if f"{tree.lower[verb]} {tree.lower[after]}" in _WHOLE:
        return True
    if tree.lower[verb] in _TELLING and tree.lower[after] in {"that", "to"}:
        return tree.lower[verb - 1] == "and"
    if f"{tree.lower[verb]}s" in _TELLING and tree.lower[after] in {"that", "to"}:
        return True  # "the Houthis vow to retaliate"
    if tree.lower[after] in _WHITHER and tree.lower[verb] in _MOVING:
        return True
    if tree.tags[after] == "NN" and tree.tags[after + 1 : after + 2] == ["NNS"]:
        return True  # "overrun government buildings"
    return tree.tags[after] in _OPENING or named[after] is not None or _is_act(tree, after)


def _is_act(tree: Tree, noun: int) -> bool:
    """Whether a word that may be a verb is what is ordered or announced: "strikes on", "raids against"."""
    return tree.lower[noun] in READ_AS_NOUNS and tree.lower[noun + 1 : noun + 2] in (["on"], ["against"])


def _behind_many(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether a plural that may be the subject ends right before ``verb``: "rebels", "the gunmen of Ansaru"."""
    last = _before_aside(tree, verb - 1)
    here = named[last]
    if here is None:
        return tree.tags[last] in {"NNS", "NNPS"} or tree.lower[last].endswith(_BEARERS)
    linked = last - 2 if tree.lower[last - 1] == "the" else last - 1
    first = named[linked - 1] if linked > 0 and tree.lower[linked] == "and" else None
    if first is not None and {first.nature, here.nature} == {Nature.NAME}:  # "Oman and Chad launch air strikes"
        return not any(tag in {"VBZ", "VBD", "VBP", "MD"} for tag in tree.tags[:verb])
    if here.actor.kind in GROUPS and tree.lower[last].endswith(("s", "taliban")):
        return True
    if here.nature is Nature.ADJECTIVE or tree.tags[last] in {"NNS", "NNPS"}:
        return tree.lower[last].endswith("s")
    before = [k for k in range(last) if tree.lower[k] in {"of", "from", "with", "and", "by", "to", "in"}]
    opened = tree.tags[verb + 1] in _ARTICLES or named[verb + 1] is not None
    opened = opened or (tree.tags[verb + 1] == "NNP" and tree.tags[verb + 2 : verb + 3] != ["NNP"])
    if not before or not opened:
        return tree.tags[verb + 1] in _ARTICLES and here.actor.kind in {"ArmedGroup", "Movement"} and verb < 4
    joint = before[-1]
    if tree.lower[joint - 1] in _LOYAL:
        return tree.tags[joint - 2] == "NNS"
    if tree.lower[joint] == "by":  # "rebels led by Ansaru"
        return tree.lower[joint - 1] in {"led", "commanded", "headed", "backed"} and tree.tags[joint - 2] == "NNS"
    bearer = named[joint - 1]
    if tree.lower[joint] == "in" and bearer is not None:  # "Palestinian militants in the Gaza Strip"
        return bearer.actor.kind in GROUPS and tree.lower[joint - 1].endswith("s")
    if tree.lower[joint] == "of" and bearer is not None:  # "Tuareg rebels of the MNLA"
        return bearer.actor.kind in GROUPS and tree.lower[joint - 1].endswith("s")
    return tree.tags[joint - 1] == "NNS" or (bearer is not None and tree.lower[joint] == "and")


def _before_aside(tree: Tree, last: int) -> int:
    """The word before what is set between commas right before a verb: "Oman, with support from Chad, launches"."""
    if tree.lower[last] != ",":
        return last
    opening = (k for k in range(1, last) if tree.lower[k] == "," and tree.lower[k + 1] in _ASIDE)
    return next(opening, last + 1) - 1


def _behind_one(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether a subject in the singular ends right before ``verb``: "the army raids a village"."""
    last = verb - 1
    opened = tree.tags[verb + 1] in _ARTICLES or named[verb + 1] is not None
    opened = opened or _is_act(tree, verb + 1)
    if tree.lower[last : verb + 1] == ["artillery", "shells"] and tree.tags[verb + 1][:1] in "NJ":
        return True  # "Turkish artillery shells positions near Afrin"
    here = named[last]
    if f"{tree.lower[verb]} {tree.lower[verb + 1]}" in _WHOLE:
        opened = opened or tree.lower[verb + 1] in {"down", "fire"}
    if here is None:
        subject = tree.tags[last] == "NN" or MODEL.fullmatch(tree.lower[last]) is not None
    else:
        subject = here.nature is not Nature.ADJECTIVE
    return subject and opened and not any(tag in {"VBZ", "VBD", "VBP"} for tag in tree.tags[:verb])


def _goes_on(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether ``verb`` goes on from a plain one of the same plural: "commandos kill three pirates and rescue Ali"."""
    after = verb + 1
    opened = tree.tags[after] in _ARTICLES or named[after] is not None
    return opened and tree.tags[verb][:1] == "N" and tree.lower[verb - 1] == "and" and "VBP" in tree.tags[:verb]


def _behind_and(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether ``verb`` goes on from another in the same person: "sends troops and bombs their camps"."""
    if tree.lower[verb - 1] != "and" or "VBZ" not in tree.tags[:verb]:
        return False
    after, behind = verb + 1, min(verb + 2, len(tree) - 1)
    if tree.lower[verb] in _TELLING and tree.lower[after] in {"that", "to"}:
        return True
    return tree.tags[after] in _ARTICLES or named[after] is not None or tree.lower[behind] == "of"
