"""A list on its way in: brought, its columns said, tried, carried out. Each batch is one transaction with its position.

A worker that is killed loses what it had not committed; the next one goes on from the position.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from cases.actions.imported_citizens import ask_room_of_lists
from cases.actions.imports import Imported
from cases.caseload_import import Column, Record, check_columns, knows_heading, recognised, records
from cases.caseload_import.columns import LISTS
from cases.caseload_import.taking import take_in, wanted_lists
from cases.choices import IMPORT_TRANSITIONS, ImportState, ListKind, RowOutcome, WhyStopped
from cases.identifiers import seal_list, unseal_list
from cases.models import ImportJob, ImportRow
from cases.policies import can_import
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.access.decisions import Foreseen
from udsatte.celery import app
from udsatte.web.idempotency import once
from udsatte.web.spreadsheets import NotASheet, read_sheet

BATCH = 500
_SAMPLES = 3
_UPDATE = """
UPDATE cases_importrow r SET outcome = w.outcome, said = w.said
  FROM unnest(%s::uuid[], %s::text[], %s::bytea[]) w(id, outcome, said) WHERE r.id = w.id
"""
#: What somebody must look at, and so stays when the import is done.
_TO_LOOK_AT = (RowOutcome.BAD, RowOutcome.DIFFERENT)


class NotNow(Foreseen):
    """The import has come further, or has ended, since the page was made."""


@action
def begin_import(*, kind: ListKind, content: bytes, by: Actor, at: datetime, key: UUID) -> UUID:
    """Keep a file that somebody brought. Known headings go on by themselves; else the columns are to be said.

    Raises Denied; NotASheet.
    """
    can_import(actor=by).require()
    sheet = read_sheet(content, knows=knows_heading)
    columns = recognised(sheet.headings, LISTS[kind])
    samples = [(cells or ())[: len(columns)] for _number, cells in sheet.rows[:_SAMPLES]]

    def save() -> UUID:
        job = ImportJob(
            id=uuid4(),
            kind=kind,
            unit_id=by.unit_id,
            membership_id=by.membership_id,
            asked_at=at,
            asked_by_id=by.user_id,
            touched_at=at,
            expires_at=at + timedelta(days=settings.IMPORT_KEPT_DAYS),
            state=ImportState.MAPPED if _clear(sheet.headings, columns, kind) else ImportState.READ,
            total=len(sheet.rows),
            content=seal_list(content),
            headings=seal_list(json.dumps([sheet.headings, samples]).encode()),
            columns=[column or "" for column in columns],
        )
        job.save(force_insert=True)
        if job.state == ImportState.MAPPED:
            advance_later(job.pk)
        return job.pk

    return once(by=by, key=key, action="begin_import", at=at, do=save)[0]


@action
def map_columns(*, job_id: UUID, columns: Sequence[str], by: Actor, at: datetime) -> None:
    """Say what each column means, and begin to try the rows. Raises Denied; NotNow; NotASheet."""
    job = _locked(job_id, ImportState.MAPPED, by)
    said = [Column(column) if column else None for column in columns]
    check_columns(said, LISTS[ListKind(job.kind)])
    job.columns, job.state, job.touched_at = list(columns), ImportState.MAPPED, at
    job.save(update_fields=["columns", "state", "touched_at"])
    advance_later(job.pk)


@action
def run_import(*, job_id: UUID, by: Actor, at: datetime, room_reason: str = "") -> None:
    """Carry out what was tried. room_reason: why somebody gets more than there is room for.

    Raises Denied; NotNow; NoRoom.
    """
    job = _locked(job_id, ImportState.RUNNING, by)
    reason = room_reason.strip()
    if not reason:
        made = job.rows.visible_to(by).filter(outcome=RowOutcome.MADE)
        of = LISTS[ListKind(job.kind)]
        ask_room_of_lists(wanted_lists((record_of(row) for row in made.iterator()), of, at), by=by, at=at)
    job.room_reason = seal_list(reason.encode()) if reason else None
    job.state, job.position, job.last_row, job.touched_at = ImportState.RUNNING, 0, 0, at
    for outcome in RowOutcome:
        setattr(job, outcome.value, 0)
    job.save(update_fields=["state", "position", "last_row", "touched_at", "room_reason", *RowOutcome.values])
    advance_later(job.pk)


@action
def stop_import(*, job_id: UUID, by: Actor, at: datetime) -> None:
    """Stop, and throw away what the list holds. What is taken in already stays. Raises Denied; NotNow."""
    job = _locked(job_id, ImportState.STOPPED, by)
    job.state, job.stopped_why, job.touched_at = ImportState.STOPPED, WhyStopped.ASKED, at
    job.content = job.headings = job.room_reason = None
    job.save(update_fields=["state", "stopped_why", "touched_at", "content", "headings", "room_reason"])
    job.rows.visible_to(by).all().delete()


@action
def advance_import(*, job_id: UUID, listed: Sequence[Record] | None, by: Actor, at: datetime) -> bool:
    """Try, or take in, the next rows; whether there are more. listed: the file's rows, while they are tried.

    Two workers at one import take turns: the row of the import is locked until the batch is stored. Raises Denied.
    """
    can_import(actor=by).require()
    job = ImportJob.objects.visible_to(by).without_file().select_for_update().get(pk=job_id)
    if job.state == ImportState.MAPPED and listed is not None:
        _try_some(job, listed[job.position : job.position + BATCH], by, at)
        if job.position == job.total:
            job.state, job.content = ImportState.TRIED, None
            job.save(update_fields=["state", "content"])
    elif job.state == ImportState.RUNNING:
        _run_some(job, by, at)
        if job.position == job.total:
            job.state, job.room_reason = ImportState.DONE, None
            job.save(update_fields=["state", "room_reason"])
            job.rows.visible_to(by).exclude(outcome__in=_TO_LOOK_AT).delete()
    return job.is_working


def listed_rows(*, job_id: UUID, by: Actor) -> list[Record] | None:
    """The rows of the file, as its columns were said; None when they are stored already."""
    job = ImportJob.objects.visible_to(by).get(pk=job_id)
    if job.state != ImportState.MAPPED or job.content is None:
        return None
    sheet = read_sheet(unseal_list(job.content), knows=knows_heading)
    return list(records(sheet, [Column(column) if column else None for column in job.columns]))


def advance_later(job_id: UUID) -> None:
    """Have a worker go on when this transaction is stored. Without a queue, beat finds the import a minute later."""
    transaction.on_commit(partial(app.send_task, "cases.tasks.import_advance", [job_id]), robust=True)


def abandon_import(*, job_id: UUID, at: datetime) -> None:
    """Stop an import whose person may not import any more. By the worker: the person's rights are gone."""
    with transaction.atomic():
        ImportRow.objects.filter(job_id=job_id).delete()
        ImportJob.objects.filter(pk=job_id).exclude(state__in=[ImportState.DONE, ImportState.STOPPED]).update(
            state=ImportState.STOPPED,
            stopped_why=WhyStopped.RIGHTS,
            touched_at=at,
            content=None,
            headings=None,
            room_reason=None,
        )


