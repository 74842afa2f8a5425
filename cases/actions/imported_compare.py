"""A citizen of the list who is here already: what the list says otherwise. Nothing is overwritten."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from cases.actions.imports import Difference, Imported
from cases.caseload_import import CitizenRow, Column
from cases.caseload_import.matching import same_words
from cases.choices import CaseStatus, ContactSource, Medium, Outcome, RowOutcome
from cases.merged import protected_persons
from cases.models import Assignment, Case, Citizen
from udsatte.access.actor import Actor
from udsatte.access.choices import AccessKind
from udsatte.access.decisions import Foreseen
from udsatte.access.log import note_view
from udsatte.web.days import day, midnight

_MET_ON_THE_DAY = """
SELECT w.number, CASE WHEN c.source = %s THEN coalesce(p.name, l.whereabouts) END
  FROM unnest(%s::int[], %s::uuid[], %s::timestamptz[], %s::timestamptz[]) w(number, citizen_id, since, until)
  JOIN cases_contactline l ON l.citizen_id = w.citizen_id AND l.at >= w.since AND l.at < w.until
   AND l.unit_id = %s AND l.medium = %s AND l.outcome = %s
  JOIN cases_contact c ON c.id = l.contact_id LEFT JOIN cases_place p ON p.id = l.place_id
 ORDER BY l.at DESC
"""


def compare(known: Sequence[tuple[CitizenRow, Citizen]], colleagues: dict[str, UUID], by: Actor) -> dict[int, Imported]:
    """What the list says otherwise than what stands here; bad when the unit has no case."""
    if not known:
        return {}
    ids = [citizen.pk for _row, citizen in known]
    note_view("import_caseload", ids, kind=AccessKind.SEARCH)
    cases = {case.citizen_id: case for case in Case.objects.visible_to(by).filter(citizen__in=ids, unit_id=by.unit_id)}
    standing = Assignment.objects.visible_to(by).open().filter(case__in=cases.values()).select_related("caseworker")
    assignments = {assignment.case_id: assignment for assignment in standing}
    met = _met_on_the_day(known, by)
    masked = _masked(known, by)
    done = {}
    for row, citizen in known:
        case = cases.get(citizen.pk)
        if case is None:
            reason = _("The unit sees this citizen already and has no case. Open it on the citizen's page.")
            done[row.number] = Imported.bad(Foreseen(reason))
            continue
        found = [
            *_personal_differences(citizen, row, masked=citizen.pk in masked),
            *_case_differences(case, row, assignments.get(case.pk), colleagues),
            *_met_difference(citizen, row, met.get(row.number)),
        ]
        outcome = RowOutcome.DIFFERENT if found else RowOutcome.SAME
        done[row.number] = Imported(outcome, differences=tuple(found))
    return done


def _masked(known: Sequence[tuple[CitizenRow, Citizen]], by: Actor) -> set[UUID]:
    """Those whom an export names by our reference alone."""
    other = {
        citizen.pk
        for row, citizen in known
        if row.reference is not None and row.cpr is None and not same_words(citizen.name, row.name)
    }
    return protected_persons(other, actor=by)


def _personal_differences(citizen: Citizen, row: CitizenRow, *, masked: bool) -> list[Difference]:
    found = []
    if not masked and not same_words(citizen.name, row.name):
        found.append(Difference(Column.NAME.label, citizen.name, row.name))
    here, listed = (
        day(born) if born else str(year or "")
        for born, year in ((citizen.birth_on, citizen.birth_year), (row.birth_on, row.birth_year))
    )
    if listed and listed != here and not (citizen.birth_on and row.birth_year == citizen.birth_on.year):
        found.append(Difference(Column.BORN.label, here, listed))
    if row.cpr is not None and not citizen.has_cpr:
        found.append(Difference(Column.CPR.label, "", str(row.cpr)))
    return found


def _case_differences(
    case: Case, row: CitizenRow, standing: Assignment | None, colleagues: dict[str, UUID]
) -> list[Difference]:
    found = []
    if not case.is_open:
        found.append(Difference(_("Case"), CaseStatus(case.status).label, CaseStatus.ACTIVE.label))
    if row.opened_on is not None and row.opened_on != case.opened_on:
        found.append(Difference(Column.OPENED.label, day(case.opened_on), day(row.opened_on)))
    caseworker_id = colleagues.get(row.caseworker)
    left = standing is None or standing.caseworker_id != caseworker_id
    if caseworker_id is not None and case.is_open and left:
        here = standing.caseworker.email if standing else ""
        found.append(Difference(Column.CASEWORKER.label, here, row.caseworker))
    return found


def _met_on_the_day(known: Sequence[tuple[CitizenRow, Citizen]], by: Actor) -> dict[int, list[str | None]]:
    """By row number, of those met on the row's day: the place of each such line that an import wrote, else None."""
    rows = [(row.number, citizen.pk, row.met_on) for row, citizen in known if row.met_on]
    found: dict[int, list[str | None]] = {}
    if rows:
        values: list[Any] = [ContactSource.IMPORTED, [number for number, _pk, _day in rows]]
        values += [[pk for _number, pk, _day in rows], [midnight(on) for _number, _pk, on in rows]]
        values += [[midnight(on + timedelta(days=1)) for _number, _pk, on in rows], by.unit_id]
        with connection.cursor() as cursor:
            cursor.execute(_MET_ON_THE_DAY, [*values, Medium.IN_PERSON, Outcome.MET])
            for number, place in cursor.fetchall():
                found.setdefault(number, []).append(place)
    return found


def _met_difference(citizen: Citizen, row: CitizenRow, places: list[str | None] | None) -> list[Difference]:
    """Nothing when the day's meeting stands here, imported or logged by hand, and at the same place."""
    if row.met_on is None:
        return []
    if not places:
        latest = citizen.clock.met_at
        return [Difference(Column.MET.label, day(latest) if latest else "", day(row.met_on))]
    imported = [place for place in places if place is not None]
    if row.place and imported and not any(same_words(place, row.place) for place in imported):
        return [Difference(Column.PLACE.label, imported[0], row.place)]
    return []
