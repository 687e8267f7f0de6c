"""Acts done by speaking of other acts: whoever threatens to attack threatens, whoever refuses to talk rejects.

PLOVER codes the speech act ("AGREE: promise or agree to do something", "THREATEN", "REJECT: refuse to …"), the text the
act that it is about; a claim of each is right.
"""

from __future__ import annotations

from detente.extract.reading import Sentence
from detente.extract.tree import Tree
from detente.extract.verb_forms import is_condition, is_subjunctive
from detente.ontology.relations import RelationType

_FORMS = {
    "agree": "agree agrees agreed agreeing promise promises promised promising offer offers offered offering "
    "pledge pledges pledged pledging undertake undertook consent consented vow vows vowed",
    "threaten": "threaten threatens threatened threatening vow vows vowed swear swore "
    "reserve reserves reserved reserving",
    "retreat": "stop stops stopped stopping cease ceases ceased ceasing halt halts halted halting quit quits",
    "reject": "refuse refuses refused refusing decline declines declined declining",
}
_ACTS = {relation: frozenset(forms.split()) for relation, forms in _FORMS.items()}
_UNDOING = frozenset("veto block oppose lift end ease halt delay boycott obstruct scrap".split())
REPAYING = frozenset("avenge avenges avenged avenging investigate investigates investigated investigating".split())
"""What is done about a deed that somebody else has done."""
_NECESSITY = frozenset({"must", "should", "ought"})


def governing_verb(tree: Tree, trigger: int) -> int | None:
    """The verb whose infinitive the trigger's act is: "threatened" of "threatened to launch an attack"."""
    here = trigger
    for _ in range(4):
        head, dep = tree.heads[here], tree.deps[here]
        if dep == "xcomp" and tree.tags[head][:1] == "V" and tree.tags[here][:1] == "V":
            return head
        if dep == "advcl" and tree.lower[head].startswith("threat") and tree.lower[here - 1] == "to":
            return head
        if dep == "acl" and tree.lower[head] == "right" and tree.lower[tree.heads[head]].startswith("reserv"):
            return tree.heads[head]
        if dep == "dobj" and tree.lower[head] in _UNDOING | REPAYING:
            return None  # "threatened to veto sanctions" threatens nobody with sanctions
        if dep in {"dobj", "conj", "nsubjpass"} and head != here and tree.child(here, "poss") is None:
            here = head
        else:
            return None
    return None


def speech_act(s: Sentence, trigger: int, relation: RelationType) -> str | None:
    """The relation type of the speech act that governs ``trigger``, or None."""
    verb = governing_verb(s.tree, trigger)
    if verb is None:
        return None
    word = s.tree.lower[verb]
    if relation.name == "assault" and word in _ACTS["retreat"] and not requested(s, verb):
        return "retreat"  # "stopped shelling Oman"
    goes_on = any(s.tree.deps[k] == "neg" or s.tree.lower[k] == "never" for k in s.tree.kids[verb])
    if relation.name == "aid" and word in _ACTS["retreat"] and not goes_on and not requested(s, verb):
        return "sanction"  # "stopped funding the agency"
    harm = relation.polarity == "-" or (relation.name == "retreat" and word.startswith("threat"))
    if harm and word in _ACTS["threaten"]:
        return "threaten"  # "threatened to leave the bloc" too
    if relation.polarity == "+" and relation.family == "event" and word in _ACTS["agree"]:
        stays = relation.name == "support" and word.startswith(("vow", "promis", "pledg"))
        return None if stays else "agree"  # "vowed to stand by Oman" is support to come, no deal
    if relation.polarity != "-" and word in _ACTS["reject"]:
        return "reject"
    return None


_REQUESTS = frozenset(
    "ask asked asks asking urge urged urges urging request requested requests demand demanded demands "
    "demanding call called calls calling press pressed implore implored beg begged exhort exhorted appeal "
    "appealed appeals tell told invite invited lobby lobbied want wants wanted order ordered".split()
)


_REQUEST_NOUNS = frozenset(
    "demand demands call calls request requests appeal appeals plea pleas ultimatum recommendation "
    "recommendations suggestion".split()
)
_WISHES = frozenset({"want", "wants", "wanted"})
_URGING = ("insist", "propos", "recommend", "suggest")
"""Beginnings of verbs that ask for what a subjunctive behind them says: "insists that Oslo leave"."""
_INWARD = frozenset(
    {"dobj", "conj", "nsubjpass", "xcomp", "ccomp", "prep", "pobj", "acl", "advcl", "pcomp", "acomp", "compound"}
)


