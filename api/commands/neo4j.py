"""``policylinks neo4j``: the graph in a Neo4j database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.terminal.messages import Messages
from api.terminal.opening import opened, settings_of
from api.terminal.progress import progress
from api.terminal.spoken import SpokenCommand, SpokenGroup, common_options, spoken, store_option
from api.terminal.writing import write_result
from graph.errors import CallError, StoreError

if TYPE_CHECKING:
    from graph.neo4j.push import Counts, PushReport


class Neo4jCommands(SpokenGroup):
    """What can be done with a Neo4j database."""

    prefix = "neo4j-"


def command(say: Messages) -> Neo4jCommands:
    """The group of commands in one language."""
    group = Neo4jCommands(say=say, name="neo4j", help=say("neo4j"), epilog=say("neo4j-push-example"))
    group.params += common_options(say)
    group.add_command(_push(say), "push")
    return group


def _push(say: Messages) -> SpokenCommand:
    def push(url: str | None, user: str | None, database: str | None, dry_run: bool, store: Path | None) -> None:
        from graph.neo4j.connection import Target
        from graph.neo4j.push import push as push_to

        settings = settings_of(store, neo4j_url=url, neo4j_user=user, neo4j_database=database)
        if not settings.neo4j_url:
            raise CallError(say("neo4j-no-url"))
        target = Target(settings.neo4j_url, settings.neo4j_user, settings.neo4j_password, settings.neo4j_database)
        with opened(settings) as graph, progress() as told:
            if not graph.graphs():
                raise StoreError(say("empty-store"))
            done = push_to(graph.by_subject(), graph.base(), target, dry_run=dry_run, progress=told)
        write_result(_told(done, say, dry_run).encode())

    parameters: list[click.Parameter] = [
        click.Option(["--url"], metavar="URL", help=say("neo4j-url")),
        click.Option(["--user"], metavar="NAME", help=say("neo4j-user")),
        click.Option(["--database"], metavar="NAME", help=say("neo4j-database")),
        click.Option(["--dry-run"], is_flag=True, help=say("neo4j-dry-run")),
        store_option(say),
    ]
    return spoken(say, "neo4j-push", push, parameters)


def _told(report: PushReport, say: Messages, dry_run: bool) -> str:
    lines = []
    if report.changes:
        lines += [
            _counted("neo4j-nodes", report.nodes, say),
            _counted("neo4j-relationships", report.relationships, say),
            say("neo4j-rules", count=report.rules),
        ]
    if report.kept:
        lines.append(say("neo4j-kept", count=report.kept))
    seconds = f"{report.seconds:.1f}"
    lines.append(say("neo4j-would" if dry_run else "neo4j-done", count=report.changes, seconds=seconds))
    return "\n".join(lines) + "\n"


def _counted(key: str, counts: Counts, say: Messages) -> str:
    return say(key, created=counts.created, changed=counts.changed, removed=counts.removed)
