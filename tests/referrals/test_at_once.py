"""Many at once on one referral: one has it, and the rest are told who; two steps at once never both stand."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from cases.models import Assignment, Citizen
from referrals.actions import (
    DecidedAlready,
    ReferralFacts,
    accept,
    plan_meeting,
    redirect_to,
    refer,
    withdraw_referral,
)
from referrals.choices import Basis, Status
from referrals.models import FirstMeeting, Handling, Referral, Step
from tests.database import as_owner
from tests.factories.accounts import MembershipFactory
from tests.factories.referrals import EntranceFactory
from tests.personas import Persona
from udsatte.access.decisions import Foreseen
from udsatte.accounts.choices import Role

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime.fromisoformat("2026-11-24T10:42:00+01:00")
LATER = AT + timedelta(minutes=5)
MANY = 50


def sent(who: Persona, *to: Persona) -> UUID:
    """To the first of them; the others are open for it, too."""
    with as_owner():
        for one in to:
            EntranceFactory(unit=one.unit)
    facts = ReferralFacts(given_name="Petra", family_name="Testsen", headline="Sover ude", basis=Basis.DBL_6)
    with who.at_work(AT) as actor:
        return refer(facts=facts, to_unit_id=to[0].unit.pk, by=actor, at=AT, key=uuid4())


def at_once(doings: list[Callable[[], Any]]) -> list[Any]:
    """Each on a connection of its own, begun together; what it answered, or what it raised of the foreseen."""
    start = Barrier(len(doings))

    def run(do: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return do()
        except Foreseen as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(run, doings))


def take(who: Persona, referral: UUID, caseworker: Persona) -> Any:
    with who.at_work(LATER) as actor:
        return accept(referral_id=referral, citizen_id=None, caseworker_id=caseworker.user.pk, by=actor, at=LATER)


def test_of_fifty_who_take_one_up_one_has_it_and_the_rest_are_told_who(frank: Persona, clara: Persona) -> None:
    referral = sent(frank, clara)
    with as_owner():
        places = [MembershipFactory(unit=clara.unit, role=Role.COORDINATOR) for _n in range(MANY)]
        colleagues = [Persona("", place.user, place) for place in places]
    answers = at_once([lambda who=who: take(who, referral, who) for who in colleagues])  # type: ignore[misc]

    refusals = [one for one in answers if isinstance(one, DecidedAlready)]
    assert len(refusals) == MANY - 1, [one for one in answers if not isinstance(one, DecidedAlready)]
    with as_owner():
        has_it = Handling.objects.select_related("status_by").get(pk=referral)
        assert has_it.status_by is not None
        assert all(has_it.status_by.full_name in str(one.message) for one in refusals)
        assert Assignment.objects.get().caseworker_id == has_it.status_by_id
        assert (Citizen.objects.count(), Step.objects.count()) == (1, 1)


def test_taken_up_sent_on_and_taken_back_at_once_is_one_of_them(
    frank: Persona, clara: Persona, anna: Persona, bo: Persona, sofie: Persona
) -> None:
    referral = sent(frank, clara, sofie)
    with as_owner():
        second = MembershipFactory(unit=clara.unit, role=Role.COORDINATOR)
    other = Persona("", second.user, second)

    def send_on() -> Referral:
        with other.at_work(LATER) as actor:
            return redirect_to(
                referral_id=referral,
                to_unit_id=sofie.unit.pk,
                reason="Substitution",
                basis=Basis.DBL_6,
                by=actor,
                at=LATER,
            )

    def take_back() -> bool:
        with frank.at_work(LATER) as actor:
            return withdraw_referral(referral_id=referral, reason="Er rejst", by=actor, at=LATER)

    answers = at_once([lambda: take(clara, referral, anna), send_on, take_back, lambda: take(clara, referral, bo)])

    assert sum(not isinstance(one, Foreseen) and one is not False for one in answers) == 1, answers
    with as_owner():
        one = Handling.objects.get(pk=referral)
        step = Step.objects.get(referral=referral)
        assert (step.from_status, step.to_status) == (Status.OPEN, one.status)
        assert Assignment.objects.count() == (one.status == Status.ACCEPTED)
        assert Referral.objects.count() == 1 + (one.status == Status.REDIRECTED)


def test_of_two_first_meetings_that_are_planned_at_once_one_stands(
    frank: Persona, clara: Persona, anna: Persona
) -> None:
    referral = sent(frank, clara)
    take(clara, referral, anna)

    def plan(who: Persona) -> UUID:
        with who.at_work(LATER) as actor:
            return plan_meeting(
                referral_id=referral,
                meets_at=LATER + timedelta(days=1),
                place="Natcaféen",
                company="",
                by=actor,
                at=LATER,
                key=uuid4(),
            )

    answers = at_once([lambda: plan(frank), lambda: plan(anna)])

    (refusal,) = [one for one in answers if isinstance(one, Foreseen)]
    assert "allerede" in str(refusal.message)
    with as_owner():
        assert FirstMeeting.objects.count() == 1
