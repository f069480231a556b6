"""``policylinks export``: the graph for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from api.terminal.messages import Messages
from api.terminal.opening import filled
from api.terminal.progress import progress
from api.terminal.spoken import SpokenCommand, listed, spoken, store_option
from api.terminal.writing import write_result
from graph.exports.table import EXPORTS


def command(say: Messages) -> SpokenCommand:
    """The command in one language. Its help lists the exports of the table."""

    def export(to: Path, names: tuple[str, ...], store: Path | None) -> None:
        from graph.exports.folder import export as export_to
        from graph.exports.given import input_of

        with filled(store, say) as graph, progress() as told:
            sums = export_to(input_of(graph), to, names, told)
        write_result("".join(f"{to / path}\n" for path in sums).encode())

    parameters: list[click.Parameter] = [
        click.Option(["--to"], type=click.Path(path_type=Path), required=True, metavar="DIR", help=say("export-to")),
        click.Option(
            ["--format", "names"],
            multiple=True,
            type=click.Choice(tuple(EXPORTS)),
            metavar="NAME",
            help=say("export-format"),
        ),
        store_option(say),
    ]
    made = spoken(say, "export", export, parameters)
    made.help = (
        f"{made.help}\n\n{say('export-formats')}\n{listed({n: say.one(e.description) for n, e in EXPORTS.items()})}"
    )
    return made