def requested(s: Sentence, trigger: int) -> bool:
    """Whether somebody merely asks another for the act, or says that it must be done: the event is the request."""
    tree = s.tree
    here = trigger
    for _ in range(6):
        if tree.tags[here][:1] == "V" and any(tree.lower[k] in _NECESSITY for k in tree.children(here, "aux")):
            return True
        head, dep = tree.heads[here], tree.deps[here]
        if under_way(tree, here):
            return False
        if dep == "advcl" and tree.tags[here] in {"VBD", "VBZ", "VBP"} and not is_condition(tree, here):
            return False  # "the deal should hold, while Oslo accused Lima": it did
        if dep == "acl" and tree.tags[here] == "VBN":
            return False  # "a call arranged by Oman" asks nobody
        if head == here or dep not in _INWARD or (dep == "nsubjpass" and _known(tree, here)):
            return False
        if dep in {"xcomp", "ccomp", "advcl"} and tree.lower[head] in _REQUESTS and _bare(s, here):
            if tree.lower[head].startswith("order") and _own_men(s, head):
                return False
            return not (tree.lower[head] in _WISHES and dep == "xcomp" and tree.child(here, "nsubj") is None)
        if dep == "ccomp" and tree.lower[head].startswith(_URGING) and is_subjunctive(tree, here):
            return True
        if (dep == "dobj" and tree.lower[head] in _DEMANDS) or (
            dep in {"acl", "pobj"} and _under_request_noun(s, here)
        ):
            return True
        here = head
    return False


_ENDING = frozenset({"stop", "cease", "halt", "quit", "end"})


def under_way(tree: Tree, act: int) -> bool:
    """Whether an act is what somebody is told to end: who "must stop arming rebels" or "end its support" does it."""
    verb = tree.heads[act]
    if tree.lower[verb] not in _ENDING or tree.tags[verb] != "VB":
        return False
    asked = any(tree.lower[k] in _NECESSITY for k in tree.children(verb, "aux"))
    asked = asked or (tree.deps[verb] == "xcomp" and tree.lower[tree.heads[verb]] in _REQUESTS)
    own = tree.deps[act] == "dobj" and tree.child(act, "poss") is not None
    return asked and (own or (tree.deps[act] == "xcomp" and tree.tags[act] == "VBG"))


_COMMANDERS = frozenset("i he she president premier minister king leader emir general commander".split())
_MEN = frozenset("army navy military troops soldiers forces police tanks jets warships commandos".split())


def _own_men(s: Sentence, verb: int) -> bool:
    """Whether those whom a verb orders are its subject's own: "ordered its forces to leave Syria", "the army to go"."""
    tree = s.tree
    men = tree.children(verb, "dobj")
    if _is_commander(s, verb) and any(tree.lower[t] in _MEN or _is_force(s, t) for t in men):
        return True  # no president commands another's army
    if any(tree.lower[t] in _MEN and tree.child(t, "amod", "compound", "poss", "prep") is None for t in men):
        return True
    return any(tree.lower[k] in {"its", "his", "their", "her"} for t in men for k in tree.children(t, "poss"))


def _is_commander(s: Sentence, verb: int) -> bool:
    """Whether a person orders it, not a court or a council."""
    orderer = s.tree.child(verb, "nsubj")
    if orderer is None:
        return False
    named = s.named[orderer]
    return s.tree.lower[orderer] in _COMMANDERS or (named is not None and named.actor.kind == "Person")


def _is_force(s: Sentence, token: int) -> bool:
    named = s.named[token]
    return named is not None and named.actor.kind == "Force"


def _known(tree: Tree, noun: int) -> bool:
    """Whether a noun tells of something that is there: "the agreement between X and Y must be put to the vote"."""
    return any(tree.lower[k] in {"the", "this", "these"} or tree.deps[k] == "poss" for k in tree.kids[noun])


_DEMANDS = frozenset(
    "demand demanded demands demanding seek seeks sought seeking urge urged urges urging request requested".split()
)


