"""Work by the clock."""

import logging

from django.conf import settings
from django.utils import timezone

from cases.actions import close_day, post_digest
from cases.figures import owners_of_due
from cases.models import ReminderDay
from udsatte.celery import app
from udsatte.web import days
from udsatte.web.choices import MessageKind
from udsatte.web.models import OutboxMessage

logger = logging.getLogger(__name__)


@app.task(name="cases.tasks.remind")
def remind() -> None:
    """Promise everybody today's digest once the hour has come, and keep those that still wait up to date.

    Safe to run twice, late, and twice at once: a digest is known by its person and day. Killed half-way, the next run
    goes on, because the day is closed last. A day on which it never ran is closed as missed.
    """
    at = timezone.now()
    day = days.day_of(at)
    if days.local(at).hour < settings.REMINDER_HOUR:
        return
    closed = ReminderDay.objects.filter(day_on=day).exists()
    if closed:
        people = OutboxMessage.objects.of_day(MessageKind.DIGEST, day).waiting().recipients()
    else:
        people = owners_of_due(day)
    for user_id in people:
        post_digest(user_id=user_id, day=day, at=at)
    if not closed:
        close_day(day=day, at=at)
        logger.info("Posted the digests of today", extra={"people": len(people)})
