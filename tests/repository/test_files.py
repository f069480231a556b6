"""What may not be in the repository: prose of the official text, outside hosts, paths of somebody's machine."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from tests.conftest import ROOT
from tests.repository.test_modules import tracked

SHINGLE = 32
PROSE_HEADING = re.compile(r"^〔\s*(?:現\s*状|課題と方向性|課\s*題)\s*〕")
OTHER_HEADING = re.compile(r"^(?:〔|[0-9０-９]+\s*\S{2,12}$|第\s*\S+\s*章)")
TEXT = {
    ".py",
    ".md",
    ".ttl",
    ".rq",
    ".cypher",
    ".toml",
    ".json",
    ".yaml",
    ".yml",
    ".txt",
    ".js",
    ".css",
    ".jinja",
    ".svg",
    "",
}


def squeezed(text: str) -> str:
    """A text as it is compared: NFKC, no space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def texts() -> dict[Path, str]:
    """The tracked text files."""
    found = {}
    for path in tracked():
        if path.suffix in TEXT and "vendor" not in path.parts:
            found[path] = path.read_text(encoding="utf-8", errors="replace")
    return found


def prose(lines: list[str]) -> list[str]:
    """The paragraphs under 〔現状〕 and 〔課題と方向性〕: lines under such a heading up to the next one."""
    found: list[str] = []
    inside = False
    for line in lines:
        text = line.strip()
        if PROSE_HEADING.match(text):
            inside = True
        elif OTHER_HEADING.match(text):
            inside = False
        elif inside and text:
            found.append(squeezed(text))
    return found


def test_none_of_the_official_prose_is_in_any_file(official_text: Path) -> None:
    """No 32 characters in a row of the paragraphs on the situation and the issues stand in a tracked file."""
    paragraphs = prose(official_text.read_text(encoding="utf-8").splitlines())
    assert sum(map(len, paragraphs)) > 3000
    shingles = {text[at : at + SHINGLE] for text in paragraphs for at in range(max(len(text) - SHINGLE + 1, 0))}
    for path, content in texts().items():
        own = squeezed(content)
        found = {own[at : at + SHINGLE] for at in range(len(own) - SHINGLE + 1)} & shingles
        assert not found, f"{path.relative_to(ROOT)}: {next(iter(found))}"


def test_pages_ask_no_outside_host() -> None:
    """Addresses in static files and templates are names of namespaces only."""
    for folder in ("static", "templates"):
        for path in (ROOT / "visualizations" / folder).rglob("*"):
            if path.is_file() and "vendor" not in path.parts:
                hosts = set(re.findall(r"(?:https?:)?//([\w.-]+\.\w{2,})", path.read_text(encoding="utf-8")))
                assert hosts <= {"www.w3.org"}, path


def test_pages_put_no_text_in_as_markup() -> None:
    for folder in ("static", "templates"):
        for path in (ROOT / "visualizations" / folder).rglob("*"):
            if path.is_file() and "vendor" not in path.parts:
                text = path.read_text(encoding="utf-8")
                assert not re.search(
                    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\|\s*safe\b|\beval\(", text
                ), path


def test_no_file_names_a_place_on_somebodys_machine_or_a_package_host() -> None:
    here = re.compile(r"(?<![\w.])/(?:work|home|Users)/\w|pypi\.org|files\.pythonhosted|registry\.npmjs")
    for path, content in texts().items():
        assert not here.search(content) or path.name == Path(__file__).name, path


def test_no_line_number_of_a_document_decides_anything_in_the_loaders() -> None:
    """No comparison of a line's number with a number over ten (limits of distance are smaller)."""
    for path in (ROOT / "loaders").rglob("*.py"):
        assert not re.search(r"\.number\s*(?:[<>=!]=?|in)\s*[(\[]?\d{2,}", path.read_text(encoding="utf-8")), path


def test_the_licence_is_there_and_the_data_has_its_own_page() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")[:200]
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert "`data/`" in page
    assert "vis-network" in page
