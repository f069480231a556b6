"""The guide is whole: each page is reached, all tables are told, shown servers start, exit codes are true."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from graph.exports.table import EXPORTS
from loaders.kinds.table import KINDS
from loaders.text.readers import READERS
from tests.cli.conftest import PROGRAM, call
from tests.conftest import ROOT
from visualizations.views import VIEWS

PAGES = sorted((ROOT / "docs").rglob("*.md"))
SERVERS = sorted({
    line.split("#")[0].strip()
    for page in (ROOT / "README.md", *PAGES)
    for line in page.read_text(encoding="utf-8").splitlines() if re.match(r"policylinks serve\b", line)
})  # fmt: skip


def test_every_page_is_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page not in seen and page.suffix == ".md" and page.exists():
            seen.add(page)
            targets = re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8"))
            waiting += [page.parent / each for each in targets if not each.startswith("http")]
    assert not {page.relative_to(ROOT) for page in PAGES if page.resolve() not in seen}


@pytest.mark.parametrize("name", [*EXPORTS, *READERS, *KINDS, *VIEWS])
def test_whatever_stands_in_a_table_is_documented(name: str) -> None:
    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert f"`{name}`" in told or f" {name} " in told


@pytest.mark.parametrize("shown", SERVERS)
def test_a_server_that_is_shown_starts_and_stops(store: Path, shown: str) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = str(door.getsockname()[1])
    arguments = shown.split()[1:]
    if "--port" in arguments:
        arguments[arguments.index("--port") + 1] = port
    else:
        arguments += ["--port", port]
    process = subprocess.Popen(
        [str(PROGRAM), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "POLICYLINKS_STORE": str(store)},
    )  # fmt: skip
    assert process.stdout
    address = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert address == f"http://127.0.0.1:{port}/\n", err
    assert process.returncode == 0


def test_the_exit_codes_of_the_guide_are_those_of_the_program(tmp_path: Path) -> None:
    guide = " ".join((ROOT / "docs" / "guide" / "command-line.md").read_text(encoding="utf-8").split())
    assert re.search(r"0 done; 1 the data .*; 2 the call .*; 3 something outside", guide)
    (tmp_path / "empty.txt").write_bytes(b"")
    assert call("load", tmp_path / "empty.txt", "--store", tmp_path / "a").code == 1
    assert call("load", "--no-such").code == 2
    assert call("query", "--store", tmp_path / "b", given="ASK {}").code == 3
