"""What is due tells somebody, once: who waits is looked at again, and fourteen days run out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Citizen, Notice
from referrals.choices import Need, Status
from referrals.models import Handling, Referral
from referrals.tasks import tell_of_what_is_due
from tests.cases.test_statements import LIST_LIMIT, statements
from tests.database import INSUFFICIENT_PRIVILEGE, as_owner, as_worker, refused, sql
from tests.factories import cases as make
from tests.factories.referrals import GuaranteeFactory, ReferralFactory
from tests.personas import Persona
from tests.referrals.test_statements import moved

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]
DAY = timedelta(days=1)


def waits(who: Persona, at: datetime, *, review_in: int) -> Referral:
    one: Referral = ReferralFactory(to_unit=who.unit, told=True)
    facts: dict[str, Any] = {"need": Need.SOON, "meanwhile_unit": who.unit, "meanwhile_name": "Sofie"}
    moved(one, who, Status.WAITING, at, reason="Sårene", review_on=at.date() + review_in * DAY, **facts)
    return one


def told(at: datetime) -> int:
    with as_worker():
        return tell_of_what_is_due(at=at)


def notices(kind: str) -> list[Any]:
    with as_owner():
        return list(Notice.objects.filter(kind=kind).values_list("unit_id", "about_id", "citizen_id"))


def test_who_waits_is_due_once_and_again_after_the_next_review(clara: Persona, at: datetime) -> None:
    with as_owner():
        one = waits(clara, at, review_in=0)
        waits(clara, at, review_in=1)
    assert (told(at), told(at), told(at + timedelta(hours=5))) == (1, 0, 0)
    assert notices("referral_review") == [(clara.unit.pk, one.pk, None)]
    with as_owner():
        Handling.objects.filter(pk=one.pk).update(review_on=(at + 14 * DAY).date())
    assert told(at + DAY) == 1, "the other one"
    assert told(at + 13 * DAY) == 0
    assert told(at + 14 * DAY) == 1


def test_the_day_is_copenhagen_s(clara: Persona, at: datetime) -> None:
    with as_owner():
        waits(clara, at, review_in=1)
    assert told(at.replace(hour=23, minute=59)) == 0
    assert told(at.replace(hour=23, minute=59) + timedelta(minutes=1)) == 1


def test_fourteen_days_run_out_once_and_the_notice_says_not_what_of(
    anna: Persona, mette: Persona, signed_in: SignedIn, at: datetime
) -> None:
    with as_owner():
        whose: dict[str, Any] = {"unit": anna.unit, "recorded_by": anna.user}
        one = GuaranteeFactory(**whose, said_on=at.date() - 14 * DAY)
        GuaranteeFactory(**whose, said_on=at.date() - 13 * DAY)
        GuaranteeFactory(**whose, said_on=at.date() - 20 * DAY, settled=True)
        dead = make.CitizenFactory()
        death = make.DeathFactory(citizen=dead)
        Citizen.objects.filter(pk=dead.pk).update(death=death, died_on=death.died_on)
        GuaranteeFactory(**whose, citizen=dead, said_on=at.date() - 14 * DAY)
    assert (told(at), told(at + timedelta(minutes=5))) == (1, 0)
    assert notices("deadline") == [(anna.unit.pk, one.pk, None)]
    page = signed_in(mette).get(reverse("cases:notices")).content.decode()
    assert "En frist på 14 dage udløber." in page
    assert "ehandling" not in page.split("<main")[1]
    assert reverse("referrals:guarantees") in signed_in(anna).get(reverse("cases:notices")).content.decode()


def test_only_the_worker_tells(anna: Persona, at: datetime) -> None:
    with anna.at_work(at), refused(INSUFFICIENT_PRIVILEGE):
        sql("SELECT referrals_due(%s)", at)


def test_the_panel_says_what_is_due_to_who_sees_the_list(
    anna: Persona, clara: Persona, mette: Persona, frank: Persona, signed_in: SignedIn, at: datetime
) -> None:
    with as_owner():
        for days in (-2, 0, 1):
            waits(clara, at, review_in=days)
        citizen = make.CaseFactory(unit=anna.unit, opened_by=anna.user).citizen
        other = make.CaseFactory(unit=anna.unit, opened_by=anna.user).citizen
        GuaranteeFactory(unit=anna.unit, citizen=citizen, said_on=at.date() - 11 * DAY)
        GuaranteeFactory(unit=anna.unit, citizen=other, said_on=at.date() - 10 * DAY)
    panel = reverse("referrals:day_panel")
    of = {who.name: signed_in(who).get(panel).content.decode() for who in (anna, clara, mette, frank)}
    assert "2 på ventelisten skal ses på igen" in of["clara"]
    assert "?show=waiting" in of["clara"]
    for name in ("anna", "clara"):
        assert "1 borger har højst 3 dage" in of[name]
        assert reverse("referrals:guarantees") in of[name]
    for name in ("anna", "mette", "frank"):
        assert "skal ses på igen" not in of[name]
    for name in ("mette", "frank"):
        assert "højst 3 dage" not in of[name]


def test_the_panel_costs_the_same_for_one_and_for_many(clara: Persona, signed_in: SignedIn, at: datetime) -> None:
    client, url = signed_in(clara), reverse("referrals:day_panel")
    with as_owner():
        waits(clara, at, review_in=0)
    few = statements(client, url)
    with as_owner():
        for _ in range(12):
            waits(clara, at, review_in=0)
            GuaranteeFactory(unit=clara.unit, said_on=at.date() - 12 * DAY)
    many = statements(client, url)
    assert len(many) == len(few), many
    assert len(many) <= LIST_LIMIT, many
