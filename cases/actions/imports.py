"""Taking a unit's own list into the system. What is here already is compared and left alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import connection
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.casework import NotAColleague
from cases.actions.citizens import CitizenFacts, register_citizen
from cases.actions.citizens import Outcome as Found
from cases.actions.contacts import LineDraft, log_contact
from cases.caseload_import import BadRow, Column, ImportRow
from cases.choices import CaseStatus, ContactSource, IdentifierKind, Medium, Outcome
from cases.colleagues import caseworkers
from cases.identifiers import digest
from cases.models import Assignment, Case, Citizen, ContactLine, Identifier, Place
from cases.policies import can_import
from udsatte.access.actor import Actor
from udsatte.access.choices import AccessKind
from udsatte.access.context import action
from udsatte.access.log import note_view
from udsatte.web.days import day, day_of
from udsatte.web.idempotency import once
from udsatte.web.models import IdempotencyKey

#: Keys of one import are the same in the next: what they are made of stays.
_KEYS = UUID("6f0d3b5e-6a1c-4a55-9d0f-3f3a4f0f5b11")
_ASKED = "import_asked"


class RowOutcome(TextChoices):
    """What came of a row."""

    MADE = "made", gettext_lazy("taken in")
    SAME = "same", gettext_lazy("unchanged")
    DIFFERENT = "different", gettext_lazy("differs, left as it is")
    WAITING = "waiting", gettext_lazy("awaits match")
    BAD = "bad", gettext_lazy("bad row")


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of the list that is another one here. Nothing was overwritten."""

    what: str | Promise
    here: str | Promise
    listed: str | Promise


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of one row, with what differs and what somebody should look at."""

    outcome: RowOutcome
    differences: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()


@action
def import_row(*, row: ImportRow, by: Actor, at: datetime) -> Imported:
    """Take one citizen of the list into the actor's unit, or compare with the citizen who is here already.

    The same person is the same CPR number, else the same name, birth date and unit. The ground starts now,
    the case on the list's day. A second run changes nothing.
    Raises Denied; BadRow; NotAColleague; TooManyEnquiries.
    """
    can_import(actor=by).require()
    _one_import_at_a_time(by)
    caseworker_id = _caseworker(row, by, at)
    citizen = _known(row, by)
    if citizen is not None:
        return _compare(citizen, row, caseworker_id, by)
    asked_key = _asked_key(row, by)
    if asked_key and IdempotencyKey.objects.filter(user_id=by.user_id, key=asked_key, action=_ASKED).exists():
        return Imported(RowOutcome.WAITING)
    registration = register_citizen(
        facts=CitizenFacts(
            given_name=row.given_name,
            family_name=row.family_name,
            birth_on=row.birth_on,
            birth_year=row.birth_year,
            sex=row.sex,
        ),
        cpr=row.cpr,
        caseworker_id=caseworker_id,
        opened_on=row.opened_on,
        reason=_("Stands on the unit's own list (import)."),
        by=by,
        at=at,
    )
    if registration.citizen is None:
        if asked_key:
            once(by=by, key=asked_key, action=_ASKED, at=at, do=lambda: asked_key)
        return Imported(RowOutcome.WAITING)
    if registration.outcome is Found.KNOWN:
        return _compare(registration.citizen, row, caseworker_id, by)
    _last_met(registration.citizen, row, by, at)
    return Imported(RowOutcome.MADE, remarks=tuple(_remarks(row)))


def _one_import_at_a_time(by: Actor) -> None:
    """Two runs at once would make the same citizen twice: a name and a birth date have no unique key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 3))", [f"import:{by.unit_id}"])


def _caseworker(row: ImportRow, by: Actor, at: datetime) -> UUID | None:
    if not row.caseworker:
        return None
    found = caseworkers(unit_id=by.unit_id, at=at).filter(user__email=row.caseworker).first()
    if found is None:
        raise NotAColleague(gettext_lazy("Nobody with the caseworker's e-mail does casework in this unit."))
    return found.user_id


def _known(row: ImportRow, by: Actor) -> Citizen | None:
    """The citizen in the actor's sight who is this one. Raises BadRow when there are two."""
    if row.cpr is not None:
        number = digest(IdentifierKind.CPR, row.cpr.digits)
        held = Identifier.objects.filter(kind=IdentifierKind.CPR, digest=number).first()
        if held is not None:
            return Citizen.objects.visible_to(by).get(pk=held.citizen_id)
    namesakes = Citizen.objects.visible_to(by).filter(
        cases__unit_id=by.unit_id, birth_on=row.birth_on, birth_year=row.birth_year
    )
    if row.cpr is not None:
        # Whoever has another number is another person.
        namesakes = namesakes.exclude(identifiers__kind=IdentifierKind.CPR)
    found = [citizen for citizen in namesakes if _same(citizen.name, row.name)]
    if len(found) > 1:
        raise BadRow(gettext_lazy("More than one citizen here has this name and birth date."))
    return found[0] if found else None


