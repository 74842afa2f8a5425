"""A list on its way out: asked for, made in the background, fetched by whoever asked."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.export_jobs import begin_export
from cases.choices import ExportFormat, ListKind
from cases.identifiers import unseal_list
from cases.list_forms import ExportForm
from cases.models import ExportJob
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page, page
from udsatte.web.keyset import page as keyset_page

_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@requires(Permission.CASELOAD_EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: WorkRequest) -> HttpResponse:
    """Ask for a list; the lists that this person has asked for, newest first."""
    form = ExportForm(request.POST or None, initial={"kind": ListKind.CITIZENS, "format": ExportFormat.XLSX})

    def begin() -> UUID:
        data = form.cleaned_data
        kind, file = ListKind(data["kind"]), ExportFormat(data["format"])
        return begin_export(kind=kind, file=file, by=request.actor, at=request.at, key=data["key"])

    if begun := done(form, begin):
        return redirect("cases:export_job", pk=begun.result)
    shown = keyset_page(
        ExportJob.objects.visible_to(request.actor).without_file(),
        order=("-asked_at", "-id"),
        after=id_in(request.GET.get("after", "")),
    )
    return form_page(request, "cases/exports.html", form, page=shown)


@requires(Permission.CASELOAD_EXPORT)
@require_safe
def export_job(request: WorkRequest, pk: UUID) -> HttpResponse:
    """How far the file has come, and where to fetch it. While it is made the page asks again."""
    job = get_object_or_404(ExportJob.objects.visible_to(request.actor).without_file(), pk=pk)
    if request.headers.get("HX-Request") and not job.is_working:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"job": job, "is_there": job.is_ready(request.at)}
    return page(request, "cases/export_job.html", context, part="progress")


@requires(Permission.CASELOAD_EXPORT)
@require_safe
def export_file(request: WorkRequest, pk: UUID) -> HttpResponse:
    """The file, for whoever asked for it, while it is kept. Its name says nothing."""
    job = get_object_or_404(ExportJob.objects.visible_to(request.actor), pk=pk)
    if job.content is None or not job.is_ready(request.at):
        raise Http404
    name = f"udtraek.{job.format}"
    return HttpResponse(
        unseal_list(job.content),
        content_type=_TYPES[ExportFormat(job.format)],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
