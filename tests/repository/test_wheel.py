"""The wheel is whole: installed away from the repository, the program runs and finds its data."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = ("ontology", "graph", "loaders", "visualizations", "api")
DATA = {".ttl", ".rq", ".cypher", ".lark", ".toml", ".json", ".jinja", ".js", ".css", ".svg", ".txt", ".typed"}


def run(*command: object, cwd: Path, **environment: str) -> str:
    """What a command wrote; the test fails where it did."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=300, check=False,
        env={**kept, "LANG": "C.UTF-8", **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as one builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder), str(ROOT)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    if built.returncode and "hatchling" in built.stderr:
        pytest.skip("missing: hatchling, or a network to fetch it from")
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment with the wheel in it; what it depends on is lent by the present one."""
    folder = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    programs = folder / "venv" / "bin"
    run(programs / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=folder)
    own = run(programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    # Files named .pth in the lender are not followed, so that its editable install of this checkout stays out.
    (Path(own) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs


def test_every_data_file_of_the_rooms_is_in_the_wheel(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for room in (*ROOMS, "data"):
        for path in (ROOT / room).rglob("*"):
            if path.is_file() and path.suffix in DATA:
                assert path.relative_to(ROOT).as_posix() in held
    assert "data/yamaguchi-industrial-strategy.md" in held
    assert {f"{room}/py.typed" for room in ROOMS} <= held
    assert not [name for name in held if name.startswith(("tests/", "docs/", "benchmarks/"))]


def test_the_wheel_is_marked_as_not_for_upload(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    metadata = next(name for name in archive.namelist() if name.endswith("METADATA"))
    assert "Private :: Do Not Upload" in archive.read(metadata).decode()


def test_the_program_runs_away_from_the_repository(fresh: Path, tmp_path: Path) -> None:
    where = run(fresh / "python", "-c", "import graph.facts as f; print(f.__file__)", cwd=tmp_path)
    assert str(fresh.parent) in where, "not the checkout's own code"
    environment = {"POLICYLINKS_STORE": str(tmp_path / "store")}
    assert "GrowthField" not in run(fresh / "policylinks", "load", cwd=tmp_path, **environment)
    (tmp_path / "q.rq").write_text("SELECT (COUNT(?f) AS ?n) { ?f a pol:GrowthField }")
    answer = run(fresh / "policylinks", "query", "q.rq", "--format", "csv", cwd=tmp_path, **environment)
    assert answer.split() == ["n", "9"]
    run(fresh / "policylinks", "check", cwd=tmp_path, **environment)
    run(fresh / "policylinks", "export", "--to", tmp_path / "out", cwd=tmp_path, **environment)
    assert (tmp_path / "out" / "policy.ttl").stat().st_size > 10_000
    run(fresh / "policylinks", "draw", "lanes", "-o", tmp_path / "network.html", cwd=tmp_path, **environment)
    assert (tmp_path / "network.html").stat().st_size > 100_000


def test_the_wheel_has_the_version_that_it_tells(fresh: Path, wheel: Path, tmp_path: Path) -> None:
    told = run(fresh / "policylinks", "--version", cwd=tmp_path).split()[1]
    assert wheel.name.startswith(f"policylinks-{told}-")
