"""What opens when a referral is taken up, what closes it, and what happens when nobody comes to the first meeting."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection
from django.test import Client
from django.urls import reverse

from cases.models import Case, Citizen, FollowUp, Ground, Notice
from referrals.actions import (
    Along,
    ReferralFacts,
    accept,
    go_on,
    plan_meeting,
    read_referral,
    refer,
    say,
    see_referral,
    settle_meeting,
    withdraw_consent,
)
from referrals.choices import Basis, MessageState, Status
from referrals.models import Handling, Message, Package, PackageFact, Referral, Tie
from referrals.tasks import bring_back
from tests.database import as_owner
from tests.factories import cases as make
from tests.factories.referrals import EntranceFactory
from tests.personas import Persona
from udsatte.access.decisions import Denied

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]
DAY = timedelta(days=1)


def case_of(who: Persona, **facts: Any) -> Case:
    with as_owner():
        case: Case = make.CaseFactory(citizen=make.CitizenFactory(**facts), unit=who.unit, opened_by=who.user)
        make.AssignmentFactory(case=case, citizen=case.citizen, unit=who.unit, caseworker=who.user)
        return case


def opened(*personas: Persona) -> None:
    with as_owner():
        for who in personas:
            EntranceFactory(unit=who.unit)


def sent(who: Persona, to: Persona, case: Case, at: datetime, basis: str = Basis.CONSENT) -> UUID:
    facts = ReferralFacts(
        given_name="Kaj",
        headline="Ønsker opstart",
        basis=basis,
        consent_on=date(2026, 11, 20) if basis == Basis.CONSENT else None,
    )
    along = Along(case.citizen_id, [("Findes ofte", "Natcaféen"), ("Sprog", "dansk")], at + 90 * DAY)
    with who.at_work(at) as actor:
        return refer(facts=facts, to_unit_id=to.unit.pk, along=along, by=actor, at=at, key=uuid4())


def take(who: Persona, referral: UUID, at: datetime, caseworker: Persona | None = None) -> None:
    with who.at_work(at) as actor:
        listed = caseworker.user.pk if caseworker else None
        accept(referral_id=referral, citizen_id=None, caseworker_id=listed, by=actor, at=at)


def sees(who: Persona, case: Case, at: datetime) -> bool:
    with who.at_work(at) as actor:
        return Citizen.objects.visible_to(actor).filter(pk=case.citizen_id).exists()


def told(who: Persona, kind: str, at: datetime) -> int:
    with who.at_work(at) as actor:
        return Notice.objects.visible_to(actor).filter(kind=kind).count()


def test_the_page_opens_when_it_is_taken_up_and_closes_when_it_is_completed(
    anna: Persona, rikke: Persona, at: datetime
) -> None:
    opened(rikke)
    case = case_of(anna)
    referral = sent(anna, rikke, case, at)
    assert not sees(rikke, case, at)
    take(rikke, referral, at + DAY)
    assert sees(rikke, case, at + DAY)
    assert not sees(rikke, case, at + 91 * DAY)
    for to in (Status.STARTED, Status.COMPLETED):
        with rikke.at_work(at + 2 * DAY) as actor:
            go_on(referral_id=referral, to=to, reason="", by=actor, at=at + 2 * DAY)
    assert not sees(rikke, case, at + 2 * DAY)
    with rikke.at_work(at + 2 * DAY) as actor:
        assert PackageFact.objects.visible_to(actor).count() == 2


def test_the_substitution_team_gets_a_case_of_its_own(
    anna: Persona, sofie: Persona, niels: Persona, at: datetime
) -> None:
    opened(sofie)
    case = case_of(anna)
    referral = sent(anna, sofie, case, at)
    take(sofie, referral, at + DAY, niels)
    with as_owner():
        own = Case.objects.get(citizen=case.citizen_id, unit=sofie.unit)
        assert own.assignments.get(ends_on=None).caseworker_id == niels.user.pk
        assert Tie.objects.filter(referral_id=referral, citizen_id=case.citizen_id).count() == 2


def test_consent_taken_back_ends_the_sharing_and_not_the_own_case(
    anna: Persona, sofie: Persona, niels: Persona, rikke: Persona, at: datetime
) -> None:
    opened(sofie, rikke)
    case = case_of(anna)
    inside, outside = sent(anna, sofie, case, at), sent(anna, rikke, case, at)
    take(sofie, inside, at + DAY, niels)
    take(rikke, outside, at + DAY)
    for referral in (inside, outside):
        with anna.at_work(at + 2 * DAY) as actor:
            withdraw_consent(referral_id=referral, reason="Siger nej nu", by=actor, at=at + 2 * DAY)
            assert not Handling.objects.visible_to(actor).filter(pk=referral).exists()
    assert not sees(rikke, case, at + 2 * DAY)
    assert sees(niels, case, at + 2 * DAY)
    with as_owner():
        assert FollowUp.objects.filter(unit=anna.unit, origin__startswith="consent-back:").count() == 2
        assert Ground.objects.get(citizen=case.citizen_id, unit=sofie.unit, basis="case").ends_at is None
        assert Ground.objects.get(citizen=case.citizen_id, unit=sofie.unit, basis="referral").ends_at == at + 2 * DAY


def test_consent_taken_back_before_the_answer_takes_the_facts_back(anna: Persona, rikke: Persona, at: datetime) -> None:
    opened(rikke)
    case = case_of(anna)
    referral = sent(anna, rikke, case, at)
    with anna.at_work(at + DAY) as actor:
        withdraw_consent(referral_id=referral, reason="Siger nej nu", by=actor, at=at + DAY)
    with rikke.at_work(at + DAY) as actor:
        assert Referral.objects.visible_to(actor).exists()
        assert not PackageFact.objects.visible_to(actor).exists()
    take(rikke, referral, at + DAY)
    assert not sees(rikke, case, at + DAY)


def test_only_a_unit_with_the_case_sends_facts_along(
    frank: Persona, anna: Persona, rikke: Persona, at: datetime
) -> None:
    opened(rikke)
    case = case_of(anna)
    with pytest.raises((Denied, Citizen.DoesNotExist)):
        sent(frank, rikke, case, at)
    with pytest.raises(Exception, match=r".") as raised:
        sent(anna, rikke, case, at, basis="")
    assert raised.value.field == "basis"  # type: ignore[attr-defined]


def test_a_missed_first_meeting_sends_both_out_to_look_and_ends_nothing(
    anna: Persona, sofie: Persona, niels: Persona, at: datetime
) -> None:
    opened(sofie)
    case = case_of(anna)
    referral = sent(anna, sofie, case, at)
    take(sofie, referral, at + DAY, niels)
    with anna.at_work(at + DAY) as actor:
        meeting = plan_meeting(
            referral_id=referral,
            meets_at=at + 2 * DAY,
            place="Natcaféen",
            company="Anna Testsen",
            by=actor,
            at=at + DAY,
            key=uuid4(),
        )
    with niels.at_work(at + 3 * DAY) as actor:
        settle_meeting(meeting_id=meeting, outcome="missed", said="Kom ikke", by=actor, at=at + 3 * DAY)
    with as_owner():
        assert Handling.objects.get(pk=referral).status == Status.ACCEPTED
        steps = FollowUp.objects.filter(origin=f"first-meeting:{meeting}")
        assert {(one.unit_id, one.owner_id) for one in steps} == {
            (anna.unit.pk, anna.user.pk),
            (niels.unit.pk, niels.user.pk),
        }
    with niels.at_work(at + 4 * DAY) as actor:
        again = plan_meeting(
            referral_id=referral,
            meets_at=at + 5 * DAY,
            place="Gaden",
            company="",
            by=actor,
            at=at + 4 * DAY,
            key=uuid4(),
        )
    with niels.at_work(at + 5 * DAY) as actor:
        settle_meeting(meeting_id=again, outcome="attended", said="", by=actor, at=at + 5 * DAY)
    assert _status(referral) == Status.STARTED


def _status(referral: UUID) -> str:
    with as_owner():
        return Handling.objects.get(pk=referral).status


def test_words_go_between_the_two_sides_and_are_read(
    frank: Persona, clara: Persona, sofie: Persona, at: datetime
) -> None:
    opened(clara)
    with frank.at_work(at) as actor:
        facts = ReferralFacts(given_name="Ole", headline="Sover ude")
        referral = refer(facts=facts, to_unit_id=clara.unit.pk, by=actor, at=at, key=uuid4())
    key = uuid4()
    for _tap in range(2):
        with clara.at_work(at + DAY) as actor:
            say(referral_id=referral, text="Er såret set?", is_question=True, by=actor, at=at + DAY, key=key)
    with sofie.at_work(at + DAY) as actor:
        assert not Message.objects.visible_to(actor).exists()
    with frank.at_work(at + 2 * DAY) as actor:
        assert [one.text for one in Message.objects.visible_to(actor)] == ["Er såret set?"]
        read_referral(referral_id=referral, by=actor, at=at + 2 * DAY)
    with clara.at_work(at + 2 * DAY) as actor:
        assert Message.objects.visible_to(actor).get().state == MessageState.ACKNOWLEDGED


def test_both_sides_are_told_under_the_bell(anna: Persona, sofie: Persona, niels: Persona, at: datetime) -> None:
    opened(sofie)
    referral = sent(anna, sofie, case_of(anna), at)
    assert (told(sofie, "referral", at), told(anna, "referral", at)) == (1, 0)
    take(sofie, referral, at + DAY, niels)
    assert (told(anna, "referral_step", at + DAY), told(sofie, "referral_step", at + DAY)) == (1, 0)


def test_what_nobody_looks_at_comes_back_to_both_once_and_stays_in_the_queue(
    anna: Persona, sofie: Persona, clara: Persona, at: datetime
) -> None:
    opened(sofie, clara)
    unseen, seen = sent(anna, sofie, case_of(anna), at), sent(anna, sofie, case_of(anna), at)
    with sofie.at_work(at + DAY) as actor:
        see_referral(referral_id=seen, by=actor, at=at + DAY)
    with as_owner():
        assert bring_back(at=at + 2 * DAY) == 0
        assert bring_back(at=at + 3 * DAY) == 1
        assert bring_back(at=at + 4 * DAY) == 0
    assert (told(anna, "referral_back", at + 4 * DAY), told(sofie, "referral_back", at + 4 * DAY)) == (1, 1)
    with sofie.at_work(at + 4 * DAY) as actor:
        assert unseen in {one.pk for one in Referral.objects.visible_to(actor).queue_of(sofie.unit.pk)}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE referrals_package SET expires_at = expires_at + interval '1 year'",
        "UPDATE referrals_packagefact SET text = 'Andet'",
        "UPDATE referrals_message SET text = 'Andet'",
        "SELECT referral_take((SELECT id FROM referrals_referral LIMIT 1))",
        "SELECT referrals_come_back(now())",
        "SELECT referrals_of_the_dead('Nej', now())",
    ],
)
def test_the_receiver_cannot_stretch_what_it_was_given(
    anna: Persona, sofie: Persona, statement: str, at: datetime
) -> None:
    opened(sofie)
    sent(anna, sofie, case_of(anna), at)
    with pytest.raises((ProgrammingError, IntegrityError)), sofie.at_work(at), connection.cursor() as cursor:
        cursor.execute(statement)


def test_anna_refers_her_citizen_from_the_page_and_follows_it(
    anna: Persona, sofie: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(sofie)
    case = case_of(anna, given_name="Kaj", language="polsk")
    browser = signed_in(anna)
    page = browser.get(reverse("referrals:referral_about", args=[case.citizen_id]))
    assert "polsk" in page.content.decode()
    form = {
        "key": uuid4(),
        "to_unit": sofie.unit.pk,
        "headline": "Ønsker opstart",
        "along": ["name", "language"],
        "basis": "consent",
        "consent_on": "2026-11-20",
        "days": "90",
    }
    answer = browser.post(page.request["PATH_INFO"], form)
    assert answer.status_code == 302, answer.content.decode()
    with as_owner():
        assert [one.text for one in PackageFact.objects.order_by("position")][1:] == ["polsk"]
        assert Package.objects.get().expires_at == at + 90 * DAY
    assert "polsk" in signed_in(sofie).get(answer["Location"]).content.decode()
    with as_owner():
        assert Package.objects.get().read_by_id == sofie.user.pk
