"""Clauses of Japanese prose: where a predicate ends one, and what its sentence is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.draft import Key
from loaders.text.dates import aligned
from loaders.text.figures import figures_in

_OPEN, _CLOSE = "(「『[〔【", ")」』]〕】"
# A predicate that goes on: its forms before a comma …
_PREDICATE = re.compile(
    r"(?:[しえけせてねめれびみいきぎちり]|んで|いで|ば|ものの|(?<=[るただうくすつぶむぐい])(?:が|ほか|中|なか|一方|ところ|ため|上|うえ|とともに)|ことから)$"
)
# … and what only looks like one: words that stand for particles (に基づき), adverbs, nouns.
_PARTICLE = re.compile(
    r"(?:に(?:対し|基づき|伴い|従い|応じ|より|よって|つき|つれ|関し|際し|向け|加え|おいて|ついて|対して|関して|とって|わたって|向けて|伴って"
    r"|加えて|かけて|して|沿って|先立ち)|と(?:して|もに)|を(?:はじめ|始め|通じ|通して|通じて|踏まえ|もとに|めぐり|もって)"
    r"|に(?:は|も)|引き続き|続き|あわせて|併せて|初めて|改めて|特に|さらに|また|より|から|ことにより|いわゆる|あるい|これまで"
    r"|取組み|仕組み|強み|弱み|試み|取り組み|担い手|ニーズ)$"
)
_ACTION = re.compile(r"を[^、。「」()]{0,12}[一-龥]{2}$")
_AGREEMENT = re.compile(r"(?:協定書?|覚書|合意書?|議定書|契約書?)[」』]?$")
_LEAD = re.compile(
    r"^(?:また|さらに|加えて|なお|一方(?:で)?|このほか|そのほか|特に|しかし|ただし|そして|併せて|あわせて|このうち|うち)、\s*"
)
_TOPIC = re.compile(r"^(?P<topic>[^、。]{1,60}?)(?:では|には|とは|は)、?")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause at ``start``–``end`` of a text, without its comma, in the sentence that begins at ``sentence``."""

    start: int
    end: int
    sentence: int

    def label(self, text: str) -> str:
        """Its words as printed, without a conjunction before them (また、)."""
        words = text[self.start : self.end].strip()
        return words[len(match.group()) :] if (match := _LEAD.match(words)) else words


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text in order. Commas inside brackets part nothing; neither do those behind a topic (は、).

    A bracket behind a full stop that holds what belongs to the sentence before (…を設置。（令和元年度）) is part of it.
    """
    words = aligned(text)
    figures = {each.end for each in figures_in(text)}
    found: list[Clause] = []
    start = sentence = 0
    for place, char in _outside(words):
        if place < start:
            continue
        if char == "。":
            end = place + 1
            if words[end : end + 1] == "(":
                end = next((at + 1 for at, sign in _closed(words, end) if sign == ")"), len(words))
            found.append(Clause(start, end, sentence))
            start = sentence = end
        elif char == "、" and _ends_clause(words[start:place], start, figures):
            found.append(Clause(start, place, sentence))
            start = place + 1
    if words[start:].strip():
        found.append(Clause(start, len(text), sentence))
    return tuple(each for each in found if words[each.start : each.end].strip("、。 "))


def clause_at(found: Sequence[Clause], place: int) -> Clause:
    """The clause that holds a place of the text, the last one for its very end."""
    return next((each for each in found if each.start <= place < each.end), found[-1])


def topic(text: str, clause: Clause) -> str:
    """What the sentence of a clause is about: the noun phrase before its first は; empty for none."""
    words = text[clause.sentence : clause.end].strip()
    words = words[len(match.group()) :] if (match := _LEAD.match(words)) else words
    found = _TOPIC.match(aligned(words))
    return words[: found.end("topic")].strip() if found else ""


def bracket_at(text: str, place: int) -> tuple[int, int] | None:
    """The round brackets around a place, outermost: where ( and what follows ) stand; None for none."""
    words = aligned(text)
    opened: list[int] = []
    for index, char in enumerate(words):
        if char == "(":
            opened.append(index)
        elif char == ")" and opened:
            first = opened.pop()
            if not opened and first < place <= index:
                return first, index + 1
    return None


def outermost(text: str, spans: Sequence[tuple[int, int, Key]]) -> list[tuple[int, int, Key]]:
    """The named spans of a text without those inside another: a university's faculty names the faculty alone.

    An agreement is of those whom its name tells, so that they stay.
    """
    names = [(first, last) for first, last, _ in spans if not _AGREEMENT.search(text[first:last])]
    return [
        (first, last, key)
        for first, last, key in spans
        if not any(a <= first and last <= b and (a, b) != (first, last) for a, b in names)
    ]


def _ends_clause(before: str, start: int, figures: set[int]) -> bool:
    words = before.rstrip()
    if words.endswith("で") and start + len(words) - 1 in figures:
        return True
    if words.endswith(")"):
        words = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)$", "", words)
    if _PARTICLE.search(words):
        return False
    return bool(_PREDICATE.search(words) or _ACTION.search(words))


def _outside(words: str) -> Iterator[tuple[int, str]]:
    """The characters outside of all brackets, with their places."""
    depth = 0
    for place, char in enumerate(words):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(depth - 1, 0)
        elif not depth:
            yield place, char


def _closed(words: str, start: int) -> Iterator[tuple[int, str]]:
    """The brackets that close the one at ``start``, with their places."""
    depth = 0
    for place in range(start, len(words)):
        depth += (words[place] == "(") - (words[place] == ")")
        if not depth:
            yield place, words[place]
            return
