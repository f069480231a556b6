"""A Neo4j database over Bolt: opened, read and written in whole transactions, its faults told in one sentence."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from neo4j import Driver, GraphDatabase, ManagedTransaction, Session
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    UnsupportedServerProduct,
)

from graph.errors import DataError, EndpointError, LimitError, PolicyLinksError

OLDEST = 5
_DYNAMIC = (5, 26)
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_PATIENCE, _RETRYING = 10.0, 30.0
_AGENT = re.compile(r"Neo4j/v?(\d+)\.(\d+)")
Row = list[Any]
Ask = Callable[..., Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Target:
    """A database: the address of its server, a user, and its name there (empty: the user's own)."""

    url: str
    user: str = "neo4j"
    password: str = ""
    database: str = ""

    @property
    def shown(self) -> str:
        """The address without anything secret."""
        return _without_secrets(self.url)


def _without_secrets(text: str) -> str:
    return re.sub(r"//[^@/\s]*@", "//", text)


class Database:
    """An open database. Errors come as those of ``graph.errors``. ``dynamic``: its Cypher takes labels and types from
    rows, so that one statement serves all of them."""

    def __init__(self, target: Target, driver: Driver, *, dynamic: bool = False) -> None:
        self.target = target
        self.dynamic = dynamic
        self._driver = driver

    def _session(self) -> Session:
        return self._driver.session(database=self.target.database or None)

    def read(self, work: Callable[[Ask], Any]) -> Any:
        """What work makes of the rows of reading statements, all in one transaction. It is given a function that runs a
        statement, and may be called once more from its beginning where the connection broke."""

        def run(transaction: ManagedTransaction) -> Any:
            return work(lambda statement, **given: (each.values() for each in transaction.run(statement, given)))

        with translated(self.target), self._session() as session:
            return session.execute_read(run)

    def write(self, work: Callable[[ManagedTransaction], Any]) -> Any:
        """Runs work in one transaction, all of it or nothing; more than once where the server asks for it."""
        with translated(self.target), self._session() as session:
            return session.execute_write(work)

    def run(self, statements: Sequence[str]) -> None:
        """Runs statements in one transaction, all of them or nothing."""

        def work(transaction: ManagedTransaction) -> None:
            for statement in statements:
                transaction.run(statement).consume()

        if statements:
            self.write(work)


@contextmanager
def opened(target: Target) -> Iterator[Database]:
    """A database that was reached, let us in, and is new enough. Raises EndpointError where one of these fails."""
    if urlsplit(target.url).scheme not in SCHEMES or not urlsplit(target.url).hostname:
        raise EndpointError(
            f"{target.shown} is no Bolt address.", f"It begins with bolt:// or neo4j:// ({', '.join(SCHEMES)})."
        )
    # What a server remarks on a statement is for whoever writes statements; older ones cannot be asked to keep quiet.
    logging.getLogger("neo4j.notifications").addHandler(logging.NullHandler())
    auth = (target.user, target.password) if target.password else None
    with translated(target):
        driver = GraphDatabase.driver(
            target.url, auth=auth, connection_timeout=_PATIENCE, connection_acquisition_timeout=_PATIENCE,
            max_transaction_retry_time=_RETRYING, telemetry_disabled=True,
        )  # fmt: skip
    with driver:
        with translated(target):
            agent = _agent(driver, target)
        version = _AGENT.match(agent)
        if version and int(version[1]) < OLDEST:
            raise _too_old(target, f" ({version[1]}.{version[2]})")
        dynamic = bool(version) and (int(version[1]), int(version[2])) >= _DYNAMIC  # type: ignore[index]
        yield Database(target, driver, dynamic=dynamic)


def _agent(driver: Driver, target: Target) -> str:
    """What the server calls itself, said where it lets us into the database."""
    with driver.session(database=target.database or None) as session:
        return str(session.run("RETURN 1").consume().server.agent)


@contextmanager
def translated(target: Target) -> Iterator[None]:
    """Errors of the driver as ours."""
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise _ours(error, target) from error
    except (OSError, ValueError) as error:
        raise EndpointError(
            f"{target.shown} cannot be reached: {_without_secrets(str(error))}.", "Check the address."
        ) from error


def _ours(error: Neo4jError | DriverError, target: Target) -> PolicyLinksError:
    where = target.shown
    if isinstance(error, Neo4jError):
        return _of_server(error, target)
    if isinstance(error, UnsupportedServerProduct) or "support communication with this driver" in str(error):
        return _too_old(target, "")
    if isinstance(error, ConfigurationError):
        return EndpointError(f"{where} cannot be used so: {_without_secrets(str(error).splitlines()[0])}")
    if isinstance(error, ServiceUnavailable):
        return EndpointError(
            f"{where} does not answer as a Neo4j server.", "Check the address, and whether the server runs."
        )
    return EndpointError(f"The connection to {where} broke.", "Try again; a push goes on from the state it finds.")


def _of_server(error: Neo4jError, target: Target) -> PolicyLinksError:
    where, code = target.shown, error.code or ""
    last = code.rsplit(".", 1)[-1]
    if last == "CredentialsExpired":
        return EndpointError(f"{where} asks {target.user!r} to change the password first.")
    if isinstance(error, AuthError) or last in ("Unauthorized", "AuthenticationRateLimit"):
        said = f"does not let {target.user!r} in with this password" if target.password else "asks for a password"
        return EndpointError(f"{where} {said}.", "Set POLICYLINKS_NEO4J_PASSWORD, and --user where it is not neo4j.")
    if last == "DatabaseNotFound":
        return EndpointError(f"{where} has no database {target.database!r}.", "Name another one with --database.")
    if last in ("NotALeader", "ForbiddenOnReadOnlyDatabase", "WriteOnReadOnlyAccessDatabase", "ReadOnly") or (
        "read-only" in str(error.message) or "read only" in str(error.message)
    ):
        return EndpointError(
            f"The database of {where} takes no writes.", "In a cluster, use an address that begins with neo4j://."
        )
    if last == "Forbidden":
        return EndpointError(f"The user {target.user!r} may not do this in the database of {where}.")
    if last in ("MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError", "OutOfMemoryError"):
        return LimitError(f"{where} has too little memory for this.", "Raise dbms.memory.transaction.total.max.")
    if last in ("ConstraintValidationFailed", "ConstraintCreationFailed", "IndexAlreadyExists"):
        return DataError(
            f"The database of {where} has data or rules of its own that stand against ours: {_first(error)}",
            "Use a database of its own (--database).",
        )
    if isinstance(error, ClientError):
        return EndpointError(f"{where} refused a statement: {_first(error)}")
    return EndpointError(f"{where} failed: {_first(error)}", "Try again; a push goes on from the state it finds.")


def _first(error: Neo4jError) -> str:
    return str(error.message or error.code).split("\n")[0]


def _too_old(target: Target, version: str) -> EndpointError:
    return EndpointError(
        f"{target.shown} is older than this program can talk to{version}.", f"Neo4j {OLDEST} or newer is needed."
    )
