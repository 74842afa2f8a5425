"""What a transaction has promised is sent after its commit, once, whatever happens in between."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import override_settings

from tests.conftest import NOW
from tests.database import as_owner, as_worker
from tests.personas import Persona
from tests.web import mail_servers as server
from udsatte.settings.mail import NO_SERVER
from udsatte.web.choices import MessageKind, MessageState
from udsatte.web.models import OutboxMessage
from udsatte.web.outbox import ATTEMPTS, post, send_due, withdraw

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def worker(db: None) -> Iterator[None]:
    with as_worker():
        yield


@pytest.fixture
def today() -> Iterator[server.Day]:
    with server.moody() as day:
        yield day


def posted(who: Persona, key: str = "digest:1", at: datetime = NOW, **facts: object) -> OutboxMessage:
    post(key=key, kind=MessageKind.DIGEST, recipient_id=who.user.pk, at=at, **{"due": 3, "overdue": 1, **facts})  # type: ignore[arg-type]
    return OutboxMessage.objects.get(key=key)


def test_a_message_says_how_many_and_where_and_names_no_citizen(anna: Persona) -> None:
    posted(anna)
    assert send_due(at=NOW) == {MessageState.SENT: 1}
    (sent,) = mail.outbox
    assert sent.to == [anna.user.email]
    assert sent.subject == "Opfølgninger i dag"
    assert "Du har 3 opfølgninger i dag og 1, der er over tiden." in sent.body
    assert "http://localhost:8000/borgere/opfoelgninger/" in sent.body
    assert sent.message()["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("due", "overdue", "said"),
    [
        (1, 0, "Du har 1 opfølgning i dag."),
        (2, 0, "Du har 2 opfølgninger i dag."),
        (0, 1, "Du har 1 opfølgning, der er over tiden."),
        (0, 2, "Du har 2 opfølgninger, der er over tiden."),
        (1, 2, "Du har 1 opfølgning i dag og 2, der er over tiden."),
    ],
)
def test_one_and_many(anna: Persona, due: int, overdue: int, said: str) -> None:
    posted(anna, due=due, overdue=overdue)
    send_due(at=NOW)
    assert said in mail.outbox[0].body


def test_nothing_is_sent_of_a_transaction_that_failed(anna: Persona) -> None:
    @transaction.atomic
    def fails() -> None:
        posted(anna)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert send_due(at=NOW) == {}
    assert mail.outbox == []


def test_the_same_key_is_sent_once(anna: Persona) -> None:
    posted(anna)
    posted(anna, due=4)
    send_due(at=NOW)
    posted(anna, due=5)
    send_due(at=NOW + MINUTE)
    assert [line for message in mail.outbox for line in message.body.splitlines() if line.startswith("Du har")] == [
        "Du har 4 opfølgninger i dag og 1, der er over tiden."
    ]


def test_it_waits_for_its_hour(anna: Persona) -> None:
    posted(anna, not_before=NOW + MINUTE)
    assert send_due(at=NOW) == {}
    assert send_due(at=NOW + MINUTE) == {MessageState.SENT: 1}


def test_what_nobody_wants_any_more_is_not_sent(anna: Persona) -> None:
    posted(anna, expires_at=NOW + MINUTE)
    assert send_due(at=NOW + MINUTE) == {MessageState.EXPIRED: 1}
    assert mail.outbox == []


def test_a_promise_taken_back_is_not_sent(anna: Persona) -> None:
    posted(anna)
    withdraw(key="digest:1", at=NOW)
    assert send_due(at=NOW) == {}
    assert OutboxMessage.objects.get().state == MessageState.WITHDRAWN


def test_who_has_left_gets_nothing(anna: Persona) -> None:
    posted(anna)
    with as_owner():
        anna.user.is_active = False
        anna.user.save(update_fields=["is_active"])
    assert send_due(at=NOW) == {MessageState.SHUT_OUT: 1}
    assert mail.outbox == []


def test_with_the_mail_server_away_everything_waits_and_no_attempt_is_used_up(anna: Persona, today: server.Day) -> None:
    posted(anna)
    today.closed = True
    for minutes in range(0, 24 * 60, 7):
        assert send_due(at=NOW + minutes * MINUTE) == {}
    assert OutboxMessage.objects.get().attempts == 0
    today.closed = False
    assert send_due(at=NOW + timedelta(days=1)) == {MessageState.SENT: 1}


def test_without_a_mail_server_in_the_settings_everything_waits(anna: Persona) -> None:
    posted(anna)
    with override_settings(MAILERS={"default": NO_SERVER}):
        assert send_due(at=NOW) == {}
    assert OutboxMessage.objects.get().state == MessageState.WAITING


def test_no_message_leaves_before_its_claim_is_stored(anna: Persona, today: server.Day) -> None:
    posted(anna)
    found: list[OutboxMessage] = []
    today.events = [lambda deliver: found.append(OutboxMessage.objects.get())]
    send_due(at=NOW)
    assert [(one.state, one.attempts, one.claimed_at) for one in found] == [(MessageState.WAITING, 1, NOW)]


def test_a_worker_killed_before_the_server_took_it_loses_nothing(anna: Persona, today: server.Day) -> None:
    posted(anna)
    today.events = [server.killed_before]
    with pytest.raises(server.Killed):
        send_due(at=NOW)
    assert send_due(at=NOW + timedelta(seconds=59)) == {}
    assert send_due(at=NOW + MINUTE) == {MessageState.SENT: 1}
    assert len(mail.outbox) == 1


def test_a_worker_killed_after_the_server_took_it_repeats_the_same_message(anna: Persona, today: server.Day) -> None:
    """The one case that no sender can tell apart: the mailbox can, by the Message-ID."""
    posted(anna)
    today.events = [server.killed_after]
    with pytest.raises(server.Killed):
        send_due(at=NOW)
    send_due(at=NOW + MINUTE)
    first, again = mail.outbox
    assert first.message()["Message-ID"] == again.message()["Message-ID"]
    assert len(server.seen()) == 1


def test_two_messages_have_two_message_ids(anna: Persona, bo: Persona) -> None:
    posted(anna)
    posted(bo, key="digest:2")
    send_due(at=NOW)
    assert len(server.seen()) == 2


def test_a_message_that_cannot_be_sent_stops_no_other(anna: Persona, bo: Persona, today: server.Day) -> None:
    posted(anna)
    posted(bo, key="digest:2", at=NOW + timedelta(seconds=1))
    today.events = [server.busy]
    assert send_due(at=NOW + MINUTE) == {MessageState.WAITING: 1, MessageState.SENT: 1}
    assert [message.to for message in mail.outbox] == [[bo.user.email]]
    assert OutboxMessage.objects.waiting().get().last_error == "SMTPDataError"


def test_a_server_that_hangs_up_ends_the_run_and_costs_one_attempt(
    anna: Persona, bo: Persona, today: server.Day
) -> None:
    posted(anna)
    posted(bo, key="digest:2", at=NOW + timedelta(seconds=1))
    today.events = [server.hung_up]
    assert send_due(at=NOW + MINUTE) == {}
    assert [message.attempts for message in OutboxMessage.objects.order_by("posted_at")] == [1, 0]
    assert send_due(at=NOW + 2 * MINUTE) == {MessageState.SENT: 2}


def test_an_address_that_the_server_refuses_is_tried_once(anna: Persona, today: server.Day) -> None:
    posted(anna)
    today.events = [server.refused]
    assert send_due(at=NOW) == {MessageState.GIVEN_UP: 1}
    assert OutboxMessage.objects.get().last_error == "SMTPRecipientsRefused"


def test_the_waits_grow_and_end(anna: Persona, today: server.Day) -> None:
    posted(anna)
    today.events = [server.busy] * 20
    tried = [minute for minute in range(24 * 60) if send_due(at=NOW + minute * MINUTE)]
    assert tried == [0, 1, 3, 7, 15, 31, 63, 127, 247, 367, 487]
    message = OutboxMessage.objects.get()
    assert (message.state, message.attempts) == (MessageState.GIVEN_UP, ATTEMPTS)
