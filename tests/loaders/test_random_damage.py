"""Whatever happens to a few lines of a plan, the rest of it is read as before, and nothing is made up.

Two hundred copies of the official text with random wounds (``tests/wounds.py``) are read, on all cores.

- *Accounted for*: every line of a copy is in one state of the report, and the states add up.
- *Kept*: a claim (a node or link with what it says: years, value, unit, comparator, role, post, kana) is counted where
  its reading rests on untouched lines alone. These are the lines that it quotes and those of the things that it is part
  of or joins (but not those that speak of a body, person or instrument elsewhere), each with the line with words above
  and below it; the structure over them in their chapter (its heading, the head of the table, the labels); and, in the
  section of a project, the rows of its indicators there and in the summary, for they tell which project it is.
- *Not made up*: what a copy states is read in the whole text too, or its words stand in the lines that it quotes (of a
  link, a name of one of its ends), signs of lists between them aside.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pytest

from graph.errors import DocumentError
from graph.facts import Status, Text
from graph.lines.account import STATES, LineAccount
from loaders.draft import DraftFact
from loaders.text.lines import folded
from loaders.text.tables import without_markup
from tests.grounds import NOT_READ, Ground, Reading, places, reading_of
from tests.wounds import Copy, wounded

COPIES = 200


@dataclass(frozen=True)
class Outcome:
    """What became of a copy: of ``counted`` claims that rest on untouched lines those ``lost``; what was ``made_up``;
    of the claims ``stated`` that quote untouched lines only how many are not those of the whole text (``moved``)."""

    seed: int
    refused: str = ""
    crash: str = ""
    unaccounted: str = ""
    counted: int = 0
    lost: tuple[str, ...] = ()
    made_up: tuple[str, ...] = ()
    stated: int = 0
    moved: int = 0


@cache
def whole(path: Path) -> tuple[Reading, Ground]:
    """The reading of the whole text, and what it rests on."""
    reading = reading_of(path.read_text("utf-8"))
    return reading, Ground(reading)


def outcome(job: tuple[Path, int]) -> Outcome:
    """Reads one copy and compares it with the whole text."""
    path, seed = job
    copy = wounded(path.read_text("utf-8"), seed)
    try:
        reading = reading_of(copy.text)
    except DocumentError as refused:
        return Outcome(seed, refused=str(refused))
    except Exception as crash:  # whatever it is, the test tells it with its seed
        return Outcome(seed, crash=f"{type(crash).__name__}: {crash}")
    original, ground = whole(path)
    found = reading.claims
    resting = [claim for claim, fact in original.claims.items() if ground.lines(fact) <= copy.untouched]
    stated, moved = _moved(copy, reading, original)
    return Outcome(
        seed,
        unaccounted=_unaccounted(copy, reading.account),
        counted=len(resting),
        lost=tuple(str(claim) for claim in resting if claim not in found),
        made_up=tuple(_made_up(reading, original)),
        stated=stated,
        moved=moved,
    )


def _unaccounted(copy: Copy, account: LineAccount) -> str:
    words = [line.words for line in account.lines]
    counts = account.counts()
    if len(words) != len(copy.lines) or sum(counts.values()) != len(words) or set(counts) != set(STATES):
        return f"{len(copy.lines)} lines, {len(words)} in the account, by state {dict(counts)}"
    return next(
        (f"line {line.number}" for line in account.lines if (line.state == "blank") != (not line.words.strip())), ""
    )


def _is_stated(fact: DraftFact) -> bool:
    return fact.type not in NOT_READ and fact.status in (None, Status.STATED) and bool(fact.places)


def _moved(copy: Copy, reading: Reading, original: Reading) -> tuple[int, int]:
    """How many facts are stated that quote untouched lines only, and how many of them the whole text does not state."""
    stated = [
        fact
        for fact in reading.draft.facts.values()
        if _is_stated(fact) and all(copy.origins[line - 1] is not None for line in places(fact))
    ]
    return len(stated), sum(fact.key not in original.draft.facts for fact in stated)


def _made_up(reading: Reading, original: Reading) -> Iterator[str]:
    """What the reading states although neither the whole text nor the quoted lines say so."""
    for fact in reading.draft.facts.values():
        if not _is_stated(fact) or fact.key in original.draft.facts:
            continue
        quoted = "".join(
            _bare(without_markup(line.words))
            for place in fact.places
            for line in reading.account.lines[place.first - 1 : place.last]
        )
        names = [_names(reading.draft.facts[key]) for key in fact.ends] if fact.ends else [_names(fact)]
        if not any(_bare(name) in quoted for each in names for name in each):
            yield f"{fact.key} at {[(place.first, place.last) for place in fact.places]}"


def _bare(text: str) -> str:
    """A text without the spaces and signs of lists that part its items."""
    return re.sub(r"[・●-]", "", folded(text))


def _names(fact: DraftFact) -> Sequence[str]:
    values = [value for name in ("label", "altLabel", "valueText") for value in fact.properties.get(name, ())]
    return [value.value if isinstance(value, Text) else str(value) for value in values]


@pytest.fixture(scope="module")
def outcomes(official_text: Path) -> list[Outcome]:
    """What became of each copy."""
    jobs = [(official_text, seed) for seed in range(COPIES)]
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        return list(pool.map(outcome, jobs, chunksize=10))


def read_copies(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes of copies that were read."""
    return [each for each in outcomes if not each.refused and not each.crash]


