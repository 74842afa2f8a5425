"""The measurement measures: its pieces, on a page of nothing."""

import json
from dataclasses import fields, replace
from pathlib import Path

from tests.bench.measuring import WARM_UP, in_turns
from tests.bench.report import PROMISES, Row, over, table, write
from tests.bench.visiting import Answer, visible

ROW = Row(
    page="today",
    rows_stored=100_000,
    statements=3,
    slope=0,
    p50_ms=30.0,
    p95_ms=40.0,
    cpu_ms=29.0,
    ratio_floor=4.2,
    ratio_sql=1.9,
    ratio_empty=5.5,
    tax=1.1,
    growth=1.0,
)


def test_pages_are_asked_for_in_turns_and_the_first_answers_do_not_count() -> None:
    asked: list[str] = []

    def asking(name: str, wall: float) -> Answer:
        asked.append(name)
        return Answer(200, "", 1_000.0 if len(asked) <= 2 * WARM_UP else wall, wall)

    costs = in_turns({"a": lambda: asking("a", 2.0), "b": lambda: asking("b", 3.0)}, rounds=4)
    assert asked.count("a") == asked.count("b") == WARM_UP + 4
    assert {name: cost.p50 for name, cost in costs.items()} == {"a": 2.0, "b": 3.0}


def test_what_breaks_its_promise_is_called_over() -> None:
    slow = replace(ROW, ratio_floor=5.01, tax=1.3)
    assert over(ROW) == []
    assert over(slow) == ["ratio_floor"]
    assert "5.01 ≤5 OVER" in table([slow])
    assert over(replace(ROW, page="unpromised", ratio_floor=99.0)) == []


def test_what_makes_no_sense_for_a_row_is_left_out() -> None:
    seed = replace(ROW, page="seed", statements=None, slope=None, p95_ms=None, cpu_ms=None, ratio_empty=None, tax=None)
    assert over(seed) == []
    assert "None" not in table([seed])


def test_the_file_has_one_object_for_each_page(tmp_path: Path) -> None:
    write(tmp_path / "bench.json", [ROW, replace(ROW, page="citizen", ratio_sql=None)])
    first, second = json.loads((tmp_path / "bench.json").read_text())
    assert set(first) == {field.name for field in fields(Row)}
    assert (first["page"], first["rows_stored"], second["ratio_sql"]) == ("today", 100_000, None)


def test_every_promise_is_about_a_figure() -> None:
    assert {name for promised in PROMISES.values() for name in promised} <= {field.name for field in fields(Row)}


def test_only_what_a_reader_sees_of_the_main_content_is_compared() -> None:
    page = '<title>No</title><main id="content"><h1 title="no">One</h1>\n <p>two <b>three</b></p></main><p>No</p>'
    assert visible(page) == "One two three"
