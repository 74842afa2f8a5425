"""Next steps: the list, a new one, another day or owner, done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions import change_follow_up, finish_follow_up, promise_follow_up
from cases.colleagues import names
from cases.forms import FollowUpChangeForm, FollowUpForm
from cases.models import Citizen, FollowUp, FollowUpChange
from cases.policies import can_change_follow_up
from udsatte.access.decisions import Stale
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page, page, stale
from udsatte.web.days import day_of
from udsatte.web.keyset import page as keyset_page

#: Whose: one's own (and what one minds), the unit's, or what one gave to somebody else.
SHOW = ("mine", "unit", "given")


@requires(Permission.FOLLOWUP)
@require_safe
def follow_ups(request: WorkRequest) -> HttpResponse:
    """One's own and those one minds, the unit's, or those one gave away; all or the overdue. Soonest first."""
    actor = request.actor
    show = request.GET.get("show") if request.GET.get("show") in SHOW else "mine"
    late = request.GET.get("due") == "late"
    rows = FollowUp.objects.visible_to(actor).for_list()
    if show == "unit":
        rows = rows.in_unit(actor.unit_id)
    elif show == "given":
        rows = rows.given_away_by(actor.user_id, actor.unit_id)
    else:
        rows = rows.cared_by(actor, request.at)
    if late:
        rows = rows.overdue(day_of(request.at))
    shown = keyset_page(rows, order=("due_on", "id"), after=id_in(request.GET.get("after", "")))
    here = f"{reverse('cases:follow_ups')}?show={show}{'&due=late' if late else ''}"
    context = {
        "page": shown,
        "show": show,
        "late": late,
        "more": f"{here}&after={shown.after}" if shown.after else "",
        "me": actor.user_id if show == "mine" else None,
    }
    return page(request, "cases/follow_ups.html", context, part="rows")


@requires(Permission.FOLLOWUP)
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_change(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Another day, with a reason, or somebody else."""
    rows = FollowUp.objects.visible_to(request.actor).in_unit(request.actor.unit_id).select_related("citizen")
    follow_up = get_object_or_404(rows, pk=pk)
    note(request, [follow_up.citizen_id])
    form = FollowUpChangeForm(
        request.POST or None,
        colleagues=names(unit_id=request.actor.unit_id, at=request.at),
        initial={"version": follow_up.version, **_stored(follow_up)},
    )
    if not form.is_bound:
        can_change_follow_up(actor=request.actor, follow_up=follow_up).require()

    def change() -> None:
        data = form.cleaned_data
        change_follow_up(
            follow_up_id=pk,
            version=data["version"],
            due_on=data["due_on"],
            owner_id=id_in(data["owner"]),
            reason=data["reason"],
            by=request.actor,
            at=request.at,
        )

    try:
        if done(form, change):
            messages.success(request, _("Saved."))
            return redirect("cases:follow_ups")
    except Stale as newer:
        current = newer.current
        return stale(request, form, current=_stored(current), version=current.version)  # type: ignore[arg-type, attr-defined]
    context = {
        "follow_up": follow_up,
        "citizen": follow_up.citizen,
        "changes": FollowUpChange.objects.visible_to(request.actor).of(pk),
    }
    return form_page(request, "cases/follow_up_change.html", form, **context)


def _stored(follow_up: FollowUp) -> dict[str, Any]:
    return {"due_on": follow_up.due_on, "owner": str(follow_up.owner_id or "")}


@requires(Permission.FOLLOWUP)
@require_POST
def follow_up_done(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Mark a next step as done."""
    follow_up = get_object_or_404(FollowUp.objects.visible_to(request.actor), pk=pk)
    if follow_up.done_at is not None:
        messages.info(request, _("It was done already."))
    else:
        finish_follow_up(follow_up_id=pk, by=request.actor, at=request.at)
        messages.success(request, _("Done."))
    if request.POST.get("back") == "citizen":
        return redirect("cases:citizen", pk=follow_up.citizen_id)
    return redirect("cases:notices" if request.POST.get("back") == "notices" else "cases:follow_ups")


@requires(Permission.FOLLOWUP)
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_new(request: WorkRequest, pk: UUID) -> HttpResponse:
    """Promise a next step with a citizen."""
    citizen = get_object_or_404(Citizen.objects.visible_to(request.actor).of_unit(request.actor.unit_id), pk=pk)
    note(request, [pk])
    form = FollowUpForm(
        request.POST or None,
        colleagues=names(unit_id=request.actor.unit_id, at=request.at),
        initial={"owner": str(request.actor.user_id)},
    )

    def promise() -> None:
        data = form.cleaned_data
        promise_follow_up(
            citizen_id=pk,
            what=data["what"],
            why=data["why"],
            due_on=data["due_on"],
            owner_id=UUID(data["owner"]) if data["owner"] else None,
            by=request.actor,
            at=request.at,
            key=data["key"],
        )

    if done(form, promise):
        messages.success(request, _("Saved."))
        return redirect("cases:citizen", pk=pk)
    return form_page(request, "cases/follow_up_new.html", form, citizen=citizen)
