"""The main navigation: only what the role has and what exists. What a phone's bar has no room for stands under More."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from udsatte.access.actor import Actor
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.accounts.choices import Role

#: So many fit beside the round + of a phone; of more, the last gives its place to More.
ON_A_PHONE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the navigation; `views` are the prefixes of the view names that belong to it.

    about: what one does there, for the page More. button: the round + of a phone, between the others.
    """

    url: str
    label: str | Promise
    icon: str
    permission: Permission
    views: tuple[str, ...]
    about: str | Promise = ""
    button: bool = False


PLACES = (
    Place("today", _("Today"), "house-door", Permission.TODAY, ("today",)),
    Place(
        "cases:citizens",
        _("Citizens"),
        "people",
        Permission.CITIZEN_READ,
        (
            "cases:citizen",
            "cases:find",
            "cases:duty_",
            "cases:case_",
            "cases:line_",
            "cases:sighting_",
            "cases:relative_",
            "cases:death_",
            "cases:identifier_",
        ),
    ),
    Place(
        "cases:contact_new",
        _("Log contact"),
        "plus-lg",
        Permission.CONTACT_LOG,
        ("cases:contact_new",),
        button=True,
    ),
    Place("referrals:queue", _("Referrals"), "inbox", Permission.REFERRAL, ("referrals:",)),
    Place("cases:follow_ups", _("Follow-ups"), "flag", Permission.FOLLOWUP, ("cases:follow_up",)),
    Place(
        "cases:board",
        _("The board"),
        "kanban",
        Permission.CASE_ASSIGN,
        ("cases:board",),
        _("Everybody's citizens side by side, and who has room"),
    ),
    Place(
        "cases:caseloads",
        _("Who has how many"),
        "people-fill",
        Permission.CASELOAD_PLAN,
        ("cases:caseload", "cases:leave", "cases:capacity"),
        _("How many citizens each colleague has, how much room, and who is away"),
    ),
    Place(
        "referrals:guarantees",
        _("Treatment within 14 days"),
        "stopwatch",
        Permission.FOLLOWUP,
        ("referrals:guarantee",),
        _("Citizens who have said that they want treatment, and how many days are left"),
    ),
    Place("auditing:looks", _("The access log"), "journal-check", Permission.AUDIT, ("auditing:",)),
    Place("cases:seen_here", _("Seen here"), "eye", Permission.SEEN_HERE, ("cases:seen_",)),
    Place(
        "cases:call_new",
        _("Phone call"),
        "telephone-inbound",
        Permission.CALL,
        ("cases:call_",),
        _("Somebody rings about a citizen: who, about whom, and what they saw"),
    ),
    Place(
        "cases:visits",
        _("On my way in"),
        "door-open",
        Permission.VISIT,
        ("cases:visit",),
        _("Say where you go in, and when you will be out: a colleague is told if you do not say that you are out"),
    ),
    Place(
        "cases:lookouts",
        _("Look out for"),
        "binoculars",
        Permission.CITIZEN_READ,
        ("cases:lookout",),
        _("Citizens whom other units ask yours to look out for"),
    ),
    Place(
        "cases:tips",
        _("What we were told"),
        "chat-left-dots",
        Permission.CALL,
        ("cases:tip",),
        _("What the unit was told of people: somebody is to say who it is"),
    ),
    Place(
        "directory:entries",
        _("Directory"),
        "journal-text",
        Permission.DIRECTORY,
        ("directory:",),
        _("Efforts and organisations: what they are for, and how to reach them"),
    ),
    Place(
        "people:people",
        _("People"),
        "person-gear",
        Permission.PEOPLE_READ,
        ("people:",),
        _("Who is in the unit, and with which role"),
    ),
    Place(
        "cases:pending_matches",
        _("Awaits match"),
        "hourglass-split",
        Permission.CITIZEN_WRITE,
        ("cases:pending_",),
        _("What you registered that another unit knows, and what it answered"),
    ),
    Place(
        "cases:enquiries",
        _("Enquiries"),
        "reply",
        Permission.ENQUIRY,
        ("cases:enquir",),
        _("Other units that ask about the unit's citizens"),
    ),
    Place(
        "cases:grounds_opened",
        _("Who has opened"),
        "eye",
        Permission.GROUND_OPENED,
        ("cases:ground",),
        _("Who outside the unit has opened its citizens, and why"),
    ),
    Place(
        "cases:struck",
        _("Struck lines"),
        "eraser",
        Permission.CONTACT_STRUCK,
        ("cases:struck",),
        _("What was written on the wrong citizen"),
    ),
    Place(
        "cases:intakes",
        _("Written without a net"),
        "cloud-arrow-up",
        Permission.CONTACT_INTAKE,
        ("cases:intake",),
        _("Contacts that wait for your decision before they are filed"),
    ),
    Place(
        "cases:staff_lines",
        _("Talks with staff"),
        "chat-square-text",
        Permission.CONTACT_LOG,
        ("cases:staff_line",),
        _("Advice and supervision at the places, about no citizen"),
    ),
    Place(
        "cases:imports",
        _("Lists in and out"),
        "table",
        Permission.CASELOAD_IMPORT,
        ("cases:import", "cases:export"),
        _("Take in a spreadsheet, or take the unit's citizens out"),
    ),
)
#: These stand at the top of every page; More says them in words.
AT_THE_TOP = (
    Place(
        "cases:notices",
        _("Notices"),
        "bell",
        Permission.NOTICES,
        ("cases:notice",),
        _("What the unit has been told, and what is due"),
    ),
    Place("duty:roster", _("Duty"), "telephone", Permission.DUTY, ("duty:",), _("Who answers now, and this evening")),
    Place(
        "account",
        _("My page"),
        "person",
        Permission.ACCOUNT,
        ("account",),
        _("How you sign in, where you are signed in, and your places of work"),
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as this person sees it on this page. rest: on a phone it stands under More."""

    url: str
    label: str | Promise
    icon: str
    about: str | Promise = ""
    current: bool = False
    button: bool = False
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Navigation:
    """Everything, and on a phone the way to what the bar has no room for."""

    entries: tuple[Entry, ...]
    more: Entry | None


def navigation(request: HttpRequest, actor: Actor) -> Navigation:
    """The navigation of this person, with the present place marked."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    rest = _rest(actor)
    entries = tuple(_entry(place, name, rest=place in rest) for place in PLACES if actor.may(place.permission))
    if not rest:
        return Navigation(entries, None)
    inside = name == "more" or any(entry.rest and entry.current for entry in entries)
    return Navigation(entries, Entry(reverse("more"), _("More"), "three-dots", current=inside))


@requires(Permission.TODAY)
@require_safe
def more(request: WorkRequest) -> HttpResponse:
    """What a phone's bar has no room for, and what stands at the top, in words."""
    top = [place for place in AT_THE_TOP if request.actor.may(place.permission)]
    return render(request, "more.html", {"places": [_entry(place, "") for place in (*_rest(request.actor), *top)]})


def _rest(actor: Actor) -> tuple[Place, ...]:
    """The places that a phone's bar has no room for."""
    places = [place for place in PLACES if actor.may(place.permission) and not place.button]
    return () if len(places) <= ON_A_PHONE else tuple(places[ON_A_PHONE - 1 :])


def _entry(place: Place, name: str, *, rest: bool = False) -> Entry:
    return Entry(
        url=reverse(place.url),
        label=place.label,
        icon=place.icon,
        about=place.about,
        current=any(name.startswith(view) for view in place.views),
        button=place.button,
        rest=rest,
    )


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, for the corner of the page."""

    name: str
    initials: str
    role: str


def person(actor: Actor) -> Person:
    """The name, its first and last initial, and the role in words; a lent role says whose it is."""
    words = actor.user_name.split()
    initials = words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]
    role = str(Role(actor.role).label)
    lent = " / ".join(one.name for one in actor.stands_in_for if one.lends_role) if actor.is_lent else ""
    said = _("%(role)s for %(name)s") % {"role": role, "name": lent} if lent else role
    return Person(actor.user_name, initials.upper(), said)
