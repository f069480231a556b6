"""Projects: the areas that they serve, their parts, components, schedules and indicators."""

from __future__ import annotations

from graph.exports.markdown.language.text import KEYWORD, Piece
from graph.exports.markdown.language.words import HEADINGS, ITEMS, NAMES
from graph.facts import Status
from loaders import keys
from loaders.draft import Key
from loaders.kinds.markdown.context import Context, nearest
from loaders.kinds.markdown.frame.areas import read_list
from loaders.kinds.markdown.frame.indicators import read_indicators
from loaders.kinds.markdown.frame.measures import Listed
from loaders.kinds.markdown.frame.schedule import read_schedule
from loaders.kinds.markdown.outline.items import add_headed, keyword_needed, name_of, no_items, no_tables, other_name
from loaders.kinds.markdown.outline.marks import Mark, marked
from loaders.kinds.markdown.outline.scan import Item, Section
from loaders.kinds.markdown.statements.statements import read_statements
from loaders.text.lines import folded
from ontology.paths import part_label

_AREAS = {"GrowthField": keys.growth_field, "CrossCuttingArea": keys.cross_cutting_area}


def read_projects(context: Context, plan: Section) -> list[Listed]:
    """Adds the projects of the plan and the overall indicators; returns the measures listed under components.

    The areas must have been added. Raises DocumentError for an area that the plan does not have.
    """
    bullets: list[Listed] = []
    for section in plan.sections:
        if section.kind == "Project":
            bullets += _read_project(context, section)
        elif section.kind == "indicators":
            _read_indicator_section(context, section, keys.PLAN)
    read_statements(context, plan, keys.PLAN)
    return bullets


def _read_project(context: Context, section: Section) -> list[Listed]:
    name, mark = name_of(context, section)
    project = keys.project(name.text)
    add_headed(context, section, project, mark, name.text, isPartOf=keys.ref(keys.PLAN))
    for item in section.items:
        meaning, _, rest = keyword_needed(context, item, "of a project", "primary", "related", *NAMES)
        if meaning in NAMES:
            other_name(context, project, item, meaning, rest, mark)
        else:
            _read_contribution(context, item, project, meaning, rest)
    bullets = _read_content(context, section, project)
    for below in section.sections:
        if below.kind == "ProjectPart":
            tag, own = name_of(context, below)
            part = keys.part(project, tag.text)
            label = part_label(name.text, tag.text)
            add_headed(context, below, part, own, label, isPartOf=keys.ref(project))
            _names_only(context, below, part, own)
            bullets += _read_content(context, below, part)
    return bullets


def _read_contribution(context: Context, item: Item, project: Key, role: str, rest: Piece) -> None:
    name, mark = marked(context, rest)
    no_items(context, item.items, ITEMS[role])
    status = mark.state(Status.STATED)
    if status is None or not name:
        raise context.wrong(rest, "a link names its field and how it is known.", f"Write {ITEMS[role]}: 〇〇.")
    area = _area(context, name)
    places = context.places(mark.cited, item.line)
    keys.contribution(context.draft, project, area, role, places, status, mark.rules)


def _area(context: Context, name: Piece) -> Key:
    match = KEYWORD.match(name.mask)
    kind = HEADINGS.meaning(match[1]) if match else None
    kinds = list(_AREAS)
    wanted = name
    if match and kind in _AREAS:
        kinds, wanted = [kind], name.cut(match.end())
    found = [key for each in kinds if (key := _AREAS[each](wanted.text)) in context.draft.facts]
    if len(found) == 1:
        return found[0]
    if found:
        both = " or ".join(f"{HEADINGS[each]}: {wanted.text}" for each in kinds)
        raise context.wrong(name, f"{wanted.text!r} is a field and a cross-cutting area.", f"Write {both}.")
    known = [fact.properties["label"][0] for fact in context.draft.facts.values() if fact.type in _AREAS]
    labels = [label.value for label in known if not isinstance(label, bool | int) and hasattr(label, "value")]
    near = nearest(folded(wanted.text), labels)
    remedy = near or (f"Fields: {', '.join(map(str, labels))}." if labels else "")
    raise context.wrong(
        name, f"the plan has no field {wanted.text!r}.",
        f"{remedy.strip()} A field has a heading of its own: ## {HEADINGS['GrowthField']}: 〇〇.".strip(),
    )  # fmt: skip


def _read_content(context: Context, section: Section, owner: Key) -> list[Listed]:
    bullets: list[Listed] = []
    for table in section.tables:
        read_indicators(context, table, owner)
    for below in section.sections:
        if below.kind == "Component":
            bullets += _read_component(context, below, owner)
        elif below.kind == "indicators":
            _read_indicator_section(context, below, owner)
    read_statements(context, section, owner)
    return bullets


def _read_component(context: Context, section: Section, owner: Key) -> list[Listed]:
    name, mark = name_of(context, section)
    component = keys.component(owner, name.text)
    add_headed(context, section, component, mark, name.text, isPartOf=keys.ref(owner))
    no_tables(context, section, HEADINGS["Component"])
    for below in section.sections:
        context.draft.structure([below.line], "schedule-heading")
        no_tables(context, below, HEADINGS["schedule"])
        read_schedule(context, below.items, component)
    return read_list(context, section, component, mark)


def _read_indicator_section(context: Context, section: Section, owner: Key) -> None:
    context.draft.structure([section.line], "indicator-heading")
    for item in section.items:
        raise context.wrong(
            item.text, f"a bullet says nothing under {HEADINGS['indicators']}.", "Indicators are the rows of a table."
        )
    for table in section.tables:
        read_indicators(context, table, owner)


def _names_only(context: Context, section: Section, key: Key, mark: Mark) -> None:
    for item in section.items:
        meaning, _, rest = keyword_needed(context, item, f"of a {HEADINGS[section.kind]}", *NAMES)
        other_name(context, key, item, meaning, rest, mark)
