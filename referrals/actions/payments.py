"""Asking somebody to pay for a citizen's offer, and writing down the answer."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.actions.casework import reasoned
from cases.actions.storing import store
from referrals.choices import PaymentAnswer
from referrals.models import PaymentCommitment, Referral
from referrals.policies import can_ask_payment
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.web.idempotency import once


class AskedAlready(Foreseen):
    """The payer has an open request for some of the days, or has answered."""


class WrongPeriod(Foreseen):
    """The days are none, or lie outside what was asked for. `field` says which."""


class WrongReferral(Foreseen):
    """It is a draft, which can be thrown away: nothing hangs on it."""

    field = "referral"


class TooMuch(Foreseen):
    """More is granted than was asked for."""

    field = "granted_amount"


@dataclass(frozen=True, slots=True, repr=False)
class PaymentAsked:
    """Who is asked to pay what. payer_id: of the directory, else in words. ends_on: the first day after. In kroner."""

    payer_id: UUID | None
    payer_name: str
    what_for: str
    starts_on: date
    ends_on: date
    amount: Decimal
    per: str
    asked_on: date
    referral_id: UUID | None = None


@action
def ask_payment(*, citizen_id: UUID, asked: PaymentAsked, by: Actor, at: datetime, key: UUID) -> UUID:
    """Write down that a payer is asked. Raises Denied; AskedAlready; WrongPeriod; WrongReferral."""
    can_ask_payment(actor=by).require()
    if asked.starts_on >= asked.ends_on:
        raise WrongPeriod(_("The last day lies before the first."), field="last_on")
    if asked.asked_on > localdate(at):
        raise WrongPeriod(_("It cannot have happened yet."), field="asked_on")

    if asked.referral_id and Referral.objects.visible_to(by).unsent().filter(pk=asked.referral_id).exists():
        raise WrongReferral(_("It is a draft. Send it first."))

    def save() -> UUID:
        period = DateRange(asked.starts_on, asked.ends_on)
        rows = PaymentCommitment.objects.visible_to(by).unanswered(by.unit_id).filter(citizen_id=citizen_id)
        if rows.of_payer(asked.payer_id, asked.payer_name).filter(period__overlap=period).exists():
            raise AskedAlready(_("They have been asked for some of these days already."), field="payer")
        payment = PaymentCommitment(
            citizen_id=citizen_id,
            unit_id=by.unit_id,
            referral_id=asked.referral_id,
            payer_id=asked.payer_id,
            payer_name="" if asked.payer_id else asked.payer_name,
            what_for=asked.what_for,
            period=period,
            amount=asked.amount,
            per=asked.per,
            asked_on=asked.asked_on,
            recorded_at=at,
            recorded_by_id=by.user_id,
        )
        store(payment, exclude=["citizen", "unit", "referral", "payer", "recorded_by"])
        return payment.pk

    return once(by=by, key=key, action="ask_payment", at=at, do=save)[0]


@action
def grant_payment(
    *, payment_id: UUID, amount: Decimal, starts_on: date, reason: str, by: Actor, at: datetime
) -> PaymentCommitment:
    """The payer says yes: to the whole or to less, from a day within.

    Raises Denied; AskedAlready; TooMuch; WrongPeriod.
    """
    payment = _locked(payment_id, by)
    if amount > payment.amount:
        raise TooMuch(_("That is more than was asked for."))
    if not payment.period.lower <= starts_on < payment.period.upper:
        raise WrongPeriod(_("The day lies outside the period that was asked for."), field="granted_from_on")
    payment.granted_amount, payment.granted_from_on = amount, starts_on
    return _settled(payment, PaymentAnswer.GRANTED, reason, by, at)


@action
def refuse_payment(*, payment_id: UUID, reason: str, by: Actor, at: datetime) -> PaymentCommitment:
    """The payer says no, and why. Raises Denied; AskedAlready; NoReason."""
    payment = _locked(payment_id, by)
    return _settled(payment, PaymentAnswer.REFUSED, reasoned(reason, longest=500), by, at)


def _locked(payment_id: UUID, by: Actor) -> PaymentCommitment:
    can_ask_payment(actor=by).require()
    payment = PaymentCommitment.objects.visible_to(by).select_for_update().get(pk=payment_id)
    if payment.answer:
        raise AskedAlready(_("Somebody has written the answer down."))
    return payment


def _settled(payment: PaymentCommitment, answer: str, reason: str, by: Actor, at: datetime) -> PaymentCommitment:
    payment.answer, payment.reason = answer, reason
    payment.settled_at, payment.settled_by_id = at, by.user_id
    payment.save(update_fields=["answer", "granted_amount", "granted_from_on", "reason", "settled_at", "settled_by"])
    return payment
