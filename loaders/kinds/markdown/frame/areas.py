"""Groups, growth fields and cross-cutting areas, and the measure groups under them."""

from __future__ import annotations

from graph.exports.markdown.language.words import HEADINGS, NAMES
from loaders import keys
from loaders.draft import Key
from loaders.kinds.markdown.context import Context
from loaders.kinds.markdown.frame.measures import Listed, listed_measures
from loaders.kinds.markdown.outline.items import add_headed, keyword_needed, keyword_of, name_of, no_tables, other_name
from loaders.kinds.markdown.outline.marks import Mark
from loaders.kinds.markdown.outline.scan import Section

_AREAS = {"GrowthField": keys.growth_field, "CrossCuttingArea": keys.cross_cutting_area}


def read_areas(context: Context, plan: Section) -> list[Listed]:
    """Adds all groups and areas of the plan; returns the measures listed under them."""
    bullets: list[Listed] = []
    for section in plan.sections:
        if section.kind in _AREAS:
            bullets += _read_area(context, section, None)
        elif section.kind == "FieldGroup":
            name, mark = name_of(context, section)
            group = keys.field_group(name.text)
            add_headed(context, section, group, mark, name.text, isPartOf=keys.ref(keys.PLAN))
            _other_names(context, section, group, mark)
            for area in section.sections:
                bullets += _read_area(context, area, group)
    return bullets


def _read_area(context: Context, section: Section, group: Key | None) -> list[Listed]:
    name, mark = name_of(context, section)
    area = _AREAS[section.kind](name.text)
    add_headed(
        context, section, area, mark, name.text, number=section.number, broader=keys.ref(group),
        isPartOf=keys.ref(keys.PLAN),
    )  # fmt: skip
    _other_names(context, section, area, mark)
    bullets: list[Listed] = []
    for below in section.sections:
        if below.kind == "MeasureGroup":
            bullets += _read_group(context, below, area, None)
            continue
        theme, own = name_of(context, below)
        if own.given:
            raise context.wrong(below.name, "a theme has no mark.", "Its measure groups have.")
        context.draft.structure([below.line], "theme-heading")
        _no_items(context, below)
        for group_ in below.sections:
            bullets += _read_group(context, group_, area, theme.text)
    return bullets


def _read_group(context: Context, section: Section, area: Key, theme: str | None) -> list[Listed]:
    name, mark = name_of(context, section)
    group = keys.measure_group(area, theme or "", name.text)
    add_headed(context, section, group, mark, name.text, theme=theme, isPartOf=keys.ref(area))
    no_tables(context, section, HEADINGS[section.kind])
    return read_list(context, section, group, mark)


def read_list(context: Context, section: Section, list_: Key, mark: Mark) -> list[Listed]:
    """The measures under a heading, and its other names."""
    items = []
    for item in section.items:
        meaning, _, rest = keyword_of(item, *NAMES)
        if meaning:
            other_name(context, list_, item, meaning, rest, mark)
        else:
            items.append(item)
    return listed_measures(context, items, list_)


def _other_names(context: Context, section: Section, key: Key, mark: Mark) -> None:
    for item in section.items:
        meaning, _, rest = keyword_needed(context, item, f"of a {HEADINGS[section.kind]}", *NAMES)
        other_name(context, key, item, meaning, rest, mark)
    no_tables(context, section, HEADINGS[section.kind])


def _no_items(context: Context, section: Section) -> None:
    for item in section.items:
        raise context.wrong(
            item.text, f"a bullet says nothing under {HEADINGS[section.kind]}.",
            f"Measures stand under {HEADINGS['MeasureGroup']}: 〇〇.",
        )  # fmt: skip
    no_tables(context, section, HEADINGS[section.kind])
