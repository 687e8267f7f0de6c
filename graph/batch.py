"""One write: what documents that come and go change, worked out against the store as it stands.

A :class:`Batch` reads, and gathers statements to take out and to put in; it writes nothing. Documents added to one
batch see each other. The outcome is the same as if all ties had been derived afresh.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from detente.graph import keys, terms
from detente.graph.books import Books
from detente.graph.evidence import claims_of, days_of
from detente.graph.filing import Filing, withdraw
from detente.graph.methods import Methods
from detente.graph.mints import Mints
from detente.graph.ranks import month_of
from detente.graph.sources import Sources
from detente.graph.store import Store
from detente.graph.tally import Tally
from detente.graph.terms import Statement
from detente.graph.ties import (
    TALLY,
    Dyad,
    Support,
    TieKey,
    counted_statements,
    dyad_of,
    dyad_statements,
    read_tally,
    tie_statements,
)
from detente.ontology.namespaces import DET

Changes: TypeAlias = tuple[list[Statement], list[Statement], list[Statement]]
"""Statements to take out, to put in, and to put in of what is wholly new."""
_CLAIM_COUNT = DET + "claimCount"


class Batch:
    """The changes of one write.

    Args:
        store: what they are worked out against; not to be written to by others until they are applied.
        known: ids of the catalogue's actors, which are never minted.
    """

    def __init__(self, store: Store, known: frozenset[str]) -> None:
        self._store = store
        self._sources = Sources(store)
        self._mints = Mints(store, known)
        self._methods = Methods(store)
        self._books = Books(store)
        self._dyads: Counter[Dyad] = Counter()
        self._before: dict[TieKey, Tally] = {}
        self._tallies: dict[TieKey, Tally] = {}
        self._undated: set[TieKey] = set()
        self._into: list[Statement] = []
        self._out: list[Statement] = []
        self._gone: set[str] = set()

    def add(self, filings: Sequence[Filing]) -> None:
        """Documents that the store does not hold; what they come to by themselves is not among the changes."""
        self._load(tie for filing in filings for tie, _ in filing.evidence)
        self._sources.expect(filings)
        for filing in filings:
            self._add(filing)

    def _add(self, filing: Filing) -> None:
        for tie, given in filing.evidence:
            self._tallies[tie] = self._tallies[tie].count(given)
            self._dyads[dyad_of(tie)] += 1
        self._books.document_in(filing.month, len(filing.claims))
        self._weigh(self._sources.add(filing))
        self._into += self._mints.add(filing.key, filing.minted)
        self._methods.add(filing.claims)

    def remove(self, key: str) -> int:
        """A document that the store holds; nothing else may be done in the same batch.

        Returns the number of its claims.
        """
        statements, given_by = withdraw(self._store, key)
        self._out += statements
        self._books.document_out(month_of(self._store, key), len(given_by))
        self._gone.update(given_by)
        evidence = [each for given in given_by.values() for each in given]
        self._load(tie for tie, _ in evidence)
        for tie, given in evidence:
            tally = self._tallies[tie]
            self._tallies[tie] = tally.count(given, -1)
            self._dyads[dyad_of(tie)] -= 1
            if given.first == tally.first or given.last == tally.last:
                self._undated.add(tie)
        self._weigh(self._sources.remove(key))
        self._mints.remove(key)
        self._methods.remove(given_by)
        return len(given_by)

    def _load(self, ties: Iterable[TieKey]) -> None:
        unread = {keys.tie(*tie)[1:-1]: tie for tie in ties if tie not in self._tallies}
        found = self._store.describe(unread, (TALLY,))
        for iri, tie in unread.items():
            self._before[tie] = self._tallies[tie] = read_tally(found.get(iri))

    def _weigh(self, changes: Iterable[tuple[Support, int]]) -> None:
        listed = [(support, by) for support, by in changes if by]
        self._load(tie for (tie, _), _ in listed)
        for (tie, negated), by in listed:
            self._tallies[tie] = self._tallies[tie].origin(negated, by)

    def changes(self) -> Changes:
        """What to take out; what to put in besides; and what is wholly new, to be put in too: ties, bands of texts."""
        self._date()
        out, into = [*self._out], [*self._into]
        fresh = self._sources.fresh()
        for tie, tally in self._tallies.items():
            before = self._before[tie]
            if before == tally:
                continue
            self._books.more.update({name: 1 for name in (tally.standing,) if tally.claims})
            self._books.more.subtract({name: 1 for name in (before.standing,) if before.claims})
            if not before.claims:
                fresh += tie_statements(tie, tally)
            elif tally.claims:
                _differ(counted_statements(tie, before), counted_statements(tie, tally), out, into)
            else:
                out += tie_statements(tie, before)
        self._books.more.update(origins=self._sources.more, minted=self._mints.more)
        parts = (self._sources, self._methods, self._mints, self._books)
        for taken, put in (self._counted(), *(part.changes() for part in parts)):
            out += taken
            into += put
        return out, into, fresh

    def _counted(self) -> tuple[list[Statement], list[Statement]]:
        """What changes of the numbers of claims of dyads."""
        nodes = {keys.dyad(*dyad)[1:-1]: dyad for dyad, more in self._dyads.items() if more}
        held = self._store.describe(nodes, (_CLAIM_COUNT,))
        out: list[Statement] = []
        into: list[Statement] = []
        for iri, dyad in nodes.items():
            claims = int(terms.value(held[iri][_CLAIM_COUNT][0])) if iri in held else 0
            _differ(dyad_statements(dyad, claims), dyad_statements(dyad, claims + self._dyads[dyad]), out, into)
        return out, into

    def _date(self) -> None:
        """Read the dates of ties again whose first or last one may have gone."""
        for tie in self._undated:
            tally = self._tallies[tie]
            node = keys.tie(*tie)[1:-1]
            claims = set(claims_of(self._store, node)) - self._gone
            described = self._store.describe(sorted(claims), (DET + "date", DET + "heldUntil"))
            self._tallies[tie] = tally.dated(days_of(properties) for properties in described.values())


def _differ(
    before: Iterable[Statement], after: Iterable[Statement], out: list[Statement], into: list[Statement]
) -> None:
    """Add to ``out`` what is no more, and to ``into`` what is new."""
    was, now = dict.fromkeys(before), dict.fromkeys(after)
    out += [statement for statement in was if statement not in now]
    into += [statement for statement in now if statement not in was]
