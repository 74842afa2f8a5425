"""What a hostile reader found in referrals: each of these went wrong once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.actions.deaths import record_death
from cases.choices import CaseStatus, DeathSource
from cases.models import Case, FollowUp, Ground
from referrals.actions import (
    Along,
    NotOpen,
    NotTied,
    ReferralFacts,
    plan_meeting,
    redirect_to,
    refer,
    settle_meeting,
    wait_list,
    withdraw_consent,
    withdraw_referral,
)
from referrals.actions.triage import Meanwhile, Taken
from referrals.choices import Basis, Need, Status
from referrals.models import FirstMeeting, Step, Tie
from tests.database import as_owner, sql
from tests.personas import Persona
from tests.referrals.test_going_on import case_of, opened, sees, told
from tests.referrals.test_going_on import sent as sent_along
from tests.referrals.test_triage import handling, sent, take
from tests.referrals.test_triage import told as rang

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]
DAY = timedelta(days=1)
CONSENT = ReferralFacts(given_name="Ole", headline="Sover ude", basis=Basis.CONSENT, consent_on=date(2026, 11, 20))


def wait(who: Persona, referral: UUID, with_whom: Persona, at: datetime) -> None:
    with who.at_work(at) as actor:
        wait_list(
            referral_id=referral,
            need=Need.SOON,
            reason="Sårene bliver værre",
            meanwhile=Meanwhile(with_whom.unit.pk, "Sofie Testsen"),
            by=actor,
            at=at,
        )


def plan(who: Persona, referral: UUID, at: datetime) -> UUID:
    with who.at_work(at) as actor:
        return plan_meeting(
            referral_id=referral,
            meets_at=at + DAY,
            place="Natcaféen",
            company="",
            by=actor,
            at=at,
            key=uuid4(),
        )


def settle(who: Persona, meeting: UUID, outcome: str, at: datetime) -> None:
    with who.at_work(at) as actor:
        settle_meeting(meeting_id=meeting, outcome=outcome, said="", by=actor, at=at)


def take_consent_back(who: Persona, referral: UUID, at: datetime) -> None:
    with who.at_work(at) as actor:
        withdraw_consent(referral_id=referral, reason="Siger nej nu", by=actor, at=at)


# Who learns too much.


def test_taking_it_back_tells_a_sender_without_a_basis_nothing_of_the_outcome(
    frank: Persona, clara: Persona, anna: Persona, sofie: Persona, at: datetime
) -> None:
    """It did: true of one on the waiting list, false of one that was taken up; and the step said where it had stood."""
    opened(clara)
    waits, taken, untouched = (sent(frank, clara, at) for _n in range(3))
    wait(clara, waits, sofie, at + DAY)
    take(clara, taken, anna, at + DAY)
    with frank.at_work(at + 2 * DAY) as actor:
        answers = [
            withdraw_referral(referral_id=one, reason="Er rejst", by=actor, at=at + 2 * DAY)
            for one in (waits, taken, untouched)
        ]
        assert answers == [False, False, True]
        assert not Step.objects.visible_to(actor).exists()


def test_no_unit_asks_who_is_in_a_chain_that_it_has_no_part_in(
    frank: Persona, clara: Persona, rikke: Persona, at: datetime
) -> None:
    opened(clara)
    referral = sent(frank, clara, at)
    with rikke.at_work(at):
        assert sql("SELECT referral_chain_has(%s, %s)", referral, frank.unit.pk) == [(False,)]
    with clara.at_work(at):
        assert sql("SELECT referral_chain_has(%s, %s)", referral, frank.unit.pk) == [(True,)]


def test_a_protected_citizen_is_hidden_in_what_went_along_from_shared_readers(
    anna: Persona, mette: Persona, rikke: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(rikke, sofie)
    case = case_of(anna, given_name="Kaj", is_protected=True)
    facts = ReferralFacts(
        given_name="Kajhemmelig",
        headline="Sover ude",
        residence="Hemmeligkommune",
        is_protected=True,
        basis=Basis.DBL_6,
    )
    along = Along(case.citizen_id, [("Findes ofte", "Hemmeligcaféen")], at + 90 * DAY)
    pages = {}
    for to in (rikke, sofie):
        with anna.at_work(at) as actor:
            referral = refer(facts=facts, to_unit_id=to.unit.pk, along=along, by=actor, at=at, key=uuid4())
        pages[to.name] = reverse("referrals:referral", args=[referral])
    secrets = ("Kajhemmelig", "Hemmeligkommune", "Hemmeligcaféen")
    for who, page, shown in (
        (rikke, pages["rikke"], False),
        (mette, pages["rikke"], False),
        (sofie, pages["sofie"], True),
        (anna, pages["sofie"], True),
    ):
        text = signed_in(who).get(page).content.decode()
        assert [secret in text for secret in secrets] == [shown] * 3, who.name


# Who loses what.


def test_a_meeting_that_is_planned_when_the_consent_is_taken_back_is_the_receivers_to_settle(
    anna: Persona, sofie: Persona, niels: Persona, at: datetime
) -> None:
    opened(sofie)
    for planner in (anna, sofie):
        referral = sent_along(anna, sofie, case_of(anna), at)
        take(sofie, referral, niels, at + DAY)
        meeting = plan(planner, referral, at + DAY)
        take_consent_back(anna, referral, at + 2 * DAY)
        with anna.at_work(at + 2 * DAY) as actor:
            assert not FirstMeeting.objects.visible_to(actor).filter(pk=meeting).exists()
        settle(niels, meeting, "attended", at + 3 * DAY)
        assert handling(referral).status == Status.STARTED


def test_a_consent_taken_back_is_told_to_who_has_the_citizen_and_makes_a_task(
    anna: Persona, sofie: Persona, niels: Persona, at: datetime
) -> None:
    opened(sofie)
    case = case_of(anna)
    referral = sent_along(anna, sofie, case, at)
    take(sofie, referral, niels, at + DAY)
    before = told(sofie, "referral_step", at + DAY)
    take_consent_back(anna, referral, at + 2 * DAY)
    assert told(sofie, "referral_step", at + 2 * DAY) == before + 1
    with as_owner():
        tasks = FollowUp.objects.filter(citizen=case.citizen_id, origin=f"consent-back:{referral}")
        assert (niels.user.pk, anna.unit.pk) == (tasks.get(unit=sofie.unit).owner_id, tasks.get(unit=anna.unit).unit_id)
        assert all(task.what for task in tasks)


def test_who_did_not_come_is_told_to_the_other_side(anna: Persona, rikke: Persona, at: datetime) -> None:
    opened(rikke)
    referral = sent_along(anna, rikke, case_of(anna), at)
    take(rikke, referral, None, at + DAY)
    meeting = plan(rikke, referral, at + DAY)
    before = told(anna, "referral_step", at + DAY)
    settle(rikke, meeting, "missed", at + 2 * DAY)
    assert told(anna, "referral_step", at + 2 * DAY) == before + 1


def test_a_case_that_the_sender_has_closed_meanwhile_does_not_keep_the_receiver_out(
    anna: Persona, sofie: Persona, niels: Persona, at: datetime
) -> None:
    """Nothing is shared any more; the referral's own words make the citizen. It was a 403 for good."""
    opened(sofie)
    case = case_of(anna)
    referral = sent_along(anna, sofie, case, at)
    with as_owner():
        Ground.objects.filter(citizen=case.citizen_id).update(ends_at=at + DAY)
    take(sofie, referral, niels, at + 2 * DAY)
    assert handling(referral).status == Status.ACCEPTED
    assert not sees(sofie, case, at + 2 * DAY)
    with as_owner():
        assert Tie.objects.get(referral_id=referral, unit=sofie.unit).citizen_id != case.citizen_id


