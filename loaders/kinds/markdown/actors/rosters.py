"""Rosters: tables of the members of one body as of one time, with the bodies that they come from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.exports.markdown.language.references import BODIES, MEMBERS, segments_of
from graph.exports.markdown.language.text import Piece
from graph.exports.markdown.language.words import HEADINGS, ROSTER
from graph.facts import Moment
from loaders import keys
from loaders.draft import Key
from loaders.kinds.markdown.actors.links import add_membership, posts_of
from loaders.kinds.markdown.context import Context, nearest
from loaders.kinds.markdown.figures.dates import moment
from loaders.kinds.markdown.outline.items import name_of, plain_text
from loaders.kinds.markdown.outline.marks import Mark, marked
from loaders.kinds.markdown.outline.scan import Section
from loaders.kinds.markdown.references import refers
from loaders.text.lines import folded

_AS_OF = re.compile(r"[(（](?:as\s+of\s+)?([^()（）]*?)\s*(?:現在|時点)?[)）]\Z", re.IGNORECASE)
_TOLD = re.compile(r"[(（](?:as\s+of\s.*|.*(?:現在|時点))[)）]\Z", re.IGNORECASE)


@dataclass
class _Row:
    """A member: the cell of the name with its mark, what the row tells of them, and the bodies that they come from."""

    name: Piece
    mark: Mark
    kana: str | None = None
    posts: list[str] = field(default_factory=list)
    bodies: list[tuple[Piece, Mark, list[str]]] = field(default_factory=list)


def read_rosters(context: Context, plan: Section) -> None:
    """Adds the members of all rosters: persons who have no heading of their own are added too.

    Raises DocumentError for an unknown column and for a row without a member.
    """
    headed = {folded(name_of(context, each)[0].text) for each in plan.sections if each.kind in MEMBERS}
    for section in plan.sections:
        if section.kind == "roster":
            _read_roster(context, section, headed)


def _read_roster(context: Context, section: Section, headed: set[str]) -> None:
    name, mark = name_of(context, section)
    if mark.given:
        raise context.wrong(section.name, f"a {HEADINGS['roster']} has no mark.", "Its rows have.")
    for item in section.items:
        raise context.wrong(item.text, f"a bullet says nothing under {HEADINGS['roster']}.", "Members are rows.")
    context.draft.structure([section.line], "roster-heading")
    name, as_of = _as_of(context, name)
    for table in section.tables:
        columns = [_column(context, cell) for cell in table.head]
        if "label" not in columns:
            raise context.wrong(table.head[0], f"a table of members has a column {ROSTER['label']}.", _columns())
        rows: list[_Row] = []
        for cells in table.rows:
            _read_row(
                context, rows, {column: cell for column, cell in zip(columns, cells, strict=False) if cell}, cells
            )
        for row in rows:
            _add(context, row, name, as_of, headed)


def _as_of(context: Context, name: Piece) -> tuple[Piece, list[Moment]]:
    """The body of a roster, and the time to which it holds: 本部 (2020-10現在)."""
    if not _TOLD.search(name.mask):
        return name, []
    match = _AS_OF.search(name.mask)
    assert match
    return name.cut(0, match.start()), [
        moment(context, each) for each in name.cut(match.start(1), match.end(1)).split("/／")
    ]


def _columns() -> str:
    return f"Columns: {ROSTER.listed()}."


def _column(context: Context, cell: Piece) -> str:
    name = ROSTER.meaning(cell.mask)
    if name is None:
        remedy = nearest(cell.text, ROSTER.all_words())
        raise context.wrong(cell, f"{cell.text!r} is no column of a {HEADINGS['roster']}.", f"{remedy}{_columns()}")
    return name


def _read_row(context: Context, rows: list[_Row], cells: dict[str, Piece], all_cells: list[Piece]) -> None:
    if name := cells.get("label"):
        text, mark = marked(context, name, "itself")
        if not text:
            raise context.wrong(name, "this member has no name.", "Write it before the mark.")
        rows.append(_Row(text, mark))
        rows[-1].kana = plain_text(context, cells["kana"]).text if "kana" in cells else None
        rows[-1].posts = posts_of(plain_text(context, cells["own"])) if "own" in cells else []
    elif not rows:
        raise context.wrong(all_cells[0], "this row has no member.", "Their name stands in this row or in one above.")
    elif wrong := cells.get("kana") or cells.get("own"):
        raise context.wrong(wrong, "a row without a name tells one more body only.", "Write this beside the name.")
    if "body" in cells:
        text, mark = marked(context, cells["body"])
        posts = posts_of(plain_text(context, cells["post"])) if "post" in cells else []
        rows[-1].bodies.append((text, mark.below(rows[-1].mark), posts))
    elif "post" in cells:
        raise context.wrong(cells["post"], "this post is in no body.", f"Name it in the column {ROSTER['body']}.")
    elif not cells:
        context.draft.structure([all_cells[0].line], "empty-row")


def _add(context: Context, row: _Row, body: Piece, as_of: list[Moment], headed: set[str]) -> None:
    """Adds a member. Who has a heading of their own, or stands in a roster above, is referred to."""
    segments = segments_of(row.name)
    key = keys.person(row.name.text)
    known = context.draft.facts.get(key)
    if len(segments) > 1 or segments[0][1][0] or folded(row.name.text) in headed or known:
        if row.kana and (known is None or row.kana not in known.properties.get("kana", ())):
            raise context.wrong(row.name, "another place tells who this is.", f"Say {ROSTER['kana']} there.")
        refers(context, row.name, MEMBERS, lambda member: _join(context, row, member, body, as_of))
        return
    own = row.mark.itself or Mark()
    places = context.places(own.cited or row.mark.cited, row.name.line)
    context.draft.node(
        key, places, label=keys.ja(row.name.text), kana=row.kana, status=own.state(None), rules=own.rules
    )  # fmt: skip
    _join(context, row, key, body, as_of)


def _join(context: Context, row: _Row, member: Key, body: Piece, as_of: list[Moment]) -> None:
    refers(
        context, body, BODIES,
        lambda found: add_membership(context, row.name, (member, found), row.mark, row.posts, as_of),
    )  # fmt: skip
    for text, mark, posts in row.bodies:
        refers(
            context, text, BODIES,
            lambda found, at=text, mark=mark, posts=posts: add_membership(  # type: ignore[misc]
                context, at, (member, found), mark, posts, as_of
            ),
        )  # fmt: skip
