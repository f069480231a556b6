"""``policylinks serve``: the API and the pages, until Ctrl-C."""

from __future__ import annotations

import errno
import logging
import signal
import socket
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from api.terminal.messages import Messages
from api.terminal.opening import opened, settings_of
from api.terminal.spoken import SpokenCommand, is_verbose, spoken, store_option
from api.terminal.waiting import Waiting
from api.terminal.writing import write_result
from graph.errors import CallError, OutsideError

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.cypher.engine import Login
    from graph.stores.sparql import SparqlStore

_PORTS_TO_TRY = 100
_LAST_PORT = 65535
_GRACE = 2  # seconds that open answers have to end once we are told to stop
_ANY_HOST = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}


def command(say: Messages) -> SpokenCommand:
    """The command in one language."""

    def serve(host: str | None, port: int | None, store: Path | None, bolt: bool) -> None:
        settings = settings_of(store, host=host, port=port)
        signal.signal(signal.SIGTERM, _stop)
        try:
            with opened(settings) as graph, listening(settings, say) as door:
                _same_base(settings, graph, say)
                _run(settings, graph, door, say, bolt=bolt)
        except KeyboardInterrupt:
            click.echo(say("serve-ended"), err=True)

    parameters: list[click.Parameter] = [
        click.Option(["--host"], metavar="ADDRESS", help=say("serve-host")),
        click.Option(["--port"], type=click.IntRange(1, _LAST_PORT), metavar="NUMBER", help=say("serve-port")),
        click.Option(["--bolt"], is_flag=True, help=say("serve-bolt")),
        store_option(say),
    ]
    return spoken(say, "serve", serve, parameters)


def _stop(_signal: int, _frame: object) -> None:
    """SIGTERM ends as Ctrl-C does: the workers are ended too."""
    raise KeyboardInterrupt


def listening(settings: Settings, say: Messages) -> socket.socket:
    """A socket that listens at the host and port of the settings; at the next free port where none was set.

    Raises OutsideError where the port that was set is taken, or no port can be had, and CallError for a wrong host.
    """
    last = settings.port if settings.port_is_set else min(settings.port + _PORTS_TO_TRY, _LAST_PORT)
    try:
        family, *_, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise CallError(say("serve-no-host", host=settings.host), say("serve-host")) from error
    for port in range(settings.port, last + 1):
        # With the protocol named, the server sends each piece at once (TCP_NODELAY): else answers wait 40 ms.
        door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind((address[0], port))
            door.listen(128)
        except OSError as error:
            door.close()
            if error.errno != errno.EADDRINUSE:
                raise OutsideError(
                    say("serve-refused", host=settings.host, port=port, reason=error.strerror or str(error)),
                    say("serve-choose"),
                ) from error
            continue
        if port != settings.port:
            click.echo(say("serve-moved", taken=settings.port, port=port), err=True)
        return door
    raise OutsideError(say("serve-taken", port=settings.port), say("serve-choose"))


def _same_base(settings: Settings, graph: SparqlStore, say: Messages) -> None:
    """Raises CallError where the store's ids stand under another base: links of the pages would lead nowhere."""
    base = graph.base()
    if base and base != settings.base_iri:
        raise CallError(
            say("serve-base", store=base, base=settings.base_iri), f"{say('serve-set')} POLICYLINKS_BASE_IRI={base}"
        )


def _run(settings: Settings, graph: SparqlStore, door: socket.socket, say: Messages, *, bolt: bool) -> None:
    import uvicorn

    from api.app import create_app
    from api.stores import open_engine

    waiting = Waiting(say("cypher-starting"))
    engine = open_engine(settings, graph, waiting.start, waiting.end)
    login = ""
    if bolt:
        try:
            login = _login(engine.login())
            if follow := getattr(engine, "follow", None):  # the embedded one: others ask past us from now on
                follow()
        except BaseException:
            engine.close()
            raise

    if not settings.sparql_url and not graph.graphs():
        click.echo(say("empty-store"), err=True)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO if is_verbose() else logging.WARNING)
    address = _address(settings.host, door.getsockname()[1])

    def announce() -> None:
        write_result(f"{address}\n{login}".encode())
        click.echo(say("serve-until"), err=True)

    if warm := getattr(graph, "warm", None):
        warm()
    config = uvicorn.Config(
        create_app(settings, graph, engine, on_start=announce), log_config=None, access_log=is_verbose(),
        server_header=False, timeout_graceful_shutdown=_GRACE,
    )  # fmt: skip
    server = uvicorn.Server(config)
    told_to_stop = server.handle_exit

    def stop(sig: int, frame: FrameType | None) -> None:
        engine.close()
        graph.close()  # ends the queries that are being answered, so that nobody waits for them
        told_to_stop(sig, frame)

    server.handle_exit = stop  # type: ignore[method-assign]
    try:
        server.run(sockets=[door])
    finally:
        engine.close()


def _login(login: Login) -> str:
    """What other programs need to reach the engine, under the names by which they know it."""
    named = {
        "NEO4J_URI": login.url,
        "NEO4J_USERNAME": login.user,
        "NEO4J_PASSWORD": login.password,
        "NEO4J_DATABASE": login.database,
    }
    return "".join(f"{name}={value}\n" for name, value in named.items() if value)


def _address(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    name = _ANY_HOST.get(host, host)
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
