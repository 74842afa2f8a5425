"""The clock strikes twice at once, dies half-way, and people write meanwhile: nothing is lost, nothing goes twice."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction

from referrals.actions.news import post_news
from referrals.models import News, Referral
from referrals.tasks import tell_senders
from tests.conftest import NOW
from tests.database import as_owner, as_worker
from tests.personas import Persona
from tests.referrals.news import MOTHER, asked, sent, tick
from tests.referrals.public import code_in, filled, look, only, public, send
from tests.web import mail_servers as server
from udsatte.web.models import OutboxMessage
from udsatte.web.tasks import send_messages

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)
MORNING = (NOW + DAY).replace(hour=7, minute=0)
EACH, AT_ONCE = 4, 4


def together(doings: list[Callable[[], Any]]) -> None:
    """Each on a connection of its own, begun at the same moment."""
    start = Barrier(len(doings))

    def run(do: Callable[[], Any]) -> None:
        try:
            start.wait()
            do()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        list(pool.map(run, doings))


def strike() -> None:
    """The worker's turn: what is to be told is promised, and what is promised is sent."""
    with as_worker():
        tell_senders()
        send_messages()


def mailed() -> Counter[str]:
    return Counter(one.to[0].split("@")[0] for one in server.seen())


def test_struck_four_times_at_once_each_sender_is_told_once(
    frank: Persona, rikke: Persona, sofie: Persona, clara: Persona
) -> None:
    public(clara)
    for who in (frank, rikke, sofie):
        for number in range(EACH):
            asked(clara, sent(who, clara, NOW, headline=f"Sag {number}"), NOW)
    with time_machine.travel(NOW, tick=False):
        send(filled(clara, sender_email=MOTHER))
    with as_owner():
        mothers = Referral.objects.get(door="public").pk
    asked(clara, mothers, NOW)

    with server.moody(), time_machine.travel(MORNING, tick=False):
        together([strike] * AT_ONCE)

    assert mailed() == {"frank": 1, "rikke": 1, "sofie": 1, "kajs.mor": 1}
    assert len(mail.outbox) == 4
    with as_owner():
        assert not News.objects.unposted().exists()
        assert News.objects.values("key").distinct().count() == OutboxMessage.objects.count() == 4
        assert sorted(OutboxMessage.objects.values_list("news", flat=True)) == [1, EACH, EACH, EACH]


def test_what_is_written_while_the_clock_strikes_is_told_once_sooner_or_later(frank: Persona, clara: Persona) -> None:
    """Acute, so that every strike promises; each word is under one key, and every key is one e-mail."""
    public(clara)
    referrals = [sent(frank, clara, NOW, is_acute=True) for _number in range(3)]

    def write(referral: Any) -> None:
        for number in range(6):
            asked(clara, referral, NOW + timedelta(seconds=number))

    def strikes() -> None:
        for _again in range(8):
            strike()

    with server.moody(), time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        together([*[lambda one=one: write(one) for one in referrals], strikes, strikes])
        strike()
        with as_owner():
            assert News.objects.count() == 18
            assert not News.objects.filter(key="").exists()
            keys = set(News.objects.values_list("key", flat=True))
            assert keys == set(OutboxMessage.objects.values_list("key", flat=True))
            assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"sent"}
    assert mailed() == {"frank": len(keys)}
    assert len(mail.outbox) == len(keys)


def test_killed_after_it_has_promised_and_before_its_commit_it_has_promised_nothing(
    frank: Persona, clara: Persona
) -> None:
    public(clara)
    asked(clara, sent(frank, clara, NOW), NOW)

    @transaction.atomic
    def dies() -> None:
        post_news(user_id=frank.user.pk, referral_id=None, morning=MORNING, at=MORNING)
        assert OutboxMessage.objects.count() == 1
        raise server.Killed

    with as_worker():
        with pytest.raises(server.Killed):
            dies()
        assert not OutboxMessage.objects.exists()
        assert News.objects.unposted().count() == 1
    with server.moody():
        assert [one.to for one in tick(MORNING + timedelta(minutes=1))] == [[frank.user.email]]
        assert tick(MORNING + timedelta(minutes=2)) == []


def test_news_of_what_was_rolled_back_is_none(frank: Persona, clara: Persona) -> None:
    public(clara)
    referral = sent(frank, clara, NOW)

    @transaction.atomic
    def fails() -> None:
        asked(clara, referral, NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with as_owner():
        assert not News.objects.exists()


def test_killed_half_way_through_the_senders_the_rest_is_told_by_the_next(
    frank: Persona, rikke: Persona, clara: Persona
) -> None:
    public(clara)
    for who in (frank, rikke):
        asked(clara, sent(who, clara, NOW), NOW)
    with as_worker():
        post_news(user_id=rikke.user.pk, referral_id=None, morning=MORNING, at=MORNING)
    with server.moody():
        assert sorted(one.to[0] for one in tick(MORNING)) == [frank.user.email, rikke.user.email]


def test_who_looks_by_the_code_does_not_wait_for_the_clock(clara: Persona) -> None:
    """The page is there while the clock has the news in hand; the word is read, and its e-mail goes all the same."""
    public(clara)
    with time_machine.travel(NOW, tick=False):
        code = code_in(send(filled(clara, sender_email=MOTHER)))
    referral = only().pk
    asked(clara, referral, NOW)
    promised, looked = Event(), Event()

    def clock() -> bool:
        try:
            with as_worker(), transaction.atomic():
                post_news(user_id=None, referral_id=referral, morning=MORNING, at=MORNING)
                promised.set()
                return looked.wait(timeout=20)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, time_machine.travel(MORNING, tick=False):
        turn = pool.submit(clock)
        assert promised.wait(timeout=20)
        assert "Hvor er han nu?" in look(code).content.decode()
        looked.set()
        assert turn.result()
    with server.moody():
        assert [one.to for one in tick(MORNING)] == [[MOTHER]]
