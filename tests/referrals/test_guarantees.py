"""Fourteen days from the day a citizen said that they want treatment, whoever was told (serviceloven § 101)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case
from referrals.actions import begin_guarantee, settle_guarantee
from referrals.actions.guarantees import RunsAlready, WrongDay
from referrals.models import Guarantee
from tests.database import as_owner
from tests.factories import cases as make
from tests.personas import Persona

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]


@pytest.fixture
def case(anna: Persona) -> Any:
    with as_owner():
        return make.CaseFactory(unit=anna.unit, opened_by=anna.user)


def begin(who: Persona, case: Case, at: datetime, *, said_on: date | None = None, line: UUID | None = None) -> UUID:
    with who.at_work(at) as actor:
        said: dict[str, Any] = {"said_on": said_on, "line_id": line}
        return begin_guarantee(citizen_id=case.citizen_id, by=actor, at=at, key=uuid4(), **said)


def test_the_days_run_from_the_contact_in_which_it_was_said(anna: Persona, case: Case, at: datetime) -> None:
    with as_owner():
        line = make.ContactLineFactory(
            citizen=case.citizen, unit=anna.unit, by=anna.user, at=at - timedelta(days=5), contact__by=anna.user
        )
    begin(anna, case, at, line=line.pk)
    with as_owner():
        one = Guarantee.objects.get()
        assert (one.said_on, one.due_on) == (date(2026, 11, 19), date(2026, 12, 3))


def test_a_second_wish_does_not_begin_the_days_anew(anna: Persona, case: Case, at: datetime) -> None:
    begin(anna, case, at, said_on=date(2026, 11, 10))
    with pytest.raises(RunsAlready):
        begin(anna, case, at, said_on=date(2026, 11, 24))


def test_a_day_to_come_is_refused(anna: Persona, case: Case, at: datetime) -> None:
    with pytest.raises(WrongDay):
        begin(anna, case, at, said_on=date(2026, 11, 25))


def test_it_ends_when_the_treatment_begins_or_with_a_reason(anna: Persona, case: Case, at: datetime) -> None:
    first = begin(anna, case, at, said_on=date(2026, 11, 10))
    with anna.at_work(at) as actor:
        settle: dict[str, Any] = {"by": actor, "at": at}
        with pytest.raises(WrongDay):
            settle_guarantee(guarantee_id=first, started_on=date(2026, 11, 9), exception="", reason="", **settle)
        settle_guarantee(guarantee_id=first, started_on=date(2026, 11, 20), exception="", reason="", **settle)
        with pytest.raises(RunsAlready):
            settle_guarantee(
                guarantee_id=first, started_on=None, exception="chose", reason="Vil til Ringsted", **settle
            )
    again = begin(anna, case, at, said_on=date(2026, 11, 23))
    with anna.at_work(at) as actor:
        settle_guarantee(
            guarantee_id=again, started_on=None, exception="chose", reason="Vil til Ringsted", by=actor, at=at
        )
    with as_owner():
        assert Guarantee.objects.filter(settled_at=None).count() == 0


def test_another_unit_does_not_see_it(anna: Persona, sofie: Persona, case: Case, at: datetime) -> None:
    begin(anna, case, at, said_on=date(2026, 11, 10))
    with sofie.at_work(at) as actor:
        assert not Guarantee.objects.visible_to(actor).exists()


def test_those_at_risk_stand_first(anna: Persona, bo: Persona, case: Case, signed_in: SignedIn, at: datetime) -> None:
    with as_owner():
        other = make.CaseFactory(citizen__given_name="Sen", unit=anna.unit, opened_by=anna.user)
    begin(anna, case, at, said_on=date(2026, 11, 23))
    begin(anna, other, at, said_on=date(2026, 11, 1))
    page = signed_in(bo).get(reverse("referrals:guarantees")).content.decode()
    assert page.index("For sent") < page.index("13 dage tilbage")


def test_it_is_written_down_and_settled_on_pages(anna: Persona, case: Case, signed_in: SignedIn, at: datetime) -> None:
    browser = signed_in(anna)
    new = reverse("referrals:guarantee_new", args=[case.citizen_id])
    assert browser.post(new, {"key": uuid4(), "line": "elsewhere"}).status_code == 422
    assert browser.post(new, {"key": uuid4(), "line": "elsewhere", "said_on": "2026-11-20"}).status_code == 302
    with as_owner():
        pk = Guarantee.objects.get().pk
    settle = reverse("referrals:guarantee_settle", args=[pk])
    assert browser.post(settle, {"how": "chose"}).status_code == 422
    assert browser.post(settle, {"how": "started", "started_on": "2026-11-24"}).status_code == 302
    assert browser.post(settle, {"how": "started", "started_on": "2026-11-24"}).status_code == 422
