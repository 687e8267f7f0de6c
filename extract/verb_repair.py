"""Mending verbs that a small parser takes for part of a noun phrase, where an actor's name before them shows it."""

from __future__ import annotations

from detente.extract.names import Nature
from detente.extract.reading import Named
from detente.extract.tree import Tree

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_INSIDE = frozenset({"compound", "nmod", "amod", "npadvmod", "nsubj", "advmod"})
_COMPOSED = frozenset("led backed based held controlled run owned born made built sponsored administered".split())
"""Participles that make an adjective with the name before them: "the Russia led bloc"."""
_BETWEEN = frozenset({"with", "against", "between"})
_SHARING = frozenset(
    "solidarity sympathy coordination cooperation consultation concert line accordance contact".split()
)
"""What one acts in with others."""
_EDGES = frozenset({"border", "borders", "frontier", "frontiers", "boundary"})
"""What one has "with" a neighbour: "held drills on its border with Poland"."""
_RECEIVERS = frozenset("group movement militia faction rebels army government party militants insurgents".split())
_GIVING = ("gave", "give", "giving", "offer", "sold", "sell", "send", "sent", "grant", "promis", "lent", "lend", "hand")
READ_AS_NOUNS = frozenset(
    "claims hails backs bans bombs jails raids frees slams blasts pounds hits shells arms lifts eases vows urges "
    "fires launches imposes sends signs recalls deports storms closes shuts denounces summons pledges suspends "
    "severs seizes arrests kills accuses blames expels detains warns condemns rejects denies asks attacks calls "
    "demands fears hosts names offers orders plans sanctions strikes supports tells threatens visits rams targets "
    "captures ambushes intercepts shoots exchanges".split()
)
"""Third persons that look like plurals of nouns: "ISIL claims responsibility"."""
_NEVER_NOUNS = frozenset(
    "severs imposes expels condemns rejects denies deports detains seizes accuses suspends".split()
)
_HELPS = frozenset("funds supports supplies sponsors shelters aids trains finances harbours harbors equips".split())
"""The same for help, behind a relative pronoun and a name."""


_EXPRESSING = frozenset("voices offers pledges signals promises seeks welcomes demands urges condemns backs".split())
_PAST_ONLY = frozenset("swore gave took broke began chose froze threw withdrew".split())
"""Past tenses that are no participles, whatever the parser's tag: "Boko Haram swore allegiance"."""
_JUDGED_AS = ("reject", "denounc", "dismiss", "condemn", "describ", "decri", "deplor", "brand", "label", "criticis")
"""Beginnings of verbs whose object may stand behind what it is called: "rejected as a lie Chad's claim"."""
_SETTING_OUT = ("outlin", "detail", "discuss", "unveil", "present", "explain", "review", "describ")
"""Beginnings of verbs that no clause of somebody else's follows."""
_BIDS = frozenset("bid bids attempt attempts effort efforts plan plans application applications offer offers".split())
"""What somebody's infinitive says the content of."""


