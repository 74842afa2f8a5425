"""Workbooks (XLSX), with what they claim to be looked at before anything is unpacked into memory."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from udsatte.access.decisions import Foreseen

#: A full list of 100,000 rows is some 60 MB unpacked, a tenth of it packed.
MOST_UNPACKED = 200 * 1024 * 1024
MOST_FILES = 1_000
MOST_RATIO = 150
#: Under this size a high ratio harms nobody: an empty style sheet packs well.
_SMALL = 4 * 1024 * 1024
MOST_COLUMNS = 52
_PIECE = 1024 * 1024
#: An attribute as every program writes it.
_NAMED = rb"""\s++[^\s=<>"'/]++\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+')"""
#: The tag of a cell that is neither empty (a format that goes on to the last row of the sheet holds nothing) nor says
#: that it lies before column BA and row 110,000. The reader makes room for every cell up to the last one, and takes
#: one that does not say where it lies to follow the one before, wherever that is.
_ODD_CELL = re.compile(
    rb"""<(?:[^\s<>]*:)?c(?![^\s/>])(?!(?:%(named)s)*+\s*+/>)"""
    rb"""(?!(?:(?!\s++r[\s=])%(named)s)*+\s++r\s*+=\s*+(["'])(?:[A-Za-z]|[Aa][A-Za-z])(?:[0-9]{1,5}|10[0-9]{4})\1"""
    rb"""(?:%(named)s)*+\s*+>)""" % {b"named": _NAMED}
)
#: What makes a part of the file a sheet, whatever it is called: the reader goes by what another part says.
_SHEET = b"sheetData"
_LONGEST_TAG = 64 * 1024


class NotAWorkbook(Foreseen):
    """The file cannot be read, or must not be; the message says what to do about it."""

    field = "file"


def workbook_rows(content: bytes, *, most_rows: int) -> Iterator[tuple[str, ...]]:
    """The rows of the first sheet as text: dates as 2025-12-31, whole numbers without a comma. Raises NotAWorkbook."""
    _look(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheet = book.get_sheet_by_index(0)
            if sheet.total_height > most_rows + 1_000 or sheet.total_width > MOST_COLUMNS:
                raise _too_large()
            rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError, ValueError) as error:
        raise NotAWorkbook(_("The workbook cannot be read. Save it again as XLSX, or as CSV.")) from error
    for row in rows:
        yield tuple(_text(cell) for cell in row)


def _look(content: bytes) -> None:
    """Sizes from the directory first, then whether they are true, before any reader trusts them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = archive.infolist()
            unpacked, packed = (sum(getattr(one, name) for one in files) for name in ("file_size", "compress_size"))
            swollen = unpacked > _SMALL and unpacked > MOST_RATIO * max(packed, 1)
            if len(files) > MOST_FILES or unpacked > MOST_UNPACKED or swollen:
                raise _too_large()
            if "xl/workbook.xml" not in archive.namelist():
                raise NotAWorkbook(_("This is no workbook. Save the list as XLSX or CSV."))
            for one in files:
                _look_into(archive, one)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NotAWorkbook(_("The workbook cannot be read. Save it again as XLSX, or as CSV.")) from error


def _look_into(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> None:
    """Unpack in pieces that are thrown away: a size or a checksum that is not true raises BadZipFile."""
    before, is_sheet, is_odd = b"", False, False
    with archive.open(one) as file:
        while piece := file.read(_PIECE):
            text = before + piece
            is_sheet = is_sheet or _SHEET in text
            # A tag that goes on in the next piece waits for it.
            last = text.rfind(b"<")
            end = last if last >= 0 and b">" not in text[last:] else len(text)
            is_odd = is_odd or len(text) - end > _LONGEST_TAG or _ODD_CELL.search(text, 0, end) is not None
            if is_sheet and is_odd:
                raise _too_large()
            before = text[max(end, len(text) - _LONGEST_TAG) :] or text[-len(_SHEET) :]


def _too_large() -> NotAWorkbook:
    return NotAWorkbook(
        _("The workbook is too large: at most 100,000 rows and 52 columns. Copy the list alone into a new one.")
    )


def _text(cell: object) -> str:
    """What the cell shows, as somebody would type it."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M") if cell.time() != time(0) else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(cell)
