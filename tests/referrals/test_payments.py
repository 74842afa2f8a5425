"""Payment commitments: who is asked to pay what for a citizen, and the one answer."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case
from referrals.actions import PaymentAsked, ask_payment, grant_payment, refuse_payment
from referrals.actions.payments import AskedAlready, TooMuch, WrongPeriod, WrongReferral
from referrals.forms.payments import KronerField
from referrals.models import PaymentCommitment, Referral
from tests.cases.test_statements import LIST_LIMIT, statements
from tests.database import CHECK, EXCLUSION, INSUFFICIENT_PRIVILEGE, as_owner, refused, sql
from tests.factories import cases as make
from tests.factories.referrals import PaymentCommitmentFactory, ReferralFactory, TieFactory
from tests.personas import Persona
from udsatte.access.decisions import Denied

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Persona], Client]
FROM, TO = date(2026, 12, 1), date(2027, 2, 9)


@pytest.fixture
def case(anna: Persona) -> Any:
    with as_owner():
        return make.CaseFactory(unit=anna.unit, opened_by=anna.user, citizen__given_name="Petra")


def asked(**more: Any) -> PaymentAsked:
    facts: dict[str, Any] = {"payer_id": None, "payer_name": "Roskilde Kommune", "what_for": "Ti ugers døgnbehandling"}
    days: dict[str, Any] = {"starts_on": FROM, "ends_on": TO, "asked_on": date(2026, 11, 20)}
    return PaymentAsked(**(facts | days | {"amount": Decimal(12500), "per": "month"} | more))


def ask(who: Persona, case: Case, at: datetime, key: UUID | None = None, **more: Any) -> UUID:
    with who.at_work(at) as actor:
        return ask_payment(citizen_id=case.citizen_id, asked=asked(**more), by=actor, at=at, key=key or uuid4())


def test_the_payer_grants_less_and_later(anna: Persona, bo: Persona, case: Case, at: datetime) -> None:
    one = ask(anna, case, at)
    said: dict[str, Any] = {"payment_id": one, "reason": "", "at": at}
    with bo.at_work(at) as actor:
        with pytest.raises(TooMuch):
            grant_payment(**said, amount=Decimal("12500.01"), starts_on=FROM, by=actor)
        with pytest.raises(WrongPeriod):
            grant_payment(**said, amount=Decimal(9000), starts_on=TO, by=actor)
        grant_payment(**said, amount=Decimal(9000), starts_on=FROM + timedelta(days=14), by=actor)
        with pytest.raises(AskedAlready):
            refuse_payment(payment_id=one, reason="Alligevel ikke", by=actor, at=at)
    with as_owner():
        payment = PaymentCommitment.objects.get()
        assert (payment.answer, payment.granted_amount, payment.settled_by_id) == ("granted", 9000, bo.user.pk)


def test_nobody_is_asked_twice_for_the_same_days(anna: Persona, case: Case, at: datetime) -> None:
    key = uuid4()
    one = ask(anna, case, at, key)
    assert ask(anna, case, at, key) == one, "a double tap"
    with pytest.raises(AskedAlready):
        ask(anna, case, at, payer_name="roskilde kommune", starts_on=TO - timedelta(days=1), ends_on=TO)
    ask(anna, case, at, starts_on=TO, ends_on=TO + timedelta(days=1))
    ask(anna, case, at, payer_name="Køge Kommune")
    with anna.at_work(at) as actor:
        refuse_payment(payment_id=one, reason="Hører til Køge", by=actor, at=at)
    ask(anna, case, at)


def test_a_period_of_no_days_and_a_day_to_come_are_refused(anna: Persona, case: Case, at: datetime) -> None:
    with pytest.raises(WrongPeriod):
        ask(anna, case, at, ends_on=FROM)
    with pytest.raises(WrongPeriod):
        ask(anna, case, at, asked_on=date(2026, 11, 25))


def test_only_casework_asks(mette: Persona, case: Case, at: datetime) -> None:
    with pytest.raises(Denied):
        ask(mette, case, at)


def test_another_unit_does_not_see_it(anna: Persona, sofie: Persona, case: Case, at: datetime) -> None:
    ask(anna, case, at)
    with sofie.at_work(at) as actor:
        assert not PaymentCommitment.objects.visible_to(actor).exists()


def test_the_database_refuses_what_cannot_be(anna: Persona, case: Case, at: datetime) -> None:
    with as_owner():
        whose: dict[str, Any] = {"citizen": case.citizen, "unit": anna.unit, "recorded_by": anna.user}
        one = PaymentCommitmentFactory(**whose, payer_name="Køge Kommune")
        answered = PaymentCommitmentFactory(**whose, refused=True)
        table, of = "UPDATE referrals_paymentcommitment SET ", " WHERE id = %s"
        with refused(CHECK):
            sql(table + "period = 'empty'" + of, one.pk)
        with refused(CHECK):
            sql(table + "amount = 10000000.01" + of, one.pk)
        with refused(CHECK):
            sql(table + "answer = 'refused'" + of, one.pk)
        with refused(CHECK):
            sql(table + "reason = 'Alligevel'" + of, answered.pk)
        with refused(EXCLUSION):
            PaymentCommitmentFactory(**whose, payer_name="KØGE KOMMUNE")


def test_nobody_answers_in_a_colleague_s_name(anna: Persona, bo: Persona, case: Case, at: datetime) -> None:
    one = ask(anna, case, at)
    with anna.at_work(at), refused(INSUFFICIENT_PRIVILEGE):
        sql(
            "UPDATE referrals_paymentcommitment SET answer = 'refused', reason = 'Nej', settled_at = %s,"
            " settled_by_id = %s WHERE id = %s",
            *(at, bo.user.pk, one),
        )


def test_it_hangs_only_on_a_referral_about_that_citizen(
    anna: Persona, sofie: Persona, case: Case, at: datetime
) -> None:
    with as_owner():
        tied = ReferralFactory(from_unit=anna.unit, to_unit=sofie.unit, told=True)
        TieFactory(referral=tied, unit=anna.unit, citizen=case.citizen)
        other = ReferralFactory(from_unit=anna.unit, to_unit=sofie.unit, told=True)
    with pytest.raises(Denied):
        ask(anna, case, at, referral_id=other.pk)
    ask(anna, case, at, referral_id=tied.pk)


def test_a_draft_can_still_be_thrown_away(
    anna: Persona, sofie: Persona, case: Case, signed_in: SignedIn, at: datetime
) -> None:
    with as_owner():
        draft = ReferralFactory(from_unit=anna.unit, to_unit=sofie.unit, written_by=anna.user, draft=True)
        TieFactory(referral=draft, unit=anna.unit, citizen=case.citizen)
    browser = signed_in(anna)
    assert str(draft.pk) not in browser.get(reverse("referrals:payment_new", args=[case.citizen_id])).content.decode()
    with pytest.raises(WrongReferral):
        ask(anna, case, at, referral_id=draft.pk)
    assert browser.post(reverse("referrals:draft_throw_away", args=[draft.pk])).status_code == 302
    with as_owner():
        assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("12.500", "12500"), ("12500", "12500"), ("12.500,50 kr.", "12500.50"), ("12500.5", "12500.5"), ("1 200", "1200")],
)
def test_an_amount_is_read_as_danes_write_it(typed: str, amount: str) -> None:
    assert KronerField().clean(typed) == Decimal(amount)


def test_it_is_asked_found_and_answered_on_pages(
    anna: Persona, clara: Persona, case: Case, signed_in: SignedIn, at: datetime
) -> None:
    browser = signed_in(anna)
    new = reverse("referrals:payment_new", args=[case.citizen_id])
    said = {"key": uuid4(), "payer_name": "Roskilde Kommune", "what_for": "Ti ugers døgnbehandling", "per": "month"}
    said |= {"starts_on": "2026-12-01", "last_on": "2027-02-08", "amount": "12.500", "asked_on": "2026-11-20"}
    for wrong in (
        {"amount": "mange"},
        {"amount": "0"},
        {"amount": "99.999.999"},
        {"last_on": "2026-11-30"},
        {"last_on": "2040-01-01"},
        {"starts_on": "9999-12-01", "last_on": "9999-12-31"},
        {"payer_name": ""},
        {"payer": str(anna.unit.organisation_id)},
        {"payer": str(uuid4())},
        {"asked_on": "2026-11-25"},
    ):
        answer = browser.post(new, said | wrong)
        assert answer.status_code == 422, wrong
        assert "Ti ugers" in answer.content.decode()
    assert browser.post(new, said).status_code == 302
    assert browser.post(new, said | {"key": uuid4()}).status_code == 422
    with as_owner():
        one = PaymentCommitment.objects.get()
    assert (one.period.lower, one.period.upper) == (FROM, TO)
    listed = signed_in(clara).get(reverse("referrals:payments")).content.decode()
    assert "Roskilde Kommune · 12.500 kr. om måneden · 01.12.2026–08.02.2027" in listed
    settle = reverse("referrals:payment_settle", args=[one.pk])
    assert browser.post(settle, {"answer": "refused"}).status_code == 422
    assert browser.post(settle, {"answer": "granted", "granted_amount": ""}).status_code == 422
    granted = {"answer": "granted", "granted_amount": "12.500", "granted_from_on": "2026-12-01"}
    assert browser.post(settle, granted | {"granted_amount": "12.501"}).status_code == 422
    assert browser.post(settle, granted | {"granted_from_on": "2027-02-09"}).status_code == 422
    assert browser.post(settle, granted).status_code == 302
    assert browser.post(settle, granted).status_code == 422
    of_citizen = browser.get(reverse("referrals:of_citizen", args=[case.citizen_id])).content.decode()
    assert "Bevilget" in of_citizen
    assert "Roskilde" not in browser.get(reverse("referrals:payments")).content.decode()


def test_who_was_asked_longest_ago_stands_first(anna: Persona, case: Case, signed_in: SignedIn, at: datetime) -> None:
    ask(anna, case, at, payer_name="Køge Kommune")
    ask(anna, case, at, asked_on=date(2026, 11, 1))
    page = signed_in(anna).get(reverse("referrals:payments")).content.decode()
    assert page.index("Roskilde") < page.index("Køge")


@pytest.mark.parametrize("name", ["payments", "of_citizen"])
def test_a_list_costs_the_same_for_one_row_and_for_many(
    name: str, anna: Persona, case: Case, signed_in: SignedIn, at: datetime
) -> None:
    whose: dict[str, Any] = {"citizen": case.citizen, "unit": anna.unit, "recorded_by": anna.user}
    with as_owner():
        PaymentCommitmentFactory(**whose)
    client = signed_in(anna)
    url = reverse(f"referrals:{name}", args=[case.citizen_id] if name == "of_citizen" else [])
    few = statements(client, url)
    with as_owner():
        PaymentCommitmentFactory.create_batch(12, **whose)
    many = statements(client, url)
    assert len(many) == len(few), many
    assert len(many) <= LIST_LIMIT, many
