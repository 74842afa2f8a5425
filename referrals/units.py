"""Which units can be referred to, and which ones ask."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from referrals.models import Entrance
from udsatte.accounts.models import Unit


def open_units(*, at: datetime, but: UUID) -> list[tuple[str, str]]:
    """(id, name with room) of the units that take referrals that day, without one's own. One statement."""
    rows = Entrance.objects.taking(localdate(at)).exclude(unit_id=but).for_list()
    return [(str(one.unit_id), f"{one.unit.name} ({one.get_room_display().lower()})") for one in rows]


def all_units(*, day: date, but: UUID) -> list[tuple[str, str]]:
    """(id, name) of every unit that is open, without one's own: who may have asked, or has a citizen meanwhile."""
    rows = Unit.objects.open_on(day).exclude(pk=but).order_by("name", "pk").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]
