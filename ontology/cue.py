"""Relation cues: which words carry which relation, and where their arguments stand.

A cue file under ``ontology/cues/`` holds one group of words a line. The ``frame`` names a way of finding the arguments
(:data:`FRAMES`; the code is in ``extract``), the words only carry it. Each line has an example that is run as a test:
``{word}`` and the inflections (``{s}``, ``{past}``, ``{ing}``, ``{done}``, ``{plural}``) stand for each word in turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.ontology.errors import CueError
from detente.ontology.lines import read_object
from detente.ontology.relations import load_relations

FRAMES = MappingProxyType(
    {
        "transitive": "verb: subject acts on the direct object",
        "prepositional": "verb: subject acts on the object of one of the prepositions; a direct object is one of "
        "`things`, if given",
        "reciprocal": "verb: subjects do it together, or with the object of one of the prepositions",
        "joining": "verb: whatever its subject, sets its direct object by or against the object of a preposition: "
        "pits X against Y",
        "transfer": "verb: subject gives one of `things` to the receiver (dative, or object of a preposition)",
        "arrival": "verb: one of `things`, its subject, comes to whom it helps, behind one of the prepositions",
        "behest": "noun: at whose request one of `things`, the subject of its verb, comes",
        "control": "verb: subject wants something of the direct object or of the one that is to do it",
        "demand": "verb: subject says what the subject of the clause must do",
        "clause": "verb: subject says of the subject of the clause that it did wrong: complains that X …",
        "event": "noun: an act; source by possessor, adjective, compound or `by`, target by one of the prepositions",
        "mutual": "noun: something between two; `between`, `with`, possessor, hyphen, or the subjects of its verb",
        "role": "noun: what one actor is to another: X is Y's ally, X, an ally of Y",
        "property": "adjective: what one actor is towards another: hostile to Y, allied with Y",
        "compound": "second part of a compound adjective after an actor: Iran-backed, US-led",
        "prefix": "first part of a compound adjective before an actor: anti-Russian, pro-Beijing",
        "others": "adjective: the first of a list belong to the body that comes last: X and other members of Y",
        "jointly": "adverb: the subjects of its verb do it together",
        "bond": "noun: relations of two actors, whose quality or change another word tells",
        "change": "verb or noun: what happens to a bond",
        "quality": "adjective: how a bond is",
    }
)
"""The ways of finding arguments, by name."""

PARTS = ("verb", "noun", "adjective")

SIDES = MappingProxyType(
    {
        "candidates": "both persons or parties, who contest elections and games: Hollande beat Sarkozy",
        "forces": "any two, but not both persons or parties: the army defeated the rebels",
        "fighters": "any two, but not those that clash in words",
        "debaters": "those that clash in words: two persons, or a body with a body, a state or a person",
    }
)
"""What the two sides of a cue may have to be, by name."""

SEIZED = ("people", "places")


@dataclass(frozen=True, slots=True)
class Cue:
    """A group of words that carry one relation in one frame."""

    id: str
    """Unique: relation or theme, a dot, and a word."""
    pos: str
    """``verb``, ``noun`` or ``adjective``."""
    frame: str
    words: tuple[str, ...]
    """Base forms; a verb may have a particle (``shoot down``)."""
    relation: str = ""
    """Local name of the relation type; empty for a ``bond``."""
    prepositions: tuple[str, ...] = ()
    """What leads to the other argument."""
    things: tuple[str, ...] = ()
    """Nouns of which one must be the verb's direct object (base forms)."""
    subject_kinds: tuple[str, ...] = ()
    """Kinds of actors (``ArmedGroup``, ``Person``, …) of which the subject must be one; any, if none is given."""
    kinds: tuple[str, ...] = ()
    """Kinds of actors of which the object must be one; any, if none is given."""
    sides: str = ""
    """What its two sides must be together (:data:`SIDES`); anything, if empty."""
    understood: bool = False
    """Whether the target may be left unsaid, for the opponent that the text has told of."""
    ours: bool = False
    """Whether its holder may be left unsaid, for whoever speaks: "Jordan is a key partner" in a statement."""
    means: bool = False
    """Whether its things stand behind "with", as what it is done with: retaliated with missiles."""
    spares: bool = False
    """Whether its things still tell what they tell: a meeting called off is one that is not held."""
    alone: bool = False
    """Whether it is done to each other only where nobody else is named: "the two armies fought for hours"."""
    swap: bool = False
    """Whether source and target change places: X suffered an attack by Y."""
    negated: bool = False
    direct: bool = False
    """Whether its object must be an actor, rather than an actor's deed or plan."""
    topical: bool = False
    """Whether it is done to whom the text is about where the sentence names nobody: Cuba recalled its ambassador."""
    claimed: bool = False
    """Whether only the doer's own word is told: X claimed the attack."""
    suffered: bool = False
    """Whether its subject suffers what others do: two soldiers died in an ambush by the rebels."""
    passive: bool = False
    """Whether only its passive says so: the militia is controlled by Iran, but police control a crowd."""
    of_enemies: bool = False
    """Whether its thing must be a list of enemies: taken off the blacklist, not off a list of trusted partners."""
    no_insult: bool = False
    """Whether it is no more than an insult to a state: branded Chad a terrorist state."""
    fled: bool = False
    """Whether the target may be where its things come from: took in refugees from Sudan."""
    seizes: str = ""
    """``people`` or ``places``, where its object must be the one or the other; whatever it is, if empty."""
    places: bool = False
    """Whether the name of a place stands for one of its things: retook the Falklands from Argentina."""
    sellers: bool = False
    """Whether the target may be whose its things are: imports Iranian oil."""
    armed: bool = False
    """Whether its subject must be an army or its like: troops entered the city, but not the mayor."""
    held: bool = False
    """Whether a place stands for who holds it, not for whose it is: retook Mosul strikes nobody by itself."""
    facing: bool = False
    """Whether the target must be what its things are set against, not the country that they are in."""
    parties: bool = False
    """Whether the target may be the parties to its things: brokered the deal that Chad and Sudan signed."""
    idle: bool = False
    """Whether it asks nothing: called on the king in his palace, but not called on the king to resign."""
    matter: bool = False
    """Whether its object is what it is about, never with whom: discussed Chad is not discussed with Chad."""
    only_denied: bool = False
    """Whether it tells anything only where it is denied, and then what it says: will not allow Chad to arm."""
    denied: str = ""
    """Local name of the relation type that it tells where it is denied: will not accept the terms; none, if empty."""
    ahead: bool = False
    """Whether it tells anything only of what is to come: leaves for Paris on Sunday, but left for Miami."""
    modality: str = "actual"
    confidence: float = 0.8
    """A first guess of how often it means what it says, 0–1; calibration comes after."""
    example: str = ""
    subject: str = "russia"
    """Actor id of the example's source."""
    object: str = "ukraine"


