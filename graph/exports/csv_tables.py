"""Facts as tables: one a class, and long ones for what repeats, after the Digital Agency's machine-readability rules.

Which columns a class has follows from the ontology: the properties whose domain it is in, and those its things use. A
property that may repeat has no column there, since a cell holds one datum; its values stand in ``values``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.exports.csv_cells import Cell
from graph.facts import Fact, Facts, Link, Moment, Node, Ref, Term, Text, Value, Web
from ontology.vocabulary import LinkType, NodeType, Property, vocabulary

_LANG_STRING = "langString"
_DATATYPES = {"integer": "integer", "decimal": "decimal", "boolean": "boolean"}
# What a table shows of a thing that its rows refer to: a number without its unit is no datum.
_JOINED: Mapping[str, tuple[str, ...]] = {"observationOf": ("label", "unit")}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ASCII name, title and definition by language, CSVW datatype, the IRI of the property it holds."""

    name: str
    title: Mapping[str, str]
    definition: Mapping[str, str]
    datatype: str = "string"
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ASCII name, title by language, columns, rows, the names of the columns that identify a row."""

    name: str
    title: Mapping[str, str]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...]


def _column(name: str, ja: str, en: str, datatype: str = "string", iri: str = "") -> Column:
    return Column(name, {"ja": ja, "en": en}, {"ja": ja, "en": en}, datatype, iri)


ID = _column("id", "識別子", "identifier")
IRI = _column("iri", "IRI", "IRI", "anyURI")
STATUS = _column("status", "根拠の種類(コード)", "how it is known (code)")
LINK_ENDS = (
    _column("source", "起点の識別子", "identifier of the source"),
    _column("source_label", "起点の名称", "name of the source"),
    _column("target", "終点の識別子", "identifier of the target"),
    _column("target_label", "終点の名称", "name of the target"),
)


def tables(facts: Facts, base: str) -> list[Table]:
    """All tables of the facts, in the order of their names."""
    known = vocabulary()
    found = [_class_table(known.node_types[name], nodes, facts, base) for name, nodes in facts.by_type.items()]
    found += [_class_table(known.link_types[name], links, facts, base) for name, links in facts.links_by_type.items()]
    everything = sorted((*facts.nodes.values(), *facts.links.values()), key=lambda each: each.id)
    return sorted([*found, _values(everything), _sources(everything), _terms()], key=lambda each: each.name)


def kebab(name: str) -> str:
    """``MeasureGroup`` as ``measure-group``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def _class_table(class_: NodeType | LinkType, facts_of_class: Sequence[Fact], facts: Facts, base: str) -> Table:
    properties = _single_properties(class_, facts_of_class)
    languages = {each.name: _languages(each.name, facts_of_class) for each in properties if _is_text(each)}
    ends = LINK_ENDS if isinstance(class_, LinkType) else ()
    columns = [ID, IRI, *ends]
    for each in properties:
        columns += _property_columns(each, languages.get(each.name, ()))
    rows = []
    for fact in sorted(facts_of_class, key=lambda each: each.id):
        row: list[Cell] = [fact.id, base + fact.id]
        if isinstance(fact, Link):
            row += [fact.source, _label(facts, fact.source), fact.target, _label(facts, fact.target)]
        for each in properties:
            row += _property_cells(fact, each, languages.get(each.name, ()), facts)
        rows.append((*row, fact.status.value if fact.status else None))
    return Table(kebab(class_.name), class_.label, (*columns, STATUS), tuple(rows), ("id",))


def _single_properties(class_: NodeType | LinkType, facts_of_class: Sequence[Fact]) -> list[Property]:
    used = {name for fact in facts_of_class for name in fact.properties}
    own = {class_.iri, *(class_.ancestors if isinstance(class_, NodeType) else ())}
    known = vocabulary().properties.values()
    return [each for each in known if not each.repeats and (each.name in used or own & set(each.domain))]


def _is_text(property_: Property) -> bool:
    return (property_.datatype or "").endswith(_LANG_STRING)


