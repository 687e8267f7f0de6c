"""All that writes claims: documents in, documents out, ties afresh. One thread at a time.

One document goes in as one update. Many go in faster in two steps: what nothing in the store is about yet by a bulk
load, with each document marked ``det:pending``; then, as one update, what changes and the marks' removal. A mark that
is found when the store is opened was left by a process that died in between: its document is taken out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from detente.extract.model import Claim, Extraction
from detente.graph import terms
from detente.graph.batch import Batch
from detente.graph.equip import equip
from detente.graph.errors import BadExtraction
from detente.graph.filing import Filing, file
from detente.graph.rebuild import derived, present
from detente.graph.store import Store
from detente.graph.terms import Statement, det
from detente.ontology.catalogue import Catalogue
from detente.ontology.namespaces import DET, DOCUMENT
from detente.ontology.relations import load_relations

MANY = 5000
"""From how many statements on a bulk load pays."""
BATCH = 200
"""Documents written at a time."""
_PENDING, _TRUE = det("pending"), terms.boolean(True)
_ORIGIN = DET + "origin"


class Writer:
    """Writes to one store; brings it up to date with the catalogue and cleans up after a crash when made."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._known = frozenset(catalogue.actors)
        with store.writing():
            equip(store, catalogue)
            self._recover()

    def add(self, extractions: Iterable[Extraction]) -> Iterator[tuple[int, int]]:
        """Write those whose documents the store lacks, each once, a batch at a time.

        Gives how many were read, and written, so far. While the store takes in one batch the next is prepared.
        """
        rest, read, new = iter(extractions), 0, 0
        while batch := list(islice(rest, BATCH)):
            for extraction in batch:
                self._check(extraction)
            filings = {filing.key: filing for filing in map(file, reversed(batch))}
            with self._store.writing():
                new += self._write(list(filings.values())[::-1])
            read += len(batch)
            yield read, new

    def _write(self, filings: Sequence[Filing]) -> int:
        held = self._store.describe((DOCUMENT + filing.key for filing in filings), (_ORIGIN,))
        missing = [filing for filing in filings if DOCUMENT + filing.key not in held]
        itself = [statement for filing in missing for statement in filing.statements]
        if len(itself) < MANY:
            out, into, fresh = self._settled(missing)
            self._store.apply(out, into + fresh + itself)
            return len(missing)
        marks: list[Statement] = [(terms.document(filing.key), _PENDING, _TRUE, "") for filing in missing]
        with ThreadPoolExecutor(1) as beside:
            loaded = beside.submit(self._store.bulk, marks + itself)
            out, into, fresh = self._settled(missing)
            loaded.result()
        if len(fresh) < MANY:
            into += fresh
        else:
            self._store.bulk(fresh)
        self._store.apply(out + marks, into)
        return len(missing)

    def _settled(self, filings: Iterable[Filing]) -> tuple[list[Statement], list[Statement], list[Statement]]:
        batch = Batch(self._store, self._known)
        for filing in filings:
            batch.add(filing)
        return batch.changes()

    def remove(self, document: str) -> int:
        """Take out a document (key) that the store holds. Returns the number of its claims."""
        with self._store.writing():
            batch = Batch(self._store, self._known)
            claims = batch.remove(document)
            out, into, fresh = batch.changes()
            self._store.apply(out, into + fresh)
        return claims

    def rebuild(self) -> int:
        """Derive origins and ties afresh. Returns the number of ties."""
        with self._store.writing():
            wanted = dict.fromkeys(derived(self._store))
            held = set(present(self._store))
            self._store.apply(
                [each for each in held if each not in wanted], [each for each in wanted if each not in held]
            )
        return sum(1 for _, predicate, _, _ in wanted if predicate == f"<{DET}tally>")

    def _recover(self) -> None:
        pending = [subject.removeprefix(DOCUMENT) for subject, _ in self._store.scan(_PENDING[1:-1])]
        for document in pending:
            self.remove(document)
        if pending:
            self.rebuild()  # counts may have been changed for documents that were not counted in yet

    def _check(self, extraction: Extraction) -> None:
        """Refuse what could not be read back, before anything is written."""
        key = extraction.document.key
        known = self._known | {actor.id for actor in extraction.minted}
        for claim in extraction.claims:
            if claim.document != key:
                raise BadExtraction(key, f"a claim says that it is of document {claim.document}")
            if claim.relation not in load_relations():
                raise BadExtraction(key, f"there is no relation type {claim.relation!r}")
            if unknown := _actors(claim) - known:
                raise BadExtraction(key, f"neither catalogue nor extraction knows {', '.join(sorted(unknown))}")


def _actors(claim: Claim) -> set[str]:
    held = (claim.subject, claim.object, *((claim.claimant,) if claim.claimant else ()))
    return {id for each in held for id in (each.actor, each.principal) if id}
