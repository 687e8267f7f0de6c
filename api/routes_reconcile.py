"""The W3C's Reconciliation API, version 0.2, over actors: OpenRefine matches a column of names to them.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
from typing import Annotated, Literal, Self

from detente.api.dependencies import Graph, Options
from detente.api.errors import BadRequest, UnknownBody
from detente.api.protocol import FORM, body_type, decode_form, only, read_body, url_pairs
from detente.api.responses import BAD, Responses, documented
from detente.graph.library import ClaimGraph
from detente.graph.views import ActorView
from detente.ontology.actor import KINDS
from detente.ontology.catalogue import fold
from detente.ontology.namespaces import ACTOR, DET
from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

router = APIRouter(prefix="/reconcile", tags=["reconciliation"])
MOST = 50
"""Candidates for one query, and queries in one batch."""
ANY = "Actor"


class Entity(BaseModel):
    """A value that is an entity itself."""

    id: str
    name: str = ""


Value = str | float | bool | Entity


class Property(BaseModel):
    """What another column says of the wanted one; names alone are compared, so it changes nothing."""

    pid: str
    v: Value | list[Value]


class Wanted(BaseModel):
    """One query of a batch."""

    model_config = ConfigDict(extra="forbid")

    query: str | None = Field(None, max_length=300)
    type: str | list[str] | None = None
    limit: int = Field(5, ge=1)
    """At most :data:`MOST` are given, whatever it is."""
    properties: list[Property] = []
    type_strict: Literal["any", "should", "all"] | None = None

    @model_validator(mode="after")
    def asks(self) -> Self:
        """Refuse what asks for nothing."""
        if self.query is None and not self.properties:
            raise ValueError("needs 'query' or 'properties'")
        return self

    def kinds(self) -> frozenset[str]:
        """The kinds of actor wanted; none for any."""
        named = [self.type] if isinstance(self.type, str) else self.type or []
        return frozenset(named) - {ANY}


BATCH = TypeAdapter(dict[str, Wanted])


def candidates(graph: ClaimGraph, wanted: Wanted) -> list[dict[str, object]]:
    """The actors that a query may mean, best first; sure of one where a single actor bears that very name."""
    found = graph.find_actors(wanted.query, MOST) if wanted.query else []
    kinds = wanted.kinds()
    fitting = [actor for actor in found if not kinds or actor.kind in kinds]
    exact = [actor for actor in fitting if bears(actor, wanted.query or "")]
    return [
        candidate(actor, place, actor in exact, match=exact == [actor])
        for place, actor in enumerate(fitting[: min(wanted.limit, MOST)])
    ]


def bears(actor: ActorView, name: str) -> bool:
    """Whether ``name`` is one of the actor's, in any case and with or without accents."""
    return fold(name) in {fold(known) for known in (actor.label, *actor.names, actor.id)}


def candidate(actor: ActorView, place: int, exact: bool, *, match: bool) -> dict[str, object]:
    """An actor as a candidate. The score, 0 to 100, says how it came to be here: by its very name, or in what place."""
    return {
        "id": actor.id,
        "name": actor.label,
        "description": described(actor),
        "type": [{"id": actor.kind, "name": actor.kind}],
        "score": 100 if exact else max(5, 80 - 5 * place),
        "features": [{"id": "exact_name", "value": exact}],
        "match": match,
    }


def described(actor: ActorView) -> str:
    """A line to tell namesakes apart."""
    names = ", ".join(actor.names[:3])
    return f"{actor.kind}{f'; also {names}' if names else ''}"


def manifest(base: str) -> dict[str, object]:
    """What the service says of itself."""
    return {
        "versions": ["0.2"],
        "name": "Détente: actors of international politics",
        "identifierSpace": ACTOR,
        "schemaSpace": DET,
        "documentation": f"{base}docs",
        "view": {"url": f"{base}id/actor/{{{{id}}}}"},
        "defaultTypes": [{"id": ANY, "name": ANY}, *({"id": kind, "name": kind} for kind in KINDS)],
        "suggest": {"entity": {"service_url": base.rstrip("/"), "service_path": "/reconcile/suggest"}},
    }


def answer_batch(graph: ClaimGraph, text: str) -> dict[str, object]:
    """The results of a batch of queries; raises :class:`BadRequest`."""
    try:
        batch = BATCH.validate_json(text)
    except ValidationError as error:
        fault = error.errors()[0]
        raise BadRequest(f"queries: {'.'.join(map(str, fault['loc']))} {fault['msg']}") from None
    if len(batch) > MOST:
        raise BadRequest(f"at most {MOST} queries in a batch, not {len(batch)}")
    return {name: {"result": candidates(graph, wanted)} for name, wanted in batch.items()}


QUERIES = {"type": "string", "examples": [json.dumps({"q0": {"query": "Daesh", "limit": 3}})]}
POSTED = {"type": "object", "required": ["queries"], "properties": {"queries": QUERIES}}
ANSWER: Responses = {200: {"description": "The manifest, or the candidates for each query"}}


@router.get(
    "",
    responses={**ANSWER, **BAD},
    openapi_extra={"parameters": [{"name": "queries", "in": "query", "schema": QUERIES}]},
)
def reconcile_by_get(request: Request, graph: Graph) -> JSONResponse:
    """The service's manifest; with `queries`, the candidates for each."""
    pairs = url_pairs(request)
    if any(name == "queries" for name, _ in pairs):
        return JSONResponse(answer_batch(graph, only(pairs, "queries")))
    return JSONResponse(manifest(str(request.base_url)))


@router.post(
    "",
    responses={**ANSWER, **BAD, **documented(413, "The body is too long"), **documented(415, "The body is no form")},
    openapi_extra={"requestBody": {"required": True, "content": {FORM: {"schema": POSTED}}}},
)
async def reconcile_by_post(request: Request, graph: Graph, options: Options) -> JSONResponse:
    """The candidates for each of a batch of queries."""
    if body_type(request) != FORM:
        raise UnknownBody(f"queries are posted as {FORM}")
    form = decode_form((await read_body(request, options.max_body)).decode("ascii", "replace"))
    return JSONResponse(answer_batch(graph, only(form, "queries")))


@router.get("/suggest", responses=BAD)
def suggest(
    graph: Graph, prefix: Annotated[str, Query(examples=["tali"])] = "", cursor: Annotated[int, Query(examples=[0])] = 0
) -> JSONResponse:
    """Actors whose names begin like that, for completing what a person types."""
    found = graph.find_actors(prefix, MOST + 1)[max(cursor, 0) :][:20] if prefix else []
    return JSONResponse({"result": [suggestion(actor) for actor in found]})


def suggestion(actor: ActorView) -> dict[str, object]:
    """An actor as a suggestion."""
    kind = {"id": actor.kind, "name": actor.kind}
    return {"id": actor.id, "name": actor.label, "description": described(actor), "notable": [kind]}
