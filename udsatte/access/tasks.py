"""What the worker does before its first task, and the access log's seals by the clock."""

import logging
from collections import deque
from itertools import islice
from pathlib import Path

from celery.signals import worker_init
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from udsatte.access.database import refuse_unsafe_role
from udsatte.access.models import AccessCheck, AccessSeal
from udsatte.access.seals import Tally, faults, keep, kept, seal
from udsatte.celery import app

logger = logging.getLogger(__name__)

#: How many faults a check writes down; it counts them all.
REPORTED = 50


@worker_init.connect
def refuse_to_start_on_an_unsafe_role(**_: object) -> None:
    """As the web process does. Celery would only log an exception; SystemExit stops it."""
    try:
        refuse_unsafe_role()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error


@app.task(name="udsatte.access.tasks.seal_access_log")
def seal_access_log() -> None:
    """Seal what is not sealed, once a day, and put the hash outside. Asked every hour: a missed day is made up for,
    and of two who ask at once one does it.
    """
    last = AccessSeal.objects.order_by("-number").first()
    if last is None or timezone.localdate(last.sealed_at) < timezone.localdate(timezone.now()):
        number = seal(last.number if last else 0)
        if number is not None:
            new = AccessSeal.objects.get(number=number)
            logger.info(
                "The access log is sealed",
                extra={"seal": number, "rows": new.rows, "hash": bytes(new.hash).hex()},
            )
    if settings.AUDIT_SEAL_FILE:
        keep(Path(settings.AUDIT_SEAL_FILE))


@app.task(name="udsatte.access.tasks.check_access_log")
def check_access_log() -> None:
    """Check the whole log against its seals, once a day, for the auditor's page. Safe to run twice."""
    at = timezone.now()
    last = AccessCheck.objects.order_by("-at").first()
    if last is not None and timezone.localdate(last.at) >= timezone.localdate(at):
        return
    tally = Tally()
    outside = kept(Path(settings.AUDIT_SEAL_FILE)) if settings.AUDIT_SEAL_FILE else None
    found = faults(at=at, outside=outside, tally=tally)
    report = "\n".join(islice(found, REPORTED))
    deque(found, maxlen=0)  # the rest is counted, and not written down
    AccessCheck.objects.create(at=at, seals=tally.seals, rows=tally.rows, faults=tally.faults, report=report)
    if tally.faults:
        logger.error("The access log is not as it was sealed", extra={"faults": tally.faults})
