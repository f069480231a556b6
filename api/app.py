"""The application: settings and a store become the routes of ``interfaces.md``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from api.answering import problems
from api.answering.descriptions import Descriptions
from api.answering.manners import Manners
from api.answering.problem_pages import for_people
from api.context import Context
from api.routers import cypher, editors, network, ontology, pages, questions, service, sparql, static, things
from api.settings import Settings
from api.stores import open_engine, open_store
from graph.cypher.engine import CypherEngine
from graph.errors import PolicyLinksError
from graph.snapshot import SnapshotCache
from graph.stores.sparql import SparqlStore

# One line a router; the order decides where two could match.
ROUTERS: tuple[APIRouter, ...] = (
    sparql.router,
    cypher.router,
    editors.router,
    service.router,
    ontology.router,
    network.router,
    questions.router,
    things.router,
    static.router,
    pages.router,
)


class Application(FastAPI):
    """FastAPI with our manners around all of it, the answer to a fault of the program too."""

    origins: tuple[str, ...] = ()

    def build_middleware_stack(self) -> ASGIApp:
        """What answers a request. A middleware that is added would stand inside of what answers faults."""
        routes = [route for router in ROUTERS for route in router.routes]
        return Manners(super().build_middleware_stack(), self.origins, routes)


def create_app(
    settings: Settings,
    store: SparqlStore | None = None,
    engine: CypherEngine | None = None,
    *,
    on_start: Callable[[], None] | None = None,
) -> FastAPI:
    """The application over a store and a Cypher engine (those of the settings where none are given).

    ``on_start`` is called as it starts.
    """
    kept = store or open_store(settings)
    cypher_engine = engine or open_engine(settings, kept)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if on_start:
            on_start()
        yield
        cypher_engine.close()
        kept.close()

    app = Application(
        title="Policy Links", version=version("policylinks"), openapi_url=None, docs_url=None, redoc_url=None,
        lifespan=lifespan, description="A graph knowledge base of public plans.",
        redirect_slashes=False,  # such a redirect repeats the host that a request names, whatever it is
    )  # fmt: skip
    app.state.context = Context(settings, kept, SnapshotCache(kept), Descriptions(kept), cypher_engine)
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(PolicyLinksError, for_people(problems.problem_of_error))
    app.add_exception_handler(HTTPException, for_people(problems.problem_of_http))
    app.add_exception_handler(Exception, for_people(problems.problem_of_anything))
    app.origins = tuple(part.strip() for part in settings.cors_origins.split(","))
    return app
