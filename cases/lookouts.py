"""Whom the unit is asked to look out for, as the database tells it, and who may be asked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from udsatte.access.permissions import CEILING, SHARED
from udsatte.accounts.models import Membership

_ROLES = [role for role, ceiling in CEILING.items() if ceiling >= SHARED]


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A citizen whom another unit seeks: what to look for, until when, and whom to call."""

    id: UUID
    citizen_id: UUID
    words: str
    until: datetime
    unit: str
    phone: str


def lookouts_here() -> list[Asked]:
    """Whom the unit of the person in the context is asked to look out for, the newest on top."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lookouts_here()")
        return [Asked(*row) for row in cursor.fetchall()]


def units_to_ask(unit_id: UUID, at: datetime) -> list[tuple[str, str]]:
    """(id, name) of the other units in which somebody may see a citizen, by name."""
    rows = Membership.objects.open_at(at).with_role(_ROLES).exclude(unit_id=unit_id)
    found = rows.order_by("unit__name", "unit_id").values_list("unit_id", "unit__name").distinct()
    return [(str(pk), name) for pk, name in found]
