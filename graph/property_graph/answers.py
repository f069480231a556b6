"""Lines of a query's answer while the query still runs: Oxigraph writes into a pipe, in a thread that needs no turn of
Python's, and we read from it. Memory holds what fits into the pipe, whatever the size of the answer."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from collections.abc import Iterable, Iterator
from threading import Thread

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryResultsFormat, QuerySolutions, Store

THREAD = "policylinks-answer"
_BLOCK = 1 << 20
_NO_FILE = tuple(f"(os error {each})" for each in (errno.EINVAL, errno.ENOTSUP, errno.ENOTTY))


def answer_lines(store: Store, query: str, graphs: Iterable[tuple[str, ...] | None]) -> Iterator[str]:
    """The lines of the answers (SPARQL TSV without the heads) to a query that is asked of each union of graphs in turn,
    None being the store's own default graph.

    Raises whatever the query raises, once the lines before it are read.
    """
    source, sink = os.pipe()
    with contextlib.suppress(AttributeError, OSError):  # more room in the pipe, where the system has it to give
        fcntl.fcntl(sink, fcntl.F_SETPIPE_SZ, _BLOCK)
    failures: list[Exception] = []

    def write() -> None:
        try:
            for each in graphs:
                found = store.query(query, default_graph=_default_graph(each))
                assert isinstance(found, QuerySolutions)
                with _no_file():
                    found.serialize(f"/dev/fd/{sink}", format=QueryResultsFormat.TSV)
        except Exception as error:  # told to the reader, whatever it is
            # Its frames hold the answer, which may not leave this thread.
            failures.append(error.with_traceback(None))
        finally:
            os.close(sink)

    writer = Thread(target=write, name=THREAD, daemon=True)
    writer.start()
    try:
        for line in lines_of(source):
            if not line.startswith("?"):  # the head; no term begins so
                yield line
    finally:
        os.close(source)  # a writer that is still at work ends here
        writer.join()
    if failures:
        raise failures[0]


def _default_graph(graphs: tuple[str, ...] | None) -> DefaultGraph | list[NamedNode | BlankNode | DefaultGraph]:
    return DefaultGraph() if graphs is None else [NamedNode(iri) for iri in graphs]


@contextlib.contextmanager
def _no_file() -> Iterator[None]:
    """Once all is written, Oxigraph asks the system to keep it on the disk, which is refused where it is no file."""
    try:
        yield
    except OSError as error:
        if not str(error).endswith(_NO_FILE):
            raise


def lines_of(source: int) -> Iterator[str]:
    """The lines of an open file (a descriptor) of UTF-8, empty ones left out, block by block."""
    rest = b""
    while block := os.read(source, _BLOCK):
        whole, newline, rest_of_it = block.rpartition(b"\n")
        if not newline:
            rest += block
            continue
        yield from filter(None, (rest + whole).decode().split("\n"))
        rest = rest_of_it
    if rest:
        yield rest.decode()
