"""A load: documents are read, resolved, checked, and put into the store all at once or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad

from graph.checks.consistency import inconsistencies
from graph.checks.shapes import broken_shapes
from graph.errors import CheckError
from graph.facts import Facts, Node, Ref, Status, Text, Value
from graph.lines.account import LineAccount
from graph.rdf import BESIDE, quads
from loaders.draft import Draft
from loaders.kinds.table import KINDS, kind_of
from loaders.report import DocumentReport, LoadReport, counts, document_report, line_account
from loaders.resolution import document_id, ids_of, plan_id, resolve
from loaders.text.lines import Document
from loaders.text.readers import read_file

Progress = Callable[[str, int, int], None]


class GraphWriter(Protocol):
    """What a load needs of a store: swap whole graphs at once; False where nothing changed."""

    def replace(self, graphs: dict[str, Sequence[Quad]], base: str, accounts: dict[str, LineAccount]) -> bool:
        """Replaces each named graph by its quads, all of them or none, and with them the accounts of lines by graph."""


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """One document after reading: its facts, the account of its lines, and the id that names its graphs."""

    id: str
    facts: Facts
    account: LineAccount

    @property
    def report(self) -> DocumentReport:
        """The account as the load report tells it."""
        return document_report(self.account)


def bundled_plan() -> Path:
    """The plan that comes with the program, in the Markdown plan format."""
    return Path(str(files("data").joinpath("yamaguchi-industrial-strategy.md")))


def facts_of_document(document: Document, kind: str | None = None, publisher: str | None = None) -> LoadedDocument:
    """Reads a document into facts with minted ids. Raises DocumentError where it is no readable plan."""
    name = kind_of(document, kind)
    draft = KINDS[name].read(document, publisher)
    id_ = document_id(plan_id(draft), document.name)
    facts = resolve(draft, document, id_)
    nodes = {**facts.nodes, **_originals(draft, facts), **_descriptions(document, id_, facts)}
    return LoadedDocument(id_, Facts(nodes, facts.links), line_account(document, name, draft, ids_of(draft)))


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
    loaded: list[LoadedDocument] = []
    for done, path in enumerate(paths):
        if progress:
            progress(path.name, done, len(paths))
        loaded.append(facts_of_document(read_file(path), kind, publisher))
    graphs: dict[str, Sequence[Quad]] = {}
    for each in loaded:
        graphs |= _graphs(each, base)
    _check(graphs, loaded)
    changed = store.replace(graphs, base, {base + each.id: each.account for each in loaded})
    if progress:
        progress("", len(paths), len(paths))
    nodes, links = counts(tuple(each.facts for each in loaded))
    return LoadReport(tuple(each.report for each in loaded), nodes, links, time.perf_counter() - start, changed)


def _graphs(loaded: LoadedDocument, base: str) -> dict[str, Sequence[Quad]]:
    found: dict[str, list[Quad]] = {base + loaded.id + suffix: [] for suffix in ("", *BESIDE.values())}
    for quad in quads(loaded.facts, base, loaded.id):
        found[quad.graph_name.value].append(quad)  # type: ignore[union-attr]
    return dict(found)


def _check(graphs: dict[str, Sequence[Quad]], loaded: Sequence[LoadedDocument]) -> None:
    together = [quad for found in graphs.values() for quad in found]
    problems = (*broken_shapes(together), *inconsistencies(together))
    if problems:
        names = ", ".join(each.account.document for each in loaded)
        raise CheckError(
            f"{names}: {len(problems)} facts do not fit the ontology; the first: {problems[0].message}",
            "Nothing was loaded. `policylinks check` lists such faults in a store.",
        )


def _originals(draft: Draft, facts: Facts) -> dict[str, Node]:
    """The nodes of other documents whose lines the facts cite, as far as the document tells of them."""
    plan = facts.by_type["Plan"][0]
    ids = {name: document_id(plan.id, name) for name in draft.originals}
    given = {"publisher": plan.values("publisher"), "isPartOf": (Ref(plan.id),)}
    return {
        ids[name]: Node(
            ids[name],
            "SourceDocument",
            {
                key: values
                for key, values in {"label": (Text(name),), "title": (Text(name),), **given, **told}.items()
                if values
            },
        )
        for name, told in draft.originals.items()
    }


def _descriptions(document: Document, id_: str, facts: Facts) -> dict[str, Node]:
    """The nodes of the document itself and of the graphs of derived and curated claims beside it."""
    plan = facts.by_type["Plan"][0]
    described = {
        id_: Node(
            id_, "SourceDocument",
            {
                "label": (Text(document.name),), "title": (Text(document.name),), "format": (document.media_type,),
                "sha256": (document.sha256,), "publisher": plan.values("publisher"), "isPartOf": (Ref(plan.id),),
            },
        )
    }  # fmt: skip
    names = {Status.DERIVED: "計算された主張", Status.CURATED: "人が決めた主張"}
    for status, suffix in BESIDE.items():
        properties: dict[str, tuple[Value, ...]] = {
            "label": (Text(f"{document.name}：{names[status]}"),),
            "isPartOf": (Ref(id_),),
        }
        described[id_ + suffix] = Node(id_ + suffix, "ClaimGraph", properties)
    return described
