"""A fault of the program is answered as one, with the manners of every other answer, and says nothing of the inside."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient, Response

from api.app import create_app
from api.settings import Settings
from graph.stores.embedded import EmbeddedStore

SECRET = "the-inside-of-it"


class Faulty(EmbeddedStore):
    """A store that fails as no store should."""

    def version(self) -> str:
        """Never comes back."""
        raise RuntimeError(SECRET)


async def _asked(program: ASGITransport, path: str, accept: str) -> tuple[Response, Response]:
    headers = {"Accept": accept, "Origin": "https://elsewhere.example"}
    async with AsyncClient(transport=program, base_url="http://localhost", headers=headers) as client:
        return await client.get(path), await client.head(path)


@pytest.mark.parametrize(("path", "accept"), [("/matrix", "text/html"), ("/search?q=x", "application/json")])
def test_a_fault_has_the_headers_of_every_answer(tmp_path: Path, path: str, accept: str) -> None:
    app = create_app(Settings(store=tmp_path), Faulty(tmp_path))
    program = ASGITransport(app, raise_app_exceptions=False)
    with ThreadPoolExecutor(1) as apart:  # a browser of other tests may have a loop running in this thread
        answer, head = apart.submit(asyncio.run, _asked(program, path, accept)).result()
    assert answer.status_code == head.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "access-control-expose-headers" in answer.headers
    assert ("content-security-policy" in answer.headers) == answer.headers["content-type"].startswith("text/html")
    assert SECRET not in answer.text
    assert head.content == b""
