"""The state of a case."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import change_state
from cases.choices import CaseStatus
from cases.colleagues import names
from cases.forms import CaseStateForm
from cases.models import Case
from cases.policies import can_change_status
from cases.states import of_case
from udsatte.access.decisions import Decision, Stale
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.answers import done, form_page, stale
from udsatte.web.days import day_of
from udsatte.web.forms import HouseForm

#: What the form proposes: far enough to leave somebody in peace, near enough to be remembered.
LOOK_AGAIN = timedelta(days=14)


@requires(Permission.CASE_CLOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def case_state(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Move a case to another state, for a reason that a person gives."""
    case = _case(request, pk)
    decisions = {way: can_change_status(actor=request.actor, case=case, to=way) for way in CaseStatus.values}
    ways = [way for way, decision in decisions.items() if decision]
    today = day_of(request.at)
    form = CaseStateForm(
        request.POST or None,
        case=case,
        ways=ways,
        colleagues=names(unit_id=request.actor.unit_id, at=request.at),
        initial={
            "version": case.version,
            "caseworker": str(request.actor.user_id),
            "look_again_on": today + LOOK_AGAIN,
            "medicine_on": today + LOOK_AGAIN,
            "social_on": today + 2 * LOOK_AGAIN,
        },
    )
    return _answer(
        request,
        case,
        form,
        "cases/case_state.html",
        next(iter(decision for decision in decisions.values() if decision), decisions[CaseStatus.ACTIVE]),
        lambda data: change_state(
            case_id=pk,
            version=data["version"],
            to=data["status"],
            reason=data["reason"],
            look_again_on=data.get("look_again_on"),
            aftercare=form.plan(),
            closed_cause=data.get("closed_cause", ""),
            caseworker_id=UUID(data["caseworker"]) if data.get("caseworker") else None,
            room_reason=data.get("room_reason", ""),
            by=request.actor,
            at=request.at,
        ),
    )


def _case(request: WorkRequest, pk: UUID) -> Case:
    case = get_object_or_404(Case.objects.visible_to(request.actor).select_related("citizen"), pk=pk)
    note(request, [case.citizen_id])
    return case


def _answer(
    request: WorkRequest,
    case: Case,
    form: HouseForm,
    template: str,
    decision: Decision,
    do: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    if not form.is_bound:
        decision.require()
    try:
        if done(form, lambda: do(form.cleaned_data)):
            messages.success(request, _("Saved."))
            return redirect("cases:citizen", pk=case.citizen_id)
    except Stale as newer:
        return stale(request, form, current=_stored(newer.current), version=newer.current.version)  # type: ignore[attr-defined, arg-type]
    return form_page(request, template, form, citizen=case.citizen, state=of_case(case, request.at))


def _stored(case: Case) -> dict[str, Any]:
    return {
        "status": CaseStatus(case.status).label,
        "reason": case.status_reason,
        "look_again_on": case.look_again_on,
    }
