"""The settings of a drill: as in development, and beat is in a hurry, so that minutes do for hours."""

from datetime import timedelta

from udsatte.settings.base import CELERY_BEAT_SCHEDULE
from udsatte.settings.dev import *  # noqa: F403

CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": timedelta(seconds=seconds), "options": {"expires": seconds}}
    for name, entry in CELERY_BEAT_SCHEDULE.items()
    for seconds in [
        {"remind": 10, "tell-senders": 10, "send-messages": 5, "lists-resume": 10, "visits": 3}.get(name, 3600)
    ]
}
REMINDER_HOUR = 0
#: Minutes after the first word that nobody is out.
VISIT_AGAIN_MINUTES = 1
