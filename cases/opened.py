"""What the database tells beyond the unit's own grounds: who has opened its citizens, and until when one is on duty."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from cases.choices import Basis
from cases.models import Citizen
from udsatte.access.actor import Actor
from udsatte.web.keyset import PAGE


@dataclass(frozen=True, slots=True)
class Opened:
    """A ground that somebody elsewhere opened for themselves on a citizen of this unit."""

    id: UUID
    citizen_id: UUID
    basis: Basis
    user_id: UUID
    who: str
    unit: str
    phone: str
    reason: str
    starts_at: datetime
    ends_at: datetime
    ended_by: str | None
    ended_reason: str

    def is_open(self, at: datetime) -> bool:
        return self.ends_at > at


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """The rows, the citizens whom they are about, and after which row the next come (None: that was all)."""

    rows: list[Opened]
    names: dict[UUID, str]
    after: UUID | None

    @property
    def count(self) -> str:
        return f"{len(self.rows)}+" if self.after else str(len(self.rows))


def duty_until() -> datetime | None:
    """Until when the person in the context may search as the one on duty; None: not now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT duty_until()")
        until: datetime | None = cursor.fetchone()[0]
    return until


def opened_page(*, actor: Actor, after: UUID | None) -> OpenedPage:
    """Newest first. Raises Denied (by the database) for anybody but a coordinator."""
    rows = _rows(after, PAGE + 1)
    shown = rows[:PAGE]
    citizens = Citizen.objects.visible_to(actor).filter(pk__in={row.citizen_id for row in shown})
    return OpenedPage(shown, {one.pk: one.name for one in citizens}, shown[-1].id if len(rows) > PAGE else None)


def opened(ground_id: UUID) -> Opened | None:
    """One of them, or None."""
    return next(iter(_rows(None, 1, only=ground_id)), None)


def _rows(after: UUID | None, limit: int, only: UUID | None = None) -> list[Opened]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM grounds_opened(%s, %s, %s)", [after, only, limit])
        return [Opened(row[0], row[1], Basis(row[2]), *row[3:]) for row in cursor.fetchall()]
