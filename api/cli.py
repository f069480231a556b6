"""The command line: the other front door. Commands live in ``api.commands``, one a module, imported when asked for.

Here stand what holds for all of them: the language, the exit codes, and that messages go to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

import click

from api.terminal.messages import Messages, language, messages
from api.terminal.spoken import SpokenGroup, common_options, usage_message
from graph.errors import PolicyLinksError

# One line a command; its module has `command(say) -> click.Command`.
COMMANDS: Mapping[str, str] = {
    "load": "api.commands.load",
    "query": "api.commands.query",
    "check": "api.commands.check",
    "export": "api.commands.export",
    "draw": "api.commands.draw",
    "serve": "api.commands.serve",
    "neo4j": "api.commands.neo4j",
}
DONE, AT_FAULT, WRONG_CALL, OUTSIDE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 130, 141


class Commands(SpokenGroup):
    """The commands of ``COMMANDS``; the module of one is imported when it is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Their names, in the order in which one needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, None where there is none."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command(self.say)
        return command


def program(say: Messages) -> Commands:
    """The whole program in one language."""
    group = Commands(say=say, name="policylinks", help=say("main"), epilog=say("main-example"))
    group.params += common_options(say)
    group.params.append(_version_option(say))
    return group


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit code: 0 done, 1 the data is at fault, 2 the call, 3 something outside."""
    say = messages(language(arguments, os.environ))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = program(say).main(list(arguments), "policylinks", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except BrokenPipeError:
        # The reader has had enough, as `head` does; nothing more can be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except (click.Abort, KeyboardInterrupt):
        return _failed(say("interrupted"), INTERRUPTED)
    except click.ClickException as error:
        return _failed(usage_message(error, say), WRONG_CALL)
    except PolicyLinksError as error:
        return _failed(say("error", message=str(error)), error.exit_code)
    except OSError as error:
        place, reason = error.filename or "policylinks", error.strerror or str(error)
        _drop_output()
        return _failed(say("error", message=say("outside", place=place, reason=reason)), OUTSIDE)
    except Exception as error:
        if {"-v", "--verbose"} & set(arguments):
            raise
        return _failed(say("error", message=say("unforeseen", error=f"{type(error).__name__}: {error}")), AT_FAULT)


def _failed(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code


def _drop_output() -> None:
    """What could not be written (a full disk) would be tried again at exit, with a second message."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _version_option(say: Messages) -> click.Option:
    def show(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from importlib.metadata import version

            click.echo(f"policylinks {version('policylinks')}")
            ctx.exit()

    return click.Option(
        ["--version"], is_flag=True, expose_value=False, is_eager=True, help=say("version"), callback=show
    )
