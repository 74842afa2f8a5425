"""Next steps: the list, a new one, done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions import finish_follow_up, promise_follow_up
from cases.colleagues import names
from cases.forms import FollowUpForm
from cases.models import Citizen, FollowUp
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import done, form_page, page
from udsatte.web.keyset import page as keyset_page


@requires(Permission.FOLLOWUP)
@require_safe
def follow_ups(request: WorkRequest) -> HttpResponse:
    """Those that one is reminded of, or the whole unit's, soonest first."""
    whole_unit = request.GET.get("show") == "unit"
    rows = FollowUp.objects.visible_to(request.actor).for_list()
    rows = rows.in_unit(request.actor.unit_id) if whole_unit else rows.cared_by(request.actor, request.at)
    me = None if whole_unit else request.actor.user_id
    after = id_in(request.GET.get("after", ""))
    shown = keyset_page(rows, order=("due_on", "id"), after=after)
    more = (
        f"{reverse('cases:follow_ups')}?show={'unit' if whole_unit else 'mine'}&after={shown.after}"
        if shown.after
        else ""
    )
    context = {"page": shown, "whole_unit": whole_unit, "more": more, "me": me}
    return page(request, "cases/follow_ups.html", context, part="rows")


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
