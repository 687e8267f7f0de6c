"""Whether a word is one of a cue's: its part of speech, the words beside it, and the things that the cue asks for."""

from __future__ import annotations

from detente.extract.clauses import Clauses
from detente.extract.lexicon import Entry, Lexicon, preceded
from detente.extract.nominals import MODEL
from detente.extract.reading import Sentence
from detente.extract.tree import Tree

_POS = {"V": "verb", "N": "noun", "J": "adjective"}
_MULTIPLES = frozenset({"m", "bn", "mn", "tn", "million", "billion"})
_TURNING = frozenset("off up out down away apart over".split())
_FALLING = frozenset({"fall", "falls", "fell", "fallen", "falling"})
_SHIFTING = frozenset(
    "put puts putting set sets setting call calls called calling give gives gave given giving take takes took taken "
    "taking make makes made making hold holds held holding carry carries carried carrying bring brings brought "
    "bringing break breaks broke broken breaking come comes came coming keep keeps kept keeping turn turns turned "
    "turning get gets got getting lay lays laid laying look looks looked looking".split()
)
"""Verbs that a particle makes mean something else."""
_SIGNS = frozenset({"$", "€", "£", "¥", "us$"})
_CURRENCIES = frozenset(
    "kroner krone kronor krona yen won rupees dirhams riyals francs pesos shekels lira zloty roubles rubles yuan euros "
    "dollars pounds dinars shillings".split()
)
_BLOWS = frozenset({"fire", "gunfire", "attack", "attacks", "strike", "strikes", "raid", "raids", "threat", "threats"})
"""What is done with weapons, and gives none: "machine gun fire", "missile attacks"."""
_BODIES = frozenset("Brigade Front Force Forces Army Unit Province Division Agency Department Faction Wing".split())
_WORKERS = frozenset(
    "general hunger labour labor wildcat nationwide rail transport teachers miners sympathy bus".split()
)
"""What a strike is that stops work, or eating, and hits nobody."""
_NOUN_PLACES = frozenset({"dobj", "pobj", "nsubj", "attr"})


def fits(s: Sentence, token: int, entry: Entry) -> bool:
    """Whether part of speech, particle and preceding words agree with the entry."""
    tree, cue = s.tree, entry.cue
    if cue.frame in {"compound", "prefix"}:
        return True
    if (
        cue.frame == "role"
        and tree.deps[token] == "compound"
        and tree.words[token][0].isupper()
        and (token and tree.tags[tree.heads[token]] == "NNP" and s.named[tree.heads[token]] is None)
    ):
        return False  # within a name: "the Observer Mission"
    if cue.frame == "role" and tree.words[token] in _BODIES and token and tree.words[token - 1][0].isupper():
        return False  # the last word of a name: "the Jerusalem Brigade", "its Central Africa Province"
    beside = cue.frame == "role" and tree.deps[token] == "amod" and s.named[tree.heads[token]] is not None
    if not (beside or _is_of_kind(tree, token, cue.pos)) or (
        entry.before and not preceded(tree.lower, token, entry.before)
    ):
        return False
    if cue.ahead and tree.tags[token] in {"VBD", "VBN"}:
        return False
    if cue.ahead and tree.tags[token] == "VBG" and tree.child(token, "aux") is None:
        return False
    kids = {tree.lower[kid] for kid in tree.kids[token]}
    kids |= {word for kid in kids if " " in kid for word in kid.split()}  # "side by side" is one word to the parser
    if cue.relation == "assault" and tree.lower[token] in {"strike", "strikes"} and kids & _WORKERS:
        return False
    if cue.pos == "verb" and not entry.after and _is_other_verb(tree, token):
        return False
    if cue.frame == "transitive" and not entry.after and _asks(tree, token):
        return False
    if entry.after and cue.frame == "control":
        return entry.after[0] in kids | set(tree.lower[token + 1 : token + 2])
    if entry.after == ("to",):  # "pledged on Wednesday to withdraw"
        kids |= {tree.lower[k] for clause in tree.children(token, "xcomp") for k in tree.children(clause, "aux")}
    if len(entry.after) > 1:
        held = tree.children(token, "dobj") if entry.after[0] == "of" else []  # "stripped the poet of her citizenship"
        objects = [k for t in held for k in (t, *tree.children(t, "appos"))]
        behind = [kid for place in (token, *objects) for kid in tree.kids[place]]
        preps = [kid for kid in behind if kid > token and tree.lower[kid] == entry.after[0]]
        kids |= {tree.lower[kid] for kid in preps}
        kids |= {tree.lower[inner] for kid in preps for inner in tree.children(kid, "pobj", "pcomp")}
    return all(word in kids | set(tree.lower[token + 1 : token + 3]) for word in entry.after)


