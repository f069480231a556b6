"""What routes share: the settings, the store, the snapshot of its data. Kept on the application, made once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from anyio import CapacityLimiter
from starlette.requests import Request

from api.answering.descriptions import Descriptions
from api.settings import Settings
from graph.cypher.engine import CypherEngine
from graph.snapshot import Snapshot, SnapshotCache
from graph.stores.sparql import SparqlStore

_QUERIES_AT_ONCE = 32
_CYPHER_AT_ONCE = 16
_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class Context:
    """The settings and the store of one application."""

    settings: Settings
    store: SparqlStore
    snapshots: SnapshotCache
    descriptions: Descriptions
    cypher: CypherEngine
    # Queries that may hold a thread at once; more wait without one, so that the other routes keep theirs.
    queries: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_QUERIES_AT_ONCE))
    cypher_queries: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_CYPHER_AT_ONCE))

    def snapshot(self) -> Snapshot:
        """The facts of the present version of the data."""
        return self.snapshots.get()

    def public_url(self, request: Request) -> str:
        """Scheme and host under which the caller reaches us, without a slash at the end.

        A Host header that is none is not repeated: our own address takes its place.
        """
        if self.settings.public_url:
            return self.settings.public_url.rstrip("/")
        host = request.headers.get("host", "")
        if not _HOST.fullmatch(host):
            server = request.scope.get("server") or (self.settings.host, self.settings.port)
            host = f"{server[0]}:{server[1]}"
        return f"{request.scope['scheme']}://{host}"


def context(request: Request) -> Context:
    """The context of a request's application."""
    found = request.app.state.context
    assert isinstance(found, Context)
    return found
