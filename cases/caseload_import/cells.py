"""What one cell says, or the reason why it cannot be read. No reason quotes a cell."""

import re
from collections.abc import Sequence
from datetime import date, time
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from cases.caseload_import.columns import Column
from cases.caseload_import.table import Record
from cases.cpr import CprNumber, NotACprNumber
from udsatte.access.decisions import Foreseen

_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_ABOUT_YEAR = re.compile(r"(?:ca\.?|cirka|omkring|about)?\s*(\d{4})", re.IGNORECASE)
#: A clock after the date: a list of days needs none, a list of contacts reads it.
_CLOCK = re.compile(r"(?:[ T]|\s*kl\.?\s*)(\d{1,2})[.:](\d{2})(?:[.:]\d{2}(?:\.\d+)?)?$")
_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?(?:[.:]\d{2})?", re.IGNORECASE)
#: What Excel, or our own export, wraps around a cell that it should leave alone: ="0201609995" and '0201609995.
_KEPT_AS_TEXT = re.compile(r"=\"(.*)\"|'(.*)", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NINE_DIGITS = re.compile(r"\d{9}|\d{5}[- ]\d{4}")
#: What the database takes (Citizen).
_EARLIEST = date(1858, 1, 1)
EARLIEST_YEAR = 1900


class BadRow(Foreseen):
    """A row that cannot be taken in. The message is for whoever has the list; it quotes no cell."""


def cell(record: Record, column: Column) -> str:
    """The text of a cell on one line. Raises BadRow."""
    return " ".join(lines(record, column).split())


def lines(record: Record, column: Column) -> str:
    """The text of a cell with its lines. Raises BadRow."""
    text = record.cells.get(column, "").strip()
    if _CONTROL.search(text):
        raise BadRow(_("%(column)s: there are characters that nobody can see.") % {"column": column.label})
    kept = _KEPT_AS_TEXT.fullmatch(text)
    return (kept[1] or kept[2] or "").strip() if kept else text


def short(text: str, column: Column, longest: int) -> str:
    """The text, when it is short enough. Raises BadRow."""
    if len(text) > longest:
        raise BadRow(_("%(column)s: at most %(count)s characters.") % {"column": column.label, "count": longest})
    return text


def reference(text: str, column: Column) -> UUID | None:
    """An id of ours, as an export wrote it. Raises BadRow."""
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise BadRow(_("%(column)s: this is none of ours. Leave the cell empty.") % {"column": column.label}) from error


def cpr_number(text: str, born: str, today: date) -> CprNumber | None:
    """A CPR number. One from which Excel has taken a zero in front gets it back when something else says so, too.

    Raises BadRow.
    """
    if not text:
        return None
    if _NINE_DIGITS.fullmatch(text):
        return _with_its_zero(text, born, today)
    if re.fullmatch(r"[\d.,]+E\+?\d+", text, re.IGNORECASE):
        raise BadRow(_("Excel has turned the CPR number into a power. Format the column as text."))
    try:
        return CprNumber.parse(text, today=today)
    except NotACprNumber as error:
        raise BadRow(error.message) from error


def _with_its_zero(text: str, born: str, today: date) -> CprNumber:
    """The birth date's cell, or else the number's own modulus 11, must agree: nine digits may be another slip."""
    lost = BadRow(_("The CPR number has nine digits: Excel may have lost a zero in front. Write all ten."))
    try:
        number = CprNumber.parse(f"0{text}", today=today)
    except NotACprNumber as error:
        raise lost from error
    agrees = bool(born) and not _ABOUT_YEAR.fullmatch(born) and day(born, Column.BORN) == number.born_on
    if not agrees and (born or number.fails_modulus_11):
        raise lost
    return number


def birth(text: str, cpr: CprNumber | None, today: date) -> tuple[date | None, int | None]:
    """Birth date, or else a year. Raises BadRow, also when date and CPR number disagree."""
    if not text:
        return (cpr.born_on if cpr else None), None
    about = _ABOUT_YEAR.fullmatch(text)
    year, born = (int(about[1]), None) if about else (None, day(text, Column.BORN))
    if cpr is not None:
        if born != cpr.born_on and year != cpr.born_on.year:
            raise BadRow(_("The birth date is another than the CPR number's."))
        return cpr.born_on, None
    if year is not None and not EARLIEST_YEAR <= year <= today.year:
        raise BadRow(_("The birth year is not likely."))
    if born is not None and born > today:
        raise BadRow(_("The birth date lies in the future."))
    if born is not None and born < _EARLIEST:
        raise BadRow(_("The birth date is not likely."))
    return born, year


def day(text: str, column: Column) -> date:
    """31-12-2025, 31.12.2025, 31/12/2025 or 2025-12-31. Two digits of a year are no year. Raises BadRow."""
    said = _CLOCK.sub("", text)
    try:
        if found := _DAY_FIRST.fullmatch(said):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _YEAR_FIRST.fullmatch(said):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise BadRow(_("%(column)s: there is no such date.") % {"column": column.label}) from error
    raise BadRow(_("%(column)s: write the date as 31-12-2025.") % {"column": column.label})


def past_day(text: str, column: Column, today: date) -> date | None:
    """A day that has been, or None. Raises BadRow."""
    if not text:
        return None
    found = day(text, column)
    if found > today:
        raise BadRow(_("%(column)s: the date lies in the future.") % {"column": column.label})
    return found


def clock(text: str, when: str) -> time | None:
    """14.10, 14:10, kl. 14: of its own cell, or after the date in that one's. Raises BadRow."""
    found = _TIME.fullmatch(text) if text else _CLOCK.search(when)
    if found is None:
        if text:
            raise BadRow(_("%(column)s: write the time as 14.10.") % {"column": Column.TIME.label})
        return None
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError as error:
        raise BadRow(_("%(column)s: write the time as 14.10.") % {"column": Column.TIME.label}) from error


def email(text: str, wrong: object) -> str:
    """An e-mail address in small letters, or nothing. Raises BadRow with the sentence `wrong`."""
    if text:
        try:
            validate_email(text)
        except ValidationError as error:
            raise BadRow(wrong) from error  # type: ignore[arg-type]
    return text.lower()


def person_name(record: Record, longest: Sequence[int]) -> tuple[str, str]:
    """Given names and family name: the last word, or the first in "Testager, Anker". Raises BadRow when too long."""
    given, family = cell(record, Column.GIVEN_NAME), cell(record, Column.FAMILY_NAME)
    if not given:
        whole = cell(record, Column.NAME)
        if whole.count(",") == 1:
            family, given = (part.strip() for part in whole.split(","))
        elif not family:
            given, _blank, family = whole.rpartition(" ")
            given, family = (given, family) if given else (family, "")
        else:
            given = whole
    return short(given, Column.GIVEN_NAME, longest[0]), short(family, Column.FAMILY_NAME, longest[1])
