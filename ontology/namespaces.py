"""The IRIs of the project, in one place."""

from __future__ import annotations

from types import MappingProxyType

BASE = "https://w3id.org/detente/"
DET = BASE + "ns#"
"""The vocabulary; a relation type here states an affirmed tie."""
SAID = BASE + "said#"
"""The twins of the relation types: what a claim states, true or not."""
ACTOR = BASE + "actor/"
DOCUMENT = BASE + "document/"
CLAIM = BASE + "claim/"
TIE = BASE + "tie/"
ORIGIN = BASE + "origin/"
STATE_GRAPH = BASE + "graph/state"
"""Stands in for the default graph on a server that has none to write to."""

PREFIXES = MappingProxyType(
    {
        "det": DET,
        "said": SAID,
        "actor": ACTOR,
        "doc": DOCUMENT,
        "claim": CLAIM,
        "tie": TIE,
        "origin": ORIGIN,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "prov": "http://www.w3.org/ns/prov#",
        "dcterms": "http://purl.org/dc/terms/",
        "oa": "http://www.w3.org/ns/oa#",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "time": "http://www.w3.org/2006/time#",
        "org": "http://www.w3.org/ns/org#",
        "schema": "https://schema.org/",
        "wd": "http://www.wikidata.org/entity/",
        "void": "http://rdfs.org/ns/void#",
    }
)
"""Prefixes that every query may use without declaring them."""
