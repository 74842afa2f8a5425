"""Taking lists in: what a thousand rows cost, tried, carried out, and brought once more."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from django.utils.timezone import now

from cases.actions.import_jobs import BATCH
from cases.caseload_import import CITIZENS, CONTACTS, Column, ImportList, Record
from cases.caseload_import.taking import take_in
from tests.bench.databases import Database
from tests.bench.report import Row
from tests.bench.visiting import processor
from udsatte.access.actor import Channel
from udsatte.access.context import acting_as

FEW = 10
PER = 1_000


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work with a list. walled: it can be done without the walls, too, whose triggers keep the clocks."""

    name: str
    of: ImportList
    dry: bool = False
    walled: bool = False


#: In this order: each finds what those before have left.
WORK = (
    Work("import_tried", CITIZENS, dry=True, walled=True),
    Work("import", CITIZENS, walled=True),
    Work("import_again", CITIZENS),
    Work("import_contacts", CONTACTS),
    Work("import_contacts_again", CONTACTS),
)


def citizens(first: int, count: int) -> list[Record]:
    """So many citizens who are new, each with a date and a place."""
    born = datetime(1950, 1, 1)  # noqa: DTZ001 — a birth date has no hour
    return [
        Record(
            number,
            {
                Column.NAME: f"Borger {number} Listesen",
                Column.BORN: f"{born + timedelta(days=number % 20_000):%d-%m-%Y}",
                Column.OPENED: "03-02-2025",
                Column.MET: "20-11-2025",
                Column.PLACE: "under broen",
            },
        )
        for number in range(first, first + count)
    ]


def contacts(people: Sequence[Record]) -> list[Record]:
    """One contact with each of them."""
    more = {Column.WHEN: "19-11-2025", Column.TIME: "14.10", Column.OUTCOME: "truffet", Column.NOTE: "Sagde tak."}
    return [Record(one.number, {**one.cells, **more}) for one in people]


@dataclass(frozen=True, slots=True)
class Taken:
    """What one batch cost: milliseconds by the clock and of processor, and statements."""

    wall: float
    cpu: float
    statements: int


def take(database: Database, some: Sequence[Record], work: Work) -> Taken:
    """One batch in its transaction, as an import does it."""
    whose = database.world.coordinator
    with database.in_use(), _counting(database) as statements:
        cpu, wall = processor(database), perf_counter()
        at = now()
        with acting_as(user_id=whose.user_id, membership_id=whose.pk, at=at, channel=Channel.IMPORT) as actor:
            answers, _keys = take_in(some, work.of, taken=lambda keys: {}, by=actor, at=at, dry=work.dry)
        wall, cpu = perf_counter() - wall, processor(database) - cpu
    refused = [answer.remarks for answer in answers if answer.outcome == "bad"]
    assert not refused, refused[0]
    return Taken(wall * 1_000, cpu * 1_000, len(statements))


def measure(small: Database, full: Database, without: Database, count: int) -> Iterator[Row]:
    """A row for each kind of work: the databases take turns, batch by batch."""
    many, few = citizens(2, count), citizens(count + 2, FEW)
    for work in WORK:
        databases = {"full": full, "small": small} | ({"without": without} if work.walled else {})
        costs: dict[str, list[Taken]] = {name: [] for name in databases}
        lists = (many, few) if work.of is CITIZENS else (contacts(many), contacts(few))
        for turn, batch in enumerate(batched(lists[0], BATCH)):
            names = list(databases)[turn % len(databases) :] + list(databases)[: turn % len(databases)]
            for name in names:
                costs[name].append(take(databases[name], batch, work))
        counts = [one.statements for one in (costs["full"][-1], take(full, lists[1], work))]
        walls = {name: [one.wall * PER / min(BATCH, count) for one in taken] for name, taken in costs.items()}
        p50 = median(walls["full"])
        yield Row(
            page=work.name,
            rows_stored=full.size.contacts,
            statements=counts[0],
            slope=max(counts) - min(counts),
            p50_ms=p50,
            p95_ms=quantiles(walls["full"], n=20, method="inclusive")[-1] if len(walls["full"]) > 1 else p50,
            cpu_ms=median(one.cpu for one in costs["full"]) * PER / min(BATCH, count),
            ratio_floor=None,
            ratio_sql=None,
            ratio_empty=None,
            tax=p50 / median(walls["without"]) if work.walled else None,
            growth=p50 / median(walls["small"]),
        )


@contextmanager
def _counting(database: Database) -> Iterator[list[str]]:
    said: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(sql)
        return execute(sql, params, many, context)

    with database.web.execute_wrapper(note):
        yield said
