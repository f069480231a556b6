"""Projects with the areas that they serve, their parts, components, schedules and indicators."""

from __future__ import annotations

from graph.exports.markdown.frame.indicators import write_indicators
from graph.exports.markdown.frame.measures import write_measures
from graph.exports.markdown.language.figures import years_text
from graph.exports.markdown.language.terms import NOTHING
from graph.exports.markdown.language.text import escaped, item_text
from graph.exports.markdown.language.words import HEADINGS, ITEMS, MARKS
from graph.exports.markdown.sayable import refused
from graph.exports.markdown.sheet import Sheet, alternatives
from graph.exports.markdown.statements.owners import tag_of
from graph.exports.markdown.statements.statements import write_statements
from graph.facts import Node, Status
from ontology import paths
from ontology.paths import Path, folded


def write_projects(sheet: Sheet) -> None:
    """Writes the projects of the plan in the order of the document."""
    for project in sheet.in_order(sheet.facts.by_type.get("Project", ())):
        _write_heading(sheet, "##", project, project.label)
        _write_contributions(sheet, project)
        path = paths.project(project.label)
        _write_content(sheet, project, path, "###")
        for part in sheet.in_order(sheet.facts.parts(project.id, "ProjectPart")):
            tag = tag_of(project, part)
            _write_heading(sheet, "###", part, tag)
            _write_content(sheet, part, paths.part(path, tag), "####")


def _write_heading(sheet: Sheet, level: str, node: Node, name: str) -> None:
    sheet.taken(node)
    sheet.say("", f"{level} {HEADINGS[node.type]}: {escaped(name)}{sheet.mark(node)}", "", *alternatives(node))


def _write_contributions(sheet: Sheet, project: Node) -> None:
    links = [link for link in sheet.facts.outgoing.get(project.id, ()) if link.type == "Contribution"]
    for link in sorted(sheet.in_order(links), key=lambda link: link.text("role")):
        sheet.taken(link)
        area = sheet.facts.nodes[link.target]
        sheet.say(f"- {ITEMS[link.text('role')]}: {_area(sheet, area)}{sheet.mark(link, Status.STATED)}")


def _area(sheet: Sheet, area: Node) -> str:
    """How a project names an area: by its label, and by what it is where a field and an area have the same label."""
    kinds = ("GrowthField", "CrossCuttingArea")
    alike = [
        node for kind in kinds for node in sheet.facts.by_type.get(kind, ()) if folded(node.label) == folded(area.label)
    ]
    if len(alike) > 1:
        return f"{HEADINGS[area.type]}: {escaped(area.label)}"
    return item_text(area.label, HEADINGS)


def _write_content(sheet: Sheet, owner: Node, path: Path, level: str) -> None:
    write_statements(sheet, owner, level)
    for component in sheet.in_order(sheet.facts.parts(owner.id, "Component")):
        _write_heading(sheet, level, component, component.label)
        write_measures(sheet, component, paths.component(path, component.label))
        if activities := sheet.in_order(sheet.facts.parts(component.id, "ScheduledActivity")):
            sheet.say("", f"{level}# {HEADINGS['schedule']}", "")
            for activity in activities:
                _write_activity(sheet, activity)
    if any(link.type == "Measurement" for link in sheet.facts.incoming.get(owner.id, ())):
        sheet.say("", f"{level} {HEADINGS['indicators']}", "")
        write_indicators(sheet, owner)


def _write_activity(sheet: Sheet, activity: Node) -> None:
    sheet.taken(activity)
    years, stated = years_text(_years(activity, "fiscalYear"), _years(activity, "statedYear"))
    extras = []
    if stated is not None:
        extras.append(f"{MARKS['statedYear']}: {', '.join(map(str, stated)) or NOTHING['nothing']}")
    sheet.say(f"- {years}: {escaped(activity.label)}{sheet.mark(activity, Status.STATED, extras)}")
    if group := activity.text("targetGroup"):
        sheet.say(f"  - {ITEMS['targetGroup']}: {escaped(group)}")
    for id_ in activity.refs("follows"):
        before = sheet.facts.nodes[id_]
        if before.refs("isPartOf") != activity.refs("isPartOf"):
            raise refused(activity, "it follows an activity of another component")
        mark = (
            f" {{{MARKS['targetGroup']}: {escaped(before.text('targetGroup'), ',;；、')}}}"
            if before.text("targetGroup")
            else ""
        )
        sheet.say(f"  - {ITEMS['follows']}: {min(_years(before, 'fiscalYear'))} {escaped(before.label)}{mark}")
    sheet.say(*(f"  {line}" for line in (*alternatives(activity), *sheet.mentions(activity))))
    sheet.say(*(f"  - {item_text(str(detail))}" for detail in activity.values("detail")))


def _years(activity: Node, name: str) -> list[int]:
    return [value for value in activity.values(name) if isinstance(value, int)]
