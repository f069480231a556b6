"""How fixtures work here.

- ``official_text`` is the path of the official plan's text. It is no part of the repository: it is looked for in the
  folder that POLICYLINKS_SHARED names, else in ``shared`` beside the checkout.
- ``shared`` is that folder itself, for questions and suites.
- ``chromium`` is the path of a browser, ``axe`` that of the accessibility rules (AXE_CORE, else node_modules).
- What is missing skips the test and says what is missing. With REQUIRE_ALL=1 (as in CI) any skip is a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.order import FIRST, file_of, long_files_first, times

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = Path(__file__).resolve().parent / "documents"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything has to be there, a skipped test is a failed one."""
    report = yield
    if os.environ.get("REQUIRE_ALL") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"REQUIRE_ALL=1, but skipped: {reason}"
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where processes share the tests, all of them sort the files alike; tests of a file keep their order."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = {name: number for number, name in enumerate(long_files_first(each.nodeid for each in items))}
        items.sort(key=lambda each: place[file_of(each.nodeid)])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where processes shared the tests: the files that took longest, and how long a process waited for the other."""
    known = [each for kind in terminalreporter.stats.values() for each in kind if isinstance(each, pytest.TestReport)]
    files, ends = times(known)
    if len(ends) > 1:
        terminalreporter.section("files of 10 s and more (a plus: not among the first in tests/order.py)")
        for name, seconds in files.most_common():
            if seconds >= 10:
                terminalreporter.write_line(f"{seconds:6.1f} s {' ' if name in FIRST else '+'} {name}")
        terminalreporter.write_line(f"the processes ended {max(ends.values()) - min(ends.values()):.0f} s apart")


def _missing(what: str) -> None:
    pytest.skip(f"missing: {what}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of documents and suites that stand beside the checkout."""
    folder = Path(os.environ.get("POLICYLINKS_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        _missing("the folder `shared` beside the checkout, or POLICYLINKS_SHARED")
    return folder


@pytest.fixture(scope="session")
def official_text(shared: Path) -> Path:
    """The official plan as extracted text."""
    path = shared / "documents" / "yamaguchi-industrial-strategy.txt"
    if not path.is_file():
        _missing(f"the official text ({path.name}) in the folder `shared`")
    return path


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium browser."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None:
        _missing("a Chromium browser (Debian: apt-get install chromium fonts-noto-cjk)")
    assert found
    return found


@pytest.fixture(scope="session")
def axe() -> Path:
    """The script of axe-core."""
    path = Path(os.environ.get("AXE_CORE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
    if not path.is_file():
        _missing("axe-core (npm install --no-save axe-core, or AXE_CORE=path of axe.min.js)")
    return path


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No test sees the settings or the store of the person who runs it."""
    for name in list(os.environ):
        if name.startswith("POLICYLINKS_") and name != "POLICYLINKS_SHARED":
            monkeypatch.delenv(name)
    monkeypatch.setenv("POLICYLINKS_STORE", str(tmp_path / "store"))
    yield
