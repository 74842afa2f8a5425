"""Logging without a net: the page that opens then, the pack that goes out before, and what comes back after."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import receive_contact
from cases.choices import Initiative, Medium, Outcome, StaffTopic
from cases.models.facts import ALIAS_LENGTH
from cases.pack import pack_for
from udsatte.access.choices import AccessKind
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission
from udsatte.access.urls import public, requires
from udsatte.web.offline.forms import SealedForm
from udsatte.web.offline.keys import NotReadable, owner

_DRAWINGS = {
    Outcome.MET: "person-check",
    Outcome.NOT_MET: "person-slash",
    Outcome.REFUSED: "hand-thumbs-down",
    Outcome.MISSED: "calendar-x",
}


@public
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page that the service worker keeps: empty drawers, the same for everyone. The device fills them itself."""
    context = {
        "outcomes": [(one.value, one.label, _DRAWINGS[one]) for one in Outcome],
        "alias_length": ALIAS_LENGTH,
        "topics": StaffTopic.choices,
        "media": Medium.choices,
        "initiatives": Initiative.choices,
        "moments": [("now", _("Now")), ("earlier", _("Earlier today")), ("yesterday", _("Yesterday"))],
        "steps": [("0", _("None")), ("1", _("Tomorrow")), ("3", _("In 3 days")), ("7", _("In a week"))],
    }
    return render(request, "offline/shell.html", context)


@requires(Permission.CONTACT_LOG, unattended=True)
@require_safe
def pack(request: WorkRequest) -> HttpResponse:
    """What this person needs to log contacts without a net, for the device to seal. Each citizen in it is logged."""
    content, citizens = pack_for(actor=request.actor, at=request.at)
    if citizens:
        note(request, citizens, kind=AccessKind.LIST)
    return JsonResponse(content)


@requires(Permission.CONTACT_LOG, unattended=True)
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: WorkRequest) -> HttpResponse:
    """Take one contact from a device and say by its key that it is kept; never whether it was filed.

    Asked with GET it says who is signed in, as devices call people, and gives a fresh token against forgery.
    """
    if request.method != "POST":
        return JsonResponse({"owner": owner(request.actor.user_id), "token": get_token(request)})
    form = SealedForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"said": _("It did not arrive whole. Try again.")}, status=422)
    try:
        kept = receive_contact(
            sealed=form.sealed(), sent_at=form.cleaned_data["sent_at"], by=request.actor, at=request.at
        )
    except NotReadable:
        return JsonResponse({"said": _("It was not written by you on this device.")}, status=422)
    return JsonResponse({"key": str(kept.key), "conflict": kept.conflict})
