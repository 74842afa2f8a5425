"""A list on its way in: brought, its columns said, tried, carried out; what is bad comes back as a file."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions.import_jobs import NotNow, begin_import, map_columns, record_of, run_import, stop_import
from cases.caseload_import import Column
from cases.caseload_import.columns import LISTS
from cases.choices import ImportState, ListKind, RowOutcome
from cases.forms.handovers import RoomForm
from cases.identifiers import unseal_list
from cases.list_forms import ColumnsForm, ListForm
from cases.models import ImportJob, ImportRow
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page, page
from udsatte.web.keyset import page as keyset_page
from udsatte.web.spreadsheets import csv_file

_KINDS = {
    RowOutcome.MADE: "seen",
    RowOutcome.SAME: "none",
    RowOutcome.DIFFERENT: "soon",
    RowOutcome.WAITING: "info",
    RowOutcome.BAD: "danger",
}


@requires(Permission.CASELOAD_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: WorkRequest) -> HttpResponse:
    """Bring a list; the lists that this person has brought, newest first."""
    form = ListForm(request.POST or None, request.FILES or None, initial={"kind": ListKind.CITIZENS})

    def begin() -> UUID:
        data = form.cleaned_data
        kind, content = ListKind(data["kind"]), data["content"]
        return begin_import(kind=kind, content=content, by=request.actor, at=request.at, key=data["key"])

    if begun := done(form, begin):
        return redirect("cases:import_job", pk=begun.result)
    shown = keyset_page(
        ImportJob.objects.visible_to(request.actor).without_file(),
        order=("-asked_at", "-id"),
        after=id_in(request.GET.get("after", "")),
    )
    return form_page(request, "cases/imports.html", form, page=shown)


@requires(Permission.CASELOAD_IMPORT)
@require_safe
def import_job(request: WorkRequest, pk: UUID) -> HttpResponse:
    """How far it has come, what would happen or has happened, row by row. While it works the page asks again."""
    job = _job(request, pk)
    if request.headers.get("HX-Request") and not request.GET.get("after"):
        if job.is_working:
            return page(request, "cases/import_job.html", {"job": job}, part="progress")
        # It is done: the whole page says something else now.
        return HttpResponse(headers={"HX-Refresh": "true"})
    return page(request, "cases/import_job.html", _of_job(request, job), part="rows")


@requires(Permission.CASELOAD_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_map(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Say what each column of the list is."""
    job = _job(request, pk)
    if job.state != ImportState.READ or job.headings is None:
        return redirect("cases:import_job", pk=pk)
    headings, samples = json.loads(unseal_list(job.headings))
    form = ColumnsForm(
        request.POST or None, of=LISTS[ListKind(job.kind)], headings=headings, samples=samples, columns=job.columns
    )
    if done(
        form, lambda: map_columns(job_id=pk, columns=form.cleaned_data["columns"], by=request.actor, at=request.at)
    ):
        return redirect("cases:import_job", pk=pk)
    return form_page(request, "cases/import_map.html", form, job=job)


@requires(Permission.CASELOAD_IMPORT)
@require_POST
def import_run(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Carry out what was tried. When somebody would get more than there is room for, the page asks why."""
    job = _job(request, pk)
    form = RoomForm(request.POST)

    def run() -> None:
        run_import(job_id=pk, room_reason=form.cleaned_data["room_reason"], by=request.actor, at=request.at)

    if done(form, run):
        return redirect("cases:import_job", pk=pk)
    if form.has_error("room_reason"):
        return form_page(request, "cases/import_job.html", form, **_of_job(request, job))
    for reason in form.non_field_errors():
        messages.info(request, str(reason))
    return redirect("cases:import_job", pk=pk)


@requires(Permission.CASELOAD_IMPORT)
@require_POST
def import_stop(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Stop, and throw away what the list holds."""
    job = _job(request, pk)
    try:
        stop_import(job_id=job.pk, by=request.actor, at=request.at)
        messages.success(request, _("Stopped. What the list held is deleted here."))
    except NotNow as reason:
        messages.info(request, str(reason.message))
    return redirect("cases:import_job", pk=pk)


@requires(Permission.CASELOAD_IMPORT)
@require_safe
def import_bad(request: WorkRequest, pk: UUID) -> HttpResponse:
    """The bad rows as they stood, each with its reason: to correct, and to bring again."""
    job = _job(request, pk)
    bad = ImportRow.objects.visible_to(request.actor).of(job.pk).that_came(RowOutcome.BAD).order_by("number")
    columns = [column for column in LISTS[ListKind(job.kind)].columns if column.value in job.columns]
    rows = []
    for row in bad:
        cells = record_of(row).cells
        remarks, _differences = _said(row)
        rows.append([row.number, " ".join(remarks), *(cells.get(column, "") for column in columns)])
    headings = [_("Row"), _("Reason"), *(str(column.label) for column in columns)]
    return HttpResponse(
        csv_file(headings, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="raekker-at-rette.csv"'},
    )


def _job(request: WorkRequest, pk: UUID) -> ImportJob:
    return get_object_or_404(ImportJob.objects.visible_to(request.actor).without_file(), pk=pk)


def _of_job(request: WorkRequest, job: ImportJob) -> dict[str, Any]:
    """The page of an import: the counts, and its rows."""
    show = request.GET.get("show") if request.GET.get("show") in RowOutcome.values else ""
    after = id_in(request.GET.get("after", ""))
    rows = ImportRow.objects.visible_to(request.actor).of(job.pk)
    shown = keyset_page(rows.that_came(show) if show else rows, order=("number", "id"), after=after)
    return {
        "job": job,
        "unread": _unread(job),
        "show": show,
        "counts": [
            (outcome.value, _word(outcome, job), getattr(job, outcome.value), _KINDS[outcome])
            for outcome in RowOutcome
            if getattr(job, outcome.value)
        ],
        "page": shown,
        "rows": [_shown(row, job) for row in shown.rows],
    }


def _unread(job: ImportJob) -> str:
    """The headings that are not taken in."""
    if job.headings is None:
        return ""
    headings, _samples = json.loads(unseal_list(job.headings))
    unread = [heading for heading, column in zip(headings, job.columns, strict=True) if not column and heading.strip()]
    return ", ".join(unread)


def _said(row: ImportRow) -> tuple[list[str], list[tuple[str, str, str]]]:
    if row.said is None:
        return [], []
    remarks, differences = json.loads(unseal_list(row.said))
    return remarks, differences


def _word(outcome: RowOutcome, job: ImportJob) -> str:
    """What came of a row, or what would while nothing is taken in yet."""
    if outcome == RowOutcome.MADE and job.state in (ImportState.MAPPED, ImportState.TRIED):
        return _("will be taken in")
    return str(outcome.label)


def _shown(row: ImportRow, job: ImportJob) -> dict[str, Any]:
    cells = record_of(row).cells
    name = cells.get(Column.NAME) or " ".join(
        filter(None, (cells.get(Column.GIVEN_NAME), cells.get(Column.FAMILY_NAME)))
    )
    remarks, differences = _said(row)
    outcome = RowOutcome(row.outcome)
    return {
        "number": row.number,
        "name": name or cells.get(Column.REFERENCE) or "–",
        "when": cells.get(Column.WHEN, ""),
        "kind": _KINDS[outcome],
        "word": _word(outcome, job),
        "remarks": remarks,
        "differences": differences,
    }
