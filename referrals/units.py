"""Which units can be referred to, and which ones ask."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
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


@dataclass(frozen=True, slots=True)
class PublicUnit:
    """A unit that anybody may write to. is_full: it gets more than its queue takes, just now."""

    pk: UUID
    name: str
    phone: str
    is_full: bool


@dataclass(frozen=True, slots=True)
class PublicDoor:
    """The units; whether the network has sent enough for this hour; whether this very form was sent before."""

    units: tuple[PublicUnit, ...]
    is_tired: bool
    is_sent: bool


def public_door(*, digest: bytes | None, network: bytes, at: datetime) -> PublicDoor:
    """What the public page knows before it reads a form. digest: of the form's code. One database function."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM public_door(%s, %s, %s)", [digest, network, at])
        rows = cursor.fetchall()
    units = tuple(PublicUnit(*row[:4]) for row in rows)
    return PublicDoor(units, is_tired=any(row[4] for row in rows), is_sent=any(row[5] for row in rows))
