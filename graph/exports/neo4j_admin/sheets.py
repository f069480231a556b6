"""CSV as ``neo4j-admin database import`` reads it: every column of one type, texts in quotes, no cell no property."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.exports.neo4j_admin.sorted_rows import Key, SortedRows
from graph.property_graph.model import PropertyValue, Scalar

# The unit separator parts the values of a list. Where a text holds one itself, a space stands for it.
SEPARATOR, SEPARATOR_NAME = "\x1f", "U+001F"
_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}
_PART = 1 << 18
# The names of a row's properties, and the type of each; none where it is an empty list, which is of any type.
Form = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class _Sheet:
    """One file: the types of its columns by name, and a template of a line for each form of row that stands in it."""

    header: str
    templates: Mapping[int, str]


class Sheets:
    """The rows of one kind on their way into CSV files: one, and more where a property has values of several types.

    ``headers`` are those of the first columns, whose cells are the first parts of each row's key. Kept in memory are
    the forms of the rows, each once; the rows themselves wait in ``rows``.
    """

    def __init__(self, name: str, headers: Sequence[str], rows: SortedRows) -> None:
        self._name, self._headers, self._rows = name, headers, rows
        self._forms: dict[Form, int] = {}

    def add(self, key: Key, properties: Mapping[str, PropertyValue]) -> None:
        """One more row, its properties sorted by name. Of rows with one key, which say the same, one is written."""
        values = properties.values()
        form = tuple(properties), tuple(map(_type, values))
        number = self._forms.get(form)
        if number is None:
            if list(properties) != sorted(properties):
                raise ValueError(f"properties are sorted by name, not {', '.join(properties)}")
            number = self._forms[form] = len(self._forms)
        self._rows.add(self._name, key, marshal.dumps((number, tuple(map(_cell, values)))))

    def empty_lists(self) -> list[str]:
        """The names of properties that have an empty list in some row."""
        return sorted({name for form in self._forms for name, type_ in zip(*form, strict=True) if not type_})

    def files(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Names and contents of the files, once all rows are there; the order in which they came does not matter."""
        for number, sheet in enumerate(self._sheets()):
            yield f"{self._name}{f'-{number + 1}' if number else ''}.csv", self._content(sheet)

    def _sheets(self) -> list[_Sheet]:
        found: list[tuple[dict[str, str], list[Form]]] = []
        for form in sorted(self._forms):
            types = dict(zip(*form, strict=True))
            fitting = next((each for each in found if _fits(each[0], types)), None)
            if fitting is None:
                found.append(fitting := ({}, []))
            columns, forms = fitting
            columns.update({name: type_ for name, type_ in types.items() if type_ or name not in columns})
            forms.append(form)
        return [self._sheet(dict(sorted(columns.items())), forms) for columns, forms in found]

    def _sheet(self, columns: Mapping[str, str], forms: Iterable[Form]) -> _Sheet:
        # A column of nothing but empty lists is one of texts.
        header = ",".join([*self._headers, *(f"{name}:{type_ or 'string[]'}" for name, type_ in columns.items())])
        templates = {}
        for form in forms:
            there = set(form[0])
            cells = ["%s"] * len(self._headers) + ["%s" if name in there else "" for name in columns]
            templates[self._forms[form]] = ",".join(cells) + "\n"
        return _Sheet(header + "\n", templates)

    def _content(self, sheet: _Sheet) -> Iterator[bytes]:
        lines, size, keys = [sheet.header], 0, len(self._headers)
        for key, content in self._rows.rows(self._name):
            number, cells = marshal.loads(content)
            template = sheet.templates.get(number)
            if template is None:  # it stands in another sheet
                continue
            line = template % (*map(_quoted, key[:keys]), *cells)
            lines.append(line)
            size += len(line)
            if size > _PART:
                yield "".join(lines).encode()
                lines, size = [], 0
        yield "".join(lines).encode()


def _fits(columns: Mapping[str, str], types: Mapping[str, str]) -> bool:
    return all(not type_ or columns.get(each, "") in ("", type_) for each, type_ in types.items())


def _type(value: PropertyValue) -> str:
    if isinstance(value, list):
        return f"{_TYPES[type(value[0])]}[]" if value else ""
    return _TYPES[type(value)]


def _cell(value: PropertyValue) -> str:
    if isinstance(value, list):
        return _quoted(SEPARATOR.join(_text(each).replace(SEPARATOR, " ") for each in value))
    return _quoted(value) if isinstance(value, str) else _text(value)


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
