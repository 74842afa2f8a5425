"""The main navigation: only what the role has and what exists."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from udsatte.access.actor import Actor
from udsatte.access.permissions import Permission
from udsatte.accounts.choices import Role


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the navigation; `views` are the prefixes of the view names that belong to it.

    `button` is the round + of a phone, between the others.
    """

    url: str
    label: str | Promise
    icon: str
    permission: Permission
    views: tuple[str, ...]
    button: bool = False


PLACES = (
    Place("today", _("Today"), "house-door", Permission.TODAY, ("today",)),
    Place("cases:citizens", _("Citizens"), "people", Permission.CITIZEN_READ, ("cases:citizen",)),
    Place(
        "cases:contact_new",
        _("Log contact"),
        "plus-lg",
        Permission.CONTACT_LOG,
        ("cases:contact_new",),
        button=True,
    ),
    Place("cases:follow_ups", _("Follow-ups"), "flag", Permission.FOLLOWUP, ("cases:follow_up",)),
    Place("directory:entries", _("Directory"), "journal-text", Permission.DIRECTORY_KEEP, ("directory:",)),
    Place("people:people", _("People"), "person-gear", Permission.PEOPLE, ("people:",)),
    Place("cases:struck", _("Struck lines"), "eraser", Permission.CONTACT_STRUCK, ("cases:struck",)),
    Place("auditing:looks", _("The access log"), "journal-check", Permission.AUDIT, ("auditing:",)),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as this person sees it on this page."""

    url: str
    label: str | Promise
    icon: str
    current: bool
    button: bool


def entries(request: HttpRequest, actor: Actor) -> list[Entry]:
    """The navigation of this person, with the present place marked."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return [
        Entry(
            reverse(place.url),
            place.label,
            place.icon,
            any(name.startswith(view) for view in place.views),
            place.button,
        )
        for place in PLACES
        if actor.may(place.permission)
    ]


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, for the corner of the page."""

    name: str
    initials: str
    role: str


def person(actor: Actor) -> Person:
    """The name, its first and last initial, and the role in words."""
    words = actor.user_name.split()
    initials = words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]
    return Person(actor.user_name, initials.upper(), str(Role(actor.role).label))
