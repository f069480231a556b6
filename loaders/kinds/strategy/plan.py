"""The plan as a whole: who publishes it, what it is called, which fiscal years it covers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from graph.facts import Status
from loaders import keys
from loaders.draft import Draft, Key, Place
from loaders.kinds.strategy.outline import Outline, matching_word
from loaders.text.lines import Line

_SELF = re.compile(r"(?<![一-龥])[本当](都|道|府|県|市|区|町|村)(?![一-龥])")
_TITLE = re.compile(r"(?:計画|戦略|ビジョン|プラン|構想|方針|大綱)(?:\s*[（(].*[)）])?$")
_NOT_NAMES = "本当全各他同両近隣県道府都市町村区内外国省庁及等の"
_LEVELS = "県府市区町村"
_LETTERS = "[一-龥々ヶァ-ヴーぁ-ん]"
# A body's name at the beginning of a title, or at the end of a line of the title page.
_PLACE = rf"{_LETTERS}{{1,7}}?[{_LEVELS}](?<!都市)(?![{_LEVELS}])"
_NAMED = rf"(?:{_PLACE}|北海道|東京都|{_LETTERS}{{1,7}}?(?:広域連合|一部事務組合|都市圏協議会))"
_TITLE_PAGE = re.compile(rf"^(?:.*[\s　])?(?P<alone>{_NAMED})$|^(?P<first>{_NAMED})(?=\S)")


def publisher_name(out: Outline, lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The body that 本県 (本市 …) means and the first line that names it, or None where the document names none.

    The title page names it, alone on a line or at the beginning of the title; else it is the body of that level which
    the document names most often.
    """
    return _on_title_page(out) or _most_named(lines)


def _on_title_page(out: Outline) -> tuple[str, Line] | None:
    page = [line for line in out.preamble if line.text and "\t" not in line.raw and len(line.text) <= 40]
    found = [(match, line) for line in page if (match := _TITLE_PAGE.match(line.text))]
    alone = [(match["alone"], line) for match, line in found if match["alone"]]
    titles = [(match["first"], line) for match, line in found if match["first"] and _TITLE.search(line.text)]
    return next(iter(titles), None) or next(iter(alone), None)


def _most_named(lines: Sequence[Line]) -> tuple[str, Line] | None:
    levels = Counter(match[1] for line in lines for match in _SELF.finditer(line.text))
    order = [level for level, _ in levels.most_common()] or list(_LEVELS)
    for level in order:
        pattern = re.compile(
            rf"(?<![一-龥々])((?![{_NOT_NAMES}])[一-龥々ヶァ-ヴー]{{1,5}}?{level}(?<!都市))(?![{_NOT_NAMES}民産域有営立])"
        )
        named = [(match[1], line) for line in lines for match in pattern.finditer(line.text) if len(match[1]) > 1]
        if named:
            name = Counter(name for name, _ in named).most_common(1)[0][0]
            alone = re.compile(rf"{re.escape(name)}(?![一-龥々ァ-ヴー])")  # not inside a body's name
            held = [line for found, line in named if found == name]
            return name, next((line for line in held if alone.search(line.text)), held[0])
    return None


def add_plan(
    out: Outline, lines: Sequence[Line], years: Iterable[int], fallback: str, publisher: str | None, draft: Draft
) -> Key | None:
    """Adds the plan and its publisher; returns the publisher's key, None where nobody is named (a problem says so)."""
    named = publisher_name(out, lines)
    body: Key | None = None
    if publisher:
        body = draft.node(
            ("Organization", publisher), [Place(1, 1)], type_="GovernmentBody", label=keys.ja(publisher),
            status=Status.CURATED, rules=["publisher-by-call"],
        )  # fmt: skip
    elif named:
        place = Place(named[1].number, named[1].number)
        body = draft.node(("Organization", named[0]), [place], type_="GovernmentBody", label=keys.ja(named[0]))
    else:
        draft.problem([], "publisher-unnamed", "the document names no publisher; say it with --publisher")
    label, status = _label(out, lines, publisher or (named[0] if named else ""), fallback, draft)
    covered = sorted(set(years))
    draft.node(
        keys.PLAN, (), label=keys.ja(label), publisher=keys.ref(body), status=status,
        rules=["title-from-headings"] if status else (),
        firstFiscalYear=covered[0] if covered else None, lastFiscalYear=covered[-1] if covered else None,
    )  # fmt: skip
    return body


def _label(
    out: Outline, lines: Sequence[Line], publisher: str, fallback: str, draft: Draft
) -> tuple[str, Status | None]:
    """The printed title, else publisher + what the plan's projects are called, which is inferred."""
    for line in out.preamble:
        if line.text and len(line.text) <= 40 and _TITLE.search(line.text):
            draft.structure([line.number], "plan-title")
            return line.raw.strip(), None
    word = re.sub(r"プロジェクト$|事業$", "", matching_word(lines))
    return (f"{publisher}{word}", Status.INFERRED) if publisher and word else (fallback, Status.INFERRED)
