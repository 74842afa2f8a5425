"""Contacts that were written without a net and could not be filed by themselves: the coordinator decides."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions import file_waiting, set_aside
from cases.forms import ReasonForm
from cases.waiting import Waiting, waiting
from udsatte.access.choices import AccessKind
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page
from udsatte.web.forms import HouseForm


@requires(Permission.CONTACT_INTAKE)
@require_safe
def intakes(request: WorkRequest) -> HttpResponse:
    """What waits in the unit, the first to arrive first."""
    rows, after = waiting(actor=request.actor, after=id_in(request.GET.get("after", "")))
    _note(request, rows)
    context = {"rows": rows, "count": f"{len(rows)}+" if after else len(rows), "after": after}
    return render(request, "cases/intakes.html", context)


@requires(Permission.CONTACT_INTAKE)
@require_POST
def intake_file(request: WorkRequest, pk: UUID) -> HttpResponse:
    """File it as its author's contact, if the unit works with the citizens today."""
    _that_waits(request, pk)
    form = HouseForm(request.POST)
    if done(form, lambda: file_waiting(intake_id=pk, by=request.actor, at=request.at)):
        messages.success(request, _("The contact is filed."))
        return redirect("cases:intakes")
    for said in form.non_field_errors():
        messages.warning(request, str(said))
    return redirect("cases:intakes")


@requires(Permission.CONTACT_INTAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def intake_aside(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Set one aside with a reason; it stays as it came."""
    row = _that_waits(request, pk)
    _note(request, [row])
    form = ReasonForm(request.POST or None)
    if done(form, lambda: set_aside(intake_id=pk, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)):
        messages.success(request, _("It is set aside."))
        return redirect("cases:intakes")
    return form_page(request, "cases/intake_aside.html", form, row=row)


def _that_waits(request: WorkRequest, pk: UUID) -> Waiting:
    """One that waits in the unit. Raises Http404."""
    found, _after = waiting(actor=request.actor, only=pk)
    if not found:
        raise Http404
    return found[0]


def _note(request: HttpRequest, rows: list[Waiting]) -> None:
    citizens = {citizen for row in rows for citizen in row.citizens}
    if citizens:
        note(request, citizens, kind=AccessKind.LIST)
