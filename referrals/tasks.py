"""Work by the clock."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from udsatte.celery import app


@app.task
def come_back() -> int:
    """Bring back what nobody has looked at in time. Often: once is once."""
    return bring_back(at=timezone.now())


def bring_back(*, at: datetime) -> int:
    """How many came back to their sender and to the receiving unit's coordinator."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT referrals_come_back(%s)", [at])
        return int(cursor.fetchone()[0])