def mend_verbs(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make of "The British relinquished control" and "Armenia hands back the land" clauses of their own, in place."""
    for verb in range(1, len(tree)):
        name = verb - 1
        here = named[name]
        if here is None or named[verb] is not None:
            continue
        if tags[verb] == "VBZ" and deps[verb] == "nsubj" and (heads[verb], heads[name]) == (verb + 1, verb):
            tags[verb], deps[name] = "NNS", "compound"  # "coalition airstrikes hit a hall"
            continue
        if tags[verb] == "VBZ" and deps[verb] == "ccomp" and tree.lower[heads[verb]].startswith(_SETTING_OUT):
            _make_noun(tree, verb, heads, deps, tags)
            continue
        bare = here.nature is not Nature.ADJECTIVE or _article_before(tree, name)
        if bare and tags[verb] in _FINITE and heads[name] == verb and deps[name] in _INSIDE - {"advmod", "nsubj"}:
            _take_subject(tree, named, verb, heads, deps)
        if bare and (tags[verb] == "VBD" or tree.lower[verb] in READ_AS_NOUNS | _PAST_ONLY):
            _lift(tree, verb, heads, deps, tags)
        if bare and tree.lower[verb] in _EXPRESSING:
            _express(tree, verb, heads, deps, tags)
        if tree.lower[verb] == "issues" and tree.lower[verb + 1 : verb + 2] == ["arrest"] and tags[verb] == "VBZ":
            _issue(tree, verb, heads, deps, tags)
        if tree.lower[verb] in {"claim", "claims"} and tree.lower[heads[verb]] in {"responsibility", "credit"}:
            _claim(verb, heads, deps, tags)
    for verb in range(3, len(tree) - 1):
        if tree.lower[verb] in _NEVER_NOUNS and tree.lower[verb - 1] == "and" and tags[verb] == "NNS":
            _go_on(tree, verb, heads, deps, tags)
    for verb in range(2, len(tree) - 1):
        if _told_of_whom(tree, named, verb):
            _make_relative(tree, verb, heads, deps, tags)
    for name in range(1, len(tree)):
        if named[name] is not None and deps[name] in {"advmod", "npadvmod"} and heads[name] == name - 1:
            _make_object(tree, named, name, deps)


def mend_phrases(tree: Tree, named: list[Named | None], heads: list[int], deps: list[str]) -> None:
    """Hang relative clauses and clipped objects where the names show that they belong, in place."""
    for token in range(2, len(tree)):
        if tree.lower[token] == "with" and deps[token] == "prep" and tree.lower[token - 1] in _EDGES:
            heads[token] = token - 1
        if (bid := _bid_for(tree, token)) is not None:
            heads[token], deps[token] = bid, "acl"
        if (purpose := _met_to(tree, token)) is not None:
            heads[token], deps[token] = tree.heads[purpose], "pobj"
            heads[purpose], deps[purpose] = tree.heads[tree.heads[purpose]], "advcl"
        if (struck := _struck_there(tree, named, token)) is not None:
            heads[token] = struck
        if (counted := _counted_with(tree, token)) is not None:
            heads[token] = counted
        if tree.lower[token] == "go" and tree.lower[tree.heads[token]] in {"let", "lets", "letting"}:
            for freed in tree.children(token, "npadvmod", "dobj"):
                heads[freed], deps[freed] = tree.heads[token], "dobj"
        if (judged := _judged(tree, token)) is not None:
            heads[judged], deps[judged] = tree.heads[token], "dobj"
        if (verb := _gives(tree, token)) is not None:
            heads[token], deps[token] = verb, "dative"
            heads[token - 1] = token
        if tree.lower[token] == "sworn" and deps[token - 1] == "auxpass":
            _unswear(tree, token, heads, deps)
        if deps[token] == "relcl" and (nearest := _nearest_listed(tree, named, token)) is not None:
            heads[token] = nearest
        name = token - 1
        if deps[token] == "ccomp" and tree.tags[token][:1] == "N" and heads[token] < name and named[name] is not None:
            alone = all(tree.deps[k] in {"nsubj", "prep", "punct"} for k in tree.kids[token])
            if alone and heads[name] == token and deps[name] == "nsubj":
                deps[token], deps[name] = "dobj", "compound"


def _gives(tree: Tree, token: int) -> int | None:
    """The verb whose receiver the parser takes for part of the thing given: "gave the group bases and rifles"."""
    verb, thing = token - 2, tree.heads[token]
    inside = tree.deps[token] == "compound" and thing == token + 1 and tree.tags[thing] == "NNS"
    given = inside and tree.lower[token] in _RECEIVERS and tree.lower[token - 1] == "the"
    return verb if given and tree.lower[verb].startswith(_GIVING) and tree.heads[thing] == verb else None


def _bid_for(tree: Tree, verb: int) -> int | None:
    """The noun whose content the parser takes for a purpose: "blocked Oman's bids to join the bloc"."""
    noun = verb - 2
    aim = tree.deps[verb] == "advcl" and tree.tags[verb] == "VB" and tree.lower[verb - 1] == "to"
    bid = aim and noun > 0 and tree.lower[noun] in _BIDS and tree.deps[noun] == "dobj"
    return noun if bid and tree.heads[noun] == tree.heads[verb] and tree.child(noun, "poss") is not None else None


def _met_to(tree: Tree, token: int) -> int | None:
    """The purpose of talks whose partner the parser makes its subject: "spoke with the emir to discuss the truce"."""
    verb = tree.heads[token]
    met = tree.deps[token] == "nsubj" and tree.deps[verb] == "pcomp" and tree.tags[verb] == "VB" and token < verb
    to = any(tree.lower[k] == "to" for k in tree.children(verb, "aux"))
    return verb if met and to and tree.lower[tree.heads[verb]] == "with" else None


def _struck_there(tree: Tree, named: list[Named | None], token: int) -> int | None:
    """The attack whose place the parser hangs on the group that claimed it: "a bombing claimed by ISIL in Kabul"."""
    claimed = above = tree.heads[token]
    if named[above] is not None and tree.lower[tree.heads[above]] == "by":
        claimed = tree.heads[tree.heads[above]]
    placed = tree.lower[token] in {"in", "at", "near", "outside"} and tree.deps[token] == "prep"
    return tree.heads[claimed] if placed and tree.lower[claimed] == "claimed" and tree.deps[claimed] == "acl" else None


def _counted_with(tree: Tree, token: int) -> int | None:
    """The noun that a "with" belongs to where it hangs on what counts it: "after 25 years of war with Oman"."""
    if tree.lower[token] not in _BETWEEN or tree.deps[token] != "prep" or tree.deps[token - 1] != "pobj":
        return None
    of = tree.heads[token - 1]
    beside = {tree.heads[token], *tree.children(tree.heads[token], "dobj")}
    if tree.lower[token - 1] in _SHARING and tree.lower[of] == "in" and tree.heads[of] in beside:
        return token - 1  # "shut its border in solidarity with Chad"
    counts = tree.lower[of] == "of" and tree.heads[of] == tree.heads[token] and tree.tags[token - 1][:1] == "N"
    return token - 1 if counts and tree.tags[tree.heads[token]][:1] == "N" else None


def _judged(tree: Tree, preposition: int) -> int | None:
    """What is judged, where the parser hangs it on the judgement: "rejected as a lie Chad's claim that …"."""
    verb = tree.heads[preposition]
    judging = tree.lower[preposition] == "as" and tree.lower[verb].startswith(_JUDGED_AS)
    if not judging or tree.child(verb, "dobj", "nsubjpass", "auxpass") is not None:
        return None
    found = (n for t in tree.children(preposition, "pobj") for n in tree.children(t, "appos"))
    return next((n for n in found if tree.lower[n - 1] not in {",", "("} and tree.child(n, "poss", "det")), None)


def _unswear(tree: Tree, participle: int, heads: list[int], deps: list[str]) -> None:
    """Make of "are sworn enemies" a copula with its predicate, in place."""
    noun, verb = tree.child(participle, "dobj", "oprd", "attr"), participle - 1
    if noun is None or tree.tags[noun][:1] != "N":
        return
    for kid in tree.kids[participle]:
        heads[kid] = verb
        deps[kid] = "nsubj" if deps[kid] == "nsubjpass" else deps[kid]
    heads[verb], deps[verb] = (verb if heads[participle] == participle else heads[participle]), deps[participle]
    heads[participle], deps[participle] = noun, "amod"
    deps[noun] = "attr"


def _nearest_listed(tree: Tree, named: list[Named | None], verb: int) -> int | None:
    """The last of a list, right before the relative pronoun of a clause about one: "A and B, which is …"."""
    pronoun = next((k for k in tree.kids[verb] if tree.lower[k] in {"which", "who"} and tree.deps[k] == "nsubj"), None)
    if pronoun is None or tree.tags[verb] != "VBZ":
        return None
    before = pronoun - 2 if tree.lower[pronoun - 1] == "," else pronoun - 1
    if before <= tree.heads[verb] or named[before] is None or before not in tree.conjuncts_after(tree.heads[verb]):
        return None
    return before


def _article_before(tree: Tree, name: int) -> bool:
    """Whether an adjective stands for its people: "the British"."""
    return name > 0 and tree.lower[name - 1] == "the"


def _told_of_whom(tree: Tree, named: list[Named | None], verb: int) -> bool:
    """Whether a plural behind a name is the verb of a relative clause: "Hezbollah, which Iran arms, …"."""
    plural = tree.tags[verb] == "NNS" and tree.lower[verb] in READ_AS_NOUNS | _HELPS
    if not plural or tree.lower[verb - 2] not in {"which", "whom"}:
        return False
    here, before = named[verb - 1], verb - 4 if tree.lower[verb - 3] == "," else verb - 3
    plain = here is not None and here.nature is not Nature.ADJECTIVE
    return plain and verb > 3 and named[before] is not None and tree.lower[verb + 1] in {",", ".", "against", "in"}


def _make_relative(tree: Tree, verb: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make "which Iran arms" a clause about the name before it, whose verb was taken for the main one's subject."""
    before = verb - 4 if tree.lower[verb - 3] == "," else verb - 3
    main = heads[verb]
    heads[verb], deps[verb], tags[verb] = before, "relcl", "VBZ"
    heads[verb - 1], deps[verb - 1] = verb, "nsubj"
    heads[verb - 2], deps[verb - 2] = verb, "dobj"
    if main > verb and tree.tags[main][:1] == "V" and deps[main] == "relcl" and heads[main] == before:
        heads[main], deps[main] = (main if heads[before] == before else heads[before]), deps[before]
        heads[before], deps[before] = main, "nsubj"


def _take_subject(tree: Tree, named: list[Named | None], verb: int, heads: list[int], deps: list[str]) -> None:
    """The name before a finite verb is its subject, and a bare name behind it without a place its object."""
    if any(deps[k] in {"nsubj", "nsubjpass"} and heads[k] == verb for k in range(len(tree))):
        return
    deps[verb - 1] = "nsubj"
    after = verb + 1
    lacks = not any(heads[k] == verb and deps[k] in {"dobj", "attr", "acomp"} for k in range(verb, len(tree)))
    if lacks and after < len(tree) and named[after] is not None and heads[after] == verb and deps[after] == "npadvmod":
        deps[after] = "dobj"


def _lift(tree: Tree, verb: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make a verb that was taken for a modifier of the noun behind it govern that noun."""
    noun, name = heads[verb], verb - 1
    if deps[verb] not in {"amod", "compound"} or noun <= verb or tree.lower[verb] in _COMPOSED:
        return
    if heads[name] not in {noun, verb} or deps[name] not in _INSIDE:
        return
    if heads[noun] == noun:
        heads[verb], deps[verb] = verb, "ROOT"
    elif (tags[verb] == "VBD" or tree.lower[verb] in _PAST_ONLY) and deps[noun] == "dobj":
        heads[verb], deps[verb] = heads[noun], "parataxis"
    else:
        return
    for kid in tree.kids[noun]:
        if kid < name:
            heads[kid] = name
        elif deps[kid] == "punct" or (deps[kid] == "prep" and tree.lower[kid] in {"to", "in", "at", "on", "from"}):
            heads[kid] = verb if deps[kid] == "punct" or kid - noun > 2 else heads[kid]
    heads[noun], deps[noun] = verb, "dobj"
    heads[name], deps[name] = verb, "nsubj"
    tags[verb] = "VBD" if tags[verb] == "VBD" or tree.lower[verb] in _PAST_ONLY else "VBZ"


def _make_noun(tree: Tree, verb: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make a plural that was taken for a verb what somebody sets out: "outlined U.S. plans to train the guard"."""
    if verb - 2 != heads[verb]:
        return
    tags[verb], deps[verb] = "NNS", "dobj"
    heads[verb - 1], deps[verb - 1] = verb, "compound"
    for kid in tree.children(verb, "xcomp"):
        deps[kid] = "acl"


def _go_on(tree: Tree, verb: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make a verb that was listed with the object before it the second verb: "expels the envoy and severs ties"."""
    first = next((t for t in tree.ancestors(verb) if t < verb and tags[t] in _FINITE), None)
    noun = next((t for t in range(verb + 1, len(tree)) if tags[t][:1] == "N" and deps[t] not in _INSIDE), None)
    if first is None or noun is None or tree.child(first, "nsubj") is None or tags[verb + 1][:1] not in "NJDP":
        return
    heads[verb], deps[verb], tags[verb] = first, "conj", "VBZ"
    heads[noun], deps[noun] = verb, "dobj"
    for kid in tree.kids[verb]:
        heads[kid] = noun if kid > verb and kid != noun else heads[kid]


def _issue(tree: Tree, verb: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make the warrants what is issued, where "arrest" was taken for a verb: "The court issues arrest warrants"."""
    arrest, warrant = verb + 1, verb + 2
    if heads[arrest] != verb or warrant >= len(tree) or not tree.lower[warrant].startswith("warrant"):
        return
    for kid in range(warrant + 1, len(tree)):
        heads[kid] = verb if heads[kid] == arrest else heads[kid]
    heads[arrest], deps[arrest], tags[arrest] = warrant, "compound", "NN"
    heads[warrant], deps[warrant] = verb, "dobj"


def _express(tree: Tree, verb: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make a verb of "Turkey voices support for Oman", which was read as a plural whose verb is "support"."""
    noun, name = verb + 1, verb - 1
    if heads[verb] != noun or deps[verb] != "nsubj" or heads[name] != verb or tags[noun][:1] != "V":
        return
    heads[verb], deps[verb] = (verb if heads[noun] == noun else heads[noun]), deps[noun]
    heads[noun], deps[noun] = verb, "dobj"
    heads[name], deps[name] = verb, "nsubj"
    tags[verb], tags[noun] = "VBZ", "NN"


def _claim(verb: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """Make of "The Houthis claim responsibility, but Oman blames Chad" two clauses."""
    noun, name = heads[verb], verb - 1
    if deps[verb] != "compound" or noun < verb or heads[name] not in {noun, verb}:
        return
    main = heads[noun]
    heads[verb], deps[verb] = (verb if heads[main] == main else heads[main]), deps[main]
    if main != noun:
        heads[main], deps[main] = verb, "conj"
    heads[noun], deps[noun] = verb, "dobj"
    heads[name], deps[name] = verb, "nsubj"
    tags[verb] = "VBP"


def _make_object(tree: Tree, named: list[Named | None], name: int, deps: list[str]) -> None:
    """Make a name right behind a verb without an object its object: "The government blames ETA."."""
    here = named[name]
    ends = name + 1 == len(tree) or tree.lower[name + 1] in {".", ",", ";", "for", "of", "and", "over"}
    if (
        here is None
        or here.nature in {Nature.ADJECTIVE, Nature.PLACE}
        or tree.tags[name - 1] not in _FINITE
        or not ends
    ):
        return
    if tree.child(name - 1, "dobj", "attr", "acomp", "xcomp", "ccomp", "auxpass") is None:
        deps[name] = "dobj"
