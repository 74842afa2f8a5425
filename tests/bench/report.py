"""The table on the screen and the figures for a machine."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One page. Ratios are medians of whole requests by the clock; None where the comparison makes no sense."""

    page: str
    rows_stored: int
    statements: int
    slope: int
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    ratio_floor: float
    ratio_sql: float | None
    ratio_empty: float
    tax: float
    growth: float


#: What proof.md promises; no entry is measured and shown, not promised.
PROMISES: dict[str, dict[str, float]] = {
    "today": {"statements": 12, "slope": 0, "ratio_floor": 5, "ratio_sql": 2.5, "tax": 1.3, "growth": 1.3},
    "citizens": {"statements": 12, "slope": 0, "ratio_floor": 5, "ratio_sql": 2.5, "tax": 1.3, "growth": 1.3},
    "unit_lines": {"statements": 12, "slope": 0, "tax": 1.3, "growth": 1.3},
    "citizen": {"statements": 12, "slope": 0, "ratio_floor": 8, "ratio_sql": 3, "tax": 1.3, "growth": 1.3},
    "contact_form": {"statements": 12, "slope": 0, "ratio_floor": 6, "tax": 1.3, "growth": 1.3},
    "contact_save": {"statements": 25, "slope": 0, "tax": 1.75, "growth": 1.3},
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
        for name in ("statements", "slope", "ratio_floor", "ratio_sql", "tax", "growth"):
            value, most = figures[name], PROMISES.get(row.page, {}).get(name)
            said = "–" if value is None else f"{value:g}" if isinstance(value, int) else f"{value:.2f}"
            promise = "" if most is None or value is None else f" ≤{most:g} {'OVER' if name in broken else 'ok'}"
            cells.append(said + promise)
        lines.append(
            _line(
                row.page,
                f"{row.p50_ms:.1f}",
                f"{row.p95_ms:.1f}",
                f"{row.cpu_ms:.1f}",
                f"{row.ratio_empty:.1f}",
                *cells,
            )
        )
    return "\n".join(lines)


_HEADS = ("statements", "slope", "÷ floor", "÷ SQL", "tax", "growth")
_WIDTHS = (13, 8, 8, 8, 8, 12, 8, 14, 14, 14, 14)


def _line(*cells: str) -> str:
    first, *others = (cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True))
    return " ".join([first, *others]).rstrip()


def write(path: Path, rows: Iterable[Row]) -> None:
    """One object for each page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    objects = [
        {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(row).items()}
        for row in rows
    ]
    path.write_text(json.dumps(objects, indent=2) + "\n", encoding="utf-8")
