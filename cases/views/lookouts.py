"""Hold øje med: asking other units, and for those who are asked, whom to look out for."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import clocks
from cases.actions import ask_lookout, say_lookout_seen, withdraw_lookout
from cases.forms.lookouts import LookoutForm, LookoutSeenForm
from cases.lookouts import Asked, lookouts_here, units_to_ask
from cases.masking import known
from cases.models import Case, Citizen, Lookout
from cases.policies import can_ask_lookout
from udsatte.access.choices import AccessKind
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import address
from udsatte.web.answers import done, form_page


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def lookout_ask(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Ask a unit to look out for the citizen of a case that is sought; and who is asked already."""
    actor = request.actor
    case = get_object_or_404(Case.objects.visible_to(actor).select_related("citizen"), pk=pk)
    note(request, [case.citizen_id])
    form = LookoutForm(request.POST or None, units=units_to_ask(actor.unit_id, request.at), at=request.at)
    if not form.is_bound:
        can_ask_lookout(actor=actor, case=case).require()

    def ask() -> None:
        data = form.cleaned_data
        ask_lookout(
            case_id=pk,
            to_unit_id=form.to_unit_id,
            words=data["words"],
            expires_at=form.expires_at,
            by=actor,
            at=request.at,
            key=data["key"],
        )

    if done(form, ask):
        messages.success(request, _("They are asked. It ends by itself when somebody meets the citizen."))
        return redirect("cases:lookout_ask", pk=pk)
    rows = Lookout.objects.visible_to(actor).filter(citizen_id=case.citizen_id, unit_id=actor.unit_id).for_list()
    running = [one for one in rows if one.ended_at is None and one.expires_at > request.at]
    return form_page(request, "cases/lookout_ask.html", form, case=case, running=running)


@requires(Permission.CITIZEN_WRITE)
@require_POST
def lookout_withdraw(request: WorkRequest, pk: UUID) -> HttpResponse:
    """They need look out no more."""
    lookout = get_object_or_404(Lookout.objects.visible_to(request.actor), pk=pk)
    withdraw_lookout(lookout_id=pk, by=request.actor, at=request.at)
    messages.success(request, _("Withdrawn. They no longer see the citizen."))
    return redirect("cases:citizen", pk=lookout.citizen_id)


@requires(Permission.CITIZEN_READ)
@require_safe
def lookouts(request: WorkRequest) -> HttpResponse:
    """Whom the unit is asked to look out for: what to mind first, then whom to call."""
    actor = request.actor
    asked = lookouts_here()
    found = Citizen.objects.visible_to(actor).with_casework().for_list()
    found = found.filter(pk__in=[one.citizen_id for one in asked])
    citizens = {citizen.pk: citizen for citizen in found}
    note(request, list(citizens), kind=AccessKind.SEARCH)
    rows = [
        {
            "one": one,
            "face": known(citizens[one.citizen_id], actor=actor),
            "url": address("cases:citizen", one.citizen_id),
            "risk": citizens[one.citizen_id].risk_instruction,
            "facts": clocks.facts(citizens[one.citizen_id].clock, request.at, named=False),
        }
        for one in asked
        if one.citizen_id in citizens
    ]
    return render(request, "cases/lookouts.html", {"rows": rows})


@requires(Permission.CITIZEN_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def lookout_seen(request: WorkRequest, pk: UUID) -> HttpResponse:
    """ "Set": where and when somebody of the unit has seen the citizen."""
    asked = _asked(pk)
    citizen = get_object_or_404(Citizen.objects.visible_to(request.actor).with_casework(), pk=asked.citizen_id)
    note(request, [citizen.pk])
    form = LookoutSeenForm(request.POST or None, at=request.at)

    def tell() -> None:
        data = form.cleaned_data
        say_lookout_seen(
            lookout_id=pk,
            happened_at=data["happened_at"],
            whereabouts=data["whereabouts"],
            said=data["said"],
            by=request.actor,
            at=request.at,
            key=data["key"],
        )

    if done(form, tell):
        messages.success(request, _("Thank you. The unit that asked has been told."))
        return redirect("cases:lookouts")
    name = known(citizen, actor=request.actor).name
    return form_page(request, "cases/lookout_seen.html", form, asked=asked, name=name)


def _asked(pk: UUID) -> Asked:
    """What the unit was asked, if it still is. Raises Http404."""
    found = next((one for one in lookouts_here() if one.id == pk), None)
    if found is None:
        raise Http404
    return found
