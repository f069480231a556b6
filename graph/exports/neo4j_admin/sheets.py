"""CSV as ``neo4j-admin database import`` reads it: every column of one type, texts in quotes, no cell no property."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.property_graph.model import PropertyValue, Scalar

# The unit separator parts the values of a list. Where a text holds one itself, a space stands for it.
SEPARATOR, SEPARATOR_NAME = "\x1f", "U+001F"
_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}
Row = tuple[tuple[str, ...], Mapping[str, PropertyValue]]


def sheets(name: str, keys: Sequence[str], rows: Iterable[Row]) -> Iterator[tuple[str, bytes]]:
    """CSV files of rows, sorted by key: one, and more where a property has values of several types.

    ``keys`` are the headers of the first columns, whose cells are each row's own key.
    """
    found: list[tuple[dict[str, str], list[Row]]] = []
    for key, properties in sorted(rows, key=lambda row: (row[0], str(row[1].get("id", "")))):
        types = {each: _type(value) for each, value in properties.items()}
        fitting = next((sheet for sheet in found if _fits(sheet[0], types)), None)
        if fitting is None:
            found.append(fitting := ({}, []))
        columns, held = fitting
        # An empty list is of any type: a column of nothing else is one of texts.
        columns.update({each: type_ for each, type_ in types.items() if type_ or not columns.get(each)})
        held.append((key, properties))
    for number, (columns, held) in enumerate(found):
        yield f"{name}{f'-{number + 1}' if number else ''}.csv", _file(keys, columns, held)


def _fits(columns: Mapping[str, str], types: Mapping[str, str]) -> bool:
    return all(not type_ or columns.get(each, "") in ("", type_) for each, type_ in types.items())


def _type(value: PropertyValue) -> str:
    if isinstance(value, list):
        return f"{_TYPES[type(value[0])]}[]" if value else ""
    return _TYPES[type(value)]


def _file(keys: Sequence[str], columns: Mapping[str, str], rows: Iterable[Row]) -> bytes:
    names = sorted(columns)
    lines = [",".join([*keys, *(f"{name}:{columns[name] or 'string[]'}" for name in names)])]
    for key, properties in rows:
        cells = [_cell(properties[name]) if name in properties else "" for name in names]
        lines.append(",".join([*(_quoted(each) for each in key), *cells]))
    return "".join(f"{line}\n" for line in lines).encode()


def _cell(value: PropertyValue) -> str:
    if isinstance(value, list):
        return _quoted(SEPARATOR.join(_text(each).replace(SEPARATOR, " ") for each in value))
    return _quoted(value) if isinstance(value, str) else _text(value)


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
