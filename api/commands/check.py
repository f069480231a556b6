"""``policylinks check``: shapes, consistency with the ontology, expected counts; then the plan's self-audit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.terminal.columns import aligned
from api.terminal.messages import Messages
from api.terminal.opening import filled
from api.terminal.progress import progress
from api.terminal.spoken import SpokenCommand, is_verbose, spoken, store_option
from api.terminal.writing import write_json, write_result
from graph.errors import CallError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from graph.audit.finding import Finding
    from graph.checks.problems import CheckProblem
    from graph.facts import Facts
    from graph.lines.account import LineAccount
    from graph.snapshot import Snapshot

CHECKS = ("shapes", "consistency", "expected-counts")
_EXPECTED = ".expected.json"


def command(say: Messages) -> SpokenCommand:
    """The command in one language."""

    def check(format_: str, expected: tuple[Path, ...], store: Path | None) -> int:
        with filled(store, say) as graph, progress() as told:
            quads, base, version = list(graph.dump()), graph.base(), graph.version()
            snapshot = _snapshot(quads, base, version, graph.accounts())
            found: list[CheckProblem] = []
            for done, (name, problems) in enumerate(_checked(quads, snapshot.facts, expected)):
                if told:
                    told(name, done, len(CHECKS))
                found += problems
            audited = _audit(snapshot)
        if format_ == "json":
            problems_ = [{"check": each.check, "subject": each.subject, "message": each.message} for each in found]
            content = {"version": version, "triples": len(quads), "checks": list(CHECKS), "problems": problems_}
            write_json({**content, "audit": _audit_json(audited, say.lang)})
        else:
            write_result(_told(found, len(quads), base, say).encode())
            write_result(_told_audit(audited, say, everything=is_verbose()).encode())
        if found:
            click.echo(say("check-bad", count=len(found)), err=True)
        return 1 if found else 0

    parameters: list[click.Parameter] = [
        click.Option(
            ["--format", "format_"], type=click.Choice(("table", "json")), default="table", help=say("check-format")
        ),
        click.Option(
            ["--expected"], multiple=True, type=click.Path(path_type=Path), metavar="FILE", help=say("check-expected")
        ),
        store_option(say),
    ]
    return spoken(say, "check", check, parameters)


def _checked(quads: list[Quad], facts: Facts, expected: Sequence[Path]) -> Iterator[tuple[str, Sequence[CheckProblem]]]:
    """Each check by name with what it found, one after the other."""
    from graph.checks.consistency import inconsistencies
    from graph.checks.shapes import broken_shapes

    yield CHECKS[0], broken_shapes(quads)
    yield CHECKS[1], inconsistencies(quads)
    yield CHECKS[2], _unexpected(facts, expected)


def _snapshot(quads: list[Quad], base: str, version: str, accounts: Mapping[str, LineAccount]) -> Snapshot:
    from graph.rdf import facts_of
    from graph.snapshot import Snapshot

    return Snapshot(version, base, facts_of(quads, base), accounts)


def _audit(snapshot: Snapshot) -> tuple[Finding, ...]:
    from graph.audit.audit import audit

    return audit(snapshot)


def _audit_json(found: tuple[Finding, ...], lang: str) -> dict[str, object]:
    from graph.audit.audit import counts
    from graph.audit.finding import finding_json

    return {"counts": dict(counts(found)), "findings": [finding_json(each, lang) for each in found]}


def _told_audit(found: tuple[Finding, ...], say: Messages, *, everything: bool) -> str:
    """How much there is of each kind, and with ``everything`` each finding with its lines."""
    from graph.audit.audit import counts
    from graph.audit.finding import kinds

    known = kinds()
    rows = [
        (say.one(known[name].title), str(number), say.one(known[name].meaning))
        for name, number in counts(found).items() if name != CHECKS[0]
    ]  # fmt: skip
    told = "\n" + say("check-audit") + "\n" + aligned(say("check-audit-columns").split("|"), rows, (1,))
    if not everything:
        return told + say("check-audit-more") + "\n"
    each_one = [(say.one(known[each.kind].title), _lines(each), each.rule, each.told(say.lang)) for each in found]
    return told + "\n" + aligned(say("check-audit-finding").split("|"), each_one)


def _lines(finding: Finding) -> str:
    places = ((source.first_line, source.last_line) for source in finding.sources)
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in places)


def _unexpected(facts: Facts, named: Sequence[Path]) -> Sequence[CheckProblem]:
    from graph.checks.expected import read_expected, unexpected_counts

    documents: dict[str, set[str]] = defaultdict(set)
    for node in facts.by_type.get("SourceDocument", ()):
        documents[Path(node.label).stem].add(node.id)
    found: list[CheckProblem] = []
    for stem, path in _files_of_counts(documents, named).items():
        found += unexpected_counts(facts, read_expected(path), documents[stem])
    return found


def _files_of_counts(stems: Collection[str], named: Sequence[Path]) -> Mapping[str, Path]:
    """By the stem of documents' names: the file of expected counts, ``plan.expected.json`` for ``plan.txt``.

    It counts for ``plan.md`` too: a plan in the Markdown plan format cites the lines of the text that it was made from.

    Raises CallError for a named file that belongs to no document of the store.
    """
    bundled = Path(str(files("data")))
    found = {stem: path for stem in stems if (path := bundled / f"{stem}{_EXPECTED}").is_file()}
    for path in named:
        stem = path.name.removesuffix(_EXPECTED)
        if stem not in stems:
            raise CallError(
                f"{path.name} belongs to no document of the store.",
                f"Documents: {', '.join(stems)}; the counts of plan.txt stand in plan{_EXPECTED}.",
            )
        found[stem] = path
    return found


def _told(found: Sequence[CheckProblem], triples: int, base: str, say: Messages) -> str:
    if not found:
        return say("check-good", triples=triples, checks=", ".join(CHECKS)) + "\n"
    rows = [(each.check, each.subject.removeprefix(base), each.message) for each in found]
    return aligned(say("check-columns").split("|"), rows)
