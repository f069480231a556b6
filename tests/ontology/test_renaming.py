"""A rename in the ontology file shows up everywhere without another edit.

The program is copied, every label, colour, node label, relationship type and the shortcut of one link are renamed in
the copy's ontology file, and the copy is run: nothing that it writes may hold an old one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ontology.vocabulary import vocabulary
from tests.conftest import DOCUMENTS, ROOT

PLAN = DOCUMENTS / "asagiri-industry-plan.txt"
ROOMS = ("ontology", "graph", "loaders", "visualizations", "api", "data")
KNOWN = vocabulary()
MARK = {"ja": "改", "en": "New "}
SCRIPT = """
import json, sys
from starlette.testclient import TestClient
from api.app import create_app
from api.settings import read_settings
app = create_app(read_settings({"POLICYLINKS_STORE": sys.argv[1]}))
with TestClient(app) as client:
    things = [nodes[0].id for nodes in app.state.context.snapshot().facts.by_type.values()]
    paths = ["/", "/network", "/matrix", *(f"/things/{id_}" for id_ in things)]
    pages = {f"{path} {lang}": client.get(path, params={"lang": lang}).text for path in paths for lang in ("ja", "en")}
print(json.dumps(pages))
"""


def renamed(turtle: str) -> str:
    """The ontology file with other names."""
    new = re.sub(r'rdfs:label "([^"]+)"@ja, "([^"]+)"@en', r'rdfs:label "改\1"@ja, "New \2"@en', turtle)
    new = re.sub(r'pol:fill "#(..)(..)(..)"', r'pol:fill "#\3\1\2"', new)
    new = re.sub(r"(pol:relationshipType|pol:nodeLabel) (.*) ([;.])$", _renamed_names, new, flags=re.MULTILINE)
    return re.sub(r"pol:serves\b", "pol:supports", new)


def _renamed_names(found: re.Match[str]) -> str:
    names = re.sub(r'"(\w+)"', r'"\1_NEW"', found[2])
    return f"{found[1]} {names} {found[3]}"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with the renamed ontology, and the made plan loaded by it."""
    folder = tmp_path_factory.mktemp("copy")
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / "ontology" / "policy.ttl"
    file.write_text(renamed(file.read_text(encoding="utf-8")), encoding="utf-8")
    run(folder, "-m", "api.cli", "load", str(PLAN), "--store", str(folder / "store"))
    return folder


def run(folder: Path, *arguments: str) -> str:
    """Runs Python on the copy."""
    given = [arguments[0], *arguments[1:]]
    if given[:2] == ["-m", "api.cli"]:
        given = ["-c", "from api.cli import main; main()", *given[2:]]
    done = subprocess.run(
        [sys.executable, *given], cwd=folder, env={**os.environ, "PYTHONPATH": str(folder), "LANG": "C.UTF-8"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("lang", MARK)
def test_the_load_tells_the_new_labels(copy: Path, lang: str) -> None:
    told = run(copy, "-m", "api.cli", "load", str(PLAN), "--store", str(copy / lang), "--lang-ui", lang)
    assert f"  {MARK[lang]}{KNOWN.node_types['GrowthField'].label[lang]} " in told
    assert f"  {MARK[lang]}{KNOWN.link_types['Contribution'].label[lang]} " in told


def test_the_graph_has_the_new_shortcut_and_passes_the_checks(copy: Path) -> None:
    run(copy, "-m", "api.cli", "check", "--store", str(copy / "store"))
    run(copy, "-m", "api.cli", "export", "--store", str(copy / "store"), "--to", str(copy / "out"), "--format", "nt")
    triples = (copy / "out" / "policy.nt").read_text(encoding="utf-8")
    assert "ontology#supports>" in triples
    assert "ontology#serves>" not in triples


def test_tables_have_the_new_titles_and_codes(copy: Path) -> None:
    run(copy, "-m", "api.cli", "export", "--store", str(copy / "store"), "--to", str(copy / "out"), "--format", "csv")
    described = json.loads((copy / "out" / "csv" / "csv-metadata.json").read_text(encoding="utf-8"))
    titles = {each["url"]: [title["@value"] for title in each["dc:title"]] for each in described["tables"]}
    assert titles["growth-field.csv"] == ["New Growth field", "改重点成長分野"]
    codes = (copy / "out" / "csv" / "terms.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert codes
    assert all(",改" in line and ",New " in line for line in codes)


def test_the_documentation_has_the_new_names(copy: Path) -> None:
    run(copy, "-m", "ontology.documentation", str(copy / "ontology.md"))
    text = (copy / "ontology.md").read_text(encoding="utf-8")
    assert "`SERVES_NEW`" in text
    assert "`PolicyArea_NEW:GrowthField_NEW`" in text
    assert "| 改プロジェクト | New Project |" in text
    assert not set(re.findall(r"#[0-9A-F]{6}", text)) & {each.fill for each in KNOWN.node_types.values()}


def test_pages_have_the_new_labels_and_colours(copy: Path) -> None:
    pages = json.loads(run(copy, "-c", SCRIPT, str(copy / "store")))
    fills = {each.fill for each in KNOWN.node_types.values()}
    for name, html in pages.items():
        assert not [fill for fill in fills if fill.lower() in html.lower()], name
    whole = "\n".join(pages.values())
    for type_ in KNOWN.node_types.values():
        for lang in MARK:
            if type_.name in ("Project", "Indicator", "Measure", "ScheduledActivity"):
                assert MARK[lang] + type_.label[lang] in whole
    for name in ("primary", "related", "stated", "repaired"):
        assert all(mark + KNOWN.terms[name].label[lang] in whole for lang, mark in MARK.items()), name
