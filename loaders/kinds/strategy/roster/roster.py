"""A chapter of the roster becomes facts: the committee, its members, the bodies that they come from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.facts import Moment, Status
from loaders import keys
from loaders.draft import Draft, Key, Place
from loaders.kinds.strategy.outline import Chapter, is_numbered, unnumbered
from loaders.kinds.strategy.roster.cells import body_label, one_line
from loaders.kinds.strategy.roster.table import Member, cells_of, is_head, is_member_line, members
from loaders.names.kinds import kind_of_name
from loaders.text.dates import dates_in
from loaders.text.lines import Line
from loaders.text.tables import is_row

_TITLE = re.compile(
    r"^(?:[〔【\[(<■◆●○◇]?\s*(?:参考資料|参考|資料編|資料|別紙|別表|付録|附属資料)\s*\d*\s*[〕】\])>]?[\s.:]*)?"
    r"(?P<body>.*?)\s*の?\s*(?:構成員|構成委員|委員|本部員|会員|メンバー|出席者)?\s*(?:名簿|一覧)"
)
_COUNT = re.compile(
    r"^[(]?\s*(?:委員|構成員|本部員)?(?:計|合計|以上|総数|数|全)?\s*[::]?\s*(?P<count>\d{1,3})\s*[名人]\s*[)]?$"
)
_COUNT_IN_TITLE = re.compile(r"[(、\s](?:計|全)?(?P<count>\d{1,3})名[)、]")
_NOTE = re.compile(r"五十音順|50音順|敬称略|順不同|あいうえお順")
_DATED = re.compile(r"(?:現在|時点)")
_MARK = re.compile(r"(?P<mark>[◎○◯●☆★])\s*(?:印)?\s*[はが::…=・]?\s*(?P<seat>[^\s◎○◯●☆★、。()]{2,6})")
_NOT_MEMBERS = ("事務局",)
_NOT_COUNTED = ("オブザーバー", "事務局", "アドバイザー")


def read_roster(chapter: Chapter, draft: Draft) -> None:
    """Adds what one roster says; a roster without rows adds nothing."""
    assert chapter.heading
    lines = _up_to_the_next_chapter(chapter.lines)
    found = members(_marked(lines, draft), draft)
    if not found:
        return
    body = _committee(chapter.heading, lines, draft)
    as_of = _as_of((chapter.heading, *lines))
    for member in found:
        _add(member, body, chapter.heading, as_of, draft)
    _notes(chapter.heading, lines, found, draft)


def _up_to_the_next_chapter(lines: Sequence[Line]) -> list[Line]:
    """The lines of the roster itself: a numbered heading after its members begins something else."""
    seen = False
    for place, line in enumerate(lines):
        member = bool(line.text) and is_member_line(line)
        if seen and not member and not is_row(line) and is_numbered(line.text) and not _COUNT.match(line.text):
            return list(lines[:place])
        seen = seen or member
    return list(lines)


def _marked(lines: Sequence[Line], draft: Draft) -> list[Line]:
    """The lines with marks before names (◎) put as the seats that a note explains them to be."""
    seats: dict[str, str] = {}
    for line in lines:
        if not is_row(line) and not is_member_line(line):
            told = {match["mark"]: match["seat"] for match in _MARK.finditer(line.text)}
            seats |= {mark: seat for mark, seat in told.items() if seat.endswith(("長", "委員", "者"))}
            if told:
                draft.structure([line.number], "roster-note")
    if not seats:
        return list(lines)
    marks = re.compile(rf"[{''.join(seats)}]\s*(?=\S)")

    def with_seat(line: Line) -> Line:
        def written(text: str) -> str:
            return marks.sub(lambda match: f"({seats[match[0].strip()]}) ", text)

        return Line(line.number, written(line.raw), written(line.text))

    return [with_seat(line) for line in lines]


def _committee(heading: Line, lines: Sequence[Line], draft: Draft) -> Key | None:
    """The body whose roster it is: the heading names it, else the line below that is a body's name."""
    match = _TITLE.match(one_line(unnumbered(heading.text)))
    label, line = (match["body"] if match else ""), heading
    if not label:
        below = next((each for each in lines if each.text), None)
        if below and not is_row(below) and kind_of_name(re.sub(r"\(.*\)$", "", below.text)) is not None:
            label, line = re.sub(r"\s*\(.*\)$", "", below.text), below
    if not label:
        draft.problem([heading.number], "roster-body", "the roster does not say whose members it lists")
        return None
    first = next((place for place, each in enumerate(lines) if is_head(each) or is_member_line(each)), 0)
    prose = [each.number for each in lines[:first] if _is_prose(each)]
    draft.structure(prose, "roster-introduction")  # it tells of the committee without naming it
    places = [Place(line.number, line.number)]
    kind = kind_of_name(label)
    return draft.node(
        keys.organization(label), places, type_=kind if kind and kind != "GovernmentBody" else "Council",
        label=keys.ja(label),
    )  # fmt: skip


