"""The main navigation: only what the role has and what exists."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Actor
from udsatte.access.permissions import Permission


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the navigation; `section` is the prefix of the view names that belong to it."""

    url: str
    label: str | Promise
    icon: str
    permission: Permission
    views: tuple[str, ...]


PLACES = (
    Place("today", _("Today"), "house-door", Permission.TODAY, ("today",)),
    Place("cases:citizens", _("Citizens"), "people", Permission.CITIZEN_READ, ("cases:citizen",)),
    Place("cases:follow_ups", _("Follow-ups"), "flag", Permission.FOLLOWUP, ("cases:follow_up",)),
    Place("cases:struck", _("Struck lines"), "eraser", Permission.CONTACT_STRUCK, ("cases:struck",)),
)


@dataclass(frozen=True, slots=True)
class Entry:
    url: str
    label: str | Promise
    icon: str
    current: bool


def entries(request: HttpRequest, actor: Actor) -> list[Entry]:
    """The navigation of this person, with the present place marked."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return [
        Entry(reverse(place.url), place.label, place.icon, any(name.startswith(view) for view in place.views))
        for place in PLACES
        if actor.may(place.permission)
    ]
