"""The kind as a whole: the lines of a Markdown plan become drafted facts."""

from __future__ import annotations

from loaders.draft import Draft
from loaders.lines import Document


def is_markdown_plan(document: Document) -> bool:
    """True where the document is a plan in our format."""
    return document.media_type == "text/markdown"


def read_markdown(document: Document, publisher: str | None) -> Draft:
    """The drafted facts of a Markdown plan."""
    raise NotImplementedError
