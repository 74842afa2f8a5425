"""Taking a unit's own citizens in. Many rows cost a handful of statements, whatever they hold."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.casework import (
    NoRoom,
    NotAColleague,
    assign,
    away,
    open_case,
    open_cases,
    room_left,
    say_room,
    take_turns,
)
from cases.actions.citizens import case_again
from cases.actions.identifiers import Outcome as Found
from cases.actions.identifiers import TooManyEnquiries, begin_all, register_all
from cases.actions.imported_compare import compare
from cases.actions.imports import Imported, all_or_each, look_at_what_grew, one_import_at_a_time
from cases.caseload_import import BadRow, CitizenRow
from cases.caseload_import.matching import find
from cases.caseloads import capacity_of
from cases.choices import ContactSource, IdentifierKind, Medium, Outcome, RowOutcome
from cases.colleagues import caseworkers
from cases.identifiers import digest
from cases.models import Assignment, Citizen, Contact, ContactLine, Place
from cases.policies import can_import
from udsatte.access.actor import Actor
from udsatte.access.context import action
from udsatte.web.idempotency import once
from udsatte.web.models import IdempotencyKey

#: Keys of one import are the same in the next: what they are made of stays.
_KEYS = UUID("6f0d3b5e-6a1c-4a55-9d0f-3f3a4f0f5b11")
_ASKED = "import_asked"


@action
def import_citizens(
    *, rows: Sequence[CitizenRow], by: Actor, at: datetime, dry: bool = False, room_reason: str = ""
) -> list[Imported]:
    """Take citizens of the list into the actor's unit, or compare with those who are here already.

    The same person is the same CPR number, else our reference, else the same name, birth date and unit. The ground
    starts now, the case on the list's day. A second run changes nothing. What came of each row comes back in order.
    room_reason: why lists get more than there is room for; nobody is left out for want of it (`ask_room_of_lists`).
    dry: only look. Nobody else's citizens are asked about, so that a look is no way to find out.
    Raises Denied.
    """
    can_import(actor=by).require()
    one_import_at_a_time(by)
    if dry:
        return _take_in(rows, by, at, "", dry=True)
    take_turns(_colleagues(rows, by, at).values(), by=by)
    look_at_what_grew()
    done: dict[int, Imported] = {}
    for some in _by_name(rows):
        answers = all_or_each(some, lambda part: _take_in(part, by, at, room_reason, dry=False))
        done |= {row.number: one for row, one in zip(some, answers, strict=True)}
    return [done[row.number] for row in rows]


def _by_name(rows: Sequence[CitizenRow]) -> list[list[CitizenRow]]:
    """In parts in which nobody has a namesake, who may be the same citizen, once with a number and once without."""
    parts: list[list[CitizenRow]] = []
    seen: Counter[object] = Counter()
    for row in rows:
        if seen[row.person] == len(parts):
            parts.append([])
        parts[seen[row.person]].append(row)
        seen[row.person] += 1
    return parts


def ask_room_of_lists(wanted: Mapping[str, int], *, by: Actor, at: datetime) -> None:
    """Ask why, once for the whole list, when somebody would get more citizens than there is room for. Raises NoRoom.

    wanted: how many rows are to be taken in for each caseworker, by e-mail.
    """
    places = caseworkers(unit_id=by.unit_id, at=at).filter(user__email__in=wanted).by_name()
    counts = Assignment.objects.visible_to(by).counted(by.unit_id, [place.user_id for place in places])
    full = []
    for place in places:
        then, capacity = counts.get(place.user_id, (0, 0))[0] + wanted[place.user.email], capacity_of(place.capacity)
        if then > capacity:
            full.append(
                _("%(name)s %(count)s of %(capacity)s")
                % {"name": place.user.full_name, "count": then, "capacity": capacity}
            )
    if full:
        lists = ", ".join(full)
        raise NoRoom(_("With this list there are more than there is room for: %(lists)s. Say why.") % {"lists": lists})


def _take_in(rows: Sequence[CitizenRow], by: Actor, at: datetime, room_reason: str, *, dry: bool) -> list[Imported]:
    colleagues = _colleagues(rows, by, at)
    done: dict[int, Imported] = {}
    known: list[tuple[CitizenRow, Citizen]] = []
    new: list[CitizenRow] = []
    for row, found in zip(rows, find(rows, by=by), strict=True):
        if row.caseworker and row.caseworker not in colleagues:
            done[row.number] = Imported.bad(
                NotAColleague(gettext_lazy("Nobody with the caseworker's e-mail does casework in this unit."))
            )
        elif isinstance(found, BadRow):
            done[row.number] = Imported.bad(found)
        elif found is not None:
            known.append((row, found))
        else:
            new.append(row)
    done |= compare(known, colleagues, by)
    done |= _refused(new, colleagues, by, at)
    new = [row for row in new if row.number not in done]
    if dry:
        done |= {row.number: Imported(RowOutcome.MADE, remarks=_remarks(row)) for row in new}
    elif new:
        done |= _make(new, colleagues, by, at, room_reason)
    return [done[row.number] for row in rows]


def _colleagues(rows: Sequence[CitizenRow], by: Actor, at: datetime) -> dict[str, UUID]:
    """Whose lists the rows name, by e-mail."""
    emails = {row.caseworker for row in rows if row.caseworker}
    found = caseworkers(unit_id=by.unit_id, at=at).filter(user__email__in=emails)
    return dict(found.values_list("user__email", "user_id"))


def _refused(rows: Sequence[CitizenRow], colleagues: dict[str, UUID], by: Actor, at: datetime) -> dict[int, Imported]:
    """Those who would come onto the list of somebody who is away; before any number is looked up."""
    wanted = {row.number: colleagues[row.caseworker] for row in rows if row.caseworker}
    refusals = away(wanted.values(), by=by, at=at) if wanted else {}
    return {number: Imported.bad(refusals[who]) for number, who in wanted.items() if who in refusals}


def _make(
    rows: Sequence[CitizenRow], colleagues: dict[str, UUID], by: Actor, at: datetime, room_reason: str
) -> dict[int, Imported]:
    done: dict[int, Imported] = {}
    made: dict[UUID, CitizenRow] = {}
    asked = _asked_before(rows, by)
    numbered = [row for row in rows if row.cpr and _asked_key(row, by) not in asked]
    done |= {row.number: Imported(RowOutcome.WAITING) for row in rows if _asked_key(row, by) in asked}
    answers = register_all(
        [(row.cpr, row.name) for row in numbered if row.cpr], _("Stands on the unit's own list (import).")
    )
    for row, (outcome, citizen_id) in zip(numbered, answers, strict=True):
        key = _asked_key(row, by)
        if outcome == Found.NEW and citizen_id:
            made[citizen_id] = row
        elif outcome == Found.REOPENED and citizen_id:
            done[row.number] = _reopen(citizen_id, row, colleagues, by, at, room_reason)
        elif outcome == Found.ASKED and key:
            once(by=by, key=key, action=_ASKED, at=at, do=lambda key=key: key)  # type: ignore[misc]
            done[row.number] = Imported(RowOutcome.WAITING)
        elif outcome == Found.KNOWN:
            reason = _("The unit sees this citizen already and has no case. Open it on the citizen's page.")
            done[row.number] = Imported.bad(BadRow(reason))
        else:
            done[row.number] = Imported.bad(
                TooManyEnquiries(_("You have asked about many citizens of other units. Take the row in an hour later."))
            )
    nameless = [row for row in rows if not row.cpr]
    made |= dict(zip(begin_all(len(nameless)), nameless, strict=True)) if nameless else {}
    _store(made, colleagues, by, at, room_reason)
    return done | {row.number: Imported(RowOutcome.MADE, remarks=_remarks(row)) for row in made.values()}


def _store(
    made: dict[UUID, CitizenRow], colleagues: dict[str, UUID], by: Actor, at: datetime, room_reason: str
) -> None:
    citizens = [
        Citizen(
            id=citizen_id,
            given_name=row.given_name,
            family_name=row.family_name,
            birth_on=row.birth_on,
            birth_year=row.birth_year,
            sex=row.sex,
            registered_at=at,
            registered_by_id=by.user_id,
        )
        for citizen_id, row in made.items()
    ]
    for citizen in citizens:
        citizen.full_clean(exclude=["registered_by", "id"], validate_unique=False, validate_constraints=False)
    Citizen.objects.bulk_create(citizens)
    opened = {citizen_id: (row.opened_on, colleagues.get(row.caseworker)) for citizen_id, row in made.items()}
    open_cases(opened, by=by, at=at, room_reason=room_reason)
    _meet(made, by, at)


def _meet(made: dict[UUID, CitizenRow], by: Actor, at: datetime) -> None:
    """The last meeting of each, one contact a citizen; the clocks move once for all of them."""
    met = {citizen_id: row for citizen_id, row in made.items() if row.met_on}
    places = places_by_name({row.place for row in met.values()})
    contacts, lines = [], []
    for citizen_id, row in met.items():
        place = places.get(row.place.casefold())
        header = {
            "unit_id": by.unit_id,
            "by_id": by.user_id,
            "at": row.met_at(at),
            "medium": Medium.IN_PERSON,
            "place_id": place,
            "whereabouts": "" if place else row.place,
        }
        contacts.append(Contact(**header, source=ContactSource.IMPORTED, saved_at=at))
        lines.append(ContactLine(**header, contact=contacts[-1], citizen_id=citizen_id, outcome=Outcome.MET))
    Contact.objects.bulk_create(contacts)
    ContactLine.objects.bulk_create(lines)


def places_by_name(names: set[str]) -> dict[str, UUID]:
    """Our places that are called so, whatever the capitals."""
    wanted = {name.casefold() for name in names if name}
    if not wanted:
        return {}
    return {name.casefold(): pk for pk, name in Place.objects.values_list("pk", "name") if name.casefold() in wanted}


def _reopen(
    citizen_id: UUID, row: CitizenRow, colleagues: dict[str, UUID], by: Actor, at: datetime, room_reason: str
) -> Imported:
    """Somebody whom no unit had any more: the unit's own case again, or a new one."""
    reason = _("Stands on the unit's own list (import).")
    case = case_again(citizen_id, reason, by, at) or open_case(
        citizen_id=citizen_id, by=by, at=at, opened_on=row.opened_on
    )
    if row.caseworker:
        caseworker_id = colleagues[row.caseworker]
        room = room_left([caseworker_id], by, at) if room_reason else {}
        new = assign(case_id=case.pk, caseworker_id=caseworker_id, by=by, at=at)
        if room_reason:
            say_room([new], room, room_reason, by, at)
    _meet({citizen_id: row}, by, at)
    return Imported(RowOutcome.MADE, remarks=_remarks(row))


def _asked_key(row: CitizenRow, by: Actor) -> UUID | None:
    """Made of the keyed hash: of the number itself, anybody who reads the table could find it by trying."""
    if row.cpr is None:
        return None
    return uuid5(_KEYS, f"asked:{by.unit_id}:{digest(IdentifierKind.CPR, row.cpr.digits).hex()}")


def _asked_before(rows: Sequence[CitizenRow], by: Actor) -> set[UUID | None]:
    keys = [key for row in rows if (key := _asked_key(row, by))]
    found = IdempotencyKey.objects.filter(user_id=by.user_id, key__in=keys, action=_ASKED) if keys else ()
    return {one.key for one in found}


def _remarks(row: CitizenRow) -> tuple[str, ...]:
    remarks = []
    if row.cpr is not None and row.cpr.looks_mistyped:
        remarks.append(_("The CPR number fails modulus 11. It may be right: check it."))
    if not row.caseworker:
        remarks.append(_("Without a caseworker: the citizen stands on nobody's list."))
    if row.place and row.met_on is None:
        remarks.append(_("The place is not kept: there is no date for last met."))
    return tuple(remarks)
