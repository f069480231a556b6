"""プロジェクトの概要: components with their measures, told apart from what remains of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from graph.facts import Status
from loaders import keys
from loaders.draft import Draft, Key, Place
from loaders.kinds.strategy.bullets import bullets, heading_marks, is_bullet, is_marked
from loaders.text.lines import Line, folded

# Where a picture stood, extraction leaves at least this many blank lines; paragraphs are parted by one or two.
_PICTURE_GAP = 3
_MARK = re.compile(r"^([●■◆○□◇◎])\s*")
_CAPTION = re.compile(
    r"^[●■◆○□◇◎※▲]|^図表?(?:\s*\d|\s|[:：])|(?:イメージ|概念|体系|模式|相関|概要)図?$|^(?:写真|参考図)\s*\d?[\s:]|(?:[((](?:イメージ|概要図|図|例|写真)[))])$|^[【〈<〔\[].*[】〉>〕\]]$"
)
_OPEN, _CLOSE = "(（「『", ")）」』"


@dataclass(slots=True)
class Heading:
    """A heading under way: the lines of its text, and the lines of its list."""

    lines: list[Line]
    text: str
    run: list[Line] = field(default_factory=list)
    gap_before: bool = False
    gap_after: bool = False


def heading_texts(lines: Sequence[Line], cells: Set[str]) -> list[str]:
    """The texts of all headings of an overview, those of figures among them. ``cells`` are the folded cells of the
    schedule: a line that one of them repeats is a heading, though no blank line parts it from a list.
    """
    return [heading.text for heading in _headings(lines, cells) if heading.text]


def read_overview(lines: Sequence[Line], owner: Key, scheduled: Sequence[str], draft: Draft) -> list[Key]:
    """Reads the overview of a section; ``scheduled`` are the component names of its schedule.

    A heading of the schedule is a component wherever it stands. Another heading is one where it stands in the running
    text; what stands behind a picture's gap, or right before one without a list, is what remains of a figure.
    """
    known = {folded(name): name for name in scheduled}
    found: list[Key] = []
    figure = False
    headings = _headings(lines, known.keys())
    # where headings of the schedule are printed with a mark, that mark makes a heading, not a caption
    marks = {_mark(heading) for heading in headings if folded(heading.text) in known} - {""}
    for heading in headings:
        in_schedule = folded(heading.text) in known
        figure = figure or heading.gap_before or (_is_caption(heading) and _mark(heading) not in marks)
        lone = heading.gap_after and not heading.run
        if not in_schedule and (figure or lone):
            figure = True
            draft.leftover([line.number for line in [*heading.lines, *heading.run] if not line.blank], "figure-remains")
            continue
        figure = False
        found.append(_component(heading, owner, draft))
    return found


def _component(heading: Heading, owner: Key, draft: Draft) -> Key:
    place = Place(heading.lines[0].number, heading.lines[-1].number)
    key = draft.node(
        keys.component(owner, heading.text), [place], label=keys.ja(heading.text), isPartOf=keys.ref(owner)
    )
    parent: Key | None = None
    for bullet in bullets(heading.run, draft):
        measure = keys.measure(draft, key, bullet.text)
        status = Status.REPAIRED if bullet.rules else None
        draft.node(
            measure, [bullet.place], label=keys.ja(bullet.text), status=status, rules=bullet.rules,
            isPartOf=keys.ref(parent) if bullet.level > 1 else None,
        )  # fmt: skip
        draft.link(
            "Listing", measure, key, [bullet.place], status=status or Status.STATED, rules=bullet.rules,
            reposted=bullet.reposted,
        )  # fmt: skip
        parent = measure if bullet.level == 1 else parent
    return key


def _headings(lines: Sequence[Line], known: Set[str]) -> list[Heading]:
    found: list[Heading] = []
    blank = 0
    run_ended = False
    marks = heading_marks(lines)
    for line in lines:
        if line.blank:
            blank += 1
            continue
        gap = blank >= _PICTURE_GAP
        if found and gap:
            found[-1].gap_after = found[-1].gap_after or not found[-1].run
            run_ended = True
        told = not is_bullet(line) and folded(line.text) in known
        if _belongs_to_list(line, found, blank, marks) and not run_ended and not told:
            found[-1].run.append(line)
        elif is_bullet(line) and not _CAPTION.match(line.text):
            # a list without a heading of its own: what a figure leaves behind
            if found and found[-1].text == "":
                found[-1].run.append(line)
            else:
                found.append(Heading([line], "", gap_before=gap or run_ended))
        elif found and not found[-1].run and blank == 0 and _open(found[-1].text):
            found[-1].lines.append(line)
            found[-1].text += line.raw.strip()
        else:
            found.append(Heading([line], _MARK.sub("", line.raw.strip()), gap_before=gap))
            run_ended = False
        blank = 0
    if found and blank >= _PICTURE_GAP and not found[-1].run:
        found[-1].gap_after = True
    return found


def _belongs_to_list(line: Line, found: Sequence[Heading], blank: int, marks: Set[str]) -> bool:
    if not found or not found[-1].text or is_marked(line, marks):
        return False
    if is_bullet(line) and not _CAPTION.match(line.text):
        return True
    # under a bullet, without a blank line: the bullet goes on
    return blank == 0 and bool(found[-1].run)


def _mark(heading: Heading) -> str:
    match = _MARK.match(heading.lines[0].text)
    return match[1] if match and heading.text else ""


def _is_caption(heading: Heading) -> bool:
    return not heading.text or bool(_CAPTION.search(heading.lines[0].text))


def _open(text: str) -> bool:
    return sum(char in _OPEN for char in text) > sum(char in _CLOSE for char in text)