def _languages(name: str, facts_of_class: Sequence[Fact]) -> tuple[str, ...]:
    used = {value.lang for fact in facts_of_class for value in fact.values(name) if isinstance(value, Text)}
    return tuple(sorted(used)) or ("ja",)


def _property_columns(property_: Property, languages: tuple[str, ...]) -> Iterator[Column]:
    datatype = _DATATYPES.get((property_.datatype or "").rsplit("#")[-1], "string")
    for lang in languages or ("",):
        name = f"{property_.name}_{lang.replace('-', '_')}" if lang else property_.name
        yield Column(name, property_.label, property_.definition, datatype, property_.iri)
    for joined in _JOINED.get(property_.name, ()):
        other = vocabulary().properties[joined]
        yield Column(f"{property_.name}_{joined}", other.label, other.definition, "string")


def _property_cells(fact: Fact, property_: Property, languages: tuple[str, ...], facts: Facts) -> Iterator[Cell]:
    if languages:
        for lang in languages:
            texts = [each for each in fact.values(property_.name) if isinstance(each, Text) and each.lang == lang]
            yield texts[0].value if texts else None
    else:
        value = fact.value(property_.name)
        yield None if value is None else plain(value)
    for joined in _JOINED.get(property_.name, ()):
        other = facts.nodes.get(fact.text(property_.name))
        yield (other.text(joined) or None) if other else None


def plain(value: Value) -> str | bool | int | Decimal:
    """A value as a cell: numbers and truth values as such, references and controlled values by id or code."""
    match value:
        case Text(text, _):
            return text
        case Term(name) | Ref(name) | Web(name) | Moment(name):
            return name
        case _:
            return value


def _label(facts: Facts, id_: str) -> str | None:
    node = facts.nodes.get(id_)
    return node.label if isinstance(node, Node) and node.label else None


def _values(everything: Iterable[Fact]) -> Table:
    """Values of properties that may repeat, and all values of those that do at some thing, one a row."""
    known = vocabulary().properties
    rows: list[tuple[Cell, ...]] = []
    for fact in everything:
        for name, values in sorted({**fact.properties, "rule": fact.rules}.items()):
            # A property that the ontology lets repeat, or that does so here.
            if len(values) > 1 or (values and known[name].repeats):
                for position, value in enumerate(values, 1):
                    lang = value.lang if isinstance(value, Text) else None
                    rows.append((fact.id, name, position, plain(value), lang))
    columns = (
        ID,
        _column("property", "項目", "property"),
        _column("position", "順番", "position", "integer"),
        _column("value", "値", "value"),
        _column("language", "言語", "language"),
    )
    title = {"ja": "繰り返しのある項目の値", "en": "values of properties that repeat"}
    return Table("values", title, columns, tuple(rows), ("id", "property", "position"))


def _sources(everything: Iterable[Fact]) -> Table:
    rows = [
        (fact.id, source.document, source.first_line, source.last_line, source.exact)
        for fact in everything
        for source in sorted(fact.sources, key=lambda each: (each.document, each.first_line, each.last_line))
    ]
    columns = (
        ID,
        _column("document", "文書の識別子", "identifier of the document"),
        _column("first_line", "開始行", "first line", "integer"),
        _column("last_line", "終了行", "last line", "integer"),
        _column("quote", "引用", "quote"),
    )
    title = {"ja": "出典(文書と行)", "en": "sources (document and lines)"}
    return Table("sources", title, columns, tuple(rows), ("id", "document", "first_line", "last_line"))


def _terms() -> Table:
    """The code table: what each controlled value means."""
    rows = [
        (term.scheme, term.name, term.iri, term.label.get("ja"), term.label.get("en"))
        for term in sorted(vocabulary().terms.values(), key=lambda each: (each.scheme, each.name))
    ]
    columns = (
        _column("scheme", "区分", "scheme"),
        _column("code", "コード", "code"),
        IRI,
        _column("label_ja", "名称(日本語)", "name in Japanese"),
        _column("label_en", "名称(英語)", "name in English"),
    )
    return Table("terms", {"ja": "コード表", "en": "code table"}, columns, tuple(rows), ("scheme", "code"))
