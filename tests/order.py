"""Where several processes share the tests, the files that take long are begun first: at the end only short ones are
left, and no process waits for another. A file is the unit, so that what its module fixtures start is started once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

# Files that take 10 s or more, in the order in which they are begun; how long each took stands at the end of a run.
# Those that use a real Neo4j wait for each other (one at a time has its database): they come one after the other while
# the first file, which is the longest, keeps the other process busy.
_FIRST = """
    pages/test_access
    questions/test_two_languages neo4j/test_push cypher/test_neo4j neo4j/test_refusals neo4j/test_admin_export
    pages/test_everybody_layout pages/test_everybody_words pages/test_everybody_keyboard pages/test_hostile
    checks/test_faults cli/test_bad_input loaders/test_generated_plans repository/test_documentation
    cypher/test_own_tools pages/test_matrix pages/test_quality_page api/test_live loaders/test_damage
    pages/test_answers loaders/test_random_damage cli/test_load cypher/test_serve_ends pages/test_timeline
    cli/test_outputs cli/test_commands cli/test_query cypher/test_embedded cypher/test_query_command
    pages/test_editors stores/test_remote stores/test_loads api/test_caching api/test_guarding
    pages/test_completion pages/test_lines pages/test_indicators_plot pages/test_search_page
    loaders/test_made_plans loaders/test_ties_measured pages/test_export pages/test_indicators_page
    questions/test_questions_of_our_own pages/test_network pages/test_keyboard pages/test_home cli/test_serve
    stores/test_limits repository/test_wheel ontology/test_renaming markdown/test_properties
"""
FIRST = tuple(f"tests/{name}.py" for name in _FIRST.split())


def file_of(name: str) -> str:
    """The file of a test by the test's name."""
    return name.partition("::")[0]


def long_files_first(names: Iterable[str]) -> list[str]:
    """The files of tests in the order in which they are begun: the long ones, then the others, those of many tests
    first. The same in every process, whatever order the tests were found in."""
    tests = Counter(map(file_of, names))
    place = {name: number for number, name in enumerate(FIRST)}
    return sorted(tests, key=lambda name: (place.get(name, len(place)), -tests[name], name))


def times(reports: Iterable[pytest.TestReport]) -> tuple[Counter[str], dict[str, float]]:
    """The seconds of each file, and when each process had its last test done (seconds of the clock)."""
    files: Counter[str] = Counter()
    ends: dict[str, float] = {}
    for each in reports:
        files[file_of(each.nodeid)] += each.duration  # type: ignore[assignment]
        process = getattr(each, "worker_id", "")
        ends[process] = max(each.stop, ends.get(process, 0))
    return files, ends
