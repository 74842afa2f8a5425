"""Kinds of inbound have rules: the day they are about, whether a shelter told in time, and being there on the day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case, FollowUp
from referrals.actions import ReferralFacts, go_on, refer, write_draft
from referrals.choices import Basis, Kind
from referrals.kinds import days_too_late, working_days_after
from referrals.models import Referral
from tests.cases.test_statements import LIST_LIMIT, statements
from tests.database import as_owner
from tests.factories.referrals import ReferralFactory
from tests.personas import Persona
from tests.referrals.test_triage import PETRA, handling, opened, take
from udsatte.access.context import NotStored

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]
#: The tests' day is a Tuesday.
TODAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)


def facts(kind: Kind, day: date | None) -> ReferralFacts:
    return replace(PETRA, kind=kind, happens_on=day, basis=Basis.DBL_6)


def sent(who: Persona, to: Persona, at: datetime, kind: Kind, day: date | None) -> UUID:
    with who.at_work(at) as actor:
        return refer(facts=facts(kind, day), to_unit_id=to.unit.pk, by=actor, at=at, key=uuid4())


@pytest.mark.parametrize(
    ("admitted", "received", "late"),
    [
        (date(2026, 11, 19), date(2026, 11, 24), 0),  # Thursday to Tuesday: the third working day
        (date(2026, 11, 18), date(2026, 11, 24), 1),
        (date(2026, 11, 24), date(2026, 11, 24), 0),
        # Christmas Eve is none of the public ones, the two days after it are, and so is New Year's Day.
        (date(2026, 12, 23), date(2026, 12, 29), 0),
        (date(2026, 12, 30), date(2027, 1, 6), 1),
        # Maundy Thursday, Good Friday and Easter Monday of 2027.
        (date(2027, 3, 24), date(2027, 4, 1), 0),
        # What was told before it happened.
        (date(2026, 11, 27), date(2026, 11, 24), 0),
    ],
)
def test_a_shelter_tells_within_three_working_days(admitted: date, received: date, late: int) -> None:
    moment = datetime.fromisoformat(f"{received}T12:00:00+01:00")
    assert days_too_late(Referral(kind=Kind.SHELTER, happens_on=admitted, received_at=moment)) == late
    assert days_too_late(Referral(kind=Kind.DISCHARGE, happens_on=admitted, received_at=moment)) is None


def test_a_year_of_working_days_is_the_most_that_is_counted() -> None:
    assert working_days_after(date(1900, 1, 1), TODAY) < 260


@pytest.mark.parametrize("kind", [Kind.SHELTER, Kind.DISCHARGE, Kind.RELEASE])
def test_it_is_not_sent_without_its_day(kind: Kind, rikke: Persona, clara: Persona, at: datetime) -> None:
    opened(clara)
    with pytest.raises(NotStored):
        sent(rikke, clara, at, kind, None)
    with rikke.at_work(at) as actor:
        write_draft(facts=facts(kind, None), to_unit_id=clara.unit.pk, by=actor, at=at, key=uuid4())


def test_the_form_asks_for_the_day_and_keeps_what_was_typed(
    rikke: Persona, clara: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(clara)
    browser, page = signed_in(rikke), reverse("referrals:referral_new")
    said = {
        "key": uuid4(),
        "to_unit": clara.unit.pk,
        "given_name": "Petra",
        "headline": "Uden tag",
        "kind": "discharge",
    }
    for wrong in ({}, {"happens_on": "2029-01-01"}, {"happens_on": "i morgen"}):
        answer = browser.post(page, said | wrong)
        assert answer.status_code == 422
        assert "Uden tag" in answer.content.decode()
    assert browser.post(page, said | {"kind": "shelter", "happens_on": "2026-11-27"}).status_code == 422
    assert browser.post(page, said | {"happens_on": "2026-11-27"}).status_code == 302
    assert browser.post(page, said | {"key": uuid4(), "kind": "concern", "happens_on": "2026-11-27"}).status_code == 302
    with as_owner():
        assert set(Referral.objects.values_list("kind", "happens_on")) == {("discharge", FRIDAY), ("concern", None)}


def test_what_happens_soon_stands_on_top_and_says_so(
    rikke: Persona, clara: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(clara)
    soon = sent(rikke, clara, at, Kind.DISCHARGE, TODAY + timedelta(days=2))
    later = sent(rikke, clara, at, Kind.RELEASE, FRIDAY)
    sent(rikke, clara, at, Kind.SHELTER, date(2026, 11, 17))
    page = signed_in(clara).get(reverse("referrals:queue")).content.decode()
    top, rest = page.split('id="h-list"')
    assert "udskrives tor 26.11." in top
    assert str(soon) in top
    assert str(later) not in top
    assert "løslades fre 27.11." in rest
    assert "2 hverdage for sent" in rest
    detail = signed_in(clara).get(reverse("referrals:referral", args=[soon])).content.decode()
    assert "26.11.2026" in detail


def test_taken_up_somebody_is_there_on_the_day(rikke: Persona, clara: Persona, anna: Persona, at: datetime) -> None:
    opened(clara)
    one = sent(rikke, clara, at, Kind.DISCHARGE, FRIDAY)
    take(clara, one, anna, at + timedelta(minutes=1))
    with as_owner():
        task = FollowUp.objects.get()
        assert (task.owner_id, task.due_on, task.what) == (anna.user.pk, FRIDAY, "Udskrives: vær der.")
    with clara.at_work(at + timedelta(hours=1)) as actor:
        go_on(referral_id=one, to="ended", reason="Er flyttet til Køge", by=actor, at=at + timedelta(hours=1))
    with as_owner():
        assert FollowUp.objects.get().done_by_id == clara.user.pk


def test_a_day_that_has_been_is_today(rikke: Persona, clara: Persona, anna: Persona, at: datetime) -> None:
    opened(clara)
    take(clara, sent(rikke, clara, at, Kind.RELEASE, date(2026, 11, 20)), anna, at + timedelta(minutes=1))
    with as_owner():
        assert FollowUp.objects.get().due_on == TODAY


def test_who_did_not_come_is_sought_out_the_same_day_and_nothing_ends(
    sofie: Persona, clara: Persona, anna: Persona, at: datetime
) -> None:
    opened(clara)
    one = sent(sofie, clara, at, Kind.LEAVING_TREATMENT, date(2026, 12, 4))
    take(clara, one, anna, at + timedelta(minutes=1))
    assert handling(one).status == "accepted"
    with as_owner():
        task = FollowUp.objects.get()
        assert task.due_on == TODAY
        assert "behandling" not in task.what
        assert Case.objects.get().status == "active"


def test_an_ordinary_one_promises_nothing(rikke: Persona, clara: Persona, anna: Persona, at: datetime) -> None:
    opened(clara)
    take(clara, sent(rikke, clara, at, Kind.CONCERN, None), anna, at + timedelta(minutes=1))
    with as_owner():
        assert not FollowUp.objects.exists()


def test_the_queue_costs_the_same_with_many_that_happen_soon(clara: Persona, signed_in: SignedIn, at: datetime) -> None:
    of: dict[str, Any] = {"to_unit": clara.unit, "told": True, "kind": Kind.DISCHARGE, "happens_on": TODAY}
    with as_owner():
        ReferralFactory(**of)
    client, url = signed_in(clara), reverse("referrals:queue")
    few = statements(client, url)
    with as_owner():
        ReferralFactory.create_batch(12, **of)
    many = statements(client, url)
    assert len(many) == len(few), many
    assert len(many) <= LIST_LIMIT, many
