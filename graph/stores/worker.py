"""One query, one killable process: reads requests from standard input, answers on standard output, knows no network.

Run as ``python -m graph.stores.worker``. Frames are a four-byte length (big-endian) and that many bytes. A request is a
JSON object; an answer is a JSON header frame and a body frame. The process holds a read-only store and nothing else, so
that killing it loses nothing. It imports pyoxigraph only: a start takes less than a tenth of a second.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import re
import resource
import signal
import struct
import sys
import threading
import time
from typing import IO, Any

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from graph.stores.results import WRITERS, RdfTerm, boolean

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_WATCH_SECONDS = 0.5
GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML,
}  # fmt: skip
_POSITION = re.compile(r"error at (\d+):(\d+)")


def read_frame(stream: IO[bytes]) -> bytes | None:
    """One frame, None at the end of the stream."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack(">I", head)
    body = stream.read(length)
    return body if len(body) == length else None


def write_frame(stream: IO[bytes], body: bytes) -> None:
    """Writes one frame."""
    stream.write(struct.pack(">I", len(body)) + body)


def answer(store: Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Runs a request: header (``error``, or ``form``, ``rows``, ``truncated``) and body."""
    try:
        found = store.query(request["query"], prefixes=request["prefixes"], **_dataset(request))
        return _written(found, request)
    except SyntaxError as error:
        place = _POSITION.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        return {"error": "syntax", "message": str(error), "line": line, "column": column}, b""
    except MemoryError:
        return {"error": "memory"}, b""
    except (ValueError, OSError, RuntimeError) as error:
        return {"error": "evaluation", "message": str(error)}, b""


def _dataset(request: dict[str, Any]) -> dict[str, Any]:
    default, named = request["default_graphs"], request["named_graphs"]
    options: dict[str, Any] = {}
    if request["merged"]:
        options["default_graph"] = DefaultGraph()
    elif default is not None:
        options["default_graph"] = [NamedNode(iri) for iri in default]
    if named is not None:
        options["named_graphs"] = [NamedNode(iri) for iri in named]
    return options


def _written(
    found: QuerySolutions | QueryBoolean | QueryTriples, request: dict[str, Any]
) -> tuple[dict[str, Any], bytes]:
    most = request["max_rows"]
    if isinstance(found, QueryBoolean):
        yes = bool(found)
        return {"form": "boolean", "rows": int(yes), "truncated": False}, boolean(yes, request["format"])
    if isinstance(found, QuerySolutions):
        variables = [variable.value for variable in found.variables]
        rows: list[tuple[RdfTerm | None, ...]] = []
        truncated = False
        for solution in found:
            if len(rows) == most:
                truncated = True
                break
            rows.append(tuple(solution))
        body = WRITERS[request["format"]](variables, rows)
        return {"form": "bindings", "rows": len(rows), "truncated": truncated}, body
    triples: list[Triple] = []
    truncated = False
    for triple in found:
        if len(triples) == most:
            truncated = True
            break
        triples.append(triple)
    format_ = GRAPH_FORMATS[request["graph_format"]]
    prefixes = request["prefixes"] if format_ in (RdfFormat.TURTLE, RdfFormat.TRIG) else None
    body = serialize(triples, format=format_, prefixes=prefixes) or b""
    return {"form": "graph", "rows": len(triples), "truncated": truncated}, body


def confine(memory: int) -> None:
    """No network where the system allows it, at most ``memory`` bytes, no file written, no life without a parent."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    os.environ.clear()
    threading.Thread(target=_watch_parent, args=(os.getppid(),), daemon=True).start()


def _watch_parent(parent: int) -> None:
    """Ends the process when its parent is gone, a query at work or not.

    The system's own parent-death signal is of no use: it comes when the parent's *thread* ends, and a server's do.
    """
    while os.getppid() == parent:
        time.sleep(_WATCH_SECONDS)
    os._exit(1)


def main() -> None:
    """Serves requests until standard input ends."""
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    confine(int(sys.argv[1]))
    store: Store | None = None
    path = ""
    while (frame := read_frame(stdin)) is not None:
        request = json.loads(frame)
        if store is None or request["path"] != path:
            try:
                store, path = Store.read_only(request["path"]), request["path"]
            except OSError as error:
                store, path = None, ""
                write_frame(stdout, json.dumps({"error": "store", "message": str(error)}).encode())
                write_frame(stdout, b"")
                stdout.flush()
                continue
        header, body = answer(store, request)
        write_frame(stdout, json.dumps(header).encode())
        write_frame(stdout, body)
        stdout.flush()


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        main()
