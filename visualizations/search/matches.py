"""Which words of a text match what was asked, folded as the search folds: width, kana, case, long vowels."""

from __future__ import annotations

from graph.search import search_key

_VOICED = "\uff9e\uff9f\u3099\u309a"  # marks that belong to the kana before them


def matches(text: str, query: str) -> tuple[tuple[str, bool], ...]:
    """A text in pieces with whether each matches; one piece that does not where nothing matches."""
    key = search_key(query)
    folded, origin = _folded(text)
    pieces, end, at = [], 0, folded.find(key) if key else -1
    while at >= 0:
        first, last = origin[at][0], origin[at + len(key) - 1][1]
        if first >= end:
            pieces += [(text[end:first], False), (text[first:last], True)]
            end = last
        at = folded.find(key, at + len(key))
    pieces.append((text[end:], False))
    return tuple(piece for piece in pieces if piece[0])


def around_match(text: str, query: str, most: int = 120) -> tuple[tuple[str, bool], ...]:
    """The same, of a long text only what is around the first match; ``…`` stands for what is left out."""
    pieces = matches(text, query)
    if len(text) <= most or len(pieces) == 1:
        return pieces
    before = pieces[0][0] if not pieces[0][1] else ""
    start = max(len(before) - most // 3, 0)
    cut = ("…" if start else "") + text[start : start + most] + ("…" if start + most < len(text) else "")
    return matches(cut, query)


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded text, and for each of its characters the piece of the original that it comes from."""
    chars: list[str] = []
    origin: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and text[end] in _VOICED:
            end += 1
        for char in search_key(text[at:end]):
            chars.append(char)
            origin.append((at, end))
        at = end
    return "".join(chars), origin
