"""Clauses that a parser takes for one another, or whose verb it takes for a noun: "the group Israel blames for it"."""

from __future__ import annotations

from detente.extract.list_repair import plain
from detente.extract.reading import Named
from detente.extract.tree import Tree
from detente.extract.verb_repair import READ_AS_NOUNS

_FIGHTING = frozenset(
    "militants rebels insurgents fighters gunmen separatists guerrillas jihadists militiamen troops soldiers forces "
    "jets warplanes drones police commandos marines paratroopers".split()
)
"""Plurals that a parser takes for verbs behind a name: "PKK militants attack a convoy"."""


_WHEN_TOLD = frozenset(
    "time day week month year monday tuesday wednesday thursday friday saturday sunday morning evening".split()
)


_HELD = frozenset("held controlled occupied ruled governed run defended".split())
_FOUGHT = frozenset({"fight", "clash", "battle"})
_MARKERS = frozenset("after before as while since until because once".split())


def mend_clauses(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> None:
    """Give, in place, each clause its own verb, subject and place in the sentence."""
    for name in range(2, len(tree)):
        if _tells_of(tree, named, name):
            heads[name], deps[name] = name + 1, "nsubj"
        if _meeting(tree, name):
            heads[name - 1], deps[name - 1] = heads[name], deps[name]
            heads[name], deps[name] = name - 1, "acl"
            for kid in tree.children(name - 1, "compound", "amod", "det", "poss", "nmod") + tree.children(name, "det"):
                heads[kid] = name - 1
        if (clause := _cut_in(tree, named, name)) is not None:
            _take_out(tree, name, *clause, heads, deps)
        if (noun := _lost_object(tree, named, name)) is not None:
            above = tree.heads[name + 1]
            first = _first_of_pair(tree, named, name)
            heads[noun], deps[noun], heads[first], deps[first] = above, "dobj", name + 1, "nsubj"
            deps[name + 1] = "conj"
        if (noun := _after_clause(tree, named, name)) is not None:
            _open_clause(tree, name, noun, heads, deps)
        if name < len(tree) - 1 and _does_together(tree, named, name):
            _share_verb(tree, name, heads, deps)
    _hang_second_side(tree, heads, deps)
    for token in range(2, len(tree) - 1):
        if _shells(tree, token):
            deps[token - 1] = "nsubj"
            for kid in tree.children(token, "amod", "det", "poss", "nmod"):
                heads[kid] = token - 1 if kid < token - 1 else heads[kid]
        if named[token] is not None and _left_dangling(tree, token):
            heads[token], deps[token] = token - 1, "pobj"
        if (place := _held_place(tree, token)) is not None:
            heads[token] = place
    _lead_on(tree, heads, deps)
    _set_behind(tree, named, heads, deps)
    for token in range(len(tree)):
        if tree.lower[token] == "whose" and tree.deps[token + 1 : token + 2] == ["nsubj"]:
            heads[token] = token + 1
        if (person := _who_it_is(tree, named, token)) is not None:
            heads[token] = person
    for verb in range(len(tree)):
        if (telling := _told_at(tree, verb)) is not None:
            heads[verb], deps[verb] = telling, "ccomp"
        if deps[verb] == "ccomp" and ";" in tree.lower[verb : heads[verb]]:
            deps[verb] = "dep"  # told beside the main clause, not by its verb


def _who_it_is(tree: Tree, named: list[Named | None], verb: int) -> int | None:
    """The person told of by "who" behind a body's name: "Ali Tamim, the founder of Rally, who fled to Oman"."""
    body = tree.heads[verb]
    about = tree.deps[verb] == "relcl" and any(
        tree.lower[k] == "who" for k in tree.children(verb, "nsubj", "nsubjpass")
    )
    if not about or tree.deps[body] != "pobj" or not tree.tags[body].startswith("NNP"):
        return None
    office = tree.heads[tree.heads[body]]
    here, bearer = named[body], named[tree.heads[office]]
    if here is not None and here.actor.kind == "Person":
        return None
    is_person = bearer is not None and bearer.actor.kind == "Person" and tree.deps[office] == "appos"
    return tree.heads[office] if is_person else None


def _meeting(tree: Tree, token: int) -> bool:
    """Whether "meeting" tells where those before it are: "EU ministers meeting in Rome condemned Chad"."""
    here = tree.lower[token] == "meeting" and tree.tags[token] == "NN" and token + 1 < len(tree)
    men = here and tree.tags[token - 1] == "NNS" and tree.heads[token - 1] == token
    return men and tree.deps[token - 1] == "compound" and tree.lower[token + 1] in {"in", "at", "on"}


def _lead_on(tree: Tree, heads: list[int], deps: list[str]) -> None:
    """Make, in place, the finite verb behind those who meet the main one: "EU leaders meeting in Rome invited Oslo"."""
    first, subject = tree.root, tree.child(tree.root, "nsubj")
    if tree.tags[first] not in {"VBG", "VBN"} or tree.child(first, "aux", "dobj") is not None or subject != first - 1:
        return
    finite = {"VBD", "VBZ"} if tree.tags[first] == "VBG" else {"VBD", "VBZ", "VBP", "VB"}
    below = tree.children(first, "advcl", "ccomp", "conj", "dep", *(["xcomp"] if tree.tags[first] == "VBN" else []))
    later = [k for k in below if tree.tags[k] in finite and tree.child(k, "aux") is None]
    main = later[0] if later else first
    if main == first or tree.child(main, "nsubj", "nsubjpass", "mark", "advmod") is not None:
        return
    if tree.tags[subject] not in {"NNS", "NNPS"} or "," in tree.lower[first:main]:
        return
    heads[main], deps[main], heads[subject], deps[subject] = main, "ROOT", main, "nsubj"
    heads[first], deps[first] = subject, "acl"
    for kid in tree.kids[first]:
        if kid > main:
            heads[kid] = main


def _set_behind(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> None:
    """Set, in place, what is said of a clause behind it: "Oslo accuses Chad of spying, a charge Chad denies"."""
    verb = tree.root
    main, subject, noun = tree.child(verb, "ccomp"), tree.child(verb, "nsubj"), tree.child(verb, "dobj")
    if main is None or subject is None or tree.child(main, "nsubj") is None:
        return
    if noun is None and named[subject] is not None and tree.deps[subject - 1] == "compound":
        noun = subject - 1  # "a charge Rabat denies"
    if noun is None or not main < noun < subject < verb or tree.lower[noun - 2 : noun] not in ([",", "a"], [",", "an"]):
        return
    heads[noun - 1] = noun
    heads[main], deps[main], heads[verb], deps[verb] = main, "ROOT", noun, "relcl"
    heads[noun], deps[noun] = tree.child(main, "dobj") or main, "appos"


def _told_at(tree: Tree, verb: int) -> int | None:
    """The verb of a clause with "that", which hangs on when it was said: "warned at the time that Oslo would pay"."""
    noun = tree.heads[verb]
    marked = any(tree.lower[k] == "that" and k == noun + 1 for k in tree.kids[verb])
    timely = tree.lower[noun] in _WHEN_TOLD and tree.deps[verb] in {"relcl", "acl", "ccomp"}
    if not marked or not timely or tree.child(verb, "nsubj", "nsubjpass") is None:
        return None
    above = next((v for v in tree.ancestors(noun) if tree.tags[v][:1] == "V"), None)
    return above if above is not None and above < noun and tree.child(above, "dobj", "ccomp") is None else None


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


def _lost_object(tree: Tree, named: list[Named | None], name: int) -> int | None:
    """The object of one verb that was taken for the subject of the next: "Peru recalled its envoy to Chad and Oman
    expels Chad's", where the name before the second verb is its subject.
    """
    verb = name + 1
    if not plain(named[name]) or tree.deps[name] != "conj" or tree.lower[name - 1] != "and" or verb >= len(tree):
        return None
    noun, above = tree.child(verb, "nsubj"), tree.heads[verb]
    if tree.tags[verb] not in {"VBZ", "VBD", "VBP"} or tree.deps[verb] != "ccomp" or noun is None:
        return None
    bare = above < noun < name and tree.tags[above][:1] == "V" and tree.child(above, "dobj") is None
    return noun if bare and noun in tree.ancestors(name) and tree.child(verb, "mark") is None else None


def _after_clause(tree: Tree, named: list[Named | None], name: int) -> int | None:
    """The object of the main verb that was taken for the subject of a clause behind "after", "as" and the like:
    "Oman expels two envoys after Chad ignores a deadline".
    """
    marker, verb = name - 1, name + 1
    if not plain(named[name]) or tree.lower[marker] not in _MARKERS or tree.deps[name] != "pobj" or verb >= len(tree):
        return None
    noun, above = tree.child(verb, "nsubj"), tree.heads[verb]
    if tree.tags[verb] not in {"VBZ", "VBD"} or tree.deps[verb] != "ccomp" or noun is None or above >= noun:
        return None
    return noun if noun < marker and tree.tags[above][:1] == "V" and tree.child(above, "dobj") is None else None


def _open_clause(tree: Tree, name: int, noun: int, heads: list[int], deps: list[str]) -> None:
    """Give the main verb its object, and the clause behind the conjunction its subject."""
    marker, verb = name - 1, name + 1
    heads[noun], deps[noun] = tree.heads[verb], "dobj"
    heads[name], deps[name], deps[verb] = verb, "nsubj", "advcl"
    heads[marker], deps[marker] = verb, "mark"


def _shells(tree: Tree, verb: int) -> bool:
    """Whether the noun right before a finite verb was taken for a part of it: "Turkish artillery shells Afrin"."""
    before = verb - 1
    finite = tree.tags[verb] in {"VBZ", "VBD"} and tree.child(verb, "nsubj", "nsubjpass", "aux", "auxpass") is None
    bare = tree.deps[before] == "compound" and tree.heads[before] == verb and tree.tags[before] == "NN"
    return finite and bare and tree.child(verb, "dobj") is not None


def _left_dangling(tree: Tree, name: int) -> bool:
    """Whether a name between a preposition and a verb was taken for part of the verb: "men loyal to Haftar attack"."""
    before, verb = name - 1, name + 1
    alone = tree.tags[before] in {"IN", "TO"} and tree.deps[before] == "prep" and not tree.kids[before]
    inside = tree.heads[name] == verb and tree.deps[name] in {"compound", "nmod"} and tree.tags[verb][:2] == "VB"
    return alone and inside and (tree.child(verb, "nsubj") or name) < before


def _held_place(tree: Tree, held: int) -> int | None:
    """The place before a comma that is held by somebody, rather than the attack on it: "a raid on Idlib, held by"."""
    place, attack = held - 2, tree.heads[held]
    if tree.lower[held] not in _HELD or tree.deps[held] != "acl" or tree.lower[held - 1] != ",":
        return None
    on = tree.heads[place]
    behind = tree.deps[place] == "pobj" and tree.heads[on] == attack and tree.tags[attack][:1] == "N"
    return place if behind and tree.tags[place][:3] == "NNP" else None


def _hang_second_side(tree: Tree, heads: list[int], deps: list[str]) -> None:
    """Make what was listed with a name inside the first side of a fight its other side: "between soldiers loyal to
    Kiir and bodyguards of Machar".
    """
    for between in (k for k in range(len(tree)) if tree.lower[k] == "between" and tree.deps[k] == "prep"):
        for side in tree.children(between, "pobj"):
            if tree.child(side, "cc") is not None:
                continue
            inside = [k for k in tree.subtree(side) if k > side]
            other = next((k for k in inside if tree.deps[k] == "conj" and tree.tags[k] == tree.tags[side]), None)
            if other is not None:
                heads[other] = side


def _first_of_pair(tree: Tree, named: list[Named | None], name: int) -> int:
    """The first of two subjects behind "and": "and the African Union and China ask"."""
    first = tree.heads[name]
    opened = "and" in (tree.lower[first - 1], tree.lower[max(0, first - 2)])
    return first if plain(named[first]) and tree.deps[first] == "conj" and opened else name


def _take_out(tree: Tree, name: int, first: int, main: int, heads: list[int], deps: list[str]) -> None:
    """Make the clause of ``name`` one about the noun before it, and ``main`` the verb of ``first``."""
    noun, verb = name - 1, name + 1
    heads[verb], deps[verb], heads[name], deps[name] = noun, "relcl", verb, "nsubj"
    heads[main], deps[main], heads[first], deps[first] = main, "ROOT", main, "nsubj"
    heads[noun], deps[noun] = first, "appos"
    for mark in tree.children(verb, "punct"):
        heads[mark] = main


def _does_together(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether a noun with an object, listed behind a name, is the verb: "Syria and the SDF exchange detainees"."""
    first, name = tree.heads[verb], verb - 1
    listed = (
        tree.deps[verb] == "conj" and first == tree.root and tree.tags[verb] == "NN" and tree.tags[first][:1] == "N"
    )
    beside = tree.heads[name] == verb and tree.deps[name] == "compound" and plain(named[name])
    acts = tree.child(verb, "dobj") is not None or (
        tree.lower[verb] in _FOUGHT and tree.child(verb, "prep") is not None
    )
    return listed and beside and acts and tree.child(first, "cc") is not None


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


def _is_verb(tree: Tree, noun: int) -> bool:
    """Whether a plural behind a name that was taken for the verb is the verb: "Trump demands Iran's surrender"."""
    root = noun - 1
    read_as_noun = tree.tags[noun] == "NNS" and tree.heads[noun] == root and tree.deps[noun] in {"dobj", "nsubj"}
    other = [k for k in tree.children(root, "dobj", "ccomp", "xcomp", "conj") if k > noun]
    return (
        read_as_noun and tree.lower[noun] in READ_AS_NOUNS and bool(other) and tree.child(root, "nsubj") in {None, noun}
    )


def _give_verb(tree: Tree, name: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make the plural behind the name the verb of all that was hung on the name."""
    verb = name + 1
    for kid in tree.kids[name]:
        if kid != verb and kid > name:
            heads[kid] = verb
    heads[verb], deps[verb], heads[name], deps[name] = verb, "ROOT", verb, "nsubj"
    tags[name], tags[verb] = "NNP", "VBZ"
