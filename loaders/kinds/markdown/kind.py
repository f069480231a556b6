"""The kind as a whole: the lines of a Markdown plan become drafted facts (docs/plan-format.md)."""

from __future__ import annotations

from loaders.draft import Draft
from loaders.kinds.markdown.actors.bodies import read_bodies
from loaders.kinds.markdown.actors.rosters import read_rosters
from loaders.kinds.markdown.context import Context
from loaders.kinds.markdown.frame.areas import read_areas
from loaders.kinds.markdown.frame.measures import add_measures
from loaders.kinds.markdown.frame.plan import read_plan
from loaders.kinds.markdown.frame.projects import read_projects
from loaders.kinds.markdown.outline.scan import outline
from loaders.kinds.markdown.references import find_references
from loaders.text.lines import Document


def is_markdown_plan(document: Document) -> bool:
    """True where the document is a Markdown file: text that was extracted from another document is none."""
    return document.media_type == "text/markdown"


def read_markdown(document: Document, publisher: str | None) -> Draft:
    """The drafted facts of a Markdown plan; ``publisher`` is who it is if the file does not say.

    Raises DocumentError with line and column at the first line that is not in the format.
    """
    context = Context(document)
    plan = outline(context)
    read_plan(context, plan, publisher)
    bullets = read_areas(context, plan)
    bullets += read_projects(context, plan)
    add_measures(context, bullets)
    read_bodies(context, plan)
    read_rosters(context, plan)
    find_references(context)
    return context.draft
