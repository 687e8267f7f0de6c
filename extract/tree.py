"""A parsed sentence as plain lists: what the frames walk on, fast and without spaCy in hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tree:
    """Tokens of one sentence with their dependency structure. Actor names are single tokens."""

    words: list[str]
    lower: list[str]
    tags: list[str]
    """Penn Treebank tags."""
    deps: list[str]
    """ClearNLP dependency labels, as of spaCy's English models."""
    heads: list[int]
    starts: list[int]
    """Character offset of each token in the document."""
    ends: list[int]
    kids: list[list[int]] = field(init=False)
    root: int = field(init=False)

    def __post_init__(self) -> None:
        self.kids = [[] for _ in self.words]
        self.root = 0
        for token, head in enumerate(self.heads):
            if head == token:
                self.root = token
            else:
                self.kids[head].append(token)

    def __len__(self) -> int:
        return len(self.words)

    def child(self, token: int, *deps: str) -> int | None:
        """The first child of ``token`` with one of the labels, or None."""
        return next((kid for kid in self.kids[token] if self.deps[kid] in deps), None)

    def children(self, token: int, *deps: str) -> list[int]:
        """The children of ``token`` with one of the labels, left to right."""
        return [kid for kid in self.kids[token] if self.deps[kid] in deps]

    def prepositions(self, token: int, words: frozenset[str] | set[str]) -> Iterator[int]:
        """The objects of the prepositions among ``words`` that hang on ``token``, left to right."""
        for kid in self.kids[token]:
            if self.deps[kid] in {"prep", "agent", "dative", "prt", "advmod", "mark"} and self.lower[kid] in words:
                yield from self.children(kid, "pobj", "pcomp")
                for inner in self.children(kid, "prep", "conj"):
                    yield from self.children(inner, "pobj")  # "from within Iran", "for Oman and for Chad"

    def conjuncts(self, token: int) -> list[int]:
        """``token`` and all that is coordinated with it, from the first on."""
        first = token
        while self.deps[first] == "conj":
            first = self.heads[first]
        chain, todo = [], [first]
        while todo:
            here = todo.pop()
            chain.append(here)
            todo.extend(self.children(here, "conj"))
        return sorted(chain)

    def conjuncts_after(self, token: int) -> list[int]:
        """``token`` and what is coordinated with it below it."""
        chain, todo = [], [token]
        while todo:
            here = todo.pop()
            chain.append(here)
            todo.extend(self.children(here, "conj"))
        return sorted(chain)

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above ``token``, nearest first, ending with the root."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def subtree(self, token: int) -> list[int]:
        """``token`` and all below it, in order."""
        found, todo = [], [token]
        while todo:
            here = todo.pop()
            found.append(here)
            todo.extend(self.kids[here])
        return sorted(found)
