"""A row of the unit's citizens."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.caseload_import import cells
from cases.caseload_import.cells import EARLIEST_YEAR, BadRow
from cases.caseload_import.columns import Column
from cases.caseload_import.table import Record
from cases.choices import Sex
from cases.cpr import CprNumber
from cases.identifiers import row_digest
from cases.models import Citizen, Contact
from udsatte.web.days import COPENHAGEN

#: Of given names and family name, what the database takes.
NAME_LENGTHS = tuple(getattr(Citizen, name).field.max_length for name in ("given_name", "family_name"))
_PLACE_LENGTH = Contact._meta.get_field("whereabouts").max_length or 0


@dataclass(frozen=True, slots=True)
class CitizenRow:
    """One citizen of the list. Without a CPR number there is a birth date, or at least a year."""

    number: int
    given_name: str
    family_name: str
    reference: UUID | None
    cpr: CprNumber | None
    birth_on: date | None
    birth_year: int | None
    caseworker: str
    opened_on: date | None
    met_on: date | None
    place: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def person(self) -> tuple[str, date | None, int | None]:
        """Who it is without a number."""
        return " ".join(self.name.split()).casefold(), self.birth_on, self.birth_year

    @property
    def sex(self) -> str:
        """As registered; known from the CPR number only."""
        return self.cpr.sex if self.cpr else Sex.UNKNOWN

    @property
    def key(self) -> bytes:
        """Whom the row is about, by a keyed hash: the same citizen may stand in a list once."""
        return row_digest(f"cpr:{self.cpr.digits}" if self.cpr else f"person:{self.reference or self.person}")

    def met_at(self, at: datetime) -> datetime | None:
        """Noon of the day: the list knows no hour. Today before noon it is now."""
        if self.met_on is None:
            return None
        return min(datetime.combine(self.met_on, time(12), COPENHAGEN), at)


def read_citizen(record: Record, *, at: datetime) -> CitizenRow:
    """Read one record. Raises BadRow with the first reason."""
    if not record.is_whole:
        raise BadRow(_("The row has more cells than headings, or a quotation mark that never ends."))
    said = {column: cells.cell(record, column) for column in Column}
    today = localdate(at)
    given, family = cells.person_name(record, NAME_LENGTHS)
    if not given:
        raise BadRow(_("The name is missing."))
    reference = cells.reference(said[Column.REFERENCE], Column.REFERENCE)
    cpr = cells.cpr_number(said[Column.CPR], said[Column.BORN], today)
    born, year = cells.birth(said[Column.BORN], cpr, today)
    if cpr is None and born is None and year is None and reference is None:
        raise BadRow(_("Write a CPR number or a birth date."))
    row = CitizenRow(
        number=record.number,
        given_name=given,
        family_name=family,
        reference=reference,
        cpr=cpr,
        birth_on=born,
        birth_year=year,
        caseworker=cells.email(said[Column.CASEWORKER], _("The caseworker is not an e-mail address.")),
        opened_on=cells.past_day(said[Column.OPENED], Column.OPENED, today),
        met_on=cells.past_day(said[Column.MET], Column.MET, today),
        place=cells.short(said[Column.PLACE], Column.PLACE, _PLACE_LENGTH),
    )
    _after_birth(row)
    return row


def _after_birth(row: CitizenRow) -> None:
    """Nothing happens to somebody who is not born yet."""
    first = row.birth_on or date(row.birth_year or EARLIEST_YEAR, 1, 1)
    for column, day in ((Column.OPENED, row.opened_on), (Column.MET, row.met_on)):
        if day is not None and day < first:
            raise BadRow(_("%(column)s: the citizen was not born then.") % {"column": column.label})
