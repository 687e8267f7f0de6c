"""Ties and dyads: which ones a claim feeds, and how they stand in the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from detente.extract.model import Claim
from detente.graph import keys, terms
from detente.graph.quads import TYPE, between, day_of
from detente.graph.ranks import RANK, RANKED, monthly, rank
from detente.graph.tally import Evidence, Tally
from detente.graph.terms import Properties, Statement, det
from detente.ontology.namespaces import ACTOR, DET
from detente.ontology.relations import RelationType, load_relations

TieKey: TypeAlias = tuple[str, str, str]
"""Subject, relation and object; for an undirected relation the actors stand in the order of their ids."""
Support: TypeAlias = tuple[TieKey, bool]
"""A tie, and whether it is denied: what an origin counts once for, however often it says so."""


Dyad: TypeAlias = tuple[str, str]
"""Two actors, in the order of their ids."""


def support_of(evidence: Iterable[tuple[TieKey, Evidence]]) -> frozenset[Support]:
    return frozenset((tie, given.status == "negated") for tie, given in evidence)


def ties_of(claim: Claim) -> tuple[TieKey, ...]:
    """The keys of the ties that rest on a claim."""
    relation = claim.relation
    if load_relations()[relation].directed:
        return tuple((subject, relation, object) for subject, object in between(claim))
    ordered = dict.fromkeys((min(pair), relation, max(pair)) for pair in between(claim))
    return tuple(ordered)


def claim_ranks(claim: Claim, document_date: str | None) -> list[Statement]:
    """Under what a claim is found among those that speak of the same actors."""
    node, day = terms.claim(claim.key), day_of(claim, document_date)
    dyads = dict.fromkeys(map(dyad_of, ties_of(claim)))
    return [(node, RANK, monthly(dyad, day), "") for dyad in dyads]


def fact_key(subject: str, relation: RelationType, object: str) -> TieKey:
    """The tie that a relation between two actors (IRIs) states."""
    one, other = terms.local_name(subject, ACTOR), terms.local_name(object, ACTOR)
    return (one, relation.name, other) if relation.directed else (min(one, other), relation.name, max(one, other))


def tie_statements(key: TieKey, tally: Tally) -> Iterator[Statement]:
    """A tie; and, where it is affirmed, the relation itself. Nothing where no claim is left."""
    if not tally.claims:
        return
    subject, relation, object = key
    node, source, target = keys.tie(*key), terms.actor(subject), terms.actor(object)
    yield node, TYPE, _TIE, ""
    yield node, _SUBJECT, source, ""
    yield node, _RELATION, det(relation), ""
    yield node, _OBJECT, target, ""
    yield node, _PARTY, source, ""
    yield node, _PARTY, target, ""
    yield from counted_statements(key, tally)


def counted_statements(key: TieKey, tally: Tally) -> Iterator[Statement]:
    """Those of :func:`tie_statements` that depend on the tally."""
    subject, relation, object = key
    node, source, target, means = keys.tie(*key), terms.actor(subject), terms.actor(object), det(relation)
    for predicate, value in _counted(tally):
        yield node, predicate, value, ""
    if tally.weight >= RANKED:
        yield node, RANK, rank(subject, tally.weight), ""
        yield node, RANK, rank(object, tally.weight), ""
    if tally.standing == "affirmed":
        yield source, means, target, ""
        if not load_relations()[relation].directed:
            yield target, means, source, ""


_TIE, _SUBJECT, _RELATION, _OBJECT, _PARTY = map(det, ("Tie", "subject", "relation", "object", "party"))
_STANDING, _REASON, _CLAIMS, _ORIGINS = map(det, ("standing", "standingReason", "claimCount", "originCount"))
_TALLY, _FIRST, _LAST = map(det, ("tally", "firstDate", "lastDate"))


def _counted(tally: Tally) -> Iterator[tuple[str, str]]:
    yield _STANDING, det(tally.standing)
    yield _REASON, terms.text(tally.reason)
    yield _CLAIMS, terms.integer(tally.claims)
    yield _ORIGINS, terms.integer(tally.weight)
    yield _TALLY, terms.text(tally.packed)
    if tally.first:
        yield _FIRST, terms.moment(tally.first)
    if tally.last:
        yield _LAST, terms.moment(tally.last)


def dyad_of(tie: TieKey) -> Dyad:
    subject, _, object = tie
    return (subject, object) if subject < object else (object, subject)


def dyad_statements(dyad: Dyad, claims: int) -> list[Statement]:
    """Two actors with the number of claims that speak of both; nothing where there are none."""
    if not claims:
        return []
    node = keys.dyad(*dyad)
    about = [(TYPE, _DYAD), (_CLAIMS, terms.integer(claims))]
    if claims >= RANKED:
        about.append((RANK, rank("", claims)))
    return [(node, predicate, object, "") for predicate, object in about]


_DYAD = det("Dyad")
TALLY = DET + "tally"
"""The one predicate that :func:`read_tally` needs;
a tie is read often, and whole, so its sums stand in one literal too.
"""


def read_tally(properties: Properties | None) -> Tally:
    """The tally of a tie with these properties; an empty one where there are none."""
    return Tally.unpack(terms.value(properties[TALLY][0])) if properties else Tally()
