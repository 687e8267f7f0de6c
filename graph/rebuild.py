"""All origins and ties derived afresh from documents and claims, and the store brought in line, a piece at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from detente.graph import terms
from detente.graph.books import COUNTED, STATE, account, read_account
from detente.graph.documents import TEXT
from detente.graph.evidence import read_evidence
from detente.graph.filing import RESTS_ON
from detente.graph.mints import minted_ids
from detente.graph.origins import Marks, bands, components, origin_of, shingles
from detente.graph.quads import TYPE
from detente.graph.ranks import RANK
from detente.graph.sources import BAND, ORIGIN_OF
from detente.graph.store import Store
from detente.graph.tally import Tally
from detente.graph.terms import Properties, Statement, det
from detente.graph.ties import Dyad, TieKey, dyad_of, dyad_statements, tie_statements, ties_of
from detente.ontology.namespaces import ACTOR, DET, DOCUMENT
from detente.ontology.relations import load_relations
from pyoxigraph import NamedNode

CHUNK = 1000
PENDING: Statement = (STATE, det("pending"), terms.boolean(True), "")
"""Stands in the store while a rebuild is under way, so that one that was cut short is made good at the next opening."""


def rebuild(store: Store, known: Collection[str]) -> int:
    """Derive what can be derived, and change what differs. Returns the number of ties.

    Keeps the tally, origins and claims of every tie in memory. ``known``: ids of the catalogue's actors.
    """
    store.apply([], [PENDING])
    keys = {iri.removeprefix(DOCUMENT): bands(shingles(terms.value(text))) for iri, text in store.scan(TEXT[1:-1])}
    origins = _origins(store, keys)
    ties = _read_ties(store, origins)
    _align_documents(store, keys, origins)
    _align(store, "Origin", set(map(terms.origin, origins.values())), lambda node: [(node, TYPE, det("Origin"), "")])
    _align_ties(store, ties)
    _align_account(store, ties, documents=len(keys), origins=len(set(origins.values())), known=known)
    store.apply([PENDING], [])
    return len(ties.tallies)


def _origins(store: Store, keys: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The origin of each document."""

    @lru_cache(maxsize=1 << 12)
    def read(key: str) -> Marks:
        return shingles(terms.value(store.describe([DOCUMENT + key], (TEXT[1:-1],))[DOCUMENT + key][TEXT[1:-1]][0]))

    return {key: origin_of(members) for members in components(keys, read) for key in members}


@dataclass(slots=True)
class _Ties:
    """What the claims of a store come to."""

    claims: int = 0
    tallies: defaultdict[TieKey, Tally] = field(default_factory=lambda: defaultdict(Tally))
    supports: defaultdict[TieKey, set[tuple[str, bool]]] = field(default_factory=lambda: defaultdict(set))
    resting: defaultdict[TieKey, list[str]] = field(default_factory=lambda: defaultdict(list))
    dyads: Counter[Dyad] = field(default_factory=Counter)

    def tally(self, tie: TieKey) -> Tally:
        denials = sum(negated for _, negated in self.supports[tie])
        return replace(self.tallies[tie], origins=len(self.supports[tie]) - denials, denials=denials)


def _read_ties(store: Store, origins: dict[str, str]) -> _Ties:
    ties = _Ties()
    for chunk in chunks(iri for iri, _ in store.scan(TYPE[1:-1], NamedNode(DET + "Claim"))):
        for iri, properties in store.describe(chunk).items():
            claim, evidence = read_evidence(properties)
            ties.claims += 1
            for tie in ties_of(claim):
                ties.tallies[tie] = ties.tallies[tie].count(evidence)
                ties.supports[tie].add((origins[claim.document], evidence.status == "negated"))
                ties.resting[tie].append(iri)
                ties.dyads[dyad_of(tie)] += 1
    return ties


def _align_documents(store: Store, keys: dict[str, tuple[str, ...]], origins: dict[str, str]) -> None:
    def wanted(node: str) -> list[Statement]:
        key = node[1:-1].removeprefix(DOCUMENT)
        banded: list[Statement] = [(node, BAND, terms.text(band), "") for band in keys[key]]
        return [(node, ORIGIN_OF, terms.origin(origins[key]), ""), *banded]

    for chunk in chunks(map(terms.document, keys)):
        _differ(store, chunk, wanted, (ORIGIN_OF[1:-1], BAND[1:-1]))


def _align_ties(store: Store, ties: _Ties) -> None:
    nodes = {terms.tie(*tie): tie for tie in ties.tallies}
    affirmed: set[Statement] = set()

    def wanted(node: str) -> list[Statement]:
        about = list(tie_statements(nodes[node], ties.tally(nodes[node])))
        affirmed.update(each for each in about if each[0] != node)
        resting: list[Statement] = [(node, RESTS_ON, f"<{claim}>", "") for claim in ties.resting[nodes[node]]]
        return [*(each for each in about if each[0] == node), *resting]

    _align(store, "Tie", nodes.keys(), wanted)
    dyads = {terms.dyad(*dyad): dyad for dyad in ties.dyads}
    _align(store, "Dyad", dyads.keys(), lambda node: dyad_statements(dyads[node], ties.dyads[dyads[node]]))
    held = {
        (f"<{subject}>", f"<{relation.iri}>", terms.write(object), "")
        for relation in load_relations().values()
        for subject, object in store.scan(relation.iri)
        if subject.startswith(ACTOR)
    }
    store.apply(list(held - affirmed), list(affirmed - held))


def _align_account(store: Store, ties: _Ties, *, documents: int, origins: int, known: Collection[str]) -> None:
    counts: Counter[str] = Counter(ties.tally(tie).standing for tie in ties.tallies)
    minted = len(minted_ids(store) - set(known))
    counts.update(documents=documents, origins=origins, claims=ties.claims, minted=minted)
    months = {terms.value(month) for iri, month in store.scan(RANK[1:-1]) if iri.startswith(DOCUMENT)}
    held, wanted = read_account(store), account({name: counts[name] for name in COUNTED}, months)
    store.apply([each for each in held if each not in wanted], [each for each in wanted if each not in held])


def _align(store: Store, kind: str, nodes: Collection[str], wanted: Callable[[str], list[Statement]]) -> None:
    """Make the nodes of a class be these, with these statements."""
    for chunk in chunks(nodes):
        _differ(store, chunk, wanted)
    held = (f"<{iri}>" for iri, _ in store.scan(TYPE[1:-1], NamedNode(DET + kind)))
    for chunk in chunks([node for node in held if node not in nodes]):
        _differ(store, chunk, lambda _: [])


def _differ(
    store: Store, nodes: list[str], wanted: Callable[[str], list[Statement]], predicates: Collection[str] | None = None
) -> None:
    described = store.describe((node[1:-1] for node in nodes), predicates)
    held = {each for iri, properties in described.items() for each in _statements(iri, properties)}
    now = dict.fromkeys(each for node in nodes for each in wanted(node))
    store.apply([each for each in held if each not in now], [each for each in now if each not in held])


def _statements(iri: str, properties: Properties) -> Iterator[Statement]:
    for predicate, objects in properties.items():
        for object in objects:
            yield f"<{iri}>", f"<{predicate}>", terms.write(object), ""


def chunks(items: Iterable[str]) -> Iterator[list[str]]:
    """The items, in order, so many at a time."""
    chunk: list[str] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
