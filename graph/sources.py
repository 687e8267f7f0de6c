"""Which documents share an origin, kept current while documents come and go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from detente.graph import terms
from detente.graph.documents import TEXT
from detente.graph.evidence import claims_in, read_evidence
from detente.graph.filing import Filing
from detente.graph.origins import Marks, bands, components, copies, origin_of, shingles
from detente.graph.quads import TYPE
from detente.graph.store import Store
from detente.graph.terms import Statement, det
from detente.graph.ties import Support, support_of, ties_of
from detente.ontology.namespaces import DOCUMENT, ORIGIN
from pyoxigraph import Literal, NamedNode

ORIGIN_OF = det("origin")
BAND = det("minHashBand")


class Sources:
    """The origins that one write touches. Documents added see each other; a removal must be the only change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._marks: dict[str, Marks] = {}
        self._bands: defaultdict[str, list[str]] = defaultdict(list)
        self._origin: dict[str, str] = {}
        self._stored: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._banded: list[Statement] = []
        self._opened: set[str] = set()
        self._supports: dict[str, frozenset[Support]] = {}

    def expect(self, filings: Iterable[Filing]) -> None:
        """Read what the store holds like these, before they are added."""
        wanted = dict.fromkeys(band for filing in filings for band in filing.bands)
        for iri, band in self._store.find(BAND[1:-1], map(Literal, wanted)):
            self._bands[terms.value(band)].append(iri.removeprefix(DOCUMENT))
        self._origin_in_store({key for keys in self._bands.values() for key in keys})

    def add(self, filing: Filing) -> list[tuple[Support, int]]:
        """Place a document that was expected; gives by how many origins each support grows."""
        key = self._file(filing)
        joined = copies(filing.marks, self._candidates(filing.bands), self._marks_of)
        for band in filing.bands:
            self._bands[band].append(key)
        if not joined:
            self._settle({key}, filing.support)
            return [(one, 1) for one in filing.support]
        before = [self._support(origin) for origin in joined]
        members = {key}.union(*(self._group(origin) for origin in joined))
        for origin in joined:
            del self._members[origin], self._supports[origin]
        self._settle(members, filing.support.union(*before))
        counted = Counter(one for each in before for one in each)
        return [(one, 1 - counted[one]) for one in counted.keys() | filing.support]

    def _file(self, filing: Filing) -> str:
        key = filing.key
        self._marks[key] = filing.marks
        self._banded += [(terms.document(key), BAND, terms.text(band), "") for band in filing.bands]
        return key

    def remove(self, key: str) -> list[tuple[Support, int]]:
        """Take a document out; gives by how many origins each support grows."""
        origin = self._origin_in_store([key])[key]
        before, rest = self._support(origin), self._group(origin) - {key}
        del self._members[origin], self._supports[origin]
        counted: Counter[Support] = Counter()
        for members in components({other: bands(self._marks_of(other)) for other in rest}, self._marks_of):
            support = self._read_support(members)
            self._settle(members, support)
            counted.update(support)
        return [(one, counted[one] - 1) for one in before]

    def _settle(self, members: set[str], support: frozenset[Support]) -> None:
        origin = origin_of(members)
        self._members[origin], self._supports[origin] = members, support
        self._origin.update(dict.fromkeys(members, origin))

    def _candidates(self, wanted: tuple[str, ...]) -> dict[str, set[str]]:
        """Documents that have one of these bands, by origin."""
        near = {other for band in wanted for other in self._bands.get(band, ())}
        found: defaultdict[str, set[str]] = defaultdict(set)
        for other in near:
            found[self._origin[other]].add(other)
        return found

    def _origin_in_store(self, keys: Iterable[str]) -> dict[str, str]:
        for iri, properties in self._store.describe((DOCUMENT + key for key in keys), (ORIGIN_OF[1:-1],)).items():
            key, origin = iri.removeprefix(DOCUMENT), terms.name(properties[ORIGIN_OF[1:-1]][0], ORIGIN)
            self._stored[key] = self._origin[key] = origin
        return self._origin

    def _group(self, origin: str) -> set[str]:
        if origin not in self._members:
            members = {
                iri.removeprefix(DOCUMENT) for iri, _ in self._store.find(ORIGIN_OF[1:-1], [NamedNode(ORIGIN + origin)])
            }
            self._members[origin] = members
            self._opened.add(origin)
            self._origin_in_store(members - self._origin.keys())
        return self._members[origin]

    def _support(self, origin: str) -> frozenset[Support]:
        if origin not in self._supports:
            self._supports[origin] = self._read_support(self._group(origin))
        return self._supports[origin]

    def _read_support(self, documents: Iterable[str]) -> frozenset[Support]:
        evidence = []
        for document in documents:
            for properties in claims_in(self._store, document).values():
                claim, given = read_evidence(properties)
                evidence += [(tie, given) for tie in ties_of(claim)]
        return support_of(evidence)

    def _marks_of(self, key: str) -> Marks:
        if key not in self._marks:
            properties = self._store.describe([DOCUMENT + key], (TEXT[1:-1],))[DOCUMENT + key]
            self._marks[key] = shingles(terms.value(properties[TEXT[1:-1]][0]))
        return self._marks[key]

    @property
    def more(self) -> int:
        """By how many origins the store grows."""
        return len(self._members) - len(self._opened)

    def fresh(self) -> list[Statement]:
        """Of documents and origins that are new what there is to put in; a document's origin before its bands, so that
        one cut short is never found without.
        """
        opened: list[Statement] = [
            (terms.origin(key), TYPE, det("Origin"), "") for key in self._members.keys() - self._opened
        ]
        placed: list[Statement] = [
            (terms.document(key), ORIGIN_OF, terms.origin(origin), "")
            for key, origin in self._origin.items()
            if key not in self._stored
        ]
        return [*opened, *placed, *self._banded]

    def changes(self) -> tuple[list[Statement], list[Statement]]:
        """What to take out and what to put in of documents and origins that the store holds."""
        out: list[Statement] = [
            (terms.origin(key), TYPE, det("Origin"), "") for key in self._opened - self._members.keys()
        ]
        into: list[Statement] = []
        for key, stored in self._stored.items():
            if stored != self._origin[key]:
                out.append((terms.document(key), ORIGIN_OF, terms.origin(stored), ""))
                into.append((terms.document(key), ORIGIN_OF, terms.origin(self._origin[key]), ""))
        return out, into
