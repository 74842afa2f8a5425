"""Om borgeren: what stands on a citizen beside the work, and the forms that change it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions import add_relative, change_background, change_particulars, end_relative
from cases.choices import Children, Known, OwnDoctor, ResidenceBasis
from cases.forms import BackgroundForm, ParticularsForm, RelativeForm
from cases.masking import known
from cases.models import Background, Citizen, Relative
from cases.policies import can_change_citizen
from cases.views.citizens import casework_only
from udsatte.access.decisions import Stale
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import CASEWORK, Permission
from udsatte.access.urls import requires
from udsatte.web.answers import done, form_page, stale

_UNKNOWN: dict[str, Any] = {
    "own_doctor": OwnDoctor.UNKNOWN,
    "children": Children.UNKNOWN,
    "pregnant": Known.UNKNOWN,
    "residence": ResidenceBasis.NOT_ASKED,
    "version": 0,
}


@requires(Permission.CITIZEN_READ)
@require_safe
def citizen_about(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Facts for everybody who sees the citizen; doctor, family and relatives for the unit that wrote them."""
    actor = request.actor
    citizen = get_object_or_404(Citizen.objects.visible_to(actor).with_casework(), pk=pk)
    note(request, [pk])
    context: dict[str, Any] = {"citizen": citizen, "face": known(citizen, actor=actor), "casework": False}
    if citizen.has_case and actor.ceiling >= CASEWORK:
        context |= {
            "casework": True,
            "background": Background.objects.visible_to(actor).of(pk, actor.unit_id),
            "relatives": Relative.objects.visible_to(actor).standing().filter(citizen=citizen),
            "may_change": bool(can_change_citizen(actor=actor)),
        }
    return render(request, "cases/citizen_about.html", context)


def _own(request: WorkRequest, pk: UUID) -> Citizen:
    """A citizen of the own unit's casework; the look is logged. Raises Http404; PermissionDenied."""
    citizen = get_object_or_404(Citizen.objects.visible_to(request.actor), pk=pk)
    casework_only(request, citizen)
    note(request, [pk])
    return citizen


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def citizen_particulars(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Correct what everybody who sees the citizen reads."""
    citizen = _own(request, pk)
    form = ParticularsForm(request.POST or None, initial=_said(ParticularsForm, citizen))

    def change() -> None:
        data = form.cleaned_data
        change_particulars(citizen_id=pk, version=data["version"], facts=form.facts(), by=request.actor, at=request.at)

    try:
        if done(form, change):
            messages.success(request, _("Saved."))
            return redirect("cases:citizen_about", pk=pk)
    except Stale as newer:
        now: Any = newer.current
        return stale(request, form, current=_said(ParticularsForm, now), version=now.version)
    return form_page(request, "cases/citizen_particulars.html", form, citizen=citizen)


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def citizen_background(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Correct what the own team alone reads."""
    actor, citizen = request.actor, _own(request, pk)
    stands = Background.objects.visible_to(actor).of(pk, actor.unit_id)
    form = BackgroundForm(request.POST or None, initial=_said(BackgroundForm, stands) if stands else _UNKNOWN)

    def change() -> None:
        data = form.cleaned_data
        change_background(citizen_id=pk, version=data["version"], facts=form.facts(), by=actor, at=request.at)

    try:
        if done(form, change):
            messages.success(request, _("Saved."))
            return redirect("cases:citizen_about", pk=pk)
    except Stale as newer:
        now: Any = newer.current
        current = _said(BackgroundForm, now) if now else _UNKNOWN
        return stale(request, form, current=current, version=current["version"])
    return form_page(request, "cases/citizen_background.html", form, citizen=citizen)


@requires(Permission.CITIZEN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def relative_new(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Write down somebody close to the citizen, and what this person may be told."""
    citizen = _own(request, pk)
    form = RelativeForm(request.POST or None, at=request.at)

    def add() -> None:
        add_relative(citizen_id=pk, facts=form.facts(), by=request.actor, at=request.at, key=form.cleaned_data["key"])

    if done(form, add):
        messages.success(request, _("Saved."))
        return redirect("cases:citizen_about", pk=pk)
    return form_page(request, "cases/relative_new.html", form, citizen=citizen)


@requires(Permission.CITIZEN_WRITE)
@require_POST
def relative_end(request: WorkRequest, pk: UUID) -> HttpResponse:
    """It holds no more."""
    relative = get_object_or_404(Relative.objects.visible_to(request.actor).standing(), pk=pk)
    end_relative(relative_id=pk, by=request.actor, at=request.at)
    messages.success(request, _("Saved."))
    return redirect("cases:citizen_about", pk=relative.citizen_id)


def _said(form: type[ParticularsForm] | type[BackgroundForm], row: Citizen | Background) -> dict[str, Any]:
    """What stands now, by the names of the form's fields."""
    return {name: getattr(row, name) for name in form.base_fields}
