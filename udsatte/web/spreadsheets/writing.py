"""Rows of text as a file for Danish Excel. No cell begins as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

#: A cell that begins so would be a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
#: An apostrophe of the text's own gets a second one, so that reading takes away ours.
_MARKED = (*_FORMULA, "'")
#: What a cell of a workbook holds.
_LONGEST = 32_767
_WIDTH = 22


def inert(text: str) -> str:
    """The text, with an apostrophe before what would be a formula. Reading takes it away again."""
    return f"'{text}" if text.startswith(_MARKED) else text


def csv_file(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Semicolons, UTF-8 with a mark, as Danish Excel opens it by a double click."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([inert(heading) for heading in headings])
    writer.writerows([inert(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_file(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet of text with a fixed first row. Made in memory: nothing is left on a disk."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@", "text_wrap": False})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(headings) - 1, 0), _WIDTH, text)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, inert(heading), bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if said := str(cell):
                    sheet.write_string(number, column, inert(said)[:_LONGEST])
    return out.getvalue()
