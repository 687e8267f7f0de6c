"""Who does what a statement tells without naming its doer: whoever makes it. "It is an honour to welcome the
king", "This order blocks the property of the Wagner Group".
"""

from __future__ import annotations

from detente.extract.classes import COPULAS
from detente.extract.reading import Argument, Sentence
from detente.extract.tree import Tree
from detente.extract.verb_forms import is_infinitive

_FEELINGS = frozenset("honor honour pleasure privilege delight joy good great wonderful nice lovely".split())
_PAPERS = frozenset("order proclamation action designation determination measure measures actions step steps".split())
"""What a statement is, or is about, that its issuer does."""
_THIS = frozenset({"this", "these", "today"})
_NAMES_OF_ORDERS = frozenset({"executive"})


def own_doer(s: Sentence, verb: int) -> list[Argument]:
    """Whoever speaks, where the verb's subject is only his feeling or his paper."""
    voice = s.voices.get(verb)
    if voice is None:
        return []
    return [voice] if gladly_done(s.tree, verb) or _by_paper(s, verb) else []


def gladly_done(tree: Tree, verb: int) -> bool:
    """Whether a verb says what the speaker is glad to do: "it's a pleasure to host", "it is my honour to welcome"."""
    head = tree.heads[verb]
    if not is_infinitive(tree, verb) or tree.deps[verb] not in {"xcomp", "advcl", "acl", "ccomp", "relcl"}:
        return False
    if any(tree.lower[k] == "for" for k in tree.children(verb, "mark")):
        return False
    if tree.tags[head][:1] == "N":
        return tree.lower[head] in _FEELINGS
    if tree.lower[head] not in COPULAS:
        return False
    glad = (t for t in tree.children(head, "attr", "acomp") if tree.lower[t] in _FEELINGS)
    it = any(tree.lower[k] in {"it", "what"} for k in tree.children(head, "nsubj", "expl"))
    return it and any(True for _ in glad)


def _by_paper(s: Sentence, verb: int) -> bool:
    """Whether the subject is what the issuer signs: "this order bars", "today's designation targets"."""
    tree = s.tree
    noun = tree.child(verb, "nsubj")
    if noun is None or tree.lower[noun] not in _PAPERS:
        return False
    kids = {tree.lower[k] for k in tree.kids[noun]}
    return bool(kids & (_THIS | _NAMES_OF_ORDERS)) or (tree.lower[noun] in {"order", "proclamation"} and "the" in kids)
