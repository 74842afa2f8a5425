"""From a sheet to records with known columns. Nothing here knows what a cell means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cases.caseload_import.columns import Column, ImportList, check_columns, knows_heading, recognised
from udsatte.web.spreadsheets import Sheet, read_sheet


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the list: its number as the spreadsheet shows it (the headings are mostly 1), and its cells."""

    number: int
    cells: Mapping[Column, str]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """The records that hold anything, and the headings that nobody knows."""

    records: tuple[Record, ...]
    unread: tuple[str, ...]


def read_table(content: bytes, of: ImportList) -> Table:
    """Read a file whose headings are known. Raises NotASheet."""
    sheet = read_sheet(content, knows=knows_heading)
    columns = recognised(sheet.headings, of)
    check_columns(columns, of)
    return Table(tuple(records(sheet, columns)), unread(sheet.headings, columns))


def unread(headings: Sequence[str], columns: Sequence[Column | None]) -> tuple[str, ...]:
    """The headings whose column is not taken in."""
    return tuple(
        " ".join(heading.split())
        for heading, column in zip(headings, columns, strict=True)
        if column is None and heading.strip()
    )


def records(sheet: Sheet, columns: Sequence[Column | None]) -> Iterator[Record]:
    """Each row with its cells by column. A row with more cells than headings is not whole."""
    for number, cells in sheet.rows:
        if cells is None:
            yield Record(number, {}, is_whole=False)
        else:
            found = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
            yield Record(number, found, is_whole=not any(cell.strip() for cell in cells[len(columns) :]))