def read_cue(line: str, where: str) -> Cue:
    """The cue of one line of a cue file; ``where`` names file and line for messages.

    Raises:
        CueError: the line is no JSON object, has a key that no cue has, or a value that means nothing there.
    """
    raw = read_object(line, where, CueError)
    known = {f.name for f in fields(Cue)}
    if unknown := set(raw) - known:
        raise CueError(f"{where}: unknown keys {sorted(unknown)} in cue {raw.get('id')!r}; known are {sorted(known)}")
    try:
        values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
        cue = Cue(**values)
    except TypeError as error:
        raise CueError(f"{where}: cue {raw.get('id')!r}: {error}") from error
    _check(cue, where)
    return cue


def _check(cue: Cue, where: str) -> None:
    problems = []
    if cue.frame not in FRAMES:
        problems.append(f"unknown frame {cue.frame!r}")
    if cue.pos not in PARTS:
        problems.append(f"unknown part of speech {cue.pos!r}")
    if (cue.relation == "") != (cue.frame == "bond"):
        problems.append("a relation is needed, except for a bond")
    elif cue.relation and cue.relation not in load_relations():
        problems.append(f"unknown relation type {cue.relation!r}")
    if cue.denied and cue.denied not in load_relations():
        problems.append(f"unknown relation type {cue.denied!r} of what is denied")
    if cue.sides and cue.sides not in SIDES:
        problems.append(f"unknown sides {cue.sides!r}")
    if cue.seizes and cue.seizes not in SEIZED:
        problems.append(f"it seizes {cue.seizes!r}, not one of {SEIZED}")
    if not cue.words or len(set(cue.words)) != len(cue.words):
        problems.append("words are missing or repeated")
    if not cue.example:
        problems.append("no example")
    if not 0 < cue.confidence <= 1:
        problems.append(f"confidence {cue.confidence} is not within 0–1")
    if problems:
        raise CueError(f"{where}: cue {cue.id!r}: " + "; ".join(problems))


def _read() -> Iterator[Cue]:
    seen: dict[str, str] = {}
    folder = files("detente.ontology") / "cues"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".jsonl"):
            continue
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if not line.strip():
                continue
            where = f"ontology/cues/{file.name}:{number}"
            cue = read_cue(line, where)
            if cue.id in seen:
                raise CueError(f"{where}: cue id {cue.id!r} stands at {seen[cue.id]} too")
            seen[cue.id] = where
            yield cue


@cache
def load_cues() -> tuple[Cue, ...]:
    """All cues, in file and line order.

    Raises:
        CueError: a line is not a valid cue; the message names file, line and cue.
    """
    return tuple(_read())
