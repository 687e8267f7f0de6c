"""GraphML for Gephi and others: an edge per tie, or per claim, written as it is read, with memory for the actors alone.

Strict GraphML 1.0: ids are short NMTOKENs with the IRI beside them, every edge has an id, and the whole is valid
against graphml.xsd. All edges are written as directed, since readers refuse a mixture; ``symmetric`` tells which
relations go both ways. Gephi reads ``label`` and ``weight``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Literal, TypeAlias
from xml.sax.saxutils import escape

from detente.graph import terms
from detente.graph.documents import BRIEF, read_document
from detente.graph.evidence import read_evidence
from detente.graph.knowledge import read_actor
from detente.graph.quads import TYPE
from detente.graph.rebuild import chunks
from detente.graph.store import Store
from detente.graph.ties import TALLY, Tally
from detente.ontology.namespaces import DET, DOCUMENT
from detente.ontology.relations import load_relations
from pyoxigraph import NamedNode

Grain = Literal["tie", "claim"]
Value: TypeAlias = str | int | float | bool | None
Edge: TypeAlias = tuple[str, str, tuple[Value, ...]]
"""Ids of source and target, and the values in the order of the grain's keys."""

NODE_KEYS = (
    *(
        ("label", "string"),
        ("kind", "string"),
        ("iri", "string"),
        ("iso2", "string"),
        ("iso3", "string"),
        ("qid", "string"),
    ),
    *(("minted", "boolean"), ("degree", "int"), ("claims", "int"), ("friendly", "int"), ("hostile", "int")),
)
_BOTH = (("label", "string"), ("iri", "string"), ("relation", "string"), ("polarity", "string"), ("score", "double"))
EDGE_KEYS = {
    "tie": (
        *_BOTH,
        *(("weight", "double"), ("claims", "int"), ("standing", "string"), ("reason", "string")),
        *(("first_date", "string"), ("last_date", "string"), ("symmetric", "boolean")),
    ),
    "claim": (
        *_BOTH,
        *(("weight", "double"), ("quote", "string"), ("source", "string"), ("document", "string"), ("date", "string")),
        *(("claimant", "string"), ("negated", "boolean"), ("modality", "string"), ("confidence", "double")),
    ),
}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {"\r": "&#13;"}


def write_graphml(store: Store, stream: IO[bytes], grain: Grain) -> int:
    """Write all that the store holds at one grain. Returns the number of edges."""
    edges = tie_edges if grain == "tie" else claim_edges
    nodes = _count(edges(store))
    numbers = {id: f"n{number}" for number, id in enumerate(sorted(nodes))}
    stream.write(_HEAD.encode())
    stream.writelines(_keys("node", "n", NODE_KEYS))
    stream.writelines(_keys("edge", "e", EDGE_KEYS[grain]))
    stream.write(b'<graph id="detente" edgedefault="directed">\n')
    stream.writelines(_nodes(store, numbers, nodes))
    written = 0
    for written, (source, target, values) in enumerate(edges(store), 1):
        head = f'<edge id="e{written}" source="{numbers[source]}" target="{numbers[target]}">'
        stream.write(f"{head}{_data('e', values)}</edge>\n".encode())
    stream.write(b"</graph>\n</graphml>\n")
    return written


@dataclass(slots=True)
class _Count:
    """What is counted of a node; the one thing here that grows."""

    degree: int = 0
    claims: int = 0
    friendly: int = 0
    hostile: int = 0


def _count(edges: Iterable[Edge]) -> dict[str, _Count]:
    counts: dict[str, _Count] = {}
    for source, target, values in edges:
        for id in (source, target):
            count = counts.setdefault(id, _Count())
            count.degree += 1
            count.claims += int(values[6]) if isinstance(values[6], int) else 1
            count.friendly += values[3] == "+"
            count.hostile += values[3] == "-"
    return counts


def _nodes(store: Store, numbers: dict[str, str], counts: dict[str, _Count]) -> Iterator[bytes]:
    for chunk in chunks(numbers):
        described = store.describe(terms.actor(id)[1:-1] for id in chunk)
        for id in chunk:
            iri = terms.actor(id)[1:-1]
            actor, count = read_actor(id, described.get(iri, {})), counts[id]
            known = (actor.label, actor.kind, iri, actor.iso2, actor.iso3, actor.wikidata, actor.minted)
            values = (*known, count.degree, count.claims, count.friendly, count.hostile)
            yield f'<node id="{numbers[id]}">{_data("n", values)}</node>\n'.encode()


def tie_edges(store: Store) -> Iterator[Edge]:
    """An edge per tie; its weight is the number of independent origins."""
    relations = load_relations()
    for iri, packed in store.scan(TALLY, ordered=True):
        subject, relation, object = terms.tie_key(iri)
        kind, tally = relations[relation], Tally.unpack(terms.value(packed))
        about = (kind.label, iri, relation, kind.polarity, kind.score)
        counts = (float(tally.weight), tally.claims, tally.standing, tally.reason, tally.first, tally.last)
        yield subject, object, (*about, *counts, not kind.directed)


def claim_edges(store: Store) -> Iterator[Edge]:
    """An edge per claim, between the actors as named."""
    relations = load_relations()
    claims = (iri for iri, _ in store.scan(TYPE[1:-1], NamedNode(DET + "Claim"), ordered=True))
    for chunk in chunks(claims):
        read = {iri: read_evidence(properties) for iri, properties in store.describe(chunk).items()}
        briefs = store.describe({DOCUMENT + claim.document for claim, _ in read.values()}, BRIEF)
        for iri, (claim, evidence) in read.items():
            kind, document = relations[claim.relation], read_document(briefs.get(DOCUMENT + claim.document, {}))
            about = (kind.label, iri, claim.relation, kind.polarity, kind.score, 1.0)
            source = (claim.quote, document.source, document.title, evidence.first)
            claimant = claim.claimant.text if claim.claimant else None
            yield (
                claim.subject.actor,
                claim.object.actor,
                (*about, *source, claimant, claim.negated, claim.modality, claim.confidence),
            )


def _keys(domain: str, prefix: str, keys: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    for number, (name, kind) in enumerate(keys):
        yield f'<key id="{prefix}k{number}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'.encode()


def _data(prefix: str, values: Iterable[Value]) -> str:
    return "".join(
        [
            f'<data key="{prefix}k{number}">{_text(value)}</data>'
            for number, value in enumerate(values)
            if value is not None
        ]
    )


def _text(value: Value) -> str:
    """A value as XML text; characters that XML 1.0 can't hold become U+FFFD."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return escape(_ILLEGAL.sub("\ufffd", value), _ENTITIES)
    return str(value)
