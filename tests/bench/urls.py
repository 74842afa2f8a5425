"""Udsatte's own addresses, and the pages that they are measured against."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from cases.models import ContactLine
from tests.bench import by_hand, by_hand_contact
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.urls import handler400, handler403, handler404, handler500
from udsatte.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@requires(Permission.TODAY)
@require_safe
def floor(request: WorkRequest) -> HttpResponse:
    """Signed in, and nothing but the base template."""
    return render(request, "base.html")


@requires(Permission.TODAY)
@require_safe
def empty(request: WorkRequest) -> HttpResponse:
    """Signed in, and no template."""
    return HttpResponse("ok")


@requires(Permission.CITIZEN_READ)
@require_safe
def unit_lines(request: WorkRequest) -> HttpResponse:
    """The row of walls.md: the unit's last 25 lines, joined to citizen, header and author."""
    lines = (
        ContactLine.objects.visible_to(request.actor)
        .standing()
        .filter(unit_id=request.actor.unit_id)
        .select_related("citizen", "contact", "by")
        .order_by("-at", "-id")[:25]
    )
    return render(request, "unit_lines.html", {"lines": lines})


urlpatterns = [
    *ours,
    path("bench/floor/", floor),
    path("bench/empty/", empty),
    path("bench/lines/", unit_lines),
    *by_hand.urlpatterns,
    *by_hand_contact.urlpatterns,
]
