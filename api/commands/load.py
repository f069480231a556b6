"""``policylinks load``: documents into the graph."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.terminal.messages import Messages
from api.terminal.opening import opened, settings_of
from api.terminal.progress import progress
from api.terminal.spoken import SpokenCommand, is_verbose, spoken, store_option
from api.terminal.writing import json_bytes, write_file, write_result

if TYPE_CHECKING:
    from loaders.report import DocumentReport, LoadReport


def command(say: Messages) -> SpokenCommand:
    """The command in one language."""

    def load(
        sources: tuple[Path, ...], report: Path | None, kind: str | None, publisher: str | None, store: Path | None
    ) -> None:
        from loaders.load import load_documents

        settings = settings_of(store)
        with opened(settings, lambda: click.echo(say("load-waiting"), err=True)) as graph, progress() as told:
            done = load_documents(
                sources, graph, base=settings.base_iri, kind=kind, publisher=publisher, progress=told
            )  # fmt: skip
        if report:
            write_file(report, json_bytes(done.as_json()))
        write_result(_told(done, say, everything=is_verbose()).encode())
        if not done.changed:
            click.echo(say("load-unchanged"), err=True)

    path = click.Path(path_type=Path)
    parameters: list[click.Parameter] = [
        click.Argument(["sources"], nargs=-1, type=path, metavar="[SOURCE]..."),
        click.Option(["--report"], type=path, metavar="FILE", help=say("load-report")),
        click.Option(["--kind"], metavar="KIND", help=say("load-kind")),
        click.Option(["--publisher"], metavar="NAME", help=say("load-publisher")),
        store_option(say),
    ]
    return spoken(say, "load", load, parameters)


def _told(report: LoadReport, say: Messages, *, everything: bool) -> str:
    from ontology.vocabulary import vocabulary

    known = vocabulary()
    lines = [line for each in report.documents for line in _document(each, say, everything)]
    for key, counts, types in (
        ("load-nodes", report.nodes, known.node_types),
        ("load-links", report.links, known.link_types),
    ):
        lines.append(say(key, count=sum(counts.values())))
        lines += [f"  {say.one(types[name].label)} {count}" for name, count in counts.items()]
    lines.append(say("load-seconds", seconds=f"{report.seconds:.1f}"))
    return "\n".join(lines) + "\n"


def _document(report: DocumentReport, say: Messages, everything: bool) -> list[str]:
    counts = report.lines
    lines = [
        say("load-document", document=report.document, kind=report.kind),
        say(
            "load-lines", total=counts.total, facts=counts.facts, structure=counts.structure, leftover=counts.leftover,
            blank=counts.blank, unread=counts.unread,
        ),
    ]  # fmt: skip
    if everything:
        lines += [say("load-line", line=each.line, rule=say("load-unread"), what=each.text) for each in report.unread]
    lines.append(_counted("repairs", [each.rule for each in report.repairs], say))
    if everything:
        lines += [say("load-line", line=each.line, rule=each.rule, what=each.what) for each in report.repairs]
    lines.append(_counted("problems", [each.rule for each in report.problems], say))
    for problem in report.problems:
        # What was noted of the whole file (its encoding) is told in any case.
        if everything or not problem.lines:
            where = ", ".join(str(each) for each in problem.lines) or "-"
            lines.append(say("load-line", line=where, rule=problem.rule, what=problem.message))
    return lines


def _counted(what: str, rules: list[str], say: Messages) -> str:
    if not rules:
        return say(f"load-no-{what}")
    counted = ", ".join(f"{rule} {count}" for rule, count in sorted(Counter(rules).items()))
    return say(f"load-{what}", count=len(rules), rules=counted)
