"""Log kontakt by hand: the form as one flat template, and saving as five INSERTs."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.choices import Initiative, Medium, Outcome
from tests.bench.by_hand import answer, part_of_town, rows, write
from udsatte.access.http import WorkRequest
from udsatte.access.permissions import Permission
from udsatte.access.urls import requires
from udsatte.web import days

_CASELOAD = """
SELECT c.id, c.given_name, c.family_name, k.met_at
  FROM cases_assignment a
  JOIN cases_citizen c ON c.id = a.citizen_id
  JOIN cases_citizenclock k ON k.citizen_id = c.id
 WHERE a.caseworker_id = %s AND a.unit_id = %s AND a.ends_on IS NULL
 ORDER BY c.id <> %s, k.met_at NULLS FIRST, c.id
"""
_HABITS = """
SELECT l.place_id, s.service_id, max(l.at) AS last, count(*) AS times
  FROM cases_contact h
  JOIN cases_contactline l ON l.contact_id = h.id
  LEFT JOIN cases_lineservice s ON s.line_id = l.id
 WHERE h.by_id = %s AND h.at >= %s GROUP BY 1, 2
"""
_PLACES = "SELECT id, name, district, focus_area FROM cases_place WHERE is_open ORDER BY name"
_SERVICES = "SELECT code, name FROM cases_service WHERE is_open ORDER BY position"
_PROMISED = """
SELECT f.id, f.what, f.why, f.due_on, u.full_name AS owner
  FROM cases_followup f LEFT JOIN accounts_user u ON u.id = f.owner_id
 WHERE f.citizen_id = %s AND f.done_at IS NULL ORDER BY f.due_on, f.id LIMIT 5
"""

_DRAFTS = (
    "SELECT key, saved_at FROM cases_contactdraft WHERE by_id = %s AND unit_id = %s ORDER BY saved_at DESC LIMIT 3"
)

_CLAIM = """
INSERT INTO web_idempotencykey (user_id, key, action, claimed_at, result) VALUES (%s, %s, 'log_contact', %s, %s)
ON CONFLICT (user_id, key) DO NOTHING
"""
_CONTACT = """
INSERT INTO cases_contact (id, unit_id, by_id, at, medium, whereabouts, initiative, source, saved_at)
VALUES (%s, %s, %s, %s, 'in_person', '', 'ours', 'logged', %s)
"""
_LINE = """
INSERT INTO cases_contactline
  (id, contact_id, citizen_id, unit_id, by_id, at, medium, whereabouts, outcome, note, struck_reason)
VALUES (%s, %s, %s, %s, %s, %s, 'in_person', '', %s, %s, '')
"""
_SERVICE = """
INSERT INTO cases_lineservice (id, line_id, citizen_id, unit_id, service_id, response)
SELECT gen_random_uuid(), %s, %s, %s, s, 'accepted' FROM unnest(%s::text[]) s
"""
_PROMISE = """
INSERT INTO cases_followup
  (id, citizen_id, unit_id, owner_id, what, why, due_on, origin, opened_at, opened_by_id, version)
VALUES (gen_random_uuid(), %s, %s, %s, %s, '', %s, %s, %s, %s, 1)
"""


@requires(Permission.CONTACT_LOG)
@require_safe
def contact_form(request: WorkRequest, pk: UUID) -> HttpResponse:
    """The form, opened for one citizen."""
    actor, at = request.actor, request.at
    citizens = rows(_CASELOAD, [actor.user_id, actor.unit_id, pk])
    for citizen in citizens:
        citizen.short = f"{citizen.given_name} {citizen.family_name[0]}." if citizen.family_name else citizen.given_name
        citizen.small = days.days_since(citizen.met_at, at) if citizen.met_at else _("never met")
    last: dict[UUID, datetime] = {}
    used: Counter[str] = Counter()
    for habit in rows(_HABITS, [actor.user_id, at - timedelta(days=60)]):
        if habit.place_id:
            last[habit.place_id] = max(habit.last, last.get(habit.place_id, habit.last))
        if habit.service_id:
            used[habit.service_id] += habit.times
    places = rows(_PLACES, [])
    for place in places:
        place.area = part_of_town(place.focus_area, place.district)
    offered = {place.id: place for place in places}
    usual = [offered[one] for one in sorted(last, key=last.__getitem__, reverse=True) if one in offered][:6]
    promises = rows(_PROMISED, [pk])
    for one in promises:
        one.due = days.due(one.due_on, at)
    return answer(
        "contact_form.html",
        key=uuid4(),
        first=citizens[:6],
        rest=citizens[6:],
        count=len(citizens),
        asked=citizens[0],
        outcomes=_labels(Outcome),
        usual=usual or places[:6],
        places=places,
        now=days.clock(at),
        media=_labels(Medium),
        initiatives=_labels(Initiative),
        services=sorted(rows(_SERVICES, []), key=lambda service: -used[service.code]),
        in_three_days=days.weekday_day(localdate(at) + timedelta(days=3)),
        promises=promises,
        drafts=rows(_DRAFTS, [actor.user_id, actor.unit_id]),
    )


@requires(Permission.CONTACT_LOG)
@require_POST
def contact_save(request: WorkRequest) -> HttpResponse:
    """One citizen, met now, with services, a note and a next step."""
    actor, at, said = request.actor, request.at, request.POST
    citizen, contact, line = UUID(said["who"]), uuid4(), uuid4()
    if write(_CLAIM, [actor.user_id, UUID(said["key"]), at, contact]):
        write(_CONTACT, [contact, actor.unit_id, actor.user_id, at, at])
        write(_LINE, [line, contact, citizen, actor.unit_id, actor.user_id, at, said["outcome"], said["note"]])
        write(_SERVICE, [line, citizen, actor.unit_id, said.getlist("services")])
        due_on = localdate(at) + timedelta(days=int(said["next_step"]))
        owner = actor.user_id
        write(_PROMISE, [citizen, actor.unit_id, owner, _("Follow up"), due_on, f"line:{line}", at, owner])
    return HttpResponseRedirect(f"/borgere/{citizen}/")


def _labels(choices: Any) -> list[tuple[str, str]]:
    return [(choice.value, str(choice.label)) for choice in choices]


urlpatterns = [
    path("bench/contact/<uuid:pk>/", contact_form),
    path("bench/contact/", contact_save),
]
