"""Planning who answers. The rows are written by functions of the database, each with its own rule."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen, Stale
from udsatte.accounts.models import DutyShift, Unit
from udsatte.web.duty.policies import can_plan
from udsatte.web.idempotency import once

_ADD = "SELECT duty_add(%s, %s, %s, %s, %s, %s)"
_CHANGE = "SELECT duty_change(%s, %s, %s, %s, %s, %s, %s)"
_CANCEL = "SELECT duty_cancel(%s)"


class OnDutyAlready(Foreseen):
    """The person has another shift at that time."""

    field = "who"


@dataclass(frozen=True, slots=True)
class Shift:
    """What a shift says: a colleague, or else the name of a post outside; where they answer, from when to when."""

    user_id: UUID | None
    name: str
    phone: str
    starts_at: datetime
    ends_at: datetime


@action
def plan_duty(*, unit: Unit, shifts: list[Shift], by: Actor, at: datetime, key: UUID) -> UUID:
    """Put shifts on a unit's roster, all or none. Answers with the first one's id. Raises Denied; OnDutyAlready."""
    _may(by, unit)

    def save() -> UUID:
        made = []
        for shift in shifts:
            _free(shift)
            made.append(_call(_ADD, [unit.pk, shift.user_id, shift.name, shift.phone, shift.starts_at, shift.ends_at]))
        return made[0]

    return once(by=by, key=key, action="plan_duty", at=at, do=save)[0]


@action
def change_duty(*, shift_id: UUID, version: int, to: Shift, by: Actor, at: datetime) -> None:
    """Change a shift that is not over. Raises Denied; OnDutyAlready; Stale when somebody changed it meanwhile."""
    found = DutyShift.objects.select_related("unit__organisation").get(pk=shift_id)
    _may(by, found.unit)
    _free(to, shift_id)
    if not _call(_CHANGE, [shift_id, version, to.user_id, to.name, to.phone, to.starts_at, to.ends_at]):
        raise Stale(DutyShift.objects.get(pk=shift_id))


@action
def cancel_duty(*, shift_id: UUID, by: Actor, at: datetime) -> None:
    """Take a shift that is not over off the roster. Raises Denied."""
    _may(by, DutyShift.objects.select_related("unit__organisation").get(pk=shift_id).unit)
    _call(_CANCEL, [shift_id])


def _may(by: Actor, unit: Unit) -> None:
    can_plan(actor=by, own=Unit.objects.with_organisation().get(pk=by.unit_id), unit=unit).require()


def _free(shift: Shift, *but: UUID) -> None:
    taken = DutyShift.objects.planned().between(shift.starts_at, shift.ends_at).exclude(pk__in=but)
    if shift.user_id and taken.filter(user_id=shift.user_id).exists():
        raise OnDutyAlready(_("Is on duty at that time already."))


def _call(statement: str, params: list[Any]) -> UUID:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        answer: UUID = cursor.fetchone()[0]
        return answer
