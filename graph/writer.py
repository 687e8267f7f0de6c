"""All that writes claims: documents in, documents out, ties afresh. One thread at a time.

One document goes in as one update. Many go in faster in two steps: what nothing in the store is about yet by a bulk
load, with each document marked ``det:pending``; then, as one update, what changes and the marks' removal. A mark that
is found when the store is opened was left by a process that died in between: its document is taken out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import chain
from time import monotonic

from detente.extract.model import Extraction
from detente.graph import terms
from detente.graph.batch import Batch, Changes
from detente.graph.changes import Entries, Log, last_of
from detente.graph.equip import equip
from detente.graph.errors import BadExtraction
from detente.graph.filing import Filing, discard, file
from detente.graph.quads import SOURCE
from detente.graph.rebuild import rebuild
from detente.graph.store import Store
from detente.graph.terms import Statement, det
from detente.ontology.catalogue import Catalogue
from detente.ontology.namespaces import DET, DOCUMENT
from detente.ontology.relations import load_relations

BATCH = 5000
"""Documents written at a time, where they come fast."""
PATIENCE = 1.0
"""Seconds after which a batch is written although it is not full, unless another is still being written."""
_PENDING = det("pending")
_ORIGIN = DET + "origin"


class Writer:
    """Writes to one store; brings it up to date with the catalogue and cleans up after a crash when made."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._known = frozenset(catalogue.actors)
        self.log = Log(store)
        """Of all that is written."""
        with store.writing():
            self.log.settle()
            equip(store, catalogue, self.log)
            self._recover()

    def add(self, extraction: Extraction) -> bool:
        """Write one document; ``False`` if the store holds it."""
        return self._write([self._file(extraction)]) == 1

    def add_many(self, extractions: Iterable[Extraction]) -> Iterator[tuple[int, int]]:
        """Write those whose documents the store lacks, each once, a batch at a time.

        Gives how many were read, and written, so far. While the store takes in one batch the next is prepared.
        """
        read = new = 0
        with ThreadPoolExecutor(1) as beside:
            writing: Future[int] | None = None

            def ready() -> bool:
                return writing is None or writing.done()

            for batch in _batches((self._file(extraction) for extraction in extractions), ready):
                if writing:
                    new += writing.result()
                    yield read, new
                read += len(batch)
                writing = beside.submit(self._write, batch)
            if writing:
                new += writing.result()
                yield read, new

    def _write(self, filings: Sequence[Filing]) -> int:
        distinct = {filing.key: filing for filing in filings}
        with self._store.writing():
            held = self._store.describe((DOCUMENT + key for key in distinct), (_ORIGIN,))
            missing = [filing for key, filing in distinct.items() if DOCUMENT + key not in held]
            with self.log.recording("added", [filing.key for filing in missing]) as entries:
                self._write_new(missing, entries)
        return len(missing)

    def _write_new(self, filings: Sequence[Filing], entries: Entries) -> None:
        if sum(filing.size for filing in filings) < self._store.whole // 2:
            itself = [statement for filing in filings for statement in filing.statements()]
            out, into, fresh = self._settled(filings)
            self._store.apply(out + entries.out, into + fresh + itself + entries.itself + entries.into)
        else:
            self._write_many(filings, entries)

    def _write_many(self, filings: Sequence[Filing], entries: Entries) -> None:
        marks = [_mark(filing.key) for filing in filings]
        itself = chain(marks, entries.itself, *(filing.statements() for filing in filings))
        with ThreadPoolExecutor(1) as beside:
            settled = beside.submit(self._settled, filings)
            if not self._store.concurrent:
                wait([settled])
            self._store.bulk(chain(itself, _fresh(settled)))  # one load: each costs the store a merge
        out, into, _ = settled.result()
        self._store.apply(out + marks + entries.out, into + entries.into)

    def _settled(self, filings: Sequence[Filing]) -> Changes:
        batch = Batch(self._store, self._known)
        batch.add(filings)
        return batch.changes()

    def remove(self, document: str) -> int:
        """Take out a document (key) that the store holds. Returns the number of its claims."""
        with self._store.writing(), self.log.recording("removed", [document]) as entries:
            batch = Batch(self._store, self._known)
            claims = batch.remove(document)
            out, into, fresh = batch.changes()
            self._take_out(document, out, into + fresh, entries)
        return claims

    def _take_out(self, document: str, out: list[Statement], into: list[Statement], entries: Entries) -> None:
        """In one go where the store can; else so that what a removal cut short leaves can be found and taken out."""
        if len(out) + len(into) < self._store.whole:
            self._store.apply(out + entries.out, into + entries.itself + entries.into)
            return
        mark = _mark(document)
        self._store.apply([], [mark])
        links = [each for each in out if each[1] == SOURCE]
        self._store.apply([each for each in out if each[1] != SOURCE and each != mark], into)
        self._store.apply([*links, mark, *entries.out], entries.itself + entries.into)

    def rebuild(self) -> int:
        """Derive origins and ties afresh. Returns the number of ties."""
        with self._store.writing():
            return self._rebuild()

    def _rebuild(self) -> int:
        with self.log.recording("updated") as entries:
            self._store.apply([], entries.itself)
            ties = rebuild(self._store, self._known)
            self._store.apply(entries.out, entries.into)
        return ties

    def update(self, sparql: str, base_iri: str | None = None) -> None:
        """Carry out an update as a user wrote it. Raises ``BadQuery``."""
        with self._store.writing():
            self.log.update(sparql, base_iri)

    def _recover(self) -> None:
        """Take out documents whose write was cut short, and derive the ties afresh."""
        pending = [subject for subject, _ in self._store.scan(_PENDING[1:-1])]
        for document in pending:
            if document.startswith(DOCUMENT):
                self._withdraw(document.removeprefix(DOCUMENT))
        if pending:
            self._rebuild()

    def _withdraw(self, key: str) -> None:
        """Take out a document whose write, or removal, was cut short; the log may have it as added."""
        known = [key] if last_of(self._store, key) == "added" else []
        with self.log.recording("removed", known) as entries:
            self._take_out(key, discard(self._store, key), [], entries)

    def _file(self, extraction: Extraction) -> Filing:
        """Prepare a document, and refuse what could not be read back."""
        key = extraction.document.key
        minted = {actor.id for actor in extraction.minted}
        for claim in extraction.claims:
            if claim.document != key:
                raise BadExtraction(key, f"a claim says that it is of document {claim.document}")
            if claim.relation not in load_relations():
                raise BadExtraction(key, f"there is no relation type {claim.relation!r}")
            for each in (claim.subject, claim.object, claim.claimant):
                for id in (each.actor, each.principal) if each else ():
                    if id and id not in self._known and id not in minted:
                        raise BadExtraction(key, f"neither catalogue nor extraction knows the actor {id!r}")
        return file(extraction)


def _fresh(settled: Future[Changes]) -> Iterator[Statement]:
    """What is wholly new, as soon as it is known."""
    yield from settled.result()[2]


def _mark(document: str) -> Statement:
    return terms.document(document), _PENDING, terms.boolean(True), ""


def _batches(filings: Iterable[Filing], ready: Callable[[], bool]) -> Iterator[list[Filing]]:
    """Filings in batches: of so many documents, or of those that came in a second or until the last batch was written.

    A larger one costs the store less than two: each is merged with all that it holds.
    """
    batch: list[Filing] = []
    end = monotonic() + PATIENCE
    for filing in filings:
        batch.append(filing)
        if len(batch) == BATCH or (monotonic() > end and ready()):
            yield batch
            batch, end = [], monotonic() + PATIENCE
    if batch:
        yield batch
