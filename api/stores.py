"""Which store and which Cypher engine the settings mean."""

from __future__ import annotations

from collections.abc import Callable

from api.settings import Settings
from graph.cypher.engine import CypherEngine
from graph.stores.embedded import EmbeddedStore
from graph.stores.remote import RemoteStore
from graph.stores.sparql import SparqlStore


def open_store(settings: Settings, waiting: Callable[[], None] | None = None) -> SparqlStore:
    """The endpoint of ``SPARQL_URL``, else the embedded store. ``waiting`` is called where a load has to wait."""
    if settings.sparql_url:
        return RemoteStore(settings.sparql_url, settings.sparql_update_url, settings.base_iri, settings.limits)
    return EmbeddedStore(settings.store, settings.limits, waiting=waiting)


def open_engine(
    settings: Settings,
    store: SparqlStore,
    starting: Callable[[], None] | None = None,
    ready: Callable[[], None] | None = None,
) -> CypherEngine:
    """The Bolt server of ``NEO4J_URL``, else the embedded engine over the store; nothing is started or asked yet.

    ``starting`` and ``ready`` are called around a start of the embedded engine. Raises CallError for a wrong address.
    """
    if settings.neo4j_url:
        from graph.cypher.bolt import BoltEngine

        return BoltEngine(settings.neo4j_url, settings.neo4j_user, settings.neo4j_password, settings.neo4j_database)
    from graph.cypher.embedded import EmbeddedEngine

    return EmbeddedEngine(store, settings.query_timeout, starting=starting, ready=ready)
