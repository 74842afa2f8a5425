"""Who is away, who stands in, and how many citizens somebody has room for. Functions of the database write it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.colleagues import caseworkers
from cases.policies import can_plan_leave, can_plan_loads, can_stop_leave
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.accounts.models import Leave
from udsatte.web.days import day as day_words
from udsatte.web.idempotency import once

#: Nobody plans farther ahead, or longer: a year typed wrong.
FARTHEST = timedelta(days=366)


class NotThen(Foreseen):
    """Somebody is away already in these days, or stands in for somebody, or the days themselves cannot be."""


@action
def plan_leave(
    *, user_id: UUID, deputy_id: UUID, starts_on: date, ends_on: date, by: Actor, at: datetime, key: UUID
) -> UUID:
    """Say that a colleague of the unit is away from a day until back on another, and who stands in.

    Raises Denied; NotThen.
    """
    places = {one.user_id: one for one in caseworkers(unit_id=by.unit_id, at=at).filter(user__in=[user_id, deputy_id])}
    if user_id not in places:
        raise NotThen(_("Choose somebody who does casework in this unit."), field="who")
    can_plan_leave(actor=by, role=places[user_id].role).require()
    if deputy_id not in places:
        raise NotThen(_("Choose somebody who does casework in this unit."), field="deputy")
    if deputy_id == user_id:
        raise NotThen(_("Somebody else must stand in."), field="deputy")
    today = localdate(at)
    if starts_on < today:
        raise NotThen(_("The day has been."), field="starts_on")
    if ends_on <= starts_on:
        raise NotThen(_("This is before the first day away."), field="ends_on")
    if ends_on > starts_on + FARTHEST or starts_on > today + FARTHEST:
        raise NotThen(_("Look at the date again."), field="ends_on")

    def save() -> UUID:
        _refuse_chain(user_id, deputy_id, starts_on, ends_on, by)
        return UUID(str(_call("SELECT leave_add(%s, %s, %s, %s)", [user_id, deputy_id, starts_on, ends_on])))

    return once(by=by, key=key, action="plan_leave", at=at, do=save)[0]


def _refuse_chain(user_id: UUID, deputy_id: UUID, starts_on: date, ends_on: date, by: Actor) -> None:
    """A deputy is at work, and who is away stands in for nobody. The database asks again, with the unit locked."""
    others = Leave.objects.of_unit(by.unit_id).overlapping(starts_on, ends_on).select_related("user", "deputy")
    for other in others.filter(user_id__in=[user_id, deputy_id]) | others.filter(deputy_id=user_id):
        days = {"name": other.user.full_name, "from": day_words(other.starts_on), "to": day_words(other.ends_on)}
        if other.user_id == user_id:
            raise NotThen(_("Is away already from %(from)s, back on %(to)s.") % days, field="starts_on")
        if other.user_id == deputy_id:
            raise NotThen(_("Is away too: from %(from)s, back on %(to)s.") % days, field="deputy")
        raise NotThen(
            _("Stands in for %(name)s until %(to)s. Let somebody else stand in for %(name)s first.") % days, field="who"
        )


@action
def stop_leave(*, leave_id: UUID, by: Actor, at: datetime) -> None:
    """Back at work today; a leave that has not begun is taken back. Raises Denied."""
    leave = Leave.objects.of_unit(by.unit_id).not_over(at).get(pk=leave_id)
    can_stop_leave(actor=by, leave=leave).require()
    _call("SELECT leave_stop(%s)", [leave_id])


@action
def set_capacity(*, membership_id: UUID, capacity: int | None, by: Actor, at: datetime) -> None:
    """How many citizens a colleague has room for; None: as many as everybody. Raises Denied."""
    can_plan_loads(actor=by).require()
    _call("SELECT member_capacity(%s, %s)", [membership_id, capacity])


def _call(statement: str, params: Sequence[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchone()[0]
