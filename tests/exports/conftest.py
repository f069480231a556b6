"""Exports are tested on a made plan, on made facts (``made.facts_made``), and on the official text if it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.exports.given import ExportInput, export_input
from graph.rdf import quads
from loaders.load import facts_of_document
from loaders.text.readers import read_file
from tests.conftest import DOCUMENTS

BASE = "https://example.org/plans/id/"


def given_of(path: Path) -> ExportInput:
    """The export input of one document."""
    loaded = facts_of_document(read_file(path))
    return export_input(quads(loaded.facts, BASE, loaded.id), BASE, "made")


@pytest.fixture(scope="session")
def given() -> ExportInput:
    """The made plan of a made prefecture."""
    return given_of(DOCUMENTS / "asagiri-industry-plan.txt")


@pytest.fixture(scope="session")
def official(official_text: Path) -> ExportInput:
    """The official plan."""
    return given_of(official_text)
