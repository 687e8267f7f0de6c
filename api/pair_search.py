"""What is asked of a pair of actors: which ties, and which claims they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.api.claim_search import ClaimSearch
from detente.api.filters import TieFilter
from detente.api.queries import Answer
from detente.graph.library import ClaimGraph
from detente.graph.views import ActorRef, PairView, TieView
from detente.ontology.namespaces import CLAIM, SAID, TIE
from pyoxigraph import NamedNode


@dataclass(frozen=True, slots=True)
class PairSearch:
    """Two actors (ids, IRIs or names), and what narrows what is between them; ``None`` lets all pass."""

    a: str
    b: str
    relation: str | None = None
    polarity: str | None = None
    family: str | None = None
    standing: str | None = None
    claims: ClaimSearch = field(default_factory=ClaimSearch)
    """Of the claims; without actors and relations."""

    @property
    def is_open(self) -> bool:
        """Whether everything passes."""
        return self == PairSearch(self.a, self.b)

    def ties(self, graph: ClaimGraph) -> list[TieView]:
        """The ties that may be given, heaviest first; raises ``BadRequest``, ``NotFound`` and ``AmbiguousName``."""
        wanted = TieFilter.parse(self.relation, self.polarity, self.b, None, None, self.standing, self.family)
        return wanted.ties(graph, self.a, None)

    def query(self, graph: ClaimGraph, ties: Sequence[TieView]) -> str | None:
        """The query for claims that pass and the ties they are of, newest first; ``None``: there can be none.

        Raises as :meth:`ties` does.
        """
        patterns = self.claims.patterns(graph)
        if not ties:
            return None
        values = " ".join(
            f"(<{tie.iri}> <{tie.subject.iri}> {NamedNode(SAID + tie.relation)} <{tie.object.iri}>)" for tie in ties
        )
        return f"""SELECT DISTINCT ?claim ?tie ?date {{
  VALUES (?tie ?subject ?said ?object) {{ {values} }} GRAPH ?claim {{ ?subject ?said ?object }}
  {patterns}
  OPTIONAL {{ ?claim det:date ?date }}
}} ORDER BY DESC(?date) ?claim"""

    def found(
        self, graph: ClaimGraph, ties: Sequence[TieView], rows: Sequence[tuple[str, str]], limit: int
    ) -> PairView:
        """The pair, of the claims and ties (keys) that were found."""
        claims = list(dict.fromkeys(claim for claim, _ in rows))
        resting = {tie for _, tie in rows}
        one, other = (_ref(graph, name) for name in (self.a, self.b))
        shown = tuple(tie for tie in ties if tie.key in resting)
        return PairView(one, other, shown, tuple(graph.claims(claims[:limit])), len(claims))


def rows_in(answer: Answer) -> list[tuple[str, str]]:
    """The keys of claims and ties in the answer to such a query, as TSV, in its order."""
    with answer.opened() as rows:
        rows.readline()
        columns = [row.decode().split("\t") for row in rows]
    return [(_key(claim, CLAIM), _key(tie, TIE)) for claim, tie, *_ in columns]


def _key(node: str, namespace: str) -> str:
    return node.strip().removeprefix(f"<{namespace}").removesuffix(">")


def _ref(graph: ClaimGraph, name: str) -> ActorRef:
    actor = graph.actor(name)
    return ActorRef(actor.id, actor.label, actor.kind)
