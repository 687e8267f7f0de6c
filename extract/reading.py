"""A sentence as the frames see it: its tree, and the actors named in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.extract.model import Span
from detente.extract.names import Nature
from detente.extract.tree import Tree
from detente.ontology.actor import Actor


@dataclass(frozen=True, slots=True)
class Named:
    """An actor's name, adjective or metonym at one token."""

    actor: Actor
    nature: Nature


@dataclass(frozen=True, slots=True)
class Argument:
    """An actor as one side of a relation, found at a token."""

    actor: Actor
    token: int
    span: Span
    """The words that stand for the actor, as offsets in the document."""
    how: str
    """``name``, ``people`` (a noun that acts for it), ``owner`` (of the thing there), ``place`` or ``reference``."""
    principal: str | None = None


def ids_of(arguments: Iterable[Argument]) -> set[str]:
    """The ids of actors and of those whom they act for."""
    return {i for a in arguments for i in (a.actor.id, a.principal) if i}


@dataclass(slots=True)
class Sentence:
    """One sentence being read."""

    number: int
    span: Span
    text: str
    tree: Tree
    named: list[Named | None]
    quoted: list[bool] = field(default_factory=list)
    """Per token: inside quotation marks."""
    prefixed: dict[int, Named] = field(default_factory=dict)
    """Actors behind ``anti-``, ``pro-`` and the like, by token; they are not in :attr:`named`."""
    places: dict[int, Named] = field(default_factory=dict)
    """Towns, regions and sites, with the state that each lies in, by token; they are not in :attr:`named` either."""
    references: dict[int, list[Argument]] = field(default_factory=dict)
    """Arguments that pronouns and definite descriptions take up, by token; filled in reading order."""
    voices: dict[int, Argument] = field(default_factory=dict)
    """Who speaks, by token, where the words are somebody's own: a speaker's or the document's issuer's."""

    def mention_span(self, first: int, last: int) -> Span:
        """The characters from token ``first`` to token ``last``, inclusive."""
        return Span(self.tree.starts[first], self.tree.ends[last])

    seconds: dict[int, Argument] = field(default_factory=dict)
    """The next best antecedent of a pronoun, by token."""