def _bare(s: Sentence, verb: int) -> bool:
    """Whether a clause has no tense of its own: "to leave", "that it leave"."""
    return (s.tree.tags[verb] in {"VB", "VBP"} and s.tree.child(verb, "aux") is None) or any(
        s.tree.lower[k] == "to" for k in s.tree.children(verb, "aux")
    )


def _under_request_noun(s: Sentence, token: int) -> bool:
    tree = s.tree
    noun = tree.heads[token] if tree.deps[token] == "acl" else tree.heads[tree.heads[token]]
    return tree.lower[noun] in _REQUEST_NOUNS and (tree.deps[token] == "acl" or tree.lower[tree.heads[token]] == "for")


def necessities(s: Sentence) -> list[int]:
    """The verbs that the sentence says somebody must, should or has to do."""
    tree = s.tree
    found = []
    for token, tag in enumerate(tree.tags):
        if not tag.startswith("V"):
            continue
        if _is_time_for(tree, token):
            found.append(token)
        if any(tree.lower[k] in _NECESSITY for k in tree.children(token, "aux")):
            able = any(tree.lower[k] == "able" for k in tree.children(token, "acomp"))
            if not able and not _supposed(tree, token):  # "must be able to" is wished for, not asked
                found.append(token)
        elif tree.lower[token] in {"has", "have", "need", "needs"} and tree.child(token, "dobj") is None:
            if any(tree.lower[k] in {"would", "could", "might", "may"} for k in tree.children(token, "aux")):
                continue
            found += [
                k for k in tree.children(token, "xcomp") if any(tree.lower[a] == "to" for a in tree.children(k, "aux"))
            ]
    return found


def _is_time_for(tree: Tree, verb: int) -> bool:
    """Whether it is said to be time for somebody to do something: "it is time for Mr Gbagbo to go"."""
    due = tree.lower[tree.heads[verb]] == "time" and tree.deps[verb] in {"relcl", "acl", "advcl"}
    return due and any(tree.lower[k] == "for" for k in tree.children(verb, "mark"))


def _supposed(tree: Tree, verb: int) -> bool:
    """Whether "should" before its subject makes a condition: "Should Chad shut the border, …"."""
    subject = tree.child(verb, "nsubj", "nsubjpass")
    should = next((k for k in tree.children(verb, "aux") if tree.lower[k] == "should"), None)
    return subject is not None and should is not None and should < subject


_PAYING = frozenset({"pay", "bear", "suffer", "face"})
_PRICES = frozenset("price consequence consequences cost costs retaliation wrath punishment destruction".split())
_REPLIES = frozenset(
    "rebuff response consequences consequence force retaliation countermeasures reprisals fire".split()
)
_HURT = frozenset({"punished", "destroyed", "annihilated", "crushed", "hunted"})


def menaces(s: Sentence) -> list[int]:
    """The verbs by which somebody is told that it will go ill with him: "Riyadh will pay a high price"."""
    tree = s.tree
    found = []
    for token, lower in enumerate(tree.lower):
        paying = lower in _PAYING and any(tree.lower[k] in _PRICES for k in tree.children(token, "dobj"))
        judged = lower == "brought" and any(tree.lower[t] == "justice" for t in tree.prepositions(token, {"to"}))
        hurt = (lower in _HURT or judged) and tree.child(token, "agent") is None
        answered = lower in {"met", "meet"} and any(
            tree.lower[t] in _REPLIES for t in tree.prepositions(token, {"with", "by"})
        )
        spared = lower == "go" and tree.child(token, "neg") is not None
        spared = spared and any(tree.lower[k] in {"unpunished", "unanswered"} for k in tree.kids[token])
        if not paying and not hurt and not answered and not spared and lower != "regret":
            continue
        if any(tree.lower[k] in {"will", "would", "'ll", "shall"} for k in tree.children(token, "aux")):
            found.append(token)
    return found


_RIGHTS = frozenset("defend protect exist respond retaliate live self-defence self-defense existence".split())


