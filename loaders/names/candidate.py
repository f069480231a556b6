"""A name as found in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name found in a plain text: its span there, the name without 「」 and （仮称）, its kind as far as it tells.

    ``country`` is the ISO 3166-1 alpha-2 code of a body abroad; ``foreign`` where it is abroad in a country not said
    there; ``known_as`` another name printed in brackets behind;
    ``by_word`` where a kind word before the name told its kind.
    """

    start: int
    end: int
    name: str
    kind: str | None
    provisional: bool = False
    quoted: bool = False
    country: str = ""
    foreign: bool = False
    known_as: str = ""
    by_word: bool = False
