"""The curated questions as data: a ``.rq`` file each, with its titles, columns and parameters in its comments, and
beside it a ``.cypher`` file that asks the same of the property graph.

A file is a whole query that any endpoint answers as it stands. What a person may vary stands in a
``VALUES ?name { "…" }`` of the one and a ``WITH '…' AS name`` of the other, and is described by comments of the first::

    # title@ja: ある分野を支えるプロジェクト
    # title@en: Which projects serve a field?
    # about@ja: 対応は分野を主に支えること、関連はあわせて支えることを言う。
    # about@en: Primary means that the project serves the field mainly.
    # theme: fields
    # columns: project, role
    # ordered: yes
    # parameter fieldName@ja: 分野
    # parameter fieldName@en: field

``about`` is one paragraph: what is counted and what not, true of any plan. ``theme`` says where a list shows the
question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pyoxigraph import Literal

from graph.errors import CallError

_COMMENT = re.compile(r"^#\s*(?P<what>[a-z]+)(?:\s+(?P<name>\w+))?(?:@(?P<lang>\w+))?:\s*(?P<text>.*?)\s*$")
_VALUES = r"VALUES\s+\?{name}\s*\{{\s*(?P<values>\"(?:[^\"\\]|\\.)*\")\s*\}}"
_WITH = r"(?P<literal>'[^'\\]*')(?=\s+AS\s+{name}\b)"
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r"}
THEMES = ("fields", "indicators", "measures", "bodies")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a person may vary in a question: the variable's name, what it stands for, the value in the file."""

    name: str
    label: Mapping[str, str]
    default: str


@dataclass(frozen=True, slots=True)
class Question:
    """A curated question in both languages.

    ``columns`` are the variables of its answer; ``ordered``: the order of rows counts.
    """

    id: str
    title: Mapping[str, str]
    columns: tuple[str, ...]
    sparql: str
    cypher: str
    about: Mapping[str, str]
    theme: str
    parameters: tuple[Parameter, ...] = ()
    ordered: bool = False

    def text(self, given: Mapping[str, str] | None = None) -> str:
        """The query with values in place of the parameters' defaults.

        A value only ever becomes one escaped literal inside its own VALUES. Raises CallError for an unknown parameter.
        """
        query = self.sparql
        for name, value in self._checked(given).items():
            literal = f"VALUES ?{name} {{ {Literal(value)} }}"
            query = _values_of(name).sub(lambda _, literal=literal: literal, query, count=1)  # type: ignore[misc]
        return query

    def cypher_call(self, given: Mapping[str, str] | None = None) -> tuple[str, dict[str, str]]:
        """The query in Cypher and its parameters: a given value never becomes part of the text.

        Raises CallError for an unknown parameter.
        """
        values = dict(self._checked(given))
        query = self.cypher
        for name in values:
            query = re.sub(_WITH.format(name=name), f"${name}", query, count=1)
        return query, values

    def cypher_text(self, given: Mapping[str, str] | None = None) -> str:
        """The query in Cypher with values in place of the parameters' defaults, as literals, for people to go on from.

        Raises CallError for an unknown parameter.
        """
        query = self.cypher
        for name, value in self._checked(given).items():
            literal = "'" + re.sub(r"[\\'\n\r]", lambda found: _ESCAPES[found[0]], value) + "'"
            query = re.sub(_WITH.format(name=name), lambda _, literal=literal: literal, query, count=1)  # type: ignore[misc]
        return query

    def _checked(self, given: Mapping[str, str] | None) -> Mapping[str, str]:
        known = sorted(parameter.name for parameter in self.parameters)
        for name in given or {}:
            if name not in known:
                what = f"It takes: {', '.join(known)}." if known else "It takes none."
                raise CallError(f"The question {self.id} has no parameter {name!r}.", what)
        return given or {}


@lru_cache(maxsize=1)
def questions() -> tuple[Question, ...]:
    """All curated questions, by id."""
    folder = files(__package__)
    found = sorted((each for each in folder.iterdir() if each.name.endswith(".rq")), key=lambda each: each.name)
    ids = [each.name.removesuffix(".rq") for each in found]
    return tuple(
        question_of(id_, each.read_text("utf-8"), (folder / f"{id_}.cypher").read_text("utf-8"))
        for id_, each in zip(ids, found, strict=True)
    )


def question(id_: str) -> Question:
    """One question. Raises CallError where there is none of that id."""
    found = next((each for each in questions() if each.id == id_), None)
    if found is None:
        raise CallError(f"There is no question {id_!r}.", f"Known: {', '.join(each.id for each in questions())}.")
    return found


def question_of(id_: str, text: str, cypher: str) -> Question:
    """The question that two files tell. Raises ValueError where they lack what a question needs."""
    title: dict[str, str] = {}
    about: dict[str, str] = {}
    theme = ""
    columns: tuple[str, ...] = ()
    ordered = False
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for match in filter(None, map(_COMMENT.match, text.splitlines())):
        match match["what"]:
            case "title":
                title[match["lang"]] = match["text"]
            case "about":
                about[match["lang"]] = match["text"]
            case "theme":
                theme = match["text"]
            case "columns":
                columns = tuple(name.strip() for name in match["text"].split(","))
            case "ordered":
                ordered = match["text"] == "yes"
            case "parameter":
                labels[match["name"]][match["lang"]] = match["text"]
    if not set(title) == set(about) == {"ja", "en"} or not columns or theme not in THEMES:
        raise ValueError(f"the question {id_} lacks a title or a word about it in ja or en, its columns, or its theme")
    parameters = tuple(Parameter(name, label, _default(id_, name, text, cypher)) for name, label in labels.items())
    return Question(id_, title, columns, text, cypher, about, theme, parameters, ordered)


def _values_of(name: str) -> re.Pattern[str]:
    return re.compile(_VALUES.format(name=name))


def _default(id_: str, name: str, text: str, cypher: str) -> str:
    match = _values_of(name).search(text)
    if match is None:
        raise ValueError(f"the question {id_} describes a parameter {name} but binds it in no VALUES")
    value = re.sub(r"\\(.)", r"\1", match["values"][1:-1])
    same = re.search(_WITH.format(name=name), cypher)
    if same is None or same["literal"][1:-1] != value:
        raise ValueError(f"the question {id_} does not bind the parameter {name} to the same value in Cypher")
    return value
