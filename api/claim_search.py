"""Claims by what they say, how, who says so and when: searched for in SPARQL, to be stopped like any query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.api.filters import first_day, last_day, polarity_of, relation_of
from detente.api.queries import Answer
from detente.graph.errors import NotFound
from detente.graph.library import ClaimGraph
from detente.ontology.namespaces import DET, PREFIXES
from pyoxigraph import Literal, NamedNode

PARTIES = ("subject", "object", "subjectPrincipal", "objectPrincipal")
MODALITIES = ("actual", "planned", "possible")
XSD = PREFIXES["xsd"]


@dataclass(frozen=True, slots=True)
class ClaimSearch:
    """Which claims to find; ``None`` lets all pass. Actors are ids, IRIs or names; dates years, months or days."""

    actor: str | None = None
    other: str | None = None
    relation: str | None = None
    polarity: str | None = None
    family: str | None = None
    modality: str | None = None
    negated: bool | None = None
    held_since: str | None = None
    held_until: str | None = None
    published_since: str | None = None
    published_until: str | None = None
    confidence: float | None = None
    source: str | None = None
    claimant: str | None = None
    """A named actor, or the words for who says so."""

    def query(self, graph: ClaimGraph, limit: int | None = None, offset: int = 0) -> str:
        """The query for the IRIs of all claims, or of a page of them, newest first.

        Raises :class:`BadRequest`, ``NotFound`` and ``AmbiguousName`` for what is none.
        """
        which = f"{self.patterns(graph)}\n  ?claim a det:Claim . OPTIONAL {{ ?claim det:date ?date }}"
        part = "" if limit is None else f" LIMIT {limit} OFFSET {offset}"
        return f"SELECT DISTINCT ?claim ?date {{\n  {which}\n}} ORDER BY DESC(?date) ?claim{part}"

    def ties(self, graph: ClaimGraph, actor: str) -> str:
        """The query for the IRIs of an actor's ties that rest on such a claim; raises as :meth:`query` does."""
        about = f"?tie det:party {_actor(graph, actor)} ; det:subject ?a ; det:relation ?type ; det:object ?b ."
        said = "?said det:asserts ?type . GRAPH ?claim { ?a ?said ?b }"
        return f"SELECT DISTINCT ?tie {{\n  {about} {said}\n  {self.patterns(graph)}\n}}"

    def patterns(self, graph: ClaimGraph) -> str:
        """What is asked of ``?claim``."""
        return "\n  ".join([*self._about(graph), *self._kind(), *self._when(), *self._who(graph)])

    def _about(self, graph: ClaimGraph) -> list[str]:
        party = "|".join(f"det:{role}" for role in PARTIES)
        return [f"?claim {party} {_actor(graph, name)} ." for name in (self.actor, self.other) if name]

    def _kind(self) -> list[str]:
        patterns = []
        if self.relation:
            patterns.append(f"?claim det:relation {NamedNode(DET + relation_of(self.relation))} .")
        if self.polarity or self.family:
            patterns.append("?claim det:relation ?relation .")
        if self.polarity:
            patterns.append(f"?relation det:polarity {Literal(polarity_of(self.polarity))} .")
        if self.family:
            patterns.append(f"?relation det:family det:{self.family}Family .")
        if self.modality:
            patterns.append(f"?claim det:modality det:{self.modality} .")
        if self.negated is not None:
            stated = "?claim det:negated true"
            patterns.append(f"{stated} ." if self.negated else f"FILTER NOT EXISTS {{ {stated} }}")
        if self.confidence is not None:
            patterns.append(f"?claim det:confidence ?confidence . FILTER(?confidence >= {self.confidence!r})")
        return patterns

    def _when(self) -> list[str]:
        patterns = []
        if self.held_since or self.held_until:
            patterns.append("?claim det:timePrecision ?precision . OPTIONAL { ?claim det:date ?day }")
            patterns.append("OPTIONAL { ?claim det:heldFrom ?from } OPTIONAL { ?claim det:heldUntil ?until }")
        if self.held_since:
            day = _date(first_day(self.held_since))
            patterns.append(f"FILTER(COALESCE(?until, IF(BOUND(?from), {day}, ?day)) >= {day})")
        if self.held_until:
            day = _date(last_day(self.held_until))
            patterns.append(f"FILTER(COALESCE(?from, IF(BOUND(?until), {day}, ?day)) <= {day})")
        if self.published_since or self.published_until or self.source:
            patterns.append("?claim prov:wasDerivedFrom ?document .")
        if self.published_since or self.published_until:
            patterns.append("?document dcterms:issued ?issued .")
        if self.published_since:
            patterns.append(f"FILTER(?issued >= {_date(first_day(self.published_since))})")
        if self.published_until:
            patterns.append(f"FILTER(?issued <= {_date(last_day(self.published_until))})")
        if self.source:
            patterns.append(f"?document dcterms:publisher {Literal(self.source)} .")
        return patterns

    def _who(self, graph: ClaimGraph) -> list[str]:
        if not self.claimant:
            return []
        words = Literal(self.claimant)
        try:
            named = f"?claim prov:wasAttributedTo|det:claimantPrincipal {_actor(graph, self.claimant)}"
        except NotFound:  # no actor; then these may be the text's own words, such as "experts"
            return [f"?claim det:claimantText {words} ."]
        return [f"{{ {named} }} UNION {{ ?claim det:claimantText {words} }}"]


def keys_in(answer: Answer, namespace: str) -> Iterator[str]:
    """The keys of claims or ties in the answer, as TSV, to one of these queries; in its order, read bit by bit."""
    with answer.opened() as rows:
        rows.readline()
        for row in rows:
            yield row.decode().partition("\t")[0].strip().removeprefix(f"<{namespace}").removesuffix(">")


def _actor(graph: ClaimGraph, name: str) -> NamedNode:
    return NamedNode(graph.actor(name).iri)


def _date(day: str) -> Literal:
    return Literal(day, datatype=NamedNode(XSD + "date"))
