"""``policylinks query``: one read query, its answer on standard output."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.terminal.columns import aligned
from api.terminal.messages import Messages
from api.terminal.opening import filled, settings_of
from api.terminal.rows import ROW_FORMATS
from api.terminal.spoken import SpokenCommand, is_verbose, spoken, store_option
from api.terminal.waiting import Waiting
from api.terminal.writing import write_result
from graph.errors import CallError, OutsideError
from ontology.prefixes import PREFIXES

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.cypher.engine import CypherEngine, CypherResult
    from graph.stores.sparql import SparqlAnswer

LANGUAGES = ("sparql", "cypher")
_SUFFIXES = {".cypher": "cypher", ".cyp": "cypher"}
_EXAMPLES = {
    "sparql": "SELECT * WHERE { ?s ?p ?o } LIMIT 5",
    "cypher": "MATCH (n) RETURN n LIMIT 5",
}
# By the form of the answer: our format's name -> that of the store. `table` is laid out here, out of JSON.
_ROWS = {"table": "json", "csv": "csv", "tsv": "tsv", "json": "json", "xml": "xml"}
_TRIPLES = {name: name for name in ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml")}
FORMATS = (*_ROWS, *_TRIPLES)


def command(say: Messages) -> SpokenCommand:
    """The command in one language."""

    def query(
        file: str, lang: str | None, format_: str | None, param: tuple[str, ...], store: Path | None, neo4j: str | None
    ) -> None:
        chosen = lang or ("cypher" if neo4j else _SUFFIXES.get(Path(file).suffix, LANGUAGES[0]))
        if chosen == "cypher":
            given = dict(_parameter(each, say) for each in param)
            _cypher(_text(file, say, chosen), given, format_, store, neo4j, say)
            return
        if neo4j:
            raise CallError(say("query-neo4j-cypher"))
        if param:
            raise CallError(say("query-param-cypher"), say("query-param-values"))
        text = _text(file, say, chosen)
        from graph.stores.sparql import SparqlRequest

        request = SparqlRequest(text, _ROWS.get(format_ or "", "json"), _TRIPLES.get(format_ or "", "turtle"))
        with filled(store, say) as graph:
            answer = graph.query(request)
            base = graph.base()
        write_result(_written(answer, format_, base, say))
        if answer.unused:
            click.echo(say("query-not-stated", terms=", ".join(answer.unused)), err=True)
        if answer.truncated:
            click.echo(say("query-truncated", rows=answer.rows), err=True)
        elif is_verbose():
            click.echo(say("query-rows", count=answer.rows), err=True)

    parameters: list[click.Parameter] = [
        click.Argument(["file"], default="-", metavar="[FILE]"),
        click.Option(["--lang"], type=click.Choice(LANGUAGES), help=say("query-lang")),
        click.Option(
            ["--format", "format_"], type=click.Choice(FORMATS), metavar="NAME",
            help=say("query-format", formats=", ".join(FORMATS)),
        ),
        click.Option(["--param"], multiple=True, metavar="NAME=VALUE", help=say("query-param")),
        click.Option(["--neo4j"], metavar="URL", help=say("query-neo4j")),
        store_option(say),
    ]  # fmt: skip
    return spoken(say, "query", query, parameters)


def _parameter(written: str, say: Messages) -> tuple[str, Any]:
    """Name and value of ``name=value``: JSON where it is JSON, else the text. Raises CallError where it is none."""
    name, sign, value = written.partition("=")
    if not sign or not name.strip():
        raise CallError(say("query-param-form", given=written), say("query-param"))
    try:
        return name.strip().removeprefix("$"), json.loads(value, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return name.strip().removeprefix("$"), value


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _cypher(
    text: str, given: dict[str, Any], format_: str | None, store: Path | None, url: str | None, say: Messages
) -> None:
    """Answers a query in Cypher, by the Bolt server that is named or set, else by the embedded engine."""
    chosen = format_ or "table"
    if chosen not in ROW_FORMATS:
        form = say("query-form-bindings")
        raise CallError(say("query-wrong-form", form=form, format=chosen, known=", ".join(ROW_FORMATS)))
    settings = settings_of(store, neo4j_url=url)
    from graph.cypher.guard import guard

    guard(text, settings.max_query_length)  # before anything is started
    answer = _asked_in_cypher(text, given, settings, store, say)
    write_result(ROW_FORMATS[chosen](answer.columns, answer.rows))
    if answer.unused:
        click.echo(say("query-not-stated", terms=", ".join(answer.unused)), err=True)
    if answer.truncated:
        click.echo(say("query-truncated", rows=len(answer.rows)), err=True)
    elif is_verbose():
        click.echo(say("query-rows", count=len(answer.rows)), err=True)


def _asked_in_cypher(
    text: str, given: dict[str, Any], settings: Settings, store: Path | None, say: Messages
) -> CypherResult:
    from api.stores import open_engine, open_store

    waiting = Waiting(say("cypher-starting"))

    def run(engine: CypherEngine) -> CypherResult:
        try:
            return engine.run(text, given, settings.limits)
        finally:
            waiting.end()
            engine.close()

    if settings.neo4j_url:
        return run(open_engine(settings, open_store(settings)))
    with filled(store, say) as graph:
        return run(open_engine(settings, graph, waiting.start, waiting.end))


def _text(file: str, say: Messages, lang: str) -> str:
    """The query of a file or of standard input. Raises CallError where it is no text, OutsideError where unreadable."""
    if file == "-":
        if sys.stdin.isatty():
            click.echo(say("query-typing"), err=True)
        content, name = sys.stdin.buffer.read(), "-"
    else:
        path, name = Path(file), file
        if not path.exists():
            raise CallError(f"There is no file {file}.", "Check the name; - reads the query from standard input.")
        if path.is_dir():
            raise CallError(f"{file} is a folder.", "Name a file with a query.")
        try:
            content = path.read_bytes()
        except OSError as error:
            raise OutsideError(f"{file} cannot be read: {error.strerror}.", "Check its permissions.") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CallError(f"{name}:{line}: the query is not UTF-8.", "Save it as UTF-8.") from None
    if not text.strip():
        raise CallError("The query is empty.", f"Write a query, such as {_EXAMPLES[lang]}.")
    return text


def _written(answer: SparqlAnswer, format_: str | None, base: str, say: Messages) -> bytes:
    known = _TRIPLES if answer.form == "graph" else _ROWS
    chosen = format_ or next(iter(known))
    if chosen not in known:
        form = say(f"query-form-{answer.form}")
        raise CallError(say("query-wrong-form", form=form, format=chosen, known=", ".join(known)))
    if chosen != "table":
        return answer.body if answer.body.endswith(b"\n") or chosen in ("csv", "tsv") else answer.body + b"\n"
    content = json.loads(answer.body)
    if "boolean" in content:
        return b"true\n" if content["boolean"] else b"false\n"
    return _table(content, base).encode()


def _table(content: dict[str, Any], base: str) -> str:
    names = content["head"]["vars"]
    found = content["results"]["bindings"]
    rows = [[_cell(each.get(name), base) for name in names] for each in found]
    values = {name: [each[name] for each in found if name in each] for name in names}
    numbers = [
        place for place, name in enumerate(names) if values[name] and all(_is_number(each) for each in values[name])
    ]
    return aligned(names, rows, numbers)


def _is_number(term: dict[str, Any]) -> bool:
    return term.get("datatype", "").rpartition("#")[2] in ("integer", "decimal", "double", "float", "int", "long")


def _cell(term: dict[str, Any] | None, base: str) -> str:
    """A term for people: literals bare, IRIs under the base by their id, others by their prefix where they have one."""
    if term is None:
        return ""
    value = term["value"]
    match term["type"]:
        case "uri":
            if base and value.startswith(base):
                return str(value[len(base) :])
            prefix = next((name for name, start in PREFIXES.items() if value.startswith(start)), None)
            return f"{prefix}:{value[len(PREFIXES[prefix]) :]}" if prefix else f"<{value}>"
        case "bnode":
            return f"_:{value}"
        case "triple":
            return "<< " + " ".join(_cell(value[part], base) for part in ("subject", "predicate", "object")) + " >>"
        case _:
            return str(value)
