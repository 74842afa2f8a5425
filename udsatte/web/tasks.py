"""Work by the clock."""

import logging

from django.contrib.sessions.models import Session
from django.utils import timezone

from udsatte.celery import app
from udsatte.web.idempotency import KEPT_FOR
from udsatte.web.models import IdempotencyKey

logger = logging.getLogger(__name__)


@app.task(name="udsatte.web.tasks.clear_expired")
def clear_expired() -> None:
    """Remove sessions that have ended and idempotency keys that nothing will repeat any more. Safe to run twice."""
    at = timezone.now()
    sessions, _ = Session.objects.filter(expire_date__lt=at).delete()
    keys, _ = IdempotencyKey.objects.filter(claimed_at__lt=at - KEPT_FOR).delete()
    logger.info("Cleared what had expired", extra={"sessions": sessions, "keys": keys})
