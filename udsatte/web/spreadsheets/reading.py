"""From a file's bytes to headings and rows of text. Nothing here knows what a column means."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from udsatte.access.decisions import Foreseen
from udsatte.web.spreadsheets.workbooks import NotAWorkbook, workbook_rows

MOST_BYTES = 16 * 1024 * 1024
MOST_ROWS = 100_000
#: Each is a field on the page that asks what it means.
MOST_COLUMNS = 256
_SEPARATORS = ";,\t"
_ZIP = b"PK\x03\x04"
#: Excel's older files, and those with a password.
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"II*\x00", b"MM\x00*")
#: What stands in no line of headings.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class NotASheet(Foreseen):
    """The file as a whole cannot be read; the message says what to do about it."""

    field = "file"


#: The cells of a row; None for a row that cannot be told apart into cells.
Cells = tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headings, and the rows that hold anything, each with its number as the spreadsheet shows it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, Cells], ...]


def read_sheet(content: bytes, *, knows: Callable[[str], bool] = lambda heading: False) -> Sheet:
    """Read a CSV file (; or , or tab; UTF-8, UTF-16 or Windows-1252) or a workbook's first sheet. Raises NotASheet.

    knows: whether a heading is a known one, which tells the separator of a CSV file.
    """
    if len(content) > MOST_BYTES:
        raise NotASheet(_("The file is larger than 16 MB."))
    rows = iter(enumerate(_rows(content, knows), start=1))
    headings = next((cells for _number, cells in rows if cells is None or any(cells)), None)
    if headings is None:
        raise NotASheet(_("The file is empty."))
    if len(headings) > MOST_COLUMNS:
        raise NotASheet(_("The file has more than 256 columns. Copy those that the list needs into a new one."))
    filled = tuple(_filled(rows))
    if not filled:
        raise NotASheet(_("The file has headings and no rows."))
    return Sheet(headings, filled)


def plain(heading: str) -> str:
    """A heading without case, punctuation and doubled blanks."""
    return " ".join(re.sub(r"[^\w\s]", " ", heading.casefold()).split())


def _filled(rows: Iterator[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    count = 0
    for number, cells in rows:
        if cells is None or any(cell.strip() for cell in cells):
            count += 1
            if count > MOST_ROWS:
                raise NotASheet(_("The file has more than 100,000 rows. Divide it into several."))
            yield number, cells


def _rows(content: bytes, knows: Callable[[str], bool]) -> Iterator[Cells]:
    if content.startswith(_ZIP):
        try:
            yield from workbook_rows(content, most_rows=MOST_ROWS)
        except NotAWorkbook as error:
            raise NotASheet(error.message) from error
        return
    if content.startswith(_OLD_WORKBOOK):
        raise NotASheet(_("This is an old or a locked workbook. Save it as XLSX without a password, or as CSV."))
    if content.startswith(_PICTURES) or content[4:8] == b"ftyp" or content[8:12] == b"WEBP":
        raise NotASheet(_("This is a picture or a PDF, whatever it is called. Save the list as XLSX or CSV."))
    yield from _lines(_decoded(content), knows)


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for candidate in (encoding, "cp1252"):
        try:
            text = content.decode(candidate)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text.lstrip().partition("\n")[0]):
            return text
    raise NotASheet(_("The file is not text. Save the list as XLSX or CSV."))


def _lines(text: str, knows: Callable[[str], bool]) -> Iterator[Cells]:
    first, _newline, rest = text.lstrip("\r\n").partition("\n")
    said = re.fullmatch(r'"?sep=(.)"?', first.strip(), re.IGNORECASE)
    if said:  # Excel's own line about the separator is no row.
        separator, text = said[1], rest
    else:
        separator = max(_SEPARATORS, key=lambda each: (_known(first, each, knows), first.count(each)))
    try:
        yield from [
            tuple(cells) for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        ]
    except csv.Error:
        # An open quotation mark would swallow the rows after it: take each line by itself.
        for line in re.split(r"\r\n|\r|\n", text):
            yield _line(line, separator)


def _known(line: str, separator: str, knows: Callable[[str], bool]) -> int:
    return sum(knows(cell) for cell in line.split(separator))


def _line(line: str, separator: str) -> Cells:
    try:
        return tuple(next(csv.reader([line], delimiter=separator, strict=True), []))
    except csv.Error:
        return None
