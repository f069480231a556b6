"""A loopback server and a file that nobody may touch: what a query leaks shows there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

MARK = "canary-7f3d"


@dataclass
class Canary:
    """``url`` of a server that answers with RDF or results holding MARK, ``file`` with the same; ``calls`` so far."""

    url: str
    file: Path
    calls: list[str] = field(default_factory=list)


@contextmanager
def canary(folder: Path) -> Iterator[Canary]:
    """A canary, alive in the block."""
    calls: list[str] = []

    class Sings(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(f"{self.command} {self.path}")
            body = f'<urn:{MARK}> <urn:says> "{MARK}" .\n'.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/turtle")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815
        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    file = folder / "canary.ttl"
    file.write_text(f'<urn:{MARK}> <urn:says> "{MARK}" .\n', encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Sings)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Canary(f"http://127.0.0.1:{server.server_port}/", file, calls)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
