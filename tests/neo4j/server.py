"""A real Neo4j for tests: the one of POLICYLINKS_TEST_NEO4J_URL (with …_USER and …_PASSWORD), else one that
``.ci/neo4j.sh`` starts where its jars and Java are there. Fixtures of other folders may be made of ``emptied``."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graph.neo4j.connection import Target
from tests.conftest import ROOT

RECIPE = ROOT / ".ci" / "neo4j.sh"
JARS = ROOT / ".neo4j" / "lib"
PASSWORD = "policylinks-test"
_NAME = "POLICYLINKS_TEST_NEO4J_"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def recipe(home: Path, *arguments: str, port: int = 0, read_only: bool = False) -> str:
    """Runs ``.ci/neo4j.sh`` for a server under ``home``; skips the test where its jars or Java are missing."""
    if not any(JARS.glob("neo4j-server-*.jar")) or not shutil.which("java"):
        pytest.skip("missing: Java 17 and the jars of Neo4j (.ci/neo4j.sh jars), or POLICYLINKS_TEST_NEO4J_URL")
    given = {
        "NEO4J_HOME": str(home), "NEO4J_LIB": str(JARS), "BOLT_PORT": str(port), "HEAP": "512m",
        "NEO4J_PASSWORD": PASSWORD, "NEO4J_READ_ONLY": str(int(read_only)),
    }  # fmt: skip
    done = subprocess.run(
        ["bash", RECIPE, *arguments], env={**os.environ, **given}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@lru_cache(maxsize=1)
def running() -> Target:
    """The server, started once a process and stopped at its end where nobody else started it."""
    url = os.environ.get(_NAME + "URL")
    if url:
        return Target(url, os.environ.get(_NAME + "USER", "neo4j"), os.environ.get(_NAME + "PASSWORD", ""))
    home = Path(tempfile.mkdtemp(prefix="policylinks-neo4j-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    url = recipe(home, "start", port=free_port())
    atexit.register(recipe, home, "stop")
    return Target(url, "neo4j", PASSWORD)


@contextmanager
def emptied() -> Iterator[Target]:
    """The server with nothing in its database, for one test module at a time, whatever number of processes test."""
    target = running()
    name = "".join(each if each.isalnum() else "-" for each in target.url)
    with (Path(tempfile.gettempdir()) / f"policylinks-{name}.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        empty(target)
        yield target


def ask(target: Target, statement: str, **parameters: object) -> list[list[object]]:
    """The rows of a statement, as a person who works with the database would run it."""
    with GraphDatabase.driver(
        target.url, auth=(target.user, target.password), notifications_min_severity="OFF"
    ) as driver:
        return [record.values() for record in driver.execute_query(statement, parameters).records]


def empty(target: Target) -> None:
    """Takes everything out of the database, keys and indexes too."""
    ask(target, "MATCH (n) DETACH DELETE n")
    for (name,) in ask(target, "SHOW CONSTRAINTS YIELD name RETURN name"):
        ask(target, f"DROP CONSTRAINT `{name}`")
    for (name,) in ask(target, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        ask(target, f"DROP INDEX `{name}`")
