"""What a cell of a roster holds: a person, their kana, a body, a post, a seat on the committee.

All functions take a cell after ``loaders.text.lines.normal``, with line breaks and runs of spaces as one space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.names.kinds import LEGAL_FORMS, kind_of_name, written_out

_KANJI = "々ヶヵ〆\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = re.compile(r"[ぁ-ゖー]+|[ァ-ヺー・]+")
_WRITTEN = re.compile(rf"(?=.*[{_KANJI}])[{_KANJI}ノぁ-ゖァ-ヺー]{{1,7}}")
_HALVES = re.compile(  # each half of a name with its kana in brackets
    rf"(?P<surname>{_WRITTEN.pattern})\((?P<surname_read>{_KANA.pattern})\)\s*"
    rf"(?P<given>[^()\s]{{1,5}})\((?P<given_read>{_KANA.pattern})\)"
)
_HONORIFIC = re.compile(r"\s+(?:氏|様|殿|先生)$")
SEATS = (
    "会長|副会長|会長代理|会長職務代理者?|職務代理者|委員長|副委員長|委員長代理|座長|副座長|座長代理|議長|副議長|本部長|副本部長|部会長|副部会長|"
    "委員|本部員|構成員|特別委員|臨時委員|専門委員|公募委員|アドバイザー|特別顧問|オブザーバー|幹事|事務局"
)
_SEAT = re.compile(rf"(?:{SEATS})")
_SURELY_SEATS = frozenset(
    (
        "委員",
        "本部員",
        "構成員",
        "特別委員",
        "臨時委員",
        "専門委員",
        "オブザーバー",
        "委員長",
        "副委員長",
        "座長",
        "副座長",
    )
)
_POST = re.compile(
    r"(?:長|役|役員|理事|監事|幹事|参事|主事|幹事|教授|准教授|講師|助教|社員|委員|職員|研究員|局員|所員|参与|顧問|代表|代表者|主任|担当|主査|主幹|主管|"
    r"頭取|会頭|支配人|次長|補佐|補佐官|総括|統括|CEO|COO|CTO|CFO|マネージャー|マネジャー|リーダー|ディレクター|プロデューサー|アナリスト|コーディネーター?|"
    r"弁護士|会計士|税理士|診断士|医師|議員|市長|知事|オーナー|パートナー|フェロー|エコノミスト|店主|女将|農業者|会員)"
    r"(?:\s*[(].*[)])?$"
)
_FORMER = re.compile(r"^[(]?(?:前任者?|前委員|旧委員)[):\s]*")
_GROUP = re.compile(
    r"^[<〔【\[(■◆●○◇・\s]*(?P<words>[^<>〔〕【】\[\]]{2,20}?)[>〕】\])\s]*$",
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person as a roster prints them; ``kana`` and ``seat`` are empty where the cell tells none."""

    name: str
    kana: str = ""
    seat: str = ""
    former: bool = False


def one_line(cell: str) -> str:
    """A cell's words with single spaces."""
    return re.sub(r"\s+", " ", cell).strip()


def person_in(cell: str) -> Name | None:
    """The person that a cell names and nothing else, or None.

    Kana may stand before or behind the name, in brackets, or behind each half of it.
    """
    text = _HONORIFIC.sub("", one_line(cell))
    former = bool(_FORMER.match(text))
    text = _FORMER.sub("", text).rstrip(")") if former else text
    seat = re.match(rf"(?:[(](?P<bracket>{SEATS})[)]|(?P<plain>{SEATS})(?=\s|:|$))[\s:]*", text)
    if seat and text[seat.end() :]:
        text = text[seat.end() :]
    halves = _HALVES.fullmatch(text)
    found = (
        ([halves["surname"], halves["given"]], [halves["surname_read"], halves["given_read"]])
        if halves
        else _name_and_kana(re.sub(r"[()\[\]〔〕【】]", " ", text).split())
    )
    if found is None:
        return None
    name, kana = found
    return Name(" ".join(name), " ".join(kana), (seat["bracket"] or seat["plain"]) if seat else "", former)


