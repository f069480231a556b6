"""Documents read, checked and turned into quads, each by itself: here, or on all cores where there are many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import overload

from pyoxigraph import Quad, RdfFormat, parse, serialize

from graph.checks.consistency import inconsistencies
from graph.checks.shapes import broken_shapes
from graph.errors import CheckError
from graph.lines.account import LineAccount
from graph.rdf import BESIDE, quads
from loaders.documents import facts_of_document
from loaders.report import counts
from loaders.text.readers import read_file

Progress = Callable[[str, int, int], None]

# From so many documents on it is worth while to start other processes (each has to import the program).
_MANY = 4


@dataclass(frozen=True)
class PackedQuads(Sequence[Quad]):
    """Quads as N-Quads text: a hundredth of the memory, and of the time between two processes, that objects take."""

    data: bytes
    size: int

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Quad]:
        return (quad for quad in parse(self.data, format=RdfFormat.N_QUADS))

    @overload
    def __getitem__(self, index: int) -> Quad: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Quad]: ...
    def __getitem__(self, index: int | slice) -> Quad | Sequence[Quad]:
        return list(self)[index]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document as read and found to fit the ontology: its graphs by IRI, its plan, its account, its counts."""

    id: str
    plan: str
    graphs: dict[str, PackedQuads]
    account: LineAccount
    nodes: dict[str, int]
    links: dict[str, int]


def read_document_file(path: Path, base: str, kind: str | None, publisher: str | None) -> ReadDocument:
    """Reads a file into quads under ``base``. Raises DocumentError where it is no readable plan, and CheckError where
    what it says breaks the shapes of the ontology."""
    loaded = facts_of_document(read_file(path), kind, publisher)
    found: dict[str, list[Quad]] = {base + loaded.id + suffix: [] for suffix in ("", *BESIDE.values())}
    for quad in quads(loaded.facts, base, loaded.id):
        found[quad.graph_name.value].append(quad)  # type: ignore[union-attr]
    require_sound([quad for each in found.values() for quad in each], loaded.account.document)
    packed = {iri: _packed(each) for iri, each in found.items()}
    plan = loaded.facts.by_type["Plan"][0].id
    return ReadDocument(loaded.id, plan, packed, loaded.account, *counts((loaded.facts,)))


def require_sound(given: Sequence[Quad], names: str) -> None:
    """Raises CheckError where quads break the shapes or contradict the ontology; ``names`` tell the documents."""
    problems = (*broken_shapes(given), *inconsistencies(given))
    if problems:
        raise CheckError(
            f"{names}: {len(problems)} facts do not fit the ontology; the first: {problems[0].message}",
            "Nothing was loaded. `policylinks check` lists such faults in a store.",
        )


def read_document_files(
    paths: Sequence[Path], base: str, kind: str | None, publisher: str | None, progress: Progress | None = None
) -> list[ReadDocument]:
    """Reads files, in their order; ``progress`` is called with (what, done, of).

    The first error, in the order of the files, is raised; what is still under way then is given up.
    """
    workers = min(os.cpu_count() or 1, len(paths))
    if len(paths) < _MANY or workers < 2:
        return [_told(path, base, kind, publisher, done, len(paths), progress) for done, path in enumerate(paths)]
    # spawned, not forked: the store's threads are not to be copied
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(read_document_file, path, base, kind, publisher): path for path in paths}
        try:
            _watch(futures, progress)
            return [future.result() for future in futures]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _watch(futures: dict[Future[ReadDocument], Path], progress: Progress | None) -> None:
    """Reports each document as it gets done, until all are or one fails."""
    for done, future in enumerate(as_completed(futures), 1):
        if progress:
            progress(futures[future].name, done, len(futures))
        if future.exception():
            break


def _told(
    path: Path, base: str, kind: str | None, publisher: str | None, done: int, of: int, progress: Progress | None
) -> ReadDocument:
    if progress:
        progress(path.name, done, of)
    return read_document_file(path, base, kind, publisher)


def _packed(given: Sequence[Quad]) -> PackedQuads:
    data = serialize(given, format=RdfFormat.N_QUADS)
    assert data is not None
    return PackedQuads(data, len(given))
