"""What became of every line of a document that was read: its words, its state, what was mended and noted there.

The account is no part of the graph: the words of a plan stay on the machine of whoever loaded it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

FORMAT = 1
# What a reader has to look at comes first. The names are those of the load report.
STATES = ("unread", "leftover", "structure", "facts", "blank")
STATED_HERE = "stated-here"  # the line says facts that cite the lines of another document


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line: its number from 1, its raw words, its state, and the rule that made it structure or leftover.

    ``said`` are the ids of facts that the line states while they cite the lines of another document (``STATED_HERE``).
    """

    number: int
    words: str
    state: str
    rule: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineNote:
    """Something that was mended or noted at lines (none: of the whole document): the rule and what it says."""

    lines: tuple[int, ...]
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class LineAccount:
    """The account of one document. ``document`` is its file name, ``lines`` are in order, the first one is line 1."""

    document: str
    kind: str
    lines: tuple[AccountLine, ...]
    repairs: tuple[LineNote, ...] = ()
    problems: tuple[LineNote, ...] = ()

    def counts(self) -> Mapping[str, int]:
        """How many lines are in each state, all states, in the order in which a reader looks at them."""
        found = Counter(line.state for line in self.lines)
        return {state: found[state] for state in STATES}


NO_ACCOUNTS: Mapping[str, LineAccount] = MappingProxyType({})


def account_bytes(account: LineAccount) -> bytes:
    """An account as JSON in UTF-8, the same bytes for the same account."""
    content = {
        "format": FORMAT,
        "document": account.document,
        "kind": account.kind,
        "lines": [[line.state, line.rule, line.words, *line.said] for line in account.lines],
        "repairs": [_note_json(note) for note in account.repairs],
        "problems": [_note_json(note) for note in account.problems],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def account_of(data: bytes) -> LineAccount:
    """The account that JSON tells. Raises ValueError where it is none, or one of a newer program."""
    content = json.loads(data)
    try:
        if content["format"] != FORMAT:
            raise ValueError(f"an account of lines of format {content['format']!r}")
        lines = tuple(
            AccountLine(number, str(words), _state(state), str(rule), tuple(str(id_) for id_ in said))
            for number, (state, rule, words, *said) in enumerate(content["lines"], 1)
        )
        notes = (tuple(_note(each) for each in content[name]) for name in ("repairs", "problems"))
        return LineAccount(str(content["document"]), str(content["kind"]), lines, *notes)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("this is no account of lines") from error


def _state(state: str) -> str:
    if state not in STATES:
        raise ValueError(f"{state!r} is no state of a line")
    return state


def _note_json(note: LineNote) -> list[Any]:
    return [list(note.lines), note.rule, note.text]


def _note(given: Any) -> LineNote:
    lines, rule, text = given
    return LineNote(tuple(int(line) for line in lines), str(rule), str(text))
