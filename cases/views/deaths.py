"""That a citizen has died, and that it was a mistake."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import record_death, withdraw_death
from cases.forms import DeathForm, ReasonForm
from cases.models import Citizen
from cases.policies import can_record_death
from cases.views.citizens import casework_only
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.answers import done, form_page


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def citizen_died(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Record that the citizen has died, with the day and who says so."""
    citizen = get_object_or_404(Citizen.objects.visible_to(request.actor), pk=pk)
    casework_only(request, citizen)
    note(request, [pk])
    form = DeathForm(request.POST or None, at=request.at)
    if not form.is_bound:
        can_record_death(actor=request.actor, citizen=citizen).require()

    def record() -> None:
        data = form.cleaned_data
        record_death(
            citizen_id=pk,
            died_on=data["died_on"],
            is_about=data["is_about"],
            source=data["source"],
            source_text=data["source_text"],
            by=request.actor,
            at=request.at,
            key=data["key"],
        )

    if done(form, record):
        messages.success(request, _("It is recorded. Every unit that works with the citizen has been told."))
        return redirect("cases:citizen", pk=pk)
    return form_page(request, "cases/citizen_died.html", form, citizen=citizen)


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def death_withdraw(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Take it back: it was a mistake."""
    citizen = get_object_or_404(Citizen.objects.visible_to(request.actor).dead(), pk=pk)
    casework_only(request, citizen)
    note(request, [pk])
    form = ReasonForm(request.POST or None)

    def withdraw() -> None:
        withdraw_death(citizen_id=pk, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)

    if done(form, withdraw):
        messages.success(request, _("It is taken back. Follow-ups and reminders go on as before."))
        return redirect("cases:citizen", pk=pk)
    return form_page(request, "cases/death_withdraw.html", form, citizen=citizen)
