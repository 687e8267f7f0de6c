"""The web application over one graph."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from importlib.metadata import version

from detente.api import (
    routes_actors,
    routes_changes,
    routes_claims,
    routes_documents,
    routes_export,
    routes_graphs,
    routes_linked,
    routes_pages,
    routes_reconcile,
    routes_relations,
    routes_sparql,
    routes_update,
    routes_watch,
    routes_write,
)
from detente.api.gate import Gate
from detente.api.headers import SecurityHeaders
from detente.api.metrics import Counting, Metrics
from detente.api.openapi import completed
from detente.api.problems import HANDLERS
from detente.api.revalidation import Revalidation
from detente.api.service import Service
from detente.api.settings import Settings
from detente.extract.models import chosen_model
from detente.graph import ClaimGraph, open_graph
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.staticfiles import StaticFiles

DESCRIPTION = """Who stands how with whom, since when, and who says so: claims read from documents, and the ties rolled
up from them. Actors may be given by id or by name. Every error is an RFC 9457 problem document."""
ROUTERS = (
    routes_actors.router,
    routes_claims.router,
    routes_relations.router,
    routes_documents.router,
    routes_changes.router,
    routes_write.router,
    routes_linked.router,
    routes_reconcile.router,
    routes_watch.router,
    routes_update.router,
    routes_graphs.router,
    routes_export.router,
    routes_pages.router,
)


def create_app(settings: Settings, graph: ClaimGraph | None = None) -> FastAPI:
    """The application over ``graph``; without one it opens and closes that of the settings.

    Raises ``ModelMissing`` where the model to read with is not installed.
    """
    chosen_model(settings.model)  # Said now, not when the first document comes.
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with nullcontext(graph) if graph else open_graph(settings.store) as opened:
            app.state.service = service = Service(opened, settings, metrics)
            await service.start()
            try:
                yield
            finally:
                await service.stop()

    app = FastAPI(
        title="Détente",
        version=version("detente"),
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        exception_handlers=dict(HANDLERS),
    )
    # The last is the outermost.
    app.add_middleware(Revalidation, revision=lambda: app.state.service.state)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.origins.split(),
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["accept", "content-type"],
        expose_headers=["detente-cut", "etag", "link"],
    )
    app.add_middleware(Gate, settings=settings)
    app.add_middleware(Counting, metrics=metrics)
    app.add_middleware(SecurityHeaders)
    app.mount("/static", StaticFiles(directory=routes_pages.STATIC))
    app.router.routes.append(routes_sparql.route)
    for router in ROUTERS:
        app.include_router(router)
    app.openapi = completed(app, {"/sparql": routes_sparql.PATH_ITEM})  # type: ignore[method-assign]
    return app
