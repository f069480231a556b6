"""Commands that speak the user's language: click's own texts (usage, options, complaints) in ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import indent
from typing import Any

import click

from api.terminal.messages import LANGUAGES, Messages


class SpokenCommand(click.Command):
    """A command whose usage, options and help come in the language of ``say``."""

    def __init__(self, *args: Any, say: Messages, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.say = say

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), self.say("usage"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options."""
        _write_options(self, self.say, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Writes the description as it stands: Japanese has no spaces to wrap at."""
        _write_text(self.help, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Writes the example as it stands."""
        _write_text(self.epilog, formatter)


class SpokenGroup(SpokenCommand, click.Group):
    """A group of commands that speaks likewise. ``prefix`` stands before the keys of their short texts."""

    prefix = ""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options and the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(self.say("commands")):
            formatter.write_dl([(name, self.say(self.prefix + f"{name}-short")) for name in self.list_commands(ctx)])


def _write_options(command: click.Command, say: Messages, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    rows = []
    for parameter in command.get_params(ctx):
        row = parameter.get_help_record(ctx)
        if row and not isinstance(parameter, click.Argument):
            rows.append((row[0], say("help") if "--help" in parameter.opts else parameter_help(parameter, say)))
    with formatter.section(say("options")):
        formatter.write_dl(rows)


def parameter_help(parameter: click.Parameter, say: Messages) -> str:
    """What an option is for, without click's English additions."""
    text = getattr(parameter, "help", None) or ""
    return f"{text} {say('required')}" if parameter.required else text


def _write_text(text: str | None, formatter: click.HelpFormatter) -> None:
    formatter.write(f"\n{indent(text, '  ')}\n" if text else "")


def spoken(
    say: Messages, name: str, callback: Callable[..., int | None], parameters: list[click.Parameter], **words: object
) -> SpokenCommand:
    """A command of a name: its help and example are the texts ``name`` and ``name-example``. It takes the common
    options besides its own; ``words`` are filled into the example."""
    return SpokenCommand(
        name, say=say, callback=callback, params=[*parameters, *common_options(say)],
        help=say(name), epilog=say(f"{name}-example", **words),
    )  # fmt: skip


def store_option(say: Messages) -> click.Option:
    """``--store DIR``."""
    return click.Option(["--store"], type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=say("store"))


def common_options(say: Messages) -> list[click.Parameter]:
    """What every command takes. The language was read before (``api.terminal.messages.language``)."""
    return [
        click.Option(["--lang-ui"], type=click.Choice(LANGUAGES), expose_value=False, help=say("lang-ui")),
        click.Option(
            ["-v", "--verbose"], is_flag=True, expose_value=False, help=say("verbose"),
            callback=lambda ctx, _parameter, value: ctx.meta.update(verbose=bool(value or ctx.meta.get("verbose"))),
        ),
    ]  # fmt: skip


def is_verbose() -> bool:
    """Whether ``-v`` was given, before or after the command's name."""
    return bool(click.get_current_context().meta.get("verbose"))


def usage_message(error: click.ClickException, say: Messages) -> str:
    """What click complains about, in the language of ``say``."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    said = say("error", message=_complaint(error, say))
    ctx = getattr(error, "ctx", None)
    return f"{said}\n{say('hint', command=ctx.command_path)}" if ctx is not None else said


def _complaint(error: click.ClickException, say: Messages) -> str:
    # NoSuchCommand came with click 8.4; before, the message alone tells.
    name, ctx = getattr(error, "command_name", None), getattr(error, "ctx", None)
    if name is not None and isinstance(ctx, click.Context) and isinstance(ctx.command, click.Group):
        return say("no-such-command", name=name, known=", ".join(ctx.command.list_commands(ctx)))
    match error:
        case click.NoSuchOption():
            return say("no-such-option", name=error.option_name)
        case click.MissingParameter():
            return say("missing", name=_name(error))
        case click.BadParameter():
            choices = error.param.type if error.param else None
            if isinstance(choices, click.Choice):
                value = error.message.split("'")[1:2]
                return say("bad-choice", name=_name(error), value=(value or ["?"])[0], known=", ".join(choices.choices))
            return say("bad-value", name=_name(error), message=error.message)
    return error.format_message()


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "?")
    if isinstance(error.param, click.Argument):
        return error.param.human_readable_name
    return max(error.param.opts, key=len)


def listed(rows: Mapping[str, str]) -> str:
    """Names with what they mean, one a line, for a help text."""
    width = max((len(name) for name in rows), default=0)
    return "\n".join(f"  {name.ljust(width)}  {text}" for name, text in rows.items())
