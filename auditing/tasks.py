"""Rules and samples by the clock."""

import logging
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from udsatte.celery import app

logger = logging.getLogger(__name__)

#: Work with a citizen answers for a look up to thirty days before it; and a worker may have been away.
LOOKED_BACK = timedelta(days=35)


@app.task(name="auditing.tasks.examine_looks")
def examine_looks() -> None:
    """Point at looks that are worth a second look, and draw last month's sample, once. Safe to repeat."""
    at = timezone.now()
    last_month = timezone.localdate(at).replace(day=1) - timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_flag(%s, %s)", [at - LOOKED_BACK, at])
        flagged = cursor.fetchone()[0]
        cursor.execute("SELECT audit_draw(%s)", [last_month])
        drawn = cursor.fetchone()[0]
    logger.info("Looks are examined", extra={"flagged": flagged, "drawn": drawn})
