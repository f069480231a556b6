"""The table of document kinds. A new kind is one function pair and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.errors import CallError, DocumentError
from loaders.draft import Draft
from loaders.kinds.markdown.kind import is_markdown_plan, read_markdown
from loaders.kinds.strategy.kind import is_strategy, read_strategy
from loaders.text.lines import Document


@dataclass(frozen=True, slots=True)
class Kind:
    """A document kind: what it is called, how it is recognised, how it is read."""

    title: str
    recognises: Callable[[Document], bool]
    read: Callable[[Document, str | None], Draft]


# The first kind that recognises a document reads it.
KINDS: Mapping[str, Kind] = {
    "markdown-plan": Kind("a plan in the Markdown plan format", is_markdown_plan, read_markdown),
    "industrial-strategy": Kind("an industrial strategy as extracted text", is_strategy, read_strategy),
}


def kind_of(document: Document, name: str | None = None) -> str:
    """The name of the kind that reads a document; ``name`` overrides recognition.

    Raises CallError for an unknown name and DocumentError where no kind recognises the document.
    """
    if name is not None:
        if name not in KINDS:
            raise CallError(f"There is no document kind {name!r}.", f"Known kinds: {', '.join(KINDS)}.")
        return name
    for known, kind in KINDS.items():
        if kind.recognises(document):
            return known
    first = next((line for line in document.lines if not line.blank), document.lines[0])
    raise DocumentError(
        document.name,
        f"this is no plan of a known kind: it has neither sections (現状と課題, 概要, 工程表, 指標) nor a chapter of "
        f"fields with their projects, and it begins {first.text[:30]!r}.",
        f"Known kinds: {', '.join(f'{key} ({kind.title})' for key, kind in KINDS.items())}.",
        line=first.number,
    )
