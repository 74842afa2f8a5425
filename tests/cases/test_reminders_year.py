"""A leap year of mornings on real PostgreSQL, with everything that goes wrong: who should be told is told, once each.

What should be told is worked out in plain Python from what was promised and done, without the code that tells it.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import override_settings

from cases.models import Case, FollowUp, ReminderDay
from cases.tasks import remind
from tests.database import as_owner, as_worker
from tests.factories import cases as make
from tests.personas import Persona
from tests.web import mail_servers as server
from udsatte.web.models import OutboxMessage
from udsatte.web.tasks import send_messages

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
FIRST, LAST = date(2028, 1, 1), date(2028, 12, 31)
#: The hour that is missing on 26 March and comes twice on 29 October.
HOUR = 2
DAY = timedelta(days=1)
TROUBLE = {
    "none": 8,
    "nothing ran": 2,
    "late": 2,
    "mail away in the morning": 2,
    "mail away all day": 1,
    "killed while posting": 2,
    "killed before the server took it": 2,
    "killed after the server took it": 2,
    "server busy": 1,
    "server hung up": 1,
}
#: Trouble that leaves nobody told that day.
SILENT = {"nothing ran", "mail away all day"}


@dataclass
class Book:
    """What everybody has promised and not done, as somebody would keep it on paper."""

    case: Case
    people: dict[str, Persona]
    chance: random.Random
    rows: dict[str, list[FollowUp]] = field(default_factory=dict)

    def night(self, today: date) -> None:
        """New promises, some done, some moved to another day."""
        with as_owner():
            for name, who in self.people.items():
                mine = self.rows.setdefault(name, [])
                for one in [one for one in mine if self.chance.random() < 0.4]:
                    mine.remove(one)
                    FollowUp.objects.filter(pk=one.pk).update(done_at=self._at(today), done_by=who.user)
                    if self.chance.random() < 0.3:
                        mine.append(self._new(who, today))
                if self.chance.random() < 0.25:
                    mine.append(self._new(who, today))

    def told(self, today: date) -> list[str]:
        """What people should read this morning."""
        told = []
        for name, mine in self.rows.items():
            due, late = sum(o.due_on == today for o in mine), sum(o.due_on < today for o in mine)
            if due or late:
                told.append(f"{name}@example.org: {sentence(due, late)}")
        return sorted(told)

    def _new(self, who: Persona, today: date) -> FollowUp:
        return make.FollowUpFactory(
            citizen=self.case.citizen,
            unit=who.unit,
            owner=who.user,
            opened_by=who.user,
            opened_at=self._at(today),
            due_on=today + self.chance.randint(-2, 6) * DAY,
        )

    def _at(self, today: date) -> datetime:
        return datetime.combine(today, time(), COPENHAGEN)


def sentence(due: int, late: int) -> str:
    """The mail's own words, written down here once more."""
    some = f"{due or late} opfølgning{'er' if (due or late) > 1 else ''}"
    if due and late:
        return f"Du har {some} i dag og {late}, der er over tiden."
    return f"Du har {some} i dag." if due else f"Du har {some}, der er over tiden."


def turns(today: date, trouble: str, chance: random.Random) -> list[datetime]:
    """When the clock strikes this day: doubled, at odd minutes, and around the hour in question on every half hour."""
    if trouble == "nothing ran":
        return []
    night = datetime.combine(today, time(), COPENHAGEN).astimezone(UTC)
    last = datetime.combine(today, time(22), COPENHAGEN).astimezone(UTC)
    if today in (date(2028, 3, 26), date(2028, 10, 29)):
        return [*(night + n * timedelta(minutes=30) for n in range(8)), last]
    begin = datetime.combine(today, time(12 if trouble == "late" else HOUR), COPENHAGEN).astimezone(UTC)
    first = begin + timedelta(minutes=chance.randint(0, 59))
    return [first, first, last]


@contextmanager
def killed_at_insert(number: int) -> Iterator[None]:
    """The worker dies when it is about to post its message of this number."""
    left = number

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal left
        if sql.lstrip().startswith("INSERT INTO web_outboxmessage"):
            left -= 1
            if left == 0:
                raise server.Killed
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield


def strike(at: datetime) -> None:
    """One turn of beat, and a worker that may be killed in it."""
    with time_machine.travel(at, tick=False):
        try:
            with as_worker():
                remind()
                send_messages()
        except server.Killed:
            pass


def live(today: date, trouble: str, mood: server.Day, chance: random.Random) -> None:
    """One day, as it goes."""
    events: dict[str, list[Callable[[Callable[[], None]], None]]] = {
        "killed before the server took it": [server.killed_before],
        "killed after the server took it": [server.killed_after],
        "server busy": [server.busy],
        "server hung up": [server.hung_up],
    }
    mood.events = events.get(trouble, [])
    for number, at in enumerate(turns(today, trouble, chance)):
        away = trouble == "mail away all day" or (trouble == "mail away in the morning" and number < 2)
        mood.closed = away
        if trouble == "killed while posting" and number == 0:
            with killed_at_insert(chance.randint(1, 2)):
                strike(at)
        else:
            strike(at)
    mood.events = []


@pytest.mark.parametrize("seed", [1])
def test_a_year_of_mornings(seed: int, anna: Persona, bo: Persona) -> None:
    chance = random.Random(seed)
    with as_owner():
        book = Book(make.CaseFactory(unit=anna.unit), {"anna": anna, "bo": bo}, chance)
    days = [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]
    troubles = {day: chance.choices(list(TROUBLE), list(TROUBLE.values()))[0] for day in days}
    assert set(troubles.values()) == set(TROUBLE)
    expected: list[tuple[date, str]] = []
    actual: list[tuple[date, str]] = []
    known: set[str] = set()
    repeated = 0
    with server.moody() as mood, override_settings(REMINDER_HOUR=HOUR):
        for day in days:
            book.night(day)
            mail.outbox.clear()
            live(day, troubles[day], mood, chance)
            if troubles[day] not in SILENT:
                expected += [(day, told) for told in book.told(day)]
            read = [(str(m.message()["Message-ID"]), f"{m.to[0]}: {m.body.splitlines()[2]}") for m in mail.outbox]
            new = {one: told for one, told in read if one not in known}
            repeated += len(read) - len(new)
            known |= set(new)
            actual += [(day, told) for told in sorted(new.values())]
    assert len(days) == 366
    assert actual == expected
    # Repeated is only what a killed worker had handed over already, and under the same Message-ID.
    assert repeated <= sum(trouble == "killed after the server took it" for trouble in troubles.values())
    assert OutboxMessage.objects.waiting().count() <= len(book.people)
    silent = {day for day in days if troubles[day] == "nothing ran"}
    assert set(ReminderDay.objects.filter(missed=True).values_list("day_on", flat=True)) == silent - {LAST}
