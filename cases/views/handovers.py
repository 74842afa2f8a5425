"""Whose list a citizen stands on: one citizen, and everybody's lists side by side."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases import states
from cases.actions import hand_over
from cases.board import board as columns
from cases.caseloads import loads
from cases.forms import HandoverForm
from cases.models import Assignment, Case
from cases.policies import can_assign, can_plan_loads
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.answers import done, form_page


@requires(Permission.CASE_ASSIGN)
@require_safe
def board(request: WorkRequest) -> HttpResponse:
    """Everybody's list, nobody's first. A citizen is moved by a button on the card, or by drawing it."""
    found = columns(actor=request.actor, at=request.at)
    context = {"columns": found, "may_plan": bool(can_plan_loads(actor=request.actor))}
    return render(request, "cases/board.html", context)


@requires(Permission.CASE_ASSIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def case_assign(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Put the citizen on a colleague's list. The clocks go on as they were."""
    actor = request.actor
    case = get_object_or_404(Case.objects.visible_to(actor).select_related("citizen"), pk=pk)
    note(request, [case.citizen_id])
    can_assign(actor=actor, case=case).require()
    standing = Assignment.objects.visible_to(actor).in_unit(actor.unit_id, [case.citizen_id]).get(case.citizen_id)
    assignment_id, whose = standing or (None, None)
    back = "board" if "board" in (request.GET.get("back"), request.POST.get("back")) else ""
    team = loads(actor=actor, at=request.at)
    form = HandoverForm(
        request.POST or None,
        loads=team,
        whose=whose,
        may_take_off=bool(can_plan_loads(actor=actor)),
        at=request.at,
        initial={"seen": assignment_id, "back": back},
    )

    def move() -> None:
        data = form.cleaned_data
        hand_over(
            case_id=pk,
            caseworker_id=form.chosen(),
            seen=form.shown(),
            note=data["note"],
            both_named=data.get("both_named", False),
            room_reason=data["room_reason"],
            by=actor,
            at=request.at,
        )

    if done(form, move):
        name = next((load.name for load in team if load.user_id == form.chosen()), "")
        said = _("%(citizen)s is on %(name)s's list now.") if name else _("%(citizen)s is on nobody's list now.")
        messages.success(request, said % {"citizen": case.citizen.name, "name": name})
        return redirect("cases:board") if back else redirect("cases:citizen", pk=case.citizen_id)
    context = {
        "citizen": case.citizen,
        "state": states.of_case(case, request.at),
        "whose": next((load.name for load in team if load.user_id == whose), ""),
        "back": back,
    }
    return form_page(request, "cases/case_assign.html", form, **context)
