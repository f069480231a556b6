"""The command line is tested as installed: a process of its own, its exit code, what it wrote and where."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import DOCUMENTS

PROGRAM = Path(sys.executable).parent / "policylinks"
PLAN = DOCUMENTS / "asagiri-industry-plan.txt"


@dataclass(frozen=True)
class Outcome:
    """What a call ended with."""

    code: int
    out: str
    err: str

    def refused(self, code: int) -> bool:
        """Ended with the code, with one message and no result. Messages are sentences, not tracebacks."""
        return self.code == code and self.out == "" and self.err != "" and "Traceback" not in self.err


Call = Callable[..., Outcome]


def call(*arguments: object, given: str | bytes = "", lang: str = "C.UTF-8", **environment: str) -> Outcome:
    """Runs the program. ``given`` is its standard input, ``lang`` the locale."""
    names = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    content = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [str(PROGRAM), *map(str, arguments)], input=content, capture_output=True, timeout=120, check=False,
        env={**names, "LANG": lang, **environment},
    )  # fmt: skip
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the made plan in it."""
    folder = tmp_path_factory.mktemp("store")
    done = call("load", PLAN, "--store", folder)
    assert done.code == 0, done.err
    return folder
