"""How the code is kept: small modules, plain words, imports one way, errors that are what their page says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import graph.errors as errors
from tests.conftest import ROOT

MOST_LINES = 300
ROOMS = ("ontology", "graph", "loaders", "visualizations", "api")
BANNED = re.compile(r"(?:^|_)(?:utils?|helpers?|manager|misc|common|handler|process)(?:$|_)")


def tracked() -> list[Path]:
    """All files of the repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("missing: a git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def modules() -> list[Path]:
    """Our Python and JavaScript modules."""
    return [path for path in tracked() if path.suffix in (".py", ".js") and "vendor" not in path.parts]


def test_no_module_is_over_300_lines() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert len(sizes) > 100
    assert not {name: size for name, size in sizes.items() if size > MOST_LINES}


def test_no_name_is_one_that_says_nothing() -> None:
    named = [*modules(), *{path.parent for path in modules()}]
    assert not [path for path in named if BANNED.search(path.stem)]
    defined = re.compile(r"^\s*(?:def|class)\s+(\w+)", re.MULTILINE)
    for path in modules():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ROOMS:
            names = [
                re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower() for name in defined.findall(path.read_text("utf-8"))
            ]
            assert not [name for name in names if re.search(r"(?:^|_)(?:utils?|helpers?|misc)(?:$|_)", name)], path


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_is_typed(room: str) -> None:
    assert (ROOT / room / "py.typed").is_file()


def test_no_folder_of_a_room_has_more_than_ten_modules() -> None:
    """A folder of more than ten modules splits by what they do."""
    for room in ROOMS:
        for folder in {path.parent for path in (ROOT / room).rglob("*.py")}:
            found = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
            assert len(found) <= 10, folder.relative_to(ROOT).as_posix()


def test_imports_go_one_way() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_never_imported_whole(room: str) -> None:
    """The names are common; ``from graph.facts import Node`` is clear, ``import graph`` is not."""
    for path in modules():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ROOMS:
            assert not re.search(rf"^\s*import {room}(?:\s|$)", path.read_text("utf-8"), re.MULTILINE), path


def test_every_public_function_and_class_of_the_rooms_says_what_it_is() -> None:
    import ast

    silent = []
    for path in modules():
        if path.suffix != ".py" or path.relative_to(ROOT).parts[0] not in ROOMS:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        for node in [tree, *tree.body]:
            named = getattr(node, "name", "module")
            if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                empty = isinstance(node, ast.Module) and not node.body
                if not named.startswith("_") and not empty and not ast.get_docstring(node):
                    silent.append(f"{path.relative_to(ROOT)}: {named}")
    assert not silent


def test_the_error_tree_is_the_one_that_its_docstring_draws() -> None:
    drawn = re.findall(r"^([│├└─ ]*)(\w+(?:Error|Refused))\b", errors.__doc__ or "", re.MULTILINE)
    parents: dict[str, str] = {}
    above: dict[int, str] = {}
    for indent, name in drawn:
        depth = len(indent) // 4
        above[depth] = name
        parents[name] = above.get(depth - 1, "Exception")
    real = {
        name: each.__mro__[1].__name__
        for name, each in vars(errors).items()
        if isinstance(each, type) and issubclass(each, Exception) and each.__module__ == errors.__name__
    }
    assert parents == real
