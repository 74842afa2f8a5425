"""Work by the clock, and in the background on the rights of whoever asked."""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from cases.actions import alert_visits, close_day, post_digest
from cases.actions.drafts import forget_drafts
from cases.actions.export_jobs import abandon_export, export_some, finish_export, forget_exports, make_later
from cases.actions.import_jobs import abandon_import, advance_import, advance_later, forget_imports, listed_rows
from cases.actions.intake import forget_filed
from cases.caseload_export import Row
from cases.choices import ExportState
from cases.figures import minders_of_due
from cases.models import ExportJob, ImportJob, ReminderDay
from cases.models.lists import WORKING
from udsatte.access.actor import Channel
from udsatte.access.context import acting_as
from udsatte.access.decisions import Denied
from udsatte.celery import app
from udsatte.web import days
from udsatte.web.choices import MessageKind
from udsatte.web.models import OutboxMessage

logger = logging.getLogger(__name__)

#: So many batches, then whoever else waits for the worker has a turn.
_TURN = 20
#: Nobody has worked on it for so long: its worker was killed, or its message was lost.
ABANDONED = timedelta(minutes=2)
#: The figures of a digest that still waits (the mail server is away) are counted anew when they are so old.
_RENEWED_AFTER = timedelta(hours=1)


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
    digests = OutboxMessage.objects.of_day(MessageKind.DIGEST, day)
    people = digests.waiting().posted_by(at - _RENEWED_AFTER).recipients() if closed else minders_of_due(day, at)
    for user_id in people:
        # Another run may be at it: whoever comes second passes over what the first has done.
        if closed or not digests.filter(recipient_id=user_id).exists():
            post_digest(user_id=user_id, day=day, at=at)
    if not closed:
        close_day(day=day, at=at)
        logger.info("Posted the digests of today", extra={"people": len(people)})


@app.task(name="cases.tasks.watch_visits")
def watch_visits() -> None:
    """Tell of colleagues who have not said that they are out. Safe to run twice, late, and twice at once."""
    told = alert_visits(at=timezone.now())
    if told:
        logger.info("Told of colleagues who have not come out", extra={"people": told})


@app.task(name="cases.tasks.import_advance")
def import_advance(job_id: UUID) -> None:
    """Go on with an import, a batch at a time, each in a transaction on the importer's own rights. Safe to run twice.

    Membership, role and person are asked anew for each batch: who may not import any more stops here.
    """
    job = ImportJob.objects.without_file().filter(pk=job_id, state__in=WORKING).first()
    if job is None:
        return
    try:
        listed = None
        for turn in range(_TURN):
            at = timezone.now()
            with acting_as(
                user_id=job.asked_by_id, membership_id=job.membership_id, at=at, channel=Channel.IMPORT
            ) as actor:
                listed = listed_rows(job_id=job_id, by=actor) if turn == 0 else listed
                if not advance_import(job_id=job_id, listed=listed, by=actor, at=at):
                    return
    except Denied:
        abandon_import(job_id=job_id, at=timezone.now())
        logger.info("An import stopped: its person may not import any more", extra={"job": str(job_id)})
        return
    advance_later(job_id)


@app.task(name="cases.tasks.export_make")
def export_make(job_id: UUID) -> None:
    """Gather the rows, a batch at a time on the rights of whoever asked, and keep the file. Killed, it begins anew."""
    job = ExportJob.objects.without_file().filter(pk=job_id, state=ExportState.RUNNING).first()
    if job is None:
        return
    rows: list[Row] = []
    whose = {"user_id": job.asked_by_id, "membership_id": job.membership_id}
    after: UUID | None = None
    try:
        while True:
            at = timezone.now()
            with acting_as(**whose, at=at) as actor:
                some, after = export_some(job_id=job_id, after=after, done=len(rows), by=actor, at=at)
                rows += some
                if after is None:
                    finish_export(job_id=job_id, rows=rows, by=actor, at=at)
                    return
    except Denied:
        abandon_export(job_id=job_id, at=timezone.now())


@app.task(name="cases.tasks.lists_resume")
def lists_resume() -> None:
    """Take up again what nobody works on. Safe to run twice: two workers at one list take turns."""
    since = timezone.now() - ABANDONED
    for job_id in ImportJob.objects.filter(state__in=WORKING, touched_at__lt=since).values_list("pk", flat=True):
        advance_later(job_id)
    exports = ExportJob.objects.filter(state=ExportState.RUNNING, touched_at__lt=since)
    for job_id in exports.values_list("pk", flat=True):
        make_later(job_id)


@app.task(name="cases.tasks.drafts_forget")
def drafts_forget() -> None:
    """Delete drafts that nobody has touched for long."""
    logger.info("Deleted drafts", extra={"drafts": forget_drafts(at=timezone.now())})


@app.task(name="cases.tasks.intake_forget")
def intake_forget() -> None:
    """Delete what devices sent and what has long been filed."""
    logger.info("Deleted what devices sent", extra={"contacts": forget_filed(at=timezone.now())})


@app.task(name="cases.tasks.lists_forget")
def lists_forget() -> None:
    """Delete what lists hold whose time has come."""
    at = timezone.now()
    logger.info("Deleted lists", extra={"imports": forget_imports(at=at), "exports": forget_exports(at=at)})
