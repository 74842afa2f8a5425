"""Who answers in the demo: the coordinator by day on weekdays, somebody every evening, nobody at night."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from udsatte.access.actor import Actor
from udsatte.access.context import acting_as
from udsatte.accounts.models import Membership, Unit
from udsatte.web.days import COPENHAGEN, day_of
from udsatte.web.duty.actions import Shift, plan_duty

_EVENINGS = ("anna", "sofie", "bo", "niels")
_PHONE = "00 00 00 90"


def plan(members: Mapping[str, Membership], at: datetime) -> None:
    """Eight days from today on, planned by the coordinator."""
    clara = members["clara"]
    shifts = []
    for number in range(8):
        day = day_of(at) + timedelta(days=number)
        if day.weekday() < 5:
            shifts.append(_shift(clara, day, 8, 16))
        shifts.append(_shift(members[_EVENINGS[day.toordinal() % len(_EVENINGS)]], day, 16, 22))
    to_come = [shift for shift in shifts if shift.ends_at > at]
    key = UUID(int=Random(at.toordinal()).getrandbits(128))  # noqa: S311 — no secret
    with acting_as(user_id=clara.user_id, membership_id=clara.pk, at=at) as actor:
        plan_duty(unit=clara.unit, shifts=to_come, by=actor, at=at, key=key)


def plan_evening(who: Membership, day: date, by: Actor, at: datetime) -> None:
    """One evening more, planned by the coordinator."""
    key = UUID(int=Random(day.toordinal()).getrandbits(128))  # noqa: S311 — no secret
    plan_duty(unit=Unit.objects.get(pk=by.unit_id), shifts=[_shift(who, day, 16, 22)], by=by, at=at, key=key)


def _shift(who: Membership, day: date, begins: int, ends: int) -> Shift:
    return Shift(
        user_id=who.user_id,
        name="",
        phone=_PHONE,
        starts_at=datetime.combine(day, time(begins), COPENHAGEN),
        ends_at=datetime.combine(day, time(ends), COPENHAGEN),
    )
