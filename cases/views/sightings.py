"""That somebody else has seen the citizen; and that it was another citizen."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import log_sighting, strike_sighting
from cases.forms import ReasonForm
from cases.forms.sightings import SightingForm
from cases.models import Citizen, Place, Sighting
from cases.policies import can_strike_sighting
from cases.views.citizens import casework_only
from udsatte.access.actor import Actor
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.accounts.models import Unit
from udsatte.web import days
from udsatte.web.answers import done, form_page

#: What somebody has written lately says what they will write.
_LATELY = timedelta(days=90)


def offered(actor: Actor, at: datetime) -> dict[str, Any]:
    """What the form offers: who tells, and where."""
    return {
        "units": list(Unit.objects.open_on(days.day_of(at)).by_name()),
        "tellers": Sighting.objects.visible_to(actor).tellers_of(actor.user_id, at - _LATELY),
        "places": list(Place.objects.offered()),
        "at": at,
    }


@requires(Permission.CONTACT_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def sighting_new(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Write down that somebody else has seen the citizen."""
    citizen = get_object_or_404(Citizen.objects.visible_to(request.actor), pk=pk)
    casework_only(request, citizen)
    note(request, [pk])
    form = SightingForm(request.POST or None, **offered(request.actor, request.at))

    def log() -> None:
        key = form.cleaned_data["key"]
        log_sighting(citizen_id=pk, seen=form.seen(), by=request.actor, at=request.at, key=key)

    if done(form, log):
        messages.success(request, _("Saved. It counts as seen, not as met."))
        return redirect("cases:citizen", pk=pk)
    return form_page(request, "cases/sighting_new.html", form, citizen=citizen)


@requires(Permission.CONTACT_STRIKE)
@require_http_methods(["GET", "HEAD", "POST"])
def sighting_strike(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Strike a sighting of another citizen."""
    sighting = get_object_or_404(Sighting.objects.visible_to(request.actor).select_related("citizen", "by"), pk=pk)
    casework_only(request, sighting.citizen)
    can_strike_sighting(actor=request.actor, sighting=sighting).require()
    note(request, [sighting.citizen_id])
    form = ReasonForm(request.POST or None)

    def strike() -> None:
        strike_sighting(sighting_id=pk, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)

    if done(form, strike):
        messages.success(request, _("The sighting is struck. It counts nowhere any more."))
        return redirect("cases:citizen", pk=sighting.citizen_id)
    return form_page(request, "cases/sighting_strike.html", form, sighting=sighting)
