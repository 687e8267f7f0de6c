"""Methods: which extractor, of which version, made a claim by which rule; a node for each that claims name.

A method's IRI says what it is, so that reading a claim doesn't need the node; the node is for those who ask in SPARQL.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from detente.extract.model import Claim
from detente.graph import keys, terms
from detente.graph.quads import METHOD, TYPE, method_of
from detente.graph.store import Store
from detente.graph.terms import Statement, det
from pyoxigraph import NamedNode


class Methods:
    """The methods that one write brings or leaves without a claim.

    Args:
        store: what the write is worked out against.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._named: set[str] = set()
        self._left: set[str] = set()

    def add(self, claims: Iterable[Claim]) -> None:
        """Claims that come in."""
        self._named.update(map(method_of, claims))

    def remove(self, claims: Collection[str]) -> None:
        """Claims (IRIs) that go, all that go in this write."""
        described = self._store.describe(claims, (METHOD[1:-1],))
        methods = {terms.value(properties[METHOD[1:-1]][0]) for properties in described.values()}
        self._left.update(f"<{method}>" for method in methods if not self._is_used(method, claims))

    def _is_used(self, method: str, gone: Collection[str]) -> bool:
        return any(claim not in gone for claim, _ in self._store.scan(METHOD[1:-1], NamedNode(method)))

    def changes(self) -> tuple[list[Statement], list[Statement]]:
        """What to take out and what to put in."""
        held = self._store.describe((method[1:-1] for method in self._named), (TYPE[1:-1],))
        new = sorted(method for method in self._named if method[1:-1] not in held)
        return _all_of(sorted(self._left)), _all_of(new)


def _all_of(methods: Iterable[str]) -> list[Statement]:
    return [statement for method in methods for statement in method_statements(method)]


def method_statements(method: str) -> list[Statement]:
    """A method, given by its IRI term."""
    extractor, version, rule = keys.method_key(method[1:-1])
    about = [(TYPE, det("Method")), (det("extractor"), terms.text(extractor))]
    about += [(det(name), terms.text(text)) for name, text in (("extractorVersion", version), ("rule", rule)) if text]
    return [(method, predicate, object, "") for predicate, object in about]