def _asked_key(row: ImportRow, by: Actor) -> UUID | None:
    """Made of the keyed hash: of the number itself, anybody who reads the table could find it by trying."""
    if row.cpr is None:
        return None
    return uuid5(_KEYS, f"asked:{by.unit_id}:{digest(IdentifierKind.CPR, row.cpr.digits).hex()}")


def _last_met(citizen: Citizen, row: ImportRow, by: Actor, at: datetime) -> None:
    happened_at = row.met_at(at)
    if happened_at is None:
        return
    place = Place.objects.filter(name__iexact=row.place).first() if row.place else None
    log_contact(
        lines=[LineDraft(citizen.pk, Outcome.MET)],
        happened_at=happened_at,
        medium=Medium.IN_PERSON,
        place_id=place.pk if place else None,
        whereabouts="" if place else row.place,
        source=ContactSource.IMPORTED,
        key=uuid5(_KEYS, f"met:{by.unit_id}:{citizen.pk}:{row.met_on}"),
        by=by,
        at=at,
    )


def _remarks(row: ImportRow) -> list[str]:
    remarks = []
    if row.cpr is not None and row.cpr.looks_mistyped:
        remarks.append(_("The CPR number fails modulus 11. It may be right: check it."))
    if not row.caseworker:
        remarks.append(_("Without a caseworker: the citizen stands on nobody's list."))
    if row.place and row.met_on is None:
        remarks.append(_("The place is not kept: there is no date for last met."))
    return remarks


def _compare(citizen: Citizen, row: ImportRow, caseworker_id: UUID | None, by: Actor) -> Imported:
    """What the list says otherwise than what stands here. Raises BadRow when the unit has no case."""
    note_view("import_caseload", [citizen.pk], kind=AccessKind.SEARCH)
    case = Case.objects.visible_to(by).filter(citizen=citizen, unit_id=by.unit_id).first()
    if case is None:
        raise BadRow(gettext_lazy("The unit sees this citizen already and has no case. Open it on the citizen's page."))
    found = [*_personal_differences(citizen, row), *_case_differences(case, row, caseworker_id, by)]
    met = _met_difference(citizen, row, by)
    if met is not None:
        found.append(met)
    return Imported(RowOutcome.DIFFERENT if found else RowOutcome.SAME, differences=tuple(found))


def _personal_differences(citizen: Citizen, row: ImportRow) -> list[Difference]:
    found = []
    if not _same(citizen.name, row.name):
        found.append(Difference(Column.NAME.label, citizen.name, row.name))
    here, listed = (
        day(born) if born else str(year or "")
        for born, year in ((citizen.birth_on, citizen.birth_year), (row.birth_on, row.birth_year))
    )
    if listed and listed != here and not (citizen.birth_on and row.birth_year == citizen.birth_on.year):
        found.append(Difference(Column.BORN.label, here, listed))
    if row.cpr is not None and not citizen.identifiers.filter(kind=IdentifierKind.CPR).exists():
        found.append(Difference(Column.CPR.label, "", str(row.cpr)))
    return found


def _case_differences(case: Case, row: ImportRow, caseworker_id: UUID | None, by: Actor) -> list[Difference]:
    found = []
    if case.status != CaseStatus.OPEN:
        found.append(Difference(_("Case"), CaseStatus(case.status).label, CaseStatus.OPEN.label))
    if row.opened_on is not None and row.opened_on != case.opened_on:
        found.append(Difference(Column.OPENED.label, day(case.opened_on), day(row.opened_on)))
    if caseworker_id is not None and case.status == CaseStatus.OPEN:
        standing = Assignment.objects.visible_to(by).open().filter(case=case).select_related("caseworker").first()
        if standing is None or standing.caseworker_id != caseworker_id:
            here = standing.caseworker.email if standing else ""
            found.append(Difference(Column.CASEWORKER.label, here, row.caseworker))
    return found


def _met_difference(citizen: Citizen, row: ImportRow, by: Actor) -> Difference | None:
    """None when the day's meeting stands here, imported or logged by hand, and at the same place."""
    if row.met_on is None:
        return None
    lines = list(
        ContactLine.objects.visible_to(by)
        .filter(citizen=citizen, unit_id=by.unit_id, medium=Medium.IN_PERSON, outcome=Outcome.MET)
        .select_related("place", "contact")
        .order_by("-at")
    )
    same_day = [line for line in lines if day_of(line.at) == row.met_on]
    if not same_day:
        latest = day(lines[0].at) if lines else ""
        return Difference(Column.MET.label, latest, day(row.met_on))
    imported = [line for line in same_day if line.contact.source == ContactSource.IMPORTED]
    places = [line.place.name if line.place else line.whereabouts for line in imported]
    if row.place and places and not any(_same(place, row.place) for place in places):
        return Difference(Column.PLACE.label, places[0], row.place)
    return None


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
