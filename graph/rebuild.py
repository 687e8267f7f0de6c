"""All origins and ties derived afresh from documents and claims, and the store brought in line, a piece at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from detente.graph import keys, terms
from detente.graph.books import COUNTED, STATE, account, read_account, read_counts
from detente.graph.documents import TEXT
from detente.graph.evidence import read_evidence
from detente.graph.lots import Lot, Lots
from detente.graph.methods import method_statements
from detente.graph.mints import minted_ids
from detente.graph.origins import Marks, bands, components, origin_of, shingles
from detente.graph.quads import TYPE, method_of
from detente.graph.ranks import RANK
from detente.graph.sources import BAND, ORIGIN_OF
from detente.graph.store import Store
from detente.graph.terms import Properties, Statement, det
from detente.graph.ties import TALLY, dyad_statements, fact_key, read_tally, tie_statements, ties_of
from detente.ontology.namespaces import ACTOR, DET, DOCUMENT
from detente.ontology.relations import load_relations
from pyoxigraph import NamedNode

CHUNK = 1000
_Item = TypeVar("_Item")
PENDING: Statement = (STATE, det("pending"), terms.boolean(True), "")
"""Stands in the store while a rebuild is under way, so that one that was cut short is made good at the next opening."""


def rebuild(store: Store, known: Collection[str]) -> int:
    """Derive what can be derived, and change what differs. Returns the number of ties.

    Keeps the origin and bands of every document in memory, but of claims and ties no more than a lot.
    ``known``: ids of the catalogue's actors.
    """
    store.apply([], [PENDING])
    banded = {iri.removeprefix(DOCUMENT): bands(shingles(terms.value(text))) for iri, text in store.scan(TEXT[1:-1])}
    origins = _origins(store, banded)
    _align_documents(store, banded, origins)
    _align(store, "Origin", set(map(terms.origin, origins.values())), lambda node: [(node, TYPE, det("Origin"), "")])
    counts: Counter[str] = Counter(documents=len(banded), origins=len(set(origins.values())))
    with Lots(read_counts(store).get("claims", 0) * 3 // 2) as lots:
        methods = _sort(store, origins, lots, counts)
        for lot in lots:
            _align_lot(store, lot, counts)
    _align_facts(store)
    _align(store, "Method", methods, method_statements)
    counts["minted"] = len(minted_ids(store) - set(known))
    _align_account(store, counts)
    store.apply([PENDING], [])
    return sum(counts[standing] for standing in COUNTED[4:])


def _origins(store: Store, banded: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The origin of each document."""

    @lru_cache(maxsize=1 << 12)
    def read(key: str) -> Marks:
        return shingles(terms.value(store.describe([DOCUMENT + key], (TEXT[1:-1],))[DOCUMENT + key][TEXT[1:-1]][0]))

    return {key: origin_of(members) for members in components(banded, read) for key in members}


def _sort(store: Store, origins: dict[str, str], lots: Lots, counts: Counter[str]) -> set[str]:
    """Read all claims, ties and dyads into lots. Returns the methods (IRI terms) that claims name."""
    methods: set[str] = set()
    for chunk in chunks(iri for iri, _ in store.scan(TYPE[1:-1], NamedNode(DET + "Claim"))):
        for properties in store.describe(chunk).values():
            claim, evidence = read_evidence(properties)
            counts["claims"] += 1
            methods.add(method_of(claim))
            for tie in ties_of(claim):
                lots.evidence(tie, evidence, origins[claim.document])
    for iri, _ in store.scan(TYPE[1:-1], NamedNode(DET + "Tie")):
        lots.held_tie(keys.tie_key(iri))
    for iri, _ in store.scan(TYPE[1:-1], NamedNode(DET + "Dyad")):
        lots.held_dyad(keys.dyad_key(iri))
    return methods


def _align_documents(store: Store, banded: dict[str, tuple[str, ...]], origins: dict[str, str]) -> None:
    def wanted(node: str) -> list[Statement]:
        key = node[1:-1].removeprefix(DOCUMENT)
        own: list[Statement] = [(node, BAND, terms.text(band), "") for band in banded[key]]
        return [(node, ORIGIN_OF, terms.origin(origins[key]), ""), *own]

    for chunk in chunks(map(terms.document, banded)):
        _differ(store, chunk, wanted, (ORIGIN_OF[1:-1], BAND[1:-1]))


def _align_lot(store: Store, lot: Lot, counts: Counter[str]) -> None:
    """Make ties and dyads of a lot what they are to be; facts are put in, but not taken out."""
    counts.update(lot.tally(tie).standing for tie in lot.tallies)
    ties = {keys.tie(*tie): tie for tie in lot.tallies.keys() | lot.held_ties}
    for chunk in chunks(ties):
        _differ(store, chunk, lambda node: tie_statements(ties[node], lot.tally(ties[node])))
    dyads = {keys.dyad(*dyad): dyad for dyad in lot.dyads.keys() | lot.held_dyads}
    for chunk in chunks(dyads):
        _differ(store, chunk, lambda node: dyad_statements(dyads[node], lot.dyads[dyads[node]]))


def _align_facts(store: Store) -> None:
    """Take out facts that no affirmed tie states any more."""
    for relation in load_relations().values():
        facts = (
            (subject, terms.value(object)) for subject, object in store.scan(relation.iri) if subject.startswith(ACTOR)
        )
        for chunk in chunks(facts):
            ties = {fact: keys.tie(*fact_key(fact[0], relation, fact[1]))[1:-1] for fact in chunk}
            found = store.describe(ties.values(), (TALLY,))
            stale = [fact for fact, tie in ties.items() if read_tally(found.get(tie)).standing != "affirmed"]
            store.apply([(f"<{s}>", f"<{relation.iri}>", f"<{o}>", "") for s, o in stale], [])


def _align_account(store: Store, counts: Counter[str]) -> None:
    months = {terms.value(month) for iri, month in store.scan(RANK[1:-1]) if iri.startswith(DOCUMENT)}
    held, wanted = read_account(store), account({name: counts[name] for name in COUNTED}, months)
    store.apply([each for each in held if each not in wanted], [each for each in wanted if each not in held])


def _align(store: Store, kind: str, nodes: Collection[str], wanted: Callable[[str], Iterable[Statement]]) -> None:
    """Make the nodes of a class be these, with these statements."""
    for chunk in chunks(nodes):
        _differ(store, chunk, wanted)
    held = (f"<{iri}>" for iri, _ in store.scan(TYPE[1:-1], NamedNode(DET + kind)))
    for chunk in chunks([node for node in held if node not in nodes]):
        _differ(store, chunk, lambda _: [])


def _differ(
    store: Store,
    nodes: list[str],
    wanted: Callable[[str], Iterable[Statement]],
    predicates: Collection[str] | None = None,
) -> None:
    described = store.describe((node[1:-1] for node in nodes), predicates)
    held = {each for iri, properties in described.items() for each in _statements(iri, properties)}
    now = dict.fromkeys(each for node in nodes for each in wanted(node))
    store.apply([each for each in held if each not in now], [each for each in now if each not in held])


def _statements(iri: str, properties: Properties) -> Iterator[Statement]:
    for predicate, objects in properties.items():
        for object in objects:
            yield f"<{iri}>", f"<{predicate}>", terms.write(object), ""


def chunks(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    """The items, in order, so many at a time."""
    chunk: list[_Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
