"""How to cite a thing: its name, the version of the data, the plan, the document and its lines, the identifier."""

from __future__ import annotations

from graph.facts import Node, Source
from graph.snapshot import Snapshot
from visualizations.words import Words

_VERSION, _MOST_PLACES = 12, 4


def citation(snapshot: Snapshot, label: str, sources: tuple[Source, ...], words: Words) -> str:
    """The citation of what is called ``label`` and was read from ``sources``, in the language of ``words``."""
    plan = _plan_of(snapshot, sources)
    publisher = next((snapshot.facts.nodes[id_].label for id_ in (plan.refs("publisher") if plan else ())
                      if id_ in snapshot.facts.nodes), "")  # fmt: skip
    known = {
        "label": label, "version": snapshot.version[:_VERSION], "plan": plan.label if plan else "",
        "publisher": publisher,
    }  # fmt: skip
    if plan is None:
        said = words("citation_without_plan", **known)
    else:
        said = words("citation" if publisher else "citation_unnamed", **known)
    where = read_from(snapshot, sources, words)
    return said + (words("citation_lines", where=where) if where else "")


def _plan_of(snapshot: Snapshot, sources: tuple[Source, ...]) -> Node | None:
    """The plan whose document is cited; the first of the graph where no document names its plan."""
    nodes = snapshot.facts.nodes
    documents = (nodes[source.document] for source in sources if source.document in nodes)
    plans = (nodes[id_] for document in documents for id_ in document.refs("isPartOf") if id_ in nodes)
    return next((plan for plan in plans if plan.type == "Plan"), snapshot.plan)


def read_from(snapshot: Snapshot, sources: tuple[Source, ...], words: Words) -> str:
    """Documents with their lines: 「計画.txt」593行、695行ほか. Not more than a few lines of each."""
    lines: dict[str, list[str]] = {}
    for source in sources:
        lines.setdefault(source.document, []).append(words.lines(source.first_line, source.last_line))
    told = []
    for document, found in lines.items():
        node = snapshot.facts.nodes.get(document)
        name = (node.text("title") or node.label) if node else document
        more = words("citation_more") if len(found) > _MOST_PLACES else ""
        between = words("citation_between")
        told.append(words("thing_in", document=name, lines=between.join(found[:_MOST_PLACES]) + more))
    return words("citation_between").join(told)
