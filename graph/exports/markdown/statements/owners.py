"""In whose section a finding, event or figure stands: its id is made of that, its words and its date or value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from graph.exports.markdown.language.dates import event_key
from graph.exports.markdown.language.figures import decimal_text
from graph.exports.markdown.sayable import moment_of, refused
from graph.facts import Facts, Node
from ontology import paths
from ontology.identifiers import slug
from ontology.paths import Path
from ontology.vocabulary import vocabulary

STATEMENTS = ("Finding", "Event", "Fact")


def section_paths(facts: Facts, plan: Node) -> dict[str, Path]:
    """The outline paths of the plan, its projects and their parts, by id."""
    found = {plan.id: paths.PLAN}
    for project in facts.by_type.get("Project", ()):
        found[project.id] = paths.project(project.label)
        for part in facts.parts(project.id, "ProjectPart"):
            found[part.id] = paths.part(found[project.id], tag_of(project, part))
    return found


def statements_by_owner(facts: Facts, plan: Node) -> Mapping[str, list[Node]]:
    """Findings, events and figures by the id of the plan, project or part in whose section they stand.

    Where no id tells, it is what the statement concerns, a part before its project, else the plan.
    """
    owners = section_paths(facts, plan)
    found: dict[str, list[Node]] = defaultdict(list)
    for type_ in STATEMENTS:
        for node in facts.by_type.get(type_, ()):
            found[_owner(node, plan, owners)].append(node)
    return found


def _owner(node: Node, plan: Node, owners: Mapping[str, Path]) -> str:
    concerned = [id_ for id_ in node.refs("concerns") if id_ in owners]
    for id_ in (*concerned, *owners):
        if statement_id(node, plan, owners[id_]) == node.id:
            return id_
    return max(concerned, key=lambda id_: len(owners[id_]), default=plan.id)


def statement_id(node: Node, plan: Node, owner: Path) -> str:
    """The id of a finding, event or figure in the section of an owner."""
    return slug(vocabulary().node_types[node.type].slug, plan.id, *_path(node, owner))


def _path(node: Node, owner: Path) -> Path:
    if node.type == "Finding":
        return paths.finding(owner, node.text("findingKind"), node.label)
    if node.type == "Event":
        years = [year for year in node.values("fiscalYear") if isinstance(year, int)]
        return paths.event(owner, node.label, event_key(moment_of(node, "date"), years))
    value = node.value("value")
    number = decimal_text(Decimal(str(value))) if value is not None else ""
    return paths.fact(owner, node.label, number, node.text("unit"))


def tag_of(project: Node, part: Node) -> str:
    """The tag of a part. Raises DataError where its label is not that of its project with a tag."""
    before, _, after = paths.part_label(project.label, "\n").rpartition("\n")
    tag = part.label.removeprefix(before).removesuffix(after)
    if not tag or paths.part_label(project.label, tag) != part.label:
        raise refused(part, "its name is not that of its project with a tag in brackets")
    return tag
