"""What holds for every command: help with an example, two languages, exit codes, nothing on the wrong stream."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.cli import COMMANDS
from api.terminal.messages import all_texts, language
from graph.errors import CallError, DataError, OutsideError, PolicyLinksError
from graph.exports.table import EXPORTS
from tests.cli.conftest import call
from tests.conftest import ROOT

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
OFFERED = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def guide() -> str:
    """What the documentation says."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_with_an_example(name: str) -> None:
    done = call(name, "--help")
    assert done.code == 0
    assert f"policylinks {name}" in done.out.split("Example:")[1]
    assert done.err == ""
    assert not JAPANESE.search(done.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_in_japanese(name: str) -> None:
    done = call(name, "--help", "--lang-ui", "ja")
    assert done.code == 0
    assert f"policylinks {name}" in done.out.split("例:")[1]
    for english in ("Usage", "Options", "Show this", "required", "default"):
        assert english not in done.out


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_and_option_is_documented(name: str) -> None:
    documented = guide()
    assert f"`policylinks {name}" in documented or f"policylinks {name}" in documented
    for option in set(OFFERED.findall(call(name, "--help").out)):
        assert f"`{option}" in documented, option


@pytest.mark.parametrize("name", EXPORTS)
def test_each_export_is_offered_by_the_command(name: str) -> None:
    for lang in ("ja", "en"):
        told = call("export", "--help", "--lang-ui", lang).out
        assert f"  {name} " in told
        assert EXPORTS[name].description[lang] in told


def test_the_program_lists_its_commands_and_version() -> None:
    told = call("--help")
    assert all(f"  {name} " in told.out for name in COMMANDS)
    assert re.fullmatch(r"policylinks \d+\.\d+\.\d+\n", call("--version").out)


def test_the_language_is_that_of_the_locale_unless_chosen() -> None:
    assert JAPANESE.search(call("--help", lang="ja_JP.UTF-8").out)
    assert not JAPANESE.search(call("--help", lang="de_DE.UTF-8").out)
    assert not JAPANESE.search(call("--help", "--lang-ui", "en", lang="ja_JP.UTF-8").out)
    assert JAPANESE.search(call("--help", lang="en_US.UTF-8", LC_ALL="ja_JP.UTF-8").out)


def test_the_language_may_stand_anywhere_in_a_call() -> None:
    assert language(["query", "--lang-ui=ja"], {}) == "ja"
    assert language(["--lang-ui", "ja", "query"], {"LANG": "en_US"}) == "ja"
    assert language(["--lang-ui"], {"LANG": "ja_JP"}) == "ja"
    assert call("--lang-ui", "fr", "check").refused(2)


@pytest.mark.parametrize("key", all_texts())
def test_each_text_is_there_in_both_languages_with_the_same_values(key: str) -> None:
    texts = all_texts()[key]
    assert set(texts) == {"ja", "en"}
    filled = [set(re.findall(r"\{(\w+)\}", texts[lang])) for lang in ("ja", "en")]
    assert filled[0] == filled[1]
    assert key == "version" or key in ("check-columns", "load-document", "outside") or JAPANESE.search(texts["ja"])
    assert not JAPANESE.search(texts["en"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["qury"], "qury"),
        (["--no-such"], "--no-such"),
        (["query", "--no-such"], "--no-such"),
        (["query", "--format", "docx"], "docx"),
        (["query", "--lang", "gremlin"], "gremlin"),
        (["export"], "--to"),
        (["export", "--to", "out", "--format", "docx"], "docx"),
        (["check", "--format", "xml"], "xml"),
        (["load", "--report"], "--report"),
        (["draw", "no-such-view", "-o", "x.html"], "no-such-view"),
        (["serve", "--port", "many"], "many"),
    ],
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_wrong_call_ends_with_2_and_names_what_is_wrong(arguments: list[str], said: str, lang: str) -> None:
    done = (
        call(*arguments, "--lang-ui", lang)
        if arguments != ["load", "--report"]
        else call("--lang-ui", lang, *arguments)
    )
    assert done.refused(2)
    assert said in done.err


def test_no_command_at_all_shows_the_help_and_ends_with_2() -> None:
    done = call()
    assert done.refused(2)
    assert "load" in done.err


def error_classes(root: type[PolicyLinksError] = PolicyLinksError) -> list[type[PolicyLinksError]]:
    """The whole error tree."""
    return [root, *(found for each in root.__subclasses__() for found in error_classes(each))]


@pytest.mark.parametrize("error", error_classes())
def test_the_error_tree_decides_the_exit_code(error: type[PolicyLinksError]) -> None:
    code = next(
        (code for base, code in ((DataError, 1), (CallError, 2), (OutsideError, 3)) if issubclass(error, base)), 1
    )
    assert error.exit_code == code


def test_settings_that_cannot_be_right_end_with_2() -> None:
    assert call("check", POLICYLINKS_BASE_IRI="https://example.org/").refused(2)
    assert call("check", POLICYLINKS_PORT="eighty").refused(2)


def test_the_store_is_that_of_the_option_then_of_the_environment(store: Path, tmp_path: Path) -> None:
    query = "ASK { ?plan a pol:Plan }"
    assert call("query", "--store", store, given=query, POLICYLINKS_STORE=str(tmp_path)).out == "true\n"
    assert call("query", given=query, POLICYLINKS_STORE=str(store)).out == "true\n"
    named = call("query", "--store", store, given=query, POLICYLINKS_SPARQL_URL="http://127.0.0.1:9/sparql")
    assert named.out == "true\n", "a store that is named wins over an endpoint of the environment"


@pytest.mark.parametrize("arguments", [["query"], ["check"], ["export", "--to", "out"]])
def test_an_empty_store_is_said_to_be_empty(arguments: list[str], tmp_path: Path) -> None:
    done = call(*arguments, "--store", tmp_path / "new", given="ASK {}")
    assert done.refused(3)
    assert "policylinks load" in done.err
    assert not (tmp_path / "new").exists(), "asking makes no store"


def test_a_full_disk_behind_standard_output_is_told_once(store: Path) -> None:
    import subprocess

    from tests.cli.conftest import PROGRAM

    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [str(PROGRAM), "query", "--store", str(store)], input=b"SELECT * { ?s ?p ?o }", stdout=full,
            stderr=subprocess.PIPE, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1
