"""How large an answer may be: the whole of it and each of its rows, told in one sentence."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

import graph.cypher.running as running
from graph.cypher.embedded import EmbeddedEngine
from graph.cypher.values import MAX_BYTES, MAX_RECORD, Budget, as_json
from graph.errors import LimitError, OutsideError
from graph.stores.embedded import EmbeddedStore
from loaders.load import bundled_plan, load_documents
from tests.cypher.conftest import BASE, SECONDS, ask, need_engine

TEXT = "reduce(text = 'abcdefgh', x IN range(1, {times}) | text + text)"  # 8 characters, doubled so many times
ROW = f"RETURN {TEXT.format(times=20)} AS text"
ROWS = f"WITH {TEXT.format(times=18)} AS text UNWIND range(1, 17) AS n RETURN text"


def test_a_row_over_the_limit_is_told_as_such(engine: EmbeddedEngine) -> None:
    with pytest.raises(LimitError, match="A row of the answer is over the limit of 4 MB"):
        ask(engine, ROW)


def test_an_answer_over_the_limit_is_told_as_such(engine: EmbeddedEngine) -> None:
    with pytest.raises(LimitError, match="The answer is over the limit of 32 MB"):
        ask(engine, ROWS)
    assert len(ask(engine, ROWS.replace("17", "8")).rows) == 8, "half of it is given"


def test_over_http_it_is_503(client: httpx.Client) -> None:
    for query in (ROW, ROWS):
        answer = client.post("/cypher", json={"query": query})
        assert answer.status_code == 503 and "over the limit of" in answer.json()["detail"]


@pytest.mark.parametrize(
    "value", [["x" * 100] * 11, {"x" * 1100: None}, [None] * 300, [{}] * 600, "x" * 1100, [1.5] * 60, b"x" * 800]
)
def test_whatever_it_is_made_of_counts(value: object) -> None:
    with pytest.raises(LimitError):
        as_json(value, Budget(10_000, 1000))


def test_each_row_begins_anew_and_the_answer_does_not() -> None:
    budget = Budget(2500, 1000)
    for _ in range(2):
        budget.next_row()
        as_json("x" * 900, budget)
    budget.next_row()
    with pytest.raises(LimitError, match="The answer"):
        as_json("x" * 900, budget)
    assert MAX_RECORD < MAX_BYTES


def test_a_graph_that_the_engine_has_no_memory_for_is_told_with_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_engine()
    store = EmbeddedStore(tmp_path / "store")
    load_documents([bundled_plan()], store, base=BASE)
    monkeypatch.setattr(running, "MEGABYTES", 17)
    engine = EmbeddedEngine(store, SECONDS)
    try:
        with pytest.raises(OutsideError, match=r"took in \d+ nodes and [\d,]+ relationships; it has 17 MB of memory"):
            ask(engine, "RETURN 1")
        monkeypatch.undo()
        assert ask(engine, "RETURN 1").rows == ((1,),), "with memory enough it goes on"
    finally:
        engine.close()
        store.close()