def _name_and_kana(words: list[str]) -> tuple[list[str], list[str]] | None:
    if not 1 <= len(words) <= 4 or not all(_KANA.fullmatch(word) or _WRITTEN.fullmatch(word) for word in words):
        return None
    kana = [bool(_KANA.fullmatch(word)) for word in words]
    if all(kana) or (len(words) == 1 and len(words[0]) < 2):
        return None
    if not any(kana):
        return (words, []) if len(words) <= 2 else None
    first = kana.index(False)
    if kana[0]:  # what is in kana behind the first written word is part of the name (a given name)
        return words[first:], words[:first]
    return _kana_behind(words)


def _kana_behind(words: list[str]) -> tuple[list[str], list[str]] | None:
    """A name with kana behind it. A given name in kana comes again in the kana that tell how it is read."""
    if len(words) == 2:
        read = len(words[1]) >= max(3, len(words[0])) and len(words[0]) > 2
        return (words[:1], words[1:]) if read else (words, [])
    if len(words) == 3:
        two = _WRITTEN.fullmatch(words[1]) or (len(words[0]) <= 3 and words[2].endswith(words[1]))
        return (words[:2], words[2:]) if two else (words[:1], words[1:])
    return words[:2], words[2:]


def is_kana(cell: str) -> bool:
    """True for a cell that tells how a name is read, and nothing else."""
    words = re.sub(r"[()]", " ", one_line(cell)).split()
    return bool(words) and all(_KANA.fullmatch(word) for word in words) and len("".join(words)) >= 3


def is_post(cell: str) -> bool:
    """True for the title of a post."""
    return bool(_POST.search(one_line(cell)))


def is_seat(cell: str) -> bool:
    """True for a seat on a committee (会長, 委員)."""
    return bool(_SEAT.fullmatch(re.sub(r"[\s()]", "", cell)))


def surely_seats(cells: list[str]) -> bool:
    """Whether a column of seats is one of the committee: posts in bodies do not say 委員 or 座長."""
    return any(re.sub(r"[\s()]", "", cell) in _SURELY_SEATS for cell in cells)


def is_body(cell: str) -> bool:
    """True for a name that by its form is that of a body."""
    return bool(LEGAL_FORMS.search(one_line(cell)) or kind_of_name(cell))


def body_label(cell: str) -> str:
    """A body's name as printed, with （株） written out and no space beside its legal form."""
    text = one_line(cell).replace("㈱", "(株)").replace("㈲", "(有)").replace("㈳", "(社)").replace("㈶", "(財)")
    text = written_out(re.sub(r"[（(]([^（()）]{1,2})[)）]", r"(\1)", text))
    forms = LEGAL_FORMS.pattern
    return re.sub(rf"(?<=[^A-Za-z]) (?={forms})", "", re.sub(rf"({forms}) (?=\S)", r"\1", text))


def body_and_post(cell: str) -> tuple[str, str]:
    """A cell that holds a body and a post in it, parted; the post is empty where none is told."""
    text = one_line(cell)
    words = text.split(" ")
    for place in range(1, len(words)):
        left, right = " ".join(words[:place]), " ".join(words[place:])
        bare = LEGAL_FORMS.sub("", left)
        if bare and is_post(right) and (is_body(left) or place == len(words) - 1 or is_post(words[place])):
            return left, right
    for place in range(len(text) - 2, 2, -1):
        left, right = text[:place], text[place:]
        if is_post(right) and not is_post(left) and is_body(left) and len(right) <= 10:
            return left, right
    return text, ""


def group_words(text: str) -> str:
    """The words of a line that heads a group of members (学識経験者, 【委員】); empty where it is none."""
    match = _GROUP.match(text)
    return match["words"].strip() if match and not re.search(r"[。、:]", text) else ""
