"""Whose list a citizen stands on, and closing and reopening a case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import assign, close_case, reopen_case
from cases.choices import CaseStatus
from cases.colleagues import names
from cases.forms import AssignForm, CloseForm, ReopenForm
from cases.models import Case
from cases.policies import can_assign, can_change_status
from udsatte.access.decisions import Decision, Stale
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.answers import done, form_page, stale
from udsatte.web.forms import HouseForm


@requires(Permission.CASE_ASSIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def case_assign(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Put the citizen on a colleague's list. The clocks go on as they were."""
    case = _case(request, pk)
    form = AssignForm(request.POST or None, colleagues=names(unit_id=request.actor.unit_id, at=request.at))
    return _answer(
        request,
        case,
        form,
        "cases/case_assign.html",
        can_assign(actor=request.actor, case=case),
        lambda data: assign(
            case_id=pk,
            caseworker_id=UUID(data["caseworker"]),
            by=request.actor,
            at=request.at,
        ),
    )


@requires(Permission.CASE_CLOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def case_close(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Close a case, for a reason that a person gives."""
    case = _case(request, pk)
    return _answer(
        request,
        case,
        CloseForm(request.POST or None, initial={"version": case.version}),
        "cases/case_close.html",
        can_change_status(actor=request.actor, case=case, to=CaseStatus.CLOSED),
        lambda data: close_case(
            case_id=pk, version=data["version"], reason=data["reason"], by=request.actor, at=request.at
        ),
    )


@requires(Permission.CASE_CLOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def case_reopen(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Take the citizen in again."""
    case = _case(request, pk)
    form = ReopenForm(
        request.POST or None,
        colleagues=names(unit_id=request.actor.unit_id, at=request.at),
        initial={"version": case.version, "caseworker": str(request.actor.user_id)},
    )
    return _answer(
        request,
        case,
        form,
        "cases/case_reopen.html",
        can_change_status(actor=request.actor, case=case, to=CaseStatus.OPEN),
        lambda data: reopen_case(
            case_id=pk,
            version=data["version"],
            caseworker_id=UUID(data["caseworker"]) if data["caseworker"] else None,
            by=request.actor,
            at=request.at,
        ),
    )


def _case(request: WorkRequest, pk: UUID) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.actor).select_related("citizen"), pk=pk)


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
    return form_page(request, template, form, citizen=case.citizen)


def _stored(case: Case) -> dict[str, Any]:
    return {"reason": f"{CaseStatus(case.status).label}. {case.closed_reason}"}
