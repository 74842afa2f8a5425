"""The whole measurement, page by page."""

import difflib
import os
import sys
from argparse import Namespace
from pathlib import Path
from time import monotonic

from cases.actions.import_jobs import BATCH
from tests.bench import lists
from tests.bench.databases import Database, Size, databases, saved, stored
from tests.bench.measuring import in_turns, statements
from tests.bench.pages import EMPTY, FLOOR, PAGES, Asker, Page
from tests.bench.report import Row, over, table, write
from tests.bench.visiting import visible

SMALL = Size(1_000, citizens=68)
QUICK, USUAL = Size(10_000, citizens=100), Size(100_000, citizens=1_000, referrals=40_000)
LARGE = Size(1_000_000, citizens=200_000, referrals=400_000)
QUICK_ROUNDS, ROUNDS = 15, 60
#: How many rows of a list are taken in, and what to call them among `--pages`.
LISTED, LISTS = 4 * BATCH, "import"


def run(options: Namespace, result: Path) -> int:
    """Measure, show, write. 0, or 1 when a page and its hand-written twin say different things."""
    began = monotonic()
    size = QUICK if options.quick else LARGE if options.large else USUAL
    rounds = options.rounds or (QUICK_ROUNDS if options.quick else ROUNDS)
    pages = [page for page in PAGES if not options.pages or page.name in options.pages]

    def say(what: str) -> None:
        print(f"{monotonic() - began:6.1f} s  {what} …", file=sys.stderr, flush=True)

    with databases([SMALL, size], say) as (made, bare):
        small, full, without = (Asker.on(database) for database in (*made, bare))
        same = True
        rows = []
        for page in pages:
            say(f"measuring {page.name}, {rounds} rounds")
            same &= _says_the_same(full, page)
            rows.append(_measure(page, small, full, without, rounds))
        if not options.pages or LISTS in options.pages:
            say("taking lists in")
            rows += lists.measure(small.database, full.database, without.database, BATCH if options.quick else LISTED)
        rows.append(_seed(full.database))
        counts = ", ".join(f"{count:,} {name.removeprefix('cases_')}s" for name, count in stored(made[-1]).items())
    write(result, rows)
    print(
        f"\n{counts}; the same pages on {SMALL.contacts:,} contacts for growth. Ratios of medians, {rounds} rounds.\n"
    )
    print(table(rows))
    print(
        "\nimport: a thousand rows, in batches of five hundred; seed: a million contacts with all that belongs to them."
    )
    if (busy := os.getloadavg()[0]) > (processors := os.cpu_count() or 1):
        print(f"\nThe machine was busy (load {busy:.1f} on {processors}): by the clock, long pages look longer.")
    broken = sum(len(over(row)) for row in rows)
    print(f"\n{f'{broken} over the promise' if broken else 'All as promised'} · {result} · {monotonic() - began:.0f} s")
    return 0 if same else 1


def _seed(database: Database) -> Row:
    """What the seed took when this database was made, for a million contacts."""
    return Row(
        page="seed",
        rows_stored=database.size.contacts,
        statements=None,
        slope=None,
        p50_ms=database.seeded_in * 1_000 * 1_000_000 / database.size.contacts,
        p95_ms=None,
        cpu_ms=None,
        ratio_floor=None,
        ratio_sql=None,
        ratio_empty=None,
        tax=None,
        growth=None,
    )


def _measure(page: Page, small: Asker, full: Asker, without: Asker, rounds: int) -> Row:
    asks = {"full": full.asking(page), "small": small.asking(page), "without": without.asking(page)}
    by_hand = full.asking_by_hand(page)
    if by_hand is not None:
        asks["by_hand"] = by_hand
    few = full.asking_few(page)
    count = statements(full.visitor(page), asks["full"])
    counts = {count, statements(small.visitor(page), asks["small"])}
    if few is not None:
        counts.add(statements(full.beginner, few))
    costs = in_turns(asks, rounds=rounds, expect=302) if page.saves else {}
    costs |= in_turns(
        {
            "floor": lambda: full.reader.get(FLOOR),
            "empty": lambda: full.reader.get(EMPTY),
            **({} if page.saves else asks),
        },
        rounds=rounds,
    )
    whole = costs["full"]

    def ratio(other: str) -> float:
        return whole.p50 / costs[other].p50

    return Row(
        page=page.name,
        rows_stored=full.database.size.contacts,
        statements=count,
        slope=max(counts) - min(counts),
        p50_ms=whole.p50,
        p95_ms=whole.p95,
        cpu_ms=whole.cpu,
        ratio_floor=ratio("floor"),
        ratio_sql=ratio("by_hand") if by_hand is not None else None,
        ratio_empty=ratio("empty"),
        tax=ratio("without"),
        growth=ratio("small"),
    )


def _says_the_same(asker: Asker, page: Page) -> bool:
    """Whether the hand-written twin says word for word what the page says, or stores the same."""
    by_hand = asker.asking_by_hand(page)
    if by_hand is None:
        return True
    asks = (asker.asking(page), by_hand)
    if page.saves:
        ours, theirs = (saved(asker.database, ask().status) for ask in asks)
    else:
        ours, theirs = (visible(ask().body) for ask in asks)
    if "".join(ours.split()) == "".join(theirs.split()):  # where a word ends is the style sheet's business
        return True
    print(f"{page.name}: the hand-written page says something else:", file=sys.stderr)
    print("\n".join(difflib.unified_diff(ours.split(" "), theirs.split(" "), "page", "by hand", n=3)), file=sys.stderr)
    return False
