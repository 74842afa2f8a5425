"""The treatment guarantee: written down from the day it was said, and what became of it."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.actions.storing import store
from cases.models import ContactLine
from referrals.models import Guarantee
from referrals.policies import can_guarantee
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.web.idempotency import once


class RunsAlready(Foreseen):
    """The fourteen days run already, from an earlier day."""


class WrongDay(Foreseen):
    """The day has not been, or lies before it was said. `field` says which."""


@action
def begin_guarantee(
    *, citizen_id: UUID, said_on: date | None, line_id: UUID | None, by: Actor, at: datetime, key: UUID
) -> UUID:
    """The citizen has said that they want treatment: fourteen days from then.

    line_id: the contact in which it was said, whose day counts. Raises Denied; RunsAlready; WrongDay.
    """
    can_guarantee(actor=by).require()

    def save() -> UUID:
        if Guarantee.objects.visible_to(by).running(by.unit_id).filter(citizen_id=citizen_id).exists():
            raise RunsAlready(_("The fourteen days run already for this citizen."))
        line = ContactLine.objects.visible_to(by).standing().get(pk=line_id, citizen_id=citizen_id) if line_id else None
        day = localdate(line.at) if line else said_on
        if day is None or day > localdate(at):
            raise WrongDay(_("Say on which day the citizen said so."), field="said_on")
        guarantee = Guarantee(
            citizen_id=citizen_id,
            unit_id=by.unit_id,
            said_on=day,
            line=line,
            recorded_at=at,
            recorded_by_id=by.user_id,
        )
        store(guarantee, exclude=["citizen", "unit", "line", "recorded_by"])
        return guarantee.pk

    return once(by=by, key=key, action="begin_guarantee", at=at, do=save)[0]


@action
def settle_guarantee(
    *, guarantee_id: UUID, started_on: date | None, exception: str, reason: str, by: Actor, at: datetime
) -> Guarantee:
    """The treatment has begun, or an exception holds, with its reason. Raises Denied; WrongDay; RunsAlready."""
    can_guarantee(actor=by).require()
    guarantee = Guarantee.objects.visible_to(by).select_for_update().get(pk=guarantee_id)
    if guarantee.settled_at is not None:
        raise RunsAlready(_("Somebody has said what became of it."))
    if started_on and not guarantee.said_on <= started_on <= localdate(at):
        raise WrongDay(_("The treatment began between that day and today."), field="started_on")
    guarantee.started_on = started_on
    guarantee.exception, guarantee.exception_reason = ("", "") if started_on else (exception, reason)
    guarantee.settled_at, guarantee.settled_by_id = at, by.user_id
    guarantee.save(update_fields=["started_on", "exception", "exception_reason", "settled_at", "settled_by"])
    return guarantee