def _is_other_verb(tree: Tree, token: int) -> bool:
    """Whether a particle makes another verb of it: "put off the summit" puts nothing anywhere."""
    if tree.lower[token].startswith(("tak", "took")) and tree.lower[token + 1 : token + 2] == ["into"]:
        return True  # "taking into account"
    if tree.lower[token] in _FALLING and tree.lower[token + 1 : token + 2] == ["back"]:
        return True  # who falls back to a place is not taken by it
    return any(tree.lower[k] in _TURNING for k in tree.children(token, "prt")) and tree.lower[token] in _SHIFTING


def _asks(tree: Tree, token: int) -> bool:
    """Whether "call" asks somebody: who calls on a regime to stop does not call anybody a regime."""
    return tree.lower[token].startswith("call") and bool(set(tree.lower[token + 1 : token + 2]) & {"on", "upon"})


def _is_of_kind(tree: Tree, token: int, pos: str) -> bool:
    """Whether a word may be read as ``pos``, where the parser's tag is of another kind but its place allows it."""
    tag, dep = tree.tags[token], tree.deps[token]
    kind = _POS.get(tag[:1], "")
    if pos == "verb" and kind == "noun":
        return dep == "ROOT" and tree.child(token, "nsubj", "nsubjpass") is not None
    if pos == "adjective" and kind != pos:
        return tag in {"VBN", "VBG", "RB"} or (tag == "NN" and dep in {"compound", "amod"})
    return kind == pos or (pos == "noun" and tag in {"VBG", "VB", "VBP"} and dep in _NOUN_PLACES)


def entries_at(lexicon: Lexicon, s: Sentence, token: int, frame: str | None = None) -> list[Entry]:
    """The cues of a word, of one frame or of all, those left out whose other words aren't there."""
    listed = lexicon.entries.get(s.tree.lower[token], ())
    framed = (e for e in listed if frame is None or e.cue.frame == frame)
    return [e for e in framed if not e.before or preceded(s.tree.lower, token, e.before)]


def is_thing(s: Sentence, token: int, things: frozenset[str]) -> bool:
    """Whether the phrase at ``token`` is one of ``things``, holds one, or is made of one: "a package of sanctions"."""
    lower = s.tree.lower
    for place, part in enumerate(s.tree.conjuncts_after(token)):
        if lower[part] in things or ("money" in things and _is_sum(s.tree, part)):
            return True
        if "hardware" in things and MODEL.fullmatch(lower[part]):
            return True  # "sent F-16s"
        for kid in s.tree.prepositions(part, {"of", "in", "worth"}):
            if lower[kid] in things:
                return True
        if (
            place == 0
            and lower[part] not in _BLOWS
            and any(lower[kid] in things for kid in s.tree.children(part, "compound", "amod", "nmod"))
        ):
            return True
    return False


def _is_sum(tree: Tree, token: int) -> bool:
    """Whether a token is a sum of money: "$12bn", "5m euros"."""
    if tree.lower[token] in _CURRENCIES:
        return True
    return (tree.lower[token][:1].isdigit() or tree.lower[token] in _MULTIPLES) and any(
        tree.tags[k] == "$" or tree.lower[k] in _SIGNS for k in tree.kids[token]
    )


def has_thing(s: Sentence, verb: int, things: frozenset[str]) -> bool:
    """Whether one of ``things`` stands close behind the verb and belongs to it."""
    near = (kid for kid in s.tree.subtree(verb) if verb < kid < verb + 6)
    called = [*s.tree.prepositions(verb, {"as", "on", "to", "under"}), *s.tree.children(verb, "oprd")]
    said = (*near, *called, *(t for k in called for t in s.tree.prepositions(k, {"of"})))  # "an act of war"
    return any(s.tree.lower[kid] in things for kid in said)


def things_of(lexicon: Lexicon, clauses: Clauses, s: Sentence, verb: int, entry: Entry) -> set[int]:
    """The nouns that the verb's cue has already taken into account."""
    things = lexicon.things[entry.cue.id]
    parts = {p for t in clauses.target_tokens(s.tree, verb) for p in s.tree.conjuncts_after(t)}
    parts |= {k for p in set(parts) for k in s.tree.prepositions(p, {"of"})}
    return {p for p in parts if s.tree.lower[p] in things}
