"""Marking what the unit was told as seen. What tells it lies in the database (cases/sql)."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from cases.policies import can_see_notices
from udsatte.access.actor import Actor
from udsatte.access.context import action


@action
def see_notice(*, notice_id: UUID, by: Actor, at: datetime) -> None:
    """Somebody has seen it, for the whole unit; who saw it first stays. Raises Denied."""
    can_see_notices(actor=by).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT notice_see(%s)", [notice_id])
