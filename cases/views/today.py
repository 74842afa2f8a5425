"""I dag: whom to look for first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import states
from cases.attention import needing
from cases.models import Citizen, FollowUp
from udsatte.access.actor import Actor
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import CASEWORK, Permission
from udsatte.access.urls import requires
from udsatte.web import days
from udsatte.web.addresses import address

SHOWN = 5


@requires(Permission.TODAY)
def today(request: WorkRequest) -> HttpResponse:
    """The caseworker's day; for other roles one sentence and the way on."""
    actor: Actor = request.actor
    if actor.ceiling < CASEWORK:
        return render(request, "cases/today_other.html", _other(actor))
    citizens = list(Citizen.objects.visible_to(actor).for_caseload(actor.user_id, actor.unit_id))
    rows = FollowUp.objects.visible_to(actor).for_list().soonest_first()
    units = actor.may(Permission.FOLLOWUP_UNIT)
    follow_ups = list(rows.minded_by(actor, request.at) if units else rows.of(actor.user_id, actor.unit_id))
    if not citizens and not follow_ups:
        return render(request, "cases/today_other.html", _other(actor))
    next_steps: dict[object, list[FollowUp]] = {}
    for follow_up in follow_ups:
        next_steps.setdefault(follow_up.citizen_id, []).append(follow_up)
    due = [f for f in follow_ups if f.due_on <= days.day_of(request.at)]
    log_url = reverse("cases:contact_new")
    attention = [
        {
            "kind": one.kind,
            "word": one.word,
            "why": one.why,
            "name": one.citizen.name,
            "url": address("cases:citizen", one.citizen.pk),
            "log_url": f"{log_url}?citizen={one.citizen.pk}",
            "where": _last_place(one.citizen),
            "risk": one.citizen.risk_instruction,
            "phone": _phone(one.citizen),
        }
        for one in needing(citizens, due, request.at)
    ]
    context = {
        "first_name": actor.user_name.split()[0],
        "attention": attention[:SHOWN],
        "attention_rest": attention[SHOWN:],
        "attention_count": len(attention),
        "citizens": [
            {
                "name": citizen.name,
                "unknown": citizen.is_unknown,
                "url": address("cases:citizen", citizen.pk),
                "met": states.shown(citizen, request.at),
                "place": citizen.clock.seen_place.name if citizen.clock.seen_place else "",
                "next": next_steps.get(citizen.pk, [None])[0],
                "open": len(next_steps.get(citizen.pk, [])),
            }
            for citizen in citizens
        ],
        "follow_ups": follow_ups[:SHOWN],
        "follow_up_count": str(len(follow_ups)),
    }
    return render(request, "cases/today.html", context)


def _last_place(citizen: Citizen) -> str:
    place = citizen.clock.seen_place
    return _("Last: %(place)s") % {"place": f"{place.name}, {place.area}"} if place else ""


def _phone(citizen: Citizen) -> str:
    phones = citizen.standing_phones
    return phones[0].number if phones else ""


def _other(actor: Actor) -> dict[str, str]:
    """One sentence and a real link: no number that is not computed."""
    return {"first_name": actor.user_name.split()[0], **_way_on(actor)}


def _way_on(actor: Actor) -> dict[str, str]:
    if actor.may(Permission.CITIZEN_READ) and actor.ceiling >= CASEWORK:
        return {
            "sentence": _("Nobody is on your list. Your unit's citizens are under Citizens."),
            "url": reverse("cases:citizens"),
            "link": _("The unit's citizens"),
        }
    if actor.may(Permission.CITIZEN_READ):
        return {
            "sentence": _("Here you see whom your unit works with, or has been told about."),
            "url": reverse("cases:citizens"),
            "link": _("Open the list"),
        }
    if actor.may(Permission.AUDIT):
        return {
            "sentence": _("Here you read who has looked at whom, and review the month's sample."),
            "url": reverse("auditing:looks"),
            "link": _("The access log"),
        }
    if actor.may(Permission.PEOPLE):
        return {
            "sentence": _("Here you invite people, end their places, and keep the directory."),
            "url": reverse("people:people"),
            "link": _("People"),
        }
    return {
        "sentence": _("There is nothing for you to do here yet. Your own account is ready."),
        "url": reverse("account"),
        "link": _("My page"),
    }
