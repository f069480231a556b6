"""From bytes to lines: decoding, line numbers, and the text on which rules work.

Rules look at ``Line.text`` (NFKC, without outer spaces); provenance and labels use ``Line.raw``, which never changes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from graph.errors import DocumentError

# NFKC would turn these into plain digits or letters in brackets although they carry meaning of their own.
PAGE_BREAK = "\f"
"""The raw characters that stand for a line of the pages, such as their number, once it is made blank."""
_PROTECTED = re.compile(r"[①-⑳㈱㈲㈳㈶㉑-㉟]")
_HTML_PAGE = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL
)
# Encodings that cannot be mistaken for another, and that no plan was ever read in.
_OTHER_ENCODINGS = (
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"\x1b$B", "ISO-2022-JP"),
    (b"\x1b$@", "ISO-2022-JP"),
)
_LEGACY_ENCODINGS = ("cp932", "euc_jp")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document: its number from 1, the raw characters without the line feed, the normalised text."""

    number: int
    raw: str
    text: str

    @property
    def blank(self) -> bool:
        """True where the line holds nothing but white space."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: ``name`` (without folders), lines, the hash of its bytes, and what had to be noted on the way."""

    name: str
    lines: tuple[Line, ...]
    sha256: str
    media_type: str
    encoding: str
    notes: tuple[str, ...] = ()
    ended: bool = True  # whether a line feed stands behind the last line

    def exact(self, first: int, last: int) -> str:
        """The raw words of lines ``first`` to ``last`` (from 1, both included)."""
        return "\n".join(line.raw.strip() for line in self.lines[first - 1 : last])


def normal(raw: str) -> str:
    """The text on which layout rules work: NFKC, but for circled numbers and squared legal forms, and trimmed."""
    parts: list[str] = []
    end = 0
    for match in _PROTECTED.finditer(raw):
        parts += [unicodedata.normalize("NFKC", raw[end : match.start()]), match.group()]
        end = match.end()
    parts.append(unicodedata.normalize("NFKC", raw[end:]))
    return "".join(parts).strip()


def folded(text: str) -> str:
    """The form in which names are compared: NFKC without any space (``ontology.md``, "How things are said")."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def read_document(name: str, data: bytes, media_type: str) -> Document:
    """The lines of a file.

    UTF-8 (with or without a byte order mark) is expected; cp932 and EUC-JP are read and noted. Raises DocumentError for
    empty and binary files, HTML pages, and bytes that no known encoding explains.
    """
    if not data.strip():
        raise DocumentError(
            name, "the file is empty.", "A plan as extracted text or in the Markdown plan format is read."
        )
    for sign, encoding in _OTHER_ENCODINGS:
        if data.startswith(sign) if encoding == "UTF-16" else sign in data:
            line = data[: data.index(sign)].count(b"\n") + 1
            raise DocumentError(name, f"the file is {encoding}, not UTF-8.", "Save the file as UTF-8.", line=line)
    if data.startswith(b"%PDF-"):
        raise DocumentError(name, "this is a PDF file.", "Extract its text first (UTF-8).", line=1)
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise DocumentError(
            name,
            "the file is binary, not text.",
            "Extract its text first (UTF-8, a line feed after each line).",
            line=line,
        )
    if _HTML_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise DocumentError(
            name, "this is an HTML page.", "The text of the plan itself is read: extracted text or Markdown.", line=1
        )
    text, encoding = _decoded(name, data)
    notes = () if encoding == "utf-8" else (f"read as {encoding}, not UTF-8",)
    rows = text.replace("\r\n", "\n").split("\n")
    if rows[-1] == "":
        rows.pop()
    lines = tuple(Line(number, raw, normal(raw)) for number, raw in enumerate(rows, 1))
    return Document(name, lines, hashlib.sha256(data).hexdigest(), media_type, encoding, notes, text.endswith("\n"))


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 3 and error.reason == "unexpected end of data":
            line = data.count(b"\n") + 1
            raise DocumentError(
                name, "the file ends inside a character: it is cut off.", "Copy the whole file again.", line=line
            ) from None
        first_bad = data[: error.start].count(b"\n") + 1
    for encoding in _LEGACY_ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # EUC-JP bytes often decode as cp932 too, into half-width katakana that no plan is written in.
        if _katakana_noise(text) < 0.05:
            return text, encoding
    raise DocumentError(
        name, "the bytes are not UTF-8, and not cp932 or EUC-JP either.", "Save the file as UTF-8.", line=first_bad
    )


def _katakana_noise(text: str) -> float:
    letters = [char for char in text if not char.isspace()]
    return sum("｡" <= char <= "ﾟ" for char in letters) / max(len(letters), 1)
