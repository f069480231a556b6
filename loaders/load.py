"""A load: documents are read, resolved, checked, and put into the store all at once or not at all."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad

from graph.lines.account import LineAccount
from loaders.documents import LoadedDocument as LoadedDocument
from loaders.documents import facts_of_document as facts_of_document
from loaders.reading import Progress, ReadDocument, read_document_files, require_sound
from loaders.report import LoadReport, document_report


class GraphWriter(Protocol):
    """What a load needs of a store: swap whole graphs at once; False where nothing changed."""

    def replace(self, graphs: dict[str, Sequence[Quad]], base: str, accounts: dict[str, LineAccount]) -> bool:
        """Replaces each named graph by its quads, all of them or none, and with them the accounts of lines by graph."""


def bundled_plan() -> Path:
    """The plan that comes with the program, in the Markdown plan format."""
    return Path(str(files("data").joinpath("yamaguchi-industrial-strategy.md")))


def load_documents(
    sources: Iterable[Path],
    store: GraphWriter,
    *,
    base: str,
    kind: str | None = None,
    publisher: str | None = None,
    progress: Progress | None = None,
) -> LoadReport:
    """Reads documents (none named: the bundled plan) into a store, all of them or none.

    ``base`` is the base IRI, ending in ``/id/``; ``progress`` is called with (what, done, of). Raises DocumentError,
    CheckError where facts break the shapes, and StoreError; the store is then as it was.
    """
    start = time.perf_counter()
    paths = list(sources) or [bundled_plan()]
    read = read_document_files(paths, base, kind, publisher, progress)
    _require_agreement(read)
    graphs: dict[str, Sequence[Quad]] = {iri: quads for each in read for iri, quads in each.graphs.items()}
    changed = store.replace(graphs, base, {base + each.id: each.account for each in read})
    if progress:
        progress("", len(paths), len(paths))
    reports = tuple(document_report(each.account) for each in read)
    nodes, links = (_summed(each.nodes for each in read), _summed(each.links for each in read))
    return LoadReport(reports, nodes, links, time.perf_counter() - start, changed)


def _require_agreement(read: Sequence[ReadDocument]) -> None:
    """Documents of one plan must fit the ontology together too: each was checked by itself."""
    by_plan: defaultdict[str, list[ReadDocument]] = defaultdict(list)
    for each in read:
        by_plan[each.plan].append(each)
    for together in by_plan.values():
        if len(together) > 1:
            names = ", ".join(each.account.document for each in together)
            require_sound([quad for each in together for found in each.graphs.values() for quad in found], names)


def _summed(given: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in given:
        total.update(each)
    return dict(sorted(total.items()))