def rights(s: Sentence) -> list[tuple[int, int]]:
    """The word "right" and whose it is said to be, where it is one of defending oneself: "Chad has the right to
    defend itself", "Chad's right to self-defence".
    """
    tree = s.tree
    found = []
    for token, lower in enumerate(tree.lower):
        if lower != "right":
            continue
        deeds = [*tree.children(token, "acl", "relcl", "xcomp"), *tree.prepositions(token, {"to", "of"})]
        verb = tree.heads[token]
        has = tree.deps[token] == "dobj" and tree.lower[verb] in {"has", "have", "had", "retains", "retain"}
        bearer = tree.child(verb, "nsubj") if has else tree.child(token, "poss")
        if bearer is not None and any(tree.lower[k] in _RIGHTS for k in deeds) and tree.child(verb, "neg") is None:
            found.append((token, bearer))
    return found


_ANSWERING = frozenset({"respond", "retaliate"})
_AVENGING = frozenset({"avenge", "hunt", "punish", "bring", "find", "pursue"})
CULPRITS = frozenset("those perpetrators attackers culprits killers assailants murderers responsible bombers".split())
_ANNOUNCING = ("vow", "promis", "pledg", "threat", "swear", "swore", "sworn", "warn")
_HARSHLY = frozenset(
    "accordingly decisively firmly forcefully harshly immediately militarily proportionately reciprocally resolutely "
    "robustly severely strongly swiftly symmetrically".split()
)
_IN_KIND = frozenset(
    "kind countermeasures force strength sanctions tariffs measures strikes missiles fire retaliation steps".split()
)


_PENALTIES = frozenset("sanctions costs cost penalties tariffs consequences restrictions price embargo".split())


def retorts(s: Sentence) -> list[tuple[int, list[int]]]:
    """The verbs by which somebody says that he would answer something, with the clauses that say what.

    "would respond militarily if the broadcasts do not stop", "will retaliate in the event of an attack"; without a
    clause where the answer is no friendly one: "vowed to respond in kind", "would retaliate".
    """
    tree = s.tree
    found = []
    for token, lower in enumerate(tree.lower):
        fined = lower == "impose" and any(tree.lower[t] in _PENALTIES for t in tree.children(token, "dobj"))
        if (lower not in _ANSWERING and not fined) or not _is_ahead(tree, token):
            continue
        above = governing_verb(tree, token)
        places = [token] if above is None else [token, above]
        clauses = [c for place in places for c in tree.children(place, "advcl") if is_condition(tree, c)]
        events = [t for p in tree.prepositions(token, {"in", "with"}) for t in (p, *tree.prepositions(p, {"in"}))]
        if clauses or any(tree.lower[t] in {"event", "case"} for t in events) or (not fined and _is_harsh(tree, token)):
            found.append((token, clauses))
    return found


def provocations(s: Sentence) -> list[tuple[int, list[int]]]:
    """The verbs by which somebody announces an answer, each with the nouns for what is answered.

    "vowed to respond to the Omani raid", "threatened to retaliate after an air strike", "will avenge the killing".
    """
    tree = s.tree
    found = []
    for verb, lower in enumerate(tree.lower):
        if (lower not in _ANSWERING and lower not in _AVENGING) or not _is_ahead(tree, verb):
            continue
        above = governing_verb(tree, verb)
        places = [verb] if above is None else [verb, above]
        deeds = [t for k in places for t in tree.prepositions(k, {"to", "for", "after", "following", "over"})]
        if lower in _AVENGING:
            deeds = [t for t in tree.children(verb, "dobj") if lower == "avenge" or tree.lower[t] in CULPRITS]
        if deeds:
            found.append((verb, deeds))
    return found


def _is_ahead(tree: Tree, verb: int) -> bool:
    """Whether an act is announced: "will respond", "vowed to respond"."""
    if any(tree.lower[k] in {"will", "would", "'ll", "shall"} for k in tree.children(verb, "aux")):
        return True
    above = governing_verb(tree, verb)
    if above is None:
        return False
    compelled = tree.lower[above] == "have" and any(tree.lower[k] == "will" for k in tree.children(above, "aux"))
    return compelled or tree.lower[above].startswith(_ANNOUNCING)


def _is_harsh(tree: Tree, verb: int) -> bool:
    """Whether an answer to nobody named is meant to hurt."""
    if any(True for _ in tree.prepositions(verb, {"to", "against", "on"})):
        return False
    how = {tree.lower[k] for k in tree.children(verb, "advmod")} & _HARSHLY
    means = {tree.lower[t] for t in tree.prepositions(verb, {"in", "with"})} & _IN_KIND
    return tree.lower[verb] == "retaliate" or bool(how or means)
