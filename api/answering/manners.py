"""What every answer does, whatever the route: HEAD and OPTIONS, `Allow`, and headers that keep a page to itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
_EXPOSED = "ETag, Link, Policylinks-Truncated, Policylinks-Not-Stated"
_LATIN = "latin-1"


class Manners:
    """ASGI middleware over the application's ``routes``. HEAD is answered as GET without its body."""

    def __init__(self, app: ASGIApp, origins: tuple[str, ...], routes: Sequence[BaseRoute]) -> None:
        self._app, self._origins, self._routes = app, origins, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        origin = next((value.decode(_LATIN) for name, value in scope["headers"] if name == b"origin"), "")
        head = scope["method"] == "HEAD"

        async def polite(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                self._dress(headers, origin)
                if message["status"] == 405:
                    headers["Allow"] = ", ".join(self._allowed(scope))
            elif head and message["type"] == "http.response.body":
                message = {"type": "http.response.body", "body": b"", "more_body": message.get("more_body", False)}
            await send(message)

        if scope["method"] == "OPTIONS" and (allowed := self._allowed(scope)):
            await _options(allowed, polite)
            return
        await self._app({**scope, "method": "GET"} if head else scope, receive, polite)

    def _dress(self, headers: MutableHeaders, origin: str) -> None:
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        if headers.get("content-type", "").startswith("text/html"):
            headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        if "*" in self._origins:
            headers["Access-Control-Allow-Origin"] = "*"
        else:
            headers.add_vary_header("Origin")
            if origin in self._origins:
                headers["Access-Control-Allow-Origin"] = origin
        headers["Access-Control-Expose-Headers"] = _EXPOSED

    def _allowed(self, scope: Scope) -> tuple[str, ...]:
        """The methods that the path of a request takes; none where there is no such path."""
        found: set[str] = set()
        for route in self._routes:
            if isinstance(route, Route) and route.matches({**scope, "method": "GET"})[0] is not Match.NONE:
                found |= route.methods or set()
        return tuple(sorted({*found, "HEAD", "OPTIONS"})) if found else ()


async def _options(allowed: Iterable[str], send: Send) -> None:
    methods = ", ".join(allowed).encode()
    headers = [
        (b"allow", methods),
        (b"access-control-allow-methods", methods),
        (b"access-control-allow-headers", b"Accept, Accept-Language, Content-Type, If-None-Match"),
        (b"access-control-max-age", b"86400"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
