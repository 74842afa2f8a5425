"""Taking lists in: what a thousand rows cost, tried, carried out, and brought once more."""

from datetime import datetime, timedelta
from itertools import batched
from time import perf_counter
from uuid import UUID

from cases.actions.import_jobs import BATCH
from cases.caseload_import import CITIZENS, CONTACTS, Column, ImportList, Record
from cases.caseload_import.taking import take_in
from udsatte.access.actor import Channel
from udsatte.access.context import acting_as


def citizens(count: int) -> list[Record]:
    """So many citizens who are new, each with a caseworker to be, a date and a place."""
    first = datetime(1950, 1, 1)  # noqa: DTZ001 — a birth date has no hour
    return [
        Record(
            number,
            {
                Column.NAME: f"Borger {number} Listesen",
                Column.BORN: f"{first + timedelta(days=number % 20_000):%d-%m-%Y}",
                Column.OPENED: "03-02-2025",
                Column.MET: "20-11-2025",
                Column.PLACE: "under broen",
            },
        )
        for number in range(2, count + 2)
    ]


def contacts(people: list[Record]) -> list[Record]:
    """One contact with each of them."""
    more = {Column.WHEN: "19-11-2025", Column.TIME: "14.10", Column.OUTCOME: "truffet", Column.NOTE: "Sagde tak."}
    return [Record(one.number, {**one.cells, **more}) for one in people]


def seconds(records: list[Record], of: ImportList, *, user: UUID, membership: UUID, at: datetime, dry: bool) -> float:
    """How long they take, in the batches and transactions of an import."""
    began = perf_counter()
    for batch in batched(records, BATCH):
        with acting_as(user_id=user, membership_id=membership, at=at, channel=Channel.IMPORT) as actor:
            take_in(batch, of, taken=lambda keys: {}, by=actor, at=at, dry=dry)
    return perf_counter() - began


def per_thousand(*, user: UUID, membership: UUID, at: datetime, count: int = 1_000) -> dict[str, float]:
    """Milliseconds for a thousand rows of each kind of work."""
    people = citizens(count)
    history = contacts(people)
    whose = {"user": user, "membership": membership, "at": at}
    return {
        name: 1_000 * took / (count / 1_000)
        for name, took in (
            ("citizens, tried", seconds(people, CITIZENS, **whose, dry=True)),  # type: ignore[arg-type]
            ("citizens, taken in", seconds(people, CITIZENS, **whose, dry=False)),  # type: ignore[arg-type]
            ("citizens, once more", seconds(people, CITIZENS, **whose, dry=False)),  # type: ignore[arg-type]
            ("contacts, taken in", seconds(history, CONTACTS, **whose, dry=False)),  # type: ignore[arg-type]
            ("contacts, once more", seconds(history, CONTACTS, **whose, dry=False)),  # type: ignore[arg-type]
        )
    }
