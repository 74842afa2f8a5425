"""The unit's citizens and contacts as rows of a list, with the headings that the import reads back.

A file leaves the house: of somebody with name and address protection it has neither name, number, place nor note, and
of whoever is one person with them, as on paper.
The residence basis is in no list. Contacts say who by our reference and a name, never by a number.
"""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cases.caseload_import import Column
from cases.choices import AdditionKind, ListKind, Medium, Outcome, ServiceResponse
from cases.identifiers import unseal
from cases.masking import face
from cases.merged import protected_persons
from cases.models import Citizen, ContactLine
from cases.models.citizens import NOTE_LENGTH
from udsatte.access.actor import Actor
from udsatte.web import days

_WHO = (Column.REFERENCE, Column.GIVEN_NAME, Column.FAMILY_NAME, Column.BORN)
COLUMNS = {
    ListKind.CITIZENS: (*_WHO, Column.CPR, Column.CASEWORKER, Column.OPENED, Column.MET, Column.PLACE),
    ListKind.CONTACTS: (
        *_WHO,
        *(Column.WHEN, Column.TIME, Column.MEDIUM, Column.OUTCOME, Column.PLACE, Column.SERVICES, Column.MINUTES),
        *(Column.NOTE, Column.AUTHOR, Column.CONTACT),
    ),
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: A row as it is written, and the citizen whom it is about.
Row = tuple[tuple[str, ...], UUID]


def headings(kind: ListKind) -> list[str]:
    """The first row."""
    return [str(column.label) for column in COLUMNS[kind]]


def rows_after(kind: ListKind, after: UUID | None, size: int, *, by: Actor) -> tuple[list[Row], UUID | None]:
    """The next rows of the unit's list, and after which id those beyond begin; None when these were the last."""
    if kind == ListKind.CITIZENS:
        people = list(_beyond(Citizen.objects.visible_to(by).of_unit(by.unit_id).for_export(by.unit_id), after, size))
        _mask_persons(people, by)
        return [(_citizen(one, by), one.pk) for one in people], people[-1].pk if len(people) == size else None
    lines = list(_beyond(ContactLine.objects.visible_to(by).of_unit(by.unit_id).for_export(), after, size))
    _mask_persons([one.citizen for one in lines], by)
    return [(_contact(one, by), one.citizen_id) for one in lines], lines[-1].pk if len(lines) == size else None


def count(kind: ListKind, *, by: Actor) -> int:
    """How many rows there are."""
    if kind == ListKind.CITIZENS:
        return Citizen.objects.visible_to(by).of_unit(by.unit_id).count()
    return ContactLine.objects.visible_to(by).of_unit(by.unit_id).count()


def _beyond(rows: Any, after: UUID | None, size: int) -> Any:
    return (rows.filter(pk__gt=after) if after else rows).order_by("pk")[:size]


def _mask_persons(citizens: list[Citizen], by: Actor) -> None:
    """In this file whoever is one person with somebody protected is protected, as far as the reader sees both."""
    protected = protected_persons({citizen.pk for citizen in citizens}, actor=by)
    for citizen in citizens:
        citizen.is_protected = citizen.pk in protected


def _citizen(citizen: Citizen, by: Actor) -> tuple[str, ...]:
    masked = citizen.is_protected
    digits = unseal(citizen.sealed_cpr) if citizen.sealed_cpr and not masked else ""
    since, email, met_at, place = citizen.opened_on, citizen.caseworker_email, citizen.met_here_at, citizen.met_place
    return _clean(
        *_who(citizen, by),
        f"{digits[:6]}-{digits[6:]}" if digits else "",
        email or "",
        days.day(since).replace(".", "-") if since else "",
        days.day(met_at).replace(".", "-") if met_at else "",
        "" if masked else place or "",
    )


def _contact(line: ContactLine, by: Actor) -> tuple[str, ...]:
    masked = line.citizen.is_protected
    return _clean(
        *_who(line.citizen, by),
        days.day(line.at).replace(".", "-"),
        days.clock(line.at),
        str(Medium(line.medium).label),
        str(Outcome(line.outcome).label),
        "" if masked else line.where,
        ", ".join(f"{name} ({ServiceResponse(response).label})" for name, response in line.given),
        "" if line.minutes is None else str(line.minutes),
        "" if masked else _note(line),
        line.by.email,
        str(line.pk),
    )


def _who(citizen: Citizen, by: Actor) -> Sequence[str]:
    """Our reference, name and birth. A protected citizen is masked as for a shared reader."""
    seen = face(citizen, actor=by, casework=not citizen.is_protected)
    birth_on, year = seen.born
    names = (seen.name, "") if seen.masked else (citizen.given_name, citizen.family_name)
    return str(citizen.pk), *names, days.day(birth_on).replace(".", "-") if birth_on else str(year or "")


def _note(line: ContactLine) -> str:
    """The note with what was added to it later."""
    parts = [line.note]
    for more in line.added:
        if more.kind == AdditionKind.THANKS:
            continue
        signed = {"name": more.by, "day": days.day(more.at), "text": more.text}
        parts.append(_("%(name)s, %(day)s: %(text)s") % signed)
    return "\n\n".join(filter(None, parts))[:NOTE_LENGTH]


def _clean(*cells: str) -> tuple[str, ...]:
    return tuple(_CONTROL.sub("", cell) for cell in cells)
