"""What the routes are handed: the graph, the settings, and parameters that several of them take.

All are coroutines, though none waits: the framework would run plain functions in threads, at 0.1 ms each.
"""

from __future__ import annotations

from typing import Annotated, Literal

from detente.api.filters import TieFilter
from detente.api.models import CLAIM_KEY, DOCUMENT_KEY
from detente.api.service import Service
from detente.api.settings import Settings
from detente.graph.library import ClaimGraph
from detente.graph.views import Standing
from detente.ontology.relations import load_relations
from fastapi import Depends, Path, Query, Request


async def the_service(request: Request) -> Service:
    """What the app serves."""
    return service_of(request)


def service_of(request: Request) -> Service:
    """What the app of a request serves."""
    service: Service = request.app.state.service
    return service


async def the_graph(request: Request) -> ClaimGraph:
    """The graph that the app serves."""
    return service_of(request).graph


async def the_settings(request: Request) -> Settings:
    """The app's settings."""
    return service_of(request).settings


Served = Annotated[Service, Depends(the_service)]
Graph = Annotated[ClaimGraph, Depends(the_graph)]
Options = Annotated[Settings, Depends(the_settings)]
ActorName = Annotated[str, Path(description="Id or name of an actor", examples=["taliban"])]
ClaimKey = Annotated[str, Path(description="Key of a claim", examples=[CLAIM_KEY])]
DocumentKey = Annotated[str, Path(description="Key of a document, or the input's own id", examples=[DOCUMENT_KEY])]
Limit = Annotated[int, Query(ge=1, le=1000, description="Items on a page", examples=[10])]


async def tie_filter(
    relation: Annotated[
        str | None,
        Query(
            alias="type",
            description="Relation type",
            json_schema_extra={"enum": [*load_relations()]},
            examples=["accuse"],
        ),
    ] = None,
    polarity: Annotated[
        str | None, Query(description="+ (as %2B), 0 or -; or positive, neutral, negative", examples=["-"])
    ] = None,
    other: Annotated[
        str | None, Query(alias="with", description="Only with this actor (id, IRI or name)", examples=["russia"])
    ] = None,
    since: Annotated[
        str | None, Query(description="Only with a date on or after this year, month or day", examples=["2022"])
    ] = None,
    until: Annotated[
        str | None, Query(description="Only with a date on or before this year, month or day", examples=["2024-06"])
    ] = None,
    standing: Annotated[Standing | None, Query(description="Only of this standing", examples=["affirmed"])] = None,
    family: Annotated[Literal["event", "tie"] | None, Query(description="Of relations", examples=["tie"])] = None,
) -> TieFilter:
    """The filters of a list of ties."""
    return TieFilter.parse(relation, polarity, other, since, until, standing, family)


Filters = Annotated[TieFilter, Depends(tie_filter)]
