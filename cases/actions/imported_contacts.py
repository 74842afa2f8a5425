"""Taking a history of contacts in. The clocks move by their triggers, once for all citizens of a batch."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from cases.actions.imported_citizens import places_by_name
from cases.actions.imports import Imported, all_or_each, look_at_what_grew, one_import_at_a_time
from cases.caseload_import import BadRow, ContactRow
from cases.caseload_import.matching import find
from cases.choices import ContactSource, Outcome, RowOutcome
from cases.models import Case, Citizen, Contact, ContactLine, LineService, Service
from cases.policies import can_import
from udsatte.access.actor import Actor
from udsatte.access.choices import AccessKind
from udsatte.access.context import action
from udsatte.access.log import note_view
from udsatte.accounts.models import Membership
from udsatte.web.days import day_of, midnight

#: Lines of these citizens in these hours: by key of the citizen and the hour, never all that a citizen has.
_LINES_THEN = """
SELECT l.citizen_id, l.at, l.medium, l.outcome, l.by_id, l.note
  FROM (SELECT citizen_id, min(at) AS since, max(at) AS until
          FROM unnest(%s::uuid[], %s::timestamptz[]) w(citizen_id, at) GROUP BY citizen_id) w
  JOIN cases_contactline l ON l.citizen_id = w.citizen_id AND l.at >= w.since AND l.at < w.until + interval '1 day'
 WHERE l.unit_id = %s
"""

#: What makes two contacts the same one, beside when: citizen, medium, outcome, author, note.
Same = tuple[UUID, str, str, UUID, str]


@action
def import_contacts(*, rows: Sequence[ContactRow], by: Actor, at: datetime, dry: bool = False) -> list[Imported]:
    """Take contacts with the unit's citizens in. One that stands here, imported or by hand, is left alone.

    The same contact is the same citizen, time, medium, outcome, author and note, or our own reference to it. A struck
    one does not come back. What came of each row comes back in order. dry: only look. Raises Denied.
    """
    can_import(actor=by).require()
    one_import_at_a_time(by)
    if dry:
        return _take_in(rows, by, at, dry=True)
    look_at_what_grew()
    return all_or_each(rows, lambda part: _take_in(part, by, at, dry=False))


def _take_in(rows: Sequence[ContactRow], by: Actor, at: datetime, *, dry: bool) -> list[Imported]:
    authors = _authors({row.author for row in rows if row.author}, by)
    services = _services()
    done: dict[int, Imported] = {}
    here: list[tuple[ContactRow, Citizen]] = []
    for row, found in zip(rows, _with_case(rows, by), strict=True):
        reason = _why_not(row, found, authors, services)
        if reason:
            done[row.number] = Imported.bad(BadRow(reason))
        elif isinstance(found, Citizen):
            here.append((row, found))
    note_view("import_contacts", {citizen.pk for _row, citizen in here}, kind=AccessKind.SEARCH)
    known = _Known(here, by)
    new = []
    for row, citizen in here:
        author = authors.get(row.author, by.user_id)
        if known.has(row, citizen.pk, author):
            done[row.number] = Imported(RowOutcome.SAME)
        else:
            new.append((row, citizen, author))
            done[row.number] = Imported(RowOutcome.MADE, remarks=_remarks(row))
    if new and not dry:
        _store(new, services, by, at)
    return [done[row.number] for row in rows]


def _with_case(rows: Sequence[ContactRow], by: Actor) -> list[Citizen | BadRow | None]:
    """Of each row the citizen with whom the unit has a case, open or closed."""
    found = find(rows, by=by)
    ids = {one.pk for one in found if isinstance(one, Citizen)}
    cases = set(
        Case.objects.visible_to(by).filter(citizen__in=ids, unit_id=by.unit_id).values_list("citizen", flat=True)
    )
    return [None if isinstance(one, Citizen) and one.pk not in cases else one for one in found]


def _why_not(
    row: ContactRow, found: Citizen | BadRow | None, authors: dict[str, UUID], services: dict[str, str]
) -> str:
    """Why the row cannot be taken in; nothing when it can."""
    if isinstance(found, BadRow):
        return str(found.message)
    if found is None:
        return _("Your unit has no case with this citizen. Take the citizen in first.")
    if row.author and row.author not in authors:
        return _("Nobody with the author's e-mail works or has worked in this unit.")
    if found.born_after(row.happened_on):
        return _("The citizen was not born then.")
    if found.died_before(row.happened_on) and row.outcome in (Outcome.MET, Outcome.REFUSED):
        return _("The citizen had died then. Say another day, or that the citizen was not met.")
    if any(name not in services for name, _response in row.services):
        return _("Services: there is one that we do not know. Write the names as in Log contact.")
    return ""


def _authors(emails: set[str], by: Actor) -> dict[str, UUID]:
    """Everybody of these who works or has worked in the unit: a history is older than today's team."""
    rows = Membership.objects.of_unit(by.unit_id).filter(user__email__in=emails)
    return dict(rows.values_list("user__email", "user_id"))


