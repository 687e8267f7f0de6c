"""Verbs taken for nouns, participles or adjectives: "Tehran thanks Oman", "After Russia annexed Crimea"."""

from __future__ import annotations

from detente.extract.list_repair import plain
from detente.extract.reading import Named
from detente.extract.tree import Tree
from detente.ontology.words import load_words

_MEETING = ("met", "meet", "confer", "talk", "spoke", "speak")
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_NEVER_PASSIVE = frozenset(
    "meddled interfered objected protested appealed responded reacted retaliated replied intervened invested donated "
    "insisted complied withdrew".split()
)
_INTRANSITIVE = frozenset("landed arrived came went flew sailed marched died met agreed fell rose".split())


def stray_subject(tree: Tree, named: list[Named | None], token: int) -> bool:
    """Whether a name was taken for an adverb of the verb right behind it: "Nauru is grateful"."""
    verb = tree.heads[token]
    if tree.deps[token] not in {"advmod", "npadvmod"} or tree.tags[token] != "NNP" or not plain(named[token]):
        return False
    between = all(tree.deps[k] in {"aux", "neg", "advmod", "auxpass"} for k in range(token + 1, verb))
    return verb > token and between and tree.tags[verb] in _FINITE and tree.child(verb, *_SUBJECTS) is None


def met_in_place(tree: Tree, preposition: int) -> int | None:
    """The verb of meeting whose "with" the parser hangs on a place: "met in Lusaka with Peru's premier"."""
    place = tree.heads[preposition]
    if tree.lower[preposition] != "with" or tree.deps[preposition] != "prep" or tree.tags[place] != "NNP":
        return None
    where = tree.heads[place]
    verb = tree.heads[where]
    met = tree.deps[place] == "pobj" and tree.lower[where] in {"in", "at"} and tree.lower[verb].startswith(_MEETING)
    return verb if met and tree.tags[verb][:1] == "V" and place < preposition else None


def told_clause(tree: Tree, verb: int) -> int | None:
    """The verb of a clause of "that" which a past verb goes on with, rather than with the present one above both: "I am
    alarmed by reports that Chad's troops have crossed the border, shelled Bol and …".
    """
    above = tree.heads[verb]
    finite = tree.child(above, "auxpass")
    finite = above if finite is None else finite  # "is concerned by reports that"
    if tree.deps[verb] != "conj" or tree.tags[verb] not in {"VBD", "VBN"} or tree.tags[finite] not in {"VBP", "VBZ"}:
        return None
    if tree.child(verb, *_SUBJECTS, "aux") is not None or tree.lower[verb - 1] != ",":
        return None
    for clause in range(above + 1, verb):
        that = any(tree.lower[k] == "that" for k in tree.children(clause, "mark"))
        if that and tree.deps[clause] in {"acl", "ccomp", "relcl"} and tree.tags[clause] in {"VBN", "VBD"}:
            return clause
    return None


