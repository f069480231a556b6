"""``policylinks draw``: one network view as a single file that works from disk."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from api.terminal.messages import LANGUAGES, Messages
from api.terminal.opening import filled
from api.terminal.spoken import SpokenCommand, listed, spoken, store_option
from api.terminal.writing import write_file, write_result
from graph.errors import CallError
from graph.facts import Facts

_ENDS = {"near": 1, "path": 2}  # how many things a view cannot do without


def command(say: Messages) -> SpokenCommand:
    """The command in one language. Its help lists the views of the table."""
    from visualizations.views import VIEWS

    def draw(
        view: str, output: Path, focus: str | None, to: str | None, hops: str | None, by: str | None,
        lang: str | None, store: Path | None,
    ) -> None:  # fmt: skip
        from graph.snapshot import SnapshotCache
        from visualizations.drawing import draw as drawn

        with filled(store, say) as graph:
            snapshot = SnapshotCache(graph).get()
        ends = [_id(snapshot.facts, name, say) if name else "" for name in (focus, to)]
        if not all(ends[: _ENDS.get(view, 0)]):
            raise CallError(say(f"draw-needs-{view}"))
        around = {"path": ",".join(ends)} if view == "path" else {"focus": ends[0]}
        query = {name: value for name, value in (*around.items(), ("hops", hops), ("by", by)) if value}
        write_file(output, drawn(snapshot, view, query, lang or say.lang).encode())
        write_result(f"{output}\n".encode())

    parameters: list[click.Parameter] = [
        click.Argument(["view"], type=click.Choice(tuple(VIEWS)), metavar="VIEW"),
        click.Option(
            ["-o", "--output"], type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE",
            help=say("draw-output"),
        ),
        click.Option(["--focus"], metavar="NAME", help=say("draw-focus")),
        click.Option(["--to"], metavar="NAME", help=say("draw-to")),
        click.Option(["--hops"], type=click.Choice(("1", "2", "3")), help=say("draw-hops")),
        click.Option(["--by"], metavar="LIST", help=say("draw-by")),
        click.Option(["--lang"], type=click.Choice(LANGUAGES), help=say("draw-lang")),
        store_option(say),
    ]  # fmt: skip
    made = spoken(say, "draw", draw, parameters, view=next(iter(VIEWS)))
    made.help = f"{made.help}\n\n{say('draw-views')}\n{listed({n: say.one(v.title) for n, v in VIEWS.items()})}"
    return made


def _id(facts: Facts, name: str, say: Messages) -> str:
    """The id of a node by its id or its name; of several of one name, the first in the document.

    Raises CallError with the nearest names where there is none.
    """
    if name in facts.nodes:
        return name
    names = {node.label: node.id for node in reversed(tuple(facts.nodes.values()))}
    if name in names:
        return names[name]
    near = [label for label in names if name in label] or get_close_matches(name, names, n=3, cutoff=0.3)
    raise CallError(say("draw-no-such", name=name), say("draw-nearest", names=", ".join(near[:3])) if near else "")