def test_no_copy_brings_the_reading_down(outcomes: list[Outcome]) -> None:
    assert [(each.seed, each.crash) for each in outcomes if each.crash] == []


def test_only_a_text_cut_to_pieces_is_refused(outcomes: list[Outcome]) -> None:
    cut = {seed for seed in range(COPIES) if seed % 10 == 9}
    refused = {each.seed for each in outcomes if each.refused}
    assert refused <= cut
    assert len(refused) > len(cut) / 2


def test_every_line_of_every_copy_is_accounted_for(outcomes: list[Outcome]) -> None:
    assert [(each.seed, each.unaccounted) for each in outcomes if each.unaccounted] == []


def test_claims_whose_lines_were_not_touched_stay(outcomes: list[Outcome]) -> None:
    read = read_copies(outcomes)
    counted = sum(each.counted for each in read)
    lost = [claim for each in read for claim in each.lost]
    assert counted > 500 * len(read)
    assert 1 - len(lost) / counted >= 0.99, "\n".join(lost[:20])


def test_nothing_is_stated_that_neither_the_text_nor_the_lines_hold(outcomes: list[Outcome]) -> None:
    assert [(each.seed, claim) for each in outcomes for claim in each.made_up] == []


def test_what_is_stated_of_untouched_lines_alone_is_hardly_ever_another_thing(outcomes: list[Outcome]) -> None:
    """A heading that is lost or torn leaves what it stood over to the heading before it: no rule can know that."""
    stated = sum(each.stated for each in outcomes)
    assert stated > 500 * len(read_copies(outcomes))
    assert sum(each.moved for each in outcomes) / stated <= 0.02


def test_a_copy_is_wounded_in_each_way_and_tells_what_it_left_alone(official_text: Path) -> None:
    text = official_text.read_text("utf-8")
    lines = text.removesuffix("\n").split("\n")
    copies = [wounded(text, seed) for seed in range(20)]
    assert {wound for copy in copies for wound in copy.wounds} == {
        "drop",
        "double",
        "swap",
        "lose_tabs",
        "replace",
        "cut",
    }
    for copy in copies:
        assert copy.text != text
        assert len(copy.untouched) < len(lines)
        kept = [(line, origin) for line, origin in zip(copy.lines, copy.origins, strict=True) if origin]
        assert all(line == lines[origin - 1] for line, origin in kept)
        assert [origin for _, origin in kept] == sorted(copy.untouched)


def test_a_claim_rests_on_its_lines_and_on_the_structure_over_them(official_text: Path) -> None:
    reading, ground = whole(official_text)
    words = {line.number: line.words for line in reading.account.lines}
    activity = next(fact for fact in reading.draft.facts.values() if fact.type == "ScheduledActivity")
    resting = " ".join(words[number] for number in ground.lines(activity))
    assert words[activity.places[0].first] in resting
    assert "工程表" in resting and "令和5年度" in resting
    finding = next(fact for fact in reading.draft.facts.values() if fact.type == "Finding")
    assert "現状と課題" in " ".join(words[number] for number in ground.lines(finding))
