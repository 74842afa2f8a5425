"""The treatment guarantee: who is at risk, writing one down, and what became of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Citizen, ContactLine
from cases.views.citizens import casework_only
from referrals.actions import begin_guarantee, settle_guarantee
from referrals.forms.guarantees import STARTED, GuaranteeForm, SettledForm
from referrals.models import Guarantee
from udsatte.access.choices import AccessKind
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web import days
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page, page
from udsatte.web.keyset import page as keyset_page

#: From so many days before the last one on it is marked.
SOON = 4
#: So many of the citizen's contacts can be pointed at.
CONTACTS = 6


@requires(Permission.FOLLOWUP)
@require_safe
def guarantees(request: WorkRequest) -> HttpResponse:
    """Those whose fourteen days run in the own unit, the shortest time left on top."""
    actor = request.actor
    rows = Guarantee.objects.visible_to(actor).running(actor.unit_id).for_list()
    found = keyset_page(rows, order=("said_on", "id"), after=id_in(request.GET.get("after", "")))
    note(request, [one.citizen_id for one in found.rows], kind=AccessKind.SEARCH)
    today = days.day_of(request.at)
    context = {
        "rows": [{"one": one, "left": (one.due_on - today).days} for one in found.rows],
        "soon": SOON,
        "count": found.count,
        "more": f"?after={found.after}" if found.after else "",
    }
    return page(request, "referrals/guarantees.html", context, part="rows")


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def guarantee_new(request: WorkRequest, pk: UUID) -> HttpResponse:
    """The citizen has said that they want treatment."""
    actor = request.actor
    citizen = get_object_or_404(Citizen.objects.visible_to(actor), pk=pk)
    casework_only(request, citizen)
    note(request, [pk])
    lines = ContactLine.objects.visible_to(actor).of_unit(actor.unit_id).standing().filter(citizen=citizen)
    form = GuaranteeForm(request.POST or None, lines=list(lines.order_by("-at", "-id")[:CONTACTS]), at=request.at)

    def begin() -> None:
        data = form.cleaned_data
        begin_guarantee(
            citizen_id=pk,
            said_on=data["said_on"],
            line_id=form.line_id,
            by=actor,
            at=request.at,
            key=data["key"],
        )

    if done(form, begin):
        messages.success(request, _("The fourteen days run from that day."))
        return redirect("referrals:guarantees")
    return form_page(request, "referrals/guarantee_new.html", form, citizen=citizen)


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def guarantee_settle(request: WorkRequest, pk: UUID) -> HttpResponse:
    """What became of it."""
    actor = request.actor
    one = get_object_or_404(Guarantee.objects.visible_to(actor).select_related("citizen"), pk=pk)
    note(request, [one.citizen_id])
    form = SettledForm(request.POST or None)

    def settle() -> None:
        data = form.cleaned_data
        started = data["how"] == STARTED
        settle_guarantee(
            guarantee_id=pk,
            started_on=data["started_on"] if started else None,
            exception="" if started else data["how"],
            reason=data["reason"],
            by=actor,
            at=request.at,
        )

    if done(form, settle):
        messages.success(request, _("Saved."))
        return redirect("referrals:guarantees")
    return form_page(request, "referrals/guarantee_settle.html", form, one=one)
