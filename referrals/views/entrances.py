"""Which units take referrals, what for, and whether they have room; and what the own unit says of itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from referrals.actions import set_entrance
from referrals.forms.entrances import EntranceForm
from referrals.models import Entrance
from udsatte.access.decisions import Stale
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import version_in
from udsatte.web.answers import done, form_page, stale


@requires(Permission.REFERRAL)
@require_safe
def units(request: WorkRequest) -> HttpResponse:
    """Every unit with a way in here, those that take referrals first."""
    rows = Entrance.objects.standing(localdate(request.at)).with_directory()
    context = {"rows": list(rows), "own": request.actor.unit_id, "may_change": request.actor.may(Permission.TRIAGE)}
    return render(request, "referrals/units.html", context)


@requires(Permission.TRIAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def entrance_change(request: WorkRequest) -> HttpResponse:
    """What the own unit says of its way in."""
    actor = request.actor
    entrance = Entrance.objects.of(actor.unit_id).first()
    stands = entrance.version if entrance else 0
    version = version_in(request.POST.get("version", str(stands)))
    form = EntranceForm(request.POST or None, initial=EntranceForm.initial_of(entrance))

    def save() -> None:
        set_entrance(unit_id=actor.unit_id, version=version, facts=form.facts(), by=actor, at=request.at)

    try:
        if done(form, save):
            messages.success(request, _("Saved."))
            return redirect("referrals:units")
    except Stale as newer:
        current: Entrance = newer.current  # type: ignore[assignment]
        return stale(request, form, current=EntranceForm.initial_of(current), version=current.version)
    return form_page(request, "referrals/entrance_change.html", form, version=str(version))
