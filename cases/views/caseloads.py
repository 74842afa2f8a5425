"""Fordeling: how many citizens each colleague has room for, and who is away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions import plan_leave, set_capacity, stop_leave
from cases.caseloads import loads, unknown_words
from cases.colleagues import caseworkers, names
from cases.forms import CapacityForm, LeaveForm
from cases.policies import can_plan_loads, can_stop_leave
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import CASEWORK, Permission
from udsatte.access.urls import requires
from udsatte.accounts.models import Leave
from udsatte.web.answers import done, form_page
from udsatte.web.days import day_of


@requires(Permission.CASELOAD_READ)
@require_safe
def caseloads(request: WorkRequest) -> HttpResponse:
    """Everybody in the unit who does casework: how many citizens, how much room, away or not. No citizen's name."""
    actor = request.actor
    found = loads(actor=actor, at=request.at)
    context = {
        "rows": [
            {
                "load": load,
                "away": load.away(request.at),
                "leaves": [
                    {"leave": leave, "may_stop": bool(can_stop_leave(actor=actor, leave=leave))}
                    for leave in load.leaves
                ],
            }
            for load in found
        ],
        "count": sum(load.count for load in found),
        "unknown": unknown_words(sum(load.unknown for load in found)) if any(load.unknown for load in found) else "",
        "capacity": sum(load.capacity for load in found if load.count or not load.coordinates),
        "may_plan": bool(can_plan_loads(actor=actor)),
        "casework": actor.ceiling >= CASEWORK,
    }
    return render(request, "cases/caseloads.html", context)


@requires(Permission.CASELOAD_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def leave_new(request: WorkRequest) -> HttpResponse:
    """Say who is away, and who stands in."""
    can_plan_loads(actor=request.actor).require()
    colleagues = names(unit_id=request.actor.unit_id, at=request.at)
    form = LeaveForm(request.POST or None, colleagues=colleagues, today=day_of(request.at))

    def plan() -> None:
        data = form.cleaned_data
        plan_leave(
            user_id=UUID(data["who"]),
            deputy_id=UUID(data["deputy"]),
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            by=request.actor,
            at=request.at,
            key=data["key"],
        )

    if done(form, plan):
        messages.success(request, _("Saved."))
        return redirect("cases:caseloads")
    return form_page(request, "cases/leave_new.html", form)


@requires(Permission.CASELOAD_READ)
@require_POST
def leave_stop(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Back at work, or not going after all."""
    get_object_or_404(Leave.objects.of_unit(request.actor.unit_id).not_over(request.at), pk=pk)
    stop_leave(leave_id=pk, by=request.actor, at=request.at)
    messages.success(request, _("Saved."))
    return redirect("cases:caseloads")


@requires(Permission.CASELOAD_READ)
@require_POST
def leave_back(request: WorkRequest) -> HttpResponse:
    """Whoever is away is at work again."""
    leave = get_object_or_404(Leave.objects.of_unit(request.actor.unit_id).of_user(request.actor.user_id, request.at))
    stop_leave(leave_id=leave.pk, by=request.actor, at=request.at)
    messages.success(request, _("Welcome back. The list and the reminders are yours again."))
    return redirect("today")


@requires(Permission.CASELOAD_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def capacity_change(request: WorkRequest, pk: UUID) -> HttpResponse:
    """How many citizens a colleague has room for."""
    can_plan_loads(actor=request.actor).require()
    place = get_object_or_404(caseworkers(unit_id=request.actor.unit_id, at=request.at).by_name(), pk=pk)
    form = CapacityForm(request.POST or None, initial={"capacity": place.capacity})

    def store() -> None:
        set_capacity(membership_id=pk, capacity=form.cleaned_data["capacity"], by=request.actor, at=request.at)

    if done(form, store):
        messages.success(request, _("Saved."))
        return redirect("cases:caseloads")
    return form_page(request, "cases/capacity_change.html", form, name=place.user.full_name)
