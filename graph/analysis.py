"""The ties as a networkx graph, and first measures on it: who leans to whom, and which blocs form."""

from __future__ import annotations

from collections.abc import Collection

import networkx
from detente.graph.edges import tie_edges
from detente.graph.lookup import Lookup
from detente.graph.store import Store
from detente.graph.views import STANDINGS, Standing
from detente.ontology.relations import load_relations


def as_networkx(store: Store, standings: Collection[Standing] = STANDINGS) -> networkx.MultiDiGraph[str]:
    """The ties of these standings, all in memory: for analysis, not for export.

    Nodes are actor ids with ``label`` and ``kind``; edges bear ``relation``, ``polarity``, ``score``, ``standing``,
    ``weight`` (independent origins), ``claims``, ``first``, ``last`` and ``iri``. A symmetric tie is one edge, in the
    order of its actors' ids.
    """
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    lookup = Lookup(store)
    for edge in tie_edges(store):
        kind, tally = load_relations()[edge.relation], edge.tally
        if tally.standing in standings:
            about: dict[str, object] = {"polarity": kind.polarity, "score": kind.score, "standing": tally.standing}
            about |= {"weight": tally.weight, "claims": tally.claims, "iri": edge.iri}
            about |= {"first": tally.first, "last": tally.last}
            graph.add_edge(edge.subject, edge.object, key=edge.relation, relation=edge.relation, **about)
    for id in graph:
        ref = lookup.ref(id)
        graph.nodes[id].update(label=ref.label, kind=ref.kind)
    return graph


def leanings(ties: networkx.MultiDiGraph[str]) -> networkx.Graph[str]:
    """One edge for every two actors, its ``score`` the mean of their ties' scores weighted by independent origins.

    The scores are PLOVER's, −10 to +10. ``weight`` is the number of origins behind it.
    """
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(ties.nodes(data=True))
    for subject, object, about in ties.edges(data=True):
        held = graph.edges.get((subject, object), {"sum": 0.0, "weight": 0.0})
        total, weight = held["sum"] + about["score"] * about["weight"], held["weight"] + about["weight"]
        graph.add_edge(subject, object, sum=total, weight=weight, score=total / weight)
    return graph


def blocs(ties: networkx.MultiDiGraph[str], seed: int = 0) -> list[set[str]]:
    """Actors that lean to one another, largest group first: Louvain communities of the friendly leanings.

    (Blondel et al. 2008, "Fast unfolding of communities in large networks".) The same seed gives the same blocs.
    """
    friendly = networkx.Graph(
        (one, other, {"weight": about["score"] * about["weight"]})
        for one, other, about in leanings(ties).edges(data=True)
        if about["score"] > 0
    )
    found = networkx.community.louvain_communities(friendly, weight="weight", seed=seed)
    return sorted(found, key=lambda bloc: (-len(bloc), min(bloc)))
