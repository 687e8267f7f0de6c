"""GraphML for Gephi and others: an edge per tie, or per claim, written as it is read, with memory for the actors alone.

Strict GraphML 1.0: ids are short NMTOKENs with the IRI beside them, every edge has an id, and the whole is valid
against graphml.xsd. All edges are written as directed, since readers refuse a mixture; ``symmetric`` tells which
relations go both ways. Gephi reads ``label`` and ``weight``. Nodes come first and bear counts of their edges, so the
edges wait in a temporary file.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Literal, TypeAlias
from xml.sax.saxutils import escape

from detente.graph import keys, terms
from detente.graph.edges import claim_edges
from detente.graph.knowledge import SHOWN, read_actor
from detente.graph.rebuild import chunks
from detente.graph.store import Store
from detente.graph.tally import Tally
from detente.graph.ties import TALLY
from detente.ontology.relations import RelationType, load_relations

Grain = Literal["tie", "claim"]
Value: TypeAlias = str | int | float | bool | None
Fixed: TypeAlias = dict[str, tuple[str, RelationType]]
Keys: TypeAlias = tuple[tuple[str, str], ...]
"""Names and types of attributes."""

NODE_KEYS: Keys = (
    *(("label", "string"), ("kind", "string"), ("iri", "string"), ("iso2", "string"), ("iso3", "string")),
    *(("qid", "string"), ("minted", "boolean"), ("degree", "int"), ("claims", "int"), ("friendly", "int")),
    ("hostile", "int"),
)
_BOTH: Keys = (
    *(("label", "string"), ("relation", "string"), ("polarity", "string"), ("score", "double")),
    *(("symmetric", "boolean"), ("iri", "string"), ("weight", "double")),
)
EDGE_KEYS: dict[Grain, Keys] = {
    "tie": (
        *_BOTH,
        *(("claims", "int"), ("standing", "string"), ("reason", "string")),
        *(("first_date", "string"), ("last_date", "string")),
    ),
    "claim": (
        *_BOTH,
        *(("quote", "string"), ("source", "string"), ("document", "string"), ("date", "string")),
        *(("claimant", "string"), ("negated", "boolean"), ("modality", "string"), ("confidence", "double")),
    ),
}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {"\r": "&#13;"}
_LOT = 2000


@dataclass(slots=True)
class Node:
    """An actor's id in the file, and what is counted of it; the one thing here that grows."""

    number: int
    degree: int = 0
    claims: int = 0
    friendly: int = 0
    hostile: int = 0

    def count(self, polarity: str, claims: int) -> None:
        """An edge at it."""
        self.degree += 1
        self.claims += claims
        if polarity == "+":
            self.friendly += 1
        elif polarity == "-":
            self.hostile += 1


class Nodes(dict[str, Node]):
    """The actors (ids) met so far."""

    def __missing__(self, id: str) -> Node:
        node = self[id] = Node(len(self))
        return node


def write_graphml(store: Store, stream: IO[bytes], grain: Grain) -> int:
    """Write all that the store holds at one grain. Returns the number of edges."""
    nodes = Nodes()
    lines = _ties(store, nodes) if grain == "tie" else _claims(store, nodes)
    written = 0
    with TemporaryFile() as spool:
        while lot := list(islice(lines, _LOT)):
            spool.write("".join(lot).encode())
            written += len(lot)
        spool.seek(0)
        stream.write(_HEAD.encode())
        stream.writelines(_declared("node", "n", NODE_KEYS))
        stream.writelines(_declared("edge", "e", EDGE_KEYS[grain]))
        stream.write(b'<graph id="detente" edgedefault="directed">\n')
        stream.writelines(_nodes(store, nodes))
        shutil.copyfileobj(spool, stream, 1 << 20)
    stream.write(b"</graph>\n</graphml>\n")
    return written


def _ties(store: Store, nodes: Nodes) -> Iterator[str]:
    """A line for each tie. Its values are words, numbers and encoded IRIs, so that there is nothing to escape."""
    fixed = _fixed()
    for number, (iri, packed) in enumerate(store.texts(TALLY), 1):
        subject, relation, object = keys.tie_key(iri)
        sums, first, last = packed.rsplit(" ", 2)
        claims, counted = _counted(sums)
        shared, kind = fixed[relation]
        source, target = nodes[subject], nodes[object]
        source.count(kind.polarity, claims)
        target.count(kind.polarity, claims)
        dates = "" if first == "-" else f'<data key="ek10">{first}</data><data key="ek11">{last}</data>'
        yield (
            f'<edge id="e{number}" source="n{source.number}" target="n{target.number}">{shared}'
            f'<data key="ek5">{iri}</data>{counted}{dates}</edge>\n'
        )


@lru_cache(maxsize=1 << 14)
def _counted(sums: str) -> tuple[int, str]:
    """The number of a tie's claims and what is written of its sums, which many ties have the same."""
    tally = Tally.unpack(f"{sums} - -")
    return tally.claims, _data("e", (float(tally.weight), tally.claims, tally.standing, tally.reason), 6)


def _claims(store: Store, nodes: Nodes) -> Iterator[str]:
    fixed = _fixed()
    for number, edge in enumerate(claim_edges(store), 1):
        shared, kind = fixed[edge.relation]
        source, target = nodes[edge.subject], nodes[edge.object]
        source.count(kind.polarity, 1)
        target.count(kind.polarity, 1)
        about = (edge.iri, 1.0, edge.quote, edge.source, edge.document, edge.date, edge.claimant)
        values = _data("e", (*about, edge.negated, edge.modality, edge.confidence), 5)
        yield f'<edge id="e{number}" source="n{source.number}" target="n{target.number}">{shared}{values}</edge>\n'


def _fixed() -> Fixed:
    """For each relation type the values that all its edges share, and the type."""
    return {
        name: (_data("e", (kind.label, name, kind.polarity, kind.score, not kind.directed)), kind)
        for name, kind in load_relations().items()
    }


def _nodes(store: Store, nodes: Nodes) -> Iterator[bytes]:
    for chunk in chunks(nodes):
        described = store.describe((terms.actor(id)[1:-1] for id in chunk), SHOWN)
        for id in chunk:
            iri = terms.actor(id)[1:-1]
            actor, node = read_actor(id, described.get(iri, {})), nodes[id]
            known = (actor.label, actor.kind, iri, actor.iso2, actor.iso3, actor.wikidata, actor.minted)
            values = (*known, node.degree, node.claims, node.friendly, node.hostile)
            yield f'<node id="n{node.number}">{_data("n", values)}</node>\n'.encode()


def _declared(domain: str, prefix: str, keys: Keys) -> Iterator[bytes]:
    for number, (name, kind) in enumerate(keys):
        yield f'<key id="{prefix}k{number}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'.encode()


def _data(prefix: str, values: Iterable[Value], first: int = 0) -> str:
    return "".join(
        [
            f'<data key="{prefix}k{number}">{_text(value)}</data>'
            for number, value in enumerate(values, first)
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
