"""Two senders at once, each with a connection of its own: every message goes once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from tests.conftest import NOW
from tests.database import as_worker
from tests.personas import Persona
from tests.web import mail_servers as server
from udsatte.web.choices import MessageKind, MessageState
from udsatte.web.models import OutboxMessage
from udsatte.web.outbox import post, send_due

MESSAGES, SENDERS = 40, 3


@pytest.mark.django_db(transaction=True)
def test_each_message_goes_once(anna: Persona) -> None:
    with as_worker():
        for number in range(MESSAGES):
            post(key=f"digest:{number}", kind=MessageKind.DIGEST, recipient_id=anna.user.pk, at=NOW, due=1)
    begin = Barrier(SENDERS)

    def sender(_: int) -> Counter[str]:
        try:
            with as_worker():
                begin.wait()
                return send_due(at=NOW)
        finally:
            connection.close()

    with server.moody(), ThreadPoolExecutor(SENDERS) as pool:
        ended = sum(pool.map(sender, range(SENDERS)), Counter())
    assert ended == {MessageState.SENT: MESSAGES}
    assert len(mail.outbox) == len(server.seen()) == MESSAGES
    assert {message.attempts for message in OutboxMessage.objects.all()} == {1}


@pytest.mark.django_db(transaction=True)
def test_a_message_on_its_way_is_passed_over_though_its_next_try_has_come(anna: Persona, bo: Persona) -> None:
    """A server that takes minutes to answer: the row is held, so nobody sends it a second time."""
    with as_worker():
        post(key="digest:1", kind=MessageKind.DIGEST, recipient_id=anna.user.pk, at=NOW, due=1)

    def second() -> Counter[str]:
        try:
            with as_worker():
                return send_due(at=NOW.replace(hour=12))
        finally:
            connection.close()

    found: list[Counter[str]] = []
    with server.moody() as today, ThreadPoolExecutor(1) as pool:

        def slow(deliver: object) -> None:
            found.append(pool.submit(second).result())
            deliver()  # type: ignore[operator]

        today.events = [slow]
        with as_worker():
            assert send_due(at=NOW) == {MessageState.SENT: 1}
    assert found == [Counter()]
    assert len(mail.outbox) == 1
