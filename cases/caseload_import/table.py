"""From a file's bytes to records with known columns. Nothing here knows what a cell means."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from udsatte.access.decisions import Foreseen

MOST_BYTES = 16 * 1024 * 1024
_SEPARATORS = ";,\t"
#: Excel's own files, which somebody forgot to save as CSV: xlsx (a zip) and xls.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class NotACaseload(Foreseen):
    """The file as a whole cannot be read; the message says what to do about it."""

    field = "file"


class Column(TextChoices):
    """What a column of the list can hold."""

    NAME = "name", _("Name")
    GIVEN_NAME = "given_name", _("Given names")
    FAMILY_NAME = "family_name", _("Family name")
    CPR = "cpr", _("CPR number")
    BORN = "born", _("Birth date")
    CASEWORKER = "caseworker", _("Caseworker")
    OPENED = "opened", _("Opened on")
    MET = "met", _("Last met")
    PLACE = "place", _("Place")


#: Headings as units write them, in Danish and English, without punctuation and in small letters.
_HEADINGS: Mapping[Column, str] = {
    Column.NAME: "navn, borger, borgers navn, borgerens navn, fulde navn, name, full name, citizen",
    Column.GIVEN_NAME: "fornavn, fornavne, given name, given names, first name",
    Column.FAMILY_NAME: "efternavn, family name, last name, surname",
    Column.CPR: "cpr, cpr nummer, cprnummer, cpr nr, cprnr, personnummer, cpr number",
    Column.BORN: "fødselsdato, født, født den, fødselsdag, fødselsår, birth date, date of birth, born",
    Column.CASEWORKER: "sagsbehandler, sagsbehandler e mail, sagsbehandler email, sagsbehandlers e mail,"
    " sagsbehandler mail, e mail, email, caseworker, caseworker e mail, caseworker email",
    Column.OPENED: "oprettet, åbnet, oprettet den, åbnet den, oprettelsesdato, sag åbnet, sag oprettet,"
    " indskrevet, opened, opened on, created",
    Column.MET: "sidst truffet, senest truffet, sidst truffet den, sidst mødt, last met",
    Column.PLACE: "sted, sidste sted, opholdssted, hvor, place, where",
}
_COLUMN_OF = {heading.strip(): column for column, words in _HEADINGS.items() for heading in words.split(",")}


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the list: its number as the spreadsheet shows it (the headings are 1), and its cells."""

    number: int
    cells: Mapping[Column, str]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """The records that hold anything, and the headings that nobody knows."""

    columns: frozenset[Column]
    records: tuple[Record, ...]
    unread: tuple[str, ...]


def read_table(content: bytes) -> Table:
    """Read what a spreadsheet saved: ; or , or tab, UTF-8, UTF-16 or Windows-1252. Raises NotACaseload."""
    text = _decoded(content)
    if not text.strip():
        raise NotACaseload(_("The file is empty."))
    rows = _rows(text)
    headings = rows[0] or []
    known = [_COLUMN_OF.get(_plain(heading)) for heading in headings]
    columns = _checked([column for column in known if column])
    records = tuple(_records(rows[1:], known))
    if not records:
        raise NotACaseload(_("The file has headings and no rows."))
    unread = tuple(
        " ".join(heading.split())
        for heading, column in zip(headings, known, strict=True)
        if column is None and heading.strip()
    )
    return Table(columns, records, unread)


def _decoded(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise NotACaseload(_("The file is larger than 16 MB."))
    if content.startswith(_WORKBOOKS):
        raise NotACaseload(_("This is a workbook. Save it as CSV (semicolon separated) first."))
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for candidate in (encoding, "cp1252"):
        try:
            return content.decode(candidate)
        except UnicodeDecodeError:
            continue
    raise NotACaseload(_("The file is not text. Save it as CSV (semicolon separated) first."))


def _rows(text: str) -> list[list[str] | None]:
    """The cells of each row, headings first; None for a row that cannot be told apart into cells."""
    first, _newline, rest = text.partition("\n")
    said = re.fullmatch(r'"?sep=(.)"?', first.strip(), re.IGNORECASE)
    if said:  # Excel's own line about the separator is no row.
        separator, text = said[1], rest
    else:
        separator = max(_SEPARATORS, key=lambda each: _headings_known(first, each))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        # An open quotation mark would swallow the rows after it: take each line by itself.
        return [_line(line, separator) for line in re.split(r"\r\n|\r|\n", text)]


def _headings_known(line: str, separator: str) -> int:
    return sum(_plain(cell) in _COLUMN_OF for cell in line.split(separator))


def _line(line: str, separator: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _records(rows: Iterable[list[str] | None], known: list[Column | None]) -> Iterator[Record]:
    for number, cells in enumerate(rows, start=2):
        if cells is None:
            yield Record(number, {}, is_whole=False)
        elif any(cell.strip() for cell in cells):
            found = {column: cell for column, cell in zip(known, cells, strict=False) if column}
            yield Record(number, found, is_whole=not any(cell.strip() for cell in cells[len(known) :]))


def _plain(heading: str) -> str:
    """A heading without case, punctuation and doubled blanks."""
    return " ".join(re.sub(r"[^\w\s]", " ", heading.casefold()).split())


def _checked(columns: list[Column]) -> frozenset[Column]:
    """Raises NotACaseload when a column is missing or stands twice."""
    for column in columns:
        if columns.count(column) > 1:
            raise NotACaseload(_("Two columns are called the same: %(column)s.") % {"column": column.label})
    found = frozenset(columns)
    if not found & {Column.NAME, Column.GIVEN_NAME}:
        raise NotACaseload(_("A column is missing: %(column)s.") % {"column": Column.NAME.label})
    if not found & {Column.CPR, Column.BORN}:
        raise NotACaseload(
            _("A column is missing: %(column)s.") % {"column": f"{Column.CPR.label} / {Column.BORN.label}"}
        )
    return found
