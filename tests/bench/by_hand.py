"""The same pages as a patient programmer would write them: one SQL statement for each list, one flat template a page.

Under the same policies, in the same context, through the same middleware. What turns a number into a sentence is shared
(`days`, `clocks`, `attention`); a run fails when the visible text differs by a word.
"""

import re
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cases import clocks
from cases.attention import needing
from cases.choices import AdditionKind, CaseStatus, District, FocusArea, IdentifierKind, Outcome, ServiceResponse
from cases.identifiers import unseal
from cases.timeline import KINDS
from udsatte.access.http import WorkRequest
from udsatte.access.log import note
from udsatte.access.permissions import Permission, roles_with
from udsatte.access.urls import requires
from udsatte.web import days

_TEMPLATES = Path(__file__).parent / "templates" / "by_hand"

_CASELOAD = """
SELECT c.id, trim(c.given_name || ' ' || c.family_name) AS name, c.risk_instruction AS risk, c.died_on,
       s.status AS case_status, s.status_at AS case_since, s.look_again_on,
       k.met_at, k.seen_at, k.told_kind, k.told_name, k.spoken_at, k.attempts,
       p.name AS place, p.district, p.focus_area,
       (SELECT h.number FROM cases_phone h WHERE h.citizen_id = c.id AND h.ended_at IS NULL
         ORDER BY h.added_at LIMIT 1) AS phone
  FROM cases_assignment a
  JOIN cases_case s ON s.id = a.case_id
  JOIN cases_citizen c ON c.id = a.citizen_id
  JOIN cases_citizenclock k ON k.citizen_id = c.id
  LEFT JOIN cases_place p ON p.id = k.seen_place_id
 WHERE a.caseworker_id = %s AND a.unit_id = %s AND a.ends_on IS NULL
 ORDER BY c.died_on NULLS FIRST, k.met_at NULLS FIRST, c.id
"""
_PROMISES = """
SELECT f.citizen_id, f.what, f.why, f.due_on, trim(c.given_name || ' ' || c.family_name) AS name
  FROM cases_followup f JOIN cases_citizen c ON c.id = f.citizen_id
 WHERE f.unit_id = %(unit)s AND f.done_at IS NULL
   AND (f.owner_id = %(user)s
        OR (NOT EXISTS (SELECT FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id
                         WHERE m.unit_id = %(unit)s AND m.role = 'coordinator' AND u.is_active
                           AND m.starts_at <= %(at)s AND (m.ends_at IS NULL OR m.ends_at > %(at)s))
            AND NOT EXISTS (SELECT FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id
                             WHERE m.unit_id = f.unit_id AND m.user_id = f.owner_id AND m.role = ANY(%(roles)s)
                               AND u.is_active AND m.starts_at <= %(at)s
                               AND (m.ends_at IS NULL OR m.ends_at > %(at)s))))
 ORDER BY f.due_on, f.id
"""
_UNIT = """
SELECT c.id, trim(c.given_name || ' ' || c.family_name) AS name, k.met_at, p.name AS place, w.full_name AS whose
  FROM cases_case s
  JOIN cases_citizen c ON c.id = s.citizen_id
  JOIN cases_citizenclock k ON k.citizen_id = c.id
  LEFT JOIN cases_place p ON p.id = k.seen_place_id
  LEFT JOIN LATERAL (
    SELECT u.full_name FROM cases_assignment a JOIN accounts_user u ON u.id = a.caseworker_id
     WHERE a.citizen_id = c.id AND a.ends_on IS NULL LIMIT 1) w ON true
 WHERE s.unit_id = %s AND s.status IN ('active', 'resting', 'searching', 'aftercare')
 ORDER BY c.sort_name, c.id LIMIT 26
"""
_CITIZEN = """
SELECT c.id, trim(c.given_name || ' ' || c.family_name) AS name, c.birth_on, c.birth_year, c.risk_instruction,
       c.risk_review_on, k.met_at, k.seen_at, k.told_kind, k.told_name, k.spoken_at, k.attempts, s.id AS case_id,
       s.opened_on,
       s.status, s.status_at,
       u.full_name AS worker, u.phone AS worker_phone, n.name AS unit,
       (SELECT i.ciphertext FROM cases_identifier i
         WHERE i.citizen_id = c.id AND i.kind = 'cpr' AND i.ended_at IS NULL LIMIT 1) AS sealed,
       (SELECT array_agg(DISTINCT i.kind) FROM cases_identifier i
         WHERE i.citizen_id = c.id AND i.kind NOT IN ('cpr', 'none') AND i.ended_at IS NULL) AS numbers,
       (SELECT array_agg(x.text ORDER BY x.added_at) FROM cases_alias x
         WHERE x.citizen_id = c.id AND x.ended_at IS NULL) AS aliases,
       (SELECT array_agg(x.number ORDER BY x.added_at) FROM cases_phone x
         WHERE x.citizen_id = c.id AND x.ended_at IS NULL) AS phones,
       (SELECT json_agg(json_build_array(p.name, p.district, p.focus_area) ORDER BY x.added_at, x.id)
          FROM cases_haunt x JOIN cases_place p ON p.id = x.place_id
         WHERE x.citizen_id = c.id AND x.ended_at IS NULL) AS haunts
  FROM cases_citizen c
  JOIN cases_citizenclock k ON k.citizen_id = c.id
  JOIN cases_case s ON s.citizen_id = c.id AND s.unit_id = %s
  LEFT JOIN cases_assignment a ON a.citizen_id = c.id AND a.ends_on IS NULL
  LEFT JOIN accounts_user u ON u.id = a.caseworker_id
  LEFT JOIN accounts_unit n ON n.id = a.unit_id
 WHERE c.id = %s
"""
_LINES = """
SELECT l.id, l.by_id, l.at, l.medium, l.outcome, l.minutes, l.note, coalesce(p.name, l.whereabouts) AS place,
       u.full_name AS by,
       (SELECT json_agg(json_build_array(v.name, s.response) ORDER BY v.position)
          FROM cases_lineservice s JOIN cases_service v ON v.code = s.service_id WHERE s.line_id = l.id) AS services,
       (SELECT json_agg(json_build_array(d.id, d.kind, d.text, d.written_at, w.full_name, d.answers_id)
                        ORDER BY d.written_at)
          FROM cases_noteaddition d JOIN accounts_user w ON w.id = d.written_by_id WHERE d.line_id = l.id) AS additions
  FROM cases_contactline l
  JOIN accounts_user u ON u.id = l.by_id
  LEFT JOIN cases_place p ON p.id = l.place_id
 WHERE l.citizen_id = %s AND l.struck_at IS NULL ORDER BY l.at DESC, l.id DESC LIMIT 26
"""
_PROMISED = """
SELECT f.id, f.what, f.why, f.due_on, u.full_name AS owner
  FROM cases_followup f LEFT JOIN accounts_user u ON u.id = f.owner_id
 WHERE f.citizen_id = %s AND f.done_at IS NULL ORDER BY f.due_on, f.id LIMIT 11
"""
_STATES = [(state.value, state.label) for state in CaseStatus if state != CaseStatus.ACTIVE]
_STORIES = """
SELECT r.text, r.written_at, u.full_name AS by FROM cases_riskstory r JOIN accounts_user u ON u.id = r.written_by_id
 WHERE r.citizen_id = %s ORDER BY r.written_at DESC
"""


