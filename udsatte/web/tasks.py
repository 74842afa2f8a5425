"""Work by the clock."""

import logging

from django.db import connection
from django.utils import timezone

from udsatte.accounts.models import Session
from udsatte.celery import app
from udsatte.web.idempotency import KEPT_FOR
from udsatte.web.models import IdempotencyKey

logger = logging.getLogger(__name__)


@app.task(name="udsatte.web.tasks.clear_expired")
def clear_expired() -> None:
    """Remove sessions that have ended, counts of wrong attempts that count no more, and idempotency keys that nothing
    will repeat. Safe to run twice.
    """
    at = timezone.now()
    sessions, _ = Session.objects.filter(expire_date__lt=at).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM udsatte_cache WHERE expires < %s", [at])
    keys, _ = IdempotencyKey.objects.filter(claimed_at__lt=at - KEPT_FOR).delete()
    logger.info("Cleared what had expired", extra={"sessions": sessions, "keys": keys})
