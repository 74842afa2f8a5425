"""The one search field."""

from collections.abc import Collection
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from cases.forms.search import SearchForm
from cases.models import Citizen
from cases.policies import can_find
from cases.search import find, team_led_to
from udsatte.access.choices import AccessKind
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web.addresses import id_in
from udsatte.web.answers import page

#: While somebody types, fewer letters name nobody: nobody is shown, and so nobody is logged.
WHILE_TYPING = 3


@requires(Permission.CITIZEN_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: WorkRequest) -> HttpResponse:
    """Whom the reader sees, by whatever was written; everybody who is shown is logged in one statement."""
    form = SearchForm(request.POST or None)
    found = None
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["q"]
        if not request.headers.get("HX-Request") or len(text) >= WHILE_TYPING:
            found = find(text, actor=request.actor, at=request.at)
            note(request, found.ids, kind=AccessKind.SEARCH)
    may_find = bool(can_find(actor=request.actor))
    context = {"form": form, "found": found, "may_find": may_find, "searching": True}
    return page(request, "cases/search.html", context, part="hits")


def led_to(request: WorkRequest, *, shown: Collection[UUID] = ()) -> tuple[str, list[Citizen]]:
    """For the part of a form that asks about whom: the letters, and whom they lead to. Everybody shown is logged.

    It posts `letters`, `found` (whom it showed last) and `who` (whom somebody chose, there or among those `shown`).
    """
    letters, found = request.POST.get("letters", "").strip()[:50], request.POST.getlist("found")
    chosen = [pk for text in request.POST.getlist("who") if text in found and (pk := id_in(text))]
    citizens = team_led_to(letters, chosen=chosen, shown=shown, actor=request.actor, at=request.at)
    note(request, [citizen.pk for citizen in citizens])
    return letters, citizens