@requires(Permission.TODAY)
@require_safe
def today(request: WorkRequest) -> HttpResponse:
    """I dag."""
    actor = request.actor
    citizens = rows(_CASELOAD, [actor.user_id, actor.unit_id])
    roles = roles_with(Permission.FOLLOWUP)
    promises = rows(_PROMISES, {"user": actor.user_id, "unit": actor.unit_id, "at": request.at, "roles": roles})
    for citizen in citizens:
        citizen.clock, citizen.pk, citizen.url = citizen, citizen.id, f"/borgere/{citizen.id}/"
        citizen.met = clocks.met(citizen, request.at).words
        citizen.next, citizen.open = "", 0
        if citizen.place:
            citizen.where = _("Last: %(place)s") % {"place": f"{citizen.place}, {_area(citizen)}"}
    by_id = {citizen.id: citizen for citizen in citizens}
    for one in promises:
        one.due = days.due(one.due_on, request.at)
        about = by_id.get(one.citizen_id)
        if about:
            about.open += 1
            about.next = about.next or f"{one.due}: {one.what}"
    due = [one for one in promises if one.due_on <= days.day_of(request.at)]
    attention: list[Any] = needing(citizens, due, request.at)
    return answer(
        "today.html",
        greeting=days.greeting(request.at),
        first_name=request.actor.user_name.split()[0],
        day=days.long_day(request.at),
        week=days.week(request.at),
        attention=attention[:5],
        rest=attention[5:],
        count=len(attention),
        promises=promises[:5],
        all=len(promises),
        citizens=citizens,
        number=len(citizens),
    )


