"""What routes share: the settings, the store, the snapshot of its data. Kept on the application, made once."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from api.settings import Settings
from graph.snapshot import Snapshot, SnapshotCache
from graph.stores.sparql import SparqlStore


@dataclass(frozen=True, slots=True)
class Context:
    """The settings and the store of one application."""

    settings: Settings
    store: SparqlStore
    snapshots: SnapshotCache

    def snapshot(self) -> Snapshot:
        """The facts of the present version of the data."""
        return self.snapshots.get()

    def public_url(self, request: Request) -> str:
        """Scheme and host under which the caller reaches us, without a slash at the end."""
        return (self.settings.public_url or str(request.base_url)).rstrip("/")


def context(request: Request) -> Context:
    """The context of a request's application."""
    found = request.app.state.context
    assert isinstance(found, Context)
    return found
