"""A message to somebody without a sign-in: the address is sealed while it waits, and gone when it is settled."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from tests.conftest import NOW
from tests.database import as_worker, sql
from tests.personas import Persona
from tests.web import mail_servers as server
from udsatte.web.choices import MessageKind, MessageState
from udsatte.web.models import OutboxMessage
from udsatte.web.outbox import post, send_due, withdraw
from udsatte.web.sealing import seal_address, sealed, unseal_address

pytestmark = pytest.mark.django_db

MOTHER = "kajs.mor@example.org"


@pytest.fixture(autouse=True)
def worker(db: None) -> Iterator[None]:
    with as_worker():
        yield


def posted(**more: object) -> OutboxMessage:
    post(key="news:1", kind=MessageKind.RECEIPT_NEWS, outside=seal_address(MOTHER), at=NOW, **more)  # type: ignore[arg-type]
    return OutboxMessage.objects.get()


def stored() -> str:
    return str(sql("SELECT to_jsonb(m), encode(m.outside, 'escape') FROM web_outboxmessage m"))


def test_it_goes_to_the_address_and_says_where_to_look() -> None:
    posted()
    assert send_due(at=NOW) == {MessageState.SENT: 1}
    (sent,) = mail.outbox
    assert sent.to == [MOTHER]
    assert sent.subject == "Nyt om det, du skrev til os"
    assert "Der er nyt om det, du skrev til os." in sent.body
    assert "http://localhost:8000/henvend/svar/" in sent.body


def test_the_address_can_be_read_by_nobody_who_only_has_the_database() -> None:
    assert unseal_address(posted().outside or b"") == MOTHER
    assert "kajs.mor" not in stored()


@pytest.mark.parametrize(
    "end", [MessageState.SENT, MessageState.EXPIRED, MessageState.WITHDRAWN, MessageState.GIVEN_UP]
)
def test_the_address_is_gone_when_the_message_is_settled(end: MessageState) -> None:
    with server.moody() as today:
        posted(expires_at=NOW + timedelta(minutes=1))
        if end == MessageState.WITHDRAWN:
            withdraw(key="news:1", at=NOW)
        if end == MessageState.GIVEN_UP:
            today.events = [server.refused]
        send_due(at=NOW + timedelta(minutes=1 if end == MessageState.EXPIRED else 0))
    message = OutboxMessage.objects.get()
    assert (message.state, message.outside) == (end, None)


def test_the_database_keeps_no_address_of_a_settled_message() -> None:
    posted()
    with pytest.raises(IntegrityError), transaction.atomic():
        sql("UPDATE web_outboxmessage SET state = 'sent', attempts = 1, claimed_at = now(), settled_at = now()")


def test_a_message_goes_to_a_colleague_or_outside_and_never_to_both_or_nobody(anna: Persona) -> None:
    for whom in ({}, {"recipient_id": anna.user.pk, "outside": seal_address(MOTHER)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            post(key="news:2", kind=MessageKind.RECEIPT_NEWS, at=NOW, **whom)  # type: ignore[arg-type]
    connection.check_constraints()
    assert not OutboxMessage.objects.exists()


def test_an_address_that_was_sealed_for_something_else_is_opened_for_nothing() -> None:
    from cryptography.exceptions import InvalidTag

    with pytest.raises(InvalidTag):
        unseal_address(sealed(MOTHER.encode(), b"udsatte:identifier:v1"))


@pytest.mark.parametrize(
    ("news", "said"),
    [
        (1, "Der er nyt om 1 henvisning, du har sendt. Log ind for at se hvad."),
        (3, "Der er nyt om 3 henvisninger, du har sendt. Log ind for at se hvad."),
    ],
)
def test_a_colleague_is_told_of_how_many(anna: Persona, news: int, said: str) -> None:
    post(key="news:1", kind=MessageKind.REFERRAL_NEWS, recipient_id=anna.user.pk, at=NOW, news=news)
    send_due(at=NOW)
    assert said in mail.outbox[0].body
    assert "http://localhost:8000/henvendelser/?show=sent" in mail.outbox[0].body
