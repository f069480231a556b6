"""Expected counts: data beside a source that says how much of each kind it holds."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from graph.checks.problems import CheckProblem
from graph.errors import DataError
from graph.facts import Facts


def read_expected(path: Path) -> Mapping[str, int]:
    """The expected counts of a file ``{"nodes": {class: count}, "links": {class: count}}`` by class name.

    Raises DataError where the file is not of that form.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {**content.get("nodes", {}), **content.get("links", {})}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise DataError(
            f"{path.name} holds no expected counts: {error}.", 'Expected: {"nodes": {…}, "links": {…}}.'
        ) from error


def unexpected_counts(
    facts: Facts, expected: Mapping[str, int], documents: Collection[str]
) -> tuple[CheckProblem, ...]:
    """Classes of which the facts that cite any of the documents (by id) are more or fewer than expected."""
    found = []
    for name, count in expected.items():
        facts_of_class = (*facts.by_type.get(name, ()), *facts.links_by_type.get(name, ()))
        here = sum(any(source.document in documents for source in fact.sources) for fact in facts_of_class)
        if here != count:
            found.append(CheckProblem("expected-counts", name, f"{count} were expected, {here} are there"))
    return tuple(found)
