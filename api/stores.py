"""Which store the settings mean."""

from __future__ import annotations

from collections.abc import Callable

from api.settings import Settings
from graph.stores.embedded import EmbeddedStore
from graph.stores.remote import RemoteStore
from graph.stores.sparql import SparqlStore


def open_store(settings: Settings, waiting: Callable[[], None] | None = None) -> SparqlStore:
    """The endpoint of ``SPARQL_URL``, else the embedded store. ``waiting`` is called where a load has to wait."""
    if settings.sparql_url:
        return RemoteStore(settings.sparql_url, settings.sparql_update_url, settings.base_iri, settings.limits)
    return EmbeddedStore(settings.store, settings.limits, waiting=waiting)
