"""I dag: whom to look for first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import states
from cases.attention import needing
from cases.caseloads import capacity_of, load_words, room_of_team
from cases.merged import joined_unseen_first
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
    mine = list(Citizen.objects.visible_to(actor).for_caseload(actor.user_id, actor.unit_id))
    citizens = joined_unseen_first(mine, actor=actor)
    rows = FollowUp.objects.visible_to(actor).for_list().soonest_first()
    units = actor.may(Permission.FOLLOWUP_UNIT)
    follow_ups = list(rows.cared_by(actor, request.at) if units else rows.of_lists(actor))
    coordinates = actor.may(Permission.CASELOAD_PLAN)
    if not (citizens or follow_ups or coordinates or actor.away_until):
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
            "where": _where(one.citizen, actor),
            "risk": one.citizen.risk_instruction,
            "phone": _phone(one.citizen),
        }
        for one in needing(citizens, due, request.at)
    ]
    context = {
        "may_visit": actor.may(Permission.VISIT),
        "first_name": actor.user_name.split()[0],
        "attention": attention[:SHOWN],
        "attention_rest": attention[SHOWN:],
        "attention_count": len(attention),
        "lists": _lists(citizens, next_steps, actor, request.at),
        "room": room_of_team(actor=actor, at=request.at) if coordinates else None,
        "follow_ups": follow_ups[:SHOWN],
        "follow_up_count": str(len(follow_ups)),
    }
    return render(request, "cases/today.html", context)


def _lists(
    citizens: list[Citizen], next_steps: dict[object, list[FollowUp]], actor: Actor, at: datetime
) -> list[dict[str, Any]]:
    """The own list, and each one that the person has for a colleague who is away."""
    rows: dict[UUID, list[dict[str, Any]]] = {}
    for citizen in citizens:
        steps = next_steps.get(citizen.pk, [])
        rows.setdefault(citizen.list_of, []).append(
            {
                "name": citizen.name,
                "unknown": citizen.is_unknown and not citizen.is_named_elsewhere,
                "url": address("cases:citizen", citizen.pk),
                "met": states.shown(citizen, at),
                "place": citizen.clock.seen_place.name if citizen.clock.seen_place else "",
                "next": steps[0] if steps else None,
                "open": len(steps),
            }
        )
    living = [citizen for citizen in citizens if citizen.list_of == actor.user_id and citizen.died_on is None]
    nameless = sum(citizen.is_unknown and not citizen.is_named_elsewhere for citizen in living)
    own = {
        "id": "h-mine",
        "title": _("My citizens"),
        "tally": load_words(len(living), capacity_of(actor.capacity), nameless),
        "lead": _("Longest since met on top. Only a meeting counts; attempts in vain do not."),
        "rows": rows.get(actor.user_id, []),
    }
    absent = [
        {
            "id": f"h-list-{number}",
            "title": _("For %(name)s, who is away until %(day)s")
            % {"name": one.name, "day": days.short_day(one.ends_on, at)},
            "tally": str(len(rows.get(one.user_id, []))),
            "lead": "",
            "rows": rows.get(one.user_id, []),
        }
        for number, one in enumerate(actor.stands_in_for)
    ]
    return [one for one in (own, *absent) if one["rows"]]


def _where(citizen: Citizen, actor: Actor) -> str:
    """The last place; and whose citizen it is, when it is not the reader's own."""
    place = citizen.clock.seen_place
    found = [_("Last: %(place)s") % {"place": f"{place.name}, {place.area}"}] if place else []
    found += [_("for %(name)s") % {"name": one.name} for one in actor.stands_in_for if one.user_id == citizen.list_of]
    return " · ".join(found)


def _phone(citizen: Citizen) -> str:
    phones = citizen.standing_phones
    return phones[0].number if phones else ""


def _other(actor: Actor) -> dict[str, Any]:
    """One sentence and a real link: no number that is not computed."""
    refers = actor.may(Permission.REFERRAL)
    return {"first_name": actor.user_name.split()[0], "refers": refers, **_way_on(actor)}


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
    if actor.may(Permission.REFERRAL):
        return {
            "sentence": _(
                "Is there somebody whom nobody reaches? Ask a team to take it on, and see what becomes of it."
            ),
            "url": reverse("referrals:referral_new"),
            "link": _("New referral"),
        }
    return {
        "sentence": _("There is nothing for you to do here yet. Your own account is ready."),
        "url": reverse("account"),
        "link": _("My page"),
    }
