"""The unit's list on its way out. Each citizen in it is in the access log; the file is its person's, for a day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from cases.caseload_export import Row, count, headings, rows_after
from cases.choices import ExportFormat, ExportState, ListKind, WhyStopped
from cases.identifiers import seal_list
from cases.models import ExportJob
from cases.policies import can_export
from udsatte.access.actor import Actor
from udsatte.access.choices import AccessKind
from udsatte.access.context import action
from udsatte.access.log import note_view
from udsatte.celery import app
from udsatte.web.idempotency import once
from udsatte.web.spreadsheets import csv_file, xlsx_file

BATCH = 1_000


@action
def begin_export(*, kind: ListKind, file: ExportFormat, by: Actor, at: datetime, key: UUID) -> UUID:
    """Ask for the unit's citizens or contacts as a file. Raises Denied."""
    can_export(actor=by).require()

    def save() -> UUID:
        job = ExportJob(
            id=uuid4(),
            kind=kind,
            format=file,
            unit_id=by.unit_id,
            membership_id=by.membership_id,
            asked_at=at,
            asked_by_id=by.user_id,
            touched_at=at,
            expires_at=at + timedelta(hours=settings.EXPORT_KEPT_HOURS),
            total=count(kind, by=by),
        )
        job.save(force_insert=True)
        make_later(job.pk)
        return job.pk

    return once(by=by, key=key, action="begin_export", at=at, do=save)[0]


@action
def export_some(
    *, job_id: UUID, after: UUID | None, done: int, by: Actor, at: datetime
) -> tuple[list[Row], UUID | None]:
    """The next rows, logged, and after which id those beyond begin. done: how many there are. Raises Denied."""
    can_export(actor=by).require()
    job = ExportJob.objects.visible_to(by).without_file().select_for_update().get(pk=job_id)
    rows, beyond = rows_after(ListKind(job.kind), after, BATCH, by=by)
    note_view("cases:exports", {citizen_id for _cells, citizen_id in rows}, kind=AccessKind.EXPORT)
    job.position, job.touched_at = done + len(rows), at
    job.save(update_fields=["position", "touched_at"])
    return rows, beyond


@action
def finish_export(*, job_id: UUID, rows: Sequence[Row], by: Actor, at: datetime) -> None:
    """Keep the file, sealed, for its person. A second worker at the same export changes nothing. Raises Denied."""
    can_export(actor=by).require()
    job = ExportJob.objects.visible_to(by).without_file().select_for_update().get(pk=job_id)
    if job.state != ExportState.RUNNING:
        return
    written = csv_file if job.format == ExportFormat.CSV else xlsx_file
    job.content = seal_list(written(headings(ListKind(job.kind)), [cells for cells, _citizen_id in rows]))
    job.state, job.total, job.position, job.touched_at = ExportState.DONE, len(rows), len(rows), at
    job.save(update_fields=["content", "state", "total", "position", "touched_at"])


def make_later(job_id: UUID) -> None:
    """Have a worker make the file when this transaction is stored. Without a queue, beat finds it a minute later."""
    transaction.on_commit(partial(app.send_task, "cases.tasks.export_make", [job_id]), robust=True)


def abandon_export(*, job_id: UUID, at: datetime) -> None:
    """Stop an export whose person may not have it any more. By the worker: the person's rights are gone."""
    ExportJob.objects.filter(pk=job_id, state=ExportState.RUNNING).update(
        state=ExportState.STOPPED, stopped_why=WhyStopped.RIGHTS, touched_at=at
    )


def forget_exports(*, at: datetime) -> int:
    """Delete the files whose time has come. By the worker, for everybody; safe to repeat."""
    return ExportJob.objects.filter(expires_at__lte=at, content__isnull=False).update(content=None)
