"""På vej ind, ude kl.: who does not come out is told of once, whatever dies meanwhile."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client

from cases.actions import alert_visits, come_out, go_in, stay_longer
from cases.actions.visits import InsideAlready, NotThen
from cases.choices import NoticeKind
from cases.models import Notice, Visit
from cases.tasks import watch_visits
from tests.cases.world import anker_of
from tests.conftest import NOW
from tests.database import as_owner, as_worker
from tests.factories.accounts import LeaveFactory
from tests.personas import Persona
from tests.web import mail_servers as server
from udsatte.access.decisions import Denied
from udsatte.web.days import day_of
from udsatte.web.models import OutboxMessage
from udsatte.web.tasks import send_messages

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]
PAGE = "/borgere/inde/"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DUE = NOW + HOUR


@pytest.fixture(autouse=True)
def mailbox(db: None) -> Iterator[None]:
    with server.moody():
        yield


def inside(who: Persona, **facts: Any) -> UUID:
    with who.at_work(NOW) as actor:
        told: dict[str, Any] = {"due_at": DUE, "whereabouts": "Istedgade, 2. sal"} | facts
        return go_in(**told, by=actor, at=NOW, key=uuid4())


def tick(at: datetime) -> list[str]:
    """One turn of the clock: who is written to."""
    before = len(mail.outbox)
    with time_machine.travel(at, tick=False), as_worker():
        watch_visits()
        send_messages()
    return sorted(message.to[0].split("@")[0] for message in mail.outbox[before:])


def told() -> list[tuple[str, str]]:
    with as_owner():
        rows = Notice.objects.order_by("at", "kind").values_list("kind", "user__full_name")
        return [(kind, name or "") for kind, name in rows]


def test_who_comes_out_is_told_of_to_nobody(anna: Persona, clara: Persona) -> None:
    visit = inside(anna)
    with anna.at_work(NOW + 30 * MINUTE) as actor:
        come_out(visit_id=visit, by=actor, at=NOW + 30 * MINUTE)
    assert tick(DUE + 3 * HOUR) == []
    assert told() == []


def test_the_named_colleague_first_and_the_whole_unit_a_quarter_later(
    anna: Persona, bo: Persona, clara: Persona
) -> None:
    inside(anna, watcher_id=bo.user.pk)
    assert tick(DUE + 4 * MINUTE) == []
    assert tick(DUE + 5 * MINUTE) == ["bo"]
    assert tick(DUE + 19 * MINUTE) == []
    assert tick(DUE + 20 * MINUTE) == ["clara"]
    assert tick(DUE + 5 * HOUR) == []
    assert told() == [(NoticeKind.SAFETY, "Bo Testsen"), (NoticeKind.SAFETY_AGAIN, "")]


def test_without_a_name_the_unit_is_told(anna: Persona, clara: Persona) -> None:
    inside(anna)
    assert tick(DUE + 6 * MINUTE) == ["clara"]
    assert told() == [(NoticeKind.SAFETY, "")]


def test_a_worker_that_was_away_tells_both_at_once(anna: Persona, bo: Persona, clara: Persona) -> None:
    inside(anna, watcher_id=bo.user.pk)
    assert tick(DUE + 2 * HOUR) == ["bo", "clara"]
    assert [kind for kind, _ in told()] == [NoticeKind.SAFETY, NoticeKind.SAFETY_AGAIN]


def test_staying_longer_arms_it_again(anna: Persona, clara: Persona) -> None:
    visit = inside(anna)
    assert tick(DUE + 6 * MINUTE) == ["clara"]
    later = DUE + 10 * MINUTE
    with anna.at_work(later) as actor:
        stay_longer(visit_id=visit, due_at=later + HOUR, by=actor, at=later)
    assert tick(later + 30 * MINUTE) == []
    assert tick(later + HOUR + 6 * MINUTE) == ["clara"]


def test_a_worker_killed_half_way_has_told_nobody_and_the_next_one_does(anna: Persona, clara: Persona) -> None:
    """Killed anywhere before the commit: neither mark nor notice nor promise. Killed after it: the promise stands."""
    inside(anna)
    at = DUE + 6 * MINUTE
    with as_worker(), transaction.atomic():
        assert alert_visits(at=at) == 1
        transaction.set_rollback(True)  # kill -9
    assert told() == []
    assert not OutboxMessage.objects.exists()
    with as_worker():
        assert alert_visits(at=at) == 1  # and killed before it sends anything
    assert len(mail.outbox) == 0
    assert tick(at + MINUTE) == ["clara"]
    assert tick(at + 2 * MINUTE) == []
    assert len(told()) == 1


def test_two_beats_tell_once(anna: Persona, clara: Persona) -> None:
    inside(anna)
    at = DUE + 6 * MINUTE
    with as_worker():
        assert [alert_visits(at=at), alert_visits(at=at), alert_visits(at=at + MINUTE)] == [1, 0, 0]


def test_the_bell_says_it_at_once_also_while_no_worker_is_there(
    anna: Persona, bo: Persona, signed_in: SignedIn
) -> None:
    inside(anna)
    with time_machine.travel(DUE, tick=False):
        assert "1 kollega er ikke ude" in signed_in(bo).get("/borgere/beskeder/klokke/").text


def test_nobody_is_in_twice_nor_until_yesterday(anna: Persona, at: datetime) -> None:
    with pytest.raises(NotThen):
        inside(anna, due_at=NOW)
    with pytest.raises(NotThen):
        inside(anna, due_at=NOW + 13 * HOUR)
    inside(anna)
    with pytest.raises(InsideAlready):
        inside(anna)


def test_a_colleague_who_reached_them_says_out_and_nobody_else_stays_longer(
    anna: Persona, bo: Persona, niels: Persona, at: datetime
) -> None:
    visit = inside(anna)
    with bo.at_work(NOW) as actor, pytest.raises(Denied):
        stay_longer(visit_id=visit, due_at=DUE + HOUR, by=actor, at=NOW)
    with niels.at_work(NOW) as actor, pytest.raises(Visit.DoesNotExist):
        come_out(visit_id=visit, by=actor, at=NOW)
    with bo.at_work(NOW) as actor:
        come_out(visit_id=visit, by=actor, at=NOW)
    with as_owner():
        assert Visit.objects.get().out_by == bo.user


@pytest.mark.parametrize(
    "what",
    [
        "alerted_at = now()",
        "escalated_at = now()",
        "due_at = due_at + interval '1 day'",
        "out_at = due_at, out_by_id = by_id",
    ],
)
def test_raw_sql_silences_no_alarm(anna: Persona, bo: Persona, at: datetime, what: str) -> None:
    visit = inside(anna)
    with bo.at_work(NOW), pytest.raises(DatabaseError, match=r"permission denied|visit_of_a_person"):
        update(visit, what)


def update(visit: UUID, what: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_visit SET {what} WHERE id = %s", [visit])


def test_only_the_worker_rings_the_alarm(anna: Persona, at: datetime) -> None:
    with anna.at_work(NOW), pytest.raises(Denied):
        alert_visits(at=DUE + HOUR)


def test_the_page_says_what_it_is_not_and_one_tap_says_out(anna: Persona, at: datetime, signed_in: SignedIn) -> None:
    browser = signed_in(anna)
    assert "Dette er ikke en alarmcentral." in browser.get(PAGE).text
    assert browser.post(PAGE, {"key": uuid4(), "until": "60"}).status_code == 422
    browser.post(PAGE, {"key": uuid4(), "until": "60", "whereabouts": "Istedgade, 2. sal"})
    page = browser.get(PAGE).text
    assert "Ude kl. 11.42" in page
    assert "Jeg er ude" in page
    with as_owner():
        visit = Visit.objects.get()
    browser.post(f"{PAGE}{visit.pk}/laengere/", {"until": "120"})
    assert "Ude kl. 12.42" in browser.get(PAGE).text
    browser.post(f"{PAGE}{visit.pk}/ude/")
    assert "Jeg går ind" in browser.get(PAGE).text


def test_the_message_says_of_nobody(anna: Persona, clara: Persona) -> None:
    inside(anna)
    tick(DUE + 6 * MINUTE)
    (message,) = mail.outbox
    for word in ("Anna", "Istedgade"):
        assert word not in f"{message.subject} {message.body}"
    assert "112" in message.body


def test_of_whom_there_is_something_to_mind_stands_in_a_box_with_who_could_come_along(
    anna: Persona, bo: Persona, clara: Persona, niels: Persona, at: datetime, signed_in: SignedIn
) -> None:
    anker = anker_of(anna, risk_instruction="Gå to. Hunden er løs.", risk_review_on=date(2027, 1, 5))
    theirs = anker_of(niels, risk_instruction="Gå to, også her.", risk_review_on=date(2027, 1, 5))
    client = signed_in(anna)
    for url in (PAGE, f"{PAGE}?citizen={anker.citizen.pk}"):
        page = client.get(url).text
        assert "Gå to. Hunden er løs." in page
        assert page.index("Hvem kan gå med") < page.index("Clara Testsen")
    inside(bo)
    with as_owner():
        LeaveFactory(unit=clara.unit, user=clara.user, deputy=bo.user, starts_on=day_of(NOW), ends_on=date(2026, 12, 3))
    box = signed_in(anna).get(PAGE).text.split("Hvem kan gå med")
    assert len(box) == 1, "one is in somewhere, the other away"
    assert "Ingen andre er på arbejde" in box[0]
    assert "også her" not in client.get(f"{PAGE}?citizen={theirs.citizen.pk}").text
    assert "Hunden" not in signed_in(bo).get(PAGE).text


def test_the_way_in_is_one_tap_from_log_contact(anna: Persona, signed_in: SignedIn) -> None:
    page = signed_in(anna).get("/borgere/kontakt/").text
    assert f'href="{PAGE}"' in page
    assert 'href="/borgere/opkald/"' in page
