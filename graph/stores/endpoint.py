"""One HTTP exchange with a SPARQL 1.1 endpoint: within a time as a whole, up to a size, a sentence for each failure."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence

from graph.errors import EndpointError, LimitError

_LARGEST = 256 * 1024**2
_PIECE = 64 * 1024


class Refused(Exception):  # noqa: N818  # no failure of the endpoint: it says that the query is wrong
    """The endpoint answered 400."""


def check_address(url: str) -> None:
    """Raises EndpointError for what is no http(s) address; files are never read."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EndpointError("The address of the endpoint is no http or https address.", "Check POLICYLINKS_SPARQL_URL.")


def ask(url: str, fields: Sequence[tuple[str, str]], accept: str, seconds: float) -> bytes:
    """Sends a query by form. Raises Refused where the endpoint finds fault with it, EndpointError, LimitError."""
    return send(url, urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded", accept, seconds)


def send(url: str, body: bytes, media_type: str, accept: str, seconds: float) -> bytes:
    """Sends a body and gives the answer's. Raises Refused, EndpointError, LimitError."""
    deadline = time.monotonic() + seconds
    request = urllib.request.Request(url, body, {"Content-Type": media_type, "Accept": accept}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return _read(answer, deadline, seconds)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 400:
            raise Refused from None
        if error.code in (503, 504):
            raise LimitError(f"The endpoint answered {error.code}.", "Ask again later, or for less.") from None
        raise EndpointError(f"The endpoint answered {error.code}.", "Check its address and its log.") from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
            raise _late(seconds) from None
        raise EndpointError("The endpoint cannot be reached.", "Check POLICYLINKS_SPARQL_URL.") from None


def _read(answer: http.client.HTTPResponse, deadline: float, seconds: float) -> bytes:
    """The body; a server that sends it drop by drop is as late as one that sends nothing."""
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if time.monotonic() > deadline:
            raise _late(seconds)
        if size > _LARGEST:
            raise LimitError("The endpoint's answer is too large.", "Ask for less.")
    if answer.length:
        raise EndpointError("The endpoint broke off in the middle of its answer.", "Ask again; check its log.")
    return b"".join(pieces)


def _late(seconds: float) -> LimitError:
    return LimitError(f"The endpoint did not answer within {seconds:g} s.", "Ask for less.")
