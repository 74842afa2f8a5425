"""Which units can be referred to, and which ones ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import connection
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from referrals.choices import Room
from referrals.models import Entrance
from udsatte.access.actor import Actor
from udsatte.accounts.choices import Sector
from udsatte.accounts.models import Organisation, Unit

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
    def of(cls, rows: Sequence[Mapping[str, Any]], *, is_cut: bool) -> Self:
        """From rows with pk, name, room and one's own sector."""
        is_municipal = any(row["own_sector"] == Sector.MUNICIPALITY for row in rows[:1])
        rows = sorted(rows, key=lambda row: (row["name"], str(row["pk"])))
        taking = [row for row in rows if row["room"]]
        return cls(
            every=[(str(row["pk"]), row["name"]) for row in rows],
            open=[(str(row["pk"]), f"{row['name']} ({Room(row['room']).label.lower()})") for row in taking],
            is_cut=is_cut,
            is_municipal=is_municipal,
        )


def units_near(actor: Actor, *, at: datetime, wanted: Iterable[UUID | None] = ()) -> Units:
    """Those of the own municipality or region and of whoever it looks after, then other sectors', then the rest.

    Without one's own. wanted: what is chosen, which stands there however far it is. One statement.
    """
    keeper = Coalesce("organisation__managing_organisation", "organisation")
    mine = Unit.objects.filter(pk=actor.unit_id)
    own = mine.values(keeper=keeper)
    region_or_state = ~Q(organisation__sector=Sector.MUNICIPALITY)
    far = Case(
        When(pk__in=[pk for pk in wanted if pk], then=Value(0)),
        When(keeper=Subquery(own[:1]), then=Value(1)),
        When(region_or_state, then=Value(2)),
        default=Value(3),
    )
    takes = Entrance.objects.filter(unit=OuterRef("pk"), is_open=True).values("room")
    rows = (
        Unit.objects.open_on(localdate(at))
        .exclude(pk=actor.unit_id)
        .annotate(
            keeper=keeper, far=far, room=Subquery(takes), own_sector=Subquery(mine.values("organisation__sector")[:1])
        )
        .order_by("far", F("room").asc(nulls_last=True), "name", "pk")
        .values("pk", "name", "room", "own_sector")[: MOST + 1]
    )
    found = list(rows)
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