def _services() -> dict[str, str]:
    """Codes by name and by code, also of services that are offered no longer."""
    rows = Service.objects.values_list("code", "name")
    return {word.casefold(): code for code, name in rows for word in (code, name)}


def _remarks(row: ContactRow) -> tuple[str, ...]:
    remarks = []
    if row.cpr is not None and row.cpr.looks_mistyped:
        remarks.append(_("The CPR number fails modulus 11. It may be right: check it."))
    return tuple(remarks)


class _Known:
    """What stands here already of the batch's citizens, around the batch's times."""

    def __init__(self, rows: Sequence[tuple[ContactRow, Citizen]], by: Actor) -> None:
        wanted = {row.contact for row, _citizen in rows if row.contact}
        lines = ContactLine.objects.visible_to(by).filter(pk__in=wanted, unit_id=by.unit_id) if wanted else ()
        self.referred = {line.pk: line.citizen_id for line in lines}
        self.moments: defaultdict[Same, set[datetime]] = defaultdict(set)
        others = [(row, citizen.pk) for row, citizen in rows if not row.contact]
        if others:
            times = [midnight(row.happened_on) for row, _pk in others]
            with connection.cursor() as cursor:
                cursor.execute(_LINES_THEN, [[pk for _row, pk in others], times, by.unit_id])
                for citizen_id, moment, medium, outcome, author, note in cursor.fetchall():
                    self.moments[citizen_id, medium, outcome, author, _words(note)].add(moment)

    def has(self, row: ContactRow, citizen_id: UUID, author: UUID) -> bool:
        """Whether the contact stands here, or one on the same day where the row knows no hour."""
        if row.contact and self.referred.get(row.contact) == citizen_id:
            return True
        moments = self.moments.get((citizen_id, row.medium, row.outcome, author, _words(row.note)), ())
        if row.clock is None:
            return any(day_of(moment) == row.happened_on for moment in moments)
        wanted = row.happened_at(midnight(row.happened_on))
        return any(moment.replace(second=0, microsecond=0) == wanted for moment in moments)


def _words(note: str) -> str:
    return " ".join(note.split())


def _store(new: Sequence[tuple[ContactRow, Citizen, UUID]], services: dict[str, str], by: Actor, at: datetime) -> None:
    places = places_by_name({row.place for row, _citizen, _author in new})
    contacts, lines, offered = [], [], []
    for row, citizen, author in new:
        place = places.get(row.place.casefold())
        header = {
            "unit_id": by.unit_id,
            "by_id": author,
            "at": row.happened_at(at),
            "medium": row.medium,
            "place_id": place,
            "whereabouts": "" if place else row.place,
        }
        contact = Contact(**header, source=ContactSource.IMPORTED, saved_at=at)
        line = ContactLine(
            **header, contact=contact, citizen=citizen, outcome=row.outcome, minutes=row.minutes, note=row.note
        )
        contacts.append(contact)
        lines.append(line)
        offered += [
            LineService(line=line, citizen=citizen, unit_id=by.unit_id, service_id=code, response=response)
            for code, response in {services[name]: response for name, response in row.services}.items()
        ]
    Contact.objects.bulk_create(contacts)
    ContactLine.objects.bulk_create(lines)
    LineService.objects.bulk_create(offered)