def test_whom_the_receiver_chose_is_whom_it_is_about_for_them(
    anna: Persona, sofie: Persona, niels: Persona, at: datetime
) -> None:
    """Of lookalikes a person chooses: the sender's citizen took the place of the chosen one."""
    opened(sofie)
    theirs, own = case_of(anna), case_of(sofie)
    referral = sent_along(anna, sofie, theirs, at)
    take(sofie, referral, niels, at + DAY, citizen=own.citizen_id)
    with as_owner():
        assert Tie.objects.get(referral_id=referral, unit=sofie.unit).citizen_id == own.citizen_id
        assert not Case.objects.filter(citizen=theirs.citizen_id, unit=sofie.unit).exists()
    assert sees(sofie, theirs, at + DAY)


# What became an error.


def test_a_unit_without_a_way_in_writes_nothing_down_and_is_told_so(clara: Persona, at: datetime) -> None:
    with pytest.raises(NotOpen):
        rang(clara, at)


def test_a_double_tap_on_a_decision_is_no_error(
    frank: Persona, sofie: Persona, niels: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(sofie)
    referral = sent(frank, sofie, at)
    browser = signed_in(sofie)
    said = {"j-verdict_0": "yes", "a-citizen": "new", "a-caseworker": niels.user.pk}
    address = reverse("referrals:referral_accept", args=[referral])
    assert [browser.post(address, said).status_code for _tap in range(2)] == [302, 302]


def test_the_sender_decides_nothing_and_gets_no_desk(
    clara: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    """A decision that was not filled in came back with the forms of the other unit's decision."""
    opened(sofie)
    referral = sent(clara, sofie, at, CONSENT)
    for name in ("accept", "wait", "redirect", "decline", "judge"):
        answer = signed_in(clara).post(reverse(f"referrals:referral_{name}", args=[referral]), {})
        assert answer.status_code == 403, name


def test_only_ways_on_that_there_are_can_be_chosen(
    frank: Persona, sofie: Persona, niels: Persona, signed_in: SignedIn, at: datetime
) -> None:
    """Completed before it had begun, and a second tap on one that was ended, were a 403."""
    opened(sofie)
    referral = sent(frank, sofie, at)
    take(sofie, referral, niels, at)
    browser, address = signed_in(sofie), reverse("referrals:referral_go_on", args=[referral])
    assert "completed" not in browser.get(address).content.decode()
    assert browser.post(address, {"to": "completed"}).status_code == 422
    assert browser.post(address, {"to": "ended", "reason": "Flyttet"}).status_code == 302
    assert browser.post(address, {"to": "ended", "reason": "Flyttet"}).status_code == 302


# What was wrong by the domain.


def test_somebody_who_has_died_is_not_taken_up_by_a_partner_either(anna: Persona, rikke: Persona, at: datetime) -> None:
    opened(rikke)
    case = case_of(anna)
    referral = sent_along(anna, rikke, case, at)
    with anna.at_work(at + DAY) as actor:
        record_death(
            citizen_id=case.citizen_id,
            died_on=at.date(),
            is_about=False,
            source=DeathSource.HOSPITAL,
            source_text="",
            by=actor,
            at=at + DAY,
            key=uuid4(),
        )
    with pytest.raises(NotTied):
        take(rikke, referral, None, at + DAY)
    assert handling(referral).status == Status.OPEN
    assert not sees(rikke, case, at + DAY)


def test_a_partner_comes_from_the_referral_to_the_page_that_is_open_to_them(
    anna: Persona, rikke: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(rikke)
    case = case_of(anna)
    referral = sent_along(anna, rikke, case, at)
    take(rikke, referral, None, at)
    page = signed_in(rikke).get(reverse("referrals:referral", args=[referral])).content.decode()
    assert reverse("cases:citizen", args=[case.citizen_id]) in page


def test_a_consent_is_of_the_day_on_which_it_was_given(
    frank: Persona, clara: Persona, sofie: Persona, at: datetime
) -> None:
    opened(clara, sofie)
    referral = sent(frank, clara, at, CONSENT)
    with clara.at_work(at + DAY) as actor:
        following = redirect_to(
            referral_id=referral,
            to_unit_id=sofie.unit.pk,
            reason="Substitution",
            basis=Basis.CONSENT,
            by=actor,
            at=at + DAY,
        )
    assert following.consent_on == date(2026, 11, 20)


@pytest.mark.parametrize("status", [CaseStatus.RESTING, CaseStatus.AFTERCARE, CaseStatus.CLOSED])
def test_somebody_who_comes_back_by_a_referral_is_worked_with_again(
    clara: Persona, bo: Persona, status: str, at: datetime
) -> None:
    opened(clara)
    case = case_of(clara)
    facts: dict[str, Any] = {"status": status, "status_reason": "Har det godt"}
    if status == CaseStatus.CLOSED:
        facts["closed_cause"] = "moved"
    if status == CaseStatus.RESTING:
        facts["look_again_on"] = at.date()
    with as_owner():
        Case.objects.filter(pk=case.pk).update(**facts)
        sql("UPDATE cases_assignment SET ends_on = starts_on, ended_by_id = assigned_by_id")
    referral = rang(clara, at)
    assert take(clara, referral, bo, at + DAY, citizen=case.citizen_id) is Taken.UP
    with as_owner():
        assert Case.objects.get(pk=case.pk).status == CaseStatus.ACTIVE