def _is_prose(line: Line) -> bool:
    """An introduction that says what the committee is."""
    return len(line.text) > 10 and not is_row(line) and not _NOTE.search(line.text) and not _COUNT.match(line.text)


def _as_of(lines: Sequence[Line]) -> Moment | None:
    """The month (or year) of which the roster tells."""
    for line in lines:
        if is_row(line) or not _DATED.search(line.text):
            continue
        for mention in dates_in(line.text):
            if mention.moment:
                return Moment(mention.moment.lexical[:7])
    return None


def _add(member: Member, committee: Key | None, heading: Line, as_of: Moment | None, draft: Draft) -> None:
    person, rules = member.person, member.rules
    own = [Place(member.lines[0], member.lines[-1])]
    status = Status.REPAIRED if rules else Status.STATED
    who = draft.node(
        keys.person(person.name), own, label=keys.ja(person.name), kana=person.kana or None,
        status=Status.REPAIRED if rules else None, rules=rules,
    )  # fmt: skip
    when = None if person.former else as_of
    if committee and person.seat not in _NOT_MEMBERS:
        post = "前任" if person.former else person.seat or None
        places = [*own, Place(heading.number, heading.number)]
        draft.link("Membership", who, committee, places, status=status, rules=rules, post=post, asOf=when)
    if not member.body:
        return
    label = body_label(member.body)
    line = [Place(member.body_line, member.body_line)]
    body = draft.node(keys.organization(label), line, type_=kind_of_name(label) or "Organization", label=keys.ja(label))
    places = own if member.body_line in member.lines else [*own, *line]
    draft.link("Membership", who, body, places, status=status, rules=rules, post=member.post or None, asOf=when)


def _notes(heading: Line, lines: Sequence[Line], found: Sequence[Member], draft: Draft) -> None:
    """Notes become structure, and a count is checked."""
    counted = [each for each in found if not each.person.former]
    people = {each.person.name for each in counted if each.person.seat not in _NOT_MEMBERS}
    full = {each.person.name for each in counted if each.person.seat not in _NOT_COUNTED}
    for line in (heading, *lines):
        text = line.text
        count = _COUNT_IN_TITLE.search(text) if line is heading else _COUNT.match(text)
        if count and int(count["count"]) not in (len(people), len(full)):
            message = f"the roster counts {count['count']} members, {len(people)} are read"
            draft.problem([line.number], "roster-count", message)
        if count and line is not heading:
            draft.structure([line.number], "roster-count")
        elif not any(cells_of(line)) or is_row(line):
            continue
        elif _NOTE.search(text) or text.startswith(("※", "*")):
            draft.structure([line.number], "roster-note")
        elif len(text) <= 30 and _DATED.search(text) and dates_in(text):
            draft.structure([line.number], "roster-date")
