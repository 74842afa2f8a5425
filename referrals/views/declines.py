"""Who has been told no, and why, for whoever leads the unit: the numbers, and the list behind each."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from referrals.choices import Barrier, Decline
from referrals.declines import KINDS, SIDES, narrowed, rows_of_side, side_of
from referrals.queue import rows_of
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import page
from udsatte.web.keyset import page as keyset_page


@requires(Permission.DECLINES)
@require_safe
def declines(request: WorkRequest) -> HttpResponse:
    """The numbers of the last year. No names."""
    sides = [side_of(side, actor=request.actor, at=request.at) for side in SIDES]
    return render(request, "referrals/declines.html", {"sides": sides})


@requires(Permission.DECLINES)
@require_safe
def declined(request: WorkRequest) -> HttpResponse:
    """The list behind a number, the latest no on top. Whoever does no casework reads no protected name."""
    actor = request.actor
    side = request.GET.get("side", "")
    side = side if side in SIDES else SIDES[0]
    kind = next((one for one in KINDS if request.GET.get(one)), "")
    value = request.GET.get(kind, "") if kind else ""
    rows = narrowed(
        rows_of_side(side, actor=actor, at=request.at), side=side, kind=kind, value=value, unit_id=id_in(value)
    )
    found = keyset_page(
        rows.for_list(), order=("-status_at", "-referral_id"), after=id_in(request.GET.get("after", ""))
    )
    shown = rows_of((one.referral for one in found.rows), actor=actor, at=request.at)
    for row, one in zip(shown, found.rows, strict=True):
        row["no"] = one
        row["in_the_way"] = [str(Barrier(what).label) for what in one.barriers]
    words = {"code": dict(Decline.choices), "barrier": dict(Barrier.choices)}.get(kind, {})
    same = request.GET.copy()
    same["after"] = str(found.after)
    context = {
        "side": side,
        "what": words.get(value, _("All")),
        "rows": shown,
        "count": found.count,
        "more": f"?{same.urlencode()}" if found.after else "",
    }
    return page(request, "referrals/declined.html", context, part="rows")