@requires(Permission.CITIZEN_READ)
@require_safe
def citizens(request: WorkRequest) -> HttpResponse:
    """The unit's list."""
    found = rows(_UNIT, [request.actor.unit_id])
    for row in found:
        row.met = clocks.met(row, request.at).words
    return answer("citizens.html", states=_STATES, rows=found[:25], after=found[24].id)


@requires(Permission.CITIZEN_READ)
@require_safe
def citizen(request: WorkRequest, pk: UUID) -> HttpResponse:
    """One citizen with everything that happened."""
    who = rows(_CITIZEN, [request.actor.unit_id, pk])[0]
    note(request, [pk])
    lines = rows(_LINES, [pk])
    titles = {outcome.value: str(outcome.label) for outcome in Outcome}
    answers = {answer.value: str(answer.label).lower() for answer in ServiceResponse}
    for line in lines:
        line.title = titles[line.outcome]
        minutes = ngettext("%(count)s minute", "%(count)s minutes", line.minutes or 0) % {"count": line.minutes}
        line.meta = " · ".join(part for part in (line.place, minutes if line.minutes else "", line.by) if part)
        line.when = days.when(line.at, request.at)
        line.month = days.month(line.at)
        line.tags = [
            name if answer == ServiceResponse.ACCEPTED else f"{name}: {answers[answer]}"
            for name, answer in line.services or []
        ]
        line.said = [
            {
                "id": pk,
                "word": "" if kind == AdditionKind.ADDITION else AdditionKind(kind).label,
                "text": text,
                "when": days.when(datetime.fromisoformat(at), request.at),
                "by": by,
                "open": kind == AdditionKind.QUESTION and all(pk != other[5] for other in line.additions),
            }
            for pk, kind, text, at, by, _answers in line.additions or []
        ]
    promises = rows(_PROMISED, [pk])
    for one in promises:
        one.due = days.due(one.due_on, request.at)
    stories = rows(_STORIES, [pk])
    for story in stories:
        story.when = days.when(story.written_at, request.at)
    return answer(
        "citizen.html",
        who=who,
        cpr=f"{unseal(who.sealed)[:6]}-" if who.sealed else "",
        numbers=[IdentifierKind(kind).label for kind in who.numbers or []],
        review=days.day(who.risk_review_on) if who.risk_review_on else "",
        facts=[fact.words for fact in clocks.facts(who, request.at, named=True)],
        months=[(name, list(of_month)) for name, of_month in groupby(lines[:25], lambda line: line.month)],
        kinds=KINDS,
        me=request.actor.user_id,
        older=lines[24].id if len(lines) > 25 else None,
        promises=promises[:10],
        number=len(promises),
        stories=stories,
        haunts=[f"{place}, {part_of_town(focus, district)}" for place, district, focus in who.haunts or []],
        opened=days.day(who.opened_on),
        stands=_("%(state)s since %(day)s") % {"state": CaseStatus(who.status).label, "day": days.day(who.status_at)},
    )


def rows(sql: str, parameters: list[Any] | dict[str, Any]) -> list[Any]:
    """What a statement answers, each row with its columns as attributes."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description or ()]
        return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def write(sql: str, parameters: list[Any]) -> int:
    """How many rows a statement has written."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount


def _area(row: Any) -> str:
    return part_of_town(row.focus_area, row.district)


def part_of_town(focus_area: str, district: str) -> str:
    """The focus area, else the district."""
    return str(FocusArea(focus_area).label if focus_area else District(district).label)


def answer(name: str, **context: object) -> HttpResponse:
    """The flat template, filled in."""
    return HttpResponse(_template(name).render(context))


@cache
def _template(name: str) -> Any:
    """A template in which the Danish is written, as one would by hand."""
    source = (_TEMPLATES / name).read_text(encoding="utf-8")
    return engines["django"].from_string(re.sub(r'\{% translate "([^"]+)" %\}', lambda found: _(found[1]), source))


urlpatterns = [
    path("bench/today/", today),
    path("bench/citizens/", citizens),
    path("bench/citizen/<uuid:pk>/", citizen),
]
