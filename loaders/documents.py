"""One document as facts: read by its kind, with minted ids, and with the nodes that describe the document itself."""

from __future__ import annotations

from dataclasses import dataclass

from graph.facts import Facts, Node, Ref, Status, Text, Value
from graph.lines.account import LineAccount
from graph.rdf import BESIDE
from loaders.draft import Draft
from loaders.kinds.table import KINDS, kind_of
from loaders.report import line_account
from loaders.resolution import document_id, ids_of, plan_id, resolve
from loaders.text.lines import Document


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """One document after reading: its facts, the account of its lines, and the id that names its graphs."""

    id: str
    facts: Facts
    account: LineAccount


def facts_of_document(document: Document, kind: str | None = None, publisher: str | None = None) -> LoadedDocument:
    """Reads a document into facts with minted ids. Raises DocumentError where it is no readable plan."""
    name = kind_of(document, kind)
    draft = KINDS[name].read(document, publisher)
    id_ = document_id(plan_id(draft), document.name)
    facts = resolve(draft, document, id_)
    nodes = {**facts.nodes, **_originals(draft, facts), **_descriptions(document, id_, facts)}
    return LoadedDocument(id_, Facts(nodes, facts.links), line_account(document, name, draft, ids_of(draft)))


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
