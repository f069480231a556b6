"""An export comes into its folder as a whole: whatever cuts it off, what stood there before still stands there."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from graph.errors import OutsideError
from graph.exports import folder
from graph.exports.folder import CHECKSUMS, STAGING, export
from graph.exports.given import ExportInput, export_input
from graph.exports.table import EXPORTS
from tests.cli.conftest import PLAN, PROGRAM, call
from tests.conftest import DOCUMENTS, ROOT
from tests.exports.conftest import BASE, given_of


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A folder with all exports of another plan, and a note of its owner's."""
    out = tmp_path / "out"
    export(given_of(DOCUMENTS / "suzukake-town-livelihoods.txt"), out)
    (out / "neo4j-admin" / "own-notes.txt").write_text("mine")
    return out


def contents(out: Path) -> Mapping[str, bytes]:
    """What a folder holds, hidden files too."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_an_export_whose_third_format_fails_changes_none(
    given: ExportInput, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(_given: ExportInput) -> Iterator[tuple[str, Iterable[bytes]]]:
        yield "a.csv", [b"whole"]
        yield "b.csv", (b"half" if not number else 1 // 0 for number in range(2))  # type: ignore[misc]

    before = contents(there)
    monkeypatch.setattr(folder, "EXPORTS", {**EXPORTS, "csv": replace(EXPORTS["csv"], write=half)})
    with pytest.raises(ZeroDivisionError):
        export(given, there, ["ttl", "neo4j-admin", "csv"])
    assert contents(there) == before
    assert not (there / STAGING).exists()


def test_an_export_to_a_full_disk_ends_with_3_and_changes_nothing(tmp_path: Path, there: Path) -> None:
    """No file may grow beyond some kilobytes, which the system tells as it tells a full disk: while one is written."""
    assert call("load", PLAN, "--store", tmp_path / "store").code == 0
    before = contents(there)
    for name in ("neo4j-admin", "ttl"):
        line = f'ulimit -f 16; exec "{PROGRAM}" export --store "{tmp_path}/store" --to "{there}" --format {name}'
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (3, ""), done.stderr
        assert f"{there} cannot be written" in done.stderr
        assert STAGING not in done.stderr
        assert contents(there) == before


KILLED = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from graph.exports import folder
from graph.exports.table import EXPORTS
from tests.conftest import DOCUMENTS
from tests.exports.conftest import given_of

def cut_off(given):
    for number, (name, parts) in enumerate(EXPORTS["neo4j-admin"].write(given)):
        for part in parts:
            yield name, [part[:100]]
            if number == 9:
                os.kill(os.getpid(), signal.SIGKILL)

folder.EXPORTS = {**EXPORTS, "neo4j-admin": replace(EXPORTS["neo4j-admin"], write=cut_off)}
folder.export(given_of(DOCUMENTS / "asagiri-industry-plan.txt"), Path(sys.argv[1]), ["ttl", "neo4j-admin"])
"""


def test_an_export_that_was_killed_changes_nothing_and_the_next_one_takes_away_what_it_left(
    given: ExportInput, there: Path
) -> None:
    before = contents(there)
    done = subprocess.run([sys.executable, "-c", KILLED, there], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(list((there / STAGING / "neo4j-admin").iterdir())) == 10
    assert {path: found for path, found in contents(there).items() if not path.startswith(STAGING)} == before
    export(given, there)
    assert not (there / STAGING).exists()
    told = {line.split("  ")[1] for line in (there / CHECKSUMS).read_text().splitlines()}
    assert contents(there).keys() == {*told, CHECKSUMS, "neo4j-admin/own-notes.txt"}


def test_files_of_a_table_that_is_no_more_go_with_the_same_export(there: Path) -> None:
    assert any((there / "neo4j-admin").glob("relationships-*"))
    export(export_input([], BASE, "made"), there, ["neo4j-admin"])
    assert {path.name for path in (there / "neo4j-admin").iterdir()} == {
        "import.sh", "schema.cypher", "own-notes.txt",
    }  # fmt: skip


def test_a_second_export_into_a_folder_waits_for_the_first(given: ExportInput, there: Path) -> None:
    before = contents(there)
    first = os.open(there, os.O_RDONLY)
    fcntl.flock(first, fcntl.LOCK_EX)
    second = Thread(target=export, args=(given, there, ["nt"]))
    second.start()
    second.join(0.5)
    assert second.is_alive()
    assert contents(there) == before
    os.close(first)
    second.join(60)
    assert contents(there)["policy.nt"] != before["policy.nt"]


def test_what_a_store_cannot_read_is_not_told_as_a_folder_that_cannot_be_written(
    given: ExportInput, tmp_path: Path
) -> None:
    class Broken:
        def __iter__(self) -> Iterator[object]:
            raise OSError("Corruption: block checksum mismatch")

    with pytest.raises(OSError, match="Corruption"):
        export(replace(given, by_subject=Broken()), tmp_path / "out", ["neo4j-admin"])  # type: ignore[arg-type]
    with pytest.raises(OutsideError, match="cannot be written"):
        export(given, tmp_path / "out" / ("x" * 300), ["neo4j-admin"])