def forget_imports(*, at: datetime) -> int:
    """Delete what lists hold whose time has come. By the worker, for everybody; safe to repeat."""
    with transaction.atomic():
        old = ImportJob.objects.filter(expires_at__lte=at, headings__isnull=False)
        ImportRow.objects.filter(job__in=old).delete()
        old.exclude(state__in=[ImportState.DONE, ImportState.STOPPED]).update(
            state=ImportState.STOPPED, stopped_why=WhyStopped.TIME, touched_at=at, content=None
        )
        return old.update(headings=None, content=None, room_reason=None)


def _clear(headings: Sequence[str], columns: Sequence[Column | None], kind: ListKind) -> bool:
    """Whether nobody need be asked: every heading is known, once, and none is missing."""
    try:
        check_columns(columns, LISTS[kind])
    except NotASheet:
        return False
    return all(column or not heading.strip() for heading, column in zip(headings, columns, strict=True))


def _locked(job_id: UUID, to: ImportState, by: Actor) -> ImportJob:
    can_import(actor=by).require()
    job = ImportJob.objects.visible_to(by).without_file().select_for_update().get(pk=job_id)
    if to not in IMPORT_TRANSITIONS[job.state]:
        raise NotNow(_("The import has come further meanwhile. Here it is."))
    return job


def _try_some(job: ImportJob, some: Sequence[Record], by: Actor, at: datetime) -> None:
    of = LISTS[ListKind(job.kind)]
    answers, keys = take_in(some, of, taken=partial(_taken, job, by, None), by=by, at=at, dry=True)
    ImportRow.objects.bulk_create(
        ImportRow(
            job=job,
            unit_id=job.unit_id,
            asked_by_id=job.asked_by_id,
            number=record.number,
            cells=seal_list(json.dumps([record.is_whole, record.cells]).encode()),
            key=key,
            outcome=done.outcome,
            said=_said(done),
        )
        for record, key, done in zip(some, keys, answers, strict=True)
    )
    _count(job, answers, some[-1].number if some else job.last_row, at)


def _run_some(job: ImportJob, by: Actor, at: datetime) -> None:
    rows = list(job.rows.visible_to(by).filter(number__gt=job.last_row).order_by("number")[:BATCH])
    some = [record_of(row) for row in rows]
    of = LISTS[ListKind(job.kind)]
    reason = unseal_list(job.room_reason).decode() if job.room_reason else ""
    taken = partial(_taken, job, by, job.last_row)
    answers, _keys = take_in(some, of, taken=taken, by=by, at=at, dry=False, room_reason=reason)
    with connection.cursor() as cursor:
        values = [[row.pk for row in rows], [done.outcome for done in answers], [_said(done) for done in answers]]
        cursor.execute(_UPDATE, values)
    _count(job, answers, rows[-1].number if rows else job.last_row, at)


def _taken(job: ImportJob, by: Actor, before: int | None, keys: Sequence[bytes]) -> Mapping[bytes, int]:
    """Which of these keys stand in an earlier good row of the list, and in which."""
    rows = job.rows.visible_to(by).filter(key__in=keys).exclude(outcome=RowOutcome.BAD).order_by("-number")
    if before is not None:
        rows = rows.filter(number__lte=before)
    return {bytes(key or b""): number for key, number in rows.values_list("key", "number")}


def _count(job: ImportJob, answers: Sequence[Imported], last_row: int, at: datetime) -> None:
    counted = Counter(done.outcome for done in answers)
    job.position, job.last_row, job.touched_at = job.position + len(answers), last_row, at
    for outcome in RowOutcome:
        setattr(job, outcome.value, getattr(job, outcome.value) + counted[outcome])
    job.save(update_fields=["position", "last_row", "touched_at", *RowOutcome.values])


def record_of(row: ImportRow) -> Record:
    """The row as it stood in the file."""
    is_whole, cells = json.loads(unseal_list(row.cells))
    return Record(row.number, {Column(column): text for column, text in cells.items()}, is_whole)


def _said(done: Imported) -> bytes | None:
    if not done.remarks and not done.differences:
        return None
    differences = [(str(one.what), str(one.here), str(one.listed)) for one in done.differences]
    return seal_list(json.dumps([done.remarks, differences]).encode())
