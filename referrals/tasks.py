"""Work by the clock."""

import logging
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext

from referrals.actions.news import forget_news, post_news, settle_words
from referrals.models import News
from udsatte.celery import app
from udsatte.web import days

logger = logging.getLogger(__name__)


@app.task
def come_back() -> int:
    """Bring back what nobody has looked at in time, and take back what is asked for the dead. Often: once is once."""
    at = timezone.now()
    return take_back_for_the_dead(at=at) + bring_back(at=at)


def take_back_for_the_dead(*, at: datetime) -> int:
    """How many undecided referrals were taken back, a day after it was written down that the citizen has died."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT referrals_of_the_dead(%s, %s)", [gettext("The citizen has died."), at])
        return int(cursor.fetchone()[0])


def bring_back(*, at: datetime) -> int:
    """How many came back to their sender and to the receiving unit's coordinator."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT referrals_come_back(%s)", [at])
        return int(cursor.fetchone()[0])


@app.task
def tell_due() -> int:
    """Tell units whose waiting list and which deadlines are due today. Often: once is once."""
    return tell_of_what_is_due(at=timezone.now())


def tell_of_what_is_due(*, at: datetime) -> int:
    """How many notices were new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT referrals_due(%s)", [at])
        return int(cursor.fetchone()[0])


@app.task
def tell_senders() -> None:
    """Promise what senders are to be told by e-mail, and settle words whose e-mail has gone or was given up.

    Acute ones at once; the rest once a day for each of them, from the morning's hour on a clock in Copenhagen. Safe to
    run twice, late, and twice at once; killed half-way, the next run goes on. A day on which it never ran is made up
    for by the next.
    """
    at = timezone.now()
    local = days.local(at)
    hour = local.replace(hour=settings.REMINDER_HOUR, minute=0, second=0, microsecond=0)
    morning = hour if local >= hour else None
    senders = News.objects.due(morning).senders()
    for user_id, referral_id in senders:
        post_news(user_id=user_id, referral_id=referral_id, morning=morning, at=at)
    settled = settle_words(at=at)
    forget_news(at=at)
    if senders or settled:
        logger.info("Told senders of referrals", extra={"people": len(senders), "messages": settled})
