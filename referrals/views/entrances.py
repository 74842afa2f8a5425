"""Which units take referrals, what for, and whether they have room; and what the own unit says of itself."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from referrals.actions import set_entrance
from referrals.forms.entrances import EntranceForm
from referrals.models import Criterion, Entrance
from referrals.units import with_a_way_in
from udsatte.access.decisions import Stale
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in, version_in
from udsatte.web.answers import done, form_page, page, stale
from udsatte.web.keyset import page as keyset_page

#: Those that take referrals first, by name.
ORDER = ("-is_open", "unit__name", "unit_id")


@requires(Permission.REFERRAL)
@require_safe
def units(request: WorkRequest) -> HttpResponse:
    """The units with a way in here, those that take referrals first. for: the referral that one is looked up for."""
    actor = request.actor
    organisation, after = id_in(request.GET.get("organisation", "")), id_in(request.GET.get("after", ""))
    referral = id_in(request.GET.get("for", ""))
    rows = Entrance.objects.standing(localdate(request.at)).with_directory()
    if organisation:
        rows = rows.filter(unit__organisation=organisation)
    found = keyset_page(rows, order=ORDER, after=after)
    kept = {"organisation": organisation, "for": referral}
    context = {
        "rows": found.rows,
        "count": found.count,
        "organisations": with_a_way_in() if organisation or found.after else (),
        "organisation": organisation,
        "for": referral,
        "more": f"?{urlencode({**{k: v for k, v in kept.items() if v}, 'after': found.after})}" if found.after else "",
        "own": actor.unit_id,
        "may_change": actor.may(Permission.TRIAGE),
    }
    return page(request, "referrals/units.html", context, part="rows")


@requires(Permission.TRIAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def entrance_change(request: WorkRequest) -> HttpResponse:
    """What the own unit says of its way in."""
    actor = request.actor
    entrance = Entrance.objects.of(actor.unit_id).first()
    stands = entrance.version if entrance else 0
    version = version_in(request.POST.get("version", str(stands)))
    own = Criterion.objects.own_of(actor.unit_id)
    form = EntranceForm(request.POST or None, initial=EntranceForm.initial_of(entrance, own))

    def save() -> None:
        set_entrance(unit_id=actor.unit_id, version=version, facts=form.facts(), by=actor, at=request.at)

    try:
        if done(form, save):
            messages.success(request, _("Saved."))
            return redirect("referrals:units")
    except Stale as newer:
        current: Entrance = newer.current  # type: ignore[assignment]
        return stale(request, form, current=EntranceForm.initial_of(current, own.all()), version=current.version)
    return form_page(request, "referrals/entrance_change.html", form, version=str(version))
