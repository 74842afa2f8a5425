"""The one search field."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from cases.forms.search import SearchForm
from cases.policies import can_find
from cases.search import find
from udsatte.access.choices import AccessKind
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
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
