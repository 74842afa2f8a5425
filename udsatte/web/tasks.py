"""Work by the clock."""

import logging

from django.db import connection
from django.utils import timezone

from udsatte.accounts.models import Session
from udsatte.celery import app
from udsatte.web import idempotency, outbox
from udsatte.web.choices import MessageState
from udsatte.web.models import IdempotencyKey, OutboxMessage

logger = logging.getLogger(__name__)


@app.task(name="udsatte.web.tasks.clear_expired")
def clear_expired() -> None:
    """Remove sessions that have ended, counts of wrong attempts that count no more, idempotency keys that nothing will
    repeat, and messages settled long ago. Safe to run twice.
    """
    at = timezone.now()
    sessions, _ = Session.objects.filter(expire_date__lt=at).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM udsatte_cache WHERE expires < %s", [at])
    keys, _ = IdempotencyKey.objects.filter(claimed_at__lt=at - idempotency.KEPT_FOR).delete()
    messages, _ = OutboxMessage.objects.settled_before(at - outbox.KEPT_FOR).delete()
    logger.info("Cleared what had expired", extra={"sessions": sessions, "keys": keys, "messages": messages})


@app.task(name="udsatte.web.tasks.send_messages")
def send_messages() -> None:
    """Send what waits in the outbox. Safe to run twice, late, and twice at once."""
    ended = outbox.send_due(at=timezone.now())
    if ended:
        extra = {"messages": ended.total(), "sent": ended[MessageState.SENT]}
        logger.info("Went through the outbox", extra=extra)
