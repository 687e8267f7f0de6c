"""Whether a person is spoken of as "he" or "she": by the text's own pronouns, titles and common given names."""

from __future__ import annotations

from functools import cache

from detente.extract.reading import Sentence
from detente.ontology.actor import Actor
from detente.ontology.catalogue import load_catalogue
from detente.ontology.words import load_words

_MALE = frozenset({"king", "prince", "emir", "sultan", "sheikh", "pope", "crown"})
_FEMALE = frozenset({"queen", "princess", "chancellorin"})
_MEN = frozenset(
    "son husband brother father grandson nephew uncle spokesman chairman businessman statesman mr king prince".split()
)
_WOMEN = frozenset(
    "daughter wife sister mother widow niece aunt spokeswoman chairwoman businesswoman actress mrs ms queen "
    "princess congresswoman policewoman".split()
)
"""Nouns beside a name that tell a man's from a woman's: "spokeswoman Maria Zakharova"."""


class Genders:
    """What is known of the persons of one document."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._women = load_words().names["women"]

    def may_be(self, actor: Actor, gender: str) -> bool:
        """Whether the pronoun of ``gender`` (``m`` or ``f``) may take up ``actor``."""
        known = self._known.get(actor.id) or self._by_name(actor)
        return known is None or known == gender

    def is_woman(self, actor: Actor) -> bool:
        """Whether ``actor`` is known for a woman."""
        return (self._known.get(actor.id) or self._by_name(actor)) == "f"

    def learn(self, actor: Actor, gender: str) -> None:
        """Note that the text speaks of ``actor`` so."""
        self._known.setdefault(actor.id, gender)

    def read(self, s: Sentence) -> None:
        """Learn from the nouns beside the names of ``s``: "his daughter, Carmen Soria"."""
        tree = s.tree
        for token, lower in enumerate(tree.lower):
            if lower not in _MEN and lower not in _WOMEN:
                continue
            beside = [*tree.children(token, "appos"), *range(token + 1, min(token + 2, len(tree)))]
            for named in (n for t in beside if (n := s.named[t]) is not None and n.actor.kind == "Person"):
                self.learn(named.actor, "m" if lower in _MEN else "f")

    def _by_name(self, actor: Actor) -> str | None:
        parts = actor.label.split()
        if len(parts) > 1 and parts[0] in self._women:
            return "f"
        offices = {word for role in actor.roles for word in role.office.casefold().split()}
        if offices & _MALE and not offices & {"princess"}:
            return "m"
        return "f" if offices & _FEMALE else None


@cache
def given_names() -> frozenset[str]:
    """What persons are called first: the given names of the catalogue's, with common ones."""
    first = (actor.label.split()[0] for actor in load_catalogue().actors.values() if actor.kind == "Person")
    words = load_words()
    common = words.names["women"] | words.names["men"]
    return (frozenset(name for name in first if name.isalpha() and len(name) > 2) | common) - {
        word.title() for word in words.titles
    }
