"""From a record's cells to facts, each with the reason why it cannot be."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.caseload_import.table import Column, Record
from cases.choices import Sex
from cases.cpr import CprNumber, NotACprNumber
from cases.models import Citizen, Contact
from udsatte.access.decisions import Foreseen
from udsatte.web.days import COPENHAGEN

_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_ABOUT_YEAR = re.compile(r"(?:ca\.?|cirka|omkring|about)?\s*(\d{4})", re.IGNORECASE)
#: A clock after the date says nothing that a list of days needs.
_CLOCK = re.compile(r"[ T]\d{1,2}[.:]\d{2}([.:]\d{2}(\.\d+)?)?$")
#: What Excel wraps around a number that it should leave alone: ="0201609995" and '0201609995.
_KEPT_AS_TEXT = re.compile(r"=\"(.*)\"|'(.*)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: What the database takes (Citizen).
_EARLIEST = date(1858, 1, 1)
_EARLIEST_YEAR = 1900
_LONGEST = {
    Column.GIVEN_NAME: Citizen._meta.get_field("given_name").max_length,
    Column.FAMILY_NAME: Citizen._meta.get_field("family_name").max_length,
    Column.PLACE: Contact._meta.get_field("whereabouts").max_length,
}


class BadRow(Foreseen):
    """A row that cannot be taken in. The message is for whoever has the list; it quotes no cell."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One citizen of the list. Without a CPR number there is a birth date, or at least a year."""

    number: int
    given_name: str
    family_name: str
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
    def sex(self) -> str:
        """As registered; known from the CPR number only."""
        return self.cpr.sex if self.cpr else Sex.UNKNOWN

    def met_at(self, at: datetime) -> datetime | None:
        """Noon of the day: the list knows no hour. Today before noon it is now."""
        if self.met_on is None:
            return None
        return min(datetime.combine(self.met_on, time(12), COPENHAGEN), at)


def read_row(record: Record, *, at: datetime) -> ImportRow:
    """Read one record. Raises BadRow with the first reason."""
    if not record.is_whole:
        raise BadRow(_("The row has more cells than headings, or a quotation mark that never ends."))
    cells = {column: _cell(record, column) for column in Column}
    today = localdate(at)
    given, family = _name(cells)
    cpr = _cpr(cells[Column.CPR], today)
    born, year = _born(cells[Column.BORN], cpr, today)
    if cpr is None and born is None and year is None:
        raise BadRow(_("Write a CPR number or a birth date."))
    row = ImportRow(
        number=record.number,
        given_name=given,
        family_name=family,
        cpr=cpr,
        birth_on=born,
        birth_year=year,
        caseworker=_email(cells[Column.CASEWORKER]),
        opened_on=_past(cells, Column.OPENED, today),
        met_on=_past(cells, Column.MET, today),
        place=_short(cells[Column.PLACE], Column.PLACE),
    )
    _after_birth(row)
    return row


def _cell(record: Record, column: Column) -> str:
    text = record.cells.get(column, "")
    if _CONTROL.search(text):
        raise BadRow(_("%(column)s: there are characters that nobody can see.") % {"column": column.label})
    text = " ".join(text.split())
    kept = _KEPT_AS_TEXT.fullmatch(text)
    return (kept[1] or kept[2] or "").strip() if kept else text


def _name(cells: dict[Column, str]) -> tuple[str, str]:
    """Given names and family name: the last word, or the first in "Testager, Anker"."""
    given, family = cells[Column.GIVEN_NAME], cells[Column.FAMILY_NAME]
    if not given:
        whole = cells[Column.NAME]
        if whole.count(",") == 1:
            family, given = (part.strip() for part in whole.split(","))
        elif not family:
            given, _blank, family = whole.rpartition(" ")
            given, family = (given, family) if given else (family, "")
        else:
            given = whole
    if not given:
        raise BadRow(_("The name is missing."))
    return _short(given, Column.GIVEN_NAME), _short(family, Column.FAMILY_NAME)


def _cpr(text: str, today: date) -> CprNumber | None:
    if not text:
        return None
    if re.fullmatch(r"\d{9}|\d{5}[- ]\d{4}", text):
        raise BadRow(_("The CPR number has nine digits: Excel may have lost a zero in front. Write all ten."))
    if re.fullmatch(r"[\d.,]+E\+?\d+", text, re.IGNORECASE):
        raise BadRow(_("Excel has turned the CPR number into a power. Format the column as text."))
    try:
        return CprNumber.parse(text, today=today)
    except NotACprNumber as error:
        raise BadRow(error.message) from error


def _born(text: str, cpr: CprNumber | None, today: date) -> tuple[date | None, int | None]:
    """Birth date, or else a year. Raises BadRow, also when date and CPR number disagree."""
    if not text:
        return (cpr.born_on if cpr else None), None
    about = _ABOUT_YEAR.fullmatch(text)
    year, born = (int(about[1]), None) if about else (None, _date(text, Column.BORN))
    if cpr is not None:
        if born != cpr.born_on and year != cpr.born_on.year:
            raise BadRow(_("The birth date is another than the CPR number's."))
        return cpr.born_on, None
    if year is not None and not _EARLIEST_YEAR <= year <= today.year:
        raise BadRow(_("The birth year is not likely."))
    if born is not None and born > today:
        raise BadRow(_("The birth date lies in the future."))
    if born is not None and born < _EARLIEST:
        raise BadRow(_("The birth date is not likely."))
    return born, year


def _past(cells: dict[Column, str], column: Column, today: date) -> date | None:
    if not cells[column]:
        return None
    day = _date(cells[column], column)
    if day > today:
        raise BadRow(_("%(column)s: the date lies in the future.") % {"column": column.label})
    return day


def _date(text: str, column: Column) -> date:
    """31-12-2025, 31.12.2025, 31/12/2025 or 2025-12-31. Two digits of a year are no year."""
    day = _CLOCK.sub("", text)
    try:
        if found := _DAY_FIRST.fullmatch(day):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _YEAR_FIRST.fullmatch(day):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise BadRow(_("%(column)s: there is no such date.") % {"column": column.label}) from error
    raise BadRow(_("%(column)s: write the date as 31-12-2025.") % {"column": column.label})


def _email(text: str) -> str:
    if text:
        try:
            validate_email(text)
        except ValidationError as error:
            raise BadRow(_("The caseworker is not an e-mail address.")) from error
    return text.lower()


def _short(text: str, column: Column) -> str:
    longest = _LONGEST[column] or 0
    if len(text) > longest:
        raise BadRow(_("%(column)s: at most %(count)s characters.") % {"column": column.label, "count": longest})
    return text


def _after_birth(row: ImportRow) -> None:
    """Nothing happens to somebody who is not born yet."""
    first = row.birth_on or date(row.birth_year or _EARLIEST_YEAR, 1, 1)
    for column, day in ((Column.OPENED, row.opened_on), (Column.MET, row.met_on)):
        if day is not None and day < first:
            raise BadRow(_("%(column)s: the citizen was not born then.") % {"column": column.label})
