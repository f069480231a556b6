"""The documentation is true: its links lead somewhere, its commands run, its lists are complete."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import click
import pytest

from api import cli
from api.settings import PREFIX, Settings
from api.terminal.messages import messages
from graph.cypher.running import is_installed
from loaders.load import bundled_plan
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "benchmarks" / "README.md"]
PROGRAM = Path(sys.executable).parent / "policylinks"
_BLOCK = re.compile(r"```(?:sh|console)\n(.*?)```", re.DOTALL)


def commands(page: Path) -> list[str]:
    """The commands of a page's shell blocks: lines that a quote goes on over are one command."""
    found: list[str] = []
    for block in _BLOCK.findall(page.read_text("utf-8")):
        prompted = "$ " in block
        open_: list[str] = []
        for line in block.splitlines():
            if prompted and not open_ and not line.startswith("$ "):
                continue
            open_.append(line.removeprefix("$ "))
            if "\n".join(open_).count("'") % 2 == 0:
                found.append("\n".join(open_))
                open_ = []
    return [command for command in found if command.strip()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where commands run: with the files that the documentation speaks of, and a store."""
    place = tmp_path_factory.mktemp("documentation")
    made = (ROOT / "tests/documents/asagiri-industry-plan.txt").read_text("utf-8")
    for name in ("plan.txt", "draft.txt"):
        (place / name).write_text(made, "utf-8")
    (place / "my-plan.txt").write_text(made, "utf-8")
    (place / "question.rq").write_text("SELECT ?n { ?p a pol:Project ; rdfs:label ?n }", "utf-8")
    (place / "plan.expected.json").write_text('{"nodes": {"GrowthField": 5}}', "utf-8")
    (place / "graph").symlink_to(ROOT / "graph")
    done = subprocess.run(
        [PROGRAM, "load", bundled_plan(), place / "plan.txt", "--store", place / "store"], check=False
    )
    assert done.returncode == 0
    return place


RUN = [
    pytest.param(command, id=f"{page.relative_to(ROOT)}: {command.splitlines()[0][:60]}")
    for page in PAGES
    for command in commands(page)
    if "policylinks " in command and " serve" not in command and "POLICYLINKS_" not in command
]


@pytest.mark.parametrize("command", RUN)
def test_a_command_that_is_shown_runs(folder: Path, command: str) -> None:
    if "cypher" in command and not is_installed():
        pytest.skip("missing: the embedded Cypher engine (pip install 'policylinks[cypher]')")
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=folder, capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "POLICYLINKS_STORE": f"{folder}/store"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_first_question_of_the_readme_has_the_answer_that_is_shown(tmp_path: Path) -> None:
    block = next(
        block for block in _BLOCK.findall((ROOT / "README.md").read_text("utf-8")) if "pol:Contribution" in block
    )
    query = re.search(r"echo '(.*?)'", block, re.DOTALL)
    assert query
    subprocess.run([PROGRAM, "load", "--store", tmp_path / "s"], check=True, capture_output=True)
    done = subprocess.run(
        [PROGRAM, "query", "-", "--store", tmp_path / "s"], input=query[1], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == block[block.index("project  ") :].strip()


def test_every_setting_is_listed() -> None:
    text = (ROOT / "docs/guide/settings.md").read_text("utf-8")
    known = {PREFIX + field.name.upper() for field in fields(Settings) if field.metadata}
    listed = set(re.findall(rf"`({PREFIX}[A-Z0-9_]+)`", text))
    assert known <= listed
    assert listed - known == {"POLICYLINKS_SHARED"}


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "docs/guide/command-line.md").read_text("utf-8")
    group = cli.program(messages("en"))
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        assert f"policylinks {name}" in text
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert any(option in text for option in parameter.opts), (name, parameter.opts)


def test_commands_of_the_documentation_are_really_found() -> None:
    assert len(RUN) >= 15
    assert all(shlex.split(param.values[0].replace("\n", " ")) for param in RUN)
