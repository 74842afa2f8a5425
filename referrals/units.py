"""Which units can be referred to, and which ones ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.timezone import localdate

from referrals.choices import Room
from referrals.models import Entrance
from udsatte.access.actor import Actor
from udsatte.accounts.choices import Sector
from udsatte.accounts.models import Organisation

#: So many stand in a list to choose from, the nearest; any other one is found in the directory of who takes what.
MOST = 60

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Units:
    """Units to choose among, by name. every: who may have asked, or has a citizen meanwhile. open: who takes referrals,
    with their room in words. is_cut: there are more than stand here. is_municipal: whether one's own is."""

    every: Choices
    open: Choices
    is_cut: bool = False
    is_municipal: bool = False

    @classmethod
    def of(cls, rows: Sequence[tuple[UUID, str, str | None, bool]], *, is_cut: bool) -> Self:
        """From (id, name, room where it takes referrals, whether one's own is municipal)."""
        by_name = sorted((name, str(pk), room) for pk, name, room, _municipal in rows)
        return cls(
            every=[(pk, name) for name, pk, _room in by_name],
            open=[(pk, f"{name} ({Room(room).label.lower()})") for name, pk, room in by_name if room],
            is_cut=is_cut,
            is_municipal=any(row[3] for row in rows[:1]),
        )


#: Written out: to build it costs the ORM as much again as PostgreSQL needs to answer it, on every referral's page.
_NEAR = """
WITH mine AS (
  SELECT o.sector, coalesce(o.managing_organisation_id, o.id) AS keeper
    FROM accounts_unit u JOIN accounts_organisation o ON o.id = u.organisation_id WHERE u.id = %(own)s)
SELECT u.id, u.name, e.room, m.sector = %(municipality)s
  FROM accounts_unit u JOIN accounts_organisation o ON o.id = u.organisation_id CROSS JOIN mine m
  LEFT JOIN referrals_entrance e ON e.unit_id = u.id AND e.is_open
 WHERE u.id <> %(own)s AND (u.closed_on IS NULL OR u.closed_on > %(day)s)
 ORDER BY CASE WHEN u.id = ANY (%(wanted)s) THEN 0
               WHEN coalesce(o.managing_organisation_id, o.id) = m.keeper THEN 1
               WHEN o.sector <> %(municipality)s THEN 2 ELSE 3 END,
          e.unit_id IS NULL, u.name, u.id
 LIMIT %(most)s
"""


def units_near(actor: Actor, *, at: datetime, wanted: Iterable[UUID | None] = ()) -> Units:
    """Those of the own municipality or region and of whoever it looks after, then other sectors', then the rest.

    Without one's own. wanted: what is chosen, which stands there however far it is. One statement.
    """
    asked: dict[str, Any] = {
        "own": actor.unit_id,
        "municipality": Sector.MUNICIPALITY.value,
        "day": localdate(at),
        "wanted": [pk for pk in wanted if pk],
        "most": MOST + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, asked)
        found = cursor.fetchall()
    return Units.of(found[:MOST], is_cut=len(found) > MOST)


def with_a_way_in() -> QuerySet[Organisation]:
    """The organisations that have a unit one can refer to, by name."""
    return Organisation.objects.filter(pk__in=Entrance.objects.values("unit__organisation")).by_name()


def payers() -> list[tuple[str, str]]:
    """(id, name) of the directory's organisations: who may be asked to pay. Any other one in words. One statement."""
    return [(str(one.pk), one.name) for one in Organisation.objects.by_name()[:MOST]]


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