def missing_verb(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> list[str] | None:
    """The tags with the plural behind a name read as the verb, in a sentence that has none: "Tehran thanks Oman"."""
    if any(tag in _FINITE for tag in tree.tags):
        return None
    for verb in range(1, len(tree) - 1):
        if tree.tags[verb] != "NNS" or named[verb] is not None or not plain(named[verb - 1]):
            continue
        if tree.tags[verb + 1] in {"IN", "TO", "CC"} and tree.lower[verb + 1] != "with":
            continue
        first = verb - 1
        behind = [k for k in range(verb + 1, len(tree)) if heads[k] <= verb or k == tree.root]
        for kid in behind:
            heads[kid] = verb
            deps[kid] = "dobj" if tree.tags[kid][:1] == "N" and kid == behind[0] else deps[kid]
        for here in (tree.root, *range(first)):
            if heads[here] in {verb, tree.root, first} and here not in behind:
                heads[here] = verb
        subject, before = first, first - 1
        noun = tree.heads[before] if before > 0 and tree.deps[before] == "prep" else first
        if noun < before and tree.tags[noun][:1] == "N":  # "the raid on Chad kills four"
            for kid in range(first):
                heads[kid] = noun if tree.heads[kid] == noun else heads[kid]
            heads[first], deps[first], subject = before, "pobj", noun
        heads[subject], deps[subject] = verb, "nsubj"
        heads[verb], deps[verb] = verb, "ROOT"
        return [*tree.tags[:verb], "VBZ", *tree.tags[verb + 1 :]]
    return None


def plain_verb(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> list[str] | None:
    """The tags with a noun read as the verb of the plural before it: "Canadian police arrest Meng Wanzhou"."""
    if tree.tags[tree.root][:1] != "N":
        return None
    for verb in range(1, len(tree) - 1):
        if tree.tags[verb] != "NN" or tree.lower[verb] not in load_words().verbs["noun_like"] or named[verb]:
            continue
        subject, noun = _subject_of(tree, verb), _object_of(tree, named, verb)
        if subject is not None and noun is not None and heads[subject] in {verb, heads[verb], subject}:
            _govern(tree, verb, subject, noun, heads, deps)
            return [*tree.tags[:verb], "VBP", *tree.tags[verb + 1 :]]
    return None


def _subject_of(tree: Tree, verb: int) -> int | None:
    """The plural right before a verb that was taken for a noun, or at the head of a sentence without any verb."""
    if tree.tags[verb - 1] == "NNS" or tree.lower[verb - 1].endswith(("police", "aircraft")):
        return verb - 1
    buried = tree.tags[tree.root] == "NNS" and tree.root < verb and tree.deps[verb] in {"pobj", "compound"}
    return tree.root if buried else None


def _object_of(tree: Tree, named: list[Named | None], verb: int) -> int | None:
    """The noun behind a verb that was taken for a noun: a name, or what the verb was taken for a part of."""
    above = tree.heads[verb]
    if tree.deps[verb] in {"compound", "nmod", "amod"} and above > verb and tree.tags[above] == "NNS":
        return above
    titled = (t for t in range(verb + 1, min(verb + 6, len(tree))) if tree.tags[t] not in {"NNP", "JJ"} or named[t])
    noun = next(titled, None)
    return noun if noun is not None and plain(named[noun]) else None


def _govern(tree: Tree, verb: int, subject: int, noun: int, heads: list[int], deps: list[str]) -> None:
    """Make ``verb`` the root over its subject and object, and hang on it what hung on the noun that was the root."""
    old = tree.root
    for token in range(len(tree)):
        if token in {verb, subject, noun}:
            continue
        if token < subject and heads[token] in {verb, old, noun}:
            heads[token] = subject
        elif token > verb and heads[token] == old and old not in {verb, noun}:
            heads[token] = verb
    heads[verb], deps[verb] = verb, "ROOT"
    heads[subject], deps[subject] = verb, "nsubj"
    heads[noun], deps[noun] = verb, "dobj"


def main_verb(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> list[str]:
    """ "The two officials condemned the war": a participle with an object of its own below a bare noun is the verb."""
    noun = tree.root
    if tree.tags[noun][:1] != "N" or tree.child(noun, "cop", "nsubj") is not None:
        return tree.tags
    below = [k for k in range(noun + 1, len(tree)) if tree.deps[k] == "acl" and noun in tree.ancestors(k)]
    for verb in below:
        if (
            (tree.tags[verb] == "VBD" or tree.heads[verb] == noun)
            and tree.tags[verb] in {"VBN", "VBD"}
            and (
                tree.child(verb, "dobj") is not None
                or _behind_author(tree, named, verb)
                or _intransitive(tree, verb)
                or (tree.tags[verb] == "VBD" and tree.lower[verb - 1] == "," and named[noun] is not None)
            )
            and tree.child(verb, "agent", "aux", "auxpass", "nsubj", "mark") is None
        ):
            heads[noun], deps[noun], heads[verb], deps[verb] = verb, "nsubj", verb, "ROOT"
            for kid in tree.children(noun, "punct"):
                heads[kid] = verb
            return [*tree.tags[:verb], "VBD", *tree.tags[verb + 1 :]]
    return tree.tags


def lost_verbs(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make a past verb of what was taken for the modifier of its object, in place: "Peru, under pressure, aimed guns at
    Chad", "held a vote and financed drones for Chad".
    """
    for verb in range(2, len(tree) - 1):
        noun = tree.heads[verb]
        if _goes_on(tree, named, verb):
            root, tags[verb] = tree.root, "VBD"
            heads[root], deps[root], heads[verb], deps[verb] = verb, "nsubj", verb, "ROOT"
        if tree.deps[verb] != "amod" or tree.tags[verb] not in {"VBN", "VBD"} or noun < verb:
            continue
        if any(tree.deps[k] == "det" for k in range(verb + 1, noun)) or heads[verb] != noun:
            continue
        above = tree.heads[noun]
        if tree.lower[verb - 1] == "and" and tree.deps[noun] == "conj" and tree.tags[above] in {"VBD", "VBZ"}:
            heads[verb], deps[verb] = above, "conj"
        elif tree.lower[verb - 1] == "," and _lacks_verb(tree, named, verb) and noun in _below(tree, tree.root):
            root = tree.root
            heads[root], deps[root], heads[verb], deps[verb] = verb, "nsubj", verb, "ROOT"
        else:
            continue
        heads[noun], deps[noun], tags[verb] = verb, "dobj", "VBD"
        for kid in tree.children(noun, "punct"):
            heads[kid] = verb


def _goes_on(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether a past tense that is never passive follows an aside: "Peru, like Chad, invested in oil"."""
    lone = tree.deps[verb] == "acl" and tree.lower[verb] in _NEVER_PASSIVE and tree.lower[verb - 1] == ","
    return lone and tree.root < verb and _lacks_verb(tree, named, verb, ())


def _lacks_verb(tree: Tree, named: list[Named | None], end: int, barred: tuple[str, ...] = ("by", "in")) -> bool:
    """Whether a sentence that opens with a name, and an aside behind it up to ``end``, has no verb of its own."""
    root = tree.root
    beside = (root, *tree.children(root, "poss", "amod", "compound"))
    opens = any(named[k] is not None for k in beside) and root < 6 and tree.lower[root + 1 : root + 2] == [","]
    return opens and tree.lower[end + 1] not in barred and tree.child(root, "cop", "nsubj") is None


def _below(tree: Tree, root: int) -> set[int]:
    """The words that hang on ``root`` or on those set beside it."""
    return {k for k in tree.subtree(root) if tree.deps[k] in {"appos", "conj", "dep"}}


def _intransitive(tree: Tree, verb: int) -> bool:
    """Whether a past tense is that of a verb that makes no participle of a noun: "Doctors with masks landed"."""
    return tree.tags[verb] == "VBD" and tree.lower[verb] in _INTRANSITIVE


def _behind_author(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether a past tense stands behind the name of whose words the subject is: "a letter by Oman called on"."""
    return tree.tags[verb] == "VBD" and tree.heads[verb] == verb - 1 and plain(named[verb - 1])


def finite_modifier(tree: Tree, named: list[Named | None], token: int) -> bool:
    """Whether a past tense was taken for an adjective: "After Russia annexed Crimea"."""
    if tree.tags[token] != "VBD" or tree.deps[token] != "amod" or tree.heads[token] < token or token < 2:
        return False
    behind_preposition = tree.deps[token - 1] == "pobj" and tree.heads[token - 1] == token - 2
    return plain(named[token - 1]) and behind_preposition


def make_clause(tree: Tree, verb: int, heads: list[int], deps: list[str]) -> None:
    """Make the name before ``verb`` its subject, the noun behind it its object, and the preposition its conjunction."""
    marker, subject, noun = verb - 2, verb - 1, tree.heads[verb]
    heads[verb], deps[verb] = tree.heads[marker], "advcl"
    heads[subject], deps[subject] = verb, "nsubj"
    heads[noun], deps[noun] = verb, "dobj"
    for kid in tree.children(marker, "pcomp"):
        heads[kid], deps[kid] = verb, "advcl"
    heads[marker], deps[marker] = verb, "mark"
