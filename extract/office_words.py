"""What offices and bodies are called, as descriptions take them up: "the head of state", "the council"."""

from __future__ import annotations

from detente.extract.reading import Sentence
from detente.extract.tree import Tree
from detente.ontology.actor import Actor


def within_name(s: Sentence, token: int) -> bool:
    """Whether a noun ends a name that nobody knows: "the Islamic Front" is not the front spoken of."""
    tree, before = s.tree, token - 1
    capital = tree.words[token][0].isupper() and token > 0 and tree.words[before][0].isupper()
    return capital and tree.heads[before] == token and tree.deps[before] in {"compound", "amod", "nmod"} and before > 0


def plural_heads(tree: Tree, token: int) -> bool:
    """Whether "the heads of state" are two spoken of together."""
    led = {tree.lower[t] for t in tree.prepositions(token, {"of"})}
    return bool(led & {"state", "government"}) and all(
        tree.lower[k] == "the" for k in tree.children(token, "det", "amod")
    )


def headship(tree: Tree, token: int) -> str:
    """The office that "the head of state" holds; none if "head" leads something else."""
    led = [tree.lower[t] for t in tree.prepositions(token, {"of"}) if tree.child(t, "prep", "poss", "amod") is None]
    definite = any(tree.lower[k] == "the" for k in tree.children(token, "det"))
    return {"state": "president", "government": "prime minister"}.get(led[0], "") if led and definite else ""


def same_office(wanted: str, held: str) -> bool:
    """Whether an office held is the one spoken of: "president" is not the vice president."""
    return (
        wanted in held
        and (wanted != "president" or "vice" not in held)
        and (wanted != "minister" or held != "prime minister")
    )


def is_called(actor: Actor, word: str) -> bool:
    """Whether a body's name has the word in it."""
    if actor.kind in {"Person", "State", "Territory", "Bloc"}:
        return False
    return any(word in name.casefold().split() for name in (actor.label, *actor.names))
