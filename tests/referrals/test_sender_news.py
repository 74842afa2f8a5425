"""What has become of a referral is news in the sender's own list, until somebody there has looked."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from referrals.actions import say, see_referral
from referrals.choices import Basis
from referrals.models import Referral
from tests.database import as_owner
from tests.personas import Persona
from tests.referrals.test_chain import with_a_basis
from tests.referrals.test_triage import opened, sent, take

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]
MARK = "Nyt"


def is_news(browser: Client) -> tuple[bool, bool]:
    """On the list of what was sent, and on the panel of I dag."""
    pages = (f"{reverse('referrals:queue')}?show=sent", reverse("referrals:day_panel"))
    list_, panel = (browser.get(page).content.decode() for page in pages)
    return f"</svg>{MARK}</span>" in list_, f"</svg>{MARK}</span>" in panel


def look(browser: Client, referral: UUID) -> None:
    assert browser.get(reverse("referrals:referral", args=[referral])).status_code == 200


def test_frank_is_told_in_his_own_list_until_somebody_there_has_looked(
    frank: Persona, clara: Persona, anna: Persona, signed_in: SignedIn, at: datetime
) -> None:
    before = at - timedelta(hours=3)
    opened(clara)
    one = sent(frank, clara, before, with_a_basis(Basis.DBL_6))
    browser = signed_in(frank)
    assert is_news(browser) == (False, False)
    with clara.at_work(before + timedelta(minutes=1)) as actor:
        see_referral(referral_id=one, by=actor, at=before + timedelta(minutes=1))
    assert is_news(browser) == (True, True)
    look(browser, one)
    assert is_news(browser) == (False, False)


def test_a_step_and_a_word_are_news(
    frank: Persona, clara: Persona, anna: Persona, signed_in: SignedIn, at: datetime
) -> None:
    before = at - timedelta(hours=3)
    opened(clara)
    taken, asked = (sent(frank, clara, before, with_a_basis(Basis.DBL_6)) for _ in range(2))
    take(clara, taken, anna, before + timedelta(minutes=1))
    browser = signed_in(frank)
    assert is_news(browser)[0]
    look(browser, taken)
    assert not is_news(browser)[0]
    with clara.at_work(before + timedelta(minutes=2)) as actor:
        say(
            referral_id=asked,
            text="Er såret set?",
            is_question=True,
            by=actor,
            at=before + timedelta(minutes=2),
            key=uuid4(),
        )
    assert is_news(browser)[0]
    look(browser, asked)
    assert not is_news(browser)[0]


def test_the_receiver_and_a_third_unit_never_look_for_the_sender(
    frank: Persona, clara: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(clara)
    one = sent(frank, clara, at - timedelta(hours=3), with_a_basis(Basis.DBL_6))
    look(signed_in(clara), one)
    for who in (clara, sofie):
        with who.at_work(at), connection.cursor() as cursor:
            cursor.execute("SELECT referral_read(%s)", [one])
    with as_owner():
        assert Referral.objects.get(pk=one).sender_looked_at is None
