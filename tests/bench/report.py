"""The table on the screen and the figures for a machine."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One page, or a thousand rows of a list, or a million contacts of the seed. None where a figure makes no sense.

    Ratios are medians of whole requests by the clock.
    """

    page: str
    rows_stored: int
    statements: int | None
    slope: int | None
    p50_ms: float
    p95_ms: float | None
    cpu_ms: float | None
    ratio_floor: float | None
    ratio_sql: float | None
    ratio_empty: float | None
    tax: float | None
    growth: float | None


#: What proof.md promises; no entry is measured and shown, not promised. Of the search, what a machine that does nothing
#: else takes.
PROMISES: dict[str, dict[str, float]] = {
    "today": {"statements": 12, "slope": 0, "ratio_floor": 5, "ratio_sql": 2.5, "tax": 1.3, "growth": 1.3},
    "citizens": {"statements": 12, "slope": 0, "ratio_floor": 5, "ratio_sql": 2.5, "tax": 1.3, "growth": 1.3},
    "board": {"statements": 12, "slope": 0, "ratio_floor": 5, "tax": 1.3, "growth": 1.3},
    "search": {"statements": 12, "slope": 0, "p95_ms": 50, "tax": 1.3},
    "timeline": {"statements": 12, "slope": 0, "ratio_floor": 8, "tax": 1.3, "growth": 1.3},
    "timeline_older": {"statements": 12, "slope": 0, "ratio_floor": 8, "tax": 1.3, "growth": 1.3},
    "unit_lines": {"statements": 12, "slope": 0, "tax": 1.3, "growth": 1.3},
    "citizen": {"statements": 12, "slope": 0, "ratio_floor": 8, "ratio_sql": 3, "tax": 1.3, "growth": 1.3},
    "contact_form": {"statements": 12, "slope": 0, "ratio_floor": 6, "tax": 1.3, "growth": 1.3},
    "contact_save": {"statements": 25, "slope": 0, "tax": 1.75, "growth": 1.3},
    "import_tried": {"slope": 0},
    "import": {"slope": 0},
    "import_again": {"slope": 0},
    "import_contacts": {"slope": 0},
    "import_contacts_again": {"slope": 0},
}


def over(row: Row) -> list[str]:
    """The figures of the row that break their promise."""
    found = asdict(row)
    return [
        name
        for name, most in PROMISES.get(row.page, {}).items()
        if found[name] is not None and round(found[name], 2) > most
    ]


def table(rows: Iterable[Row]) -> str:
    """Each figure with its promise, and "over" beside those that break it."""
    lines = [_line("page", "p50 ms", "p95 ms", "cpu ms", "÷ empty", *(name.replace("_", " ") for name in _HEADS))]
    for row in rows:
        figures = asdict(row)
        broken = over(row)
        cells = []
        for name in (*_FIRST, "statements", "slope", "ratio_floor", "ratio_sql", "tax", "growth"):
            value, most = figures[name], PROMISES.get(row.page, {}).get(name)
            digits = 1 if name in _FIRST else 2
            said = "–" if value is None else f"{value:g}" if isinstance(value, int) else f"{value:.{digits}f}"
            promise = "" if most is None or value is None else f" ≤{most:g} {'OVER' if name in broken else 'ok'}"
            cells.append(said + promise)
        lines.append(_line(row.page, *cells))
    return "\n".join(lines)


_FIRST = ("p50_ms", "p95_ms", "cpu_ms", "ratio_empty")
_HEADS = ("statements", "slope", "÷ floor", "÷ SQL", "tax", "growth")
_WIDTHS = (21, 9, 15, 9, 8, 12, 8, 14, 14, 14, 14)


def _line(*cells: str) -> str:
    first, *others = (cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True))
    return " ".join([first, *others]).rstrip()


def write(path: Path, rows: Iterable[Row]) -> None:
    """One object for each row of the table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    objects = [
        {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(row).items()}
        for row in rows
    ]
    path.write_text(json.dumps(objects, indent=2) + "\n", encoding="utf-8")
