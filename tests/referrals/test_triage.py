"""From a word on the telephone to somebody's list; and when there is no room, or it is another team's."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.cpr import CprNumber
from cases.models import Assignment, Citizen
from referrals.actions import (
    Circle,
    DecidedAlready,
    NotOpen,
    ReferralFacts,
    accept,
    decline,
    judge,
    redirect_to,
    refer,
    see_referral,
    wait_list,
    withdraw_referral,
    write_down,
)
from referrals.actions.triage import Meanwhile, NotForMissing, Taken
from referrals.choices import TRANSITIONS, Basis, Decline, Need, Sender, Status
from referrals.models import Criterion, CriterionAnswer, Handling, Referral, Step, Tie
from tests.database import as_owner, sql
from tests.factories import cases as make
from tests.factories.referrals import EntranceFactory, ReferralFactory
from tests.personas import Persona
from udsatte.access.decisions import Denied

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]
PETRA = ReferralFacts(
    given_name="Petra", family_name="Testsen", headline="Sover i opgange ved Istedgade", born_year=1992
)


def opened(*personas: Persona) -> None:
    """Their units take referrals."""
    with as_owner():
        for who in personas:
            EntranceFactory(unit=who.unit)


def told(who: Persona, at: datetime, facts: ReferralFacts = PETRA, **more: Any) -> UUID:
    """Somebody rang."""
    said: dict[str, Any] = {"sender": Sender.RELATIVE, "from_unit_id": None, "door": "phone", "received_at": at} | more
    with who.at_work(at) as actor:
        return write_down(facts=facts, by=actor, at=at, key=uuid4(), **said)


def sent(who: Persona, to: Persona, at: datetime, facts: ReferralFacts = PETRA) -> UUID:
    with who.at_work(at) as actor:
        return refer(facts=facts, to_unit_id=to.unit.pk, by=actor, at=at, key=uuid4())


def take(who: Persona, referral: UUID, caseworker: Persona | None, at: datetime, citizen: UUID | None = None) -> Taken:
    with who.at_work(at) as actor:
        return accept(
            referral_id=referral,
            citizen_id=citizen,
            caseworker_id=caseworker.user.pk if caseworker else None,
            by=actor,
            at=at,
        )


def handling(referral: UUID) -> Handling:
    with as_owner():
        return Handling.objects.select_related("referral").get(pk=referral)


def test_a_call_becomes_a_citizen_on_a_list(clara: Persona, anna: Persona, at: datetime) -> None:
    opened(clara)
    referral = told(clara, at)
    later = at + timedelta(minutes=2)
    assert take(clara, referral, anna, later) is Taken.UP
    one = handling(referral)
    assert (one.status, one.taken_up_at, one.caseworker_id) == (Status.ACCEPTED, later, anna.user.pk)
    assert one.referral.handled_at == later
    with as_owner():
        citizen = Citizen.objects.get(pk=Tie.objects.get(referral_id=referral).citizen_id)
        assert (citizen.given_name, citizen.family_name, citizen.birth_year) == ("Petra", "Testsen", 1992)
        assert Assignment.objects.get(citizen=citizen).caseworker_id == anna.user.pk
        assert list(Step.objects.values_list("from_status", "to_status")) == [("open", "accepted")]


def test_somebody_known_here_is_taken_up_as_the_one_they_are(clara: Persona, bo: Persona, at: datetime) -> None:
    opened(clara)
    with as_owner():
        case = make.CaseFactory(citizen__given_name="Petra", unit=clara.unit, opened_by=clara.user)
    referral = told(clara, at)
    take(clara, referral, bo, at + timedelta(minutes=2), citizen=case.citizen_id)
    with as_owner():
        assert Tie.objects.get(referral_id=referral).citizen_id == case.citizen_id
        assert Citizen.objects.count() == 1


def test_the_second_who_takes_it_is_told_who_has_it(
    clara: Persona, sofie: Persona, niels: Persona, at: datetime
) -> None:
    opened(sofie)
    referral = sent(clara, sofie, at)
    take(sofie, referral, niels, at + timedelta(minutes=1))
    with pytest.raises(DecidedAlready, match="Sofie Testsen"):
        take(niels, referral, niels, at + timedelta(minutes=2))


def test_a_partner_sends_one_and_follows_it_only_with_a_basis(
    frank: Persona, clara: Persona, anna: Persona, at: datetime
) -> None:
    opened(clara)
    later = at + timedelta(hours=1)
    without = sent(frank, clara, at)
    consent = ReferralFacts(given_name="Ole", headline="Sover ude", basis=Basis.CONSENT, consent_on=date(2026, 11, 20))
    with_consent = sent(frank, clara, at, consent)
    for referral in (without, with_consent):
        take(clara, referral, anna, later)
    with frank.at_work(later) as actor:
        seen = {one.pk: one for one in Referral.objects.visible_to(actor)}
        assert set(seen) == {without, with_consent}
        assert all(one.handled_at == later for one in seen.values())
        assert {one.pk for one in Handling.objects.visible_to(actor)} == {with_consent}
        assert {one.referral_id for one in Step.objects.visible_to(actor)} == {with_consent}
        assert not Tie.objects.visible_to(actor).exists()


def test_nobody_else_sees_it(
    frank: Persona, clara: Persona, sofie: Persona, rikke: Persona, viggo: Persona, at: datetime
) -> None:
    opened(clara)
    sent(frank, clara, at)
    for who in (sofie, rikke, viggo):
        with who.at_work(at) as actor:
            assert not Referral.objects.visible_to(actor).exists()
            assert not Handling.objects.visible_to(actor).exists()


def test_a_redirect_is_done_when_it_is_taken_up_there(
    frank: Persona, clara: Persona, sofie: Persona, niels: Persona, at: datetime
) -> None:
    opened(clara, sofie)
    first = sent(frank, clara, at)
    day = at + timedelta(days=1)
    with clara.at_work(day) as actor:
        following = redirect_to(
            referral_id=first,
            to_unit_id=sofie.unit.pk,
            reason="Har brug for substitution",
            basis=Basis.DBL_6,
            by=actor,
            at=day,
        )
    assert handling(first).status == Status.REDIRECTED
    assert handling(first).taken_up_at is None
    with sofie.at_work(day) as actor:
        see_referral(referral_id=following.pk, by=actor, at=day)
    assert handling(first).taken_up_at is None
    week = at + timedelta(days=7)
    take(sofie, following.pk, niels, week)
    assert handling(first).taken_up_at == week
    with as_owner():
        assert Referral.objects.get(pk=following.pk).first_word_at == at


def test_a_referral_never_goes_round_in_a_circle(clara: Persona, sofie: Persona, at: datetime) -> None:
    opened(clara, sofie)
    first = sent(sofie, clara, at)
    with clara.at_work(at) as actor, pytest.raises(Circle):
        redirect_to(referral_id=first, to_unit_id=sofie.unit.pk, reason="Jeres", basis=Basis.DBL_6, by=actor, at=at)


def test_nobody_refers_to_a_unit_that_is_not_open_for_it(frank: Persona, clara: Persona, at: datetime) -> None:
    with pytest.raises(NotOpen):
        sent(frank, clara, at)
    with as_owner():
        EntranceFactory(unit=clara.unit, is_open=False, closed_because="Ferie")
    with pytest.raises(NotOpen):
        sent(frank, clara, at)


def test_the_waiting_list_names_who_has_the_citizen_meanwhile(clara: Persona, sofie: Persona, at: datetime) -> None:
    opened(clara)
    referral = told(clara, at)
    with clara.at_work(at + timedelta(days=1)) as actor:
        wait_list(
            referral_id=referral,
            need=Need.SOON,
            reason="Sårene bliver værre",
            meanwhile=Meanwhile(sofie.unit.pk, "Sofie Testsen"),
            by=actor,
            at=at + timedelta(days=1),
        )
    one = handling(referral)
    assert (one.status, one.review_on, one.waits_since_at) == ("waiting", date(2026, 12, 9), at + timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic(), as_owner():
        Handling.objects.filter(pk=referral).update(meanwhile_name="")


def test_a_unit_says_no_with_a_code_and_never_for_not_turning_up(
    clara: Persona, sofie: Persona, rikke: Persona, at: datetime
) -> None:
    opened(clara, sofie, rikke)
    inside, outside = sent(clara, sofie, at), sent(clara, rikke, at)
    no: dict[str, Any] = {"because": Decline.MISSED, "reason": "Kom ikke", "barriers": ["transport"]}
    with sofie.at_work(at) as actor, pytest.raises(NotForMissing, match="aldrig til at sige nej"):
        decline(referral_id=inside, by=actor, at=at, **no)
    with rikke.at_work(at) as actor:
        decline(referral_id=outside, by=actor, at=at, **no)
    assert (handling(outside).status, handling(outside).decline) == (Status.DECLINED, Decline.MISSED)


def test_nobody_private_is_turned_away(clara: Persona, at: datetime) -> None:
    opened(clara)
    referral = told(clara, at)
    with clara.at_work(at) as actor, pytest.raises(Denied, match="Ingen bliver afvist"):
        decline(referral_id=referral, because=Decline.NOT_OURS, reason="Nej", barriers=[], by=actor, at=at)


def test_the_sender_takes_it_back_until_it_is_taken_up(
    frank: Persona, clara: Persona, anna: Persona, at: datetime
) -> None:
    opened(clara)
    one, two = sent(frank, clara, at), sent(frank, clara, at)
    take(clara, two, anna, at)
    with frank.at_work(at + timedelta(minutes=1)) as actor:
        assert withdraw_referral(referral_id=one, reason="Er flyttet", by=actor, at=at + timedelta(minutes=1))
        assert not withdraw_referral(referral_id=two, reason="Er flyttet", by=actor, at=at + timedelta(minutes=1))
    assert (handling(one).status, handling(two).status) == (Status.WITHDRAWN, Status.ACCEPTED)


def test_the_criteria_are_judged_one_by_one(clara: Persona, at: datetime) -> None:
    opened(clara)
    referral = told(clara, at)
    with clara.at_work(at) as actor:
        first, second, *_ = Criterion.objects.asked_by(clara.unit.pk)
        judge(referral_id=referral, verdicts={first.pk: ("yes", "Herberg siden juni")}, by=actor, at=at)
        judge(referral_id=referral, verdicts={first.pk: ("no", ""), second.pk: ("unknown", "")}, by=actor, at=at)
    with as_owner():
        said = CriterionAnswer.objects.order_by("criterion__position").values_list("verdict", flat=True)
        assert list(said) == ["no", "unknown"]


def test_a_number_that_another_unit_has_waits_for_that_unit(
    clara: Persona, anna: Persona, sofie: Persona, at: datetime
) -> None:
    opened(clara)
    number = CprNumber.parse("250947-9989", today=at.date())
    with as_owner():
        case = make.CaseFactory(unit=sofie.unit, opened_by=sofie.user)
    with sofie.at_work(at) as actor:
        from cases.actions import identify_citizen

        identify_citizen(citizen_id=case.citizen_id, number=number, reason="Kort", by=actor, at=at)
    referral = told(clara, at, ReferralFacts(given_name="Nancy", headline="Sover ude", number=number))
    assert take(clara, referral, anna, at) is Taken.ASKED
    assert handling(referral).status == Status.OPEN


def test_the_table_of_steps_is_the_databases() -> None:
    with as_owner():
        for before in Status.values:
            for after in Status.values:
                said = sql("SELECT referral_may_become(%s, %s)", before, after)
                assert said == [(after in TRANSITIONS[before],)], (before, after)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE referrals_handling SET status = 'accepted', status_at = app_at(), version = version + 1",
        "UPDATE referrals_referral SET headline = 'Andet'",
        "UPDATE referrals_referral SET told_unit_id = NULL",
        "INSERT INTO referrals_tie (referral_id, unit_id) SELECT id, app_unit() FROM referrals_referral",
    ],
)
def test_the_sender_cannot_move_it_by_raw_sql(frank: Persona, clara: Persona, statement: str, at: datetime) -> None:
    opened(clara)
    consent = ReferralFacts(given_name="Ole", headline="Sover ude", basis=Basis.CONSENT, consent_on=date(2026, 11, 20))
    sent(frank, clara, at, consent)
    with pytest.raises((ProgrammingError, IntegrityError)), frank.at_work(at), connection.cursor() as cursor:
        cursor.execute(statement)


def test_nobody_writes_in_another_units_name(frank: Persona, clara: Persona, sofie: Persona, at: datetime) -> None:
    opened(clara)
    with frank.at_work(at), pytest.raises(ProgrammingError), transaction.atomic():
        ReferralFactory(
            unit_id=sofie.unit.pk,
            from_unit_id=sofie.unit.pk,
            to_unit_id=clara.unit.pk,
            told_unit_id=clara.unit.pk,
            written_by=frank.user,
            sent_at=at,
            received_at=at,
        )


def test_the_coordinator_finds_it_and_takes_it_up_on_the_page(
    clara: Persona, anna: Persona, signed_in: SignedIn, at: datetime
) -> None:
    opened(clara)
    browser = signed_in(clara)
    form = {
        "key": uuid4(),
        "sender": "relative",
        "sender_name": "Ane",
        "given_name": "Petra",
        "family_name": "Testsen",
        "headline": "Sover i opgange",
        "door": "phone",
        "when": "now",
    }
    answer = browser.post(reverse("referrals:write_down_new"), form)
    assert answer.status_code == 302
    assert "Sover i opgange" in browser.get(reverse("referrals:queue")).content.decode()
    page = browser.get(answer["Location"]).content.decode()
    assert "Hjemløshed" in page
    with as_owner():
        pk = Referral.objects.get().pk
    answer = browser.post(
        reverse("referrals:referral_accept", args=[pk]),
        {"j-verdict_0": "yes", "j-reason_0": "Gaden", "a-citizen": "new", "a-caseworker": anna.user.pk},
    )
    assert answer.status_code == 302, answer.content.decode()
    assert handling(pk).status == Status.ACCEPTED


def test_a_decision_about_what_is_decided_says_who_was_first(
    clara: Persona, sofie: Persona, niels: Persona, signed_in: SignedIn, at: datetime
) -> None:
    """The page lay open meanwhile: no empty refusal, and nothing changes."""
    opened(sofie)
    referral = sent(clara, sofie, at)
    take(sofie, referral, niels, at + timedelta(minutes=1))
    browser = signed_in(niels)
    for name in ("judge", "accept", "wait", "redirect", "decline"):
        answer = browser.post(reverse(f"referrals:referral_{name}", args=[referral]), {}, follow=True)
        assert answer.status_code == 200
        assert "Sofie Testsen" in answer.content.decode()
    assert handling(referral).version == 2
